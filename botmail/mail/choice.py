"""Which parts are a message's text, its HTML and its attachments: RFC 8621 section 4.1.4.

One addition: inline images and media count as attachments too, marked inline.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from botmail.mail.structure import Part, leaves

_TEXTS = ("text/plain", "text/html")
_MEDIA = ("image/", "audio/", "video/")


@dataclass(slots=True)
class Chosen:
    """Parts in the order of the message; a part may stand in `text` and `html` both."""

    text: list[Part] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    attachments: list[Part] = field(default_factory=list)


def choose_parts(root: Part) -> Chosen:
    """The RFC's algorithm on the tree under `root`."""
    chosen = Chosen()
    _gather([root], kind="mixed", is_alternative=False, text=chosen.text, html=chosen.html, rest=chosen.attachments)
    shown = {id(part) for part in (*chosen.text, *chosen.html) if not part.type.startswith(_MEDIA)}
    chosen.attachments = [part for part in leaves(root) if id(part) not in shown]
    _set_aside_what_was_cut_off(chosen, root)
    return chosen


def is_inline(part: Part) -> bool:
    """Whether an attachment is meant to be seen in its place: an image of the HTML, or one marked so."""
    if part.disposition.value == "attachment":
        return False
    return part.disposition.value == "inline" or bool(part.header.first("content-id"))


def part_name(part: Part) -> str:
    """The name that the sender gave a part, as written, or empty."""
    return part.disposition.parameters.get("filename") or part.content_type.parameters.get("name", "")


def _gather(
    parts: list[Part],
    *,
    kind: str,
    is_alternative: bool,
    text: list[Part] | None,
    html: list[Part] | None,
    rest: list[Part],
) -> None:
    """RFC 8621's parseStructure: `text` or `html` is None where only the other kind is wanted."""
    text_before, html_before = len(text or ()), len(html or ())
    for index, part in enumerate(parts):
        if part.is_multipart:
            _gather_below(part, is_alternative=is_alternative, text=text, html=html, rest=rest)
        elif not _is_shown(part, index=index, kind=kind):
            rest.append(part)
        elif kind == "alternative":
            _take_alternative(part, text=text, html=html, rest=rest)
        else:
            _take_inline(part, is_alternative=is_alternative, text=text, html=html)
    if kind == "alternative" and text is not None and html is not None:
        _fill_missing_kind(text, html, text_before=text_before, html_before=html_before)


def _gather_below(
    part: Part, *, is_alternative: bool, text: list[Part] | None, html: list[Part] | None, rest: list[Part]
) -> None:
    kind = part.type.partition("/")[2]
    inside = is_alternative or kind == "alternative"
    _gather(part.children, kind=kind, is_alternative=inside, text=text, html=html, rest=rest)


def _is_shown(part: Part, *, index: int, kind: str) -> bool:
    if part.disposition.value == "attachment" or not (part.type in _TEXTS or part.type.startswith(_MEDIA)):
        return False
    is_first = index == 0
    return is_first or (kind != "related" and (part.type.startswith(_MEDIA) or not part_name(part)))


def _take_alternative(part: Part, *, text: list[Part] | None, html: list[Part] | None, rest: list[Part]) -> None:
    if part.type == "text/plain" and text is not None:
        text.append(part)
    elif part.type == "text/html" and html is not None:
        html.append(part)
    else:
        rest.append(part)


def _take_inline(part: Part, *, is_alternative: bool, text: list[Part] | None, html: list[Part] | None) -> None:
    wants_text, wants_html = True, True
    if is_alternative:
        wants_text, wants_html = part.type != "text/html", part.type != "text/plain"
    if text is not None and wants_text:
        text.append(part)
    if html is not None and wants_html:
        html.append(part)


def _fill_missing_kind(text: list[Part], html: list[Part], *, text_before: int, html_before: int) -> None:
    if len(text) == text_before and len(html) != html_before:
        text += html[html_before:]
    if len(html) == html_before and len(text) != text_before:
        html += text[text_before:]


def _set_aside_what_was_cut_off(chosen: Chosen, root: Part) -> None:
    """Plain text that lost its end counts as text only where there is no other: nobody knows what it has swallowed."""
    whole = [part for part in chosen.text if not (part.is_cut_off and part.type == "text/plain")]
    lost = [part for part in chosen.text if part.is_cut_off and part.type == "text/plain" and part is not root]
    if any(part.type == "text/plain" for part in whole) and lost:
        chosen.text = whole
        chosen.html = [part for part in chosen.html if all(part is not cut for cut in lost)]
        chosen.attachments += lost
