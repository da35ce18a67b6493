"""Text of HTML, as one would want to read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.mail.html_text import text_from_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a\n   b\t c", "a b c"),
        ("a <b>bold</b> c", "a bold c"),
        ("a<b>b</b>c", "abc"),
        ("<ul><li>one<li>two</ul>after", "- one\n- two\n\nafter"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("x &amp; y &lt;z&gt; &nbsp;&#8364;", "x & y <z> \xa0€"),
        ("<style>p{color:red}</style><script>alert('<p>')</script>ok", "ok"),
        ("<title>no</title><!-- no <p> -->yes", "yes"),
        ('<a href="https://x.org/a">here</a>', "here (https://x.org/a)"),
        ('<a href="https://x.org/">https://x.org</a>', "https://x.org"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('<a href="mailto:a@x.org">write</a>', "write (a@x.org)"),
        ('<img src="x" alt="a logo">', "a logo"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("<script>never closed", ""),
        ("<!-- never closed", ""),
        ("<p>" * 5 + "x" + "</p>" * 5, "x"),
        ("", ""),
    ],
)
def test_text_is_what_one_would_read(markup: str, text: str) -> None:
    assert text_from_html(markup) == text


@given(st.text(alphabet="<>/a!-pre \"'=&;\n"))
def test_any_markup_has_text(markup: str) -> None:
    assert "\n\n\n" not in text_from_html(markup) or "<pre" in markup
