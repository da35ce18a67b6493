"""How a program asks its user in a notebook: Jupyter's input requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from IPython.core.error import StdinNotImplementedError

from botmail.domain.errors import InputProblem

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
        text = f"{question or name} ({' / '.join(choices)}) " if choices else f"{question or name} "
        try:
            return str(self._kernel.getpass(text) if secret else self._kernel.raw_input(text))
        except StdinNotImplementedError:
            raise InputProblem(
                f"HEAR {name} needs an answer, and nobody is at the keyboard here",
                hint=f'give it a DEFAULT, or put {{"{name}": …}} into a JSON file and name the file in BOTMAIL_ANSWERS',
            ) from None

    def confirm(self, question: str) -> bool:
        """Whether a person typed yes; False where nobody can type."""
        try:
            answer = self._kernel.raw_input(f"{question} (yes/no) ")
        except StdinNotImplementedError:
            return False
        return str(answer).strip().casefold() in {"yes", "y"}
