"""Fixtures: `mail_server` is a good server of either kind, with fresh mailboxes for each test.

A test for one kind only asks for it by
``@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.servers.backends import Backend, dovecot_backend, missing_programs, sandbox_backend
from tests.servers.bad import (
    CERTIFICATE_TROUBLES,
    BadServer,
    badly_certified_server,
    scripted_server,
    silent_server,
)
from tests.servers.certificates import Authority
from tests.servers.listener import Script
from tests.servers.mailserver import MailServer

KINDS = ("sandbox", "dovecot")


class ScriptedServers(Protocol):
    """What starts a server that follows scripts, and stops it after the test."""

    def __call__(self, *, imap: Script | None = None, smtp: Script | None = None) -> BadServer: ...


@pytest.fixture(scope="session", name="sandbox_backend")
def run_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """The sandbox server, one for the session."""
    with sandbox_backend(tmp_path_factory.mktemp("sandbox")) as backend:
        yield backend


@pytest.fixture(scope="session", name="dovecot_backend")
def run_dovecot() -> Iterator[Backend]:
    """Dovecot with Exim, one for the session; CI must have them, others may not."""
    missing = missing_programs()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with dovecot_backend() as backend:
        yield backend


@pytest.fixture(params=KINDS)
def mail_server(request: pytest.FixtureRequest) -> MailServer:
    """A mail server with fresh mailboxes; every test that uses it runs once for each kind."""
    backend: Backend = request.getfixturevalue(f"{request.param}_backend")
    return backend.fresh()


@pytest.fixture
def mail_environment(mail_server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """The same server, with its settings and an empty store in the environment."""
    for name, value in mail_server.settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BOTMAIL_HOME", str(tmp_path / "home"))
    return mail_server


@pytest.fixture(scope="session")
def authority() -> Authority:
    """The authority of the bad servers."""
    return Authority()


@pytest.fixture
def scripted(tmp_path: Path, authority: Authority) -> Iterator[ScriptedServers]:
    """Starts servers that follow scripts: ``scripted(imap={"FETCH": CUT}, smtp={"RCPT": "550 no"})``."""
    with ExitStack() as stack:

        def start(*, imap: Script | None = None, smtp: Script | None = None) -> BadServer:
            return stack.enter_context(scripted_server(tmp_path, authority, imap=imap, smtp=smtp))

        yield start


@pytest.fixture(params=CERTIFICATE_TROUBLES)
def badly_certified(request: pytest.FixtureRequest, tmp_path: Path, authority: Authority) -> Iterator[BadServer]:
    """A server with a certificate that no client may accept; once for each trouble."""
    with badly_certified_server(tmp_path, authority, request.param) as server:
        yield server


@pytest.fixture
def silent(tmp_path: Path, authority: Authority) -> Iterator[BadServer]:
    """A server that never says a word."""
    with silent_server(tmp_path, authority) as server:
        yield server
