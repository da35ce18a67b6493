"""`botmail`: finds the command, runs it, and turns what went wrong into one message and an exit status."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches

from botmail import __version__
from botmail.cli.statuses import FAILED, INTERRUPTED, USAGE, UsageProblem
from botmail.domain.errors import BotmailError

# Command, the module that has it, what it does. Modules are loaded when asked for, so that help is instant.
COMMANDS = {
    "demo": ("botmail.cli.demo", "start the sandbox and run the example notebook on it"),
    "run": ("botmail.cli.run", "run programs (.bas) or notebooks (.ipynb)"),
    "check": ("botmail.cli.check", "look for mistakes in programs without running them"),
    "format": ("botmail.cli.format", "write programs in the canonical way"),
    "account": ("botmail.cli.account", "add, list, test and remove mail accounts"),
    "message": ("botmail.cli.message", "print a mail file (.eml) as JSON"),
    "health": ("botmail.cli.health", "test the connections of the current account"),
    "metrics": ("botmail.cli.metrics", "count what was sent, received and failed"),
    "audit": ("botmail.cli.audit", "list the record of all effects, or verify it"),
    "sandbox": ("botmail.cli.sandbox", "run an embedded mail server with an example mailbox"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is the result."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _run(words)
        sys.stdout.flush()
    except UsageProblem as problem:
        _tell(problem, prefix="botmail: ")
        return USAGE
    except BotmailError as problem:
        _tell(problem)
        return FAILED
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone, as in `botmail audit | head`; keep the interpreter's own flush quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return status


def _run(words: list[str]) -> int:
    if not words or words[0].startswith("-"):
        return _describe(words)
    name, *rest = words
    if name not in COMMANDS:
        near = get_close_matches(name, COMMANDS, n=1)
        raise UsageProblem(
            f"there is no command {name!r}", hint=f"did you mean {near[0]}?" if near else "botmail --help lists them"
        )
    module_name, summary = COMMANDS[name]
    module = importlib.import_module(module_name)
    parser = argparse.ArgumentParser(prog=f"botmail {name}", description=summary.capitalize() + ".", allow_abbrev=False)
    module.declare(parser)
    status: int = module.run(parser.parse_args(rest))
    return status


def _describe(words: list[str]) -> int:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {summary}" for name, (_, summary) in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="botmail",
        usage="botmail COMMAND …",
        description="BASIC for mailboxes.",
        epilog="commands:\n" + "\n".join(lines) + "\n\nbotmail COMMAND --help explains one. Exit status: 0 done, "
        "1 an error,\n2 wrong usage, 3 some effects failed or are uncertain, 130 interrupted.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"botmail {__version__}")
    parser.parse_args(words)
    parser.print_help()
    return 0


def _tell(problem: BotmailError, *, prefix: str = "") -> None:
    print(f"{prefix}{problem.message}", file=sys.stderr)
    if problem.hint:
        print(f"  hint: {problem.hint}", file=sys.stderr)
