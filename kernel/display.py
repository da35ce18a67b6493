"""Where a program's output goes in a notebook: text to the stream, values to rich displays."""

from __future__ import annotations

from typing import Any

from IPython.core.formatters import DisplayFormatter
from IPython.display import publish_display_data

from botmail.domain.plain import plain


class KernelDisplay:
    """The notebook as a `Display` port."""

    def say(self, text: str) -> None:
        """One line of text in the cell's output; ipykernel sends what gathers five times a second."""
        print(plain(text))

    def show(self, value: object) -> None:
        """A value below what was said before: as a widget where it has one, with HTML and text beside it."""
        publish_display_data(mime_bundle(value))


class BasicFormatter(DisplayFormatter):
    """Renders a cell's result as `botmail.show` says, and what that does not know as IPython does."""

    def format(
        self, obj: object, include: set[str] | None = None, exclude: set[str] | None = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The MIME bundle of `obj`, and its metadata (none)."""
        if has_own_display(obj):
            data, metadata = super().format(obj, include=include, exclude=exclude)
            return (_without_controls(data) if _is_frame(obj) else data), metadata
        data = mime_bundle(obj)
        wanted = {kind for kind in data if (not include or kind in include) and (not exclude or kind not in exclude)}
        return {kind: content for kind, content in data.items() if kind in wanted}, {}


def has_own_display(value: object) -> bool:
    """Whether a foreign object, such as a chart or a DataFrame from a Python cell, brings its own rich form."""
    kind = type(value)
    if kind.__module__.partition(".")[0] == "botmail":
        return False
    return any(hasattr(kind, name) for name in ("_repr_mimebundle_", "_repr_html_", "_ipython_display_"))


def _is_frame(value: object) -> bool:
    return type(value).__module__.partition(".")[0] == "pandas"


def _without_controls(data: dict[str, Any]) -> dict[str, Any]:
    """pandas escapes markup; what it leaves in are characters that reorder or hide the text of a mail."""
    return {kind: plain(content) if isinstance(content, str) else content for kind, content in data.items()}


def mime_bundle(value: object) -> dict[str, Any]:
    """Text, HTML where there is some, and a live widget where there is one."""
    from botmail.show import render  # noqa: PLC0415 - loads what the first output needs, not the start

    return render.mime_bundle(value)
