"""`Sightings`: the store's memory of mails and folders that were seen, moved and marked here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from botmail.domain.action import Action, MarkMessages, MoveMessages, PurgeMessages
from botmail.domain.folder import Folder, MessageRef
from botmail.domain.ports import Clock
from botmail.domain.records import SeenMail
from botmail.services.email import Email
from botmail.store.store import Store
from botmail.store.unit import Unit

# COPYUID tells the new UID, not the UIDVALIDITY that goes with it until the folder is opened: 0 stands for that.
UNKNOWN_UIDVALIDITY = 0


class Sightings:
    """Notes what was seen; mails that came before are known by their key."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def note(self, emails: Sequence[Email]) -> None:
        """These mails' headers were read."""
        if not emails:
            return
        seen = [_seen(email) for email in emails]
        provisional = [dataclasses.replace(email.ref, uidvalidity=UNKNOWN_UIDVALIDITY) for email in emails]
        with self._store.database.unit_of_work("noting what was seen") as unit:
            self._store.emails.remember(unit, seen, at=self._clock.now())
            self._store.emails.forget(unit, provisional)

    def note_folders(self, account: str, folders: Sequence[Folder]) -> None:
        """These are all folders of `account`."""
        with self._store.database.unit_of_work("noting the folders") as unit:
            self._store.folders.replace(unit, account, folders=folders, at=self._clock.now())

    def note_change(
        self, unit: Unit, action: Action, refs: Sequence[MessageRef], *, new_uids: Mapping[MessageRef, int]
    ) -> None:
        """`refs` were marked, moved or purged as `action` says; `new_uids` as far as the server told."""
        payload = action.payload
        if isinstance(payload, MarkMessages):
            self._store.emails.set_flag(unit, refs, flag=payload.flag, is_set=payload.is_set)
        elif isinstance(payload, MoveMessages):
            places = {
                ref: MessageRef(ref.account, payload.folder, UNKNOWN_UIDVALIDITY, uid, ref.key)
                for ref, uid in new_uids.items()
            }
            self._store.emails.relocate(unit, refs, to=places)
        elif isinstance(payload, PurgeMessages):
            self._store.emails.forget(unit, refs)

    def forget_folder(self, unit: Unit, account: str, *, folder: str) -> None:
        """The folder is gone, or called otherwise: what was seen there is found anew where it is now."""
        self._store.emails.forget_folder(unit, account, folder=folder)


def _seen(email: Email) -> SeenMail:
    head = email.head
    return SeenMail(
        account=email.account,
        folder=email.folder,
        uidvalidity=email.uidvalidity,
        uid=email.uid,
        key=email.key,
        message_id=head.message_id,
        thread_id=email.thread_id,
        in_reply_to=next(iter(head.in_reply_to), ""),
        references=head.references,
        sender=email.from_.address,
        sender_name=email.from_.name,
        to=tuple(person.full for person in head.to),
        cc=tuple(person.full for person in head.cc),
        bcc=tuple(person.full for person in head.bcc),
        reply_to=tuple(person.full for person in head.reply_to),
        subject=head.subject,
        date=email.date,
        received=email.received,
        size=email.size,
        flags=email.flags,
        labels=email.labels,
        list_id=email.list_id,
    )
