"""The debugger over its own messages: it starts, stops on BASIC lines, and shows BASIC variables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernel.driver import Kernel

PROGRAM = "total = 0\n' a comment\nFOR i = 1 TO 3\n  total = total + i\nNEXT\nTALK total\n"


@pytest.fixture(scope="module")
def debugger(kernel: Kernel) -> Iterator[Kernel]:
    """The kernel with its debugger attached."""
    kernel.run("seen_before = 1")
    assert kernel.debug("initialize", {"clientID": "tests", "adapterID": ""})["success"]
    assert kernel.debug("attach")["success"]
    yield kernel
    kernel.debug("disconnect", {"restart": False, "terminateDebuggee": False})


def set_breakpoint(debugger: Kernel, line: int) -> int:
    """Set one breakpoint in `PROGRAM`; the line that it came to."""
    path = debugger.debug("dumpCell", {"code": PROGRAM})["body"]["sourcePath"]
    arguments = {"breakpoints": [{"line": line}], "source": {"path": path}, "sourceModified": False}
    answer = debugger.debug("setBreakpoints", arguments)
    assert debugger.debug("configurationDone")["success"]
    (found,) = answer["body"]["breakpoints"]
    return int(found["line"])


@pytest.mark.parametrize(("asked", "given"), [(1, 1), (2, 3), (4, 4), (5, 6)])
def test_breakpoint_moves_to_the_next_statement(debugger: Kernel, asked: int, given: int) -> None:
    assert set_breakpoint(debugger, asked) == given


def test_debugger_stops_on_the_line_and_shows_the_variables(debugger: Kernel) -> None:
    assert set_breakpoint(debugger, 4) == 4
    debugger.client.execute(PROGRAM)
    thread = debugger.event("stopped")["body"]["threadId"]
    frame = debugger.debug("stackTrace", {"threadId": thread})["body"]["stackFrames"][0]
    scope = debugger.debug("scopes", {"frameId": frame["id"]})["body"]["scopes"][0]
    variables = debugger.debug("variables", {"variablesReference": scope["variablesReference"]})["body"]["variables"]
    values = {variable["name"]: variable["value"] for variable in variables}
    assert frame["line"] == 4
    assert (values["i"], values["total"], values["seen_before"]) == ("1", "0", "1")
    assert not [name for name in values if name.startswith("__")]
    assert set_breakpoint(debugger, 6) == 6
    debugger.debug("continue", {"threadId": thread})
    assert debugger.event("stopped")["body"]["threadId"] == thread
    debugger.debug("continue", {"threadId": thread})


def test_variables_pane_hides_what_is_ours(debugger: Kernel) -> None:
    names = {variable["name"] for variable in debugger.debug("inspectVariables")["body"]["variables"]}
    assert "seen_before" in names
    assert not names & {"__botmail__", "get_ipython", "open", "exit", "quit"}
