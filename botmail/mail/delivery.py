"""What became of one hand-over to an SMTP server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["sent", "failed", "uncertain"]
Phase = Literal["connect", "sign in", "sender", "recipients", "data", "content", "end of mail", "answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """`sent` once the server has acknowledged the end of the mail; `failed` while it cannot have taken it; between
    the two, `uncertain`.

    `refused` holds (address, SMTP code, the server's words); `phases` what was gone through, in order; `reason` is a
    class: auth, timeout, server, quota, address or policy; `code` our stable error code (`BM…`). `is_interrupted`: the
    user asked to stop meanwhile; whoever sent should write the outcome down and then raise KeyboardInterrupt.
    """

    state: State
    sentence: str
    phases: tuple[Phase, ...]
    accepted: tuple[str, ...] = ()
    refused: tuple[tuple[str, int, str], ...] = ()
    retryable: bool = False
    reason: str = ""
    code: str = ""
    hint: str = ""
    is_interrupted: bool = False
