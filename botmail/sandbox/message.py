"""One message in a mailbox, and what FETCH reads from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime

from pymap.backend.dict.mailbox import LoadedMessage as DictLoadedMessage
from pymap.backend.dict.mailbox import Message as DictMessage
from pymap.bytes import Writeable
from pymap.mime import MessageContent
from pymap.parsing.response.fetch import BodyStructure, EnvelopeStructure
from pymap.parsing.specials import FetchRequirement, ObjectId
from pymap.parsing.specials.flag import Flag

from botmail.sandbox.content import LazyContent
from botmail.sandbox.mime import Entity, HeaderField, first_values
from botmail.sandbox.structure import RenderedBodyStructure, RenderedEnvelope


class Message(DictMessage):
    """A message whose content is not parsed before it is needed."""

    __slots__ = ["lazy"]

    def __init__(
        self,
        uid: int,
        content: LazyContent,
        *,
        arrived: datetime | None = None,
        flags: Collection[Flag] = (),
        recent: bool = False,
    ) -> None:
        super().__init__(
            uid,
            arrived or datetime.now(UTC),
            flags,
            email_id=ObjectId.random_email_id(),
            thread_id=ObjectId.random_thread_id(),
            recent=recent,
        )
        self.lazy = content

    def copied(self, uid: int, *, recent: bool = False) -> Message:
        """The same message under another UID, as COPY and MOVE make it."""
        return Message(
            uid,
            self.lazy,
            arrived=self.internal_date,
            flags=self.permanent_flags,
            recent=recent,
        )

    async def load_content(self, requirement: FetchRequirement) -> LoadedMessage:
        """Give FETCH and SEARCH access to the content."""
        return LoadedMessage(self, requirement, self.lazy)


class LoadedMessage(DictLoadedMessage):
    """The content of a message, answered from the raw bytes where that is enough."""

    __slots__ = ["lazy"]

    def __init__(self, message: Message, requirement: FetchRequirement, content: LazyContent) -> None:
        super().__init__(message, requirement, None)
        self.lazy = content

    @property
    def content(self) -> MessageContent:
        """pymap's tree, which only BINARY asks for; the capabilities do not name it."""
        return MessageContent.parse(self.lazy.raw)

    def get_size(self, section: Sequence[int] | None = None) -> int:
        """The size of the message, or of a section of it, in octets."""
        return len(self.get_body(section))

    def get_body(self, section: Sequence[int] | None = None, binary: bool = False) -> Writeable:
        """The whole message, or the body of a section of it."""
        if binary:
            return super().get_body(section, binary)
        return self._write(section, lambda entity: entity.body) if section else Writeable.wrap(self.lazy.raw)

    def get_headers(self, section: Sequence[int]) -> Writeable:
        """The MIME head of a section."""
        return self._write(section, lambda entity: entity.head)

    def get_message_headers(
        self,
        section: Sequence[int] | None = None,
        subset: Collection[bytes] | None = None,
        inverse: bool = False,
    ) -> Writeable:
        """The head of the message or of one within it: whole, the named fields, or all but those."""
        if not section:
            return Writeable.wrap(_choose(self.lazy.head, self.lazy.fields, subset, inverse=inverse))
        return self._write(section, lambda entity: _choose_within(entity.message, subset, inverse=inverse))

    def get_message_text(self, section: Sequence[int] | None = None) -> Writeable:
        """The body of the message, or of one within it."""
        if not section:
            return Writeable.wrap(self.lazy.raw[len(self.lazy.head) :])
        return self._write(section, lambda entity: entity.message.body if entity.message else b"")

    def get_envelope_structure(self) -> EnvelopeStructure:
        """The envelope as RFC 3501 wants it."""
        return RenderedEnvelope(first_values(self.lazy.fields))

    def get_body_structure(self) -> BodyStructure:
        """The body structure as RFC 3501 wants it."""
        return RenderedBodyStructure(self.lazy.entity)

    def _write(self, section: Sequence[int], read: Callable[[Entity], bytes]) -> Writeable:
        entity = self.lazy.entity.find(section)
        return Writeable.wrap(read(entity)) if entity else Writeable.empty()


def _choose(head: bytes, fields: Iterable[HeaderField], subset: Collection[bytes] | None, *, inverse: bool) -> bytes:
    if subset is None:
        return head
    chosen = [field.raw + b"\r\n" for field in fields if (field.name.upper() in subset) != inverse]
    return b"".join(chosen) + b"\r\n"


def _choose_within(message: Entity | None, subset: Collection[bytes] | None, *, inverse: bool) -> bytes:
    return _choose(message.head, message.fields, subset, inverse=inverse) if message else b""
