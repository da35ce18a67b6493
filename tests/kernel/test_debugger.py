"""The debugger over its own messages: it starts, stops on BASIC lines, and shows BASIC variables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.kernel.driver import Kernel
from tests.servers.mailserver import MailServer, compose_mail

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


STEPS = """\
SUB greet(who)
  note = "hi " & who
  TALK note
END SUB
FOR i = 1 TO 3
  greet("a" & i)
NEXT
"""


class Stopped:
    """A program that stands at a breakpoint; how to look around and go on."""

    def __init__(self, debugger: Kernel, event: dict[str, Any] | None = None) -> None:
        self.debugger = debugger
        self.thread = (event or debugger.event("stopped"))["body"]["threadId"]
        frames = debugger.debug("stackTrace", {"threadId": self.thread})["body"]["stackFrames"]
        self.where = [(frame["name"], frame["line"]) for frame in frames]
        self.frame = frames[0]["id"]

    def variables(self) -> dict[str, str]:
        """The variables of the frame by name, as the pane words them."""
        return {variable["name"]: variable["value"] for variable in self._variables_of(self.scope)}

    @property
    def scope(self) -> int:
        """The reference of the frame's own variables."""
        answer = self.debugger.debug("scopes", {"frameId": self.frame})
        return int(answer["body"]["scopes"][0]["variablesReference"])

    def parts(self, name: str) -> dict[str, str]:
        """What the pane shows inside a variable."""
        (reference,) = [v["variablesReference"] for v in self._variables_of(self.scope) if v["name"] == name]
        return {variable["name"]: variable["value"] for variable in self._variables_of(reference)}

    def _variables_of(self, reference: int) -> list[dict[str, Any]]:
        answer = self.debugger.debug("variables", {"variablesReference": reference})
        return list(answer["body"]["variables"])

    def evaluate(self, expression: str) -> tuple[bool, str]:
        """Whether an expression has a value here, and it, or what is wrong."""
        answer = self.debugger.debug("evaluate", {"expression": expression, "frameId": self.frame})
        return answer["success"], answer["body"]["result"] if answer["success"] else answer["message"]

    def go(self, command: str) -> Stopped:
        """Step; where the program stands then."""
        self.debugger.debug(command, {"threadId": self.thread})
        return Stopped(self.debugger)

    def finish(self) -> None:
        """Go on to the end, without breakpoints."""
        self.debugger.debug("continue", {"threadId": self.thread})


@contextmanager
def stopped(debugger: Kernel, program: str, *, breakpoint: dict[str, Any]) -> Iterator[Stopped]:
    """A program at its first stop; let go afterwards."""
    source = {"path": debugger.debug("dumpCell", {"code": program})["body"]["sourcePath"]}
    answer = debugger.debug("setBreakpoints", {"breakpoints": [breakpoint], "source": source})
    assert [one["verified"] for one in answer["body"]["breakpoints"]] == [True]
    identity = debugger.client.execute(program)
    stop = Stopped(debugger)
    yield stop
    debugger.debug("setBreakpoints", {"breakpoints": [], "source": source})
    stop.finish()
    assert debugger.reply(identity)["status"] == "ok"


def test_condition_of_a_breakpoint_is_basic(debugger: Kernel) -> None:
    with stopped(debugger, PROGRAM, breakpoint={"line": 4, "condition": "i = 2 AND total <> 0"}) as stop:
        assert stop.variables()["i"] == "2"


def test_breakpoint_with_a_condition_that_is_no_basic_says_so(debugger: Kernel) -> None:
    path = debugger.debug("dumpCell", {"code": PROGRAM})["body"]["sourcePath"]
    wanted = [{"line": 1}, {"line": 4, "condition": "i ="}, {"line": 6}]
    answer = debugger.debug("setBreakpoints", {"breakpoints": wanted, "source": {"path": path}})
    first, refused, last = answer["body"]["breakpoints"]
    assert (first["verified"], refused["verified"], last["verified"]) == (True, False, True)
    assert "value" in refused["message"]
    debugger.debug("setBreakpoints", {"breakpoints": [], "source": {"path": path}})


def test_steps_go_into_a_sub_and_out_of_it_and_over_it(debugger: Kernel) -> None:
    with stopped(debugger, STEPS, breakpoint={"line": 6, "condition": "i = 1"}) as stop:
        assert stop.where == [("<module>", 6)]
        inside = stop.go("stepIn")
        assert inside.where == [("greet", 2), ("<module>", 6)]
        assert inside.variables() == {"who": '"a1"'}
        further = inside.go("next")
        assert further.where == [("greet", 3), ("<module>", 6)]
        outside = further.go("stepOut")
        while outside.where == [("<module>", 6)]:
            outside = outside.go("next")
        assert outside.where == [("<module>", 5)]
        assert outside.go("next").where == [("<module>", 6)]


EXPRESSIONS = [
    ('i * 10 + LEN("é")', True, "11"),
    ("i = 1 AND NOT i = 2", True, "TRUE"),
    ("NULL", True, "NULL"),
    ("[1, 'a', {b: 2.5}]", True, '[1, "a", {b: 2.5}]'),
    ('"say ""hi', False, "not closed"),
    ("nothing_here", False, "`nothing_here` has no value yet"),
    ("__import__('os')", False, "__import__"),
]


def test_expressions_are_evaluated_as_basic(debugger: Kernel) -> None:
    with stopped(debugger, STEPS, breakpoint={"line": 6, "condition": "i = 1"}) as stop:
        answers = [(expression, *stop.evaluate(expression)) for expression, _, _ in EXPRESSIONS]
    for (expression, is_known, said), answer in zip(EXPRESSIONS, answers, strict=True):
        assert answer[:2] == (expression, is_known)
        assert said == answer[2] if is_known else said in answer[2]


def test_variable_is_set_to_a_basic_value(debugger: Kernel) -> None:
    with stopped(debugger, PROGRAM, breakpoint={"line": 6}) as stop:
        arguments = {"variablesReference": stop.scope, "name": "total", "value": "total * 100 + LEN('ab')"}
        assert debugger.debug("setVariable", arguments)["body"]["value"] == "602"
        assert stop.evaluate("total") == (True, "602")


def test_breakpoint_in_a_loop_over_mail_shows_the_mail(debugger: Kernel, server: MailServer) -> None:
    server.deliver(compose_mail("Urgent: the printer", sender="Ann <ann@example.org>"))
    program = 'FOR EACH email IN GET_EMAILS("INBOX", "UNSEEN")\n  list = [email.subject]\n  x = 1\nNEXT\n'
    with stopped(debugger, program, breakpoint={"line": 3}) as stop:
        shown = stop.variables()
        assert shown["email"].startswith('"Urgent: the printer" from Ann, ')
        assert shown["list"] == '["Urgent: the printer"]'
        parts = stop.parts("email")
        assert {"subject", "from", "to", "date", "is_read", "size"} <= parts.keys()
        assert (parts["subject"], parts["is_read"]) == ('"Urgent: the printer"', "FALSE")
        assert not [name for name in parts if name.startswith("_")]


def test_exception_breakpoint_stops_on_the_line_that_went_wrong(debugger: Kernel) -> None:
    debugger.debug("setExceptionBreakpoints", {"filters": ["raised"]})
    program = "values = [1, 2]\nx = 5\ny = values[x]\n"
    debugger.client.execute(program)
    stop = Stopped(debugger)
    assert stop.where[0][1] == 3
    debugger.debug("setExceptionBreakpoints", {"filters": []})
    stop.finish()
