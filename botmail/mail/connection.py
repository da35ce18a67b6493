"""One IMAP connection: commands one at a time, each read to its end (RFC 9051, spoken so that RFC 3501 agrees)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from botmail.domain.account import Server
from botmail.domain.errors import ConnectionLost
from botmail.mail.arguments import Argument, Literal
from botmail.mail.faults import ProtocolBroken, quoted_answer
from botmail.mail.refusals import refusal
from botmail.mail.responses import Data, Status, data_of, literal_ahead, status_of, without_literal_mark
from botmail.mail.stream import Stream

_MAX_RESPONSES = 2_000_000
_LITERAL_MINUS_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command brought: its status, the data, and the statuses that came along untagged."""

    status: Status
    data: tuple[Data, ...]
    notes: tuple[Status, ...]

    def named(self, name: str) -> list[Data]:
        """The data called `name`."""
        return [data for data in self.data if data.name == name]

    def note(self, code: str) -> Status | None:
        """The last status with this response code, the tagged one included."""
        return next((status for status in reversed((*self.notes, self.status)) if status.code == code), None)


class ImapConnection:
    """A connection, `is_busy` while a command has been sent and not been answered in full.

    `selected` is the path of the selected folder, or empty, and `uidvalidity` that folder's.
    """

    def __init__(self, stream: Stream, server: Server) -> None:
        self.stream = stream
        self.server = server
        self.is_busy = True
        self.capabilities: frozenset[str] = frozenset()
        self.selected = ""
        self.uidvalidity = 0
        self.permanent_flags: frozenset[str] = frozenset()
        self._tag = 0

    def has(self, *capabilities: str) -> bool:
        """Whether the server offers all of `capabilities`."""
        return self.capabilities.issuperset(capabilities)

    def command(self, name: str, *arguments: Argument) -> Reply:
        """Send one command and read to its end; a NO or BAD comes back as the reply's status.

        Raises:
            OSError: the connection broke, or the server broke the protocol.
            ConnectionLost: the server said BYE.
        """
        self.is_busy = True
        tag = self._next_tag()
        early = self._send(tag, [name.encode("ascii"), *arguments])
        return self._finished(early or self._read_reply(tag, is_goodbye=name == "LOGOUT"))

    def done(self, name: str, *arguments: Argument, doing: str) -> Reply:
        """`command()` for one that has to succeed; `doing` says in words what it is for.

        Raises:
            ServerRefused: the server said NO or BAD.
            MailboxFull: the server said that the quota is used up.
        """
        reply = self.command(name, *arguments)
        if not reply.status.is_ok:
            raise refusal(reply.status, server=self.server, doing=doing)
        return reply

    def conversation(self, name: str, *arguments: bytes, answer: bytes) -> Reply:
        """A command in which the server asks once, as AUTHENTICATE does.

        Raises:
            OSError: the connection broke, or the server broke the protocol.
        """
        self.is_busy = True
        tag = self._next_tag()
        self.stream.send(b" ".join((tag, name.encode("ascii"), *arguments)) + b"\r\n")
        early = self._await_question(tag)
        if early is None:
            self.stream.send(answer + b"\r\n")
        return self._finished(early or self._read_reply(tag))

    def check_alive(self, *, timeout_seconds: float) -> None:
        """NOOP with a shorter time-out.

        Raises:
            OSError: nobody is there any more.
        """
        usual = self.stream.timeout_seconds
        self.stream.timeout_seconds = min(usual, timeout_seconds)
        self.command("NOOP")
        self.stream.timeout_seconds = usual

    def goodbye(self) -> None:
        """LOGOUT, politely and briefly, then drop the connection; never raises."""
        self.stream.timeout_seconds = min(self.stream.timeout_seconds, 2.0)
        try:
            if not self.is_busy:
                self.command("LOGOUT")
        except OSError:
            pass  # it is closed in any case
        finally:
            self.stream.close()

    def _finished(self, reply: Reply) -> Reply:
        self.is_busy = False
        if note := reply.note("CAPABILITY"):
            self.capabilities = frozenset(note.arguments.upper().split())
        for data in reply.named("CAPABILITY"):
            self.capabilities = frozenset(data.parts[0].decode("ascii", "replace").upper().split())
        return reply

    def _next_tag(self) -> bytes:
        self._tag += 1
        return b"B%d" % self._tag

    def _send(self, tag: bytes, arguments: Sequence[Argument]) -> Reply | None:
        """Send a command; the reply, if the server gave it before all was out."""
        line = bytearray(tag)
        before: Argument = b""
        for argument in arguments:
            # RFC 9051 has no blank inside parentheses, and some servers insist.
            line += b"" if before == b"(" or argument == b")" else b" "
            before = argument
            if isinstance(argument, bytes):
                line += argument
            elif self._goes_without_asking(argument):
                line += b"{%d+}\r\n" % len(argument.value) + argument.value
            else:
                self.stream.send(bytes(line) + b"{%d}\r\n" % len(argument.value))
                if early := self._await_question(tag):
                    return early
                line = bytearray(argument.value)
        self.stream.send(bytes(line) + b"\r\n")
        return None

    def _goes_without_asking(self, literal: Literal) -> bool:
        return self.has("LITERAL+") or (self.has("LITERAL-") and len(literal.value) <= _LITERAL_MINUS_BYTES)

    def _await_question(self, tag: bytes) -> Reply | None:
        """None when the server asks for more, or its reply when it has heard enough."""
        return self._read(tag, may_ask=True, is_goodbye=False)

    def _read_reply(self, tag: bytes, *, is_goodbye: bool = False) -> Reply:
        reply = self._read(tag, may_ask=False, is_goodbye=is_goodbye)
        if reply is None:
            raise ProtocolBroken("a question where none was due")
        return reply

    def _read(self, tag: bytes, *, may_ask: bool, is_goodbye: bool) -> Reply | None:
        data: list[Data] = []
        notes: list[Status] = []
        while len(data) + len(notes) < _MAX_RESPONSES:
            start, parts = self._read_parts()
            if start == b"+" and may_ask:
                return None
            status = status_of(parts[0])
            if start == tag and status:
                return Reply(status, tuple(data), tuple(notes))
            if start != b"*":
                raise ProtocolBroken("an answer to something that was not asked")
            if status is None:
                data.append(data_of(parts))
                continue
            if status.word == "BYE" and not is_goodbye:
                raise self._closed_by(status)
            notes.append(status)
        raise ProtocolBroken("an answer without end")

    def _closed_by(self, bye: Status) -> ConnectionLost:
        return ConnectionLost(
            f'{self.server} closed the connection: "{quoted_answer(bye.text)}"', hint="try again later"
        )

    def _read_parts(self) -> tuple[bytes, list[bytes]]:
        start, _, rest = self.stream.read_line().partition(b" ")
        parts: list[bytes] = []
        while start == b"*" and (count := literal_ahead(rest)) is not None:
            parts += [without_literal_mark(rest), self.stream.read_exactly(count)]
            rest = self.stream.read_line()
        return start, [*parts, rest]
