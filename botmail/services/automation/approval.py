"""Asking before a program first sends through an account of mode `ask`: its plan, then one yes or no."""

from __future__ import annotations

from collections.abc import Callable

from botmail.domain.account import Mode
from botmail.domain.ports import Display, Prompt
from botmail.services.accounts import AccountService
from botmail.services.automation.automation import content_hash
from botmail.services.automation.consent import Consent
from botmail.services.automation.run import Run

_QUESTION = "Let this program do that through {}, now and when it runs again unchanged?"


class Approval:
    """Shows what a rehearsal planned and notes a person's yes, for one program, account and content."""

    def __init__(self, accounts: AccountService, consent: Consent, *, prompt: Prompt, display: Display) -> None:
        self._accounts = accounts
        self._consent = consent
        self._prompt = prompt
        self._display = display

    def ask(self, program: str, source: str, *, rehearse: Callable[[], Run]) -> dict[str, bool]:
        """What was answered, by account; empty when nothing needs to be asked, and then mostly without a rehearsal."""
        content = content_hash(source)
        unapproved = {
            account.name
            for account in self._accounts.list()
            if account.mode is Mode.ASK
            and not self._consent.has_approved(program, account=account.name, content=content)
        }
        if not unapproved:
            return {}
        run = rehearse()
        asking = sorted(unapproved & {row.account for row in run.rows if row.needs_consent})
        if not asking:
            return {}
        self._display.show(run.plan_rows)
        answers = {account: self._prompt.confirm(_QUESTION.format(account)) for account in asking}
        for account in [account for account, is_yes in answers.items() if is_yes]:
            self._consent.approve(program, account=account, content=content)
        return answers
