"""OAuth bearer tokens: XOAUTH2 as Google describes it, and OAUTHBEARER (RFC 7628)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pysasl.creds.server import ServerCredentials
from pysasl.identity import Identity
from pysasl.mechanism import ChallengeResponse, ServerChallenge, ServerMechanism

MECHANISMS = (b"XOAUTH2", b"OAUTHBEARER")

_USER = re.compile(rb"(?:^user=|^n,a=)([^\x01,]*)")
_TOKEN = re.compile(rb"\x01auth=bearer ([^\x01]*)\x01", re.IGNORECASE)
_REFUSAL = b'{"status":"401","schemes":"bearer","scope":"https://mail.example.com/"}'


@dataclass(frozen=True)
class BearerCredentials(ServerCredentials):
    """A user's name and the token given for it."""

    user: str
    token: str

    @property
    def authcid(self) -> str:
        """Who authenticates."""
        return self.user

    @property
    def authzid(self) -> str:
        """Whose mail is asked for: always one's own."""
        return self.user

    def verify(self, identity: Identity | None) -> bool:  # noqa: ARG002 - pysasl's signature
        """Never true: a token is no password of an identity."""
        return False


def parse_bearer(response: bytes) -> BearerCredentials:
    """Read the user and the token out of a client's response; both empty if it is unclear."""
    user = _USER.search(response)
    token = _TOKEN.search(response)
    return BearerCredentials(_text(user), _text(token))


def _text(found: re.Match[bytes] | None) -> str:
    return found[1].decode("utf-8", "replace") if found else ""


class BearerMechanism(ServerMechanism):
    """The server's side of XOAUTH2 and OAUTHBEARER."""

    __slots__ = ["_check"]

    def __init__(self, name: bytes, check: Callable[[str, str], bool]) -> None:
        super().__init__(name)
        self._check = check

    def server_attempt(self, responses: Sequence[ChallengeResponse]) -> tuple[BearerCredentials, None]:
        """Take the token; a bad one is first told why, as large providers do."""
        if not responses:
            raise ServerChallenge(b"")
        given = parse_bearer(responses[0].response)
        if len(responses) < 2 and not self._check(given.user, given.token):
            raise ServerChallenge(_REFUSAL)
        return given, None
