"""The twenty-six things that the dialect's first interpreter got wrong, each as a program that is run here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from botmail.app import Workspace
from botmail.lang.definition import Effect
from botmail.lang.nodes import Assign, ExpressionStatement, VerbCall
from botmail.lang.parser import parse
from tests.fakes.clock import FixedClock
from tests.fakes.display import RecordingDisplay
from tests.fakes.prompt import ScriptedPrompt
from tests.servers.mailserver import MailServer

ROWS = "email,name\nana@example.com,Ana\nben@example.org,Ben\n"

# The trap's number and name, a program, and what it prints.
TRAPS: dict[str, tuple[str, str]] = {
    "1 FOR EACH needs no braces": ('FOR EACH x IN ["a", "b"]\n    PRINT x\nNEXT\nPRINT "end"', "a\nb\nend"),
    "2 a one-line IF keeps its statement": (
        'IF 1 = 1 THEN PRINT "yes"\nIF 1 = 2 THEN PRINT "no"\nPRINT "end"',
        "yes\nend",
    ),
    "3 ELSE IF in two words": (
        'x = 2\nIF x = 1 THEN\n  PRINT "one"\nELSE IF x = 2 THEN\n  PRINT "two"\nELSE\n  PRINT "else"\nEND IF',
        "two",
    ),
    "4 = inside a text is no comparison": ('a = "x=y"\nIF a = "x=y" THEN PRINT "same"', "same"),
    "5 AND inside a text is no operator": (
        's = "bread AND butter"\nIF s = "bread AND butter" AND 1 = 1 THEN PRINT s',
        "bread AND butter",
    ),
    "6 <> without blanks": ('a=1:IF a<>2 THEN PRINT "differs"', "differs"),
    "7 words inside texts keep their case": ('PRINT "if then for each next end sub"', "if then for each next end sub"),
    "8 REMEMBER is no comment": ('REMEMBER "colour", "red"\nREM this is one\nPRINT RECALL "colour"', "red"),
    "9 CASE with one value, several, and ELSE": (
        'FOR EACH x IN [5, 1, 2, 9]\nSELECT CASE x\nCASE 5\n  PRINT "five"\nCASE 1, 2\n  PRINT "few"\n'
        'CASE ELSE\n  PRINT "other"\nEND SELECT\nNEXT',
        "five\nfew\nfew\nother",
    ),
    "12 comments behind code": (
        "a = 1 ' it's one\nb = 2 REM two\nc = 3 // three\nd = 4 # four\ne = 5 /* five */ + 1\nPRINT a + b + c + d + e",
        "16",
    ),
    "13 texts over several lines": ('t = "one\n  two, END IF\nthree"\nPRINT t', "one\n  two, END IF\nthree"),
    "14 SUB and FUNCTION run": (
        'SUB greet(who)\n  PRINT "hi " & who\nEND SUB\nFUNCTION twice(n)\n  RETURN n * 2\nEND FUNCTION\n'
        'greet "Ana"\nCALL greet("Ben")\nPRINT twice(21)',
        "hi Ana\nhi Ben\n42",
    ),
    "15 SWITCH runs": (
        'SWITCH "b"\nCASE "a"\n  PRINT 1\nCASE "b", "c"\n  PRINT 2\nDEFAULT\n  PRINT 3\nEND SWITCH',
        "2",
    ),
    "16 ON ERROR works": (
        "ON ERROR RESUME NEXT\nx = 1 / 0\nIF ERR THEN PRINT ERR.message\nCLEAR ERROR\nPRINT ERR IS NULL",
        "division by zero\ntrue",
    ),
    "17 FOR i = a TO b": (
        "a = 2\nb = 4\nFOR i = a TO b\n  PRINT i\nNEXT\nFOR i = 3 TO 1 STEP -2 : PRINT i : NEXT",
        "2\n3\n4\n3\n1",
    ),
    "18 FIND has no hidden limit": (
        'rows = []\nFOR i = 1 TO 1500\n  PUSH(rows, {n: i})\nNEXT\nINSERT "many", rows\nPRINT UBOUND(FIND "many")',
        "1500",
    ),
    "19 GET of a CSV gives rows": (
        'FOR EACH row IN GET "rows.csv"\n  PRINT row.email & " " & row.name\nNEXT',
        "ana@example.com Ana\nben@example.org Ben",
    ),
    "20 FIRST(rows).name": ('rows = GET "rows.csv"\nPRINT FIRST(rows).name', "Ana"),
    "24 words of the language as names": (
        'to = "x"\nstatus = 1\nmove = 3\ncases = [status, move]\nFOR EACH case IN cases\n  PRINT case\nNEXT\n'
        'm = {from: to, to: status}\nemail = {to: "me", subject: "s"}\nPRINT m.from & m.to & email.to & email.subject',
        "1\n3\nx1mes",
    ),
    "25 all statements up to ELSE belong to THEN": (
        "FOR EACH x IN [TRUE, FALSE]\ny = 0 : z = 0\nIF x THEN y = 1 : z = 2 ELSE z = 3\nPRINT y & z\nNEXT",
        "12\n03",
    ),
    "26 n -1 is a subtraction": ("n = 5\nPRINT n -1\nm = n -1\nPRINT m", "4\n4"),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("traps")
    (folder / "rows.csv").write_text(ROWS)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with Workspace(folder / "store", environ={}) as opened:
            yield opened


@pytest.mark.parametrize(("program", "printed"), TRAPS.values(), ids=TRAPS)
def test_trap_is_none_here(program: str, printed: str, workspace: Workspace) -> None:
    assert workspace.run(program).text == printed


def test_trap_21_wait_is_not_capped(tmp_path: Path) -> None:
    clock = FixedClock()
    with Workspace(tmp_path, environ={}, display=RecordingDisplay(), clock=clock) as workspace:
        workspace.run("WAIT 4000")
    assert sum(clock.slept) == pytest.approx(4000)


@pytest.fixture
def live(mail_server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("SSL_CERT_FILE", mail_server.settings["SSL_CERT_FILE"])
    with Workspace(tmp_path / "store", environ=dict(mail_server.settings), prompt=ScriptedPrompt()) as opened:
        yield opened


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_trap_10_commas_and_blanks_inside_texts(live: Workspace, mail_server: MailServer) -> None:
    live.run('s = "lamps, TO go"\nSEND MAIL "ana@example.com", "Re: " + s, "Dear Ana, thanks AND regards = B"')
    (mail,) = mail_server.wait_for(1, user="ana@example.com")
    assert (mail.subject, mail.text.strip()) == ("Re: lamps, TO go", "Dear Ana, thanks AND regards = B")


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_trap_11_and_22_the_status_of_a_mail_is_true(live: Workspace, mail_server: MailServer) -> None:
    program = 'status = SEND MAIL to, "s", "b"\nPRINT status = "sent"'
    assert live.run(f'to = "ana@example.com"\n{program}').text == "true"
    mail_server.wait_for(1, user="ana@example.com")
    assert live.run(f'to = "nobody at all"\n{program}\nPRINT status.ok').text == "false\nfalse"


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_trap_23_clause_words_and_variables_of_one_name(live: Workspace, mail_server: MailServer) -> None:
    live.run(
        'to = "ana@example.com"\nsubject = "Lamps"\nbody = "By clauses"\ntext = "By place"\n'
        "SEND EMAIL TO to SUBJECT subject BODY body\nSEND EMAIL to, text"
    )
    first, second = mail_server.wait_for(2, user="ana@example.com")
    assert {(mail.subject, mail.text.strip()) for mail in (first, second)} == {
        ("Lamps", "By clauses"),
        ("", "By place"),
    }


def test_trap_11_a_verb_is_a_value_and_a_statement(workspace: Workspace) -> None:
    parsed = parse('SEND MAIL "a@b", "s", "b"\nstatus = SEND MAIL "a@b", "s", "b"', workspace.vocabulary)
    alone, assigned = parsed.program.body
    assert isinstance(alone, ExpressionStatement)
    assert isinstance(assigned, Assign)
    for call in (alone.expression, assigned.value):
        assert isinstance(call, VerbCall)
        assert call.verb.effect is Effect.SENDS
