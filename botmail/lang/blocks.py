"""Lines become nested statements, by a stack over the head of each line, also of lines that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.block_nodes import OPENERS, build_block
from botmail.lang.diagnostics import Diagnostic, diagnose
from botmail.lang.heads import Head, LineNode
from botmail.lang.naming import fold

MIDDLES: dict[str, frozenset[str]] = {
    "else": frozenset({"if", "inline if"}),
    "elseif": frozenset({"if", "inline if"}),
    "case": frozenset({"select", "switch"}),
    "case else": frozenset({"select", "switch"}),
    "catch": frozenset({"try"}),
    "finally": frozenset({"try"}),
}
CLOSERS: dict[str, frozenset[str]] = {
    "end if": frozenset({"if", "inline if"}),
    "next": frozenset({"for", "for each"}),
    "end for": frozenset({"for", "for each"}),
    "wend": frozenset({"while"}),
    "end while": frozenset({"while"}),
    "loop": frozenset({"do"}),
    "end do": frozenset({"do"}),
    "end select": frozenset({"select", "switch"}),
    "end switch": frozenset({"select", "switch"}),
    "end sub": frozenset({"sub"}),
    "end function": frozenset({"function"}),
    "end with": frozenset({"with", "return with"}),
    "end try": frozenset({"try"}),
    "end on": frozenset({"on"}),
    "end inline": frozenset({"inline if"}),
}
USUAL_CLOSER = {
    "if": "END IF",
    "inline if": "END IF",
    "for": "NEXT",
    "for each": "NEXT",
    "while": "WEND",
    "do": "LOOP",
    "select": "END SELECT",
    "switch": "END SWITCH",
    "sub": "END SUB",
    "function": "END FUNCTION",
    "with": "END WITH",
    "return with": "END WITH",
    "try": "END TRY",
    "on": "END ON",
}
_USUAL_OPENER = {
    **{closer.lower(): max(kinds - {"inline if"}, default="if").upper() for closer, kinds in CLOSERS.items()},
    **{"else": "IF", "elseif": "IF", "case": "SELECT CASE", "case else": "SELECT CASE", "catch": "TRY"},
    **{"finally": "TRY", "next": "FOR", "end for": "FOR", "}": "{", "end select": "SELECT CASE"},
}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A logical line with what the grammar made of it; None when it could not be read."""

    head: str
    span: Span
    has_brace: bool
    may_end: bool
    node: LineNode | None


@dataclass(slots=True)
class Section:
    """A part of a block: its head and the statements under it."""

    kind: str
    head: Head
    body: list[nodes.Statement] = field(default_factory=list)


@dataclass(slots=True)
class OpenBlock:
    """A block that is not closed yet."""

    kind: str
    span: Span
    has_brace: bool
    sections: list[Section]

    @property
    def body(self) -> list[nodes.Statement]:
        """Where the next statement goes."""
        return self.sections[-1].body

    def has_section(self, kind: str) -> bool:
        """Whether ELSE, FINALLY … came already."""
        return any(section.kind == kind for section in self.sections)


class BlockReader:
    """Puts the lines of one program together."""

    def __init__(self, lines: Sequence[ReadLine]) -> None:
        self._lines = lines
        self._position = 0
        self._stack: list[OpenBlock] = []
        self._top: list[nodes.Statement] = []
        self._reopened: OpenBlock | None = None
        self._brace_line = 0
        self._excused: set[str] = set()
        self._mistaken: list[OpenBlock] = []
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> tuple[nodes.Statement, ...]:
        """The program's statements."""
        for position, line in enumerate(self._lines):
            self._position = position
            self._take(line)
        while self._stack:
            self._report_unclosed(self._stack[-1])
            self._close(self._stack[-1].span)
        return tuple(self._top)

    def _take(self, line: ReadLine) -> None:
        reopened, self._reopened = self._reopened, None
        if line.may_end and not self._is_closed_later(line.head):
            return
        if line.head in OPENERS:
            self._open(line)
        elif line.head in MIDDLES:
            self._take_middle(line, reopened)
        elif line.head == "}":
            self._take_brace(line)
        elif line.head in CLOSERS:
            self._take_closer(line)
        elif isinstance(line.node, nodes.Statement):
            self._add(line.node)
        elif isinstance(line.node, tuple):
            for statement in line.node:
                self._add(statement)

    def _add(self, statement: nodes.Statement) -> None:
        target = statement.target if isinstance(statement, nodes.Assign) else None
        if isinstance(target, nodes.MemberOf) and target.target is None and not self._is_in_with():
            self._report(
                "BM119", target.span, f".{target.name} belongs to no object here", "write it inside WITH … END WITH"
            )
        (self._stack[-1].body if self._stack else self._top).append(statement)

    def _is_in_with(self) -> bool:
        return any(block.kind in {"with", "return with"} for block in self._stack)

    def _head(self, line: ReadLine) -> Head:
        return line.node if isinstance(line.node, Head) else Head(line.span)

    def _open(self, line: ReadLine) -> None:
        section = Section(line.head, self._head(line))
        self._stack.append(OpenBlock(line.head, line.span, line.has_brace, [section]))

    def _take_middle(self, line: ReadLine, reopened: OpenBlock | None) -> None:
        """ELSE, CASE, CATCH …: behind `}` it goes on with the block that was just closed."""
        wanted = MIDDLES[line.head]
        if reopened is not None and self._goes_on_with(reopened, line):
            (self._stack[-1].body if self._stack else self._top).pop()
            reopened.has_brace = line.has_brace
            self._stack.append(reopened)
        while self._stack and self._stack[-1].kind == "inline if" and self._stack[-1].has_section("else"):
            self._close(line.span)
        if not self._unwind_to(wanted):
            self._report_stray(line)
            return
        block = self._stack[-1]
        if line.head in {"else", "elseif"} and block.has_section("else"):
            message = f"the IF of line {block.span.line} has its ELSE already"
            self._report("BM104", line.span, message, "write ELSE IF condition THEN above the ELSE, or a second IF")
            return
        if not line.head.startswith("case"):
            block.has_brace = line.has_brace
        block.sections.append(Section(line.head, self._head(line)))

    def _goes_on_with(self, closed: OpenBlock, line: ReadLine) -> bool:
        """Whether an ELSE belongs to the block that `}` closed, and not to one without braces around it."""
        if closed.kind not in MIDDLES[line.head] or closed.has_section("else"):
            return False
        is_beside = line.has_brace or line.span.line == self._brace_line
        top = self._stack[-1] if self._stack else None
        return is_beside or top is None or top.has_brace or top.kind not in MIDDLES[line.head]

    def _take_brace(self, line: ReadLine) -> None:
        index = next((i for i, block in reversed(list(enumerate(self._stack))) if block.has_brace), None)
        if index is None:
            self._report("BM104", line.span, "this } closes nothing", "take it out")
            return
        while len(self._stack) > index + 1:
            self._report_unclosed(self._stack[-1])
            self._close(line.span)
        self._reopened, self._brace_line = self._stack[-1], line.span.line
        self._close(line.span)

    def _take_closer(self, line: ReadLine) -> None:
        wanted = CLOSERS[line.head]
        if line.head == "end inline":
            if self._stack and self._stack[-1].kind == "inline if":
                self._close(line.span)
            elif any(block.kind == "inline if" for block in self._stack):
                self._unwind_to(wanted)
                self._close(line.span)
            return
        if self._unwind_to(wanted):
            self._check_loop(line)
            self._check_indent(line)
            self._close(line.span, self._head(line))
            return
        top = self._stack[-1] if self._stack else None
        if top is not None and top.has_brace and top.kind in wanted:
            message = f"this block was opened with {{ in line {top.span.line}"
            self._report("BM105", line.span, message, f"write }} instead of {line.head.upper()}")
            self._close(line.span, self._head(line))
            return
        if top is None or top.has_brace or top.kind == "inline if" or self._is_closed_later(top.kind):
            self._report_stray(line)
            return
        message = f"{line.head.upper()} does not end {_shown(top.kind)}, which is open since line {top.span.line}"
        self._report("BM105", line.span, message, f"write {USUAL_CLOSER[top.kind]}")
        self._close(line.span)

    def _unwind_to(self, wanted: frozenset[str]) -> bool:
        """Close what is open inside the nearest wanted block, reporting it; False when there is none."""
        depth = len(self._stack) - 1
        while depth >= 0 and self._stack[depth].kind not in wanted:
            if self._stack[depth].has_brace or self._stack[depth].kind in {"sub", "function", "inline if"}:
                return False
            depth -= 1
        if depth < 0 or self._stack[depth].has_brace:
            return depth >= 0 and self._stack[depth].kind in wanted and wanted in MIDDLES.values()
        while len(self._stack) > depth + 1:
            self._report_unclosed(self._stack[-1])
            self._close(self._stack[-1].span)
        return True

    def _is_closed_later(self, kind: str) -> bool:
        """Whether the block's own closer still comes, so that the present one is the stray."""
        depth = 1
        for line in self._lines[self._position + 1 : self._position + 200]:
            depth += line.head == kind
            depth -= line.head in CLOSERS and kind in CLOSERS[line.head]
            if depth == 0:
                return True
        return False

    def _check_loop(self, line: ReadLine) -> None:
        """NEXT of another loop."""
        head, block = self._head(line), self._stack[-1]
        names = block.sections[0].head.names
        if line.head != "next" or not head.names or not names or fold(head.names[0].name) == fold(names[0].name):
            return
        name = head.names[0].name
        if fold(name) in self._excused:
            return
        self._excused.add(fold(names[0].name))
        message = f"NEXT {name} does not end this loop: FOR {names[0].name} is open since line {block.span.line}"
        self._report("BM105", head.names[0].span, message, f"write NEXT {names[0].name}, or NEXT alone")

    def _check_indent(self, line: ReadLine) -> None:
        """A closer that stands under the opener of an outer block may have been meant for that one."""
        inner, column = self._stack[-1], line.span.column
        alike = [block for block in self._stack[:-1] if block.kind in CLOSERS[line.head]]
        if inner.span.column != column and any(block.span.column == column for block in alike):
            self._mistaken.append(inner)

    def _close(self, span: Span, closer: Head | None = None) -> None:
        block = self._stack.pop()
        self._add(build_block(block.kind, block.sections, span=block.span.to(span), closer=closer))

    def _report(self, code: str, span: Span, message: str, hint: str) -> None:
        self.diagnostics.append(diagnose(code, span, message, hint))

    def _report_unclosed(self, block: OpenBlock) -> None:
        closer = "}" if block.has_brace else USUAL_CLOSER[block.kind]
        guilty = next(
            (one for one in self._mistaken if one.kind == block.kind and one.span.line > block.span.line), None
        )
        if guilty is not None:
            self._mistaken.remove(guilty)
            block = guilty
        self._report("BM103", block.span, f"this {_shown(block.kind)} is not closed", f"write {closer} where it ends")

    def _report_stray(self, line: ReadLine) -> None:
        opener = _USUAL_OPENER[line.head]
        shown = line.head.upper()
        if line.head in MIDDLES:
            self._report("BM104", line.span, f"{shown} without {opener}", f"write {opener} … above it, or take it out")
        else:
            self._report("BM104", line.span, f"{shown} without {opener}", f"take it out, or open the {opener}")


def _shown(kind: str) -> str:
    return {"inline if": "IF", "select": "SELECT CASE", "on": "ON EMAIL"}.get(kind, kind.upper())
