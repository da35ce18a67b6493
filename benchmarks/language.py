"""The language beside Python: programs that do the same, and 2,000 lines read and compiled.

    .venv/bin/python benchmarks/language.py

Both languages run as a notebook runs them, statement by statement at module level with variables as globals. Of five
runs by turns the fastest counts; the ratio is BASIC's time by Python's. yabasic runs what it can where it is installed.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from botmail.keywords import VERBS as KEYWORDS
from botmail.lang.compiler import hastened_one_by_one
from botmail.lang.functions import FUNCTIONS, VERBS
from botmail.lang.language import Language
from botmail.lang.limits import room_to_run
from botmail.lang.runtime import Runtime
from botmail.lang.vocabulary import Vocabulary

ROUNDS = 5
PARTS = 95
"""How often the parts of the program that is compiled are repeated: 2,000 lines."""
FOLDER = Path(__file__).with_name("language")
LANGUAGE = Language(Vocabulary((*VERBS, *KEYWORDS), FUNCTIONS))


def basic_module(source: str) -> tuple[ast.Module, dict[str, object]]:
    """A BASIC program as Python nodes, with the variables that it needs."""
    runtime = Runtime(host=None)  # type: ignore[arg-type]  # these programs call no verb
    module = LANGUAGE.compile(source, filename="race", program_id="race", runtime=runtime)
    return ast.Module(hastened_one_by_one(module.body), []), dict(runtime.namespace)


def seconds_of(module: ast.Module, names: dict[str, object]) -> float:
    """Seconds of one run, each statement a module of its own."""
    codes = [compile(ast.Module([statement], []), "race", "exec") for statement in module.body]
    begun = time.perf_counter()
    with room_to_run():
        for code in codes:
            exec(code, names)
    return time.perf_counter() - begun


def race(basic: str, python: str) -> tuple[float, float]:
    """The fastest of some runs of both, which must leave the same `result`."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        module, names = basic_module(basic)
        others: dict[str, object] = {}
        best[0] = min(best[0], seconds_of(module, names))
        best[1] = min(best[1], seconds_of(ast.parse(python), others))
        assert names["result"] == others["result"], (basic, names["result"], others["result"])
    return best[0], best[1]


def yabasic_seconds(source: Path) -> float | None:
    """The fastest of some runs of yabasic, less its start; None where it is not installed or the program not for it."""
    program = shutil.which("yabasic")
    if program is None or not source.exists() or not _starts(program):
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".bas") as empty:
        start = min(_run(program, empty.name) for _ in range(ROUNDS))
    return max(min(_run(program, str(source)) for _ in range(ROUNDS)) - start, 0.0)


def _starts(program: str) -> bool:
    return subprocess.run([program, "-version"], capture_output=True).returncode == 0  # noqa: PLW1510  the code is read


def _run(program: str, source: str) -> float:
    begun = time.perf_counter()
    subprocess.run([program, source], check=True, capture_output=True)
    return time.perf_counter() - begun


def compiling() -> tuple[float, float, int]:
    """Seconds to read and compile 2,000 lines of BASIC and of the same in Python, and how many lines they are."""
    basic = "rows = []\n" + "".join((FOLDER / "part.bas").read_text().replace("00", str(n)) for n in range(PARTS))
    python = "rows = []\n" + "".join((FOLDER / "part.py.txt").read_text().replace("00", str(n)) for n in range(PARTS))
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        basic_module(basic)
        best[0] = min(best[0], time.perf_counter() - begun)
        begun = time.perf_counter()
        compile(python, "race", "exec")
        best[1] = min(best[1], time.perf_counter() - begun)
    return best[0], best[1], basic.count("\n")


def main() -> None:
    """Print a row for each race."""
    if shutil.which("yabasic") is None:
        print("yabasic is absent: its column stays empty\n")
    print("| | BASIC | Python | ratio | yabasic |\n|---|---:|---:|---:|---:|")
    for source in sorted(FOLDER.glob("*.race")):
        basic, _, python = source.read_text().partition("\n----\n")
        seconds, wanted = race(basic, python)
        other = yabasic_seconds(source.with_suffix(".yab"))
        shown = f"{other * 1000:.0f} ms" if other is not None else ""
        title = source.stem.replace("-", " ")
        print(f"| {title} | {seconds * 1000:.1f} ms | {wanted * 1000:.1f} ms | {seconds / wanted:.2f} | {shown} |")
    seconds, wanted, lines = compiling()
    print(f"| compile {lines} lines | {seconds * 1000:.0f} ms | {wanted * 1000:.0f} ms | {seconds / wanted:.1f} | |")


if __name__ == "__main__":
    main()
