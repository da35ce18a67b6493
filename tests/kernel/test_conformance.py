"""Jupyter's own suite for kernels: every message valid, every request answered as the protocol says."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager
from jupyter_kernel_test import KernelTests


class ConformanceTests(KernelTests):
    """The suite's samples, in BASIC."""

    language_name = "basic"
    file_extension = ".bas"
    code_hello_world = 'TALK "hello, world"'
    code_stderr = "%%python\nimport sys\nprint('beside', file=sys.stderr)"
    completion_samples: ClassVar[list[dict[str, object]]] = [{"text": "MARK_AS_R", "matches": {"MARK AS READ"}}]
    complete_code_samples: ClassVar[list[str]] = ["TALK 1", "x = 1\ny = 2", "IF TRUE THEN\n  TALK 1\nEND IF", ""]
    incomplete_code_samples: ClassVar[list[str]] = ["FOR i = 1 TO 3", "x = [1,", 'TALK "open', "SUB s()"]
    invalid_code_samples: ClassVar[list[str]] = ["x = = 1", "END IF"]
    code_page_something = "?SEND MAIL"
    code_generate_error = "x = 1 / 0"
    code_execute_result: ClassVar[list[dict[str, str]]] = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" & 1', "result": "a1"},
        {"code": "[{a: 1}, {a: 2}]", "mime": "text/html"},
    ]
    code_display_data: ClassVar[list[dict[str, str]]] = [{"code": "SHOW [{a: 1}, {a: 2}]", "mime": "text/html"}]
    code_history_pattern = "6*"
    supported_history_operations = ("tail", "search", "range")
    code_inspect_sample = "TALK"
    code_clear_output = "%%python\nfrom IPython.display import clear_output\nclear_output()"
    home: ClassVar[TemporaryDirectory[str]]

    @classmethod
    def setUpClass(cls) -> None:
        """Start the kernel of this checkout, without a kernelspec and without anything of the user's."""
        cls.home = TemporaryDirectory()
        cls.km = KernelManager()
        argv = [sys.executable, "-P", "-m", "kernel", "-f", "{connection_file}"]
        cls.km._kernel_spec = KernelSpec(argv=argv, display_name="BASIC", language="basic")
        home = Path(cls.home.name)
        environment = {"IPYTHONDIR": str(home / "ipython"), "BOTMAIL_HOME": str(home / "store")}
        cls.km.start_kernel(cwd=cls.home.name, env={**os.environ, **environment})
        cls.kc = cls.km.blocking_client()
        cls.kc.start_channels()
        cls.kc.wait_for_ready(timeout=20)

    @classmethod
    def tearDownClass(cls) -> None:
        """End the kernel and leave nothing behind."""
        super().tearDownClass()
        cls.kc.context.destroy()
        cls.home.cleanup()


del KernelTests  # or pytest would run the suite's own class too, on a Python kernel
