"""Loops of BASIC beside the same loops in Python: `python benchmarks/loops.py`.

Both run as a notebook runs them, statement by statement at module level with variables as globals. Of five runs the
fastest counts; the ratio is BASIC's time by Python's.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Callable
from dataclasses import dataclass

from botmail.lang.functions import FUNCTIONS, VERBS
from botmail.lang.language import Language
from botmail.lang.runtime import Runtime
from botmail.lang.vocabulary import Vocabulary

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Race:
    """The same work twice, and the variable that must come out alike."""

    title: str
    basic: str
    python: str
    result: str


RACES = (
    Race(
        "a million additions",
        "total = 0\nFOR i = 1 TO 1000000\ntotal = total + i\nNEXT",
        "total = 0\nfor i in range(1, 1000001):\n    total = total + i",
        "total",
    ),
    Race(
        "a million steps with a test",
        "n = 0\nFOR i = 1 TO 1000000\nIF i MOD 3 = 0 THEN\nn += 1\nEND IF\nNEXT",
        "n = 0\nfor i in range(1, 1000001):\n    if i % 3 == 0:\n        n += 1",
        "n",
    ),
    Race(
        "a million rounds of WHILE",
        "n = 0\nWHILE n < 1000000\nn = n + 1\nWEND",
        "n = 0\nwhile n < 1000000:\n    n = n + 1",
        "n",
    ),
    Race(
        "the same inside a FUNCTION",
        "FUNCTION work(last)\nn = 0\nWHILE n < last\nn = n + 1\nWEND\nRETURN n\nEND FUNCTION\nr = work(1000000)",
        "def work(last):\n    global n\n    n = 0\n    while n < last:\n        n = n + 1\n    return n\n"
        "r = work(1000000)",
        "r",
    ),
    Race(
        "text of 200,000 pieces",
        's = ""\nFOR i = 1 TO 200000\ns = s + "x" + i\nNEXT\nlength = LEN(s)',
        's = ""\nfor i in range(1, 200001):\n    s = s + "x" + str(i)\nlength = len(s)',
        "length",
    ),
    Race(
        "recursive calls of a FUNCTION",
        "FUNCTION fib(n)\nIF n < 2 THEN RETURN n\nRETURN fib(n - 1) + fib(n - 2)\nEND FUNCTION\nr = fib(22)",
        "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\nr = fib(22)",
        "r",
    ),
    Race(
        "100,000 maps filtered",
        "rows = []\nFOR i = 1 TO 100000\nPUSH(rows, {id: i, amount: i MOD 100})\nNEXT\nn = 0\n"
        "FOR EACH r IN rows\nIF r.amount > 50 THEN n = n + 1\nNEXT",
        'rows = []\nfor i in range(1, 100001):\n    rows.append({"id": i, "amount": i % 100})\nn = 0\n'
        'for r in rows:\n    if r["amount"] > 50:\n        n = n + 1',
        "n",
    ),
)


def main() -> None:
    """Print a row for each race."""
    print(f"{'':32}{'BASIC':>10}{'Python':>10}{'ratio':>8}")
    for race in RACES:
        basic, found = fastest(lambda race=race: compiled(race.basic), race.result)
        python, wanted = fastest(lambda race=race: (ast.parse(race.python), {}), race.result)
        assert found == wanted, (race.title, found, wanted)
        print(f"{race.title:32}{basic * 1000:8.1f}ms{python * 1000:8.1f}ms{basic / python:8.2f}")


def compiled(source: str) -> tuple[ast.Module, dict[str, object]]:
    """A BASIC program as Python nodes, with the variables it needs."""
    runtime = Runtime(host=None)  # type: ignore[arg-type]  # these programs call no verb
    language = Language(Vocabulary(VERBS, FUNCTIONS))
    module = language.compile(source, filename="race", program_id="race", runtime=runtime)
    return module, dict(runtime.namespace)


def fastest(make: Callable[[], tuple[ast.Module, dict[str, object]]], result: str) -> tuple[float, object]:
    """Seconds of the fastest of some runs, and what came out."""
    best, names = float("inf"), {}
    for _ in range(ROUNDS):
        module, names = make()
        codes = [compile(ast.Module([statement], []), "race", "exec") for statement in module.body]
        started = time.perf_counter()
        for code in codes:
            exec(code, names)
        best = min(best, time.perf_counter() - started)
    return best, names[result]


if __name__ == "__main__":
    main()
