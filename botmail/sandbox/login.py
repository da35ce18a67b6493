"""Who may log in over IMAP, and the session that follows."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ssl import SSLContext

from pymap.backend.dict import Config, Identity, Login, Session
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import Message as DictMessage
from pymap.concurrent import Subsystem
from pymap.config import BackendCapability
from pymap.exceptions import AuthorizationFailure, InvalidAuth
from pymap.interfaces.login import IdentityInterface
from pymap.parsing.commands import Commands
from pymap.parsing.specials import FetchRequirement, SearchKey
from pymap.search import SearchParams
from pymap.selected import SelectedMailbox
from pysasl import SASLAuth
from pysasl.creds.server import ServerCredentials
from pysasl.hashing import Cleartext
from pysasl.identity import ClearIdentity

from botmail.sandbox.bearer import MECHANISMS, BearerCredentials, BearerMechanism
from botmail.sandbox.commands import known_commands
from botmail.sandbox.post_office import PostOffice
from botmail.sandbox.search import Search

_LARGEST_MESSAGE = 50_000_000
_EXTENSIONS = ("SPECIAL-USE", "NAMESPACE", "UNSELECT", "ENABLE", "CONDSTORE")


class SandboxConfig(Config):
    """pymap's settings for a sandbox server."""

    def __init__(self, office: PostOffice, ssl_context: SSLContext) -> None:
        super().__init__(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host="127.0.0.1",
            port=0,
            demo_data=False,
            demo_user="",
            demo_password="",
            ssl_context=ssl_context,
            # pymap's default hash costs 15 ms a login; ours are compared by the post office.
            hash_context=Cleartext(),
            invalid_user_sleep=0,
            cpu_subsystem=Subsystem.for_asyncio(),
            max_append_len=_LARGEST_MESSAGE,
            bad_command_limit=20,
        )
        self.office = office

    @property
    def greeting(self) -> bytes:
        """The greeting; pymap's own asks the resolver for every connection."""
        return b"botmail sandbox ready"

    @property
    def commands(self) -> Commands:
        """The commands that this server obeys."""
        return known_commands(self.office.behaviour)

    @property
    def tls_auth(self) -> SASLAuth:
        """The mechanisms that are offered once the line is encrypted."""
        passwords = SASLAuth.named([b"PLAIN", b"LOGIN"]).server_mechanisms
        tokens = [BearerMechanism(name, self.office.check_token) for name in MECHANISMS]
        return SASLAuth([*passwords, *tokens])

    @property
    def backend_capability(self) -> BackendCapability:
        """The extensions of pymap's own that depend on the mailboxes."""
        has_idle = self.office.behaviour.has("IDLE")
        return BackendCapability(idle=has_idle, object_id=True, multi_append=True)

    @property
    def initial_capability(self) -> Sequence[bytes]:
        """What is offered before the login."""
        return self._offered([*super().initial_capability, b"SASL-IR"])

    @property
    def login_capability(self) -> Sequence[bytes]:
        """What is offered after the login."""
        # Without BINARY: pymap decodes it wrongly.
        own = [name for name in super().login_capability if name != b"BINARY"]
        return self._offered([*own, *(name.encode() for name in _EXTENSIONS)])

    def _offered(self, capabilities: Sequence[bytes]) -> list[bytes]:
        return [name for name in capabilities if self.office.behaviour.has(name.decode())]


class SandboxLogin(Login):
    """Checks passwords and tokens against the post office."""

    def __init__(self, config: SandboxConfig) -> None:
        super().__init__(config)
        self._config = config

    async def authenticate(self, credentials: ServerCredentials) -> SandboxIdentity:
        """Accept a user.

        Raises:
            InvalidAuth: the password or the token is wrong, or there is no such user.
        """
        if not _is_accepted(credentials, self._config.office):
            raise InvalidAuth()
        return SandboxIdentity(credentials.authcid, self, self._config)

    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> SandboxIdentity:
        """Let a user read mail of one's own, and nobody else's.

        Raises:
            AuthorizationFailure: the mail of somebody else was asked for.
        """
        if authzid and authzid != authenticated.name:
            raise AuthorizationFailure()
        return SandboxIdentity(authenticated.name, self, self._config)


def _is_accepted(credentials: ServerCredentials, office: PostOffice) -> bool:
    user = credentials.authcid
    if isinstance(credentials, BearerCredentials):
        return office.check_token(user, credentials.token)
    if user not in office.passwords:
        return False
    # Not pysasl's preparation of strings: it refuses some passwords that servers accept.
    return credentials.verify(ClearIdentity(user, office.passwords[user], prepare=str))


class SandboxIdentity(Identity):
    """A user who has logged in."""

    def __init__(self, name: str, login: SandboxLogin, config: SandboxConfig) -> None:
        super().__init__(name, login, None, frozenset())
        self._config = config

    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[Session]:
        """Open the user's mailboxes."""
        mailboxes = self._config.office.mailboxes(self.name)
        yield SandboxSession(self.name, self._config, mailboxes, FilterSet())


class SandboxSession(Session):
    """pymap's session with a search of our own."""

    async def search_mailbox(
        self, selected: SelectedMailbox, keys: frozenset[SearchKey]
    ) -> tuple[list[tuple[int, DictMessage]], SelectedMailbox]:
        """Find the messages that meet all keys."""
        mailbox = await self._get_selected(selected)
        search = Search(keys, SearchParams(selected))
        found = []
        async for sequence, message in mailbox.find(search.sequence_set, selected):
            loaded = await message.load_content(FetchRequirement.CONTENT)
            if search.matches(sequence, message, loaded):
                found.append((sequence, message))
        return found, await mailbox.update_selected(selected)
