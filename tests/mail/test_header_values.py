"""Values in headers: dates, people, parameters, encoded words, charsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.mail.address_lists import parse_address_list
from botmail.mail.charsets import decode_text, python_encoding
from botmail.mail.dates import parse_date
from botmail.mail.encoded_words import decode_words, encode_words
from botmail.mail.parameters import read_parameters
from botmail.mail.transfer import decode_transfer


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Tue, 3 Mar 2026 08:15:00 +0100", "2026-03-03T08:15:00+01:00"),
        ("3 Mar 2026 08:15 GMT", "2026-03-03T08:15:00+00:00"),
        ("Tue, 03 Mar 26 08:15:00 PST", "2026-03-03T08:15:00-08:00"),
        ("Tue Mar  3 08:15:00 2026", "2026-03-03T08:15:00+00:00"),
        ("Tue, 3 Mar 2026 08:15:60 -0000 (UTC)", "2026-03-03T08:15:59+00:00"),
        ("Tue, 3 Mar 2026 08:15:00 +9999", "2026-03-03T08:15:00+00:00"),
        ("2026-03-03T08:15:00+01:00", "2026-03-03T08:15:00+01:00"),
        ("2026-03-03", "2026-03-03T00:00:00+00:00"),
        ("Tue, 32 Mar 2026 08:15:00 +0100", None),
        ("Tue, 3 Mar 99999 08:15:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_date_is_read(text: str, iso: str | None) -> None:
    found = parse_date(text)
    assert (found.isoformat() if found else None) == iso


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("bob@example.org", [("", "bob@example.org")]),
        ("Bob <bob@example.org>", [("Bob", "bob@example.org")]),
        (
            '"Jones, Bob" <bob@example.org>,eve@example.org',
            [("Jones, Bob", "bob@example.org"), ("", "eve@example.org")],
        ),
        ("bob@example.org (Bob)", [("Bob", "bob@example.org")]),
        ("Bob bob@example.org", [("Bob", "bob@example.org")]),
        ("<bob@example.org", [("", "bob@example.org")]),
        ('"Bob <bob@example.org>', [("Bob", "bob@example.org")]),
        (r'"a \"b\" c" <x@y.org>', [('a "b" c', "x@y.org")]),
        ("=?utf-8?q?a=2C_b?= <x@y.org>", [("a, b", "x@y.org")]),
        ("Friends: a@x.org, b@x.org;, c@x.org", [("", "a@x.org"), ("", "b@x.org"), ("", "c@x.org")]),
        ("undisclosed-recipients:;", []),
        ("mailto:bob@example.org", [("", "bob@example.org")]),
        ("<mailto:bob@example.org>", [("", "bob@example.org")]),
        ("root", [("root", "")]),
        (" , ,; ", []),
        ("", []),
    ],
)
def test_people_are_read(text: str, people: list[tuple[str, str]]) -> None:
    assert [(person.name, person.address) for person in parse_address_list(text)] == people


@given(st.text())
def test_any_text_is_people(text: str) -> None:
    parse_address_list(text)


@pytest.mark.parametrize(
    ("text", "value", "parameters"),
    [
        ('Text/Plain; Charset="UTF-8"', "text/plain", {"charset": "UTF-8"}),
        ("text/plain; charset = us-ascii (plain)", "text/plain", {"charset": "us-ascii"}),
        ("attachment; filename=my file.pdf", "attachment", {"filename": "my file.pdf"}),
        ('attachment; filename="C:\\files\\a.txt"', "attachment", {"filename": "C:\\files\\a.txt"}),
        ('attachment; filename="=?utf-8?q?=C3=A4.txt?="', "attachment", {"filename": "ä.txt"}),
        ("attachment; filename*=iso-8859-1'de'%E4.txt; filename=a.txt", "attachment", {"filename": "ä.txt"}),
        ("a/b; n*0=one; n*1=two", "a/b", {"n": "onetwo"}),
        ('multipart/mixed; boundary="a;b=c"', "multipart/mixed", {"boundary": "a;b=c"}),
        ("multipart/mixed; boundary=", "multipart/mixed", {"boundary": ""}),
        ("text/plain;;;", "text/plain", {}),
        ("", "", {}),
    ],
)
def test_parameters_are_read(text: str, value: str, parameters: dict[str, str]) -> None:
    found = read_parameters(text)
    assert (found.value, found.parameters) == (value, parameters)


@given(st.text())
def test_any_text_is_parameters(text: str) -> None:
    read_parameters(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=200))
def test_encoded_words_come_back(text: str) -> None:
    words = encode_words(text)
    assert decode_words(" ".join(words)) == text
    assert max((len(word) for word in words), default=0) <= 75


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?= x =?utf-8?q?b?=", "a x b"),
        ("=?utf-8?q?a_b?=", "a b"),
        ("=?utf-8*en?q?a?=", "a"),
        ("=?utf-8?q?two words?=", "two words"),
        ("=?UTF-8?B?w6Q?=", "ä"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?martian?q?=C3=A4?=", "ä"),
        ("=?utf-8?b?!!!?=", ""),
        ("=?utf-8?q?one=0D=0ABcc:_x=00?=", "one Bcc: x "),
    ],
)
def test_encoded_words_are_read(text: str, decoded: str) -> None:
    assert decode_words(text) == decoded


@pytest.mark.parametrize(
    ("data", "charset", "text", "defect"),
    [
        (b"plain", "", "plain", ""),
        ("ä".encode(), "utf-8", "ä", ""),
        ("ä".encode(), "us-ascii", "ä", ""),
        ("ä".encode(), "iso-8859-1", "ä", ""),
        (b"\xe4 \x80", "iso-8859-1", "ä €", ""),
        (b"\xe4", "", "ä", "text beyond ASCII without a charset"),
        (b"\xe4", "utf-8", "�", "bytes that are not utf-8"),
        ("日本".encode("cp932"), "shift_jis", "日本", ""),
        ("日本".encode("iso2022_jp"), "", "日本", "text beyond ASCII without a charset"),
        ("中文".encode("gb18030"), "gb2312", "中文", ""),
        ("한국".encode("cp949"), "ks_c_5601-1987", "한국", ""),
        ("hi".encode("utf-16"), "utf-16", "hi", ""),
        (b"\xef\xbb\xbfhi \xc3\xa4", "iso-8859-1", "hi ä", ""),
        ("\x1b[31mä".encode(), "", "\x1b[31mä", "text beyond ASCII without a charset"),
        (b"\xe4", "base64", "ä", "unknown charset 'base64'"),
        (b"\xe4", "punycode", "ä", "unknown charset 'punycode'"),
        (b"a\0\xe4", "a\0b", "a\0ä", "unknown charset 'a\\x00b'"),
    ],
)
def test_bytes_become_text(data: bytes, charset: str, text: str, defect: str) -> None:
    assert decode_text(data, charset) == (text, defect)


@given(st.binary(max_size=60), st.sampled_from(["", "utf-8", "utf-7", "utf-16", "iso-2022-jp", "big5", "hz", "x"]))
def test_any_bytes_become_text(data: bytes, charset: str) -> None:
    assert isinstance(decode_text(data, charset)[0], str)


@pytest.mark.parametrize("label", ["rot13", "zlib", "hex", "idna", "unicode_escape", "", "no such", "\ud800"])
def test_what_is_no_charset_has_no_encoding(label: str) -> None:
    assert python_encoding(label) == ""


@pytest.mark.parametrize(
    ("body", "encoding", "content", "defect"),
    [
        (b"as is", "", b"as is", ""),
        (b"a=3D=\r\nb", "Quoted-Printable", b"a=b", ""),
        (b"a=ZZb", "quoted-printable", b"a=ZZb", ""),
        (b"aGk=\r\n", "BASE64", b"hi", ""),
        (b"aGk=aGk=", "base64", b"hihi", ""),
        (b"aGkh#a", "base64", b"hi!", "damaged Base64"),
        (b"begin 644 x\n#86)C\n \nend\n", "x-uuencode", b"abc", ""),
        (b"x", "x-strange", b"x", "unknown transfer encoding 'x-strange'"),
    ],
)
def test_transfer_encoding_is_undone(body: bytes, encoding: str, content: bytes, defect: str) -> None:
    assert decode_transfer(body, encoding) == (content, defect)


@given(st.binary(), st.sampled_from(["base64", "quoted-printable", "uuencode"]))
def test_any_body_is_decoded(body: bytes, encoding: str) -> None:
    assert isinstance(decode_transfer(body, encoding)[0], bytes)
