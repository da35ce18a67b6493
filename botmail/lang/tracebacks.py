"""An error while a program ran, as its author reads it: BASIC lines with carets, SUBs by name, a hint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from types import CodeType, TracebackType

from botmail.domain.plain import plain
from botmail.domain.span import Span
from botmail.lang.conversion import TypeMismatch
from botmail.lang.faults import explain
from botmail.lang.marking import marked
from botmail.lang.naming import basic_name_of

_MOST_CALLERS = 6
_HUNDREDS = 200


@dataclass(frozen=True, slots=True)
class Frame:
    """A line of a program that was being run: its file, the SUB it belongs to (empty outside one), and the columns."""

    filename: str
    procedure: str
    span: Span


def render(error: BaseException, sources: Mapping[str, str], *, label: Callable[[str], str] = str) -> str:
    """The error with the lines that led to it, innermost first; only files in `sources` are shown.

    `sources` holds the programs by file name, `label` gives a file name as people know it.
    """
    fault = explain(error, _names_around(error, sources))
    trace = frames(error, sources)
    said = f"error {fault.code}: {plain(fault.message)}"
    lines = [said] if not trace else _shown(trace[-1], sources, label, f": {said}")
    for frame, count in _callers(trace)[:_MOST_CALLERS]:
        again = f", {'hundreds of' if count >= _HUNDREDS else count} times" if count > 1 else ""
        lines += _shown(frame, sources, lambda name: f"called from {label(name)}", f"{again}:")
    if fault.hint:
        lines.append(f"  hint: {plain(fault.hint)}")
    return "\n".join(lines)


def frames(error: BaseException, sources: Mapping[str, str]) -> tuple[Frame, ...]:
    """Where the program was, outermost call first."""
    found = [_frame(trace, sources) for trace in _traces(error) if trace.tb_frame.f_code.co_filename in sources]
    if found and isinstance(error, TypeMismatch) and error.span is not None:
        found[-1] = Frame(found[-1].filename, found[-1].procedure, error.span)
    return tuple(found)


def _callers(trace: Sequence[Frame]) -> list[tuple[Frame, int]]:
    """The frames above the innermost, nearest first; a line that calls itself is one with a count."""
    return [(frame, sum(1 for _ in group)) for frame, group in groupby(reversed(trace[:-1]))]


def _traces(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _frame(trace: TracebackType, sources: Mapping[str, str]) -> Frame:
    code = trace.tb_frame.f_code
    line, end_line, start, end = _position(code, trace.tb_lasti)
    lines = _lines(sources[code.co_filename])
    first = line or trace.tb_lineno
    last = end_line or first
    span = Span(first, _column(lines, first, start), last, _column(lines, last, end, is_end=True))
    return Frame(code.co_filename, "" if code.co_name.startswith("<") else basic_name_of(code.co_name), span)


def _position(code: CodeType, instruction: int) -> tuple[int | None, int | None, int | None, int | None]:
    return next(islice(code.co_positions(), instruction // 2, None), (None, None, None, None))


def _column(lines: list[str], line: int, byte_column: int | None, *, is_end: bool = False) -> int:
    """A byte offset from 0 as a column in characters from 1."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    if byte_column is None:
        return len(text) + 1 if is_end else len(text) - len(text.lstrip()) + 1
    return len(text.encode("utf-8", "surrogatepass")[:byte_column].decode("utf-8", "replace")) + 1


def _shown(frame: Frame, sources: Mapping[str, str], label: Callable[[str], str], rest: str) -> list[str]:
    inside = f", in {frame.procedure}" if frame.procedure else ""
    return [
        f"{label(frame.filename)}, line {frame.span.line}{inside}{rest}",
        *marked(sources[frame.filename], frame.span),
    ]


def _lines(source: str) -> list[str]:
    return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _names_around(error: BaseException, sources: Mapping[str, str]) -> Mapping[str, object]:
    """The variables where the error happened."""
    found = [trace.tb_frame for trace in _traces(error) if trace.tb_frame.f_code.co_filename in sources]
    return {**found[-1].f_globals, **found[-1].f_locals} if found else {}
