"""How deep a row stands: by the blocks around it, and by the brackets that are open where a statement goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from botmail.lang import lexemes
from botmail.lang.block_nodes import OPENERS
from botmail.lang.blocks import CLOSERS, MIDDLES
from botmail.lang.lexemes import OPENING
from botmail.lang.pieces import Extent, Row
from botmail.lang.reader import Reader
from botmail.lang.tokens import Line

_CASE = "case"


class Blocks:
    """The blocks that are open, from one logical line to the next."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._brace_line = 0

    @property
    def depth(self) -> int:
        """How deep the statements stand that come next; an IF in one line does not count."""
        return sum(kind != "inline if" for kind in self._open)

    @property
    def is_in_with(self) -> bool:
        """Whether statements here fill an object."""
        return bool(self._open) and self._open[-1] in {"with", "return with"}

    def take(self, line: Line) -> int:
        """Go past a logical line; how deep it stands."""
        head = line.head
        was_brace = self._brace_line > 0 and self._goes_on_behind_brace(line)
        self._brace_line = line.span.line if head == "}" else 0
        if head in {"case", "case else"}:
            return self._take_case(was_brace=was_brace)
        if head in MIDDLES:
            return self._take_middle(head, was_brace=was_brace)
        if head == "}" or head in CLOSERS:
            return self._take_closer(head)
        depth = self.depth
        if head in OPENERS:
            self._open.append(head)
        return depth

    def _goes_on_behind_brace(self, line: Line) -> bool:
        """Whether an ELSE goes on with what `}` closed; the rule is that of `blocks`."""
        is_beside = line.has_brace or line.span.line == self._brace_line
        return is_beside or not self._open or self._open[-1] not in MIDDLES.get(line.head, ())

    def _take_case(self, *, was_brace: bool) -> int:
        if self._open and self._open[-1] == _CASE:
            self._open.pop()
        elif was_brace and (not self._open or self._open[-1] not in {"select", "switch"}):
            self._open.append("select")
        self._open.append(_CASE)
        return self.depth - 1

    def _take_middle(self, head: str, *, was_brace: bool) -> int:
        wanted = MIDDLES[head]
        if was_brace or not self._open or self._open[-1] not in wanted:
            self._open.append(next(iter(wanted - {"inline if"})))
            return self.depth - 1
        return self.depth - (self._open[-1] != "inline if")

    def _take_closer(self, head: str) -> int:
        if head == "end inline":
            if self._open and self._open[-1] == "inline if":
                self._open.pop()
            return self.depth
        if self._open and self._open[-1] == _CASE:
            self._open.pop()
        if self._open:
            self._open.pop()
        return self.depth


class Indentation:
    """The depth of each row of a program, asked for from the first to the last."""

    def __init__(self, reader: Reader, extents: Sequence[Extent]) -> None:
        self._reader = reader
        self._extents = list(extents)
        self._starts = {extent.first for extent in extents}
        self._braces = self._block_braces()
        self._position = 0
        self._last = -1
        self._base = 0
        self._brackets: list[tuple[int, int]] = []
        self.blocks = Blocks()
        self.fields: set[int] = set()
        """The first lexemes of statements that fill the object of a WITH."""

    def _block_braces(self) -> set[int]:
        closers = {extent.first for extent in self._extents if extent.line.head == "}"}
        return {self._reader.partners[index] for index in closers if index in self._reader.partners}

    def depth_of(self, row: Row) -> int:
        """How deep `row` stands; its logical lines are then gone past."""
        own = [piece.index for piece in row.pieces if piece.index >= 0]
        if not own:
            return self._depth_of_comment(row)
        depth = self._depth_of_start(own[0])
        for index in own:
            self._follow_bracket(index, depth)
        for extent in self._extents_up_to(own[-1]):
            self._take(extent)
        return depth

    def _depth_of_comment(self, row: Row) -> int:
        if row.next_index >= 0 and self._goes_on_at(row.next_index):
            return self._depth_inside(-1)
        return self.blocks.depth

    def _depth_of_start(self, index: int) -> int:
        if index in self._braces:
            return self._base
        if index not in self._starts:
            return self._depth_inside(index) if self._goes_on_at(index) else self.blocks.depth
        for extent in self._extents_up_to(index):
            self._base = self._take(extent)
        return self._base

    def _goes_on_at(self, index: int) -> bool:
        return index <= self._last or bool(self._brackets)

    def _depth_inside(self, index: int) -> int:
        """The depth of a row that goes on with a statement: inside the innermost bracket, or one step in."""
        if not self._brackets:
            return self._base + 1
        closer, depth = self._brackets[-1]
        return depth if index == closer else depth + 1

    def _follow_bracket(self, index: int, depth: int) -> None:
        lexeme = self._reader.lexemes[index]
        if self._brackets and self._brackets[-1][0] == index:
            self._brackets.pop()
        is_opener = lexeme.kind == lexemes.SYMBOL and lexeme.text in OPENING and index not in self._braces
        if is_opener and index in self._reader.partners:
            self._brackets.append((self._reader.partners[index], depth))

    def _extents_up_to(self, index: int) -> Iterator[Extent]:
        while self._position < len(self._extents):
            extent = self._extents[self._position]
            if extent.first > index:
                return
            self._position += 1
            yield extent

    def _take(self, extent: Extent) -> int:
        self._last = max(self._last, extent.last)
        if extent.line.head == "statement" and self.blocks.is_in_with:
            self.fields.add(extent.first)
        return self.blocks.take(extent.line)
