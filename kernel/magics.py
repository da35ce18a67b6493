"""The cells that are not BASIC and not Python: `%%sql` and help."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from IPython.core.magic import Magics, cell_magic, magics_class

from botmail.domain.errors import LanguageError

if TYPE_CHECKING:
    from kernel.shell import BasicShell


class CellArgumentInvalid(LanguageError):
    """What stands behind `%%sql` is no name of a variable."""

    code = "BM121"


@magics_class
class BasicMagics(Magics):
    """What `get_ipython().run_cell_magic` finds for the compiler's calls."""

    @cell_magic
    def sql(self, line: str, cell: str) -> object:
        """The rows of a query over the mail views, as a DataFrame; `%%sql name` puts them into a variable, as rows."""
        shell = cast("BasicShell", self.shell)
        if line and not line.isidentifier():
            raise CellArgumentInvalid(
                f"%%sql {line}: behind %%sql stands nothing, or the name of one variable",
                hint="write %%sql alone and the query on the next line",
            )
        if not line:
            return shell.workspace.sql(cell.strip())
        shell.workspace.assign(line, shell.workspace.select(cell.strip()))
        return None

    @cell_magic
    def help(self, line: str, cell: str) -> None:
        """What `?WORD` shows: the page of a verb, function or variable."""
        del cell
        shell = cast("BasicShell", self.shell)
        page = shell.workspace.inspect(line, len(line), names=shell.visible_names())
        if page is None:
            raise CellArgumentInvalid(f"there is no help on {line}", hint="type ? and a verb, such as ?SEND MAIL")
        shell.show_page(page)
