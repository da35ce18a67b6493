"""`Changes`: actions on messages of a mailbox - marking and moving."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.domain.action import Action, MarkMessages, MoveMessages, Repeat
from botmail.domain.errors import ProgramError
from botmail.domain.folder import MessageRef
from botmail.domain.plain import plain_line
from botmail.services.accounts import AccountService
from botmail.services.email import Email

# What people call a flag set and not set.
_WORDS = {"\\Seen": ("read", "unread"), "\\Flagged": ("flagged", "not flagged")}


class Changes:
    """Makes the actions; nothing is changed here."""

    def __init__(self, accounts: AccountService) -> None:
        self._accounts = accounts

    def mark(self, emails: Sequence[Email], *, flag: str, is_set: bool) -> Action:
        """Set or take away `flag` of all `emails`, which are of one account."""
        refs = tuple(email.ref for email in emails)
        before = {_word(flag, is_set=flag in email.flags) for email in emails}
        return Action(
            kind="mark",
            account=_account_of(emails, self._accounts),
            target=_target(emails),
            payload=MarkMessages(refs, flag, is_set),
            repeat=Repeat.SAFE,
            before=" and ".join(sorted(before)),
            after=_word(flag, is_set=is_set),
            inverse=f"mark as {_word(flag, is_set=not is_set)}" if len(before) == 1 else "mark each as it was",
            messages=refs,
        )

    def move(self, emails: Sequence[Email], *, folder: str) -> Action:
        """Move all `emails`, which are of one account, to `folder` of that account.

        Raises:
            FolderNotFound: there is no such folder; the hint names near ones.
        """
        account = _account_of(emails, self._accounts)
        refs = tuple(email.ref for email in emails)
        path = self._accounts.session(self._accounts.get(account)).resolve(folder)
        before = ", ".join(dict.fromkeys(ref.folder for ref in refs))
        return Action(
            kind="move",
            account=account,
            target=_target(emails),
            payload=MoveMessages(refs, path),
            repeat=Repeat.SAFE,
            before=before,
            after=path,
            inverse=f"move back to {before}" if before else "",
            messages=refs,
        )


def _account_of(emails: Sequence[Email], accounts: AccountService) -> str:
    names = list(dict.fromkeys(email.account for email in emails))
    if len(names) > 1:
        raise ProgramError(
            f"these mails are of {len(names)} accounts", hint="do it for the mails of one account at a time"
        )
    return names[0] if names else accounts.current().name


def _target(emails: Sequence[Email]) -> str:
    if len(emails) == 1:
        return f'"{plain_line(emails[0].subject) or "(no subject)"}" from {plain_line(emails[0].from_.address)}'
    return f"{len(emails)} mails"


def _word(flag: str, *, is_set: bool) -> str:
    words = _WORDS.get(flag, (flag, f"not {flag}"))
    return words[0] if is_set else words[1]


def by_folder(refs: Sequence[MessageRef]) -> dict[tuple[str, int], list[MessageRef]]:
    """References grouped by folder and UIDVALIDITY, as the server takes them in one command each."""
    groups: dict[tuple[str, int], list[MessageRef]] = {}
    for ref in refs:
        groups.setdefault((ref.folder, ref.uidvalidity), []).append(ref)
    return groups
