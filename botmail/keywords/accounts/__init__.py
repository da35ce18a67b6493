"""Verbs about mail accounts."""
