"""`botmail account`, `health`, `metrics` and `audit`, against the sandbox."""

from __future__ import annotations

import json

from tests.cli.conftest import Botmail
from tests.servers.mailserver import MailServer


def servers_of(server: MailServer) -> list[str]:
    """The options that name the sandbox's servers."""
    settings = server.settings
    imap = f"{settings['EMAIL_IMAP_SERVER']}:{settings['EMAIL_IMAP_PORT']}"
    smtp = f"{settings['EMAIL_SMTP_SERVER']}:{settings['EMAIL_SMTP_PORT']}"
    return ["--imap", imap, "--smtp", smtp]


def test_accounts_are_added_listed_tested_and_removed(botmail: Botmail, server: MailServer) -> None:
    trust = {"SSL_CERT_FILE": server.settings["SSL_CERT_FILE"]}
    added = botmail(
        "account",
        "add",
        server.username,
        *servers_of(server),
        "--password-stdin",
        settings=trust,
        typed=server.password,
    )
    assert (added.returncode, added.stderr) == (0, "")
    (listed,) = json.loads(botmail("account", "list", "--json").stdout)
    assert (listed["email"], listed["mode"]) == (server.username, "ask")
    assert botmail("account", "test", server.username, settings=trust).returncode == 0
    assert botmail("account", "remove", server.username).returncode == 0
    assert json.loads(botmail("account", "list", "--json").stdout) == []


def test_wrong_password_is_refused_and_never_shown(botmail: Botmail, server: MailServer) -> None:
    trust = {"SSL_CERT_FILE": server.settings["SSL_CERT_FILE"]}
    added = botmail(
        "account", "add", server.username, *servers_of(server), "--password-stdin", settings=trust, typed="hunter2\n"
    )
    assert added.returncode == 1
    assert "hunter2" not in added.stdout + added.stderr
    assert "No account yet" in botmail("account", "list").stdout


def test_health_of_no_account_says_how_to_add_one(botmail: Botmail) -> None:
    looked = botmail("health")
    assert looked.returncode == 1
    assert "no mail account is set up" in looked.stderr
    assert "hint: " in looked.stderr


def test_health_metrics_and_audit_tell_of_the_account(botmail: Botmail, server: MailServer) -> None:
    looked = botmail("health", "--json", settings=server.settings)
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert {row["state"] for row in json.loads(looked.stdout)} == {"ok"}
    assert json.loads(botmail("metrics", "--json").stdout)["connection failures"] == 0
    actions = [row["action"] for row in json.loads(botmail("audit", "--json").stdout)]
    assert "check IMAP" in actions
    assert botmail("audit", "verify").returncode == 0
