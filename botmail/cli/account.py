"""`botmail account add | list | test | remove`."""

from __future__ import annotations

import argparse
import sys

from botmail.app import Workspace
from botmail.cli.output import print_json, print_table
from botmail.cli.statuses import DONE, UsageProblem
from botmail.cli.terminal import TerminalPrompt
from botmail.domain.account import Mode


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    tasks = parser.add_subparsers(dest="task", required=True, metavar="add | list | test | remove")
    add = tasks.add_parser("add", help="sign in once, and keep the account and its password (encrypted)")
    add.add_argument("email", help="the account's address")
    add.add_argument("--imap", default="", metavar="HOST:PORT", help="needed where the provider is not known")
    add.add_argument("--smtp", default="", metavar="HOST:PORT", help="needed where the provider is not known")
    add.add_argument("--user", default="", help="the user name, if it is not the address")
    add.add_argument(
        "--mode",
        choices=[mode.value for mode in Mode],
        default=Mode.ASK.value,
        help="whether programs may send at once, must ask first, or only plan (ask)",
    )
    add.add_argument("--password-stdin", action="store_true", help="read the password from the first line of the input")
    listing = tasks.add_parser("list", help="list the accounts, without secrets")
    listing.add_argument("--json", action="store_true", help="print JSON")
    test = tasks.add_parser("test", help="sign in to both servers of an account")
    test.add_argument("name", nargs="?", default="", help="the account in use when left out")
    remove = tasks.add_parser("remove", help="forget an account and its password")
    remove.add_argument("name", help="the account's name or address")


def run(options: argparse.Namespace) -> int:
    """Do what the word behind `account` says."""
    with Workspace(prompt=TerminalPrompt()) as workspace:
        _TASKS[options.task](workspace, options)
    return DONE


def _add(workspace: Workspace, options: argparse.Namespace) -> None:
    account = workspace.services.accounts.add(
        options.email,
        imap=options.imap,
        smtp=options.smtp,
        user=options.user,
        password=_password() if options.password_stdin else "",
        mode=Mode(options.mode),
    )
    print(f"Added {account.name}: IMAP {account.imap or 'none'}, SMTP {account.smtp or 'none'}, mode {account.mode}.")


def _password() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise UsageProblem("--password-stdin found no password on the input", hint="printf '%s' PASSWORD | botmail …")
    return password


def _list(workspace: Workspace, options: argparse.Namespace) -> None:
    table = workspace.services.accounts.table()
    if options.json:
        print_json(list(table))
    else:
        print_table(table, empty="No account yet. botmail account add you@example.org adds one.")


def _test(workspace: Workspace, options: argparse.Namespace) -> None:
    account = workspace.services.accounts.test(options.name)
    servers = " and ".join(str(server) for server in (account.imap, account.smtp) if server)
    print(f"{account.name}: signed in to {servers}.")


def _remove(workspace: Workspace, options: argparse.Namespace) -> None:
    account = workspace.services.accounts.remove(options.name)
    print(f"Removed {account.name} and its password.")


_TASKS = {"add": _add, "list": _list, "test": _test, "remove": _remove}
