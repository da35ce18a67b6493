"""`Changes`: actions on messages of a mailbox - marking, labelling, moving, copying, deleting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from botmail.domain.action import Action, CopyMessages, MarkMessages, MoveMessages, PurgeMessages, Repeat
from botmail.domain.errors import FolderNotFound, ProgramError
from botmail.domain.folder import MessageRef
from botmail.domain.plain import plain_line
from botmail.services.accounts import AccountService
from botmail.services.email import Email

# What people call a flag set and not set.
_WORDS = {"\\Seen": ("read", "unread"), "\\Flagged": ("flagged", "not flagged")}
# What IMAP allows in a keyword (RFC 9051, flag-keyword), a bracket less: some servers choke on it.
_LABEL = re.compile(r"[A-Za-z0-9!#$&'+,./:;<=>?@^_`|~-]{1,100}")
_UNFIT = re.compile(r"[^A-Za-z0-9_.-]+")


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

    def label(self, emails: Sequence[Email], *, label: str, is_set: bool) -> Action:
        """Give all `emails`, which are of one account, a label, or take it away; labels are IMAP's keywords.

        Raises:
            ProgramError: a label cannot be called that.
        """
        keyword = label.strip()
        if not _LABEL.fullmatch(keyword):
            raise ProgramError(f'a label cannot be called "{plain_line(label)[:60]}"', hint=_label_hint(keyword))
        refs = tuple(email.ref for email in emails)
        before = {_word(keyword, is_set=keyword in email.labels) for email in emails}
        return Action(
            kind="label",
            account=_account_of(emails, self._accounts),
            target=_target(emails),
            payload=MarkMessages(refs, keyword, is_set),
            repeat=Repeat.SAFE,
            before=" and ".join(sorted(before)),
            after=_word(keyword, is_set=is_set),
            inverse=f"{'unlabel' if is_set else 'label'} {keyword}" if len(before) == 1 else "label each as it was",
            messages=refs,
        )

    def move(self, emails: Sequence[Email], *, folder: str) -> Action:
        """Move all `emails`, which are of one account, to `folder` of that account.

        Raises:
            FolderNotFound: there is no such folder; the hint names near ones.
        """
        account = _account_of(emails, self._accounts)
        path = self._accounts.session(self._accounts.get(account)).resolve(folder)
        return _moving(emails, path, kind="move", account=account)

    def archive(self, emails: Sequence[Email]) -> Action:
        """Move all `emails`, which are of one account, to its archive; where there is only "All Mail", to that.

        Raises:
            FolderNotFound: the account has no such folder.
        """
        account = _account_of(emails, self._accounts)
        return _moving(emails, self._role(account, "archive", "all"), kind="move", account=account)

    def delete(self, emails: Sequence[Email]) -> Action:
        """Move all `emails`, which are of one account, to its trash.

        Raises:
            FolderNotFound: the account has no trash.
        """
        account = _account_of(emails, self._accounts)
        return _moving(emails, self._role(account, "trash"), kind="delete", account=account)

    def copy(self, emails: Sequence[Email], *, folder: str) -> Action:
        """Copy all `emails`, which are of one account, to `folder` of that account.

        Raises:
            FolderNotFound: there is no such folder; the hint names near ones.
        """
        account = _account_of(emails, self._accounts)
        refs = tuple(email.ref for email in emails)
        path = self._accounts.session(self._accounts.get(account)).resolve(folder)
        before = _folders(refs)
        return Action(
            kind="copy",
            account=account,
            target=_target(emails),
            payload=CopyMessages(refs, path),
            repeat=Repeat.LOOK_FIRST,
            before=before,
            after=f"{before} and {path}",
            inverse=f"purge the copies in {path}",
            messages=refs,
        )

    def purge(self, emails: Sequence[Email]) -> Action:
        """Remove all `emails`, which are of one account, for good."""
        refs = tuple(email.ref for email in emails)
        return Action(
            kind="purge",
            account=_account_of(emails, self._accounts),
            target=_target(emails),
            payload=PurgeMessages(refs),
            repeat=Repeat.NEVER,
            before=_folders(refs),
            after="gone for good",
            messages=refs,
        )

    def _role(self, account: str, *roles: str) -> str:
        session = self._accounts.session(self._accounts.get(account))
        path = next(filter(None, (session.role(role) for role in roles)), None)
        if path is None:
            name = roles[0].capitalize()
            raise FolderNotFound(
                f"the account {account} has no {name} folder",
                hint=f'CREATE FOLDER "{name}" makes one; MOVE … TO moves mail to any folder',
            )
        return path


def _moving(emails: Sequence[Email], path: str, *, kind: str, account: str) -> Action:
    refs = tuple(email.ref for email in emails)
    before = _folders(refs)
    return Action(
        kind=kind,
        account=account,
        target=_target(emails),
        payload=MoveMessages(refs, path),
        repeat=Repeat.SAFE,
        before=before,
        after=path,
        inverse=f"move back to {before}" if before else "",
        messages=refs,
    )


def _folders(refs: Sequence[MessageRef]) -> str:
    return ", ".join(dict.fromkeys(ref.folder for ref in refs))


def _label_hint(keyword: str) -> str:
    fit = _UNFIT.sub("_", keyword).strip("_")
    return f'labels are letters, digits and signs without blanks, such as "{fit or "work"}"'


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
