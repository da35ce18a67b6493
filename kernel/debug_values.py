"""Values in the debugger's panes: debugpy asks these providers for a value's line, and for what is inside it."""

from __future__ import annotations

import datetime as dt
from types import FunctionType
from typing import Any

_PLAIN = (bool, type(None), str, list, tuple, dict, dt.date, FunctionType)


class BasicText:
    """How a value reads, as BASIC."""

    def can_provide(self, type_object: type, _name: str) -> bool:
        """Whether the value is one that programs have."""
        return issubclass(type_object, _PLAIN) or _is_ours(type_object)

    def get_str_in_context(self, value: object, context: str) -> str:
        """The line; Python's own form where ipykernel reads it back (it asks for "clipboard")."""
        return repr(value) if context == "clipboard" else self.get_str(value)

    def get_str(self, value: object) -> str:
        """The line."""
        from botmail.show.brief import brief  # noqa: PLC0415 - heavy, and needed at a breakpoint only

        return brief(value)


class BasicParts:
    """What is inside a value: members of ours, without methods and without fetching."""

    def can_provide(self, type_object: type, _name: str) -> bool:
        """Whether debugpy's own way, which reads every attribute, would show too much."""
        return issubclass(type_object, FunctionType) or _is_ours(type_object)

    def resolve(self, value: object, attribute: str) -> object:
        """One part by its name."""
        return self.get_dictionary(value)[attribute]

    def get_dictionary(self, value: object) -> dict[str, object]:
        """The parts by name."""
        from botmail.show.brief import parts  # noqa: PLC0415 - as above

        return dict(parts(value))

    def get_contents_debug_adapter_protocol(
        self, value: object, fmt: object = None
    ) -> list[tuple[str, object, str | None]]:
        """The parts in their order; none has an expression of its own by which it could be assigned."""
        del fmt
        return [(name, part, None) for name, part in self.get_dictionary(value).items()]


def _is_ours(type_object: type) -> bool:
    # A map is shown by debugpy as any dict, entry by entry.
    return type_object.__module__.startswith("botmail.") and not issubclass(type_object, dict)


def register() -> None:
    """Put the providers in front of debugpy's own; harmless when done before."""
    from _pydevd_bundle import pydevd_extension_api, pydevd_extension_utils  # noqa: PLC0415 - debugpy's, once it is on

    kinds: dict[type, Any] = {
        pydevd_extension_api.StrPresentationProvider: BasicText,
        pydevd_extension_api.TypeResolveProvider: BasicParts,
    }
    for kind, provider in kinds.items():
        known = pydevd_extension_utils.extensions_of_type(kind)
        if not any(isinstance(one, provider) for one in known):
            known.insert(0, provider())
