"""Services on a fresh store, between fakes: what most tests here stand on."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from botmail.domain.account import Account
from botmail.domain.action import Action, Place
from botmail.domain.outcome import Outcome
from botmail.services import Services
from botmail.services.assembly import open_services
from botmail.services.automation.run import Run
from botmail.services.connections import Connections
from botmail.services.email import Email
from botmail.store.store import Store, open_store
from tests.fakes.clock import FixedClock
from tests.fakes.prompt import ScriptedPrompt
from tests.fakes.session import FakeSession
from tests.fakes.transport import FakeTransport

ME = "me@example.com"
SETTINGS = {
    "EMAIL_IMAP_SERVER": "imap.example.com",
    "EMAIL_SMTP_SERVER": "smtp.example.com",
    "EMAIL_USERNAME": ME,
    "EMAIL_PASSWORD": "correct horse",
}


@dataclass
class Bench:
    """Everything a test may look at."""

    store: Store
    services: Services
    clock: FixedClock
    prompt: ScriptedPrompt
    session: FakeSession
    transport: FakeTransport
    secrets: list[str] = field(default_factory=list)

    @contextmanager
    def run(
        self, program: str = "cell-1", source: str = "SEND MAIL …", *, is_notebook: bool = True, **how: bool
    ) -> Iterator[Run]:
        """One run of a cell."""
        with self.services.automation.run(program, source, is_notebook=is_notebook, **how) as run:
            yield run

    def perform(self, action: Action | Outcome, *items: object, call: str = "VERB#1", line: int = 1) -> Outcome:
        """What becomes of an action in the run that is open."""
        assert isinstance(action, Action), action
        program = self.services.automation.current.program
        outcome = self.services.automation.perform(action, Place(program, call, line), items, statement=True)
        assert isinstance(outcome, Outcome)
        return outcome

    def send(self, to: str = "ana@example.com", subject: str = "Hello", body: str = "Text", *items: object) -> Outcome:
        """What becomes of a mail in the run that is open."""
        return self.perform(self.services.delivery.send((to,), subject, body), *items, call="SEND MAIL#1")

    def emails(self, folder: str = "INBOX") -> Sequence[Email]:
        """All mails of a folder."""
        return list(self.services.inbox.get_emails(folder))


@cache
def _fresh_store() -> Path:
    """A store with its tables, made once and copied for each test."""
    folder = Path(mkdtemp(prefix="botmail-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with open_store(folder / "store", environ={}) as store, store.database.unit_of_work():
        pass
    return folder / "store"


@contextmanager
def open_bench(
    folder: Path,
    *,
    settings: dict[str, str] | None = None,
    prompt: ScriptedPrompt | None = None,
    clock: FixedClock | None = None,
) -> Iterator[Bench]:
    """Services on the store in `folder`; the account `env` unless `settings` say otherwise."""
    clock, prompt = clock or FixedClock(), prompt or ScriptedPrompt()
    session, transport = FakeSession("Archive", "support"), FakeTransport()
    secrets: list[str] = []

    def sessions(_account: Account, secret: object) -> FakeSession:
        secrets.append(secret())  # type: ignore[operator]
        return session

    def transports(_account: Account, secret: object) -> FakeTransport:
        secrets.append(secret())  # type: ignore[operator]
        return transport

    environ = dict(SETTINGS if settings is None else settings) | {"XDG_CONFIG_HOME": str(folder / "config")}
    if not (folder / "store").exists():
        shutil.copytree(_fresh_store(), folder / "store", ignore=shutil.ignore_patterns("alive"))
    with open_store(folder / "store", environ=environ) as store:
        services = open_services(
            store,
            environ=environ,
            clock=clock,
            prompt=prompt,
            folder=folder,
            connections=Connections(sessions=sessions, transports=transports),  # type: ignore[arg-type]  # fakes
        )
        yield Bench(store, services, clock, prompt, session, transport, secrets)
        services.close()


def raw_mail(
    subject: str = "Hello", *, sender: str = "ana@example.com", text: str = "A few words.\n", **fields: str
) -> bytes:
    """A simple mail as it is on the wire; further fields are named with `_` for `-`."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, ME, subject
    mail["Message-ID"] = f"<{abs(hash((subject, sender)))}@example.com>"
    mail["Date"] = "Fri, 20 Nov 2026 09:00:00 +0100"
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
