"""Lines per room, module and function.

.venv/bin/python benchmarks/proportions.py
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).parents[1]


def lengths_of_functions(tree: ast.Module) -> list[int]:
    """Lines of each function, from `def` to its end."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]


def main() -> None:
    modules: dict[str, list[int]] = defaultdict(list)
    functions: dict[str, list[int]] = defaultdict(list)
    for package in ("botmail", "kernel"):
        for path in sorted((PROJECT / package).rglob("*.py")):
            inside = path.relative_to(PROJECT / package).parts
            room = package if package == "kernel" or len(inside) == 1 else inside[0]
            text = path.read_text(encoding="utf-8")
            modules[room].append(len(text.splitlines()))
            functions[room] += lengths_of_functions(ast.parse(text))
    print("| room | modules | lines | median module | longest | functions | median function | longest |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    everything = [size for sizes in modules.values() for size in sizes]
    modules["all"], functions["all"] = everything, [size for sizes in functions.values() for size in sizes]
    for room, sizes in modules.items():
        own = functions[room] or [0]
        facts = [len(sizes), sum(sizes), median(sizes), max(sizes), len(functions[room]), median(own), max(own)]
        print(f"| {room} | " + " | ".join(f"{fact:,.0f}" for fact in facts) + " |")


if __name__ == "__main__":
    main()
