"""New Message-IDs (RFC 5322 section 3.6.4)."""

from __future__ import annotations

import re
import secrets

_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def new_message_id(domain: str) -> str:
    """`<…@domain>`, never the same twice; tells nothing of this computer or the time."""
    right = domain if _DOMAIN.fullmatch(domain) else "botmail.invalid"
    return f"<{secrets.token_hex(16)}@{right}>"
