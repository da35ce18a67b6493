"""The choke point: what verbs get, what becomes of their effects, which mails are at hand, and where a run ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from botmail.domain.errors import ExtraMissing, ProgramError
from botmail.domain.members import Member, Members, member_table
from botmail.domain.outcome import Outcome
from botmail.lang.faults import EffectFailed, VerbBroke
from botmail.lang.types import TypeMismatch
from tests.lang.running import Notebook, RecordingHost


@dataclass(frozen=True)
class Mail:
    """A thing that FOR EACH takes for a mail."""

    subject: str
    is_mail_item: ClassVar[bool] = True
    members: ClassVar[Members] = member_table(Member("subject", "text", "the subject", lambda mail: mail.subject))


def refusing(state: str) -> RecordingHost:
    return RecordingHost(outcome=Outcome(state=state, sentence=f"it was {state}", code="BM510", hint="try later"))


def test_verb_gets_its_values_by_name() -> None:
    notebook = Notebook()
    notebook.run('SEND MAIL "a@b", "S ${1 + 1}", "B" CC "c@d" REPLY TO ["e@f"] AGAIN')
    assert notebook.host.performed == [("a@b|S 2|B again=True cc=c@d reply_to=['e@f']", "SEND MAIL#1", (), True)]


def test_text_block_fills_headers_and_body() -> None:
    notebook = Notebook()
    notebook.run(
        'n = 2\nBEGIN MAIL "a@b"\nSubject: Hi ${n}\nCc: c@d\nReply-To: e@f\n\nDear ${n},\n\nit\'s late\nEND MAIL'
    )
    assert notebook.host.performed[0][0] == "a@b|Hi 2|Dear 2,\n\nit's late cc=c@d reply_to=e@f"


def test_places_count_each_verb_of_a_program() -> None:
    notebook = Notebook()
    notebook.run('FOR i = 1 TO 2\nSEND MAIL "a", "1", "x"\nNEXT\nx = SEND MAIL "b", "2", "x"')
    assert [(call, is_statement) for _, call, _, is_statement in notebook.host.performed] == [
        ("SEND MAIL#1", True),
        ("SEND MAIL#1", True),
        ("SEND MAIL#2", False),
    ]


def test_every_verb_is_a_step() -> None:
    notebook = Notebook()
    notebook.run("TALK 1\nTALK 2 : TALK HEALTH()")
    assert notebook.host.steps == 4


@pytest.mark.parametrize("state", ["failed", "refused"])
def test_statement_raises_when_its_effect_failed(state: str) -> None:
    with pytest.raises(EffectFailed) as caught:
        Notebook(refusing(state)).run('SEND MAIL "a", "b", "c"')
    assert (caught.value.message, caught.value.hint) == (f"it was {state}", "try later")


@pytest.mark.parametrize("state", ["suppressed", "retry", "uncertain", "queued"])
def test_statement_goes_on_after_other_outcomes(state: str) -> None:
    notebook = Notebook(refusing(state))
    notebook.run('SEND MAIL "a", "b", "c"\nTALK 1')
    assert notebook.said == ["1"]


def test_outcome_as_a_value_never_raises_and_reads_as_the_language_says() -> None:
    notebook = Notebook(refusing("failed"))
    notebook.run(
        's = SEND MAIL "a", "b", "c"\nTALK s = "failed"\nTALK s <> "sent"\nTALK "no: " + s\nIF NOT s THEN TALK s.ok'
    )
    assert notebook.said == ["true", "true", "no: it was failed", "false"]


def test_caught_outcome_has_its_code() -> None:
    notebook = Notebook(refusing("failed"))
    notebook.run('TRY\nSEND MAIL "a", "b", "c"\nCATCH e\nTALK e.code & " " & e.message & " " & e.line\nEND TRY')
    assert notebook.said == ["BM510 it was failed 2"]


def test_mails_of_running_loops_are_at_hand_through_subs() -> None:
    notebook = Notebook()
    one, two, inner = Mail("one"), Mail("two"), Mail("inner")
    notebook.names |= {"mails": [one, two], "others": [inner], "numbers": [1]}
    notebook.run(
        'SUB answer\nSEND MAIL "a", "s", "b"\nEND SUB\n'
        "FOR EACH m IN mails\nFOR EACH n IN numbers\nFOR EACH o IN others\n"
        "answer\nEXIT FOR\nNEXT\nanswer\nNEXT\nNEXT\nanswer"
    )
    assert [items for _, _, items, _ in notebook.host.performed] == [(one, inner), (one,), (two, inner), (two,), ()]


def test_mail_is_no_longer_at_hand_after_an_error_in_its_loop() -> None:
    notebook = Notebook()
    notebook.names["mails"] = [Mail("one")]
    notebook.run(
        'TRY\nFOR EACH m IN mails\nx = 1 / 0\nNEXT\nCATCH e\nSEND MAIL "a", "s", "b"\nEND TRY\n'
        'ON ERROR RESUME NEXT\nFOR EACH m IN mails\nTHROW "x"\nNEXT\nSEND MAIL "a", "s", "b"'
    )
    assert [items for _, _, items, _ in notebook.host.performed] == [(), ()]


def test_argument_of_the_wrong_type_names_verb_and_parameter_and_nothing_is_performed() -> None:
    notebook = Notebook()
    with pytest.raises(TypeMismatch) as caught:
        notebook.run('SEND MAIL "a", [1], "b"')
    assert caught.value.message == "SEND MAIL, subject: text is needed here, and this is a list"
    assert caught.value.span is not None
    assert (caught.value.span.column, caught.value.span.end_column) == (16, 19)
    assert notebook.host.performed == []


def test_mistake_inside_a_verb_is_told_apart_from_the_users() -> None:
    with pytest.raises(VerbBroke, match="FAIL WITH failed in a way that it should not: AttributeError: x"):
        Notebook().run('FAIL WITH "x"')


def test_verb_whose_extra_is_absent_says_what_to_install() -> None:
    with pytest.raises(ExtraMissing, match="DRAW needs a part that is not installed: plotter") as caught:
        Notebook().run("DRAW")
    assert caught.value.hint == "pip install 'botmail[charts]'"


def test_endless_recursion_is_a_clear_error_and_no_verb_begins_near_the_end_of_the_stack() -> None:
    with pytest.raises(RecursionError):
        Notebook().run("SUB s\ns\nEND SUB\ns")
    notebook = Notebook()
    with pytest.raises(RecursionError):
        notebook.run('n = 0\nSUB s\nn = n + 1\nSEND MAIL "a", "b", "c"\ns\nEND SUB\ns')
    assert len(notebook.host.performed) == notebook.names["n"] - 1


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("NULL", "a list is needed here, and this is null"),
        ('"a, b"', "a list is needed here, and this is text"),
        ("5", "a list is needed here, and this is a number"),
    ],
)
def test_for_each_needs_a_list(value: str, message: str) -> None:
    with pytest.raises(TypeMismatch, match=message):
        Notebook().run(f"x = {value}\nFOR EACH a IN x\nNEXT")


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("a = [1, 2]\nTALK a(1)", "`a` is a list, not a SUB, a FUNCTION or a verb"),
        ("FOR i = 1 TO 2 STEP 0\nNEXT", "STEP 0 never gets to the end"),
        ("PARAM city AS STRING", "the parameter `city` has no value"),
        ('PARAM n AS INTEGER DEFAULT "x"', 'the parameter `n`: a number is needed here, and "x" is text'),
        ("a = 5\na.b = 1", "`.b` of a number cannot be set"),
        ("a = [1]\na[5] = 1", "there is no item 5: the list has 1, numbered 0 to 0"),
        ('ASSERT 1 = 2, "one is not two"', "one is not two"),
    ],
)
def test_program_error_says(program: str, message: str) -> None:
    with pytest.raises(ProgramError) as caught:
        Notebook().run(program)
    assert caught.value.message == message


def test_sub_of_another_cell_is_called_with_the_right_number_of_arguments() -> None:
    notebook = Notebook()
    notebook.run("SUB s(a, b)\nTALK a & b\nEND SUB")
    notebook.run("s 1, 2")
    with pytest.raises(ProgramError, match="`s` takes 2 arguments, and 1 came"):
        notebook.run("s(1)")
    assert notebook.said == ["12"]


def test_parameter_from_outside_wins_over_its_default() -> None:
    notebook = Notebook()
    notebook.names["n"] = "7"
    assert notebook.run("PARAM n AS INTEGER DEFAULT 5\nn + 1") == 8


def test_host_can_give_a_type_a_member() -> None:
    notebook = Notebook()
    notebook.runtime.members.add(list, Member("df", "frame", "the frame", lambda items: f"frame of {len(items)}"))
    assert notebook.run("x = [1, 2]\nx.df") == "frame of 2"
