"""Papermill writes parameters into BASIC notebooks: `papermill in.ipynb out.ipynb -p limit 5`.

Papermill finds translators by registration alone, and loads the modules of engines at its start; so the entry point is
an engine, the usual one, and loading this module registers the translator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

_ESCAPES = {"\\": "\\\\", '"': '""', "\n": "\\n", "\r": "\\r", "\t": "\\t", "${": "\\${"}
_ESCAPED = re.compile(r'\$\{|[\\"\n\r\t]')
_PARAM = re.compile(
    r"^[ \t]*PARAM[ \t]+(?P<name>[^\W\d]\w*)\$?(?:[ \t]+AS[ \t]+(?P<type>\w+))?"
    r"(?:[ \t]+(?:DEFAULT|LIKE)[ \t]+(?P<default>(?:\"[^\"\n]*\"|[^\"'\n])*))?(?:'[ \t]*(?P<help>.*))?",
    re.IGNORECASE | re.MULTILINE,
)


class BasicEngine(NBClientEngine):  # type: ignore[misc]  # papermill is not typed
    """Papermill's usual engine."""


class BasicTranslator(Translator):  # type: ignore[misc]  # as above
    """Parameters as BASIC assignments, and the parameters that a notebook declares by PARAM."""

    @classmethod
    def translate_str(cls, val: str) -> str:
        """A text in quotes, in which nothing is a hole or an escape by accident."""
        return '"' + _ESCAPED.sub(lambda found: _ESCAPES[found[0]], val) + '"'

    @classmethod
    def translate_escaped_str(cls, str_val: object) -> str:
        """Any other value, such as a date, as its text."""
        return cls.translate_str(str(str_val))

    @classmethod
    def translate_none(cls, val: None) -> str:
        """No value."""
        del val
        return "NULL"

    @classmethod
    def translate_bool(cls, val: bool) -> str:
        """A truth value."""
        return "TRUE" if val else "FALSE"

    @classmethod
    def translate_list(cls, val: list[Any]) -> str:
        """A list."""
        return "[" + ", ".join(cls.translate(value) for value in val) + "]"

    @classmethod
    def translate_dict(cls, val: Mapping[str, Any]) -> str:
        """A map; its names are quoted, so that they may be anything."""
        return "{" + ", ".join(f"{cls.translate_str(str(name))}: {cls.translate(val[name])}" for name in val) + "}"

    @classmethod
    def comment(cls, cmt_str: str) -> str:
        """A comment line."""
        return f"' {cmt_str}".rstrip()

    @classmethod
    def inspect(cls, parameters_cell: Any) -> list[Parameter]:
        """The PARAM lines of the cell tagged `parameters`."""
        found = _PARAM.finditer(parameters_cell["source"])
        return [
            Parameter(one["name"], one["type"] or "None", (one["default"] or "").strip(), (one["help"] or "").strip())
            for one in found
        ]


for _name in ("botmail", "basic"):
    papermill_translators.register(_name, BasicTranslator)
