from __future__ import annotations

import re

import pytest

from botmail.domain.address import Address
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.domain.table import table_of
from botmail.services.automation.plan import COLUMNS as PLAN_COLUMNS
from botmail.services.health import COLUMNS as HEALTH_COLUMNS
from botmail.services.inbox import FOLDER_COLUMNS
from botmail.show.render import render
from botmail.show.views import METRIC_COLUMNS
from tests.show.mails import ATTACK, ATTACK_IN_HTML, ATTACK_IN_WORDS, mail, mailbox


def test_list_of_mails_reads_well_as_text() -> None:
    assert render(mailbox(mail("Urgent", sender="ann@example.org"), mail(flags=["\\Seen"]))).text == (
        "2 mails in INBOX, 1 unread\n"
        "   From             Subject  Date         Size\n"
        "●  ann@example.org  Urgent   9 Nov 2026  261 B\n"
        "   Ann Example      Minutes  9 Nov 2026  279 B"
    )


def test_list_of_mails_says_how_many_it_leaves_out() -> None:
    bundle = render(mailbox(*(mail(uid=uid) for uid in range(25))))
    assert bundle.text.endswith("… and 5 more")
    assert bundle.html is not None
    assert bundle.html.count("<tr>") == 21


@pytest.mark.parametrize(
    "value",
    [
        mailbox(mail(ATTACK)),
        mail(ATTACK),
        mail(text=ATTACK),
        table_of([ATTACK], [[ATTACK]]),
        [{"name": ATTACK}],
        {"name": ATTACK},
        Outcome(state="failed", sentence=ATTACK),
    ],
    ids=["list", "mail", "body", "table", "maps", "map", "outcome"],
)
def test_no_byte_of_a_mail_becomes_markup_or_control(value: object) -> None:
    bundle = render(value)
    assert bundle.html is not None
    assert ATTACK_IN_HTML in bundle.html
    assert "<img" not in bundle.html
    assert ATTACK_IN_WORDS in bundle.text
    for form in (bundle.text, bundle.html):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", form)


def test_mail_shows_its_head_its_text_and_its_html_in_a_frame() -> None:
    email = mail("Plan", html="<p>Hello</p><script>x()</script>", attachment=b"12345")
    bundle = render(email)
    assert bundle.text == (
        "From: Ann Example <ann@example.org>\n"
        "To: me@example.org\n"
        "Subject: Plan\n"
        "Date: 2026-11-09 08:30\n"
        "Folder: INBOX\n"
        "Attachments: plan.pdf (5 B)\n"
        "\n"
        "Hello,\nall is well."
    )
    assert bundle.html is not None
    assert "<iframe sandbox=" in bundle.html
    assert "x()" not in bundle.html


def test_plan_shows_every_step_and_says_that_nothing_was_done() -> None:
    step = [1, 3, "send", "bob@example.org: Hello", "", "sent", "no", "1 of 50 sends", "work"]
    bundle = render(table_of(PLAN_COLUMNS, [step] * 60))
    assert bundle.text.startswith("Nothing was done. A live run would do 60 things:\n")
    assert bundle.text.count("bob@example.org: Hello") == 60
    assert bundle.text.splitlines()[1].split() == (
        ["Step", "Line", "What", "Which", "mail", "After", "Can", "be", "undone", "Budget", "Account"]
    )
    assert render(table_of(PLAN_COLUMNS, [])).text == "Nothing was done, and a live run would do nothing."


def test_folders_are_shown_as_a_tree_with_counts() -> None:
    folders = [
        ["INBOX", "INBOX", "", 0, "inbox", 12, 3, "work"],
        ["Clients", "INBOX/Clients", "INBOX", 1, "", 0, 0, "work"],
        ["<Acme>", "INBOX/Clients/<Acme>", "INBOX/Clients", 2, "", 4, 0, "work"],
    ]
    bundle = render(table_of(FOLDER_COLUMNS, folders))
    assert bundle.text == (
        "3 folders\n"
        "Folder      Mails  Unread  Use\n"
        "INBOX          12       3  inbox\n"
        "└ Clients\n"
        "\u00a0\u00a0└ <Acme>      4"
    )
    assert bundle.html is not None
    assert "&lt;Acme&gt;" in bundle.html


def test_health_marks_what_needs_a_look() -> None:
    checks = [["work", "IMAP", "ok", "signed in"], ["work", "SMTP", "failed", "the password was refused"]]
    assert render(table_of(HEALTH_COLUMNS, checks)).text == (
        "1 check needs a look.\n"
        "Account  Check  State     Detail\n"
        "work     IMAP   ✓ ok      signed in\n"
        "work     SMTP   ✗ failed  the password was refused"
    )
    assert render(table_of(HEALTH_COLUMNS, checks[:1])).text.startswith("All is well.\n")


def test_metrics_are_one_to_a_line() -> None:
    figures = table_of(METRIC_COLUMNS, [["sent", 3], ["processing seconds, mean", 0.25]])
    assert render(figures).text == (
        "Metric                    Value\nsent                          3\nprocessing seconds, mean   0.25"
    )


@pytest.mark.parametrize(
    ("outcome", "colour"),
    [
        (Outcome(state="sent", sentence="sent to bob"), None),
        (Outcome(state="suppressed", sentence="already sent"), "warn"),
        (Outcome(state="retry", sentence="refused for now"), "warn"),
        (Outcome(state="uncertain", sentence="may have been sent"), "error"),
        (Outcome(state="failed", sentence="refused"), "error"),
    ],
    ids=lambda value: value.state if isinstance(value, Outcome) else str(value),
)
def test_outcome_is_its_sentence_in_the_colour_of_its_urgency(outcome: Outcome, colour: str | None) -> None:
    bundle = render(outcome)
    assert bundle.text == outcome.sentence
    assert bundle.html is not None
    assert (f"--jp-{colour}-" in bundle.html) if colour else ("color" not in bundle.html)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (2.0, "2"),
        ("a\x1b[0m", "a"),
        ([1, "b"], "1\nb"),
        ([], "an empty list"),
        (Address("Ann", "ann@example.org"), "Ann <ann@example.org>"),
    ],
)
def test_plain_values_have_no_html(value: object, text: str) -> None:
    bundle = render(value)
    assert (bundle.text, bundle.html, bundle.widget) == (text, None, None)


def test_html_value_is_shown_in_a_frame() -> None:
    bundle = render(Html("<p>Hi</p><script>x()</script>"))
    assert bundle.text == "HTML, 29 characters"
    assert bundle.html is not None
    assert bundle.html.startswith("<iframe sandbox=")


def test_the_same_value_always_reads_the_same() -> None:
    first, second = (render(mailbox(mail(ATTACK), mail())) for _ in range(2))
    assert (first.text, first.html) == (second.text, second.html)
