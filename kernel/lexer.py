"""A Pygments lexer, `botmail-basic`: colours in nbconvert's pages, in consoles and in documentation."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, default, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from kernel.words import read_words

_NAME = r"[^\W\d]\w*\$?"
_END = r"(?![\w$])"


def _any_of(kind: str) -> str:
    """A pattern for the words of a kind; blanks in them may be underscores."""
    return "(?:" + "|".join(word.replace(" ", r"[ \t_]+") for word in read_words()[kind]) + ")" + _END


class BasicLexer(RegexLexer):  # type: ignore[misc]  # Pygments is not typed
    """BASIC with the verbs of this version's vocabulary."""

    name = "BASIC (botmail)"
    aliases: ClassVar[list[str]] = ["botmail-basic"]
    filenames: ClassVar[list[str]] = []  # other BASICs use *.bas too
    mimetypes: ClassVar[list[str]] = ["text/x-botmail-basic"]
    url = ""
    version_added = ""
    flags = re.IGNORECASE | re.MULTILINE

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"^%%\w+.*\n", Comment.Preproc),
            (rf"(?={_NAME}[ \t]*[-+*/&]?=(?!=))", Text, ("rest", "variable")),
            (r"[ \t]+", Whitespace),
            (r"\n", Whitespace),
            (r"(BEGIN)([ \t_]+)(MAIL|TALK)\b", bygroups(Keyword, Whitespace, Keyword), "text block"),
            (_any_of("verbs") + r"(?!\s*(?:\.|\?\.|\[))", Name.Builtin, "rest"),
            default("rest"),
        ],
        "variable": [(_NAME, Name.Variable, "#pop")],
        "rest": [
            (r"\n", Whitespace, "#pop"),
            (r"[ \t]+(_[ \t]*\n)?", Whitespace),
            (r"(?:REM\b|//|#(?!\{)).*", Comment.Single),
            (r"/\*(?:[^*]|\*(?!/))*(?:\*/)?", Comment.Multiline),
            (r'"(?:[^"\\]|\\.|"")*"?|“[^“”"\n]*”', String),
            (r"(?:(?<=[=(,&+<>\[])|(?<=[=(,&+<>][ ]))'[^'\n]*'(?!\w)", String),
            (r"'.*", Comment.Single),
            (r"(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?", Number),
            (rf"(\??\.)({_NAME})", bygroups(Punctuation, Name.Attribute)),
            (rf"(THEN|ELSE)([ \t]+)({_any_of('verbs')})", bygroups(Keyword, Whitespace, Name.Builtin)),
            (_any_of("verbs") + r'(?=\s*["(])', Name.Builtin),
            (words(read_words()["operators"], suffix=_END), Operator.Word),
            (words(read_words()["constants"], suffix=_END), Keyword.Constant),
            (words(read_words()["keywords"], suffix=_END), Keyword),
            (_any_of("functions") + r"(?=\s*\()", Name.Function),
            (rf"(?<=[\w\"')\]][ \t]){_any_of('clauses')}", Keyword.Pseudo),
            (_NAME, Name.Variable),
            (r"[-+*/\\^&=<>?!|]+", Operator),
            (r"[(){}\[\],:;%]", Punctuation),
            (r".", Text),
        ],
        "text block": [
            (r"^([ \t]*)(END)([ \t_]+)(MAIL|TALK)\b", bygroups(Whitespace, Keyword, Whitespace, Keyword), "#pop"),
            (r"\$\{[^}\n]*\}", String.Interpol),
            (r"[^$\n]+|\$|\n", String),
        ],
    }
