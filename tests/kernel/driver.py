"""A running kernel as the tests see it: cells in, what a notebook would show out, over Jupyter's own messages."""

from __future__ import annotations

import queue
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

SECONDS = 20.0
OURS = (sys.executable, "-P", "-m", "kernel", "-f", "{connection_file}")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Shown:
    """What one cell gave: text, results and displays as MIME bundles, errors, and the reply."""

    text: str = ""
    results: list[dict[str, Any]] = field(default_factory=list)
    displays: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    reply: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ok(self) -> bool:
        """Whether the cell ran to its end."""
        return bool(self.reply["status"] == "ok")

    @property
    def error_text(self) -> str:
        """The error as shown, without colours."""
        (error,) = self.errors
        return _ANSI.sub("", "\n".join(error["traceback"]))


class Kernel:
    """One kernel process and a client of it."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient) -> None:
        self.manager = manager
        self.client = client

    def run(
        self, code: str, *, answers: Sequence[str] | None = None, cell_id: str = "", subshell: str | None = None
    ) -> Shown:
        """Run a cell to its end; with `answers` there is a keyboard, and these are typed in turn."""
        shown, left = Shown(), list(answers or ())
        request = self.client.session.msg(
            "execute_request",
            {
                "code": code,
                "silent": False,
                "store_history": True,
                "user_expressions": {},
                "allow_stdin": answers is not None,
                "stop_on_error": False,
            },
            metadata={"cellId": cell_id} if cell_id else {},
        )
        if subshell:
            request["header"]["subshell_id"] = subshell
        self.client.shell_channel.send(request)
        identity = request["header"]["msg_id"]
        self._collect(identity, shown, left)
        shown.reply = self.reply(identity)
        return shown

    def reply(self, identity: str) -> dict[str, Any]:
        """The reply to a request on the shell channel."""
        while True:
            message = self.client.get_shell_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") == identity:
                content: dict[str, Any] = message["content"]
                return content

    def run_interrupted(self, code: str, *, after_seconds: float = 0.5) -> tuple[Shown, float]:
        """Run a cell and interrupt it; what it showed, and the seconds that it lived on."""
        shown = Shown()
        identity = self.client.execute(code, allow_stdin=True)
        time.sleep(after_seconds)
        begun = time.monotonic()
        self.manager.interrupt_kernel()
        shown.reply = self.reply(identity)
        lived = time.monotonic() - begun
        self._collect(identity, shown, [])
        return shown, lived

    def ask(self, send: Callable[[], str]) -> dict[str, Any]:
        """Send a request by one of the client's methods; its reply's content."""
        return self.reply(send())

    def new_subshell(self) -> str:
        """Make a subshell, which runs requests beside the main one; its id."""
        return str(self._control("create_subshell_request", {})["subshell_id"])

    def debug(self, command: str, arguments: Mapping[str, object] | None = None) -> dict[str, Any]:
        """A request of the debug adapter protocol, and its answer."""
        content = {"type": "request", "seq": 1, "command": command, "arguments": dict(arguments or {})}
        return self._control("debug_request", content)

    def _control(self, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        request = self.client.session.msg(kind, content)
        self.client.control_channel.send(request)
        while True:
            message = self.client.get_control_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") == request["header"]["msg_id"]:
                answer: dict[str, Any] = message["content"]
                return answer

    def event(self, name: str) -> dict[str, Any]:
        """The next debug event of that name."""
        while True:
            message = self.client.get_iopub_msg(timeout=SECONDS)
            if message["msg_type"] == "debug_event" and message["content"]["event"] == name:
                event: dict[str, Any] = message["content"]
                return event

    def _collect(self, identity: str, shown: Shown, answers: list[str]) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            self._answer(identity, answers)
            try:
                message = self.client.get_iopub_msg(timeout=0.05)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") != identity:
                continue
            content = message["content"]
            match message["msg_type"]:
                case "stream":
                    shown.text += content["text"]
                case "execute_result":
                    shown.results.append(content["data"])
                case "display_data":
                    shown.displays.append(content["data"])
                case "error":
                    shown.errors.append(content)
                case "status" if content["execution_state"] == "idle":
                    return
        raise AssertionError(f"the cell did not end within {SECONDS} seconds")

    def _answer(self, identity: str, answers: list[str]) -> None:
        """Type the next answer, if this very cell has asked; a question of an interrupted one is left alone."""
        if not answers:
            return
        try:
            message = self.client.get_stdin_msg(timeout=0.05)
        except queue.Empty:
            return
        if message["parent_header"].get("msg_id") == identity:
            self.client.input(answers.pop(0))


@contextmanager
def running_kernel(folder: Path, environment: Mapping[str, str], *, argv: Sequence[str] = OURS) -> Iterator[Kernel]:
    """A kernel that works in `folder`; ours, started the way the kernelspec says, unless another command is given."""
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(argv=list(argv), display_name="BASIC", language="basic")
    manager.start_kernel(cwd=str(folder), env=dict(environment))
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        yield Kernel(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
