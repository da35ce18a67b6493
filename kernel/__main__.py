"""`python -P -m kernel -f CONNECTION_FILE`: what Jupyter starts.

`-P` keeps the notebook's folder off the front of the path, where a user's `email.py` would take the place of Python's.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ipykernel.kernelapp import IPKernelApp

from kernel.kernel import BasicKernel


class BasicKernelApp(IPKernelApp):
    """ipykernel's application without the user's IPython start-up files: those are Python, and belong to Python."""

    def init_path(self) -> None:
        """Let Python cells import what lies beside the notebook, behind everything else."""
        here = str(Path.cwd())
        sys.path[:] = [entry for entry in sys.path if entry not in ("", here)]
        sys.path.append(here)

    def init_code(self) -> None:
        """Run nothing; what IPython has put into the namespace so far is not the user's."""
        if self.shell:
            self.shell.user_ns_hidden.update(self.shell.user_ns)


def main() -> None:
    """Run the kernel until Jupyter ends it."""
    BasicKernelApp.launch_instance(kernel_class=BasicKernel)


if __name__ == "__main__":
    main()
