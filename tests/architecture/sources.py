"""Our own source files as data, for the tests that hold the house together."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGES = ("botmail", "kernel")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of the packages that users get, and the set-up script."""
    found = [path for package in PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))]
    return (*found, PROJECT / "install_kernel.py")


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def name_of(path: Path) -> str:
    """The path as people say it."""
    return path.relative_to(PROJECT).as_posix()


def functions_of(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imports_of(module: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of each module that is imported, wherever in the file."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def tracked_files() -> list[Path]:
    """What a clone has; everything but environments and caches where this is no clone."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    if listed.returncode == 0:
        names = listed.stdout.decode().split("\0")
        return [PROJECT / name for name in names if name and (PROJECT / name).is_file()]
    return [
        path for path in PROJECT.rglob("*") if path.is_file() and not path.relative_to(PROJECT).parts[0].startswith(".")
    ]
