"""An SMTP server that says what a test tells it to, and the usual to everything else."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field

from tests.servers.listener import Peer, Reply, ReplyBook, Script

_USUAL: dict[str, Reply] = {
    "EHLO": ("250-scripted", "250-STARTTLS", "250-AUTH PLAIN", "250 SIZE 50000000"),
    "STARTTLS": "220 go on",
    "AUTH": "235 2.7.0 welcome",
    "DATA": "354 go on",
    "QUIT": "221 bye",
}
_DONE: Reply = "250 2.0.0 done"


@dataclass(frozen=True, slots=True)
class Received:
    """One message that the server was given, up to its final dot."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class SmtpScript:
    """A conversation over SMTP; a script changes its replies.

    Replies are found by the command; the greeting under ``CONNECT``, the answer to the final
    dot under ``MESSAGE``. `heard` is all that clients have said, `received` what they sent.
    """

    def __init__(self, script: Script | None = None, *, context: ssl.SSLContext | None = None) -> None:
        self._replies = ReplyBook(script or {})
        self._context = context
        self.heard: list[str] = []
        self.received: list[Received] = []

    def __call__(self, peer: Peer) -> None:
        """Converse with a client until it says QUIT."""
        peer.perform(self._replies.take("CONNECT", "220 scripted"))
        envelope = _Envelope()
        while self._exchange(peer, envelope) != "QUIT":
            pass

    def _exchange(self, peer: Peer, envelope: _Envelope) -> str:
        line = self._hear(peer)
        command = line.partition(" ")[0].upper()
        if line.upper() == "AUTH PLAIN":
            peer.perform("334 ")
            self._hear(peer)
        reply = self._replies.take(command, _USUAL.get(command, _DONE))
        peer.perform(reply)
        if _is_accepting(reply):
            self._follow(command, line, peer, envelope)
        return command

    def _follow(self, command: str, line: str, peer: Peer, envelope: _Envelope) -> None:
        match command:
            case "STARTTLS" if self._context:
                peer.encrypt(self._context)
            case "MAIL":
                envelope.sender, envelope.recipients = _address(line), []
            case "RCPT":
                envelope.recipients.append(_address(line))
            case "DATA":
                raw = _read_message(peer)
                self.received.append(Received(envelope.sender, tuple(envelope.recipients), raw))
                peer.perform(self._replies.take("MESSAGE", _DONE))

    def _hear(self, peer: Peer) -> str:
        line = peer.read_line()
        self.heard.append(line)
        return line


@dataclass(slots=True)
class _Envelope:
    sender: str = ""
    recipients: list[str] = field(default_factory=list)


def _is_accepting(reply: Reply) -> bool:
    last = reply[-1] if isinstance(reply, tuple) else reply
    return isinstance(last, str) and last[:1] in {"2", "3"}


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


def _read_message(peer: Peer) -> bytes:
    lines = []
    while (line := peer.read_line()) != ".":
        lines.append(line.removeprefix(".") if line.startswith("..") else line)
    return "".join(f"{line}\r\n" for line in lines).encode()
