"""Verbs for tickets and tasks."""
