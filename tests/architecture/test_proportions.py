"""Sizes and habits that keep the source readable."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.architecture.sources import functions_of, modules, name_of, tracked_files, tree_of

MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 40
MEDIAN_LINES_OF_A_FUNCTION = 8
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
TEXT_FILES = {".py", ".md", ".toml", ".ipynb", ".js", ".css", ".json", ".bas", ".sql", ".lark", ".yml", ""}
# A path of somebody's machine; docs/ and programs say `~` or a name of the reader's own.
MACHINE_PATH = re.compile(r"(?<![\w.:/~-])/(?:home|root|work|Users|mnt)/[\w.-]+")
SILENCED = re.compile(
    r"#\s*(?:type:\s*ignore|noqa)(?:\[[\w, -]+\]|:\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*)?(?P<reason>.*)"
)


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its decorators and docstring, which are its definition and not its work."""
    start = node.lineno
    if ast.get_docstring(node) is not None and len(node.body) > 1:
        return (node.end_lineno or start) - (node.body[0].end_lineno or start) + 1
    return (node.end_lineno or start) - start + 1


def test_no_module_is_longer_than_the_ceiling() -> None:
    sizes = {name_of(module): len(module.read_text(encoding="utf-8").splitlines()) for module in modules()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_MODULE} == {}


def test_no_function_is_longer_than_the_ceiling() -> None:
    sizes = {f"{name_of(m)}:{f.name}": lines_of(f) for m in modules() for f in functions_of(m)}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION} == {}


def test_half_of_the_functions_fit_in_a_glance() -> None:
    assert median(lines_of(f) for m in modules() for f in functions_of(m)) <= MEDIAN_LINES_OF_A_FUNCTION


def test_no_module_is_called_after_nothing() -> None:
    assert [name_of(m) for m in modules() if m.stem in NAMELESS or m.parent.name in NAMELESS] == []


def test_every_public_name_is_documented() -> None:
    missing = [f"{name_of(m)}: {name}" for m in modules() for name in undocumented(m)]
    assert missing == []


def undocumented(module: Path) -> Iterator[str]:
    """Public names without a docstring; what overrides a library's method is documented there."""
    tree = tree_of(module)
    if not ast.get_docstring(tree) and tree.body:
        yield "(the module)"
    if module.name == "install_kernel.py":
        return  # a script: nobody imports it
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name
        if isinstance(node, ast.ClassDef) and not node.bases:
            yield from (f"{node.name}.{method}" for method in undocumented_methods(node))


def undocumented_methods(node: ast.ClassDef) -> Iterator[str]:
    for member in node.body:
        is_method = isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_method and not member.name.startswith("_") and not ast.get_docstring(member):
            yield member.name


def test_every_silenced_warning_says_why() -> None:
    silent = []
    for module in modules():
        lines = module.read_text(encoding="utf-8").splitlines()
        for number, (above, line) in enumerate(pairwise(["", *lines]), 1):
            found = SILENCED.search(line)
            if found and not found["reason"].strip(" #-") and not above.lstrip().startswith("#"):
                silent.append(f"{name_of(module)}:{number}: {line.strip()}")
    assert silent == []


def test_nothing_mentions_a_path_of_a_machine() -> None:
    mentions = []
    for path in tracked_files():
        if path.suffix in TEXT_FILES and "corpus" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="replace")
            mentions += [f"{name_of(path)}: {match[0]}" for match in MACHINE_PATH.finditer(text)]
    assert mentions == []


def test_nothing_is_left_to_do_without_a_word() -> None:
    left = [name_of(m) for m in modules() if re.search(r"#.*\b(?:TODO|FIXME|XXX)\b", m.read_text(encoding="utf-8"))]
    assert left == []
