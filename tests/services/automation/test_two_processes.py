"""Two processes at once: what the other sends after policy has looked still counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from botmail.domain.account import Mode
from tests.fakes.prompt import ScriptedPrompt
from tests.services.bench import Bench, open_bench, raw_mail


class MeanwhilePrompt(ScriptedPrompt):
    """Says yes; `meanwhile` happens first, as another process would do it between the look and the send."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__(consents=[True])
        self._meanwhile = meanwhile

    def confirm(self, question: str) -> bool:
        self._meanwhile()
        return super().confirm(question)


def reply(bench: Bench, *, is_notebook: bool) -> str:
    with bench.run("bot", is_notebook=is_notebook) as run:
        (mail,) = bench.emails()
        state = bench.send(mail.from_.address, "Re: urgent", "Soon.", mail).state
        assert run.counted[state] == 1
        return state


def test_message_is_answered_by_one_of_two_processes(tmp_path: Path) -> None:
    with open_bench(tmp_path) as first:
        first.session.put(raw_mail("urgent"))
        asked = MeanwhilePrompt(lambda: states.append(reply(first, is_notebook=False)))
        states: list[str] = []
        with open_bench(tmp_path, prompt=asked) as second:
            second.session.put(raw_mail("urgent"))
            second.services.accounts.use("env", Mode.ASK)
            states.append(reply(second, is_notebook=False))
            assert second.transport.sent == []
        assert states == ["sent", "suppressed"]
        assert len(first.transport.sent) == 1


def test_cell_that_two_notebooks_run_at_once_sends_once(tmp_path: Path) -> None:
    def send(bench: Bench) -> str:
        with bench.run("cell-1"):
            return bench.send().state

    with open_bench(tmp_path) as first:
        states: list[str] = []
        asked = MeanwhilePrompt(lambda: states.append(send(first)))
        with open_bench(tmp_path, prompt=asked) as second:
            second.services.accounts.use("env", Mode.ASK)
            states.append(send(second))
            assert second.transport.sent == []
        assert states == ["sent", "suppressed"]
        assert len(first.transport.sent) == 1


def test_send_takes_two_transactions_and_a_reply_four(bench: Bench) -> None:
    bench.session.put(raw_mail("urgent"))
    purposes: list[str] = []
    unit_of_work = bench.store.database.unit_of_work

    def counted(purpose: str = "") -> object:
        purposes.append(purpose)
        return unit_of_work(purpose)

    with bench.run(is_notebook=False):
        (mail,) = bench.emails()
        bench.send("first@example.com")
        bench.store.database.unit_of_work = counted  # type: ignore[method-assign,assignment]  # to count
        bench.send("second@example.com")
        assert len(purposes) == 2
        bench.send(mail.from_.address, "Re: urgent", "Soon.", mail)
        assert len(purposes) == 2 + 4
        del bench.store.database.unit_of_work
