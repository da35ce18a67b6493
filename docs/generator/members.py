"""The page of members: what stands behind the point of each kind of value."""

from __future__ import annotations

import datetime as dt
from itertools import chain

from botmail.domain.address import Address
from botmail.domain.members import Members
from botmail.domain.outcome import Outcome
from botmail.domain.table import Table
from botmail.lang.functions import FUNCTIONS
from botmail.lang.members import MemberTables
from botmail.lang.values import ErrorValue
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from docs.generator.markdown import page, table

_DECLARED: dict[str, type] = {
    "A mail": Email,
    "A list of mails": EmailList,
    "An address": Address,
    "An outcome": Outcome,
    "An error": ErrorValue,
    "A table": Table,
}
_PLAIN: dict[str, object] = {"Text": "", "A list": [], "A map": {}, "A date": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}


def members_page() -> str:
    """Every kind of value with its members."""
    plain = MemberTables({function.name.lower(): function.body for function in FUNCTIONS})
    tables: dict[str, Members] = {kind: owner.members for kind, owner in _DECLARED.items()}
    tables |= {kind: plain.of(value) for kind, value in _PLAIN.items()}
    intro = "What can stand behind a point. Upper and lower case are the same."
    return page("Members", intro, *chain.from_iterable(_section(kind, members) for kind, members in tables.items()))


def _section(kind: str, members: Members) -> list[str]:
    by_name: dict[str, list[str]] = {}
    for spelling, member in members.items():
        by_name.setdefault(member.name, []).append(spelling)
    first = {member.name: member for member in members.values()}
    rows = [[_names(name, spellings), first[name].type, first[name].help] for name, spellings in by_name.items()]
    return [f"## {kind}", table(["member", "is", ""], rows)]


def _names(name: str, spellings: list[str]) -> str:
    others = [spelling for spelling in spellings if spelling != name.lower()]
    return ", ".join(f"`{one}`" for one in (name, *others))
