"""Verbs about runs themselves: preview and limits."""
