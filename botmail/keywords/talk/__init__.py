"""Verbs that talk with the user, and wait."""
