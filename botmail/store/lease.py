"""`Lease`: who of several processes may use the store now.

Two operating-system locks stand beside the file. The gate queues the waiters: whoever wants the store takes the gate,
waits for the lock proper and opens the gate again. So the holder can see that somebody waits by trying the gate.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from botmail.domain.errors import StoreBusy
from botmail.store.locks import file_lock

_FIRST_PAUSE_SECONDS = 0.0005
_LONGEST_PAUSE_SECONDS = 0.004
# Who has just given the store up stands back once, longer than a waiter pauses: or it would win every time.
_STAND_BACK_SECONDS = 0.006
_JUST_NOW_SECONDS = 0.05


class Lease:
    """The right to open the store's file; for one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._gate = file_lock(folder / "store.gate")
        self._lock = file_lock(folder / "store.lock")
        self._note = folder / "store.holder"
        self._noted = ""
        self._released = 0.0

    def acquire(self, purpose: str, *, wait_seconds: float) -> None:
        """Wait for our turn.

        Raises:
            StoreBusy: another process kept the store for all of `wait_seconds`; the message names it.
        """
        deadline = time.monotonic() + wait_seconds
        if time.monotonic() - self._released < _JUST_NOW_SECONDS:
            time.sleep(_STAND_BACK_SECONDS)
        if not _tried(self._gate.try_acquire, deadline=deadline):
            raise self._busy(wait_seconds)
        try:
            if not _tried(self._lock.try_acquire, deadline=deadline):
                raise self._busy(wait_seconds)
        finally:
            self._gate.release()
        self.note(purpose)

    def release(self) -> None:
        """Let the next one in."""
        self._noted = ""
        self._lock.release()
        self._released = time.monotonic()

    def is_wanted(self) -> bool:
        """Whether another process waits for us."""
        if not self._gate.try_acquire():
            return True
        self._gate.release()
        return False

    def note(self, purpose: str) -> None:
        """Write down what the store is held for, so that a waiter can be told."""
        if purpose == self._noted:
            return
        self._noted = purpose
        facts = json.dumps({"pid": os.getpid(), "purpose": purpose, "since": time.time()})
        # The note is a courtesy: a full disk must not stop what it is about.
        try:
            descriptor = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError:
            return
        try:
            os.write(descriptor, facts.encode())
        except OSError:
            pass
        finally:
            os.close(descriptor)

    def abandon(self) -> None:
        """Forget everything after a fork; the parent keeps its hold."""
        self._gate.abandon()
        self._lock.abandon()

    def _busy(self, wait_seconds: float) -> StoreBusy:
        return StoreBusy(
            f"the store was busy for {wait_seconds:.0f} seconds: {_holder(self._note)}",
            hint="wait until that is done, or end that process, and try again",
        )


def _tried(try_acquire: Callable[[], bool], *, deadline: float) -> bool:
    pause = _FIRST_PAUSE_SECONDS
    while not try_acquire():
        if time.monotonic() >= deadline:
            return False
        # Uneven pauses, so that two waiters do not keep missing each other.
        time.sleep(pause * random.uniform(0.5, 1.0))
        pause = min(pause * 1.5, _LONGEST_PAUSE_SECONDS)
    return True


def _holder(note: Path) -> str:
    try:
        facts = json.loads(note.read_text(encoding="utf-8"))
        pid, purpose, seconds = int(facts["pid"]), str(facts["purpose"]), max(0.0, time.time() - float(facts["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return "another process holds it"
    return f"process {pid} holds it for {purpose} since {seconds:.0f} seconds"
