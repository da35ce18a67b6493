"""The sandbox server as a process of its own, for as long as a ``with`` block lasts.

A busy kernel does not stall it then, and a kill of the one does not take the other.
"""

from __future__ import annotations

import subprocess
import sys
from types import TracebackType
from typing import Self

from botmail.sandbox.settings import SETTING_NAMES, parse_settings

_STOP_SECONDS = 10.0


class SandboxProcess:
    """Starts the server, knows its settings, and stops it."""

    def __init__(self, *, now: str | None = None) -> None:
        self._arguments = ["--until-stdin-closes", *(["--now", now] if now else [])]
        self._process: subprocess.Popen[str] | None = None
        self.settings: dict[str, str] = {}

    def start(self) -> Self:
        """Start the server; returns when clients can connect.

        Raises:
            RuntimeError: it ended before it was ready; what it said is on standard error.
        """
        # -P: a file named email.py in the user's folder must not come before the library's.
        command = [sys.executable, "-P", "-m", "botmail.sandbox", *self._arguments]
        self._process = process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert process.stdout is not None
        self.settings = parse_settings(process.stdout)
        if set(SETTING_NAMES) - set(self.settings):
            self.stop()
            raise RuntimeError(f"the sandbox server did not start; it ended with status {process.returncode}")
        return self

    def stop(self) -> None:
        """Stop the server and wait for its end; again is no harm."""
        process, self._process = self._process, None
        if process is None:
            return
        # The end of its input is the signal to stop, on every platform.
        try:
            process.communicate(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
