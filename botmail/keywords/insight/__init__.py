"""Verbs that tell how things stand."""
