"""The grammar's LALR table: Lark builds it from grammar.lark once, the package ships it, the parser drives it.

`python -m botmail.lang.table` writes grammar.table anew after a change of the grammar; a test keeps the two in step.
Lark is needed for that alone, so that the first cell of a kernel does not wait for it.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

END = "$END"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule to reduce by: what it makes, what builds the node, and how many parts it takes."""

    origin: str
    """What it makes, for the state to go to."""
    builder: str
    length: int
    is_spliced: bool
    """Its parts join those of the rule around it."""
    is_transparent: bool
    """With one part it is that part."""


@dataclass(frozen=True, slots=True)
class Table:
    """`states[s][symbol]`: a state to go to, or -(rule + 1) to reduce by."""

    states: tuple[dict[str, int], ...]
    rules: tuple[Rule, ...]
    start: int
    end: int


@lru_cache(maxsize=1)
def load() -> Table:
    """The table that the package ships."""
    data = json.loads(files("botmail.lang").joinpath("grammar.table").read_text("ascii"))
    rules = tuple(Rule(*rule) for rule in data["rules"])
    return Table(tuple(data["states"]), rules, data["start"], data["end"])


def build(grammar: str) -> dict[str, Any]:
    """The table of `grammar` as plain data.

    Raises:
        lark.exceptions.GrammarError: the grammar is wrong, or ambiguous.
    """
    from lark import Lark  # noqa: PLC0415  only the build needs Lark: see above
    from lark.lexer import Lexer  # noqa: PLC0415 - only to build the table

    class NoLexer(Lexer):
        """Lark wants a lexer, and the table needs none."""

        def __init__(self, configuration: object) -> None:
            """Take what Lark gives."""

        def lex(self, lexer_state: Any, parser_state: Any) -> Any:
            """Nothing."""

    parser = Lark(grammar, parser="lalr", lexer=NoLexer, maybe_placeholders=False)
    return _to_data(parser.parser.parser._parse_table)


def _to_data(table: Any) -> dict[str, Any]:
    """States and rules numbered in the order in which a walk from the start meets them, so that the file is stable."""
    rules: dict[Any, int] = {}
    order = {table.start_states["start"]: 0}
    queue = list(order)
    states: list[dict[str, int]] = []
    for state in queue:
        row = {}
        for symbol, (_, value) in sorted(table.states[state].items()):
            if isinstance(value, int):
                if value not in order:
                    order[value] = len(order)
                    queue.append(value)
                row[symbol] = order[value]
            else:
                row[symbol] = -rules.setdefault(value, len(rules)) - 1
        states.append(row)
    end = order[table.end_states["start"]]
    return {"rules": [_rule(rule) for rule in rules], "states": states, "start": 0, "end": end}


def _rule(rule: Any) -> list[object]:
    origin = str(rule.origin.name)
    transparent = bool(rule.options.expand1 and rule.alias is None)
    return [origin, str(rule.alias or origin), len(rule.expansion), origin.startswith("_"), transparent]


def grammar_text() -> str:
    """The text of grammar.lark."""
    return files("botmail.lang").joinpath("grammar.lark").read_text("utf-8")


def serialized(data: dict[str, Any]) -> str:
    """The table as it is stored."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=True) + "\n"


def main() -> None:
    """Write grammar.table beside the grammar."""
    logging.basicConfig()
    Path(__file__).with_name("grammar.table").write_text(serialized(build(grammar_text())), encoding="ascii")


if __name__ == "__main__":
    main()
