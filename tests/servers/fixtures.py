"""Fixtures: `mail_server` is a good server of either kind, with fresh mailboxes for each test.

A test for one kind only asks for it by
``@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.backends import Backend, dovecot_backend, missing_programs, sandbox_backend
from tests.servers.mailserver import MailServer

KINDS = ("sandbox", "dovecot")


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
