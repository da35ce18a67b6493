"""Verbs that read files."""
