"""`SELECT name, COUNT(*) FROM people WHERE city = town`: the words of a query are taken as they are, as one token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from botmail.lang import lexemes
from botmail.lang.frames import OpenCall
from botmail.lang.lexemes import GUARDED_WORDS, HEADER_WORDS, Lexeme
from botmail.lang.reader import Position, Reader
from botmail.lang.tokens import Token

_CONTINUING = frozenset(
    [
        "FROM",
        "WHERE",
        "HAVING",
        "LIMIT",
        "OFFSET",
        "JOIN",
        "INNER",
        "CROSS",
        "AND",
        "OR",
        "UNION",
        "EXCEPT",
        "INTERSECT",
    ]
)
# Words that go on with a query only where the next one is of these.
_CONTINUING_BEFORE = {
    "GROUP": ("BY",),
    "ORDER": ("BY",),
    "LEFT": ("JOIN", "OUTER"),
    "RIGHT": ("JOIN", "OUTER"),
    "FULL": ("JOIN", "OUTER"),
}
_OPEN_ENDS = _CONTINUING | {
    "SELECT",
    "BY",
    "ON",
    "AS",
    "DISTINCT",
    "NOT",
    "IN",
    "LIKE",
    "BETWEEN",
    "THEN",
    "WHEN",
    "USING",
}
_NAME_SYMBOLS = ("=", ".", "[", ",", ")", "+=", "-=", "*=", "/=", "&=")
_SYMBOLS = {"==": "="}


@dataclass(frozen=True, slots=True)
class QueryWords:
    """A query's SQL with `$text_0` … for its texts, these texts, and the words in it."""

    sql: str
    texts: tuple[Token, ...]
    words: tuple[Token, ...]


def is_query(reader: Reader) -> bool:
    """Whether a query starts at the present word: SELECT, and columns behind it."""
    follows = reader.peek()
    if not reader.lexeme.is_word("SELECT") or reader.vocabulary.verb("SELECT") is None:
        return False
    if follows.is_word("CASE") and (not reader.peek(2).is_word("WHEN") or reader.ends_statement(3)):
        return False
    if reader.ends_statement(1) or follows.is_symbol(*_NAME_SYMBOLS):
        return False
    if reader.surroundings.has_value(reader.lexeme.text) and (
        follows.is_symbol("-") or follows.is_word(*GUARDED_WORDS, *HEADER_WORDS)
    ):
        return False
    return follows.kind in {lexemes.WORD, lexemes.STRING, lexemes.NUMBER} or follows.is_symbol("*", "(", "-")


def take_query(reader: Reader) -> None:
    """Take a query as a call of SELECT with one argument."""
    verb = reader.vocabulary.verb("SELECT")
    assert verb is not None
    reader.emit("VERB", 1, verb)
    reader.frames.append(OpenCall(verb, verb.phrase, {}, 1, True))
    count = _length(reader)
    found = reader.lexemes[reader.index : reader.index + count]
    if not found:
        reader.fail("BM108", reader.tokens[-1].span, "SELECT needs columns", f"for example: {_example(verb.example)}")
        return
    reader.emit("STRING", count, _query_words(found))
    reader.close_top()
    reader.position = Position.OPERATOR


def _example(example: str) -> str:
    return example.splitlines()[-1]


def _length(reader: Reader) -> int:
    """How many lexemes the query has: to the end of its line, and of lines that can only go on with it."""
    count = depth = cases = 0
    while True:
        lexeme = reader.peek(count)
        if lexeme.kind in {lexemes.END, lexemes.CURSOR, lexemes.RAW}:
            return count
        if lexeme.kind == lexemes.NEWLINE:
            if not depth and not cases and not _goes_on(reader, count):
                return count
        elif lexeme.is_symbol("(", "["):
            depth += 1
        elif lexeme.is_symbol(")", "]", "}"):
            if not depth:
                return count
            depth -= 1
        elif not depth and not cases and _ends_query(reader, count):
            return count
        cases += lexeme.is_word("CASE") - (lexeme.is_word("END") and cases > 0)
        count += 1


def _ends_query(reader: Reader, distance: int) -> bool:
    lexeme = reader.peek(distance)
    if lexeme.is_symbol(":"):
        is_cast = reader.peek(distance + 1).is_symbol(":") or reader.peek(distance - 1).is_symbol(":")
        return not is_cast
    if lexeme.is_symbol(";", "{"):
        return True
    ends_header = lexeme.is_word("THEN", "DO") and reader.header is not None
    return ends_header or reader.is_inline_else(distance)


def _goes_on(reader: Reader, distance: int) -> bool:
    last, follows, second = reader.peek(distance - 1), reader.peek(distance + 1), reader.peek(distance + 2)
    if follows.kind in {lexemes.NEWLINE, lexemes.END}:
        return False
    if last.is_symbol(",", "+", "-", "*", "/", "=", "<>", "<", ">", "<=", ">=") and distance > 1:
        return True
    if last.is_word(*_OPEN_ENDS) and last.kind == lexemes.WORD:
        return True
    if follows.kind != lexemes.WORD or second.is_symbol(*_NAME_SYMBOLS):
        return False
    if follows.is_word("ON"):
        return not second.is_word("ERROR", "EMAIL", "MAIL")
    return follows.upper in _CONTINUING or second.is_word(*_CONTINUING_BEFORE.get(follows.upper, ("",)))


def _query_words(found: Sequence[Lexeme]) -> QueryWords:
    pieces: list[str] = ["SELECT"]
    texts: list[Token] = []
    words: dict[str, Token] = {}
    for index, lexeme in enumerate(found):
        before = found[index - 1] if index else None
        if (lexeme.gap or index == 0) and lexeme.kind != lexemes.NEWLINE:
            pieces.append(" ")
        if lexeme.kind == lexemes.STRING and before is not None and before.is_word("FROM", "JOIN", "AS", "INTO"):
            pieces.append('"' + lexeme.text[1:-1].replace('"', '""') + '"')
        elif lexeme.kind == lexemes.STRING:
            pieces.append(f"$text_{len(texts)}")
            texts.append(Token("STRING", lexeme.text, lexeme.span))
        elif lexeme.kind == lexemes.WORD:
            pieces.append(lexeme.text.rstrip("$"))
            words.setdefault(lexeme.text.casefold(), Token("NAME", lexeme.text, lexeme.span))
        elif lexeme.kind != lexemes.NEWLINE:
            pieces.append(_SYMBOLS.get(lexeme.text, lexeme.text))
    return QueryWords("".join(pieces), tuple(texts), tuple(words.values()))
