"""What all tests share: no settings of whoever runs them, and long tests only when asked for."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.servers.fixtures"]

# Before anything is imported or started: a developer's own account must be out of reach of every test.
for name in [name for name in os.environ if name.startswith(("EMAIL_", "BOTMAIL_"))]:
    del os.environ[name]

# The same examples on every run, and no stop watch: a busy machine is no failure. --deep looks for new ones.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="also the kill, soak and long tests")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("searching" if config.getoption("--deep") else "repeatable")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--deep"):
        return
    for item in items:
        if item.get_closest_marker("deep"):
            item.add_marker(pytest.mark.skip(reason="a long test: --deep runs it"))
