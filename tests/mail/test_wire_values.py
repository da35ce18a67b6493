"""Folder names, UID sets and responses: laws that hold for any value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.mail.faults import ProtocolBroken
from botmail.mail.folder_names import from_wire, to_wire
from botmail.mail.responses import Value, data_of, literal_ahead, status_of, values_of, without_literal_mark
from botmail.mail.uid_sets import batches, uid_set, uids_in

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(st.none() | st.binary(), lambda inner: st.lists(inner, max_size=5), max_leaves=20)


@pytest.mark.parametrize(
    ("path", "wire"),
    [
        ("INBOX", b'"INBOX"'),
        ("Entwürfe", b'"Entw&APw-rfe"'),
        ("R&D", b'"R&-D"'),
        ('a "b" \\c', b'"a \\"b\\" \\\\c"'),
        ("台北/日本語", b'"&U,BTFw-/&ZeVnLIqe-"'),
        ("😀", b'"&2D3eAA-"'),
        ("line\nbreak", b'"line&AAo-break"'),
    ],
)
def test_folder_name_travels_in_modified_utf7(path: str, wire: bytes) -> None:
    assert to_wire(path) == wire


@given(TEXT)
def test_folder_name_comes_back(path: str) -> None:
    wire = to_wire(path)
    assert wire.isascii()
    assert b"\r" not in wire
    assert b"\n" not in wire
    assert from_wire(wire[1:-1].replace(b'\\"', b'"').replace(b"\\\\", b"\\")) == path


@given(st.binary())
def test_any_folder_name_is_read(name: bytes) -> None:
    assert isinstance(from_wire(name), str)


@given(st.sets(st.integers(1, 4_294_967_295), max_size=50) | st.sets(st.integers(1, 60)))
def test_uid_set_comes_back(uids: set[int]) -> None:
    assert uids_in(uid_set(uids).decode()) == sorted(uids) if uids else uid_set(uids) == b""


def test_uid_set_joins_neighbours() -> None:
    assert uid_set([9, 1, 3, 2, 7, 7]) == b"1:3,7,9"


def test_batches_stay_on_a_line() -> None:
    uids = list(range(4_000_000_001, 4_000_004_000, 2))
    sets = [uid_set(batch) for batch in batches(uids, size=1000)]
    assert max(map(len, sets)) <= 4000
    assert sum(len(uids_in(each.decode())) for each in sets) == len(uids)


def test_huge_set_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        uids_in("1:4294967295")


def written(value: Value) -> list[bytes]:
    """A value as parts, every string a literal."""
    if value is None:
        return [b"NIL"]
    if isinstance(value, bytes):
        return [b"", value, b""]
    parts = [b"("]
    for inner in value:
        first, *rest = written(inner)
        parts = [*parts[:-1], parts[-1] + b" " + first, *rest]
    return [*parts[:-1], parts[-1] + b")"]


@given(VALUES)
def test_values_come_back(value: Value) -> None:
    assert values_of(written(value)) == [value]


@given(st.binary())
def test_any_text_is_values_or_broken(text: bytes) -> None:
    try:
        values_of([text])
    except ProtocolBroken:
        return


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (b"(UID 7 FLAGS (\\Seen $Junk))", [[b"UID", b"7", b"FLAGS", [b"\\Seen", b"$Junk"]]]),
        (b'(\\HasNoChildren) "/" "a \\"b\\" \\\\c"', [[b"\\HasNoChildren"], b"/", b'a "b" \\c']),
        (b"(BODY[HEADER.FIELDS (TO)]<0> NIL X nil)", [[b"BODY[HEADER.FIELDS (TO)]<0>", None, b"X", None]]),
        (b'"NIL" NIL', [b"NIL", None]),
        (b"()", [[]]),
        (b"", []),
    ],
)
def test_values_are_taken_apart(text: bytes, values: list[Value]) -> None:
    assert values_of([text]) == values


@pytest.mark.parametrize("text", [b"(", b")", b"(()", b'"open', b"(" * 200 + b")" * 200])
def test_unbalanced_values_are_broken(text: bytes) -> None:
    with pytest.raises(ProtocolBroken):
        values_of([text])


@pytest.mark.parametrize(
    ("line", "count", "rest"),
    [
        (b"1 FETCH (BODY[] {310}", 310, b"1 FETCH (BODY[] "),
        (b"LIST () NIL {5}", 5, b"LIST () NIL "),
        (b"OK use {5}", None, b""),
        (b"{2}", 2, b""),
        (b'LIST () "/" "a{5}"', None, b""),
        (b"1 FETCH (BINARY[1] ~{4}", 4, b"1 FETCH (BINARY[1] "),
    ],
)
def test_literals_are_seen_coming(line: bytes, count: int | None, rest: bytes) -> None:
    assert literal_ahead(line) == count
    assert count is None or without_literal_mark(line) == rest


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (b"OK [UIDVALIDITY 17] valid", ("OK", "UIDVALIDITY", "17", "valid")),
        (b"NO [TRYCREATE] no such", ("NO", "TRYCREATE", "", "no such")),
        (b"OK", ("OK", "", "", "")),
        (b"BAD [x", ("BAD", "", "", "[x")),
        (b"ok done", ("OK", "", "", "done")),
    ],
)
def test_status_is_taken_apart(line: bytes, facts: tuple[str, str, str, str]) -> None:
    status = status_of(line)
    assert status is not None
    assert (status.word, status.code, status.arguments, status.text) == facts


def test_data_has_name_and_number() -> None:
    data = data_of([b"12 fetch (UID ", b"7", b")"])
    assert (data.name, data.number, data.parts) == ("FETCH", 12, (b"(UID ", b"7", b")"))
