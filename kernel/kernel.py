"""The kernel: Jupyter's messages for a BASIC that reads and sends mail."""

from __future__ import annotations

import threading
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from traitlets import List, Type

from botmail import __version__
from kernel.cells import CellKind, CellRefused, magics_starting_with, read_cell
from kernel.compiler import BasicCompiler
from kernel.shell import BasicShell

_TYPES_KEY = "_jupyter_types_experimental"


class BasicKernel(IPythonKernel):
    """IPython's kernel with a BASIC shell: comms, widgets, debugger and history stay as they are."""

    shell_class = Type(BasicShell)
    compiler_class = Type(BasicCompiler)
    debugger_class = Type("kernel.debugger.BasicDebugger")
    shell: BasicShell

    implementation = "botmail"
    implementation_version = __version__
    banner = f"botmail {__version__}: BASIC for mailboxes. ?SEND MAIL explains a verb."
    language_info = {  # noqa: RUF012 - the base class declares it as a plain attribute
        "name": "basic",
        "version": __version__,
        "mimetype": "text/x-botmail-basic",
        "file_extension": ".bas",
        "pygments_lexer": "botmail-basic",
        # VBScript's colours wherever our own editor mode is not installed.
        "codemirror_mode": {"name": "botmail", "mime": "text/vbscript"},
        "nbconvert_exporter": "script",
    }
    help_links: List[Any] = List([]).tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._warm_up: threading.Thread | None = None

    async def kernel_info_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Answer, and then load what the first cell needs while the user still types."""
        await super().kernel_info_request(stream, ident, parent)
        if self._warm_up is None:
            self._warm_up = threading.Thread(target=self._load, name="botmail-warm-up", daemon=True)
            self._warm_up.start()

    def _load(self) -> None:
        # Whatever fails here fails again, and is told, when a cell needs it.
        try:
            self.shell.workspace.warm_up()
        except Exception:
            self.log.debug("warm-up failed", exc_info=True)

    async def do_execute(
        self,
        code: str,
        silent: bool,
        store_history: bool = True,
        user_expressions: dict[str, str] | None = None,
        allow_stdin: bool = False,
        *,
        cell_meta: dict[str, Any] | None = None,
        cell_id: str | None = None,
    ) -> dict[str, Any]:
        """Run a cell; an error's name and message are BASIC's."""
        reply: dict[str, Any] = await super().do_execute(
            code, silent, store_history, user_expressions, allow_stdin, cell_meta=cell_meta, cell_id=cell_id
        )
        failure = self.shell.failure
        if reply["status"] == "error" and failure is not None:
            reply.update(ename=failure.name, evalue=failure.message, traceback=list(failure.lines))
        return reply

    async def do_complete(self, code: str, cursor_pos: int | None) -> dict[str, Any]:
        """Verbs, clauses, variables, members and folders that fit at the cursor; never asks the network."""
        cursor = len(code) if cursor_pos is None else cursor_pos
        first = code[:cursor].lstrip()
        if first.startswith("%") and not any(map(str.isspace, first)):
            return _completions(magics_starting_with(first), start=cursor - len(first), end=cursor)
        if _kind(code) is CellKind.HELP or first.startswith("?"):
            blanked = code.replace("?", " ")
            found = self.shell.workspace.complete(blanked, cursor, names=self.shell.visible_names())
            return _completions(found.items, start=found.start, end=found.end)
        if _kind(code) is CellKind.PYTHON:
            return self._complete_python(code, cursor)
        if _kind(code) not in (CellKind.BASIC, CellKind.PREVIEW):
            return _completions([], start=cursor, end=cursor)
        found = self.shell.workspace.complete(code, cursor, names=self.shell.visible_names())
        return _completions(found.items, start=found.start, end=found.end)

    def _complete_python(self, code: str, cursor: int) -> dict[str, Any]:
        head = code.index("\n") + 1 if "\n" in code else len(code)
        if cursor < head:
            return _completions([], start=cursor, end=cursor)
        reply: dict[str, Any] = super().do_complete(code[head:], cursor - head)
        reply["cursor_start"] += head
        reply["cursor_end"] += head
        for item in reply["metadata"].get(_TYPES_KEY, ()):
            item.update(start=item["start"] + head, end=item["end"] + head)
        return reply

    async def do_inspect(
        self, code: str, cursor_pos: int, detail_level: int = 0, omit_sections: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The page of the verb, function, clause or variable under the cursor."""
        if _kind(code) is CellKind.PYTHON:
            reply: dict[str, Any] = super().do_inspect(code, cursor_pos, detail_level, omit_sections)
            return reply
        page = self.shell.workspace.inspect(code, cursor_pos, names=self.shell.visible_names())
        data = {} if page is None else {"text/plain": page}
        return {"status": "ok", "found": page is not None, "data": data, "metadata": {}}

    async def do_history(  # noqa: PLR0917 - the signature is Jupyter's
        self,
        hist_access_type: str,
        output: bool,
        raw: bool,
        session: int = 0,
        start: int = 0,
        stop: int | None = None,
        n: int | None = None,
        pattern: str | None = None,
        unique: bool = False,
    ) -> dict[str, Any]:
        """Earlier inputs; a range names its session as it was asked for (IPython calls the running one 0)."""
        reply: dict[str, Any] = super().do_history(
            hist_access_type, output, raw, session, start, stop, n, pattern, unique
        )
        if hist_access_type == "range" and session > 0:
            reply["history"] = [(session, *entry[1:]) for entry in reply["history"]]
        return reply

    async def do_shutdown(self, restart: bool) -> dict[str, Any]:
        """End, giving back the store and the connections first."""
        self.shell.close_workspace()
        reply: dict[str, Any] = super().do_shutdown(restart)
        return reply


def _kind(code: str) -> CellKind | None:
    try:
        return read_cell(code).kind
    except CellRefused:
        return None


def _completions(items: Any, *, start: int, end: int) -> dict[str, Any]:
    typed = [
        {
            "start": start,
            "end": end,
            "text": item.text,
            "type": item.type,
            "signature": item.signature or item.help,
            "documentation": item.help,
        }
        for item in items
    ]
    return {
        "status": "ok",
        "matches": [item["text"] for item in typed],
        "cursor_start": start,
        "cursor_end": end,
        "metadata": {_TYPES_KEY: typed},
    }
