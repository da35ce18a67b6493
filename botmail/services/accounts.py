"""`AccountService`: which accounts there are, which is in use, and the connections to their servers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from botmail.domain.account import Account, Mode
from botmail.domain.errors import NoAccount, ProgramError, SettingsError
from botmail.domain.ports import Clock, Prompt
from botmail.domain.table import Table, table_of
from botmail.mail.session import ImapSession
from botmail.mail.transport import SmtpTransport
from botmail.services.account_servers import described
from botmail.services.automation.current import CurrentRun
from botmail.services.connections import Connections, Secret, cure, lack
from botmail.services.recorder import Recorder
from botmail.services.settings import EnvironmentAccount, take_environment_account
from botmail.store.store import Store

PASSWORD = "password"
HOW_TO_ADD = (
    'write ADD ACCOUNT "you@example.org" (it asks for the password), '
    "or set EMAIL_IMAP_SERVER, EMAIL_SMTP_SERVER, EMAIL_USERNAME and EMAIL_PASSWORD before the start"
)
COLUMNS = ("name", "email", "imap", "smtp", "mode", "in_use", "missing")


class AccountService:
    """Accounts by name or address: `env` of the settings first, then those of the store. Ends its connections."""

    def __init__(
        self,
        store: Store,
        recorder: Recorder,
        *,
        environ: MutableMapping[str, str],
        clock: Clock,
        prompt: Prompt,
        connections: Connections,
        current: CurrentRun,
    ) -> None:
        self._store = store
        self._current = current
        self._recorder = recorder
        self._clock = clock
        self._prompt = prompt
        self._connections = connections
        self._modes: dict[str, Mode] = {}
        self._in_use = ""
        self._environment: EnvironmentAccount | None = None
        self._settings_problem: SettingsError | None = None
        try:
            self._environment = take_environment_account(environ)
        except SettingsError as error:
            # Said when an account is needed: a wrong port must not keep a notebook from starting.
            self._settings_problem = error

    def list(self) -> tuple[Account, ...]:
        """All accounts, `env` first; modes as they hold in this session."""
        with self._store.database.unit_of_work("listing accounts") as unit:
            stored = self._store.accounts.list(unit)
        first = [self._environment.account] if self._environment else []
        return tuple(self._as_used(account) for account in (*first, *stored))

    def table(self) -> Table:
        """All accounts as rows, without secrets."""
        in_use = self._current_name()
        rows = [
            (
                account.name,
                account.email,
                str(account.imap or ""),
                str(account.smtp or ""),
                account.mode.value,
                account.name == in_use,
                ", ".join(account.missing),
            )
            for account in self.list()
        ]
        return table_of(COLUMNS, rows)

    def current(self) -> Account:
        """The account in use: the one chosen by USE ACCOUNT, else `env`, else the primary one.

        Raises:
            NoAccount: there is none; the hint says how to add one.
        """
        if self._settings_problem is not None:
            # Without the traceback of an earlier raise: its lines are those of another cell.
            raise self._settings_problem.with_traceback(None)
        if not self._in_use and self._environment is not None:
            return self._as_used(self._environment.account)
        if self._in_use:
            return self.get(self._in_use)
        accounts = self.list()
        if not accounts:
            raise NoAccount("no mail account is set up", hint=HOW_TO_ADD)
        return accounts[0]

    def get(self, name: str) -> Account:
        """The account of that name or address.

        Raises:
            NoAccount: there is none.
        """
        wanted = name.strip().casefold()
        if self._environment is not None and wanted in _names(self._environment.account):
            return self._as_used(self._environment.account)
        accounts = self.list()
        found = next((account for account in accounts if wanted in _names(account)), None)
        if found is None:
            there = ", ".join(account.name for account in accounts)
            raise NoAccount(f'there is no account "{name}"', hint=f"there is {there}" if there else HOW_TO_ADD)
        return found

    def use(self, name: str, mode: Mode | None = None) -> Account:
        """Work through this account from now on; a `mode` holds as long as this workspace lives.

        Raises:
            NoAccount: there is none of that name.
        """
        account = self.get(name)
        self._in_use = account.name
        if mode is not None:
            self._modes[account.name] = mode
        return self._as_used(account)

    @contextmanager
    def tried_out(self) -> Iterator[None]:
        """Let the block choose accounts and modes; afterwards those count again that counted before."""
        in_use, modes = self._in_use, dict(self._modes)
        try:
            yield
        finally:
            self._in_use, self._modes = in_use, modes

    def mode_of(self, name: str) -> Mode:
        """What programs may do through the account of that name."""
        return self.get(name).mode

    def own_addresses(self) -> frozenset[str]:
        """The addresses of all accounts, folded."""
        return frozenset(account.email.casefold() for account in self.list())

    def add(
        self, email: str, *, imap: str = "", smtp: str = "", user: str = "", password: str = "", mode: Mode = Mode.ASK
    ) -> Account:
        """Store an account after signing in to both of its servers; the password is asked for when left out.

        An account of that address is replaced, so that a notebook can be run again.

        Raises:
            SettingsError: its servers are not known and not given.
            LoginRefused, ConnectionFailed: a server did not let us in; nothing is stored then.
            ProgramError: this is a preview.
        """
        self._refuse_in_preview("ADD ACCOUNT")
        account = dataclasses.replace(described(email, imap=imap, smtp=smtp, user=user), mode=mode)
        secret = (
            password
            or self._known_password(account)
            or self._prompt.ask(f"Password of {account.username}", name="password", secret=True)
        )
        self._try(account, lambda: secret)
        with self._recorder.operation("add account", account=account.name, target=""):
            self._remember(account, secret)
        self._connections.forget(account.name)
        return self.get(account.name)

    def remove(self, name: str) -> Account:
        """Forget an account, its password and what was seen in it.

        Raises:
            NoAccount: there is none of that name.
            SettingsError: it is the one of the settings.
            ProgramError: this is a preview.
        """
        self._refuse_in_preview("REMOVE ACCOUNT")
        account = self.get(name)
        if self._environment is not None and account.name == self._environment.account.name:
            raise SettingsError(
                f"the account {account.name} comes from the EMAIL_ settings",
                hint="take them out of the environment instead",
            )
        with self._recorder.operation("remove account", account=account.name, target=""):
            self._forget(account)
        self._connections.forget(account.name)
        self._modes.pop(account.name, None)
        if self._in_use == account.name:
            self._in_use = ""
        return account

    def test(self, name: str = "") -> Account:
        """Sign in to the servers of an account, the one in use when none is named.

        Raises:
            MailError: a server did not let us in.
            SettingsError: the account has no server at all.
        """
        account = self.get(name) if name else self.current()
        if account.imap is None and account.smtp is None:
            raise SettingsError(
                f"the account {account.name} can neither read nor send{lack(account)}", hint=cure(account)
            )
        self._try(account, self._secret_of(account))
        return account

    def session(self, account: Account) -> ImapSession:
        """The IMAP session of `account`, one as long as the workspace lives."""
        return self._connections.session(account, self._secret_of(account))

    def transport(self, account: Account) -> SmtpTransport:
        """The SMTP transport of `account`, one as long as the workspace lives."""
        return self._connections.transport(account, self._secret_of(account))

    def close(self) -> None:
        """End all connections."""
        self._connections.close()

    def _refuse_in_preview(self, phrase: str) -> None:
        if self._current.run is not None and self._current.run.is_preview:
            raise ProgramError(
                f"{phrase} cannot be previewed: what comes after it would see other accounts",
                hint="run it in a cell or program of its own, without the preview",
            )

    def _try(self, account: Account, secret: Secret) -> None:
        if account.imap is not None:
            with self._recorder.operation("sign in", account=account.name, target=str(account.imap)):
                self._connections.try_reading(account, secret)
        if account.smtp is not None:
            with self._recorder.operation("sign in", account=account.name, target=str(account.smtp)):
                self._connections.try_sending(account, secret)

    def _remember(self, account: Account, secret: str) -> None:
        # The secret first: one without an account does no harm.
        self._store.vault.put(account.name, PASSWORD, secret)
        with self._store.database.unit_of_work("adding an account") as unit:
            if any(known.name == account.name for known in self._store.accounts.list(unit)):
                self._store.accounts.update(unit, account, at=self._clock.now())
            else:
                self._store.accounts.add(unit, account, at=self._clock.now())

    def _forget(self, account: Account) -> None:
        with self._store.database.unit_of_work("removing an account") as unit:
            self._store.accounts.remove(unit, account.name)
            self._store.approvals.revoke(unit, account=account.name)
        self._store.vault.remove(account.name)

    def _secret_of(self, account: Account) -> Secret:
        environment = self._environment
        if environment is not None and account.name == environment.account.name:
            return lambda: environment.password
        return lambda: self._store.vault.get(account.name, PASSWORD)

    def _known_password(self, account: Account) -> str:
        with self._store.database.unit_of_work("looking for an account") as unit:
            stored = self._store.accounts.list(unit)
        is_same = any(
            (known.name, known.imap, known.smtp, known.username)
            == (account.name, account.imap, account.smtp, account.username)
            for known in stored
        )
        return self._store.vault.get(account.name, PASSWORD) if is_same else ""

    def _as_used(self, account: Account) -> Account:
        mode = self._modes.get(account.name)
        return account if mode is None else dataclasses.replace(account, mode=mode)

    def _current_name(self) -> str:
        try:
            return self.current().name
        except SettingsError:
            return ""


def _names(account: Account) -> frozenset[str]:
    return frozenset({account.name.casefold(), account.email.casefold()})
