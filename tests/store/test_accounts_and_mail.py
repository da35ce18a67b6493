"""Accounts, folders, seen messages and drafts: what goes in comes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from botmail.domain.account import Account, Mode, Server, Tls
from botmail.domain.address import Address
from botmail.domain.draft import Draft
from botmail.domain.errors import NoAccount, ProgramError, SettingsError
from botmail.domain.folder import Folder, MessageRef
from botmail.domain.records import DraftRecord, SeenMail
from botmail.store.store import Store
from tests.store.moments import DAY, HOUR, NOON

WORK = Account(
    name="work",
    email="Me@example.org",
    username="me",
    imap=Server("imap.example.org", 993, Tls.IMPLICIT),
    smtp=Server("smtp.example.org", 587, Tls.STARTTLS),
    display_name='Me, "the" user',
    provider="example",
    ca_file="/etc/ca.pem",
    files_sent_itself=True,
)
NEWS = replace(WORK, name="news", email="news@example.org", smtp=None, files_sent_itself=False, ca_file="")
MAIL = SeenMail(
    account="work",
    folder="INBOX",
    uidvalidity=7,
    uid=1,
    key="k1",
    message_id="<1@example.org>",
    references=("<0@example.org>",),
    sender="ann@example.org",
    sender_name="Ann",
    to=("Me <me@example.org>", "bob@example.org"),
    subject="Größe'; DROP TABLE emails; -- 😀",
    date=NOON,
    received=NOON + HOUR,
    size=1234,
    flags=("\\Seen", "$Later"),
)


def test_account_comes_back_as_it_was_and_the_first_is_primary(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.accounts.add(unit, WORK, at=NOON)
        store.accounts.add(unit, NEWS, at=NOON + HOUR)
    with store.database.unit_of_work() as unit:
        assert store.accounts.list(unit) == [replace(WORK, is_primary=True), NEWS]


@pytest.mark.parametrize("wanted", ["work", "WORK", " work ", "me@EXAMPLE.org"])
def test_account_is_found_by_name_or_address_without_case(store: Store, wanted: str) -> None:
    with store.database.unit_of_work() as unit:
        store.accounts.add(unit, WORK, at=NOON)
        assert store.accounts.get(unit, wanted).name == "work"


@pytest.mark.parametrize(("wanted", "hint"), [("wrok", "did you mean 'work'?"), ("zzz", "did you mean 'work'?")])
def test_unknown_account_is_named_with_the_nearest(store: Store, wanted: str, hint: str) -> None:
    with store.database.unit_of_work() as unit:
        store.accounts.add(unit, WORK, at=NOON)
        with pytest.raises(NoAccount, match=wanted) as caught:
            store.accounts.get(unit, wanted)
    assert caught.value.hint == hint


def test_unknown_account_in_an_empty_store_says_how_to_add_one(store: Store) -> None:
    with store.database.unit_of_work() as unit, pytest.raises(NoAccount) as caught:
        store.accounts.get(unit, "work")
    assert "ADD ACCOUNT" in caught.value.hint


def test_account_of_the_same_name_is_refused(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.accounts.add(unit, WORK, at=NOON)
        with pytest.raises(SettingsError, match='an account "Work" already'):
            store.accounts.add(unit, replace(NEWS, name="Work"), at=NOON)


def test_account_changes_all_but_its_name(store: Store) -> None:
    changed = replace(WORK, email="new@example.org", imap=None, mode=Mode.PREVIEW)
    with store.database.unit_of_work() as unit:
        store.accounts.add(unit, WORK, at=NOON)
        store.accounts.update(unit, changed, at=NOON)
        assert store.accounts.get(unit, "work") == replace(changed, is_primary=True)
        store.accounts.set_mode(unit, "WORK", mode=Mode.LIVE, at=NOON)
        assert store.accounts.get(unit, "work").mode is Mode.LIVE


def test_account_that_is_removed_takes_its_mail_along_and_hands_on_being_primary(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.accounts.add(unit, WORK, at=NOON)
        store.accounts.add(unit, NEWS, at=NOON)
        store.emails.remember(unit, [MAIL, replace(MAIL, account="news")], at=NOON)
        store.accounts.remove(unit, "work")
        assert store.accounts.list(unit) == [replace(NEWS, is_primary=True)]
        assert unit.rows("SELECT DISTINCT account FROM emails") == [("news",)]


def test_primary_account_is_one_at_a_time(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.accounts.add(unit, WORK, at=NOON)
        store.accounts.add(unit, NEWS, at=NOON)
        store.accounts.set_primary(unit, "news")
        assert [account.name for account in store.accounts.list(unit) if account.is_primary] == ["news"]


def test_folders_are_replaced_as_a_whole(store: Store) -> None:
    inbox = Folder(account="work", path="INBOX", role="inbox", total=5, unread=2, uidvalidity=7, uidnext=9)
    nested = Folder(account="work", path="Kunden.Ärger", delimiter=".", selectable=False)
    with store.database.unit_of_work() as unit:
        store.folders.replace(unit, "work", folders=[Folder(account="work", path="Old")], at=NOON)
        store.folders.replace(unit, "news", folders=[Folder(account="news", path="INBOX")], at=NOON)
        store.folders.replace(unit, "work", folders=[nested, inbox], at=NOON)
        assert store.folders.list(unit, "work") == [inbox, nested]
        assert unit.rows("SELECT parent, unread FROM folders WHERE account = 'work' ORDER BY path") == [
            ("", 2),
            ("Kunden", 0),
        ]
        store.folders.replace(unit, "work", folders=[], at=NOON)
        assert store.folders.list(unit, "work") == []


def test_message_comes_back_as_it_was_seen(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        assert store.emails.remember(unit, [MAIL], at=NOON) == 1
        assert store.emails.get(unit, "work", key="k1") == replace(MAIL, first_seen=NOON)
        assert store.emails.get(unit, "news", key="k1") is None


def test_message_seen_again_is_one_row_and_keeps_its_body_and_first_sight(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.emails.remember(unit, [replace(MAIL, text="hello", has_attachments=False)], at=NOON)
        assert store.emails.remember(unit, [replace(MAIL, flags=()), replace(MAIL, flags=())], at=NOON + DAY) == 0
        found = store.emails.find(unit, "work", folder="INBOX", uidvalidity=7, uids=[1, 2])
    assert found == {1: replace(MAIL, flags=(), text="hello", has_attachments=False, first_seen=NOON)}


def test_copy_in_another_folder_is_no_new_message(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.emails.remember(unit, [MAIL], at=NOON)
        assert store.emails.remember(unit, [replace(MAIL, folder="Archive", uid=3)], at=NOON + DAY) == 0
        assert store.emails.first_seen(unit, "work", keys=["k1", "k2"]) == {"k1": NOON}


def test_flags_are_set_and_cleared_without_case_and_once(store: Store) -> None:
    ref = MessageRef("work", "INBOX", 7, 1, "k1")
    with store.database.unit_of_work() as unit:
        store.emails.remember(unit, [MAIL, replace(MAIL, uid=2)], at=NOON)
        seen = []
        for flag, is_set in (("\\seen", False), ("\\Flagged", True), ("\\flagged", True)):
            store.emails.set_flag(unit, [ref], flag=flag, is_set=is_set)
            seen.append(store.emails.find(unit, "work", folder="INBOX", uidvalidity=7, uids=[1])[1].flags)
        assert seen == [("$Later",), ("$Later", "\\Flagged"), ("$Later", "\\flagged")]
        assert store.emails.find(unit, "work", folder="INBOX", uidvalidity=7, uids=[2])[2].flags == MAIL.flags


def test_message_that_moved_is_where_it_is_now(store: Store) -> None:
    known, unknown = MessageRef("work", "INBOX", 7, 1, "k1"), MessageRef("work", "INBOX", 7, 2, "k2")
    new = MessageRef("work", "Done", 3, 40, "k1")
    with store.database.unit_of_work() as unit:
        store.emails.remember(unit, [MAIL, replace(MAIL, uid=2, key="k2")], at=NOON)
        store.emails.relocate(unit, [known, unknown], to={known: new})
        assert store.emails.get(unit, "work", key="k1") == replace(
            MAIL, folder="Done", uidvalidity=3, uid=40, first_seen=NOON
        )
        assert store.emails.get(unit, "work", key="k2") is None


def test_folder_with_new_uids_forgets_the_old_ones(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.emails.remember(unit, [MAIL, replace(MAIL, uidvalidity=8, key="k2")], at=NOON)
        store.emails.forget_folder(unit, "work", folder="INBOX", keep_uidvalidity=8)
        assert [store.emails.get(unit, "work", key=key) is None for key in ("k1", "k2")] == [True, False]


def test_time_without_a_zone_is_refused(store: Store) -> None:
    with store.database.unit_of_work() as unit, pytest.raises(ValueError, match="without a zone"):
        store.emails.remember(unit, [replace(MAIL, date=dt.datetime(2026, 1, 1))], at=NOON)


DRAFT = Draft(
    to=(Address("Bob, the builder", "bob@example.org"),),
    cc=(Address("", "cc@example.org"),),
    bcc=(Address("", "bcc@example.org"),),
    subject="Plan",
    text=None,
    html="<p>hi</p>",
    references=("<0@example.org>",),
)


def test_drafts_are_kept_changed_and_thrown_away(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        first = store.drafts.add(unit, "work", draft=DRAFT, at=NOON)
        second = store.drafts.add(unit, "news", draft=replace(DRAFT, html=None, text="x"), at=NOON)
        changed = store.drafts.update(unit, 1, draft=replace(DRAFT, subject="New plan"), at=NOON + HOUR)
        assert first == DraftRecord(number=1, account="work", draft=DRAFT, created_at=NOON, updated_at=NOON)
        assert changed == replace(first, draft=replace(DRAFT, subject="New plan"), updated_at=NOON + HOUR)
        assert [person.full for person in changed.draft.to] == ['"Bob, the builder" <bob@example.org>']
        assert store.drafts.list(unit) == [changed, second]
        assert store.drafts.list(unit, "news") == [second]
        assert store.drafts.remove(unit, 1) == changed
        with pytest.raises(ProgramError, match="no draft 1"):
            store.drafts.get(unit, 1)
