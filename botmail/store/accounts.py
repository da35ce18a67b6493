"""`Accounts`: the mail accounts that were added, in `user_email_accounts`; their secrets are in the vault."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches

from botmail.domain.account import Account, Mode, Server, Tls
from botmail.domain.errors import NoAccount, SettingsError
from botmail.store.rows import to_store
from botmail.store.unit import Row, Unit

_COLUMNS = (
    "name, email, display_name, username, imap_host, imap_port, imap_tls, smtp_host, smtp_port, smtp_tls, "
    "auth, provider, mode, is_primary, files_sent_itself, ca_file"
)
_SAME_NAME = "lower(name) = lower(?)"


class Accounts:
    """Accounts by name, without case; the first one added is primary until another is."""

    def add(self, unit: Unit, account: Account, *, at: dt.datetime) -> Account:
        """Remember `account`; the result says whether it became the primary one.

        Raises:
            SettingsError: there is one of that name already.
        """
        if self._find(unit, account.name) is not None:
            raise SettingsError(
                f'there is an account "{account.name}" already',
                hint=f'REMOVE ACCOUNT "{account.name}" first, or give the new one another name',
            )
        is_primary = account.is_primary or not self.list(unit)
        if is_primary:
            unit.execute("UPDATE user_email_accounts SET is_primary = false WHERE is_primary")
        values = [*_to_row(account), to_store(at), to_store(at)]
        values[13] = is_primary
        marks = ", ".join("?" * len(values))
        unit.execute(f"INSERT INTO user_email_accounts ({_COLUMNS}, created_at, updated_at) VALUES ({marks})", values)
        return self.get(unit, account.name)

    def update(self, unit: Unit, account: Account, *, at: dt.datetime) -> None:
        """Replace everything but the name and whether it is primary.

        Raises:
            NoAccount: there is none of that name.
        """
        stored = self.get(unit, account.name)
        columns = [name.strip() for name in _COLUMNS.split(",")]
        changes = dict(zip(columns, _to_row(account), strict=True))
        del changes["name"], changes["is_primary"]
        settings = ", ".join(f"{name} = ?" for name in changes)
        unit.execute(
            f"UPDATE user_email_accounts SET {settings}, updated_at = ? WHERE name = ?",
            [*changes.values(), to_store(at), stored.name],
        )

    def set_mode(self, unit: Unit, name: str, *, mode: Mode, at: dt.datetime) -> None:
        """Let programs send through the account at once, after a question, or not at all.

        Raises:
            NoAccount: there is none of that name.
        """
        stored = self.get(unit, name)
        unit.execute(
            "UPDATE user_email_accounts SET mode = ?, updated_at = ? WHERE name = ?",
            [mode.value, to_store(at), stored.name],
        )

    def set_primary(self, unit: Unit, name: str) -> None:
        """Make this account the one that programs use when they name none.

        Raises:
            NoAccount: there is none of that name.
        """
        stored = self.get(unit, name)
        unit.execute("UPDATE user_email_accounts SET is_primary = (name = ?)", [stored.name])

    def remove(self, unit: Unit, name: str) -> Account:
        """Forget the account and what was seen in it; what it sent and the audit trail stay.

        Raises:
            NoAccount: there is none of that name.
        """
        stored = self.get(unit, name)
        for table in ("emails", "email_folders"):
            unit.execute(f"DELETE FROM {table} WHERE account = ?", [stored.name])
        unit.execute("DELETE FROM user_email_accounts WHERE name = ?", [stored.name])
        rest = self.list(unit)
        if stored.is_primary and rest:
            self.set_primary(unit, rest[0].name)
        return stored

    def list(self, unit: Unit) -> list[Account]:
        """All accounts, the primary one first, then as they were added."""
        order = "ORDER BY is_primary DESC, created_at, name"
        return [_from_row(row) for row in unit.rows(f"SELECT {_COLUMNS} FROM user_email_accounts {order}")]

    def get(self, unit: Unit, name_or_email: str) -> Account:
        """The account of that name or address.

        Raises:
            NoAccount: there is none; the hint has the nearest names.
        """
        found = self._find(unit, name_or_email)
        if found is not None:
            return found
        names = [account.name for account in self.list(unit)]
        near = get_close_matches(name_or_email, names, n=3) or names[:3]
        hint = (
            f"did you mean {' or '.join(repr(name) for name in near)}?" if near else 'add one with ADD ACCOUNT "me@…"'
        )
        raise NoAccount(f'there is no account "{name_or_email}"', hint=hint)

    def _find(self, unit: Unit, name_or_email: str) -> Account | None:
        wanted = name_or_email.strip()
        row = unit.row(
            f"SELECT {_COLUMNS} FROM user_email_accounts WHERE {_SAME_NAME} OR lower(email) = lower(?) "
            f"ORDER BY {_SAME_NAME} DESC, is_primary DESC LIMIT 1",
            [wanted, wanted, wanted],
        )
        return _from_row(row) if row else None


def _to_row(account: Account) -> list[object]:
    return [
        account.name,
        account.email,
        account.display_name,
        account.username,
        *_from_server(account.imap),
        *_from_server(account.smtp),
        account.auth,
        account.provider,
        account.mode.value,
        account.is_primary,
        account.files_sent_itself,
        account.ca_file,
    ]


def _from_server(server: Server | None) -> tuple[object, object, object]:
    return (server.host, server.port, server.tls.value) if server else (None, None, None)


def _to_server(host: object, port: object, tls: object) -> Server | None:
    return Server(str(host), int(str(port)), Tls(str(tls))) if host is not None else None


def _from_row(row: Row) -> Account:
    name, email, display_name, username, *servers, auth, provider, mode, is_primary, files_sent, ca_file = row
    return Account(
        name=str(name),
        email=str(email),
        display_name=str(display_name),
        username=str(username),
        imap=_to_server(*servers[:3]),
        smtp=_to_server(*servers[3:]),
        auth=str(auth),
        provider=str(provider),
        mode=Mode(str(mode)),
        is_primary=bool(is_primary),
        files_sent_itself=bool(files_sent),
        ca_file=str(ca_file),
    )
