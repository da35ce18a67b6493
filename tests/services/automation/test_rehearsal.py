"""A rehearsal leaves no trace: not in variables, not on the screen, and answers are asked for once."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.lang.values import Map
from botmail.services.automation.rehearsal import RememberingPrompt, borrowed


class TypedAnswers:
    """A person who types these answers."""

    def __init__(self, *answers: str) -> None:
        self.left = list(answers)

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        del question, name, secret, choices
        return self.left.pop(0)

    def confirm(self, question: str) -> bool:
        del question
        return False


def test_borrowed_variables_are_what_they_were() -> None:
    inner = [1]
    namespace: dict[str, object] = {"a": inner, "b": [inner, {"k": inner}], "m": Map({"Key": inner}), "n": 1}
    with borrowed(namespace):
        changed = namespace["a"]
        assert isinstance(changed, list)
        changed.append(2)
        assert namespace["b"] == [[1, 2], {"k": [1, 2]}]
        assert namespace["m"] == Map({"Key": [1, 2]})
        namespace["n"] = 5
        namespace["fresh"] = 1
        del namespace["m"]
    assert namespace == {"a": [1], "b": [[1], {"k": [1]}], "m": Map({"Key": [1]}), "n": 1}
    assert namespace["a"] is inner


def test_borrowed_list_may_hold_itself() -> None:
    circle: list[object] = []
    circle.append(circle)
    namespace: dict[str, object] = {"c": circle}
    with borrowed(namespace):
        copied = namespace["c"]
        assert isinstance(copied, list)
        assert copied is not circle
        assert copied[0] is copied
    assert namespace["c"] is circle


def test_answers_of_a_rehearsal_are_given_again_and_then_forgotten() -> None:
    typed = TypedAnswers("Ann", "Rome", "Oslo")
    prompt = RememberingPrompt(typed)
    with prompt.rehearsing():
        assert [prompt.ask("", name=name) for name in ("name", "city")] == ["Ann", "Rome"]
        prompt.forget()
    assert [prompt.ask("", name=name) for name in ("name", "city", "city")] == ["Ann", "Rome", "Oslo"]
    prompt.forget()
    assert typed.left == []


def test_another_question_than_in_the_rehearsal_is_asked() -> None:
    typed = TypedAnswers("Ann", "37")
    prompt = RememberingPrompt(typed)
    with prompt.rehearsing():
        prompt.ask("", name="name")
    assert prompt.ask("", name="age") == "37"
