"""`FileLock`: an operating-system lock on a file. A process that dies, kill -9 included, gives it up at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol

_FILE_MODE = 0o600


class FileLock(Protocol):
    """A lock that is tried, never waited for; not for several threads at once."""

    def try_acquire(self) -> bool:
        """Whether the lock is ours now."""

    def release(self) -> None:
        """Give it up; nothing happens when it is not ours."""

    def abandon(self) -> None:
        """Forget it after a fork: close our end and leave the parent's hold alone."""


if sys.platform == "win32":
    import filelock

    class _SystemLock:
        """The `filelock` library's lock; Windows has no flock."""

        def __init__(self, path: Path) -> None:
            self._lock = filelock.FileLock(path, timeout=0, thread_local=False)

        def try_acquire(self) -> bool:
            try:
                self._lock.acquire()
            except filelock.Timeout:
                return False
            return True

        def release(self) -> None:
            self._lock.release(force=True)

        def abandon(self) -> None:
            return None

else:
    import fcntl

    class _SystemLock:
        """flock(2) on a file that stays: unlinking it would let two processes lock two files of one name."""

        def __init__(self, path: Path) -> None:
            self._path = path
            self._descriptor = -1
            self._is_held = False

        def try_acquire(self) -> bool:
            if self._descriptor < 0:
                self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _FILE_MODE)
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            self._is_held = True
            return True

        def release(self) -> None:
            if self._is_held:
                self._is_held = False
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)

        def abandon(self) -> None:
            # Closing a copy of the descriptor keeps the parent's lock, LOCK_UN would take it away.
            if self._descriptor >= 0:
                os.close(self._descriptor)
            self._descriptor, self._is_held = -1, False

        def __del__(self) -> None:
            if self._descriptor >= 0:
                os.close(self._descriptor)


def file_lock(path: Path) -> FileLock:
    """A lock on `path`; the file is made for its owner alone when it is first tried."""
    return _SystemLock(path)
