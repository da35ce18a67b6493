"""Grids as plain text and as HTML that reads well without JavaScript or style sheets."""

from __future__ import annotations

from html import escape

from botmail.domain.width import display_width
from botmail.show.columns import Column, Grid
from botmail.show.words import cell_words, count_words

_GAP = "  "
_LETTER_MARKS = 8
"""A letter may bear marks that take no column, but a cell of the page is no place for thousands."""


def text_table(grid: Grid) -> str:
    """Aligned columns under their titles, a line each, long cells cut."""
    lines = [grid.caption] if grid.caption else []
    if grid.rows:
        cells = [
            [_cut(cell_words(v, c.kind), c.widest) for v, c in zip(row, grid.columns, strict=True)] for row in grid.rows
        ]
        cells.insert(0, [column.title for column in grid.columns])
        widths = [max(display_width(row[i]) for row in cells) for i in range(len(grid.columns))]
        lines += [_line(row, grid.columns, widths) for row in cells]
    return "\n".join([*lines, *_left_out(grid)])


def html_table(grid: Grid) -> str:
    """An escaped `<table>`; alignment is written on the cells, since Jupyter's own style aligns right."""
    head = "".join(f"<th{_align(column)}>{escape(column.title)}</th>" for column in grid.columns)
    body = "\n".join(f"<tr>{_row(row, grid.columns)}</tr>" for row in grid.rows)
    caption = f"<p>{escape(grid.caption)}</p>\n" if grid.caption else ""
    rest = "".join(f"\n<p>{escape(line)}</p>" for line in _left_out(grid))
    if not grid.rows:
        return f"{caption.strip()}{rest}"
    return f"{caption}<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>{rest}"


def _row(row: tuple[object, ...], columns: tuple[Column, ...]) -> str:
    cells = zip(row, columns, strict=True)
    return "".join(f"<td{_align(column)}>{escape(cell_words(value, column.kind))}</td>" for value, column in cells)


def _align(column: Column) -> str:
    return f' style="text-align: {"right" if column.is_right_aligned else "left"}"'


def _line(cells: list[str], columns: tuple[Column, ...], widths: list[int]) -> str:
    padded = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        blanks = " " * (width - display_width(cell))
        padded.append(blanks + cell if column.is_right_aligned else cell + blanks)
    return _GAP.join(padded).rstrip()


def _cut(text: str, widest: int) -> str:
    kept = text[: widest * _LETTER_MARKS]
    if kept == text and display_width(text) <= widest:
        return text
    while display_width(kept) > widest - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _left_out(grid: Grid) -> list[str]:
    missing = grid.total - len(grid.rows)
    return [f"… and {count_words(missing, 'more row').replace('more rows', 'more')}"] if missing > 0 else []
