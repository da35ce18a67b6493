"""`Database`: the DuckDB file as something that is borrowed, one transaction at a time.

DuckDB lets one process at a time have a file open for writing, and opening costs 11 ms. So the open connection and the
lease are kept for a moment after use: a busy process works as fast as with a connection of its own. When another
process waits they are given up after a turn of 50 ms, or at once by a process that does nothing with them; without a
waiter after a second of doing nothing.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from botmail.domain.errors import StoreBusy, StoreDamaged, StoreReadOnly
from botmail.store import migrate
from botmail.store.connection import Connection
from botmail.store.faults import translated, unwritable
from botmail.store.home import make_private_folder
from botmail.store.lease import Lease
from botmail.store.owners import Owners
from botmail.store.store_file import StoreFile
from botmail.store.unit import Unit

FILE_NAME = "botmail.duckdb"
DEFAULT_WAIT_SECONDS = 40.0
"""Longer than a user's query may take (30 s), so that an effect's outcome is never lost to a slow SELECT."""

_TURN_SECONDS = 0.05
# On a machine that is busy with other work opening is slow too; a turn stays longer than its opening took.
_TURN_OPENINGS = 4
_LONGEST_TURN_SECONDS = 0.5
_QUIET_SECONDS = 0.02
_IDLE_SECONDS = 1.0
_WATCH_SECONDS = 0.01
_EXIT_SECONDS = 0.5


class Database:
    """The store's file, shared with other processes; a context manager, safe for threads.

    A unit of work inside another one of the same thread is refused: an intent written in the inner one would be
    committed only with the outer one, after the effect that it announces.
    """

    def __init__(
        self,
        folder: Path,
        *,
        wait_seconds: float = DEFAULT_WAIT_SECONDS,
        migrations: Sequence[migrate.Migration] | None = None,
    ) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._wait_seconds = wait_seconds
        self._file = StoreFile(self.path, migrate.shipped() if migrations is None else migrations)
        self._lease: Lease | None = None
        self._owners = Owners(folder)
        self._turn = threading.Lock()
        self._thread = 0
        self._purpose = ""
        self._connection: Connection | None = None
        self._is_closed = self._is_lost = self._is_forking = False
        self._since = self._last_use = 0.0
        self._turn_seconds = _TURN_SECONDS
        self._ended = threading.Event()
        _DATABASES.add(self)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def unit_of_work(self, purpose: str = "reading and writing") -> Iterator[Unit]:
        """One transaction: committed at the end of the block, rolled back when it raises.

        `purpose` is told to a process that waits in vain, as in "process 71 holds it for a query".

        Raises:
            StoreBusy: another process, or another thread of this one, had the store for too long.
            StoreTooNew, StoreDamaged, StoreReadOnly: the file cannot be used.
        """
        with self.borrowed(purpose) as connection, translated(self.path):
            unit = Unit(connection, owner=self._owners.own())
            connection.execute("BEGIN TRANSACTION")
            try:
                yield unit
                connection.execute("COMMIT")
                self._file.keep_private()
            except BaseException:
                self._roll_back(connection)
                raise
            finally:
                unit.end()

    @contextmanager
    def borrowed(self, purpose: str) -> Iterator[Connection]:
        """The open connection itself, outside a transaction; for `botmail.store` alone."""
        self._take_turn()
        try:
            self._purpose = purpose
            yield self._opened(purpose)
        except (StoreDamaged, StoreReadOnly, duckdb.Error):
            # What DuckDB holds in memory may be spoilt, as after a full disk; the next one opens the file afresh.
            self._give_up()
            raise
        finally:
            self._last_use = time.monotonic()
            try:
                self._give_up_if_due()
            finally:
                self._thread = 0
                self._turn.release()

    def is_alive(self, owner: str) -> bool:
        """Whether the process that wrote under the id `Unit.owner` still runs; to be asked inside a unit of work."""
        return self._owners.is_alive(owner)

    def store_id(self) -> str:
        """The random id of this store, also inside a unit of work."""
        if not self._file.store_id:
            with self.borrowed("a look at the store"):
                pass
        return self._file.store_id

    def close(self) -> None:
        """Give the store up for good; a query that still runs in another thread is interrupted."""
        self._is_closed = True
        if not self._turn.acquire(timeout=_EXIT_SECONDS):
            connection = self._connection
            if connection is not None:
                connection.interrupt()
            if not self._turn.acquire(timeout=_EXIT_SECONDS):
                return
        try:
            self._give_up()
            self._owners.leave()
        finally:
            self._turn.release()

    def _take_turn(self) -> None:
        if self._is_closed:
            raise RuntimeError("the store was closed")
        if self._is_lost:
            raise StoreBusy(
                "this process was forked while the store was in use", hint="start it as a process of its own"
            )
        if self._thread == threading.get_ident():
            raise RuntimeError("a unit of work inside another one: pass the unit on instead")
        if not self._turn.acquire(timeout=self._wait_seconds):
            raise StoreBusy(
                f"the store was busy for {self._wait_seconds:.0f} seconds: this process uses it for {self._purpose}",
                hint="wait until that is done, or interrupt it",
            )
        self._thread = threading.get_ident()

    def _opened(self, purpose: str) -> Connection:
        if self._connection is not None and self._lease is not None:
            self._lease.note(purpose)
            return self._connection
        lease = self._lease_on_folder(purpose)
        connection: Connection | None = None
        begin = time.monotonic()
        try:
            with translated(self.path):
                self._owners.own()
                connection = self._file.open()
            self._since = time.monotonic()
            opening_seconds = self._since - begin
            self._turn_seconds = min(max(_TURN_SECONDS, _TURN_OPENINGS * opening_seconds), _LONGEST_TURN_SECONDS)
            self._ended = threading.Event()
            threading.Thread(target=self._watch, args=[self._ended], name="botmail-store-lease", daemon=True).start()
            self._connection = connection
        except OSError as error:
            raise unwritable(self.path, error.strerror or str(error)) from error
        finally:
            if self._connection is None:
                # Also after an interrupt: a lease that nobody watches would never be given up.
                self._ended.set()
                if connection is not None:
                    connection.close()
                lease.release()
        return connection

    def _lease_on_folder(self, purpose: str) -> Lease:
        make_private_folder(self.folder)
        if self._lease is None:
            self._lease = Lease(self.folder)
        try:
            self._lease.acquire(purpose, wait_seconds=self._wait_seconds)
        except OSError as error:
            raise unwritable(self.path, error.strerror or str(error)) from error
        return self._lease

    def _roll_back(self, connection: Connection) -> None:
        try:
            connection.execute("ROLLBACK")
        except duckdb.Error:
            # No transaction any more, or a connection that a full disk has spoilt: a fresh one settles both.
            self._give_up()

    def _watch(self, ended: threading.Event) -> None:
        """Look after a connection that nobody uses, until it is given up."""
        while not ended.wait(_WATCH_SECONDS):
            if self._turn.acquire(blocking=False):
                try:
                    self._give_up_if_due()
                finally:
                    self._turn.release()

    def _give_up_if_due(self) -> None:
        if self._connection is None or self._lease is None:
            return
        now = time.monotonic()
        unused_seconds = now - self._last_use
        is_turn_over = now - self._since > self._turn_seconds or unused_seconds > _QUIET_SECONDS
        if unused_seconds > _IDLE_SECONDS or (is_turn_over and self._lease.is_wanted()):
            self._give_up()

    def _give_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None or self._lease is None:
            return
        self._ended.set()
        try:
            connection.close()
        finally:
            self._lease.release()

    def _before_fork(self) -> None:
        """Close what a child could only break: it would get the connection without the threads behind it."""
        self._is_forking = self._thread != threading.get_ident() and self._turn.acquire(timeout=_EXIT_SECONDS)
        if self._is_forking:
            self._give_up()

    def _after_fork_in_parent(self) -> None:
        if self._is_forking:
            self._turn.release()

    def _after_fork_in_child(self) -> None:
        if self._connection is not None:
            # Forked in the middle of a unit. Freeing the connection here would write to the parent's file.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._connection))
            self._is_lost = True
        if self._lease is not None:
            self._lease.abandon()
        self._owners.abandon()
        self._connection = self._lease = None
        self._turn = threading.Lock()
        self._thread = 0


_DATABASES: weakref.WeakSet[Database] = weakref.WeakSet()


def _on_all(act: Callable[[Database], None]) -> Callable[[], None]:
    def act_on_all() -> None:
        for database in list(_DATABASES):
            act(database)

    return act_on_all


atexit.register(_on_all(Database.close))
if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_on_all(Database._before_fork),
        after_in_parent=_on_all(Database._after_fork_in_parent),
        after_in_child=_on_all(Database._after_fork_in_child),
    )
