"""What SMTP codes mean (RFC 5321 section 4.2, RFC 3463): the class of the reason, and whether trying again can help."""

from __future__ import annotations

import re
from dataclasses import dataclass

from botmail.domain.account import Server
from botmail.domain.errors import (
    AddressInvalid,
    LoginRefused,
    MailboxFull,
    MailError,
    SendRejected,
    ServerRefused,
)
from botmail.mail.refusals import sign_in_hint

_ENHANCED = re.compile(r"(?:^|\s)([245])\.(\d{1,3})\.(\d{1,3})\b")
_SIGN_IN_CODES = frozenset({530, 534, 535, 538})
_FULL_CODES = frozenset({452, 552})
_ADDRESS_CODES = frozenset({550, 551, 553})


@dataclass(frozen=True, slots=True)
class Answer:
    """An SMTP reply: its code and its words, made fit to be shown."""

    code: int
    text: str

    @property
    def is_ok(self) -> bool:
        """Whether the command was accepted."""
        return 200 <= self.code < 400

    @property
    def is_temporary(self) -> bool:
        """Whether trying again can help: 4xx, 421, 450, 451, 452 and 454 among them."""
        return 400 <= self.code < 500

    @property
    def reason(self) -> str:
        """The class of the reason: auth, quota, address, policy or server."""
        subject, detail = self._enhanced
        if self.code in _SIGN_IN_CODES or "5.7.30" in self.text or "5.7.139" in self.text:
            return "auth"
        if self.code in _FULL_CODES or (subject, detail) in (("2", "2"), ("3", "1")):
            return "quota"
        if self.is_temporary:
            return "server"
        if subject in ("1", "7"):
            return "address" if subject == "1" else "policy"
        return "address" if self.code in _ADDRESS_CODES else "policy" if self.code == 554 else "server"

    @property
    def _enhanced(self) -> tuple[str, str]:
        found = _ENHANCED.search(self.text)
        return (found[2], found[3]) if found else ("", "")

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


def rejection(answer: Answer, *, server: Server, what: str) -> MailError:
    """The error for an answer that refuses `what` (as in `the recipient bob@example.org`)."""
    kind, hint = _meaning(answer, server)
    sentence = f'{server} refused {what}: "{answer}"'
    return kind(sentence, hint=hint, reason=answer.reason, retryable=answer.is_temporary)


def _meaning(answer: Answer, server: Server) -> tuple[type[MailError], str]:
    match answer.reason:
        case "auth":
            return LoginRefused, sign_in_hint(server, answer=answer.text)
        case "quota":
            return MailboxFull, "the mailbox or a daily limit is full; try again later"
        case "address":
            return AddressInvalid, "check the spelling of the address"
        case "policy":
            return SendRejected, "the server's rules do not allow this mail; ask whoever runs it"
    if answer.is_temporary:
        return ServerRefused, "the server is busy or asks for patience; try again later"
    return SendRejected, "the server gives the reason in its answer"
