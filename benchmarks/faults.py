"""One mistake in a valid program: is it told on its own line, and is anything else told?

Each row is a kind of mistake, put into every place of the programs in tests/lang/scripts where it can be made; a fixed
share of the places is tried. A mistake that leaves a valid program is not counted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from botmail.app import VOCABULARY
from botmail.lang.diagnostics import Diagnostic
from botmail.lang.parser import parse

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "lang" / "scripts"
EACH_NTH = 1 if "--all" in sys.argv else 3
# What is taken or changed, and what stands there afterwards; `line` when the whole line goes.
FAULTS = {
    "THEN is missing": (r"\bTHEN\b", ""),
    "TO of FOR is missing": (r"(?<=FOR \w = \d )TO\b", ""),
    "IN of FOR EACH is missing": (r"(?<= )IN(?= )", ""),
    "a closing bracket is missing": (r"[)\]]", ""),
    "an opening bracket is missing": (r"[(\[]", ""),
    "a bracket too many": (r"\)", "))"),
    "a quotation mark is missing": (r'(?<=\w)"', ""),
    "a comma is missing": (r", ", " "),
    "a comma too many": (r", ", ", , "),
    "an operator is missing": (r" [+*] ", " "),
    "an operator too many": (r" \+ ", " + * "),
    "END IF is missing": (r"^[ \t]*END IF[ \t]*\n", ""),
    "NEXT is missing": (r"^[ \t]*NEXT\b[^\n]*\n", ""),
    "END IF for another closer": (r"^([ \t]*)(?:NEXT|WEND|END SUB|END SELECT)\b[^\n]*$", r"\1END IF"),
    "IF is missing": (r"^([ \t]*)IF\b", r"\1"),
    "a misspelt keyword": (r"\bELSE\b", "ESLE"),
    "a typographic quotation mark": (r'"(?=\w)', "”"),
}
STRUCTURAL = {"END IF is missing", "NEXT is missing"}


@dataclass(slots=True)
class Count:
    """What was told about the faults of one kind."""

    tried: int = 0
    told: int = 0
    on_the_line: int = 0
    others: int = 0
    examples: list[str] = field(default_factory=list)


def errors_of(source: str) -> tuple[Diagnostic, ...]:
    """What keeps the program from running."""
    return tuple(found for found in parse(source, VOCABULARY).diagnostics if found.is_error)


def faulty_programs(source: str, kind: str) -> Iterator[tuple[int, str]]:
    """The line of each fault, and the program with it."""
    pattern, replacement = FAULTS[kind]
    for number, found in enumerate(re.finditer(pattern, source, re.MULTILINE | re.IGNORECASE)):
        if number % EACH_NTH == 0:
            line = source.count("\n", 0, found.start()) + 1
            yield line, source[: found.start()] + found.expand(replacement) + source[found.end() :]


def measure(kind: str, sources: dict[str, str]) -> Count:
    """Put faults of one kind into all programs; those that cannot be read even so are left out."""
    count = Count()
    for name, source in sources.items():
        for line, faulty in faulty_programs(source, kind):
            errors = errors_of(faulty)
            count.tried += 1
            if not errors:
                continue
            lines = {found.span.line for found in errors}
            count.told += 1
            # The block that lost its end is told at its opener, which stands above.
            is_right = any(one < line for one in lines) if kind in STRUCTURAL else line in lines
            count.on_the_line += is_right
            count.others += len(errors) - 1
            if not is_right or len(errors) > 1:
                count.examples.append(f"{name}:{line} {[(one.span.line, one.message) for one in errors[:3]]}")
    return count


def main() -> None:
    """Print the table, and with `--examples` what went wrong."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.bas"))}
    sources = {name: text for name, text in texts.items() if not errors_of(text)}
    print(f"{len(sources)} programs\n")
    print("| mistake | tried | told | on the line | told besides |\n|---|---:|---:|---:|---:|")
    counts = {kind: measure(kind, sources) for kind in FAULTS}
    for kind, count in counts.items():
        print(f"| {kind} | {count.tried} | {count.told} | {_share(count)} | {count.others} |")
    told = sum(count.told for count in counts.values())
    right = sum(count.on_the_line for count in counts.values())
    print(f"| all | {sum(c.tried for c in counts.values())} | {told} | {right / max(told, 1):.0%} | ", end="")
    print(f"{sum(count.others for count in counts.values())} |")
    if "--examples" in sys.argv:
        for kind, count in counts.items():
            print(f"\n{kind}", *count.examples[:6], sep="\n  ")


def _share(count: Count) -> str:
    return f"{count.on_the_line / count.told:.0%}" if count.told else "-"


if __name__ == "__main__":
    main()
