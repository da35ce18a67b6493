from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from botmail.domain.address import Address
from botmail.domain.errors import ProgramError
from botmail.domain.table import table_of
from botmail.show.columns import MAIL_COLUMNS
from botmail.show.frames import to_frame
from tests.show.mails import mail, mailbox

NOVEMBER = dt.datetime(2026, 11, 2, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def test_frame_of_mails_has_a_row_each_with_the_right_types() -> None:
    frame = to_frame(
        mailbox(mail("A", to="x@example.org, y@example.org", date=NOVEMBER, flags=["\\Seen", "blue"]), mail())
    )
    assert list(frame.columns) == [column.name for column in MAIL_COLUMNS]
    assert {name: str(kind) for name, kind in frame.dtypes.items()} | {} == {
        "id": "str",
        "account": "category",
        "folder": "category",
        "uid": "int64",
        "from": "str",
        "to": "object",
        "cc": "object",
        "subject": "str",
        "date": "datetime64[us, UTC]",
        "received": "datetime64[us, UTC]",
        "size": "int64",
        "is_read": "bool",
        "is_flagged": "bool",
        "flags": "object",
        "message_id": "str",
    }
    first = frame.iloc[0]
    assert (first["from"], first["to"], first["flags"]) == (
        "ann@example.org",
        ["x@example.org", "y@example.org"],
        ["\\Seen", "blue"],
    )
    assert first["date"] == pd.Timestamp(NOVEMBER)
    assert first["is_read"]


def test_frame_of_no_mails_has_the_same_columns_and_types() -> None:
    assert to_frame(mailbox()).dtypes.astype(str).to_dict() == to_frame(mailbox(mail())).dtypes.astype(str).to_dict()


def test_frame_of_mails_reads_no_body() -> None:
    to_frame(mailbox(mail(is_gone=True)))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None], "Int64"),
        ([True, None], "boolean"),
        ([1, 2], "int64"),
        ([1.5, None], "float64"),
        (["a", None], "str"),
        ([None, None], "object"),
        ([NOVEMBER, None, NOVEMBER.astimezone(dt.UTC)], "datetime64[us, UTC]"),
        ([Address("Ann", "ann@example.org"), None], "str"),
    ],
)
def test_frame_of_a_table_keeps_types_beside_gaps(values: list[object], kind: str) -> None:
    frame = to_frame(table_of(["x"], [[value] for value in values]))
    assert str(frame["x"].dtype) == kind
    assert len(frame) == len(values)


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        ([{"a": 1}, {"b": 2}], ["a", "b"]),
        ({"a": 1, "b": 2}, ["a", "b"]),
        ([1, 2], ["value"]),
        ([], ["value"]),
        (table_of(["x", "y"], []), ["x", "y"]),
    ],
)
def test_frame_of_rows_has_their_names_as_columns(value: object, columns: list[str]) -> None:
    assert list(to_frame(value).columns) == columns


def test_frame_of_a_number_says_what_can_be_one() -> None:
    with pytest.raises(ProgramError) as caught:
        to_frame(5)
    assert caught.value.message == "a int has no rows, so it cannot be a DataFrame"
    assert "tables" in caught.value.hint
