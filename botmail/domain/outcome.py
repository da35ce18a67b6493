"""`Outcome`: what an effect returns. The table of states is the language's (language.md section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from botmail.domain.errors import BotmailError, MailError, PolicyError
from botmail.domain.members import Member, Members, member_table

OK_STATES = frozenset(
    {
        "sent",
        "moved",
        "copied",
        "purged",
        "renamed",
        "marked",
        "deleted",
        "drafted",
        "created",
        "saved",
        "done",
        "closed",
        "fetched",
        "queued",
        "held",
        "valid",
    }
)
RAISING_STATES = frozenset({"failed", "refused"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """State word, the sentence that says it, and the facts behind.

    `planned` is set in a preview: the state is then the word that success would give. `value` is what a program
    gets from the effect beside its state (a ticket's number); `reason` is a class: auth, timeout, server, quota,
    address, policy.
    """

    state: str
    sentence: str
    code: str = ""
    reason: str = ""
    hint: str = ""
    retryable: bool = False
    planned: bool = False
    account: str = ""
    message_id: str = ""
    accepted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    value: object = None

    members: ClassVar[Members]

    @property
    def ok(self) -> bool:
        """Whether the effect happened, or would."""
        return self.state in OK_STATES

    @property
    def raises(self) -> bool:
        """Whether a bare statement with this outcome is an error."""
        return self.state in RAISING_STATES

    def __bool__(self) -> bool:
        return self.ok

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return self.state == other.casefold()
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __str__(self) -> str:
        return self.sentence


def failed_outcome(error: BotmailError, *, account: str) -> Outcome:
    """An error that kept an effect from happening, as its outcome."""
    return Outcome(
        state="failed",
        sentence=error.message,
        hint=error.hint,
        code=error.code,
        reason=error.reason if isinstance(error, (MailError, PolicyError)) else "",
        retryable=error.retryable,
        account=account,
    )


Outcome.members = member_table(
    Member("state", "text", "the state word: sent, failed, suppressed …", lambda o: o.state),
    Member("ok", "boolean", "whether it happened", lambda o: o.ok),
    Member(
        "code", "text", "the class of the reason: auth, timeout, server, quota, address, policy", lambda o: o.reason
    ),
    Member("reason", "text", "what happened, in a sentence", lambda o: o.sentence),
    Member("retryable", "boolean", "whether trying again can help", lambda o: o.retryable),
    Member("planned", "boolean", "whether this was a preview", lambda o: o.planned),
    Member("account", "text", "through which account", lambda o: o.account),
    Member("message_id", "text", "the Message-ID of what was sent", lambda o: o.message_id),
    Member("accepted", "list", "recipients that were accepted", lambda o: list(o.accepted)),
    Member("refused", "list", "recipients that were refused", lambda o: list(o.refused)),
    Member("failed", "list", "what failed of a list", lambda o: list(o.failed)),
)
