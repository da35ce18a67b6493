"""The manual, run: every cell of `docs/manual` gives what the page says."""
