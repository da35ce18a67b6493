"""Every way of writing a statement that the language takes, each run, with what it says."""

from __future__ import annotations

import pytest

from botmail.domain.errors import ProgramError
from botmail.lang.diagnostics import ProgramInvalid
from botmail.lang.faults import NotThereYet
from tests.lang.running import LANGUAGE, Notebook

SUBS = "SUB s(a, b)\nTALK a & b\nEND SUB\n"
TWICE = "FUNCTION twice(n)\nRETURN n * 2\nEND FUNCTION\n"

# What is written, and what it says.
FORMS: dict[str, tuple[str, list[str]]] = {
    # text
    "byte-order mark and line ends of Windows": ("\ufeffTALK 1\r\nTALK 2\r", ["1", "2"]),
    "names of any script": ("höhe = 1 : 数 = 2 : имя_1 = 3\nTALK HÖHE & 数 & ИМЯ_1", ["123"]),
    "names with $": ('a$ = "x"\nTALK a & A$', ["xx"]),
    "comments of five kinds": (
        "TALK 1 ' a\nTALK 2 REM b\nTALK 3 # c\nTALK 4 // d\nTALK 5 /* e\nf */\nREM ===\n' g",
        list("12345"),
    ),
    "comments behind THEN and ELSE": ("IF 0 THEN 'it's a\nTALK 1\nELSE 'it's theirs\nTALK 2\nEND IF", ["2"]),
    "a comment behind an argument": ("TALK 1 ' the, value'", ["1"]),
    "texts in apostrophes": ("x = 'a ${b}'\nTALK x & 'it''s' & [ 'c' ][0]", ["a ${b}it'sc"]),
    "escapes": (r'TALK "a\nb\tc\\d\"e\x""f\${g}"', ['a\nb\tc\\d"e\\x"f${g}']),
    "holes": ('n = 2\nTALK "${n + 1} {n} {{n}} ${"in" & n}"', ["3 {n} {{n}} in2"]),
    "numbers": ('TALK 08 + 1.5e3 + .5 & " " & 10000000000000000000001', ["1508.5 10000000000000000000001"]),
    "TRUE FALSE NULL in any case": ("TALK true & False & (nUll IS NULL)", ["truefalsetrue"]),
    "several statements a line": ("a = 1 : b = 2 : TALK a + b;", ["3"]),
    "ELSE: and CASE 1:": (
        "IF 0 THEN\nTALK 1\nELSE: TALK 2\nEND IF\nSELECT CASE 1\nCASE 1: TALK 3\nEND SELECT",
        ["2", "3"],
    ),
    "a line goes on behind a comma, an operator, a bracket and _": (
        "x = [1,\n2\n]\ny = 1 +\n2\nz = y _\n* 2\nTALK x & y & z",
        ["[1, 2]36"],
    ),
    "a line goes on before an operator": ("x = 1\n  + 2\nTALK x", ["3"]),
    "maps of two spellings": ('m = #{a: 1, "b c": {d: 2},}\nTALK m.A & m["B C"].d', ["12"]),
    # assignment
    "LET, SET and none": ("LET a = 1\nSET b = 2\nc = 3\nTALK a & b & c", ["123"]),
    "with a sign": ('x = 1\nx += 4\nx -= 2\nx *= 4\nx /= 6\nx &= "!"\nTALK x', ["2!"]),
    "members and items": ('o.a = 1\no["b c"] = [1]\no["b c"][0] = 9\nTALK o', ["{a: 1, b c: [9]}"]),
    "= behind the first is a comparison": ('a = {b: "s"}\nx = a.b = "s" ? 1 : 2\nTALK x', ["1"]),
    "DIM": ("DIM a AS INTEGER, b AS STRING, c = 3\nDIM d AS BOOLEAN\nTALK a & b & c & d", ["03false"]),
    # branches
    "IF on one line, with ELSE IF": ("x = 2\nIF x = 1 THEN TALK 1 ELSE IF x = 2 THEN TALK 2 ELSE TALK 3", ["2"]),
    "IF with braces": ("if (0) { TALK 1 } else if (0) { TALK 2 } else { TALK 3 }", ["3"]),
    "IF without THEN": ("IF 1 = 1\nTALK 1\nEND IF", ["1"]),
    "ELSEIF and ENDIF": ("IF 0 THEN\nTALK 1\nELSEIF 1 THEN\nTALK 2\nENDIF", ["2"]),
    "IF with THEN {": ("IF 1 THEN {\nTALK 1\n}", ["1"]),
    "CASE IS, TO and lists": (
        'FOR EACH x IN [9, 2, 5, 7]\nSELECT CASE x\nCASE IS > 8\nTALK "a"\nCASE 1 TO 3\nTALK "b"\nCASE 4, 5\nTALK "c"\n'
        'CASE ELSE\nTALK "d"\nEND SELECT\nNEXT',
        list("abcd"),
    ),
    "SWITCH with DEFAULT": ("SWITCH 3\nCASE 1, 2\nTALK 1\nDEFAULT\nTALK 2\nEND SWITCH", ["2"]),
    # loops
    "FOR EACH with DO and END FOR": ("FOR EACH x IN [1, 2] DO\nTALK x\nEND FOR", ["1", "2"]),
    "FOR EACH with braces": ("FOR EACH x IN [1, 2] {\nTALK x\n}", ["1", "2"]),
    "FOR EACH ended by NEXT x": ("FOR EACH x IN [1, 2]\nTALK x\nNEXT x", ["1", "2"]),
    "FOR x IN": ("FOR x IN [3]\nTALK x\nNEXT", ["3"]),
    "FOR with STEP, DO and braces": (
        "FOR i = 9 TO 1 STEP -4 DO\nTALK i\nEND FOR\nFOR i = 1 TO 1 {\nTALK i\n}",
        list("9511"),
    ),
    "FOR on one line": ("FOR i = 1 TO 2 : TALK i : NEXT i", ["1", "2"]),
    "WHILE with WEND and END WHILE": (
        "i = 0\nWHILE i < 1\ni += 1\nWEND\nWHILE i < 2\ni += 1\nEND WHILE\nTALK i",
        ["2"],
    ),
    "DO with its tests": (
        "i = 0\nDO WHILE i < 1\ni += 1\nLOOP\nDO UNTIL i = 2\ni += 1\nLOOP\nDO\ni += 1\nLOOP WHILE i < 3\n"
        "DO\ni += 1\nLOOP UNTIL i > 3\nTALK i",
        ["4"],
    ),
    "EXIT of each kind": (
        "FOR i = 1 TO 9\nEXIT FOR\nNEXT\nDO\nEXIT DO\nLOOP\nWHILE TRUE\nEXIT WHILE\nWEND\n"
        "SUB q\nEXIT SUB\nTALK 0\nEND SUB\nq\n"
        "FUNCTION f()\nEXIT FUNCTION\nEND FUNCTION\nTALK f() IS NULL\nEXIT\nTALK 0",
        ["true"],
    ),
    "STOP ends the program": ("TALK 1\nSTOP\nTALK 2", ["1"]),
    # SUBs and calls
    "a SUB called in four ways": (SUBS + "s(1, 2)\ns 3, 4\nCALL s(5, 6)\nCALL s 7, 8", ["12", "34", "56", "78"]),
    "a SUB without parameters": ("SUB q\nTALK 1\nEND SUB\nq\nq()\nCALL q\nCALL q()", ["1"] * 4),
    "a FUNCTION as a value, with and without CALL": (
        TWICE + "x = twice(1)\ny = CALL twice(2)\nz = CALL twice 3\nTALK x & y & z & twice(4)",
        ["2468"],
    ),
    "types of parameters are accepted": (
        "FUNCTION f(a AS INTEGER, b$) AS TEXT\nf = a & b\nEND FUNCTION\nTALK f(1, 2)",
        ["12"],
    ),
    "another script as a statement": (
        'CALL "a.bas"\nCALL "a.bas", 1, "x"',
        ["ran a.bas with []", "ran a.bas with [1, 'x']"],
    ),
    "another script as a value": (
        'x = CALL "a.bas", 1, 2\nTALK x\ny = CALL("a.bas", 1)\nTALK y\nIF CALL "a.bas", 5 THEN TALK "yes"',
        ["ran a.bas with [1, 2]", "2", "ran a.bas with [1]", "1", "ran a.bas with [5]", "yes"],
    ),
    "another script in RETURN": (
        'FUNCTION f()\nRETURN CALL "a.bas", 7\nEND FUNCTION\nTALK f()',
        ["ran a.bas with [7]", "1"],
    ),
    "a script whose name is put together": ('CALL "a" & 1 & ".bas"', ["ran a1.bas with []"]),
    "RETURN WITH": (
        "FUNCTION f(x)\nRETURN WITH\na = x\n.b = x + 1\nEND WITH\nEND FUNCTION\nr = f(2)\nTALK r.a & r.b",
        ["23"],
    ),
    "WITH and its own members": ("WITH o\na = 1\n.b = 2\nc = .a + .b\nTALK .c\nEND WITH\nTALK o.c", ["3", "3"]),
    # talking
    "PRINT with ;": ('PRINT "a"; 1; "b"', ["a1b"]),
    "INPUT with ; and ,": (
        'INPUT "How many"; n\nTALK n\nINPUT "How many", n\nTALK n\nINPUT n\nTALK n',
        ["5", "5", "5"],
    ),
    "HEAR in its forms": (
        "HEAR n\nTALK n\nHEAR n AS INTEGER\nTALK n\nHEAR n DEFAULT 7\nTALK n\n"
        'n = HEAR "How many?"\nTALK n\nn = HEAR()\nTALK n',
        ["5", "5", "7", "5", "5"],
    ),
    "BEGIN TALK keeps blank lines and apostrophes": (
        "n = 1\nBEGIN TALK\nIt's ${n}\n\n  'x' ' y\nEND TALK",
        ["It's 1\n\n  'x' ' y"],
    ),
    # PARAM
    "PARAM with type and DEFAULT": (
        'PARAM n AS INTEGER DEFAULT "5"\nPARAM t AS STRING DEFAULT 7\nTALK n + 1 & t + 1',
        ["671"],
    ),
    "PARAM with = for DEFAULT": ("PARAM n AS INTEGER = 3\nTALK n + 1", ["4"]),
    "PARAM of a list of words": ('PARAM size AS "S", "M" DEFAULT "M"\nTALK size', ["M"]),
    "PARAM with LIKE and DESCRIPTION": (
        'PARAM day AS DATE LIKE 2026-01-31 DESCRIPTION the day you want DEFAULT "2026-01-31"\nTALK YEAR(day)',
        ["2026"],
    ),
    # operators
    "operators of other languages": (
        "TALK (TRUE && !FALSE || FALSE) & (1 == 1) & (1 != 2) & (7 % 4)",
        ["truetruetrue3"],
    ),
    "order of operators": (
        'TALK -2^2 & " " & 2^3^2 & " " & 1 + 2 * 3 & " " & 7 \\ 2 & " " & -7 MOD 2',
        ["-4 512 7 3 -1"],
    ),
    "the default idiom": (
        'a = ""\nTALK a OR "our services"\nTALK NULL ?? 5\nm = NULL\nTALK (m?.b?.c) IS NULL',
        ["our services", "5", "true"],
    ),
    "comparisons of text": (
        'TALK ("abc" CONTAINS "B") & ("abc" STARTS WITH "AB") & ("abc" ENDS WITH "C") & ("abc" LIKE "a*")'
        ' & ("a1" MATCHES "a\\d") & ("a" IN ["a"]) & (3 NOT IN [1]) & ("x" IS NOT NULL)',
        ["true" * 8],
    ),
    "+ and &": ('TALK ([1] + [2]) & ("a" + 1) & (1.0 + "x" + NULL) & (10 / 5)', ["[1, 2]a11x2"]),
}


@pytest.mark.parametrize(("program", "said"), FORMS.values(), ids=FORMS)
def test_form_says(program: str, said: list[str]) -> None:
    notebook = Notebook()
    notebook.host.answers = {"n": "5", "": "5"}
    notebook.run(program)
    assert notebook.said == said


@pytest.mark.parametrize("name", FORMS)
def test_form_is_nothing_to_warn_about(name: str) -> None:
    assert LANGUAGE.check(FORMS[name][0]) == ()


# What is read and checked and nothing runs yet, with the line that says so.
LATER = {
    "ON EMAIL": (
        'TALK 1\nON EMAIL IN "INBOX" FROM "bob@example.org" SUBJECT "lamp"\nTALK email.subject\nEND ON',
        "ON EMAIL",
    ),
    "ON EMAIL alone": ("TALK 1\nON EMAIL\nreplied = email.subject\nEND ON\nTALK replied", "ON EMAIL"),
    "ONCE": ("TALK 1\nFOR EACH e IN [1] ONCE\nTALK e\nNEXT", "FOR EACH … ONCE"),
    "ONCE FROM NOW with DO": (
        "TALK 1\nFOR EACH e IN [1] ONCE FROM NOW DO\nTALK e\nEND FOR",
        "FOR EACH … ONCE FROM NOW",
    ),
}


@pytest.mark.parametrize(("program", "what"), LATER.values(), ids=LATER)
def test_form_of_a_later_day_is_checked_and_says_so_when_it_is_reached(program: str, what: str) -> None:
    assert LANGUAGE.check(program) == ()
    notebook = Notebook()
    with pytest.raises(NotThereYet) as caught:
        notebook.run(program)
    assert caught.value.message == f"{what} is not there yet"
    assert "\n" not in caught.value.hint
    assert notebook.said == ["1"]


@pytest.mark.parametrize("opener", ["ON EMAIL", "FOR EACH email IN [1] ONCE"])
def test_body_of_a_later_form_is_checked(opener: str) -> None:
    closer = "END ON" if opener.startswith("ON") else "NEXT"
    for line, code in (("x = LFT(email.subject, 1)", "BM202"), ("y = 1 +", "BM108")):
        (found,) = LANGUAGE.check(f"{opener}\n{line}\n{closer}")
        assert (found.code, found.span.line) == (code, 2)


# A program that can be read, what is said about it, and the line of it.
ODD = {
    "a point without an object": ("TALK .a", "BM119", 1),
    "a value on the left": ('x = 1\n"a" = x', "BM116", 2),
    "a number on the left": ("x = 1\n5 = x", "BM116", 2),
    "two = alone": ("x = 1\nx == 5\nTALK x", "BM154", 2),
    "a comparison alone": ("x = 1\nx > 5\nTALK x", "BM154", 2),
    "a counter that is set": ("FOR i = 1 TO 3\nIF i = 2 THEN i = 9\nNEXT", "BM155", 2),
    "a counter that counts twice": ("FOR i = 1 TO 3\nFOR I = 1 TO 2\nNEXT\nNEXT", "BM155", 2),
    "a variable in front of a text": ('name = "a"\nname "x"', "BM107", 2),
    "two values beside each other": ("a = 1\nb = 2\nTALK a b", "BM107", 3),
}


@pytest.mark.parametrize(("program", "code", "line"), ODD.values(), ids=ODD)
def test_odd_form_is_noticed(program: str, code: str, line: int) -> None:
    (found,) = LANGUAGE.check(program)
    assert (found.code, found.span.line) == (code, line)
    assert found.hint


@pytest.mark.parametrize(
    "program",
    [
        "x = 1\nx == 1",
        "FOR i = 1 TO 2\nNEXT\ni = 5",
        "FOR i = 1 TO 2\nFOR j = 1 TO 2\nNEXT\nNEXT",
        "WITH o\n.a = 1\nIF .a THEN TALK .a\nEND WITH",
    ],
)
def test_plain_form_is_not_odd(program: str) -> None:
    assert LANGUAGE.check(program) == ()


def test_name_in_front_of_a_text_is_no_sub_only_when_it_has_a_value() -> None:
    with pytest.raises(ProgramInvalid, match="a comma or an operator is missing between name and"):
        Notebook().run('name = "a"\nname "x"')
    notebook = Notebook()
    notebook.run('name = "a"')
    with pytest.raises((ProgramError, ProgramInvalid)):
        notebook.run('name "x"')
