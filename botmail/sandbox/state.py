"""What IMAP commands do here beyond pymap: the extensions, and faults on purpose."""

from __future__ import annotations

from asyncio import sleep
from typing import Protocol, TypeAlias

from pymap.fetch import MessageAttributes
from pymap.imap.state import ConnectionState
from pymap.parsing.command import Command
from pymap.parsing.command.auth import ListCommand, SelectCommand, StatusCommand
from pymap.parsing.command.select import FetchCommand, StoreCommand
from pymap.parsing.primitives import Number
from pymap.parsing.response import (
    CommandResponse,
    ResponseCode,
    ResponseNo,
    ResponseOk,
    UntaggedResponse,
)
from pymap.parsing.response.code import AppendUid, CopyUid
from pymap.parsing.response.specials import (
    FetchResponse,
    FlagsResponse,
    ListResponse,
    StatusResponse,
)
from pymap.parsing.specials import FetchAttribute, FetchValue, SequenceSet, StatusAttribute
from pymap.parsing.specials.flag import Wildcard
from pymap.selected import SelectedMailbox

from botmail.sandbox.commands import (
    EnableCommand,
    ExtendedListCommand,
    FetchWithChangesCommand,
    NamespaceCommand,
    UnselectCommand,
    command_name,
    number_option,
)
from botmail.sandbox.faults import Cut, Delay, Fault, Moment, Refuse
from botmail.sandbox.login import SandboxConfig, SandboxLogin
from botmail.sandbox.mailbox import SPECIAL_USES, Mailbox

Result: TypeAlias = tuple[CommandResponse, SelectedMailbox | None]


class Line(Protocol):
    """The connection under a state, as far as faults need it."""

    def cut(self) -> None:
        """Lose the connection at once.

        Raises:
            ConnectionResetError: always.
        """

    def cut_within_next_response(self) -> None:
        """Lose the connection in the middle of the next response."""


class SandboxState(ConnectionState):
    """The state of one IMAP connection."""

    def __init__(self, login: SandboxLogin, config: SandboxConfig, line: Line) -> None:
        super().__init__(login, config)
        self._office = config.office
        self._line = line

    def trust_line(self) -> None:
        """Begin as on a line that is encrypted from its first byte."""
        self._capability.remove(b"STARTTLS")
        self.auth = self.config.tls_auth

    async def do_greeting(self) -> CommandResponse:
        """Greet; pymap offers a clear-text login to clients on the same machine."""
        return ResponseOk(b"*", self.config.greeting, self.capability)

    async def do_command(self, cmd: Command) -> CommandResponse:
        """Carry out a command, or let it meet the fault that is planned for it."""
        fault = self._office.faults.take(command_name(cmd))
        if isinstance(fault, Refuse):
            return ResponseNo(cmd.tag, fault.reply.encode())
        await self._suffer(fault, Moment.BEFORE)
        response = await super().do_command(cmd)
        await self._suffer(fault, Moment.AFTER)
        return self._without_uids(response)

    async def _suffer(self, fault: Fault | None, moment: Moment) -> None:
        if isinstance(fault, Delay) and moment is Moment.BEFORE:
            await sleep(fault.seconds)
        elif isinstance(fault, Cut) and fault.moment is moment:
            self._line.cut()
        elif isinstance(fault, Cut) and fault.moment is Moment.MIDDLE:
            self._line.cut_within_next_response()

    def _without_uids(self, response: CommandResponse) -> CommandResponse:
        if self._office.behaviour.has("UIDPLUS"):
            return response
        if isinstance(response.code, AppendUid | CopyUid):
            response.code = None
        response._untagged = [each for each in response._untagged if not isinstance(each.code, CopyUid)]
        return response

    async def do_list(self, cmd: ListCommand) -> Result:
        """List folders, only those of a special use if the command says so."""
        response, updates = await super().do_list(cmd)
        if isinstance(cmd, ExtendedListCommand) and cmd.only_special:
            response._untagged = [each for each in response._untagged if _is_special(each)]
        return response, updates

    async def do_select(self, cmd: SelectCommand) -> Result:
        """Open a folder, and name the keywords in it and its last change."""
        response, updates = await super().do_select(cmd)
        mailbox = self._mailbox(cmd.mailbox)
        for each in response._untagged:
            if isinstance(each, FlagsResponse):
                each.flags = (mailbox.permanent_flags | mailbox.keywords) - {Wildcard}
        if self._has_changes:
            code = ResponseCode.of(b"HIGHESTMODSEQ %d" % mailbox.highest_change)
            response.add_untagged_ok(b"Highest.", code)
        return response, updates

    async def do_status(self, cmd: StatusCommand) -> Result:
        """Count a folder, and give its last change if asked for it."""
        response, updates = await super().do_status(cmd)
        wanted = StatusAttribute(b"HIGHESTMODSEQ")
        if wanted in cmd.status_list:
            for each in response._untagged:
                if isinstance(each, StatusResponse):
                    change = Number(self._mailbox(cmd.mailbox).highest_change)
                    each.data = {**each.data, wanted: change}
        return response, updates

    async def do_fetch(self, cmd: FetchCommand) -> Result:
        """Fetch messages, with their changes if the command asks for those."""
        since = number_option(cmd, b"CHANGEDSINCE")
        asks = isinstance(cmd, FetchWithChangesCommand) and cmd.wants_change
        if not self._has_changes or (since is None and not asks):
            return await super().do_fetch(cmd)
        mailbox = self._mailbox(self.selected.lookup)
        seen = not self.selected.readonly and any(each.set_seen for each in cmd.attributes)
        messages, updates = await self.session.fetch_messages(self.selected, cmd.sequence_set, seen)
        response = ResponseOk(cmd.tag, cmd.command + b" completed.")
        for sequence, message in messages:
            change = mailbox.change_of(message.uid)
            if change > (since or 0):
                attributes = MessageAttributes(message, self.selected, cmd.attributes)
                values = [*attributes, _change_value(change)]
                fetched = FetchResponse(sequence, values, writing_hook=attributes.load_hook())
                response.add_untagged(fetched)
        return response, updates

    async def do_store(self, cmd: StoreCommand) -> Result:
        """Change flags, but not those that changed since UNCHANGEDSINCE (RFC 7162)."""
        since = number_option(cmd, b"UNCHANGEDSINCE")
        if since is None or not self._has_changes:
            return await super().do_store(cmd)
        mailbox = self._mailbox(self.selected.lookup)
        pairs = self.selected.messages.get_uids(cmd.sequence_set)
        fresh = [pair for pair in pairs if mailbox.change_of(pair[1]) > since]
        calm = [pair for pair in pairs if mailbox.change_of(pair[1]) <= since]
        response, updates = await self._store(cmd, [uid for _, uid in calm])
        if fresh:
            refused = b",".join(b"%d" % (uid if cmd.uid else seq) for seq, uid in fresh)
            response.code = ResponseCode.of(b"MODIFIED " + refused)
        for sequence, uid in calm:
            values = [FetchValue.of(FetchAttribute(b"UID"), b"%d" % uid)]
            values.append(_change_value(mailbox.change_of(uid)))
            response.add_untagged(FetchResponse(sequence, values))
        return response, updates

    async def _store(self, cmd: StoreCommand, uids: list[int]) -> Result:
        if not uids:
            updates = await self.session.check_mailbox(self.selected)
            return ResponseOk(cmd.tag, b"STORE completed."), updates
        cmd.sequence_set = SequenceSet.build(uids, uid=True)
        return await super().do_store(cmd)

    async def do_namespace(self, cmd: NamespaceCommand) -> Result:
        """Give the one namespace there is."""
        response = ResponseOk(cmd.tag, b"NAMESPACE completed.")
        response.add_untagged(UntaggedResponse(b'NAMESPACE (("" "/")) NIL NIL'))
        return response, None

    async def do_unselect(self, cmd: UnselectCommand) -> Result:
        """Leave the folder without expunging."""
        self._selected = None
        return ResponseOk(cmd.tag, b"UNSELECT completed."), None

    async def do_enable(self, cmd: EnableCommand) -> Result:
        """Switch CONDSTORE on, the one extension here that can be."""
        enabled = [name for name in cmd.names if name == b"CONDSTORE" and self._has_changes]
        response = ResponseOk(cmd.tag, b"ENABLE completed.")
        response.add_untagged(UntaggedResponse(b" ".join([b"ENABLED", *enabled])))
        return response, None

    @property
    def _has_changes(self) -> bool:
        return self._office.behaviour.has("CONDSTORE")

    def _mailbox(self, name: str) -> Mailbox:
        return self._office.folder(self.session.owner, name)


def _is_special(response: UntaggedResponse) -> bool:
    return isinstance(response, ListResponse) and response.mailbox in SPECIAL_USES


def _change_value(change: int) -> FetchValue:
    return FetchValue.of(FetchAttribute(b"MODSEQ"), b"(%d)" % change)
