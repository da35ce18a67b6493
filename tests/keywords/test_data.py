"""The data verbs: tables of one's own, rows, queries, memory, files; values that look like conditions stay values."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.app import Workspace
from botmail.domain.errors import BotmailError
from tests.keywords.conftest import OpenWorkspace
from tests.servers.mailserver import MailServer, compose_mail

HOSTILE = "x' OR '1'='1"
PEOPLE = f"""
SAVE "people", {{id: 1, name: "Ana", city: "Graz", age: 30}}
SAVE "people", {{id: 2, name: "Ben", city: "Wien", age: 17}}
SAVE "people", {{id: 3, name: "{HOSTILE}", city: "Graz", age: NULL}}
evil = "{HOSTILE}"
town = "Graz"
customer = {{id: 2, town: "Wien"}}
"""
ORDERS = """
orders = [{city: "Graz", month: "May", total: 20}, {city: "Wien", month: "May", total: 35},
  {city: "Graz", month: "June", total: 5}]
town = "Graz"
least = 10
"""


def said(workspace: Workspace, program: str) -> list[str]:
    return workspace.run(program).text.splitlines()


@pytest.fixture(scope="module")
def people(shared: Workspace) -> Workspace:
    """A workspace whose programs find the table that `PEOPLE` makes, and must leave it as it is."""
    shared.run(PEOPLE)
    return shared


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('FIND "people"', ["Ana", "Ben", HOSTILE]),
        ('FIND "PEOPLE" WHERE CITY = "Graz"', ["Ana", HOSTILE]),
        ('FIND "people" WHERE city = town ORDER BY name DESC', [HOSTILE, "Ana"]),
        ('FIND "people" WHERE city = customer.town', ["Ben"]),
        ('FIND "people" WHERE age >= 18', ["Ana"]),
        ('FIND "people" WHERE age < 18 OR age IS NULL', ["Ben", HOSTILE]),
        ('FIND "people" WHERE NOT city = "Graz"', ["Ben"]),
        ('FIND "people" WHERE UPPER(city) = "GRAZ" AND age + 1 = 31', ["Ana"]),
        ('FIND "people" WHERE name STARTS WITH "b"', ["Ben"]),
        ('FIND "people" WHERE id IN [1, 2] LIMIT 1', ["Ana"]),
        ('FIND "people" WHERE id = COUNT(FIND "people")', [HOSTILE]),
        ('FIND "people" WHERE name = evil', [HOSTILE]),
        ('FIND "people", "name = \'" + evil + "\'"', [HOSTILE]),
        ('FIND "people", "name = \'${evil}\'"', [HOSTILE]),
        ('FIND "people", "name=" + evil', [HOSTILE]),
        ('FIND "people", "id=" + customer.id', ["Ben"]),
        ('FIND "people", "name LIKE \'%" + "e" + "%\'"', ["Ben"]),
        ('FIND "people", "city=Graz AND age>18"', ["Ana"]),
        ('FIND "people", "city=\'Graz\' AND NOT id = 3"', ["Ana"]),
        ('FIND "people", {city: "Wien"}', ["Ben"]),
        ('FIND "people" WITH city = town, id = 1', ["Ana"]),
        ('FIND "people" WITH "name = \'" + evil + "\'"', [HOSTILE]),
        ('FIND "people", ""', ["Ana", "Ben", HOSTILE]),
        ("SELECT name FROM people WHERE city = town ORDER BY id", ["Ana", HOSTILE]),
        ("SELECT name FROM my.people WHERE name = evil", [HOSTILE]),
        ('SELECT name FROM "people" WHERE name = "${evil}"', [HOSTILE]),
        ("SELECT p.name FROM people p WHERE p.id = customer.id", ["Ben"]),
    ],
)
def test_rows_are_found(query: str, names: list[str], people: Workspace) -> None:
    program = f"FOR EACH row IN {query}\nPRINT row.name\nNEXT"
    assert said(people, program) == names


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ('SAVE "people", {ID: 1, age: 31}', ["1 Ana 31", "2 Ben 17", "3 x' O"]),
        ('SAVE "people", {id: 4, name: "Cem"}', ["1 Ana 30", "2 Ben 17", "3 x' O", "4 Cem"]),
        ('id = 2 : name = "Bea" : SAVE "people", id, name', ["1 Ana 30", "2 Bea 17", "3 x' O"]),
        ('INSERT "people", {id: 1, name: "Twin"}', ["1 Ana 30", "2 Ben 17", "3 x' O", "1 Twin"]),
        (
            'MERGE "people" WITH [{name: "Ben", age: 18}, {name: "New"}] BY "name"',
            ["1 Ana 30", "2 Ben 18", "3 x' O", "New"],
        ),
        ('UPDATE "people" SET age = age + 1 WHERE age IS NOT NULL', ["1 Ana 31", "2 Ben 18", "3 x' O"]),
        ('UPDATE "people", "id = 2", {age: 50}', ["1 Ana 30", "2 Ben 50", "3 x' O"]),
        ('UPDATE "people", "name = \'" + evil + "\'", {age: 1}', ["1 Ana 30", "2 Ben 17", "3 x' O 1"]),
        ('UPDATE "people" SET age = 0 ALL', ["1 Ana 0", "2 Ben 0", "3 x' O 0"]),
        ('UPDATE "people" SET age = "unknown" WHERE id = 3', ["1 Ana 30", "2 Ben 17", "3 x' O unknown"]),
        ('DELETE "people", "id = 1"', ["2 Ben 17", "3 x' O"]),
        ('DELETE "people", "name = \'" + evil + "\'"', ["1 Ana 30", "2 Ben 17"]),
        ('DELETE FROM "people" WHERE city = town', ["2 Ben 17"]),
        ('DELETE "people" ALL', []),
    ],
)
def test_table_is_changed(statement: str, rows: list[str], shared: Workspace) -> None:
    shown = 'FOR EACH p IN FIND "people"\nPRINT TRIM(p.id & " " & LEFT(p.name, 4) & " " & p.age)\nNEXT'
    program = f"{PEOPLE}\n{statement}\n{shown}".replace('"people"', '"changed"')
    shared.run('INSERT "changed", {id: 0}\nDELETE "changed" ALL')
    assert said(shared, program) == rows


@pytest.mark.parametrize("statement", ['SAVE "people", {id: 9}', 'DELETE "people" ALL', 'REMEMBER "k", 1'])
def test_preview_plans_and_changes_nothing(statement: str, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    workspace.run(PEOPLE)
    report = workspace.run(statement, preview=True)
    assert report.run is not None
    assert len(report.run.plan_rows) == 1
    assert workspace.run('PRINT COUNT(FIND "people") & RECALL("k")').text.strip() == "3"


def test_changes_stand_in_the_audit(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    workspace.run(PEOPLE + 'UPDATE "people" SET age = 1 WHERE id = 1\nDELETE "people", "id=2"')
    actions = [row["action"] for row in workspace.services.audit.table()]
    assert [action for action in actions if action in {"save", "update", "delete"}] == [
        *["save"] * 3,
        "update",
        "delete",
    ]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("FILTER orders WHERE city = town AND total > least", "[{city: Graz, month: May, total: 20}]"),
        ('FILTER orders, "total > 30"', "[{city: Wien, month: May, total: 35}]"),
        ('FILTER orders, {city: "Wien"}', "[{city: Wien, month: May, total: 35}]"),
        ("COUNT(MAP orders SET double = total * 2)", "3"),
        ('FIRST(MAP orders, "city -> town, total")', "{town: Graz, total: 20}"),
        ("FIRST(SORT orders BY total DESC).total", "35"),
        ("FIRST(SORT orders BY city, total)", "{city: Graz, month: June, total: 5}"),
        ("COUNT(UNIQUE orders BY city)", "2"),
        ('AGGREGATE "SUM", orders, "total"', "60"),
        ('AGGREGATE orders, "avg", "total"', "20"),
        ('AGGREGATE "COUNT", orders', "3"),
        ('GROUP BY(orders, "city").Graz.length', "2"),
        (
            'FIRST(JOIN orders WITH [{city: "Wien", zip: 1010}] BY city)',
            "{city: Wien, month: May, total: 35, zip: 1010}",
        ),
        ('COUNT(JOIN orders WITH [{city: "Wien", zip: 1010}] BY city LEFT)', "3"),
        ('FIRST(PIVOT orders, "city", "month", "total")', "{city: Graz, May: 20, June: 5}"),
        ('LAST(PIVOT orders, "city", "total")', "{city: Wien, total: 35}"),
        ("(LAST orders).total", "5"),
        ("FIRST(SELECT city, SUM(total) AS total FROM orders GROUP BY city ORDER BY total)", "{city: Graz, total: 25}"),
    ],
)
def test_rows_are_worked_on(expression: str, text: str, shared: Workspace) -> None:
    assert [line.replace('"', "") for line in said(shared, f"{ORDERS}\nPRINT {expression}")] == [text]


def test_table_stays_a_table(people: Workspace) -> None:
    program = 'rows = FILTER (FIND "people") WHERE id < 3\nPRINT TYPEOF(rows) & TYPEOF(SORT rows BY name)'
    assert said(people, program) == ["tabletable"]


def test_values_outlive_the_program(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    workspace.run('REMEMBER "Visit", {at: DATEVALUE("2026-11-23"), pages: ["/", "/lamps"]}\nSET BOT MEMORY "visit", 7')
    report = workspace.run('v = RECALL "visit"\nPRINT v.at.day & " " & v.pages[1] & " " & GET BOT MEMORY("VISIT")')
    assert report.text.strip() == "23 /lamps 7"
    assert workspace.run('PRINT RECALL("nothing") ?? "never"').text.strip() == "never"


@pytest.mark.parametrize(
    ("name", "data", "content"),
    [
        ("a.csv", '[{x: "=1+1", y: -3, z: "-5"}, {x: "a,b", y: 2.5}]', 'x,y,z\n\'=1+1,-3,-5\n"a,b",2.5,\n'),
        ("a.csv", '[{x: "@SUM(A1)", "+y": "+43 660"}]', "x,'+y\n'@SUM(A1),'+43 660\n"),
        ("a.json", '{name: "Ana", list: [1, NULL]}', '{\n  "name": "Ana",\n  "list": [\n    1,\n    null\n  ]\n}\n'),
        ("a.txt", '"Grüße"', "Grüße"),
    ],
)
def test_file_is_written(name: str, data: str, content: str, open_workspace: OpenWorkspace, tmp_path: Path) -> None:
    open_workspace().run(f'WRITE "{name}", {data}')
    assert (tmp_path / name).read_text(encoding="utf-8") == content


def test_work_is_finished(shared: Workspace) -> None:
    program = """
    task = CREATE TASK "Call Ana"
    ticket = CREATE_TICKET("ana@example.com", "Lamp", "It flickers.")
    COMPLETE TASK task
    CLOSE TICKET ticket
    PRINT FIRST(LIST TASKS).state & " " & FIRST(LIST TICKETS).state
    """
    assert said(shared, program) == ["done closed"]


def test_folder_is_allowed_by_a_person_alone(open_workspace: OpenWorkspace, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-lists"
    outside.mkdir()
    (outside / "a.txt").write_text("hello")
    program = f'ALLOW FOLDER "{outside}"\nPRINT GET "{outside}/a.txt"'
    assert "nobody allowed" in str(open_workspace().attempt(program).error)
    assert open_workspace({}, "yes").run(program, live=True).text.strip() == "hello"


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_mails_are_rows_too(mail_server: MailServer, open_workspace: OpenWorkspace) -> None:
    for subject in ("Lamp", "Newsletter"):
        mail_server.deliver(compose_mail(subject))
    program = """
    emails = GET_EMAILS("INBOX")
    word = "lamp"
    FOR EACH e IN FILTER emails WHERE subject CONTAINS word
    PRINT e.subject
    NEXT
    PRINT FIRST(SELECT COUNT(*) AS n FROM emails WHERE subject = "Newsletter" AND NOT is_read).n
    PRINT FIRST(SORT emails BY subject DESC).subject
    """
    assert said(open_workspace(mail_server.settings), program) == ["Lamp", "1", "Newsletter"]


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_mail_is_not_deleted_as_a_table(mail_server: MailServer, open_workspace: OpenWorkspace) -> None:
    mail_server.deliver(compose_mail("Lamp"))
    error = open_workspace(mail_server.settings).attempt('DELETE FIRST(GET_EMAILS("INBOX"))').error
    assert isinstance(error, BotmailError)
    assert error.hint == "DELETE MAIL email takes a mail away"
