"""From source text to nodes: scan, promote, the grammar on each logical line, blocks by a stack."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.blocks import BlockReader, ReadLine
from botmail.lang.diagnostics import Diagnostic, diagnose
from botmail.lang.driver import Unexpected, drive
from botmail.lang.explain_line import explain_unexpected
from botmail.lang.heads import LineNode
from botmail.lang.promote import promote
from botmail.lang.reader import Position, Reader
from botmail.lang.scan import scan
from botmail.lang.source import normalized
from botmail.lang.surroundings import Surroundings, look_around
from botmail.lang.table import load
from botmail.lang.tokens import Line
from botmail.lang.tree import TreeBuilder
from botmail.lang.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Parsed:
    """A program and everything that is wrong with its text, in the order of the source."""

    program: nodes.Program
    diagnostics: tuple[Diagnostic, ...]


def parse(source: str, vocabulary: Vocabulary, known_names: Collection[str] = ()) -> Parsed:
    """Parse a program; never fails, mistakes are diagnostics and the rest is still read.

    `known_names` are the notebook's variables and SUBs: they decide what a word alone, or `name value`, means.
    """
    parser = _Parser(normalized(source), vocabulary, known_names)
    program = parser.parse()
    return Parsed(program, tuple(sorted(parser.diagnostics, key=lambda one: (one.span.line, one.span.column))))


class _Parser:
    """Parses one program."""

    def __init__(self, text: str, vocabulary: Vocabulary, known_names: Collection[str]) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._known_names = known_names
        self._surroundings = Surroundings(frozenset(), frozenset())
        self._builder = TreeBuilder(vocabulary, report=self._report, parse_hole=self._parse_hole)
        self.diagnostics: list[Diagnostic] = []

    def parse(self) -> nodes.Program:
        """The whole program."""
        scanned = scan(self._text, self._vocabulary)
        self._surroundings = look_around(scanned.lexemes, self._known_names)
        reader = Reader(self._text, scanned.lexemes, vocabulary=self._vocabulary, surroundings=self._surroundings)
        promote(reader)
        self.diagnostics += [*scanned.diagnostics, *reader.diagnostics]
        blocks = BlockReader([self._read_line(line) for line in reader.lines])
        body = blocks.read()
        self.diagnostics += blocks.diagnostics
        end = scanned.lexemes[-1].span
        return nodes.Program(span=Span(1, 1, end.end_line, end.end_column), body=body)

    def _report(self, code: str, span: Span, message: str, hint: str) -> None:
        self.diagnostics.append(diagnose(code, span, message, hint))

    def _read_line(self, line: Line) -> ReadLine:
        node = None if line.failed or not line.tokens else self._read_tokens(line)
        return ReadLine(line.head, line.span, line.has_brace, line.may_end, node)

    def _read_tokens(self, line: Line) -> LineNode | None:
        try:
            node: LineNode = drive(line.tokens, load(), self._builder.builders)
        except Unexpected as problem:
            if any(token.kind == "VERB" and isinstance(token.value, str) for token in line.tokens):
                # What may stand behind a verb that does not exist, nobody knows; that it does not was reported.
                return None
            self.diagnostics.append(explain_unexpected(problem, line))
            return None
        except RecursionError:
            hint = "split it over several lines, with a name for each part"
            self._report("BM115", line.span, "this expression is too long or too deeply nested", hint)
            return None
        return node

    def _parse_hole(self, text: str, line: int, column: int) -> nodes.Expression | None:
        """The expression inside `${…}`."""
        scanned = scan(text, self._vocabulary, line=line, column=column)
        reader = Reader(text, scanned.lexemes, vocabulary=self._vocabulary, surroundings=self._surroundings)
        reader.position = Position.OPERAND
        promote(reader)
        self.diagnostics += [*scanned.diagnostics, *reader.diagnostics]
        if scanned.diagnostics or reader.diagnostics:
            return None
        node = self._read_tokens(reader.lines[0]) if len(reader.lines) == 1 else None
        if isinstance(node, nodes.ExpressionStatement):
            return node.expression
        if node is not None or len(reader.lines) != 1:
            first, last = scanned.lexemes[0].span, scanned.lexemes[-1].span
            self._report("BM118", first.to(last), "a hole in a text holds one value", "write ${name}")
        return None
