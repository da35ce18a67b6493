"""Keywords are not reserved: each of them as a variable gives the same tree as any other name."""

from __future__ import annotations

import pytest

from botmail.lang.parser import parse
from tests.lang.tree_printer import TreePrinter
from tests.lang.vocabulary import VOCABULARY

NAMES = [
    "to",
    "from",
    "body",
    "subject",
    "email",
    "status",
    "list",
    "file",
    "type",
    "date",
    "message",
    "item",
    "count",
    "order",
    "case",
    "find",
    "move",
    "copy",
    "label",
    "format",
    "if",
    "else",
    "end",
    "next",
    "for",
    "each",
    "in",
    "is",
    "as",
    "with",
    "where",
    "by",
    "set",
    "get",
    "save",
    "limit",
    "select",
    "step",
    "do",
    "loop",
    "while",
    "sub",
    "function",
    "call",
    "return",
    "exit",
    "try",
    "catch",
    "error",
    "on",
    "begin",
    "let",
    "param",
    "dim",
    "print",
    "input",
    "stop",
    "default",
    "switch",
    "then",
    "talk",
    "hear",
    "wait",
    "find",
]
TEMPLATES = (
    "NAME = 1",
    "NAME += 1",
    "x = NAME",
    "x = NAME + 1",
    "x = 1 + NAME",
    "NAME.field = 2",
    "x = NAME.field",
    "x = record.NAME",
    "x = NAME[0]",
    "LET NAME = 1",
    "FOR EACH NAME IN items",
    "FOR NAME = 1 TO 9",
    "m = {NAME: 1, b: 2}",
    "x = f(NAME, 2)",
    "x = [NAME, 1]",
    "SEND MAIL a, NAME, NAME",
    "x = (NAME)",
)

# The manual's corner: an operator's word is a name only before = . , ) and the line's end.
GUARDED = {"in", "is", "then"}
OPERATOR_FOLLOWS = {"x = NAME + 1", "x = NAME[0]"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_names_of_keywords_are_names(template: str) -> None:
    expected = _tree(template, "zz")
    names = [name for name in NAMES if not (template in OPERATOR_FOLLOWS and name in GUARDED)]
    different = [name for name in names if _tree(template, name) != expected.replace("zz", name)]
    assert different == []


def _tree(template: str, name: str) -> str:
    source = template.replace("NAME", name)
    parsed = parse(source, VOCABULARY, {name})
    errors = [one.message for one in parsed.diagnostics if one.code != "BM103"]
    return TreePrinter(source).print_program(parsed.program) + "".join(errors)
