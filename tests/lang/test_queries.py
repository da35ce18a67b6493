"""Queries in programs: where one starts and ends, its SQL with values apart, and SELECT CASE beside it."""

from __future__ import annotations

import pytest

from botmail.keywords import VERBS
from botmail.lang import nodes
from botmail.lang.functions import FUNCTIONS
from botmail.lang.parser import parse
from botmail.lang.vocabulary import Vocabulary
from botmail.lang.walk import everything

VOCABULARY = Vocabulary(VERBS, FUNCTIONS)


def queries_in(source: str) -> list[nodes.Query]:
    parsed = parse(source, VOCABULARY)
    assert parsed.diagnostics == ()
    return [node for node in everything([parsed.program]) if isinstance(node, nodes.Query)]


@pytest.mark.parametrize(
    ("source", "sql"),
    [
        ("x = SELECT a, b FROM t", "SELECT a, b FROM t"),
        ("SELECT * FROM t", "SELECT * FROM t"),
        ("x = COUNT(SELECT a FROM t) + 1", "SELECT a FROM t"),
        ('x = SELECT a FROM t WHERE b = "x" AND c <> 5', "SELECT a FROM t WHERE b = $text_0 AND c <> 5"),
        ("x = SELECT a FROM t WHERE b LIKE '%x%'", "SELECT a FROM t WHERE b LIKE $text_0"),
        ('x = SELECT a AS "The A" FROM "t"', 'SELECT a AS "The A" FROM "t"'),
        ("x = SELECT a\n  FROM t\n  WHERE b = 1\n  ORDER BY a\ny = 2", "SELECT a FROM t WHERE b = 1 ORDER BY a"),
        ("x = SELECT a,\n  b\nFROM t\nLIMIT 5\nlimit = 3", "SELECT a, b FROM t LIMIT 5"),
        ("FOR EACH r IN SELECT a FROM t DO\nNEXT", "SELECT a FROM t"),
        ("FOR EACH r IN SELECT a FROM t {\n}", "SELECT a FROM t"),
        ("IF COUNT(SELECT a FROM t) > 1 THEN x = 1 ELSE x = 2", "SELECT a FROM t"),
        ("x = SELECT a FROM t : y = 2", "SELECT a FROM t"),
        ("x = SELECT a::VARCHAR FROM t # why", "SELECT a::VARCHAR FROM t"),
        (
            'x = SELECT CASE WHEN a > 1 THEN "b" ELSE "c" END AS d FROM t',
            "SELECT CASE WHEN a > 1 THEN $text_0 ELSE $text_1 END AS d FROM t",
        ),
        ("x = SELECT a FROM (SELECT b FROM t) u", "SELECT a FROM (SELECT b FROM t) u"),
    ],
)
def test_query_is_taken_as_it_is(source: str, sql: str) -> None:
    (query,) = queries_in(source)
    assert query.sql == sql


@pytest.mark.parametrize(
    "source",
    [
        "SELECT CASE x\nCASE 1\ny = 2\nEND SELECT",
        "select = 3",
        "x = select + 1",
        "x = select.name",
        'x = {select: 1}["select"]',
    ],
)
def test_other_uses_of_the_word_are_no_query(source: str) -> None:
    assert queries_in(source) == []


def test_text_with_a_hole_is_a_value() -> None:
    (query,) = queries_in('name = "x"\nx = SELECT a FROM t WHERE b = "${name}!"')
    ((name, value),) = query.values
    assert name == "text_0"
    assert isinstance(value, nodes.Interpolation)


def test_query_ends_where_another_statement_starts() -> None:
    assert len(queries_in("x = SELECT a FROM t\nON ERROR RESUME NEXT\nSELECT b FROM u\nfrom = 5")) == 2
