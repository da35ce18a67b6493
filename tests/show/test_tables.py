from __future__ import annotations

import pytest

from botmail.domain.table import table_of
from botmail.show.columns import Column, Grid, Kind, table_grid
from botmail.show.tables import html_table, text_table

GRID = Grid(
    (Column("name", "Name", Kind.TEXT, 10), Column("n", "Count", Kind.NUMBER)),
    (("Ann", 3), ("日本語の長い名前", 12), ("a much too long name", None)),
    total=5,
    caption="5 people",
)


def test_text_table_aligns_cuts_and_counts_the_rest() -> None:
    assert text_table(GRID) == (
        "5 people\nName        Count\nAnn             3\n日本語の…      12\na much to…\n… and 2 more"
    )


def test_html_table_escapes_and_aligns_each_cell() -> None:
    grid = Grid((Column("x", "<b>", Kind.TEXT), Column("n", "n", Kind.NUMBER)), (("<b>&'\"", 1),), total=1)
    assert html_table(grid) == (
        "<table>\n"
        '<thead><tr><th style="text-align: left">&lt;b&gt;</th><th style="text-align: right">n</th></tr></thead>\n'
        "<tbody>\n"
        '<tr><td style="text-align: left">&lt;b&gt;&amp;&#x27;&quot;</td><td style="text-align: right">1</td></tr>\n'
        "</tbody>\n"
        "</table>"
    )


def test_table_without_rows_says_only_its_caption() -> None:
    empty = Grid(GRID.columns, (), total=0, caption="0 rows")
    assert (text_table(empty), html_table(empty)) == ("0 rows", "<p>0 rows</p>")


def test_grid_of_a_table_aligns_numbers_right_and_keeps_to_the_limit() -> None:
    grid = table_grid(table_of(["who", "n"], [["a", 1], ["b", None], ["c", 2.5]]), most=2)
    assert [column.is_right_aligned for column in grid.columns] == [False, True]
    assert (len(grid.rows), grid.total) == (2, 3)


@pytest.mark.parametrize("letter", ["a", "日", "\u0301"], ids=["narrow", "wide", "mark"])
def test_cell_of_a_megabyte_is_cut(letter: str) -> None:
    grid = Grid(GRID.columns[:1], ((letter * 1_000_000,),), total=1)
    assert len(text_table(grid)) < 200
    assert len(html_table(grid)) < 3000
