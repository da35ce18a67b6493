from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.show.html import POLICY, clean_html, frame_document, html_frame


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>"),
        ("<p>open <b>tags", "<p>open <b>tags</b></p>"),
        ("closed</b> twice</p>", "closed twice"),
        ("<b><i>crossed</b></i>", "<b><i>crossed</i></b>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<img src=x onerror=alert(1)>", "<small>[image]</small>"),
        ('<img src="https://tracker.example/p.gif" alt="A <b>">', "<small>[image: A &lt;b&gt;]</small>"),
        ('<img src="data:image/png;base64,AA==" onload="x()">', '<img src="data:image/png;base64,AA==">'),
        ('<img src="data:image/svg+xml,<svg onload=x()>">', "<small>[image]</small>"),
        ("<script>alert(1)</script>after", "after"),
        ("<style>p{}</style><p style='color: red' onclick=x()>a</p>", '<p style="color: red">a</p>'),
        ("<iframe srcdoc='<script>x</script>'>in</iframe>after", "after"),
        ("<svg><script>x</script></svg>after", "after"),
        ("<form action=x><input value=y>Name</form>", "Name"),
        ("<meta http-equiv=refresh content='0;url=x'>a<link rel=stylesheet href=x>", "a"),
        ("<base href='https://evil.example/'>a", "a"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href=" jAvAsCrIpT:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="java\nscript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="http://[broken">a</a>', "<a>a</a>"),
        ("<!-- secret --><?php x ?>a", "a"),
        ("<p>\x1b[31m\u202ered</p>", "<p>red</p>"),
        ("</script>a", "a"),
    ],
)
def test_clean_html_keeps_only_what_is_harmless(markup: str, clean: str) -> None:
    assert clean_html(markup) == clean


def test_clean_html_shows_where_a_link_leads_and_opens_it_outside() -> None:
    assert clean_html('<a href="https://example.org/?a=1&amp;b=2" onclick="x()">our bank</a>') == (
        '<a href="https://example.org/?a=1&amp;b=2" title="https://example.org/?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer nofollow">our bank</a>'
    )


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "</", "script", "img", "iframe", " src=", " onerror=", "x", '"', "'", "&lt;", "a", " ", "p"]
        )
    ).map("".join)
)
def test_clean_html_never_lets_an_active_tag_or_handler_through(markup: str) -> None:
    for tag in re.findall(r"<[^>]*>", clean_html(markup)):
        assert re.fullmatch(r"</?(?:a|p|small)(?: [a-z]+=\"[^\"]*\")*>", tag)
        assert not re.search(r" (?:on\w+|src|srcdoc)=", tag)


def test_frame_forbids_scripts_own_origin_and_the_network() -> None:
    frame = html_frame("<p>Hello</p><script>x</script>", title='"><b>')
    sandbox = re.search(r'sandbox="([^"]*)"', frame)
    assert sandbox
    assert not {"allow-scripts", "allow-same-origin", "allow-top-navigation", "allow-forms"} & set(sandbox[1].split())
    document = re.search(r'srcdoc="([^"]*)"', frame)
    assert document
    assert unescape(document[1]) == frame_document("<p>Hello</p>")
    assert "<b>" not in frame


def test_frame_document_states_its_policy_before_anything_else() -> None:
    document = frame_document("<p>Hello</p>")
    assert document.index(f'content="{POLICY}"') < document.index("<style>") < document.index("<p>Hello</p>")
    assert POLICY == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
