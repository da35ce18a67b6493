"""The debugger: ipykernel's, for BASIC lines, BASIC variables and BASIC expressions."""

from __future__ import annotations

import ast
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ipykernel.debugger import Debugger, VariableExplorer
from IPython import get_ipython

import botmail
from botmail.domain.errors import LanguageError
from botmail.lang.naming import basic_name_of, python_name_of
from kernel.debug_values import register
from kernel.evaluation import NoValue, call_for

if TYPE_CHECKING:
    from kernel.shell import BasicShell

Message = dict[str, Any]

# debugpy's groups beside a frame's variables: what begins with `_`, functions, and classes.
_HIDDEN_GROUPS = {"special": "hide", "function": "hide", "class": "hide", "protected": "hide"}


class BasicExplorer(VariableExplorer):
    """The variables while nothing is stopped, without the groups that debugpy makes of helpers."""

    def __init__(self) -> None:
        super().__init__()
        self.py_db.variable_presentation = type(self.py_db.variable_presentation)(
            **{"class_" if name == "class" else name: how for name, how in _HIDDEN_GROUPS.items()}
        )


class BasicDebugger(Debugger):
    """Stops on BASIC statements, hides what is not the user's, and never steps into botmail itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for package in (Path(botmail.__file__).parent, Path(__file__).parent):
            self.kernel_modules.append(f"{package}/**")
        own = {"evaluate": self.evaluate, "setVariable": self.setVariable}
        self.started_debug_handlers.update(own)

    def accept_variable(self, variable_name: str) -> bool:
        """Whether the variables pane shows a name."""
        if variable_name.startswith("__"):
            return False
        return bool(super().accept_variable(variable_name)) and not _shell().is_hidden(variable_name)

    async def attach(self, message: Message) -> Message:
        """Attach, with BASIC's view of values and without debugpy's groups of helpers."""
        register()
        message["arguments"]["variablePresentation"] = _HIDDEN_GROUPS
        return cast("Message", await super().attach(message))

    async def setBreakpoints(self, message: Message) -> Message:  # noqa: N802 - the protocol's name
        """Set breakpoints, moved from comments, blanks and NEXT lines, where they never hit, to the next statement.

        A condition is a BASIC expression; a breakpoint whose condition cannot be read is not set, and says why.
        """
        arguments = message["arguments"]
        lines = _statement_lines(Path(arguments["source"]["path"]))
        wanted = arguments.get("breakpoints") or []
        for breakpoint in wanted:
            at = bisect_left(lines, breakpoint["line"])
            if at < len(lines):
                breakpoint["line"] = lines[at]
        problems = {at: problem for at, one in enumerate(wanted) if (problem := _condition_problem(one))}
        arguments["breakpoints"] = [_for_python(one) for at, one in enumerate(wanted) if at not in problems]
        reply = cast("Message", await super().setBreakpoints(message))
        for at, problem in problems.items():
            refused = {"verified": False, "line": wanted[at]["line"], "message": problem}
            reply["body"]["breakpoints"].insert(at, refused)
        return reply

    async def variables(self, message: Message) -> Message:
        """The variables of a frame, or the parts of a value, by their BASIC names."""
        return _in_basic(await super().variables(message))

    async def inspectVariables(self, message: Message) -> Message:  # noqa: N802 - the protocol's name
        """The variables while nothing is stopped."""
        register()
        self.variable_explorer.untrack_all()
        self.variable_explorer = BasicExplorer()
        self.variable_explorer.track()
        return _in_basic(self._build_variables_response(message, self.variable_explorer.get_children_variables()))

    async def richInspectVariables(self, message: Message) -> Message:  # noqa: N802 - the protocol's name
        """A variable as a cell would show it."""
        arguments = message["arguments"]
        arguments["variableName"] = python_name_of(arguments["variableName"])
        return cast("Message", await super().richInspectVariables(message))

    async def evaluate(self, message: Message) -> Message:
        """The value of a BASIC expression where the program stands."""
        arguments = message["arguments"]
        arguments.update(expression=call_for(arguments["expression"]), context="watch")
        reply = cast("Message", await self._forward_message(message))
        if not reply["success"]:
            reply["message"] = reply.get("message", "").removeprefix(f"{NoValue.__name__}: ")
        return reply

    async def setVariable(self, message: Message) -> Message:  # noqa: N802 - the protocol's name
        """Give a variable the value of a BASIC expression."""
        arguments = message["arguments"]
        arguments.update(name=python_name_of(arguments["name"]), value=call_for(arguments["value"]))
        return cast("Message", await self._forward_message(message))


def _shell() -> BasicShell:
    return cast("BasicShell", get_ipython())


def _in_basic(reply: Message) -> Message:
    for variable in reply["body"]["variables"]:
        variable["name"] = basic_name_of(variable["name"])
    return reply


def _condition_problem(breakpoint: Message) -> str:
    """Why the condition cannot be read, or empty."""
    condition = breakpoint.get("condition")
    if not condition:
        return ""
    try:
        _shell().workspace.expressions.read(condition)
    except LanguageError as error:
        return _shell().workspace.describe(error).message
    return ""


def _for_python(breakpoint: Message) -> Message:
    condition = breakpoint.get("condition")
    return {**breakpoint, "condition": call_for(condition)} if condition else breakpoint


def _statement_lines(path: Path) -> list[int]:
    """The lines on which a statement of the dumped cell begins; empty when it is not a program."""
    try:
        tree = _shell().parse_dumped_cell(path.read_text(encoding="utf-8"), str(path))
    except (OSError, LanguageError, SyntaxError):
        return []
    return sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)})
