"""`Owners`: which processes that wrote something unfinished are still alive.

Each process keeps a lock on a small file of its own for as long as it lives. An intent in the journal, or a run
without an end, names this file; when its lock is free the process is gone, and what it left may be settled. Process
ids would not do: they are given out again.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from botmail.store.locks import FileLock, file_lock


class Owners:
    """Our own sign of life and a look at those of others; only to be used by the holder of the lease."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "alive"
        self._lock: FileLock | None = None
        self._id = ""

    def own(self) -> str:
        """Our id; the first call makes the file."""
        if self._lock is None:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._sweep()
            self._id = uuid.uuid4().hex
            self._lock = file_lock(self._folder / self._id)
            self._lock.try_acquire()
        return self._id

    def is_alive(self, owner: str) -> bool:
        """Whether the process that wrote under the id `owner` still runs."""
        if owner == self._id:
            return True
        path = self._folder / owner
        if not owner or not path.is_file():
            return False
        lock = file_lock(path)
        if not lock.try_acquire():
            return True
        lock.release()
        return False

    def leave(self) -> None:
        """Take our sign of life away."""
        if self._lock is not None:
            self._lock.release()
            (self._folder / self._id).unlink(missing_ok=True)
        self._lock, self._id = None, ""

    def abandon(self) -> None:
        """Forget our id after a fork: it is the parent's."""
        if self._lock is not None:
            self._lock.abandon()
        self._lock, self._id = None, ""

    def _sweep(self) -> None:
        for path in self._folder.iterdir():
            if not self.is_alive(path.name):
                path.unlink(missing_ok=True)
