"""Verbs that read and change a mailbox."""
