"""The page of settings."""

from __future__ import annotations

from botmail.services.settings import SETTINGS
from docs.generator.markdown import page, table


def settings_page() -> str:
    """Every setting with its default."""
    intro = "Variables of the environment that botmail reads. How they are used: [Settings](../manual/settings.md)."
    rows = [[f"`{setting.name}`", setting.default or "none", setting.help] for setting in SETTINGS]
    return page("Settings", intro, table(["setting", "default", "what it is"], rows))
