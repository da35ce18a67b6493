"""A vocabulary for tests of the parser: the phrases of the manual, with nothing behind them."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.lang.definition import Clause, Effect, Parameter, Verb
from botmail.lang.types import ANY, VARIABLE, WORD
from botmail.lang.vocabulary import Vocabulary


def _nothing(*_: object, **__: object) -> None:
    """The body of all of them."""


def made(
    phrase: str,
    most: int | None = 1,
    *,
    least: int | None = None,
    clauses: str = "",
    flags: str = "",
    aliases: Sequence[str] = (),
    takes_bare_words: bool = False,
) -> Verb:
    """A verb with so many parameters; clauses are words with `|` between, `*` marks repeated, `=` fields, `!` tight."""
    count = 1 if most is None else most
    needed = count if least is None else least
    parameters = tuple(
        Parameter(f"value{index}", ANY, is_optional=index >= needed, is_repeated=most is None) for index in range(count)
    )
    return Verb(
        phrase=phrase,
        body=_nothing,
        effect=Effect.PURE,
        summary="",
        text="",
        example=f"{phrase} …",
        parameters=parameters,
        clauses=(*map(_clause, filter(None, clauses.split("|"))), *(Clause(f) for f in filter(None, flags.split("|")))),
        aliases=tuple(aliases),
        takes_bare_words=takes_bare_words,
    )


def _clause(text: str) -> Clause:
    words = text.rstrip("*=!")
    return Clause(words, ANY, is_repeated="*" in text, is_fields="=" in text, is_tight="!" in text)


HEAR = Verb(
    phrase="HEAR",
    body=_nothing,
    effect=Effect.WAITS,
    summary="",
    text="",
    example='HEAR name WITH "Name?"',
    parameters=(Parameter("variable", VARIABLE, is_optional=True), Parameter("prompt", ANY, is_optional=True)),
    clauses=(Clause("AS", WORD, is_repeated=True), Clause("WITH", ANY), Clause("DEFAULT", ANY)),
    takes_bare_words=True,
)

VOCABULARY = Vocabulary(
    [
        made("TALK"),
        made("PRINT", None, least=0),
        made("SEND MAIL", 4, least=1, clauses="TO|SUBJECT|BODY|CC|ATTACHMENT", aliases=["SEND EMAIL"]),
        made("REPLY", 2, clauses="ATTACHMENT", flags="ALL"),
        made("GET", 2, least=1),
        made("GET EMAILS", 2, least=0, clauses="LIMIT|ORDER BY|WHERE", flags="DESC|ASC"),
        made("COUNT EMAILS", 2, least=0),
        made("GET BOT MEMORY"),
        made("FIND", 2, least=1, clauses="WHERE|WITH=|ORDER BY|LIMIT", flags="DESC"),
        made("SAVE", None),
        made("SET", 3, least=2),
        made("SET SCHEDULE", None, takes_bare_words=True),
        made("SEARCH MAIL", clauses="IN|LIMIT"),
        made("MOVE", clauses="TO"),
        made("COPY", clauses="TO"),
        made("ARCHIVE"),
        made("LABEL", 2),
        made("MARK AS READ"),
        made("LIST FOLDERS", 0),
        made("HEALTH", 0),
        made("METRICS", 0, clauses="FROM|TO"),
        made("USE KB"),
        made("ADD SUGGESTION", clauses="AS"),
        made("REMEMBER", 2),
        made("FORMAT", 2, least=1, clauses="AS!"),
        made("REWRITE"),
        made("DELETE FROM", clauses="WHERE"),
        made("DELETE FILE"),
        made("DELETE MAIL"),
        made("UPDATE", 3, least=1, clauses="SET=|WHERE"),
        made("FIRST"),
        made("COUNT"),
        made("WAIT"),
        made("CREATE TASK", 3, least=1, clauses="DUE|PRIORITY"),
        made("CREATE TICKET", 3),
        made("THROW", least=0),
        made("ASSERT", 2, least=1),
        made("CLEAR ERROR", 0),
        HEAR,
    ]
)
