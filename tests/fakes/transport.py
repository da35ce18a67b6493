"""A way to send that keeps what it was given, with the methods of `SmtpTransport` that the services use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from botmail.domain.errors import MailError
from botmail.mail.delivery import Delivery, Phase


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail that was handed over."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        """The mail, parsed by the standard library."""
        return message_from_bytes(self.raw, EmailMessage, policy=policy.default)


class FakeTransport:
    """Accepts everything; `answers` are given first, an exception among them is raised before anything is sent."""

    def __init__(self, *answers: Delivery | BaseException) -> None:
        self.answers = list(answers)
        self.sent: list[Sent] = []
        self.error: MailError | None = None
        self.is_closed = False
        self.phases: tuple[Phase, ...] = ()

    def __enter__(self) -> FakeTransport:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self) -> None:
        if self.error is not None:
            raise self.error

    def close(self) -> None:
        self.is_closed = True

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        self.phases = ()
        answer = self.answers.pop(0) if self.answers else accepted(recipients)
        if isinstance(answer, BaseException):
            raise answer
        self.phases = answer.phases
        if answer.state != "failed":
            self.sent.append(Sent(sender, tuple(recipients), raw))
        return answer


def accepted(recipients: Sequence[str]) -> Delivery:
    """What a server that takes everything gives."""
    return Delivery(
        state="sent",
        sentence=f"sent to {', '.join(recipients)}",
        phases=("connect", "sign in", "sender", "recipients", "data", "content", "end of mail", "answer"),
        accepted=tuple(recipients),
    )
