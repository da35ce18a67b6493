"""Verbs that write and send mail."""
