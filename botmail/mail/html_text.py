"""Text of HTML: what a reader without a browser would want to read; linear in the length of the markup."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>|<!--|<[!?][^<>]*>")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "head", "title", "template", "svg", "object", "noscript"})
_LINES = frozenset(
    {"div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address", "form", "center"}
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre", "hr"})
_MAX_CHARACTERS = 5_000_000
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MANY_LINES = re.compile(r"\n{3,}")


def text_from_html(markup: str) -> str:
    """Paragraphs as lines, list items with a dash, links with their address behind; scripts and styles left out.

    Markup beyond 5 million characters is not looked at.
    """
    reader = _Reader()
    markup = markup[:_MAX_CHARACTERS]
    lowered = markup.lower()
    position = 0
    while position < len(markup):
        tag = _TAG.search(markup, position)
        if not tag:
            reader.text(markup[position:])
            break
        reader.text(markup[position : tag.start()])
        position = tag.end()
        name = (tag[2] or "").lower()
        if tag[0] == "<!--":
            position = _behind(lowered, "-->", position)
        elif name in _SILENT and not tag[1] and not tag[3].endswith("/"):
            position = _behind(lowered, f"</{name}", position)
            position = _behind(lowered, ">", position)
        elif name:
            reader.tag(name, tag[3], is_closing=bool(tag[1]))
    return reader.result()


def _behind(markup: str, end: str, start: int) -> int:
    found = markup.find(end, start)
    return len(markup) if found < 0 else found + len(end)


class _Reader:
    """Gathers text; `_pending` is how many line ends are due before the next word."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._pending = 0
        self._has_blank = False
        self._preformatted = 0
        self._link = ""
        self._link_text: list[str] = []

    def text(self, chunk: str) -> None:
        """Text between tags, entities still in it."""
        words = html.unescape(chunk)
        if self._preformatted:
            self._put(words)
            return
        folded = _BLANKS.sub(" ", words)
        if folded.strip(" "):
            self._has_blank = self._has_blank or folded.startswith(" ")
            self._put(folded.strip(" "))
        self._has_blank = folded.endswith(" ") or (self._has_blank and not folded.strip(" "))

    def tag(self, name: str, attributes: str, *, is_closing: bool) -> None:
        """A tag's effect on lines and words."""
        if name == "br":
            self._pieces.append("\n")
            self._has_blank = False
        elif name in _LINES or name in _PARAGRAPHS:
            self._pending = max(self._pending, 2 if name in _PARAGRAPHS else 1)
        elif name in ("td", "th"):
            self._has_blank = True
        elif name == "a":
            self._end_link() if is_closing else self._start_link(attributes)
        elif name == "img" and (alternative := _first(_ALT, attributes)):
            self.text(alternative)
        if name == "li" and not is_closing:
            self._put("- ")
        if name == "pre":
            self._preformatted = max(0, self._preformatted + (-1 if is_closing else 1))

    def result(self) -> str:
        """All of it, blank lines never more than one at a time."""
        lines = "".join(self._pieces).split("\n")
        return _MANY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")

    def _put(self, words: str) -> None:
        if self._pending and self._pieces:
            self._pieces.append("\n" * self._pending)
        elif self._has_blank and self._pieces and not self._pieces[-1].endswith(("\n", " ")):
            self._pieces.append(" ")
        self._pending, self._has_blank = 0, False
        self._pieces.append(words)
        if self._link:
            self._link_text.append(words)

    def _start_link(self, attributes: str) -> None:
        address = html.unescape(_first(_HREF, attributes)).strip()
        self._link = address if address.startswith(("http://", "https://", "mailto:")) else ""
        self._link_text = []

    def _end_link(self) -> None:
        address, shown = self._link.removeprefix("mailto:"), " ".join(self._link_text).strip()
        self._link = ""
        if address and shown and address.rstrip("/") not in (shown, f"https://{shown}", f"http://{shown}"):
            self._has_blank = True
            self._put(f"({address})")


def _first(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    return next((group for group in found.groups() if group is not None), "") if found else ""
