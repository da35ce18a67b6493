"""The vocabulary: one small file per verb. A new verb is its file, and a line here."""

# Imported names look unused: VERBS below gathers them, so that a verb is one line.
# ruff: noqa: F401
from botmail.keywords.accounts.add_account import add_account
from botmail.keywords.accounts.list_accounts import list_accounts
from botmail.keywords.accounts.remove_account import remove_account
from botmail.keywords.accounts.test_account import try_account
from botmail.keywords.accounts.use_account import use_account
from botmail.keywords.accounts.validate_address import validate_address
from botmail.keywords.automate.preview_off import preview_off
from botmail.keywords.automate.preview_on import preview_on
from botmail.keywords.automate.set_limit_effects import set_limit_effects
from botmail.keywords.automate.set_limit_sends import set_limit_sends
from botmail.keywords.compose.create_draft import create_draft
from botmail.keywords.compose.forward import forward
from botmail.keywords.compose.list_drafts import list_drafts
from botmail.keywords.compose.reply import reply
from botmail.keywords.compose.send_mail import send_mail
from botmail.keywords.compose.vacation import vacation
from botmail.keywords.data.aggregate import aggregate
from botmail.keywords.data.allow_folder import allow_folder
from botmail.keywords.data.delete import delete
from botmail.keywords.data.filter import filter_rows
from botmail.keywords.data.find import find
from botmail.keywords.data.first import first_row
from botmail.keywords.data.get import get
from botmail.keywords.data.get_bot_memory import get_bot_memory
from botmail.keywords.data.group_by import group_by
from botmail.keywords.data.insert import insert
from botmail.keywords.data.join import join
from botmail.keywords.data.last import last_row
from botmail.keywords.data.map import map_rows
from botmail.keywords.data.merge import merge
from botmail.keywords.data.pivot import pivot
from botmail.keywords.data.read import read
from botmail.keywords.data.recall import recall
from botmail.keywords.data.remember import remember
from botmail.keywords.data.save import save
from botmail.keywords.data.select import select
from botmail.keywords.data.set_bot_memory import set_bot_memory
from botmail.keywords.data.sort import sort_rows
from botmail.keywords.data.unique import unique
from botmail.keywords.data.update import update
from botmail.keywords.data.write import write
from botmail.keywords.insight.health import health
from botmail.keywords.insight.list_audit import list_audit
from botmail.keywords.insight.metrics import metrics
from botmail.keywords.later import verbs_to_come
from botmail.keywords.mailbox.archive import archive
from botmail.keywords.mailbox.copy import copy
from botmail.keywords.mailbox.count_emails import count_emails
from botmail.keywords.mailbox.create_folder import create_folder
from botmail.keywords.mailbox.delete_folder import delete_folder
from botmail.keywords.mailbox.delete_mail import delete_mail
from botmail.keywords.mailbox.flag import flag
from botmail.keywords.mailbox.get_email import get_email
from botmail.keywords.mailbox.get_emails import get_emails
from botmail.keywords.mailbox.label import label
from botmail.keywords.mailbox.list_folders import list_folders
from botmail.keywords.mailbox.mark_as_read import mark_as_read
from botmail.keywords.mailbox.mark_as_unread import mark_as_unread
from botmail.keywords.mailbox.move import move
from botmail.keywords.mailbox.purge_mail import purge_mail
from botmail.keywords.mailbox.rename_folder import rename_folder
from botmail.keywords.mailbox.save_attachments import save_attachments
from botmail.keywords.mailbox.unflag import unflag
from botmail.keywords.mailbox.unlabel import unlabel
from botmail.keywords.talk.hear import hear
from botmail.keywords.talk.print import print_values
from botmail.keywords.talk.show import show
from botmail.keywords.talk.talk import talk
from botmail.keywords.talk.wait import wait
from botmail.keywords.work.close_ticket import close_ticket
from botmail.keywords.work.complete_task import complete_task
from botmail.keywords.work.create_task import create_task
from botmail.keywords.work.create_ticket import create_ticket
from botmail.keywords.work.list_tasks import list_tasks
from botmail.keywords.work.list_tickets import list_tickets
from botmail.lang.definition import Verb

VERBS: tuple[Verb, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Verb))
"""Every verb of the language, in the order of the lines above."""

LATER: tuple[Verb, ...] = verbs_to_come(VERBS)
"""Verbs that are read and checked, and say that they are not there yet."""
