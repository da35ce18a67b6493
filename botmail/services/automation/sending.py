"""Carrying out sends: composed once, put in the outbox, handed to the server, and what became of it written down."""

from __future__ import annotations

import time
import uuid

from botmail.domain.account import Account
from botmail.domain.action import Action, SendMail
from botmail.domain.address import Address
from botmail.domain.errors import BotmailError
from botmail.domain.outcome import Outcome, failed_outcome
from botmail.domain.ports import Clock
from botmail.domain.records import OutboxMail
from botmail.mail.compose import compose
from botmail.mail.delivery import Delivery, Phase
from botmail.mail.interrupts import InterruptShield
from botmail.mail.message_id import new_message_id
from botmail.services.accounts import AccountService
from botmail.services.automation.ledger import Ledger, Step
from botmail.services.automation.sent_copy import SentCopies

LONGEST_SECONDS = 60.0
"""The store gives up waiting by itself before that; an outcome must not be lost to impatience."""


class SendEffector:
    """Sends through the account's SMTP server; never twice by itself."""

    def __init__(self, accounts: AccountService, ledger: Ledger, *, clock: Clock) -> None:
        self._accounts = accounts
        self._ledger = ledger
        self._clock = clock
        self._copies = SentCopies(accounts)

    def standing(self, _action: Action, _step: Step) -> Outcome | None:
        """Whether it was sent before is policy's question."""
        return None

    def plan(self, action: Action, step: Step) -> Outcome:
        """That it would be sent; composed all the same, so that a mail that cannot be is refused here too."""
        mail = self._mail(action, step)
        return Outcome(
            state="sent", sentence=f"would be sent: {action.target}", account=action.account, accepted=mail.recipients
        )

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Send it. An interrupt is raised when its fate is written down."""
        transport = self._accounts.transport(self._accounts.get(action.account))
        mail = self._mail(action, step)
        numbers = self._ledger.intend_send(action, step, mail=mail)
        begun = time.monotonic()
        try:
            delivery = transport.send(mail.sender, mail.recipients, mail.raw)
        except BotmailError as error:
            delivery = Delivery(state="failed", sentence=error.message, phases=transport.phases)
            outcome = failed_outcome(error, account=action.account)
            self._settle(numbers, action, step=step, outcome=outcome, delivery=delivery, begun=begun)
            raise
        except BaseException:
            delivery = _cut_short(transport.phases)
            outcome = _outcome(delivery, action, mail=mail)
            self._settle(numbers, action, step=step, outcome=outcome, delivery=delivery, begun=begun)
            step.run.note(outcome)
            raise
        outcome = _outcome(delivery, action, mail=mail)
        is_stopped = self._settle(numbers, action, step=step, outcome=outcome, delivery=delivery, begun=begun)
        if is_stopped or delivery.is_interrupted:
            step.run.note(outcome)
            raise KeyboardInterrupt
        if outcome.state == "sent":
            self._keep_copy(mail, step=step, outcome=outcome)
        return outcome

    def _keep_copy(self, mail: OutboxMail, *, step: Step, outcome: Outcome) -> None:
        try:
            self._copies.keep(self._accounts.get(mail.account), mail.raw, sent_at=mail.created_at, run=step.run)
        except BaseException:
            # Interrupted: the mail is sent all the same, and counted as such.
            step.run.note(outcome)
            raise

    def _settle(
        self,
        numbers: tuple[int, int],
        action: Action,
        *,
        step: Step,
        outcome: Outcome,
        delivery: Delivery,
        begun: float,
    ) -> bool:
        """Write the outcome down, whether or not the user interrupts meanwhile; whether they did."""
        with InterruptShield(lambda: None, longest_seconds=LONGEST_SECONDS) as shield:
            self._ledger.settle_send(
                numbers, action, step=step, outcome=outcome, delivery=delivery, seconds=time.monotonic() - begun
            )
        return shield.is_interrupted

    def _mail(self, action: Action, step: Step) -> OutboxMail:
        assert isinstance(action.payload, SendMail)
        draft, now = action.payload.draft, self._clock.now()
        account = self._accounts.get(action.account)
        sender = _sender(account)
        message_id, reference = new_message_id(sender.domain).strip("<>"), uuid.uuid4().hex
        return OutboxMail(
            account=account.name,
            run=step.run.id,
            program=step.place.program,
            call=step.place.call,
            line=step.place.line,
            state="sending",
            message_id=message_id,
            reference=reference,
            sender=sender.address,
            recipients=tuple(person.address for person in draft.recipients),
            subject=draft.subject,
            raw=compose(draft, sender=sender, message_id=f"<{message_id}>", date=now, reference=reference),
            fingerprint=step.guarded.fingerprint if step.guarded else "",
            is_automatic=draft.is_automatic,
            answers=step.answered.key if step.answered else "",
            automation=step.place.program,
            created_at=now,
            updated_at=now,
            attempts=1,
        )


def _sender(account: Account) -> Address:
    return Address(account.display_name, account.email)


def _outcome(delivery: Delivery, action: Action, *, mail: OutboxMail) -> Outcome:
    return Outcome(
        state=delivery.state,
        sentence=delivery.sentence,
        code=delivery.code,
        reason=delivery.reason,
        hint=delivery.hint,
        retryable=delivery.retryable,
        account=action.account,
        message_id=mail.message_id if delivery.state != "failed" else "",
        accepted=delivery.accepted,
        refused=tuple(address for address, _, _ in delivery.refused),
    )


def _cut_short(phases: tuple[Phase, ...]) -> Delivery:
    """What an exception out of `send` means, by how far the mail had come."""
    if "end of mail" in phases:
        sentence = "interrupted while the mail went out: it may have been sent"
        return Delivery(state="uncertain", sentence=sentence, phases=phases)
    return Delivery(state="failed", sentence="interrupted before the mail went out: nothing was sent", phases=phases)
