"""Cut source text into lexemes: words, numbers, texts, symbols, line ends and raw blocks; comments fall away."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from botmail.domain.span import Span
from botmail.lang import lexemes
from botmail.lang.diagnostics import Diagnostic, diagnose
from botmail.lang.lexemes import CLOSING, OPENING, Lexeme
from botmail.lang.scan_before import Before
from botmail.lang.vocabulary import Vocabulary

_PATTERN = re.compile(
    r"""
    (?P<blank>      [ \t\f\v\u00a0]+ )
  | (?P<newline>    \n )
  | (?P<joined>     (?<![^ \t])_[ \t]*\n )
  | (?P<word>       [^\W\d]\w*\$? )
  | (?P<string>     "(?:[^"\\$]++|\\.|""|\$\{(?:[^"{}\n]|"[^"\n]*")*+\}|\$)*+" )
  | (?P<curly>      “[^“”"\n]*” )
  | (?P<number>     (?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?P<tail>\w*) )
  | (?P<apostrophe> ' )
  | (?P<comment>    //[^\n]* | \#(?!\{)[^\n]* )
  | (?P<remark>     /\*(?:[^*]++|\*(?!/))*+\*/ )
  | (?P<symbol>     <>|<=|>=|==|!=|=<|=>|\?\?|\?\.|&&|\|\||\+=|-=|\*=|/=|&=|\#\{|(?:\+\+|--)(?=[ \t]*(?:\n|$|[':]))
                  | [-+*/\\^&=<>(){}\[\],:;.?!%] )
  | (?P<unknown>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_TYPOGRAPHIC = re.compile(r"""`[^\n`]*`?|[“”„‘’‚«»][^\n"'“”„‘’‚«»]*["'“”„‘’‚«»]?""")
_LINE_REST = re.compile(r"[^\n]*")
_END_LINE = re.compile(
    r"^[ \t]*END[ \t_]*(\w+(?:[ \t]+\w+){0,3})[ \t]*(?:'[^\n]*)?(?:\n|\Z)", re.IGNORECASE | re.MULTILINE
)
_TEXT_BLOCKS = frozenset(["MAIL", "TALK"])
_RAW_CLOSERS = {"BEGIN": None, "TABLE": "TABLE", "ORCHESTRATE": "WORKFLOW"}


class Scanned(NamedTuple):
    """Lexemes up to and with one of kind `end`, and what was wrong on the way."""

    lexemes: list[Lexeme]
    diagnostics: list[Diagnostic]


def scan(text: str, vocabulary: Vocabulary, *, line: int = 1, column: int = 1) -> Scanned:
    """The lexemes of `text` (with `\\n` as line end), which starts at `line` and `column` of its program."""
    scanner = Scanner(text, vocabulary, line=line, column=column)
    scanner.run()
    return Scanned(scanner.lexemes, scanner.diagnostics)


class Scanner:
    """One pass over a text."""

    def __init__(self, text: str, vocabulary: Vocabulary, *, line: int = 1, column: int = 1) -> None:
        self.text = text
        self._before = Before(text, vocabulary)
        self.lexemes = self._before.lexemes
        self.diagnostics: list[Diagnostic] = []
        self._position = 0
        self._line = line
        self._line_start = 1 - column
        self._gap = True
        self._closers: dict[str, list[re.Match[str]]] | None = None

    def run(self) -> None:
        """Scan to the end."""
        match_at, text, length = _PATTERN.match, self.text, len(self.text)
        handlers = {name: getattr(self, f"_take_{name}") for name in _PATTERN.groupindex if name != "tail"}
        while self._position < length:
            found = match_at(text, self._position)
            if found is None or found.lastgroup is None:
                raise AssertionError("every character is matched by the last alternative")
            handlers["number" if found["number"] else found.lastgroup](found)
        self._emit(lexemes.NEWLINE, length)
        self._emit(lexemes.END, length)

    def _span(self, end: int) -> Span:
        """The span from the present position to `end`, moving on to the line in which it ends."""
        line, column = self._line, self._position - self._line_start + 1
        breaks = self.text.count("\n", self._position, end)
        if breaks:
            self._line += breaks
            self._line_start = self.text.rindex("\n", self._position, end) + 1
        return Span(line, column, self._line, end - self._line_start + 1)

    def _emit(self, kind: str, end: int) -> None:
        span = self._span(end)
        self.lexemes.append(Lexeme(kind, self.text[self._position : end], span, self._position, end, self._gap))
        self._position, self._gap = end, False

    def _skip(self, end: int) -> None:
        self._span(end)
        self._position, self._gap = end, True

    def _report(self, code: str, end: int, message: str, hint: str = "") -> None:
        line, line_start = self._line, self._line_start
        self.diagnostics.append(diagnose(code, self._span(end), message, hint))
        self._line, self._line_start = line, line_start

    # One method per alternative of the pattern.

    def _take_blank(self, found: re.Match[str]) -> None:
        self._position, self._gap = found.end(), True

    def _take_joined(self, found: re.Match[str]) -> None:
        self._skip(found.end())

    def _take_newline(self, found: re.Match[str]) -> None:
        self._emit(lexemes.NEWLINE, found.end())
        self._gap = True
        self._take_raw()
        self._before.line_first = len(self.lexemes)

    def _take_word(self, found: re.Match[str]) -> None:
        if found[0] in {"f", "F"} and self.text.startswith('"', found.end()):
            self._report("BM113", found.end() + 1, 'f"…" is Python\'s way', 'write "…": every text fills its ${name}')
            self._skip(found.end())
        elif found[0].upper() == "REM" and self._before.is_remark(found.end(), has_gap=self._gap):
            self._skip_line()
        else:
            self._emit(lexemes.WORD, found.end())

    def _take_string(self, found: re.Match[str]) -> None:
        end = found.end()
        runs_on = "\n" in found[0] and self.text[end : end + 1].isalnum()
        if runs_on:
            self._take_unclosed()
        else:
            self._emit(lexemes.STRING, end)

    def _take_curly(self, found: re.Match[str]) -> None:
        self._emit(lexemes.STRING, found.end())

    def _take_number(self, found: re.Match[str]) -> None:
        if found[0].startswith(".") and not self._before.wants_operand():
            self._emit(lexemes.SYMBOL, self._position + 1)
            return
        if found["tail"]:
            hint = "a name starts with a letter; put a blank behind a number"
            self._report("BM112", found.end(), f"{found[0]} is neither a number nor a name", hint)
        self._emit(lexemes.NUMBER, found.end())

    def _take_apostrophe(self, _: re.Match[str]) -> None:
        end = self._before.quoted_end(self._position)
        if end:
            self._emit(lexemes.STRING, end)
        else:
            self._skip_line()

    def _take_comment(self, _: re.Match[str]) -> None:
        self._skip_line()

    def _take_remark(self, found: re.Match[str]) -> None:
        self._skip(found.end())

    def _take_symbol(self, found: re.Match[str]) -> None:
        text = found[0]
        if text == "/" and self.text.startswith("/*", self._position):
            self._report("BM117", self._position + 2, "this comment is not closed", "write */ where it ends")
            self._skip(len(self.text))
            return
        if text in OPENING:
            self._before.depth += 1
        elif text in CLOSING:
            self._before.depth = max(0, self._before.depth - 1)
        self._emit(lexemes.SYMBOL, found.end())

    def _take_unknown(self, found: re.Match[str]) -> None:
        character = found[0]
        if character == '"':
            self._take_unclosed()
        elif character in "“”„‘’‚«»":
            self._report(
                "BM110",
                found.end(),
                f"{character} is a typographic quotation mark",
                'write straight quotation marks: "text"',
            )
            self._emit(lexemes.STRING, self._typographic_end())
        elif character == "`":
            self._report(
                "BM113", found.end(), "` is JavaScript's quotation mark", 'write straight quotation marks: "text"'
            )
            self._emit(lexemes.STRING, self._typographic_end())
        else:
            shown = character if character.isprintable() else f"U+{ord(character):04X}"
            self._report("BM111", found.end(), f"the character {shown} means nothing here", "take it out")
            self._skip(found.end())

    def _typographic_end(self) -> int:
        """Where a text ends that starts with the wrong quotation mark: at the next of any kind, or with its line."""
        found = _TYPOGRAPHIC.match(self.text, self._position)
        return found.end() if found else self._position + 1

    def _take_unclosed(self) -> None:
        """A text that never ends, or ends in another one: it is taken to end with its line."""
        rest = _LINE_REST.match(self.text, self._position)
        end = rest.end() if rest else len(self.text)
        self._report("BM101", self._position + 1, "this text is not closed", 'write " where the text ends')
        self._emit(lexemes.STRING, end)

    def _take_raw(self) -> None:
        """Behind the line of a BEGIN: everything up to its END is one lexeme."""
        first = self._before.line_first
        opener = self.lexemes[first]
        if opener.kind != lexemes.WORD or opener.upper not in _RAW_CLOSERS:
            return
        second = self.lexemes[first + 1]
        if second.kind != lexemes.WORD:
            return
        name = _RAW_CLOSERS[opener.upper] or second.upper
        found = self._closer_of(name) or self._closer_of_phrase(first + 1, name)
        if found is None and not (opener.upper == "BEGIN" and name in _TEXT_BLOCKS):
            return
        if found is None:
            message = f"BEGIN {name} is not closed"
            self.diagnostics.append(
                diagnose("BM117", opener.span.to(second.span), message, f"write END {name} below it")
            )
        # The raw text comes before the line end, so that both belong to one statement.
        self.lexemes.pop()
        self._emit(lexemes.RAW, found.start() if found else len(self.text))
        self._skip(found.end() if found else len(self.text))
        self._position_newline()

    def _closer_of_phrase(self, first: int, name: str) -> re.Match[str] | None:
        """`BEGIN SYSTEM PROMPT` may end with END SYSTEM PROMPT or END PROMPT."""
        words = [lexeme.upper for lexeme in self.lexemes[first:-1] if lexeme.kind == lexemes.WORD]
        if name in _TEXT_BLOCKS or name != words[0] or len(words) < 2:
            return None
        return self._closer_of(" ".join(words)) or self._closer_of(words[-1])

    def _closer_of(self, name: str) -> re.Match[str] | None:
        """The next line that is `END name`; all such lines are found once."""
        if self._closers is None:
            self._closers = {}
            for found in _END_LINE.finditer(self.text):
                self._closers.setdefault(" ".join(found[1].upper().split()), []).append(found)
        lines = self._closers.get(name, [])
        index = bisect_left(lines, self._position, key=re.Match.start)
        return lines[index] if index < len(lines) else None

    def _position_newline(self) -> None:
        here = Span(self._line, 1, self._line, 1)
        self.lexemes.append(Lexeme(lexemes.NEWLINE, "", here, self._position, self._position, True))

    def _skip_line(self) -> None:
        rest = _LINE_REST.match(self.text, self._position)
        self._skip(rest.end() if rest else len(self.text))
