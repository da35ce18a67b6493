"""`Delivery`: making the action that sends a mail, from what a program gave."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.domain.account import Account
from botmail.domain.action import Action, Repeat, SendMail
from botmail.domain.address import Address, refuse_line_breaks
from botmail.domain.draft import Draft
from botmail.domain.errors import AddressInvalid
from botmail.domain.html import Html
from botmail.domain.plain import plain_line
from botmail.services.accounts import AccountService

_NAMED_RECIPIENTS = 3


class Delivery:
    """Sending use cases; nothing is sent here."""

    def __init__(self, accounts: AccountService) -> None:
        self._accounts = accounts

    def draft(
        self,
        to: Sequence[Address],
        subject: str,
        body: str | Html,
        *,
        html: Html | None = None,
        cc: Sequence[Address] = (),
        bcc: Sequence[Address] = (),
        reply_to: Sequence[Address] = (),
    ) -> Draft:
        """A draft: an `Html` body goes out with a text part made of it, text as text.

        Raises:
            HeaderInvalid: the subject has a line break in it.
        """
        markup = html or (body if isinstance(body, Html) else None)
        return Draft(
            to=tuple(to),
            subject=refuse_line_breaks(subject, field="Subject"),
            text=None if isinstance(body, Html) else body,
            html=markup.markup if markup else None,
            cc=tuple(cc),
            bcc=tuple(bcc),
            reply_to=tuple(reply_to),
        )

    def send(self, draft: Draft, *, using: str = "", again: bool = False) -> Action:
        """Send `draft` through the account `using`, the one in use when empty.

        Raises:
            AddressInvalid: there is nobody to send it to.
            NoAccount, SettingsError: no account, or one that cannot send.
        """
        account = self.account(using)
        if not draft.recipients:
            raise AddressInvalid("there is nobody to send this mail to", hint='give an address, such as "bob@example.org"')
        return Action(
            kind="send",
            account=account.name,
            target=f'"{plain_line(draft.subject)}" to {_people(draft.recipients)}',
            payload=SendMail(draft, again),
            repeat=Repeat.NEVER,
            after="sent",
            sends=len(draft.recipients),
        )

    def account(self, using: str = "") -> Account:
        """The account to send through.

        Raises:
            NoAccount: there is none, or none of that name.
            SettingsError: it has no SMTP server.
        """
        account = self._accounts.get(using) if using else self._accounts.current()
        if account.smtp is None:
            self._accounts.transport(account)
        return account


def _people(recipients: Sequence[Address]) -> str:
    named = ", ".join(person.address for person in recipients[:_NAMED_RECIPIENTS])
    more = len(recipients) - _NAMED_RECIPIENTS
    return named if more <= 0 else f"{named} and {more} more"
