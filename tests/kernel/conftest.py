"""Kernels for the tests: one for each module, on the sandbox and a store of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel.driver import Kernel, running_kernel
from tests.servers.backends import Backend
from tests.servers.mailserver import MailServer


@pytest.fixture(scope="module")
def server(sandbox_backend: Backend) -> MailServer:
    """The sandbox with mailboxes for this module alone."""
    return sandbox_backend.fresh()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebook's folder."""
    return tmp_path_factory.mktemp("notebook")


@pytest.fixture(scope="module")
def environment(server: MailServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a kernel of these tests finds in its environment."""
    home = tmp_path_factory.mktemp("home")
    return {
        **os.environ,
        **server.settings,
        "BOTMAIL_HOME": str(home / "store"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "IPYTHONDIR": str(home / "ipython"),
    }


@pytest.fixture(scope="module")
def kernel(folder: Path, environment: dict[str, str]) -> Iterator[Kernel]:
    """A kernel that the tests of a module share."""
    with running_kernel(folder, environment) as running:
        yield running
