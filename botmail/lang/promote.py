"""Promotion: lexemes become tokens of the grammar, in logical lines.

One pass with four positions (statement, value, operator, key) and a stack of what is open. Here it is decided whether
a word is a name, a control word, an operator, a verb or a clause; what a comma belongs to; and where a line goes on.
"""

from __future__ import annotations

from collections.abc import Callable

from botmail.lang import lexemes
from botmail.lang.promote_operand import take_key, take_operand
from botmail.lang.promote_operator import take_operator
from botmail.lang.promote_statement import take_statement
from botmail.lang.reader import Position, Reader

_TAKE: dict[Position, Callable[[Reader], None]] = {
    Position.STATEMENT: take_statement,
    Position.OPERAND: take_operand,
    Position.OPERATOR: take_operator,
    Position.KEY: take_key,
}


def promote(reader: Reader) -> None:
    """Read all lexemes; the reader then holds the lines and what was wrong."""
    while reader.lexeme.kind != lexemes.END or reader.position is not Position.STATEMENT:
        step(reader)
    reader.close_inline_ifs()


def step(reader: Reader) -> None:
    """Take what stands next."""
    _TAKE[reader.position](reader)
