"""The debugger: ipykernel's, for BASIC lines and BASIC variables."""

from __future__ import annotations

import ast
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ipykernel.debugger import Debugger
from IPython import get_ipython

import botmail
from botmail.domain.errors import LanguageError

if TYPE_CHECKING:
    from kernel.shell import BasicShell


class BasicDebugger(Debugger):
    """Stops on BASIC statements, hides what is not the user's, and never steps into botmail itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for package in (Path(botmail.__file__).parent, Path(__file__).parent):
            self.kernel_modules.append(f"{package}/**")

    def accept_variable(self, variable_name: str) -> bool:
        """Whether the variables pane shows a name."""
        if variable_name.startswith("__"):
            return False
        return bool(super().accept_variable(variable_name))

    async def setBreakpoints(self, message: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 - the protocol's name
        """Set breakpoints, moved from comments, blanks and NEXT lines, where they never hit, to the next statement."""
        arguments = message["arguments"]
        lines = _statement_lines(Path(arguments["source"]["path"]))
        for breakpoint in arguments.get("breakpoints", ()):
            at = bisect_left(lines, breakpoint["line"])
            if at < len(lines):
                breakpoint["line"] = lines[at]
        return cast("dict[str, Any]", await super().setBreakpoints(message))


def _statement_lines(path: Path) -> list[int]:
    """The lines on which a statement of the dumped cell begins; empty when it is not a program."""
    shell = cast("BasicShell", get_ipython())
    try:
        tree = shell.parse_dumped_cell(path.read_text(encoding="utf-8"), str(path))
    except (OSError, LanguageError, SyntaxError):
        return []
    return sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)})
