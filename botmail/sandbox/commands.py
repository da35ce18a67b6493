"""The IMAP commands and arguments that pymap does not parse."""

from __future__ import annotations

import re
from typing import ClassVar

from pymap.parsing import Params
from pymap.parsing.command import Command, CommandAuth, CommandNoArgs, CommandSelect
from pymap.parsing.command.auth import ListCommand
from pymap.parsing.command.nonauth import AuthenticateCommand
from pymap.parsing.command.select import FetchCommand, StoreCommand
from pymap.parsing.commands import Commands
from pymap.parsing.specials import StatusAttribute

from botmail.sandbox.faults import Behaviour

_COMMANDS_OF_EXTENSION = {
    "MOVE": (b"MOVE", b"UID MOVE"),
    "UIDPLUS": (b"UID EXPUNGE",),
    "IDLE": (b"IDLE",),
    "NAMESPACE": (b"NAMESPACE",),
    "UNSELECT": (b"UNSELECT",),
    "ENABLE": (b"ENABLE",),
}


class NamespaceCommand(CommandNoArgs, CommandAuth):
    """NAMESPACE (RFC 2342)."""

    command = b"NAMESPACE"


class UnselectCommand(CommandNoArgs, CommandSelect):
    """UNSELECT (RFC 3691)."""

    command = b"UNSELECT"


class EnableCommand(CommandAuth):
    """ENABLE with the names of extensions (RFC 5161)."""

    command = b"ENABLE"

    def __init__(self, tag: bytes, names: list[bytes]) -> None:
        super().__init__(tag)
        self.names = names

    @classmethod
    def parse(cls, buf: memoryview, params: Params) -> tuple[EnableCommand, memoryview]:
        """Read the names up to the end of the line."""
        return cls(params.tag, bytes(buf).upper().split()), buf[len(buf) :]


class ExtendedListCommand(ListCommand):
    """LIST with selection and return options (RFC 5258, RFC 6154).

    RETURN is accepted and ignored: the attributes it may ask for are always there.
    """

    _SELECTION = re.compile(rb" *\(([A-Za-z -]*)\)")
    _RETURN = re.compile(rb" +RETURN +\((?:[^()]|\([^()]*\))*\)(?=\r?\n$)", re.IGNORECASE)
    only_special = False

    @classmethod
    def parse(cls, buf: memoryview, params: Params) -> tuple[ExtendedListCommand, memoryview]:
        """Take the options off and leave the rest to pymap."""
        line = bytes(buf)
        selection = cls._SELECTION.match(line)
        if selection:
            line = line[selection.end() :]
        listing, rest = super().parse(memoryview(cls._RETURN.sub(b"", line)), params)
        assert isinstance(listing, ExtendedListCommand)
        listing.only_special = selection is not None and b"SPECIAL-USE" in selection[1].upper()
        return listing, rest


class AuthenticateWithResponseCommand(AuthenticateCommand):
    """AUTHENTICATE that may bring its first response with it (SASL-IR, RFC 4959)."""

    _LINE = re.compile(rb" +([A-Za-z0-9_-]+)(?: +([A-Za-z0-9+/=]+))?\r?\n$")
    initial_response: bytes | None = None

    @classmethod
    def parse(cls, buf: memoryview, params: Params) -> tuple[AuthenticateWithResponseCommand, memoryview]:
        """Read the mechanism and the response, still in base64."""
        line = cls._LINE.match(bytes(buf))
        if line is None:
            parsed, rest = super().parse(buf, params)
            assert isinstance(parsed, AuthenticateWithResponseCommand)
            return parsed, rest
        authenticate = cls(params.tag, line[1].upper())
        authenticate.initial_response = line[2]
        return authenticate, buf[len(buf) :]


class FetchWithChangesCommand(FetchCommand):
    """FETCH that may ask for MODSEQ (CONDSTORE, RFC 7162)."""

    _MODSEQ = re.compile(rb"(?<=[( ])MODSEQ(?=[) \r])", re.IGNORECASE)
    wants_change = False

    @classmethod
    def parse(cls, buf: memoryview, params: Params) -> tuple[FetchWithChangesCommand, memoryview]:
        """Ask pymap, which does not know MODSEQ, for UID in its place."""
        items, separator, options = bytes(buf).partition(b"(CHANGEDSINCE")
        known = cls._MODSEQ.sub(b"UID", items)
        fetch, rest = super().parse(memoryview(known + separator + options), params)
        assert isinstance(fetch, FetchWithChangesCommand)
        fetch.wants_change = known != items
        return fetch, rest


class UidFetchWithChangesCommand(FetchWithChangesCommand):
    """UID FETCH that may ask for MODSEQ."""

    command = b"UID FETCH"
    delegate = FetchCommand
    uid: ClassVar[bool] = True

    @classmethod
    def parse(cls, buf: memoryview, params: Params) -> tuple[FetchWithChangesCommand, memoryview]:
        """Read the set as UIDs."""
        return super().parse(buf, params.copy(uid=True))


def known_commands(behaviour: Behaviour) -> Commands:
    """All commands that a server of this behaviour obeys."""
    if behaviour.has("CONDSTORE"):
        # The set belongs to pymap's class; what is added stays and does no harm.
        StatusAttribute.valid_statuses.add(b"HIGHESTMODSEQ")
    commands = Commands()
    for command in (
        NamespaceCommand,
        UnselectCommand,
        EnableCommand,
        ExtendedListCommand,
        AuthenticateWithResponseCommand,
        FetchWithChangesCommand,
        UidFetchWithChangesCommand,
    ):
        commands.register(command)
    for extension, names in _COMMANDS_OF_EXTENSION.items():
        if not behaviour.has(extension):
            for name in names:
                commands.deregister(name)
    return commands


def command_name(command: Command) -> str:
    """The name of a command without UID."""
    return bytes(command.command).decode("ascii").removeprefix("UID ")


def number_option(command: FetchCommand | StoreCommand, name: bytes) -> int | None:
    """A number among the options of a command, such as CHANGEDSINCE or UNCHANGEDSINCE."""
    found = re.search(rb"\(" + name + rb" (\d+)", bytes(command.options), re.IGNORECASE)
    return int(found[1]) if found else None
