"""Programs and what they say: every statement of the language, run as a notebook runs it."""

from __future__ import annotations

import pytest

from tests.lang.running import Notebook, output_of

BLOCKS = {
    "LET and SET are plain assignment": ("LET a = 1\nSET b = a + 1\nTALK b", ["2"]),
    "names know no case": ("Total = 1\nTALK TOTAL & total$", ["11"]),
    "several statements a line": ("a = 1 : b = 2 : TALK a + b", ["3"]),
    "ELSE IF in two words": ("x = 2\nIF x = 1 THEN\nTALK 1\nELSE IF x = 2 THEN\nTALK 2\nELSE\nTALK 3\nEND IF", ["2"]),
    "one-line IF keeps its statements": ("IF 0 THEN TALK 1 : TALK 2 ELSE TALK 3\nTALK 4", ["3", "4"]),
    "braces": ('if ("a" == "a") {\nTALK "yes"\n} else {\nTALK "no"\n}', ["yes"]),
    "FOR EACH": ('FOR EACH x IN ["a", "b"]\nTALK x\nNEXT x', ["a", "b"]),
    "FOR EACH of a map goes through its names": ("FOR EACH k IN {b: 1, a: 2}\nTALK k\nNEXT", ["b", "a"]),
    "FOR EACH of a literal that grows does not follow": (
        "l = [1, 2]\nFOR EACH x IN l\nPUSH(l, x)\nNEXT\nTALK LEN(l)",
        ["4"],
    ),
    "FOR TO, and the counter behind it": ("FOR i = 1 TO 3\nTALK i\nNEXT\nTALK i", ["1", "2", "3", "4"]),
    "FOR that does not run": ("FOR i = 5 TO 3\nTALK i\nNEXT\nTALK i", ["5"]),
    "FOR down": ("FOR i = 3 TO 1 STEP -2\nTALK i\nNEXT", ["3", "1"]),
    "FOR in tenths does not drift": ("n = 0\nFOR x = 0 TO 1 STEP 0.1\nn = n + 1\nNEXT\nTALK n & x", ["111.1"]),
    "FOR with numeric text": ('a = "2"\nFOR i = 1 TO a\nTALK i\nNEXT\nTALK i', ["1", "2", "3"]),
    "FOR over half a number": ("FOR i = 1 TO 5 / 2\nTALK i\nNEXT", ["1", "2"]),
    "WHILE": ("i = 0\nWHILE i < 3\ni = i + 1\nWEND\nTALK i", ["3"]),
    "DO WHILE": ("i = 0\nDO WHILE i < 3\ni += 1\nLOOP\nTALK i", ["3"]),
    "DO UNTIL": ("i = 0\nDO UNTIL i = 3\ni += 1\nLOOP\nTALK i", ["3"]),
    "LOOP WHILE runs once": ("i = 9\nDO\ni += 1\nLOOP WHILE i < 3\nTALK i", ["10"]),
    "LOOP UNTIL": ("i = 0\nDO\ni += 1\nLOOP UNTIL i >= 3\nTALK i", ["3"]),
    "EXIT FOR": ("FOR i = 1 TO 9\nIF i = 3 THEN EXIT FOR\nNEXT\nTALK i", ["3"]),
    "EXIT FOR out of a WHILE inside": (
        "FOR i = 1 TO 9\nWHILE TRUE\nEXIT FOR\nWEND\nNEXT\nTALK i",
        ["1"],
    ),
    "EXIT DO out of a FOR inside, through a FINALLY": (
        'DO\nFOR i = 1 TO 2\nTRY\nEXIT DO\nCATCH\nTALK "caught"\nFINALLY\nTALK "finally"\nEND TRY\nNEXT\nLOOP\nTALK i',
        ["finally", "1"],
    ),
    "SELECT CASE with lists, ranges and comparisons": (
        "FOR EACH x IN [1, 4, 20, 99]\nSELECT CASE x\nCASE 1, 2\nTALK 1\nCASE 3 TO 9\nTALK 2\nCASE IS > 50\nTALK 3\n"
        'CASE ELSE\nTALK "else"\nEND SELECT\nNEXT',
        ["1", "2", "else", "3"],
    ),
    "SELECT looks at its subject once": (
        "n = 0\nFUNCTION next_one()\nn = n + 1\nRETURN n\nEND FUNCTION\n"
        "SELECT CASE next_one()\nCASE 7\nCASE 8\nEND SELECT\nTALK n",
        ["1"],
    ),
    "SWITCH": ('SWITCH "b"\nCASE "a", "b"\nTALK 1\nDEFAULT\nTALK 2\nEND SWITCH', ["1"]),
    "SUB with CALL, brackets and none": (
        'SUB hi(who)\nTALK "hi " & who\nEND SUB\nCALL hi("a")\nhi("b")\nhi "c"',
        ["hi a", "hi b", "hi c"],
    ),
    "SUB called in front of its definition": ("go\nSUB go\nTALK 1\nEND SUB", ["1"]),
    "parameters are local, other names are not": (
        "a = 1 : b = 1\nSUB s(a)\na = 2\nb = 2\nEND SUB\ns 5\nTALK a & b",
        ["12"],
    ),
    "FUNCTION with RETURN": ("FUNCTION f(n)\nIF n < 2 THEN RETURN 1\nRETURN n * f(n - 1)\nEND FUNCTION\nTALK f(20)",
        ["2432902008176640000"]),
    "FUNCTION that assigns to its name": (
        "FUNCTION f(x)\nf = x * 2\nEXIT FUNCTION\nf = 0\nEND FUNCTION\nTALK f(4)",
        ["8"],
    ),
    "EXIT SUB": ("SUB s\nTALK 1\nEXIT SUB\nTALK 2\nEND SUB\ns\nTALK 3", ["1", "3"]),
    "CALL of a file": ('CALL "other.bas", 1, "x"', ["ran other.bas with [1, 'x']"]),
    "END leaves the program": ('TALK 1\nSUB s\nEND\nEND SUB\ns\nTALK 2', ["1"]),
    "EXIT leaves the program through TRY": ("TRY\nEXIT\nCATCH e\nTALK e\nEND TRY\nTALK 2", []),
    "WITH fills": ('WITH p\nname = "Ana"\n.age = 3\nEND WITH\nTALK p.NAME & p.Age', ["Ana3"]),
    "WITH reads variables on the right": ("name = 5\nWITH p\nname = name + 1\nEND WITH\nTALK p.name & name", ["65"]),
    "RETURN WITH": ('FUNCTION f(x)\nRETURN WITH\na = x\nEND WITH\nEND FUNCTION\nTALK f(2).a', ["2"]),
    "a member of an undeclared name": ("order.city = 1\norder.items = [2]\nTALK order", ["{city: 1, items: [2]}"]),
    "x[i] = e": ("l = [1, 2]\nl[0] = 9\nl[2] = 3\nTALK l\nm = {}\nm[\"A b\"] = 1\nTALK m[\"a B\"]", ["[9, 2, 3]", "1"]),
    "x.y += e": ("m.n = 1\nm.n += 2\nTALK m.n", ["3"]),
    "PARAM with its default": ('PARAM n AS INTEGER DEFAULT "5"\nTALK n + 1', ["6"]),
    "HEAR": ("HEAR city\nTALK city", ["Rome"]),
    "HEAR as an expression": ('city = HEAR "Where?"\nTALK city', ["Rome"]),
    "HEAR into a member": ("HEAR order.city\nTALK order.city", ["Turin"]),
    "BEGIN TALK": ("n = 2\nBEGIN TALK\nIt's ${n}\n\nyes\nEND TALK", ["It's 2\n\nyes"]),
    "an expression that is a SUB's name calls it": ("SUB s\nTALK 1\nEND SUB\ns", ["1"]),
    "any number of arguments": ("TALK ADD_UP(1, 2, 3)", ["6"]),
    "a name that is assigned wins over a verb": ("health = 3\nTALK health\nTALK HEALTH()", ["3", "fine"]),
    "Python's words are names": (
        "list = [1] : class = 2 : None1 = 3 : print = 4 : def = 5\nTALK list[0] + class + None1 + print + def",
        ["15"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("program", "said"), BLOCKS.values(), ids=BLOCKS)
def test_statement_says(program: str, said: list[str]) -> None:
    notebook = Notebook()
    notebook.host.answers = {"city": "Rome", "order.city": "Turin"}
    notebook.run(program)
    assert notebook.said == said


ERRORS = {
    "CATCH": ("TRY\nx = 1 / 0\nTALK 1\nCATCH e\nTALK e.message & e.line & e.code\nEND TRY", ["division by zero2BM401"]),
    "FINALLY": ("TRY\nTALK 1\nFINALLY\nTALK 2\nEND TRY", ["1", "2"]),
    "CATCH of an error in a SUB tells the SUB's line": (
        "SUB s\nTHROW \"mine\"\nEND SUB\nTRY\ns\nCATCH e\nTALK e.message & e.line\nEND TRY",
        ["mine2"],
    ),
    "RESUME NEXT goes on with the next statement": ("ON ERROR RESUME NEXT\nx = 1 / 0\nTALK 1", ["1"]),
    "RESUME NEXT goes on inside a block": (
        "ON ERROR RESUME NEXT\nFOR i = 1 TO 2\nx = 1 / 0\nTALK i\nNEXT",
        ["1", "2"],
    ),
    "ERR holds the last error": (
        "ON ERROR RESUME NEXT\nTHROW \"no\"\nIF ERR THEN TALK ERR.message\nCLEAR ERROR\nTALK ERR IS NULL",
        ["no", "true"],
    ),
    "an error in a SUB comes back to the statement that called it": (
        "SUB s\nx = 1 / 0\nTALK 1\nEND SUB\nON ERROR RESUME NEXT\ns\nTALK 2",
        ["2"],
    ),
    "a value that fails does not change the variable": ("x = 1\nON ERROR RESUME NEXT\nx = 1 / 0\nTALK x + 1", ["2"]),
    "CATCH inside RESUME NEXT still catches": (
        "ON ERROR RESUME NEXT\nTRY\nTHROW \"a\"\nTALK 0\nCATCH e\nTALK e.message\nEND TRY",
        ["a"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("program", "said"), ERRORS.values(), ids=ERRORS)
def test_errors_are_handled(program: str, said: list[str]) -> None:
    assert output_of(program) == said


def test_on_error_goto_0_lets_errors_through_again() -> None:
    with pytest.raises(ZeroDivisionError):
        output_of("ON ERROR RESUME NEXT\nx = 1 / 0\nON ERROR GOTO 0\nx = 1 / 0")


def test_resume_next_ends_with_the_cell_and_counts() -> None:
    notebook = Notebook()
    notebook.run("ON ERROR RESUME NEXT\nx = 1 / 0\nx = 1 / 0")
    assert [error.message for error in notebook.runtime.ignored] == ["division by zero"] * 2
    with pytest.raises(ZeroDivisionError):
        notebook.run("x = 1 / 0")
    assert notebook.runtime.ignored == ()


def test_resume_next_keeps_the_result_of_the_cell() -> None:
    assert Notebook().run("ON ERROR RESUME NEXT\nx = 1 / 0\n5 + 1") == 6
    assert Notebook().run("ON ERROR RESUME NEXT\n1 / 0") is None


def test_resume_next_does_not_swallow_an_interrupt() -> None:
    notebook = Notebook()

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    notebook.host.say = interrupt  # type: ignore[method-assign]  # the user presses the stop button during TALK
    with pytest.raises(KeyboardInterrupt):
        notebook.run("ON ERROR RESUME NEXT\nTRY\nTALK 1\nCATCH e\nEND TRY")


def test_cells_share_variables_and_subs() -> None:
    notebook = Notebook()
    notebook.run("total = 1\nSUB add(n)\ntotal = total + n\nEND SUB")
    notebook.run("add 5\nadd(1)")
    assert notebook.run("total") == 7
    assert notebook.names["total"] == 7


def test_a_variable_that_changes_its_type_between_cells_is_read_as_it_is() -> None:
    notebook = Notebook()
    notebook.run('x = "5"')
    notebook.run("FOR i = 1 TO 2\nx = x + 1\nNEXT")
    assert notebook.names["x"] == "511"


def test_a_sub_that_changes_a_type_inside_a_loop_is_noticed() -> None:
    program = 'x = 1\nSUB s\nx = "a"\nEND SUB\nFOR i = 1 TO 2\nx = x + 1\ns\nNEXT\nTALK x + 1'
    assert output_of(program) == ["a1"]
