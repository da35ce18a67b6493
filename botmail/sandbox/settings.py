"""The settings by which a client finds a mail server, as lines of ``NAME=value``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SETTING_NAMES = (
    "EMAIL_IMAP_SERVER",
    "EMAIL_IMAP_PORT",
    "EMAIL_IMAP_TLS",
    "EMAIL_USERNAME",
    "EMAIL_PASSWORD",
    "EMAIL_SMTP_SERVER",
    "EMAIL_SMTP_PORT",
    "EMAIL_SMTP_TLS",
    "EMAIL_FROM",
    "SSL_CERT_FILE",
    "BOTMAIL_HOME",
)


def render_settings(settings: Mapping[str, str]) -> str:
    """Write settings, one on a line, in their usual order."""
    return "\n".join(f"{name}={settings[name]}" for name in SETTING_NAMES)


def parse_settings(lines: Iterable[str]) -> dict[str, str]:
    """Read settings up to the last one; what ends early gives what there was."""
    settings: dict[str, str] = {}
    for line in lines:
        name, equals, value = line.rstrip("\r\n").partition("=")
        if equals:
            settings[name] = value
        if name == SETTING_NAMES[-1]:
            break
    return settings
