"""Verbs of the language that nothing runs yet: they are read, checked and completed, and running one says so.

A line of the table goes when the verb comes. Operands are written as in help: a `?` behind one that may be left out,
`…` behind one that takes any number of words, clauses in capitals with the word for their operand (`…` where it takes
several), flags in capitals alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, NoReturn

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Body, Clause, Effect, Parameter, Verb
from botmail.lang.faults import not_there_yet
from botmail.lang.types import ANY, WORD


class Later(NamedTuple):
    """A verb to come: how it is written, what it will do to the world, and what to write meanwhile."""

    phrase: str
    operands: str
    effect: Effect
    instead: str
    clauses: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


_KEEP = "meanwhile, CREATE DRAFT and LIST DRAFTS keep drafts here"
_TEMPLATE = "meanwhile, keep the text in a file and READ it, with ${name} put in by BEGIN MAIL … END MAIL"
_OUTBOX = 'meanwhile, SELECT * FROM sends WHERE state = "queued" shows what is on its way'
_INVITE = "meanwhile, answer the mail with SEND MAIL"
_KNOWLEDGE = 'meanwhile, SAVE "notes", {text: text} and FIND "notes" WHERE text CONTAINS "word" keep and find text'

_TABLE = (
    Later(
        "SET SCHEDULE",
        "when…",
        Effect.STORES,
        "meanwhile, let cron or a systemd timer start `botmail run FILE.bas`",
    ),
    Later("SYNC", "folder?", Effect.READS, 'meanwhile, GET_EMAILS("INBOX") reads from the server each time'),
    Later(
        "SEARCH MAIL",
        "words",
        Effect.READS,
        'meanwhile, GET_EMAILS("INBOX", "TEXT word") lets the server search',
        ("IN folder", "LIMIT number"),
    ),
    Later("UPDATE DRAFT", "id, to?, subject?, body?", Effect.STORES, _KEEP),
    Later("SEND DRAFT", "id", Effect.SENDS, "meanwhile, SEND MAIL to, subject, body sends the text"),
    Later("DELETE DRAFT", "id", Effect.STORES, _KEEP),
    Later("SAVE TEMPLATE", "name, subject, body", Effect.STORES, _TEMPLATE),
    Later("SEND TEMPLATE", "to?, name?, vars?, more?", Effect.SENDS, _TEMPLATE, ("TO address…",)),
    Later(
        "MAIL MERGE",
        "name, table",
        Effect.SENDS,
        'meanwhile, FOR EACH person IN GET "people.csv" … SEND MAIL person.email, subject, body … NEXT',
    ),
    Later("LIST OUTBOX", "", Effect.READS, _OUTBOX),
    Later("RETRY OUTBOX", "", Effect.SENDS, "meanwhile, run the program again: what was sent is not sent twice"),
    Later("CANCEL OUTBOX", "id", Effect.STORES, _OUTBOX),
    Later(
        "CREATE EVENT",
        "title, start, end?",
        Effect.SENDS,
        "meanwhile, CREATE TASK title, description DUE start notes it",
        ("WITH attendees", "AT place"),
    ),
    Later("ACCEPT INVITE", "email", Effect.SENDS, _INVITE),
    Later("DECLINE INVITE", "email", Effect.SENDS, _INVITE),
    Later("REMIND", "date, text", Effect.STORES, "meanwhile, CREATE TASK text DUE date notes it"),
    Later("ADD TO KB", "content", Effect.STORES, _KNOWLEDGE),
    Later("SEARCH KB", "words", Effect.READS, _KNOWLEDGE),
    Later(
        "CONTEXT FOR",
        "address",
        Effect.READS,
        'meanwhile, GET_EMAILS("INBOX", "FROM bob@example.org") gives the conversation',
    ),
    Later("APPLY", "plan?", Effect.CHANGES, "meanwhile, PREVIEW OFF and the program once more do what was planned"),
    Later("UNDO", "run?", Effect.CHANGES, "meanwhile, LIST AUDIT shows what was done, and MOVE brings a mail back"),
    Later("EXPLAIN", "email", Effect.READS, "meanwhile, LIST AUDIT shows what was done and why"),
    Later(
        "PLOT",
        "table",
        Effect.PURE,
        "meanwhile, SHOW table, or table.df.plot() in a %%python cell",
        ("X column", "Y column", "AS kind", "TITLE text"),
    ),
)


def verb_to_come(later: Later) -> Verb:
    """The definition of a verb whose body says that it is not there yet."""
    parameters = [_parameter(text) for text in filter(None, later.operands.split(", "))]
    summary = "This is read and checked, and does not run yet."
    return Verb(
        phrase=later.phrase,
        body=_refusal(later),
        effect=later.effect,
        summary=summary,
        text=later.instead,
        example=f"{later.phrase} {', '.join(one.name for one in parameters if not one.is_optional)}".strip(),
        result="nothing",
        parameters=tuple(parameters),
        clauses=tuple(map(_clause, later.clauses)),
        aliases=later.aliases,
        topic="later",
        takes_bare_words="…" in later.operands,
    )


def verbs_to_come(there: Iterable[Verb]) -> tuple[Verb, ...]:
    """Those of the table that are not `there` already."""
    phrases = {verb.phrase for verb in there}
    return tuple(verb_to_come(later) for later in _TABLE if later.phrase not in phrases)


def _refusal(later: Later) -> Body:
    def refuse(_: VerbContext, **_arguments: object) -> NoReturn:
        not_there_yet(later.phrase, later.instead)

    return refuse


def _parameter(text: str) -> Parameter:
    kind = WORD if text.endswith("…") else ANY
    return Parameter(text.rstrip("?…"), kind, is_optional=text.endswith("?"), is_repeated=kind is WORD)


def _clause(text: str) -> Clause:
    words, _, operand = text.rpartition(" ")
    return Clause(words, ANY, operand.rstrip("…"), is_repeated=operand.endswith("…")) if words else Clause(text)
