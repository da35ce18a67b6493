"""HTML from mails: cleaned, then shut into a frame that can run nothing and fetch nothing.

Three walls, each enough by itself: the sanitizer lets a short list of tags and attributes through; the frame's own
Content-Security-Policy forbids everything but inline style and inline images; the sandbox attribute gives the frame
no scripts, no forms and an origin of its own. Fresh outputs of a notebook are trusted by Jupyter, so none is optional.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from botmail.domain.plain import plain, plain_line

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""A link may open a window of its own; neither allow-scripts nor allow-same-origin ever stands here."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words("""
    a abbr address article aside b bdi big blockquote br caption center cite code col colgroup dd del details
    dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav
    ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr
    tt u ul var wbr
""")
_ALONE = frozenset({"br", "col", "hr", "img", "wbr"})
_ATTRIBUTES = _words("""
    align alt bgcolor border cellpadding cellspacing color colspan dir face height lang rowspan size span
    style title valign width
""")
_DROPPED_WHOLE = _words("""
    applet audio base canvas embed frame frameset iframe math noscript object script select style svg template
    textarea title video xmp
""")
_NEVER_CLOSED = frozenset({"base", "embed", "frame"})
_LINKS = frozenset({"http", "https", "mailto"})
_IMAGES = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


def clean_html(markup: str) -> str:
    """What may be kept of a mail's HTML: no scripts, forms, frames, remote images or handlers; links open outside."""
    cleaner = _Cleaner()
    cleaner.feed(plain(markup))
    cleaner.close()
    return cleaner.result()


def frame_document(markup: str) -> str:
    """A whole page for a frame's `srcdoc`: the policy first, then the cleaned HTML on white."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="referrer" content="no-referrer">'
        "<style>body{margin:12px;background:#fff;color:#1b1f24;font:14px/1.5 system-ui,sans-serif;"
        "overflow-wrap:anywhere}img{max-width:100%}</style></head>"
        f"<body>{clean_html(markup)}</body></html>"
    )


def html_frame(markup: str, *, title: str = "HTML of a mail") -> str:
    """An `<iframe>` that shows HTML from a mail without trusting it."""
    return (
        f'<iframe sandbox="{SANDBOX}" referrerpolicy="no-referrer" title="{escape(plain_line(title))}" '
        'style="width: 100%; height: 24em; border: 1px solid #8884; border-radius: 6px; background: #fff" '
        f'srcdoc="{escape(frame_document(markup))}"></iframe>'
    )


class _Cleaner(HTMLParser):
    """Writes the tags of the short list again, attribute by attribute, and text escaped; all else is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED_WHOLE:
            if tag not in _NEVER_CLOSED:
                self._skipping.append(tag)
            return
        if self._skipping or tag not in _TAGS:
            return
        self._pieces.append(_start_tag(tag, {name: value or "" for name, value in attrs}))
        if tag not in _ALONE:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag in self._skipping:
                del self._skipping[self._skipping.index(tag) :]
            return
        if tag in self._open:
            while self._open:
                closed = self._open.pop()
                self._pieces.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DROPPED_WHOLE:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._pieces.append(escape(data))

    def result(self) -> str:
        """The clean markup, with every open tag closed."""
        return "".join([*self._pieces, *(f"</{tag}>" for tag in reversed(self._open))])


def _start_tag(tag: str, attributes: dict[str, str]) -> str:
    if tag == "img" and not attributes.get("src", "").lower().startswith(_IMAGES):
        return f"<small>[image{escape(': ' + attributes['alt'] if attributes.get('alt') else '')}]</small>"
    kept = {name: value for name, value in attributes.items() if name in _ATTRIBUTES}
    if tag == "img":
        kept["src"] = attributes["src"]
    if tag == "a" and _is_link(attributes.get("href", "")):
        target = attributes["href"].strip()
        kept |= {"href": target, "title": target, "target": "_blank", "rel": "noopener noreferrer nofollow"}
    return f"<{tag}{_written(kept.items())}>"


def _is_link(target: str) -> bool:
    try:
        return urlsplit(target.strip()).scheme.lower() in _LINKS
    except ValueError:
        return False


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)
