"""`Emails`: what was seen of each message, in `emails`; the server stays the truth, this is its memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from botmail.domain.folder import MessageRef
from botmail.domain.records import SeenMail
from botmail.store.rows import Shape, to_store
from botmail.store.unit import Unit

_SHAPE = Shape(SeenMail, "emails")
_TYPES = {field.name: "VARCHAR" for field in fields(SeenMail)} | {
    "uidvalidity": "BIGINT",
    "uid": "BIGINT",
    "references": "VARCHAR[]",
    "to": "VARCHAR[]",
    "cc": "VARCHAR[]",
    "bcc": "VARCHAR[]",
    "reply_to": "VARCHAR[]",
    "date": "TIMESTAMP",
    "received": "TIMESTAMP",
    "size": "BIGINT",
    "flags": "VARCHAR[]",
    "labels": "VARCHAR[]",
    "has_attachments": "BOOLEAN",
    "first_seen": "TIMESTAMP",
}
_PLACES = "SELECT unnest(?::VARCHAR[]) AS folder, unnest(?::BIGINT[]) AS uidvalidity, unnest(?::BIGINT[]) AS uid"
_IS_PLACE = f"account = ? AND (folder, uidvalidity, uid) IN (SELECT (folder, uidvalidity, uid) FROM ({_PLACES}))"


class Emails:
    """Messages by account and place (folder, UIDVALIDITY, UID); their key tells copies of one message."""

    def remember(self, unit: Unit, mails: Sequence[SeenMail], *, at: dt.datetime) -> int:
        """Write what was seen now, in bulk; how many messages (by account and key) were never seen before.

        A body or list of attachments that is None here and known already is kept, and so is `first_seen`.
        """
        latest = {(mail.account, mail.folder, mail.uidvalidity, mail.uid): mail for mail in mails}
        fresh = 0
        for account in dict.fromkeys(mail.account for mail in latest.values()):
            fresh += self._remember(unit, account, [mail for mail in latest.values() if mail.account == account], at)
        return fresh

    def get(self, unit: Unit, account: str, *, key: str) -> SeenMail | None:
        """The message of that key, from the place where it was seen last."""
        return _SHAPE.first(unit, 'WHERE account = ? AND "key" = ? ORDER BY rowid DESC LIMIT 1', [account, key])

    def find(
        self, unit: Unit, account: str, *, folder: str, uidvalidity: int, uids: Sequence[int]
    ) -> dict[int, SeenMail]:
        """What is known of these messages, by UID."""
        clauses = "WHERE account = ? AND folder = ? AND uidvalidity = ? AND uid IN (SELECT unnest(?::BIGINT[]))"
        return {mail.uid: mail for mail in _SHAPE.select(unit, clauses, [account, folder, uidvalidity, list(uids)])}

    def first_seen(self, unit: Unit, account: str, *, keys: Sequence[str]) -> dict[str, dt.datetime]:
        """When each of `keys` was first seen in `account`; unknown ones are absent."""
        rows = unit.rows(
            'SELECT "key", min(first_seen) FROM emails '
            'WHERE account = ? AND "key" IN (SELECT unnest(?::VARCHAR[])) GROUP BY "key"',
            [account, list(keys)],
        )
        return {str(key): seen.replace(tzinfo=dt.UTC) for key, seen in rows if isinstance(seen, dt.datetime)}

    def set_flag(self, unit: Unit, messages: Sequence[MessageRef], *, flag: str, is_set: bool) -> None:
        """Note that a flag such as `\\\\Seen` was added to or taken from `messages`."""
        without = "list_filter(flags, lambda f: lower(f) <> lower(?))"
        value = f"list_append({without}, ?)" if is_set else without
        flags = [flag, flag] if is_set else [flag]
        for account, refs in _by_account(messages).items():
            unit.execute(f"UPDATE emails SET flags = {value} WHERE {_IS_PLACE}", [*flags, account, *_places(refs)])

    def relocate(self, unit: Unit, messages: Sequence[MessageRef], *, to: Mapping[MessageRef, MessageRef]) -> None:
        """Note that `messages` left their folders; those whose new place is known in `to` are there now."""
        for account, refs in _by_account(messages).items():
            known = _SHAPE.select(unit, f"WHERE {_IS_PLACE}", [account, *_places(refs)])
            self.forget(unit, refs)
            new = {(old.folder, old.uidvalidity, old.uid): place for old, place in to.items()}
            moved = [
                replace(mail, folder=place.folder, uidvalidity=place.uidvalidity, uid=place.uid)
                for mail in known
                if (place := new.get((mail.folder, mail.uidvalidity, mail.uid)))
            ]
            self._insert(unit, moved)

    def forget(self, unit: Unit, messages: Sequence[MessageRef]) -> None:
        """Take away what was seen at these places, as when a message is gone."""
        for account, refs in _by_account(messages).items():
            unit.execute(f"DELETE FROM emails WHERE {_IS_PLACE}", [account, *_places(refs)])

    def forget_folder(self, unit: Unit, account: str, *, folder: str, keep_uidvalidity: int = 0) -> None:
        """Take away a folder's messages, save those of `keep_uidvalidity`: after a change the old UIDs mean nothing."""
        unit.execute(
            "DELETE FROM emails WHERE account = ? AND folder = ? AND uidvalidity <> ?",
            [account, folder, keep_uidvalidity],
        )

    def _remember(self, unit: Unit, account: str, mails: Sequence[SeenMail], at: dt.datetime) -> int:
        refs = [MessageRef(account, mail.folder, mail.uidvalidity, mail.uid, mail.key) for mail in mails]
        known = _SHAPE.select(unit, f"WHERE {_IS_PLACE}", [account, *_places(refs)])
        before = {(mail.folder, mail.uidvalidity, mail.uid): mail for mail in known}
        seen = self.first_seen(unit, account, keys=[mail.key for mail in mails])
        self.forget(unit, [ref for ref in refs if (ref.folder, ref.uidvalidity, ref.uid) in before])
        rows = [_merged(mail, before.get((mail.folder, mail.uidvalidity, mail.uid))) for mail in mails]
        self._insert(unit, [replace(mail, first_seen=seen.get(mail.key, at)) for mail in rows])
        return len({mail.key for mail in mails} - seen.keys())

    def _insert(self, unit: Unit, mails: Sequence[SeenMail]) -> None:
        columns = [[to_store(getattr(mail, name)) for mail in mails] for name in _TYPES]
        unit.insert_many("emails", types=_TYPES, columns=columns)


def _merged(mail: SeenMail, known: SeenMail | None) -> SeenMail:
    if known is None or known.key != mail.key:
        return mail
    return replace(
        mail,
        text=known.text if mail.text is None else mail.text,
        html=known.html if mail.html is None else mail.html,
        has_attachments=known.has_attachments if mail.has_attachments is None else mail.has_attachments,
    )


def _by_account(messages: Sequence[MessageRef]) -> dict[str, list[MessageRef]]:
    grouped: dict[str, list[MessageRef]] = {}
    for message in messages:
        grouped.setdefault(message.account, []).append(message)
    return grouped


def _places(refs: Sequence[MessageRef]) -> list[object]:
    return [[ref.folder for ref in refs], [ref.uidvalidity for ref in refs], [ref.uid for ref in refs]]
