"""An IMAP server that says what a test tells it to, and the usual to everything else."""

from __future__ import annotations

import re

from tests.servers.listener import Peer, Reply, ReplyBook, Script

_LITERAL = re.compile(r"\{(\d+)(\+?)\}$")
_RAW = b"From: ana@example.com\r\nTo: me@example.com\r\nSubject: hello\r\n\r\nA few words.\r\n"
_USUAL: dict[str, Reply] = {
    "CAPABILITY": ("* CAPABILITY IMAP4rev1 UIDPLUS MOVE IDLE AUTH=PLAIN", "{tag} OK done"),
    "LIST": ('* LIST (\\HasNoChildren) "/" INBOX', "{tag} OK done"),
    "STATUS": ('* STATUS "INBOX" (MESSAGES 1 UNSEEN 1 UIDNEXT 2 UIDVALIDITY 1)', "{tag} OK done"),
    "SEARCH": ("* SEARCH 1", "{tag} OK done"),
    "FETCH": (b"* 1 FETCH (UID 1 FLAGS () BODY[] {%d}\r\n%b)\r\n" % (len(_RAW), _RAW), "{tag} OK done"),
    "LOGOUT": ("* BYE", "{tag} OK bye"),
}
_SELECTED: Reply = (
    "* 1 EXISTS",
    "* 0 RECENT",
    "* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)",
    "* OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*)] kept",
    "* OK [UIDVALIDITY 1] valid",
    "* OK [UIDNEXT 2] next",
    "{tag} OK [READ-WRITE] selected",
)
_DONE: Reply = "{tag} OK done"


class ImapScript:
    """A conversation over IMAP with one message in the INBOX; a script changes its replies.

    Replies are found by the command, without ``UID``; the greeting under ``CONNECT``.
    ``{tag}`` in a reply is the client's. `heard` is all that clients have said.
    """

    def __init__(self, script: Script | None = None) -> None:
        self._replies = ReplyBook(script or {})
        self.heard: list[str] = []

    def __call__(self, peer: Peer) -> None:
        """Converse with a client until it says LOGOUT."""
        peer.perform(self._replies.take("CONNECT", "* OK scripted"))
        command = ""
        while command != "LOGOUT":
            line = self._read_command(peer)
            tag, _, rest = line.partition(" ")
            words = rest.upper().removeprefix("UID ").split()
            command = words[0] if words else ""
            if command == "AUTHENTICATE" and len(words) == 2:
                peer.perform("+ ")
                self.heard.append(peer.read_line())
            peer.perform(self._replies.take(command, _usual_reply(command)), tag=tag)

    def _read_command(self, peer: Peer) -> str:
        line = peer.read_line()
        while literal := _LITERAL.search(line):
            if not literal[2]:
                peer.perform("+ go on")
            line += peer.read(int(literal[1])).decode("utf-8", "replace") + peer.read_line()
        self.heard.append(line)
        return line


def _usual_reply(command: str) -> Reply:
    return _SELECTED if command in {"SELECT", "EXAMINE"} else _USUAL.get(command, _DONE)
