"""Texts: escapes, doubled quotation marks and `${…}` holes."""

from __future__ import annotations

import re
from collections.abc import Callable

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.nodes import Expression
from botmail.lang.tokens import Token

Part = str | Expression
ParseHole = Callable[[str, int, int], Expression | None]
"""Text of a hole and the line and column of its first character; None when it was reported."""
Report = Callable[[str, Span, str, str], None]

_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r", '\\"': '"', "\\\\": "\\"}
_PIECE = re.compile(r'\\\$\{|\\[ntr"\\]|""|\$\{')
_HOLE = re.compile(r"""(?:[^"'{}]++|"[^"]*"|'[^'\n]*')*+""")
_FOLDER = re.compile(r'^"[A-Za-z]:\\[ntr]')


def parse_text(token: Token, parse_hole: ParseHole, report: Report) -> Expression:
    """The expression that a text's token stands for."""
    raw = token.text
    if raw.startswith("'"):
        return nodes.Literal(span=token.span, value=raw[1:-1].replace("''", "'"))
    if _FOLDER.match(raw):
        report("BM151", token.span, f"{raw[3:5]} in this text is not a backslash and a letter", "write \\\\ for \\")
    closed = len(raw) > 1 and raw[-1] in '"”'
    inner = raw[1:-1] if closed else raw[1:]
    if "\\" not in inner and "$" not in inner and '"' not in inner:
        return nodes.Literal(span=token.span, value=inner)
    parts = split_holes(inner, token.span.line, token.span.column + 1, parse_hole=parse_hole, report=report)
    if all(isinstance(part, str) for part in parts):
        return nodes.Literal(span=token.span, value="".join(map(str, parts)))
    return nodes.Interpolation(span=token.span, parts=parts)


def split_holes(
    text: str, line: int, column: int, *, parse_hole: ParseHole, report: Report, is_raw: bool = False
) -> tuple[Part, ...]:
    """Plain parts and expressions in order; in raw text only holes mean something."""
    parts: list[Part] = []
    plain: list[str] = []
    position = 0
    while found := _PIECE.search(text, position):
        plain.append(text[position : found.start()])
        position = found.end()
        if found[0] != "${":
            plain.append(_plain(found[0], is_raw=is_raw))
            continue
        end = _hole_end(text, position)
        if end < 0:
            _report_open_hole(text, position, line=line, column=column, report=report)
            plain.append(text[found.start() :])
            position = len(text)
            break
        expression = _parse_hole(text, position, end, line=line, column=column, parse_hole=parse_hole, report=report)
        if expression is not None:
            parts.extend(("".join(plain), expression) if any(plain) else (expression,))
            plain = []
        position = end + 1
    plain.append(text[position:])
    if any(plain) or not parts:
        parts.append("".join(plain))
    return tuple(parts)


def _plain(piece: str, *, is_raw: bool) -> str:
    if piece == "\\${":
        return "${"
    if is_raw:
        return piece
    return '"' if piece == '""' else _ESCAPES[piece]


def _hole_end(text: str, start: int) -> int:
    """Where the `}` of a hole is; -1 when there is none. Braces and texts inside are passed over."""
    depth = 0
    position = start
    while found := _HOLE.match(text, position):
        position = found.end()
        if position >= len(text):
            return -1
        character = text[position]
        if character == "}" and depth == 0:
            return position
        depth += {"{": 1, "}": -1}.get(character, 0)
        position += 1
    return -1


def _report_open_hole(text: str, start: int, *, line: int, column: int, report: Report) -> None:
    here_line, here_column = _place(text, start, line=line, column=column)
    span = Span(here_line, here_column - 2, here_line, here_column)
    report("BM118", span, "this ${ is not closed", "write ${name}, or \\${ for the characters themselves")


def _parse_hole(
    text: str, start: int, end: int, *, line: int, column: int, parse_hole: ParseHole, report: Report
) -> Expression | None:
    here_line, here_column = _place(text, start, line=line, column=column)
    if not text[start:end].strip():
        span = Span(here_line, here_column - 2, here_line, here_column + 1)
        report("BM118", span, "this ${} is empty", "write ${name}, or \\${ for the characters themselves")
        return None
    return parse_hole(text[start:end], here_line, here_column)


def _place(text: str, start: int, *, line: int, column: int) -> tuple[int, int]:
    """Line and column of an offset into a text that starts at `line` and `column`."""
    breaks = text.count("\n", 0, start)
    return line + breaks, start - text.rfind("\n", 0, start) if breaks else column + start
