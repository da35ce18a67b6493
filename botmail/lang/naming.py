"""Names: a BASIC name, whatever its case, is one Python global; none of them can reach Python's builtins.

`Total`, `TOTAL` and `total$` are `total`. What is a keyword or a builtin in Python gets a trailing `_` (`list` is
`list_`, `list_` is `list__`), and a leading `__` is put behind a prefix, so that `__builtins__` stays out of reach.
"""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

RUNTIME_NAME = "__botmail__"
"""The one hidden name in a program's namespace."""

_DUNDER_PREFIX = "basic"
# What site and IPython put among the builtins, whether or not they did so in this process.
_PUT_THERE_BY_OTHERS = {"copyright", "credits", "display", "exit", "get_ipython", "help", "license", "quit"}
_RESERVED = frozenset({*keyword.kwlist, *dir(builtins), *_PUT_THERE_BY_OTHERS})


def fold(name: str) -> str:
    """The one spelling under which `name` is known: NFKC, lower case, no trailing `$`."""
    return unicodedata.normalize("NFKC", name).lower().rstrip("$")


@lru_cache(maxsize=4096)
def python_name_of(basic: str) -> str:
    """The Python global that holds the BASIC variable or SUB `basic`."""
    name = fold(basic)
    if name.startswith("__") or name.startswith(_DUNDER_PREFIX + "__"):
        return _DUNDER_PREFIX + name
    return name + "_" if name.rstrip("_") in _RESERVED else name


def basic_name_of(python: str) -> str:
    """The BASIC name behind a Python global; the inverse of `python_name_of`."""
    if python.startswith(_DUNDER_PREFIX + "__") or python.startswith(_DUNDER_PREFIX * 2 + "__"):
        return python.removeprefix(_DUNDER_PREFIX)
    return python[:-1] if python.endswith("_") and python.rstrip("_") in _RESERVED else python


def is_variable(python: str) -> bool:
    """Whether a Python global can be a BASIC variable: not hidden, and spelled as `python_name_of` would."""
    return not python.startswith("_") and python_name_of(basic_name_of(python)) == python


def basic_names(python_names: Iterable[str]) -> tuple[str, ...]:
    """The BASIC names of those globals that can be variables."""
    return tuple(basic_name_of(name) for name in python_names if is_variable(name))


def by_basic_name(python_names: Mapping[str, object]) -> dict[str, object]:
    """Variables with their values by BASIC name."""
    return {basic_name_of(name): value for name, value in python_names.items() if is_variable(name)}
