"""`Delivery`: making the action that sends a mail, from what a program gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from botmail.domain.account import Account
from botmail.domain.action import Action, Repeat, SendMail
from botmail.domain.draft import Draft
from botmail.domain.errors import AddressInvalid, MailError
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome, failed_outcome
from botmail.domain.plain import plain_line
from botmail.mail.addresses import validate
from botmail.services.accounts import AccountService
from botmail.services.attachments import AttachmentService
from botmail.services.automation.current import CurrentRun
from botmail.services.drafts import DraftService
from botmail.services.email import Email
from botmail.services.outgoing import EXAMPLE, People, draft_of, people_in_words


class Delivery:
    """Sending use cases; nothing is sent here. A mail that cannot be is a failed `Outcome`, as a refused one is."""

    def __init__(
        self, accounts: AccountService, drafts: DraftService, *, attachments: AttachmentService, current: CurrentRun
    ) -> None:
        self._accounts = accounts
        self._drafts = drafts
        self._attachments = attachments
        self._current = current

    def send(
        self,
        to: People,
        subject: str | Html,
        body: str | Html,
        *,
        html: Html | None = None,
        cc: People = (),
        bcc: People = (),
        reply_to: People = (),
        attachments: Sequence[str] = (),
        using: str = "",
        again: bool = False,
    ) -> Action | Outcome:
        """Send a mail through the account `using`, the one in use when empty.

        An `Html` body goes out with a text part made of it, text as text, with `html` beside it when given.
        `attachments` are names of files.

        Raises:
            NoAccount, SettingsError: no account, or one that cannot send.
            FileProblem: a file to attach is missing, or not for programs.
            ProgramError: the subject is markup.
        """
        account = self.account(using)
        enclosed = self._attachments.read(attachments)
        return self.post(
            account,
            lambda: draft_of(to, subject, body, html=html, cc=cc, bcc=bcc, reply_to=reply_to, attachments=enclosed),
            again=again,
        )

    def post(
        self, account: Account, make: Callable[[], Draft], *, again: bool = False, vacation_for: Email | None = None
    ) -> Action | Outcome:
        """Send the mail that `make` gives; one that cannot be made, or has no recipients, is a failed outcome."""
        try:
            draft = make()
            if not draft.recipients:
                raise AddressInvalid("there is nobody to send this mail to", hint=f"write {EXAMPLE}")
        except MailError as error:
            return self._failed(error, account=account)
        return Action(
            kind="send",
            account=account.name,
            target=f'"{plain_line(draft.subject)}" to {people_in_words(draft.recipients)}',
            payload=SendMail(draft, again, vacation_for),
            repeat=Repeat.NEVER,
            after="sent",
            sends=len(draft.recipients),
        )

    def keep(
        self,
        to: People,
        subject: str,
        body: str | Html,
        *,
        cc: People = (),
        bcc: People = (),
        attachments: Sequence[str] = (),
    ) -> Action | Outcome:
        """Keep a mail as a draft of the account in use; files to attach are kept as they are now.

        Raises:
            NoAccount: there is none.
            FileProblem: a file to attach is missing, or not for programs.
        """
        account = self._accounts.current()
        enclosed = self._attachments.read(attachments)
        try:
            draft = draft_of(to, subject, body, cc=cc, bcc=bcc, attachments=enclosed)
        except MailError as error:
            return self._failed(error, account=account)
        return self._drafts.create(draft, account=account.name)

    def validate(self, address: str) -> Outcome:
        """Whether `address` is well formed: state valid or invalid, and why."""
        try:
            person = validate(address)
        except AddressInvalid as error:
            return Outcome(state="invalid", sentence=error.message, hint=error.hint, reason=error.reason)
        return Outcome(state="valid", sentence=f"{person.address} is well formed", value=person)

    def account(self, using: str = "") -> Account:
        """The account to send through.

        Raises:
            NoAccount: there is none, or none of that name.
            SettingsError: it has no SMTP server.
        """
        account = self._accounts.get(using) if using else self._accounts.current()
        self._accounts.transport(account)
        return account

    def _failed(self, error: MailError, *, account: Account) -> Outcome:
        """The outcome of a mail that cannot even be made into an action, counted in the run like that of any other."""
        outcome = failed_outcome(error, account=account.name)
        if self._current.run is not None:
            self._current.run.note(outcome)
        return outcome
