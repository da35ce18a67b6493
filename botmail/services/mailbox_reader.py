"""`MailboxReader`: reads heads and bodies of one account's messages, and keeps its handles up to date."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

from botmail.domain.errors import MessageGone
from botmail.domain.folder import MessageRef
from botmail.domain.message import Message
from botmail.mail.fetch import Head
from botmail.mail.parse import parse_message
from botmail.mail.session import ImapSession
from botmail.services.email import Email

BODIES_AT_ONCE = 32
BYTES_AT_ONCE = 4 * 1024 * 1024
BODIES_KEPT = 64

Place = tuple[str, int, int]


class MailboxReader:
    """One account's messages. Handles of the same message are the same object while somebody holds it.

    A body that is asked for brings those of the mails behind it in its list, 32 or 4 MiB at a time; the last 64 are
    kept.
    """

    def __init__(self, account: str, open_session: Callable[[], ImapSession]) -> None:
        self.account = account
        self._open_session = open_session
        self._handles: WeakValueDictionary[Place, Email] = WeakValueDictionary()
        self._followers: dict[Place, Place] = {}
        self._bodies: OrderedDict[str, Message] = OrderedDict()

    def emails(self, folder: str, uidvalidity: int, *, uids: Sequence[int]) -> list[Email]:
        """Handles of `uids` in this order, without those that are gone."""
        heads = {head.uid: head for head in self._open_session().heads(folder, uidvalidity, uids)}
        emails = [self._handle(heads[uid], folder, uidvalidity=uidvalidity) for uid in uids if uid in heads]
        places = [_place(email) for email in emails]
        self._followers.update(itertools.pairwise(places))
        return emails

    def message(self, email: Email) -> Message:
        """The whole message of a handle.

        Raises:
            MessageGone: it is no longer where it was.
        """
        if email.key not in self._bodies:
            self._fetch(email)
        self._bodies.move_to_end(email.key)
        return self._bodies[email.key]

    def locate(self, email: Email) -> int:
        """The UIDVALIDITY of the folder where a moved message is now.

        Raises:
            MessageGone: the server did not say where it went.
        """
        if not email.folder:
            raise MessageGone(f'"{email.subject}" was removed for good', hint="get the mails again")
        found = self._open_session().search(email.folder, f"UID {email.uid}") if email.uid else None
        if found is None or email.uid not in found.uids:
            raise MessageGone(
                f'"{email.subject}" was moved to {email.folder}, and the server did not say under which number',
                hint=f'find it again with GET_EMAILS "{email.folder}"',
            )
        self._handles[(email.folder, found.uidvalidity, email.uid)] = email
        return found.uidvalidity

    def note_flag(self, refs: Sequence[MessageRef], flag: str, *, is_set: bool) -> None:
        """This program changed a flag of `refs`."""
        for email in self._known(refs):
            email.note_flag(flag, is_set)

    def note_move(self, refs: Sequence[MessageRef], folder: str, *, new_uids: Mapping[int, int]) -> None:
        """This program moved `refs`; `new_uids` as the server told them (old UID to new one)."""
        for email in self._known(refs):
            email.note_move(folder, new_uids.get(email.uid))

    def note_purge(self, refs: Sequence[MessageRef]) -> None:
        """This program removed `refs` for good."""
        for email in self._known(refs):
            email.note_move("", None)

    def _handle(self, head: Head, folder: str, *, uidvalidity: int) -> Email:
        place = (folder, uidvalidity, head.uid)
        email = self._handles.get(place)
        if email is None:
            email = Email(head, account=self.account, folder=folder, uidvalidity=uidvalidity, reader=self)
            self._handles[place] = email
        else:
            email.note_head(head)
        return email

    def _known(self, refs: Sequence[MessageRef]) -> list[Email]:
        known = (self._handles.get((ref.folder, ref.uidvalidity, ref.uid)) for ref in refs)
        return [email for email in known if email is not None]

    def _fetch(self, email: Email) -> None:
        batch = self._batch(email)
        ref = email.ref
        raw_by_uid = self._open_session().bodies(ref.folder, ref.uidvalidity, [each.uid for each in batch])
        if email.uid not in raw_by_uid:
            raise MessageGone(
                f'"{email.subject}" is no longer in {email.folder}',
                hint="somebody moved or deleted it; get the mails again",
            )
        for each in batch:
            if each.uid in raw_by_uid:
                self._bodies[each.key] = parse_message(raw_by_uid[each.uid])
        while len(self._bodies) > BODIES_KEPT:
            self._bodies.popitem(last=False)

    def _batch(self, email: Email) -> list[Email]:
        batch, size = [email], email.size
        place = self._followers.get(_place(email))
        while place is not None and len(batch) < BODIES_AT_ONCE:
            follower = self._handles.get(place)
            if follower is not None and _place(follower) == place and follower.key not in self._bodies:
                size += follower.size
                if size > BYTES_AT_ONCE:
                    break
                batch.append(follower)
            place = self._followers.get(place)
        return batch


@dataclass(frozen=True, slots=True)
class FolderReader:
    """The messages of one folder as an `EmailList` asks for them."""

    reader: MailboxReader
    folder: str
    uidvalidity: int
    note: Callable[[Sequence[Email]], None]

    def emails(self, uids: Sequence[int]) -> list[Email]:
        """Handles for `uids`; what is seen here for the first time is noted in the store."""
        emails = self.reader.emails(self.folder, self.uidvalidity, uids=uids)
        self.note(emails)
        return emails


def _place(email: Email) -> Place:
    return (email.folder, email.uidvalidity, email.uid)
