"""Answers in their thread, forwards whole or in part, and one notice of absence a week."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from botmail.domain.action import Action, SendMail
from botmail.domain.draft import Draft
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.services.email import Email
from tests.keywords.conftest import OpenWorkspace, display, open_workspace
from tests.servers.mailserver import MailServer, compose_mail
from tests.services.bench import Bench, raw_mail

__all__ = ["display", "open_workspace"]


def received(bench: Bench, raw: bytes) -> Email:
    bench.session.put(raw)
    return bench.emails()[-1]


def draft_in(action: Action | Outcome) -> Draft:
    assert isinstance(action, Action)
    assert isinstance(action.payload, SendMail)
    return action.payload.draft


def addresses(people: object) -> list[str]:
    return [person.address for person in people]  # type: ignore[attr-defined]  # a tuple of addresses


def test_reply_is_in_the_thread_and_quotes(bench: Bench) -> None:
    mail = received(
        bench,
        raw_mail(
            "Price?",
            sender="Ana Ruiz <ana@example.com>",
            text="How much?\n\n> earlier\n",
            References="<a@example.com>",
        ),
    )
    draft = draft_in(bench.services.replies.reply(mail, "Nothing."))
    assert addresses(draft.to) == ["ana@example.com"]
    assert draft.subject == "Re: Price?"
    assert draft.in_reply_to == mail.head.message_id
    assert draft.references == ("a@example.com", mail.head.message_id)
    assert draft.text == (
        "Nothing.\n\nOn 2026-11-20 at 09:00, Ana Ruiz <ana@example.com> wrote:\n> How much?\n>\n>> earlier\n"
    )
    assert not draft.is_automatic


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Hello", "Re: Hello"),
        ("Re: Hello", "Re: Hello"),
        ("RE: AW: Re[2]: Hello", "Re: Hello"),
        ("Reply needed", "Re: Reply needed"),
        ("Review: the plan", "Re: Review: the plan"),
        ("", "Re: "),
    ],
)
def test_subject_says_re_once(bench: Bench, subject: str, expected: str) -> None:
    mail = received(bench, raw_mail(subject))
    assert draft_in(bench.services.replies.reply(mail, "x")).subject == expected


@pytest.mark.parametrize(
    ("subject", "expected"), [("Hello", "Fwd: Hello"), ("FW: Fwd: Hello", "Fwd: Hello"), ("Forward", "Fwd: Forward")]
)
def test_subject_says_fwd_once(bench: Bench, subject: str, expected: str) -> None:
    mail = received(bench, raw_mail(subject))
    assert draft_in(bench.services.replies.forward(mail, ["ben@example.org"])).subject == expected


def test_reply_to_all_leaves_out_us_and_nobody_else(bench: Bench) -> None:
    mail = received(
        bench,
        raw_mail("x", sender="ana@example.com", Reply_To="desk@example.com", Cc="ben@example.org, ME@example.com"),
    )
    draft = draft_in(bench.services.replies.reply(mail, "x", to_all=True))
    assert (addresses(draft.to), addresses(draft.cc)) == (["desk@example.com"], ["ben@example.org"])
    assert draft_in(bench.services.replies.reply(mail, "x")).cc == ()


def test_reply_to_our_own_mail_goes_where_that_went(bench: Bench) -> None:
    raw = raw_mail("x", sender="me@example.com").replace(b"To: me@example.com", b"To: ben@example.org")
    draft = draft_in(bench.services.replies.reply(received(bench, raw), "And another thing"))
    assert addresses(draft.to) == ["ben@example.org"]


def test_html_reply_escapes_what_it_quotes(bench: Bench) -> None:
    mail = received(bench, raw_mail("x", text="1 < 2 <script>\n"))
    draft = draft_in(bench.services.replies.reply(mail, Html("<p>Yes</p>")))
    assert draft.html is not None
    assert "1 &lt; 2 &lt;script&gt;" in draft.html
    assert draft.text is None


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "sent"),
        ({"Auto_Submitted": "auto-replied"}, "suppressed"),
        ({"List_Id": "<l.example.com>"}, "suppressed"),
        ({"Precedence": "bulk"}, "suppressed"),
        ({"Return_Path": "<>"}, "suppressed"),
    ],
)
def test_reply_inside_a_loop_is_automatic(bench: Bench, fields: dict[str, str], state: str) -> None:
    mail = received(bench, raw_mail("x", **fields))
    with bench.run():
        outcome = bench.perform(bench.services.replies.reply(mail, "Soon."), mail, call="REPLY#1")
        assert outcome == state
        again = bench.perform(bench.services.replies.reply(mail, "Other text."), mail, call="REPLY#2")
        assert again == "suppressed"
    if state == "sent":
        (sent,) = bench.transport.sent
        assert sent.mail["Auto-Submitted"] == "auto-replied"
        assert sent.mail["In-Reply-To"] == mail.header("Message-ID")


def mail_with_a_file() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana <ana@example.com>", "me@example.com", "Plan"
    mail["Date"] = "Fri, 20 Nov 2026 09:00:00 +0100"
    mail.set_content("See the file.\n")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    return mail.as_bytes().replace(b"\n", b"\r\n")


def test_forward_takes_text_and_files_along(bench: Bench) -> None:
    draft = draft_in(
        bench.services.replies.forward(received(bench, mail_with_a_file()), ["ben@example.org"], note="FYI")
    )
    assert draft.text == (
        "FYI\n\n---------- Forwarded message ----------\nFrom: Ana <ana@example.com>\nTo: me@example.com\n"
        "Date: 2026-11-20 09:00 +0100\nSubject: Plan\n\nSee the file.\n"
    )
    assert [(file.name, file.type, file.content) for file in draft.attachments] == [
        ("plan.pdf", "application/pdf", b"%PDF")
    ]


def test_forward_as_attachment_is_the_mail_itself(bench: Bench) -> None:
    raw = mail_with_a_file()
    action = bench.services.replies.forward(received(bench, raw), ["ben@example.org"], note="FYI", is_attached=True)
    draft = draft_in(action)
    assert draft.text == "FYI"
    assert [(file.name, file.type, file.content) for file in draft.attachments] == [("Plan.eml", "message/rfc822", raw)]


def vacation(bench: Bench, mail: Email) -> Outcome:
    return bench.perform(bench.services.replies.vacation(mail, "Away."), call="VACATION#1")


def test_vacation_tells_each_sender_once_a_week(bench: Bench) -> None:
    mails = [received(bench, raw_mail(f"Mail {number}")) for number in range(4)]
    other = received(bench, raw_mail("Mail", sender="ben@example.org"))
    with bench.run():
        assert vacation(bench, mails[0]) == "sent"
        second = vacation(bench, mails[1])
        assert (second.state, str(second)) == (
            "suppressed",
            "no notice to ana@example.com: one went there within 7 days",
        )
        assert vacation(bench, other) == "sent"
    bench.clock.advance(days=6, hours=23)
    with bench.run("cell-2"):
        assert vacation(bench, mails[2]) == "suppressed"
    bench.clock.advance(hours=2)
    with bench.run("cell-2"):
        assert vacation(bench, mails[2]) == "sent"
    first = bench.transport.sent[0].mail
    assert (first["Subject"], first["Auto-Submitted"]) == ("Auto: Mail 0", "auto-replied")


def test_vacation_stays_silent_for_robots_and_where_we_are_not_named(bench: Bench) -> None:
    for raw in (
        raw_mail("x", List_Id="<l.example.com>"),
        raw_mail("x", Auto_Submitted="auto-generated"),
        raw_mail("x", sender="MAILER-DAEMON@example.com"),
        raw_mail("x", sender="me@example.com"),
        raw_mail("x").replace(b"To: me@example.com", b"To: everybody@example.com"),
    ):
        mail = received(bench, raw)
        with bench.run():
            assert vacation(bench, mail) == "suppressed"
    assert bench.transport.sent == []


def test_a_ticket_confirmation_is_no_notice_of_absence(bench: Bench) -> None:
    first, second = received(bench, raw_mail("One")), received(bench, raw_mail("Two"))
    with bench.run():
        assert bench.send("ana@example.com", "Ticket 1", "Got it.", first) == "sent"
        assert vacation(bench, second) == "sent"


def test_preview_of_notices_is_what_is_sent(bench: Bench) -> None:
    mails = [received(bench, raw_mail(f"Mail {number}")) for number in range(3)]
    with bench.run(is_preview=True) as run:
        states = [vacation(bench, mail).state for mail in mails]
    assert (states, len(run.rows)) == (["sent", "suppressed", "suppressed"], 1)
    assert bench.transport.sent == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('REPLY e, "Thanks."', "Re: Hello"),
        ('REPLY(e, "Thanks.") ALL', "Re: Hello"),
        ('FORWARD e TO "ana@example.com", "For you."', "Fwd: Hello"),
        ('FORWARD e TO ["ana@example.com"] AS ATTACHMENT', "Fwd: Hello"),
        ('VACATION e, "Back on Monday."', "Auto: Hello"),
    ],
)
def test_statements_arrive(
    mail_server: MailServer, open_workspace: OpenWorkspace, statement: str, expected: str
) -> None:
    mail_server.deliver(compose_mail("Hello", Message_ID="<x@example.com>"))
    open_workspace(mail_server.settings).run(f'FOR EACH e IN GET_EMAILS("INBOX")\n{statement}\nNEXT')
    (mail,) = mail_server.wait_for(1, user="ana@example.com")
    assert mail.subject == expected
    assert mail.mail["In-Reply-To"] == "<x@example.com>"


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_second_address_of_a_forward_is_not_taken_for_a_note(
    mail_server: MailServer, open_workspace: OpenWorkspace
) -> None:
    mail_server.deliver(compose_mail("Hello"))
    program = 'e = GET_EMAILS("INBOX").first\nFORWARD e TO "ana@example.com", "ben@example.org"'
    report = open_workspace(mail_server.settings).attempt(program)
    assert report.error is not None
    assert "one address, or a list of them, and a note" in str(report.error)
    assert mail_server.folder(user="ana@example.com") == []
