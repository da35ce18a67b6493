"""How a program asks its user in a notebook: Jupyter's input requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from IPython.core.error import StdinNotImplementedError

from botmail.domain.asking import is_yes, nobody_there, question_text

if TYPE_CHECKING:
    from kernel.kernel import BasicKernel


class KernelPrompt:
    """The notebook's input box as a `Prompt` port."""

    def __init__(self, kernel: BasicKernel) -> None:
        self._kernel = kernel

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        """The answer that was typed; asked without echo when it is a secret.

        Raises:
            InputProblem: the front end takes no input, as when a notebook is executed by a program.
        """
        text = question_text(question, name=name, choices=choices)
        try:
            return str(self._kernel.getpass(text) if secret else self._kernel.raw_input(text))
        except StdinNotImplementedError:
            raise nobody_there(question, name=name, secret=secret) from None

    def confirm(self, question: str) -> bool:
        """Whether a person typed yes; False where nobody can type."""
        try:
            return is_yes(str(self._kernel.raw_input(f"{question} (yes/no) ")))
        except StdinNotImplementedError:
            return False
