"""One mail on its way to a server. How far it came decides what a failure means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from botmail.domain.account import Server
from botmail.domain.errors import ConnectionFailed, MailError, SendUncertain
from botmail.mail.delivery import Delivery, Phase, State
from botmail.mail.envelope import envelope
from botmail.mail.faults import translated
from botmail.mail.interrupts import LONGEST_SECONDS, InterruptShield
from botmail.mail.smtp_answers import Answer, rejection
from botmail.mail.smtp_connection import SmtpConnection

# A server may look into a mail before it answers; RFC 5321 section 4.5.3.2.6 would even grant ten minutes.
_ANSWER_FACTOR = 2


class Handover:
    """MAIL, RCPT, DATA and the content, once; `is_broken` tells that the connection is of no further use."""

    def __init__(self, server: Server, sender: str, recipients: Sequence[str], raw: bytes) -> None:
        self._server = server
        self._sender = sender
        self._recipients = tuple(recipients)
        self._raw = raw
        self._phases: list[Phase] = []
        self._accepted: list[str] = []
        self._refused: list[tuple[str, Answer]] = []
        self._rejected_by: Answer | None = None
        self._is_interrupted = False
        self.is_broken = True

    @property
    def phases(self) -> tuple[Phase, ...]:
        """What was gone through so far."""
        return tuple(self._phases)

    def run(self, open_connection: Callable[[Callable[[Phase], None]], SmtpConnection]) -> Delivery:
        """Do it, and say what became of it; opening notes its own phases, none when a kept connection is used."""
        try:
            with translated(self._server):
                connection = open_connection(self._phases.append)
                content = self._hand_in_envelope(connection)
                self._hand_in_content(connection, content)
        except MailError as error:
            self.is_broken = isinstance(error, ConnectionFailed) or self._was_sent_away()
            return self._failure(error)
        self.is_broken = False
        return self._delivery("sent", self._success_sentence())

    def _hand_in_envelope(self, connection: SmtpConnection) -> bytes:
        wire = envelope(self._sender, self._recipients, self._raw, extensions=connection.extensions)
        self._phases.append("sender")
        self._expect(connection.command(wire.mail), what=f"the sender {self._sender}")
        self._phases.append("recipients")
        for address, wire_form in zip(self._recipients, wire.recipients, strict=True):
            answer = connection.command(f"RCPT TO:<{wire_form}>")
            if answer.is_ok:
                self._accepted.append(address)
            else:
                self._refused.append((address, answer))
            if answer.code == 421:
                self._expect(answer, what=f"the recipient {address}")
        if not self._accepted:
            self._give_up_on_recipients()
        return wire.content

    def _hand_in_content(self, connection: SmtpConnection, content: bytes) -> None:
        stream = connection.stream
        usual = stream.timeout_seconds
        shield = InterruptShield(stream.abort, longest_seconds=LONGEST_SECONDS)
        try:
            with shield:
                self._phases.append("data")
                self._expect(connection.command("DATA"), what="the mail", code=354)
                self._phases.append("content")
                stream.send(content)
                # Until this line is out the server cannot have taken the mail; from here on it may have.
                self._phases.append("end of mail")
                stream.send(b".\r\n")
                stream.timeout_seconds = usual * _ANSWER_FACTOR
                answer = connection.answer()
                self._phases.append("answer")
                self._expect(answer, what="the mail")
        finally:
            stream.timeout_seconds = usual
            self._is_interrupted = shield.is_interrupted

    def _expect(self, answer: Answer, *, what: str, code: int = 250) -> None:
        if answer.code == code or (code == 250 and 200 <= answer.code < 300):
            return
        self._rejected_by = answer
        raise rejection(answer, server=self._server, what=what)

    def _give_up_on_recipients(self) -> None:
        address, answer = next((pair for pair in self._refused if pair[1].is_temporary), self._refused[0])
        others = len(self._refused) - 1
        self._rejected_by = answer
        what = f"the recipient {address}" + (f" and {others} more" if others else "")
        raise rejection(answer, server=self._server, what=what)

    def _was_sent_away(self) -> bool:
        return self._rejected_by is not None and self._rejected_by.code == 421

    def _failure(self, error: MailError) -> Delivery:
        if self._phases[-1:] == ["end of mail"]:
            return self._delivery(
                "uncertain",
                f"the whole mail went out to {self._server} and no answer came, so it may or may not have been sent "
                f"({error.message})",
                error=SendUncertain(
                    error.message,
                    hint="look into Sent, or ask the recipient, before you send it again",
                    reason=error.reason,
                ),
            )
        return self._delivery("failed", error.message, error=error)

    def _success_sentence(self) -> str:
        sentence = f"sent to {', '.join(self._accepted)}"
        for address, answer in self._refused:
            sentence += f'; {address} was refused: "{answer}"'
        return sentence

    def _delivery(self, state: State, sentence: str, *, error: MailError | None = None) -> Delivery:
        return Delivery(
            state=state,
            sentence=sentence,
            phases=self.phases,
            accepted=() if state == "failed" else tuple(self._accepted),
            refused=tuple((address, answer.code, answer.text) for address, answer in self._refused),
            retryable=error.retryable if error else False,
            reason=error.reason if error else "",
            code=error.code if error else "",
            hint=error.hint if error else "",
            is_interrupted=self._is_interrupted,
        )
