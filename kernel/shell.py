"""The shell: IPython's, with BASIC in the places where it would parse, explain and remember Python."""

from __future__ import annotations

import ast
import importlib
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import CodeType, TracebackType
from typing import TYPE_CHECKING, Any, cast

from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.interactiveshell import ExecutionResult
from traitlets import Instance, Type

from botmail.domain.errors import BotmailError, LanguageError
from botmail.lang.diagnostics import suspicions
from kernel.cells import Cell, CellKind, CellRefused, read_cell
from kernel.compiler import BasicCompiler
from kernel.display import BasicFormatter, KernelDisplay
from kernel.failures import Failure
from kernel.history import BasicHistory
from kernel.magics import BasicMagics
from kernel.prompts import KernelPrompt
from kernel.transformer import BasicTransformer

if TYPE_CHECKING:
    from botmail.app import Workspace

ExceptionTuple = tuple[type[BaseException], BaseException, TracebackType | None]


class CellsOverlap(LanguageError):
    """A second cell was started, in a subshell, while one runs."""

    code = "BM122"


class BasicDisplayHook(ZMQShellDisplayHook):
    """Shows a cell's result."""

    def quiet(self) -> bool:
        """Never: a `;` at the end hides a result in IPython only (and finding it would tokenize BASIC as Python)."""
        return False


class BasicShell(ZMQInteractiveShell):
    """Runs cells; one at a time, synchronously, so that an interrupt always gets through."""

    input_transformer_manager = Instance(BasicTransformer, ())
    displayhook_class = Type(BasicDisplayHook)
    compile: BasicCompiler

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.failure: Failure | None = None
        self._workspace: Workspace | None = None
        self._opening = threading.RLock()
        self._running = threading.RLock()
        super().__init__(*args, **kwargs)
        self.autoawait = False
        self.compile.translate = self._translate
        self.input_transformer_manager.completeness = self._completeness

    @property
    def workspace(self) -> Workspace:
        """The workspace of this notebook, opened when something first needs it."""
        with self._opening:
            if self._workspace is None:
                self._workspace = self._open_workspace()
            return self._workspace

    def _open_workspace(self) -> Workspace:
        app = importlib.import_module("botmail.app")  # heavy: not before the kernel has answered
        workspace = cast(
            "Workspace",
            app.Workspace(
                display=KernelDisplay(), prompt=KernelPrompt(self.kernel), namespace=self.user_ns, is_notebook=True
            ),
        )
        self.user_ns_hidden.update({name: self.user_ns[name] for name in workspace.hidden_names})
        return workspace

    def close_workspace(self) -> None:
        """Give the store and the connections back; a later cell opens them again."""
        with self._opening:
            workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.close()

    def visible_names(self) -> dict[str, object]:
        """The user's variables by Python name, without IPython's and ours."""
        return {
            name: value
            for name, value in list(self.user_ns.items())
            if not name.startswith("_") and not self.is_hidden(name)
        }

    def is_hidden(self, name: str) -> bool:
        """Whether a Python name still has the value that IPython or we gave it."""
        hidden = self.user_ns_hidden
        return name in hidden and self.user_ns.get(name) is hidden[name]

    # What IPython asks for

    def init_history(self) -> None:
        """Keep no passwords in the history."""
        self.history_manager = BasicHistory(shell=self, parent=self)
        self.configurables.append(self.history_manager)  # type: ignore[arg-type]  # IPython types the list too narrowly

    def init_display_formatter(self) -> None:
        """Use the formatter that knows our values."""
        self.display_formatter = BasicFormatter(parent=self)
        self.configurables.append(self.display_formatter)  # type: ignore[arg-type]  # as above

    def init_magics(self) -> None:
        """Add `%%sql` and help to IPython's own, which only Python code could reach."""
        super().init_magics()
        self.register_magics(BasicMagics)

    def init_traceback_handlers(self, custom_exceptions: object) -> None:
        """Show errors of the language at the place where IPython shows syntax errors."""
        super().init_traceback_handlers(custom_exceptions)
        self.custom_exceptions = (LanguageError,)
        self.CustomTB = self._show_language_error  # type: ignore[assignment]  # any callable will do

    def transform_cell(self, raw_cell: str) -> str:
        """The cell itself: lines and columns stay those on the screen."""
        return raw_cell

    def should_run_async(self, raw_cell: str, **_: object) -> bool:
        """Never: an awaited sleep in ipykernel cannot be interrupted."""
        del raw_cell
        return False

    async def run_cell_async(self, raw_cell: str, *args: Any, **options: Any) -> ExecutionResult:
        """Run one cell of any kind; the kind is told here, and mistakes in it are shown like any other."""
        self.failure = None
        if not self._running.acquire(blocking=False):
            options["preprocessing_exc_tuple"] = _exception_tuple(
                CellsOverlap("another cell of this notebook is still running", hint="wait for it, or interrupt it")
            )
            return await super().run_cell_async(raw_cell, *args, **options)
        outer = self.compile.cell
        try:
            self.compile.cell = read_cell(
                raw_cell, cell_id=options.get("cell_id") or "", is_silent=bool(options.get("silent"))
            )
        except CellRefused as problem:
            options["preprocessing_exc_tuple"] = _exception_tuple(problem)
        try:
            return await super().run_cell_async(raw_cell, *args, **options)
        finally:
            self.compile.cell = outer
            self._running.release()

    async def run_ast_nodes(
        self,
        nodelist: list[ast.stmt],
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Callable[..., Any] = compile,
        result: ExecutionResult | None = None,
    ) -> bool | None:
        """Run a compiled cell; a BASIC one as one run of the workspace, with its summary at the end."""
        cell = self.compile.cell
        run_nodes = super().run_ast_nodes
        if cell is None or cell.kind not in (CellKind.BASIC, CellKind.PREVIEW) or not nodelist:
            return cast("bool | None", await run_nodes(nodelist, cell_name, interactivity, compiler, result))
        workspace, is_preview = self.workspace, cell.kind is CellKind.PREVIEW
        program, source = cell.program_id, cell.body
        consents = {} if is_preview else workspace.approve(nodelist, cell_name, program_id=program, source=source)
        with suppress(_CellFailed), workspace.cell(program, source, preview=is_preview, consents=consents) as run:
            quick = workspace.hastened(nodelist)
            has_failed = await run_nodes(quick, cell_name, interactivity, compiler, result)
            if has_failed and result is not None and result.error_in_exec is not None:
                # It was shown, and goes no further; but the record should know that this run did not end well.
                raise _ended_by(result.error_in_exec)
        display = KernelDisplay()
        if run.rows:
            display.show(run.plan_rows)
        for line in run.summary():
            display.say(line)
        return cast("bool | None", has_failed)

    async def run_code(
        self, code_obj: CodeType, result: ExecutionResult | None = None, *, async_: bool = False
    ) -> bool:
        """Run one statement; END, STOP and EXIT leave out the others and are no error."""
        is_over: bool = await super().run_code(code_obj, result, async_=async_)
        if is_over and result is not None and self.workspace.is_end(result.error_in_exec):
            result.error_in_exec = None
        return is_over

    def _completeness(self, source: str) -> tuple[str, str]:
        return self.workspace.completeness(source)

    def _translate(self, cell: Cell, filename: str) -> ast.Module:
        names = self.visible_names()
        module = self.workspace.compile(cell.body, filename=filename, program_id=cell.program_id, names=names)
        found = self.workspace.check(cell.body, names=names)
        for warning in suspicions(found, cell.body, self._cell_label(filename)):
            print(warning, file=sys.stderr)
        return module

    def show_page(self, page: str) -> None:
        """Put a text into the front end's pager."""
        assert self.payload_manager is not None
        self.payload_manager.write_payload({"source": "page", "data": {"text/plain": page}, "start": 0})

    def parse_dumped_cell(self, text: str, filename: str) -> ast.Module:
        """A cell that the debugger wrote to a file, as it would be compiled now; nothing is remembered or run.

        Raises:
            LanguageError: it is not BASIC as we know it.
        """
        cell = read_cell(text)
        if cell.kind is CellKind.PYTHON:
            return ast.parse(cell.body, filename)
        return self.workspace.compile(
            cell.body, filename=filename, program_id=cell.program_id, names=self.visible_names()
        )

    # Errors

    def showtraceback(self, exc_tuple: ExceptionTuple | None = None, *args: Any, **options: Any) -> None:
        """Show an error in BASIC's words and lines; an error of a Python cell as Python's."""
        _, error, _ = self._get_exc_info(exc_tuple)
        cell = self.compile.cell
        if cell is not None and cell.kind is CellKind.PYTHON and isinstance(error, Exception):
            super().showtraceback(exc_tuple, *args, **options)
            return
        self._show_failure(error)

    def _show_language_error(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None, **_: object
    ) -> None:
        del kind, traceback
        self._show_failure(error)

    def _show_failure(self, error: BaseException) -> None:
        failure = self._failure_of(error)
        if failure is None:
            return
        self.failure = failure
        # The message on the wire takes its name from a type: make one of that name.
        kind = type(failure.name, (Exception,), {})
        self._showtraceback(kind, kind(failure.message), list(failure.lines))

    def _failure_of(self, error: BaseException) -> Failure | None:
        """How an error is shown; None for END, STOP and EXIT, which are none."""
        try:
            workspace = self.workspace
        except Exception as broken:  # an installation that lacks a part: without an answer the cell would never end
            return Failure.of(type(broken).__name__, str(broken), f"botmail cannot start: {broken}")
        if workspace.is_end(error):
            return None
        problem = workspace.describe(error, label=self._cell_label)
        return Failure.of(problem.name, problem.message, problem.text)

    def _cell_label(self, filename: str) -> str:
        label = self.compile.format_code_name(filename)
        return label[1] if label else filename

    def _format_exception_for_storage(self, exception: BaseException, *args: Any, **options: Any) -> dict[str, Any]:
        if self.failure is None:
            return cast("dict[str, Any]", super()._format_exception_for_storage(exception, *args, **options))
        failure = self.failure
        return {"ename": failure.name, "evalue": failure.message, "traceback": list(failure.lines)}


class _CellFailed(BaseException):
    """A cell's error was shown already."""


class _CellInterrupted(_CellFailed, KeyboardInterrupt):
    """The same, for an interrupt."""


def _ended_by(error: BaseException) -> _CellFailed:
    return _CellInterrupted() if isinstance(error, KeyboardInterrupt) else _CellFailed()


def _exception_tuple(error: BotmailError) -> ExceptionTuple:
    return type(error), error, error.__traceback__
