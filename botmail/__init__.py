"""BASIC for mailboxes: programs that read, decide and send over real IMAP and SMTP, and show what happened.

The rooms, from the street to the cellar; imports only point down, and siblings never import each other:

    kernel        the Jupyter kernel (its own top-level package): messages in, outputs out
    cli           the same on the command line
    notebook      `%load_ext botmail` for ordinary Python notebooks
    app           `Workspace`, the composition root: the only place that picks concrete parts
    show          values as text, tables, frames and widgets; escapes every byte that came from a mail
    keywords      the vocabulary: one small file per verb, one definition each
    sandbox       an embedded mail server for the demo and the tests; knows nothing of ours
    services      use cases, the only layer that joins mail and store; effects are planned and performed here
    lang          a language that knows no mail: source → tokens → nodes → bound → Python `ast` → run
    mail          IMAP, SMTP and MIME
    store         DuckDB, the vault for secrets, one repository per family of tables
    domain        values, rules, errors and ports; standard library only

Three journeys lead through them.

A cell. Its text goes to `lang` (scan, promote, parse, bind: every diagnostic, not the first), comes back as Python
`ast` with BASIC positions, and the shell runs it. Each verb passes the one door `Runtime.invoke`: arguments are
checked, the verb's body calls a service, and the value goes to `show`, which gives text, HTML and a widget.

A mail, from server to screen. `services.inbox` asks `mail.session` for UIDs and headers (never marking anything as
read), `mail.parse` makes a `Message` that never raises on ugly mail, the store keeps what was seen, and an
`EmailList` hands it out lazily; one table of columns feeds list, frame and widget.

A SEND MAIL. The verb returns an `Action`, which is data. `services.automation` judges it (mode, limits, the rule for
automatic replies, the guard against a re-run cell), writes intent, outbox and audit in one transaction, hands the
composed bytes to `mail.transport`, and writes the outcome in another. In a preview the same action becomes a row of
the plan, and nothing happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botmail.app import Workspace
    from botmail.domain.errors import BotmailError
    from botmail.domain.message import Message
    from botmail.mail.parse import parse_message

__version__ = "0.1.0"
__all__ = ["BotmailError", "Message", "Workspace", "__version__", "parse_message"]

_HOMES = {
    "BotmailError": "botmail.domain.errors",
    "Message": "botmail.domain.message",
    "Workspace": "botmail.app",
    "load_ipython_extension": "botmail.notebook",
    "unload_ipython_extension": "botmail.notebook",
    "parse_message": "botmail.mail.parse",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that `import botmail` stays instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'botmail' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - the point is not to import before

    return getattr(import_module(_HOMES[name]), name)
