"""Marks and moves: sets of UIDs to the server, handles that follow, and what fails said."""

from __future__ import annotations

import pytest

from botmail.domain.errors import FolderNotFound, MessageGone, ProgramError, ServerRefused
from tests.services.bench import Bench, raw_mail


def deliver(bench: Bench, count: int = 3, folder: str = "INBOX") -> None:
    for number in range(count):
        bench.session.put(raw_mail(f"Mail {number}"), folder)


def test_list_is_marked_by_one_command(bench: Bench) -> None:
    deliver(bench)
    with bench.run():
        mails = bench.emails()
        outcome = bench.perform(bench.services.changes.mark(mails, flag="\\Seen", is_set=True))
    assert str(outcome) == "3 mails marked as read"
    assert [call for call in bench.session.calls if call[0] == "store"] == [
        ("store", "INBOX", "1,2,3", "\\Seen", "True")
    ]
    assert all(mail.is_read for mail in mails)


def test_moved_mail_can_be_read_and_marked_where_it_is(bench: Bench) -> None:
    deliver(bench)
    with bench.run():
        (mail, *_) = bench.emails()
        bench.perform(bench.services.changes.move([mail], folder="archive"))
        assert (mail.folder, mail.text) == ("Archive", "A few words.\n")
        bench.perform(bench.services.changes.mark([mail], flag="\\Flagged", is_set=True))
    (moved,) = bench.session.mails["Archive"]
    assert moved.flags == {"\\Flagged"}


def test_moved_mail_whose_new_number_is_not_told_must_be_found_again(bench: Bench) -> None:
    deliver(bench, 1)
    bench.session.tells_new_uids = False
    with bench.run():
        (mail,) = bench.emails()
        assert bench.perform(bench.services.changes.move([mail], folder="Archive")) == "moved"
        with pytest.raises(MessageGone, match="did not say under which number"):
            bench.services.changes.mark([mail], flag="\\Seen", is_set=True)


def test_mails_of_two_folders_are_changed_folder_by_folder(bench: Bench) -> None:
    deliver(bench, 2)
    deliver(bench, 1, "support")
    with bench.run():
        mails = [*bench.emails(), *bench.emails("support")]
        bench.perform(bench.services.changes.move(mails, folder="Archive"))
    assert len(bench.session.mails["Archive"]) == 3


def test_what_fails_in_one_folder_keeps_the_others_going(bench: Bench) -> None:
    deliver(bench, 2)
    deliver(bench, 1, "support")
    with bench.run() as run:
        mails = [*bench.emails(), *bench.emails("support")]
        action = bench.services.changes.mark(mails, flag="\\Seen", is_set=True)
        bench.session.mails["INBOX"].pop()
        outcome = bench.perform(action)
    assert outcome == "failed"
    assert outcome.raises
    assert str(outcome) == "2 of 3 mails: a message is no longer in INBOX"
    assert outcome.failed == ("INBOX 1", "INBOX 2")
    assert run.has_failures
    assert bench.session.mails["support"][0].flags == {"\\Seen"}


def test_move_to_a_folder_that_does_not_exist_is_refused_before(bench: Bench) -> None:
    deliver(bench, 1)
    with bench.run(), pytest.raises(FolderNotFound):
        bench.services.changes.move(bench.emails(), folder="Nowhere")


def test_nothing_to_do_is_done_at_once(bench: Bench) -> None:
    deliver(bench, 1, "Archive")
    with bench.run():
        assert bench.perform(bench.services.changes.mark([], flag="\\Seen", is_set=True)) == "marked"
        assert bench.perform(bench.services.changes.move(bench.emails("Archive"), folder="Archive")) == "moved"
    assert not any(call[0] in {"store", "move"} for call in bench.session.calls)


def test_intent_is_in_the_journal_before_the_server_is_asked(bench: Bench) -> None:
    deliver(bench, 1)
    seen = []

    def store(*_args: object) -> None:
        with bench.store.database.unit_of_work() as unit:
            seen.append(bench.store.journal.list(unit)[0].state)

    bench.session.store = store  # type: ignore[method-assign]
    with bench.run():
        bench.perform(bench.services.changes.mark(bench.emails(), flag="\\Seen", is_set=True))
    with bench.store.database.unit_of_work() as unit:
        seen.append(bench.store.journal.list(unit)[0].state)
    assert seen == ["intent", "marked"]


def test_interrupted_change_is_uncertain_in_the_journal(bench: Bench) -> None:
    deliver(bench, 1)

    def store(*_args: object) -> None:
        raise KeyboardInterrupt

    bench.session.store = store  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt), bench.run():
        bench.perform(bench.services.changes.mark(bench.emails(), flag="\\Seen", is_set=True))
    with bench.store.database.unit_of_work() as unit:
        assert bench.store.journal.list(unit)[0].state == "uncertain"


def test_refusal_of_the_server_is_the_outcome(bench: Bench) -> None:
    deliver(bench, 1)
    with bench.run():
        action = bench.services.changes.mark(bench.emails(), flag="\\Seen", is_set=True)
        bench.session.error = ServerRefused("read-only folder", hint="ask its owner")
        outcome = bench.perform(action)
    assert (outcome.state, outcome.code, outcome.hint) == ("failed", "BM512", "ask its owner")


def test_mails_of_two_accounts_are_not_mixed(bench: Bench) -> None:
    deliver(bench, 2)
    with bench.run():
        one, other = bench.emails()
        other.account = "second"
        with pytest.raises(ProgramError, match="2 accounts"):
            bench.services.changes.mark([one, other], flag="\\Seen", is_set=True)
