"""The data verbs used wrongly: one sentence that says what to write."""

from __future__ import annotations

import pytest

from botmail.app import Workspace
from botmail.domain.errors import BotmailError
from tests.keywords.conftest import OpenWorkspace

TABLE = 'SAVE "people", {id: 1, name: "Ana"}\norders = [{city: "Graz", total: 20}]\n'


@pytest.mark.parametrize(
    ("statement", "message", "hint"),
    [
        ('DELETE "people"', "would take out every row", "ALL"),
        ('DELETE "people", ""', "would take out every row", "ALL"),
        ('UPDATE "people" SET name = "x"', "would change every row", "ALL"),
        ('UPDATE "people" WHERE id = 1', "nothing to set", "SET"),
        ('FIND "people" WHERE nmae = "Ana"', "no column `nmae`", "did you mean name"),
        ('FIND "people" ORDER BY nmae', "no column `nmae`", "name"),
        ('FIND "people", "name ~ 5"', "is no condition", "WHERE"),
        ('FIND "people", 5', "a condition is needed", "WHERE"),
        ('FIND "people" LIMIT -1', "LIMIT -1 is below 0", "LIMIT 10"),
        ('DELETE "peple", "id=1"', 'no table "peple"', 'did you mean "people"'),
        ('SAVE "mail", {id: 1}', "what botmail itself keeps", "another name"),
        ('SAVE "", {id: 1}', "needs a name", "customers"),
        ('SAVE "people", 5', "a list is needed", ""),
        ('SAVE "people", {}', "has no columns", "{name"),
        ('SAVE "people", {rowid: 1}', 'cannot be named "rowid"', "letters"),
        ('MERGE "people" WITH orders BY "id"', "no column `id`", "city"),
        ('FILTER orders WHERE total > "many" AND citty = 1', "no column `citty`", "city"),
        ("FILTER 5 WHERE total > 1", "a list is needed", ""),
        ("SORT orders", "SORT needs a column", "BY"),
        ('AGGREGATE "MEDIAN", orders, "total"', "nothing that rows can be summed up by", "SUM"),
        ('AGGREGATE "SUM", orders', "needs a column", "SUM"),
        ("SELECT city FROM nowhere", 'no table "nowhere"', "mail"),
        ("SELECT city FROM orders; ", "", ""),
        ("SELECT * FROM user_email_accounts", "no table", "mail"),
        ('SELECT read_text("/etc/passwd") FROM orders', "may not be used", ""),
        ('WRITE "a.exe", 5', 'cannot write "a.exe"', ".csv"),
        ('WRITE "../a.txt", 5', "outside the folder", "beside"),
        ('WRITE ".a.txt", 5', "begins with a dot", ""),
        ('WRITE "none/a.txt", 5', "no folder for", "folder"),
        ('WRITE "a.csv", 5', "needs rows", "{name"),
        ('READ "none.txt"', "no file", ""),
        ('GET "table.xlsx"', "cannot read", ".csv"),
        ('GET "ftp://example.com/x"', "reads https addresses", "https://"),
        ('GET "https://127.0.0.1/x"', "this machine or its own network", "file"),
        ('GET "https://localhost/x"', "this machine or its own network", "file"),
        ('GET "https://[::1]/x"', "this machine or its own network", "file"),
        ('GET "https://169.254.169.254/latest/meta-data"', "own network", "file"),
        ('COMPLETE TASK "99"', "no task 99", "LIST TASKS"),
        ('CLOSE TICKET "99"', "no ticket 99", "LIST TICKETS"),
        ('REMEMBER "", 5', "needs a name", "REMEMBER"),
        ('ALLOW FOLDER "/nowhere"', "nobody allowed", "--live"),
    ],
)
def test_mistake_is_explained(statement: str, message: str, hint: str, shared: Workspace) -> None:
    error = shared.attempt(TABLE + statement).error
    if not message:
        assert error is None
        return
    assert isinstance(error, BotmailError)
    assert message in error.message
    assert hint in error.hint


def test_list_that_holds_itself_is_not_remembered(open_workspace: OpenWorkspace) -> None:
    error = open_workspace().attempt('a = []\nPUSH(a, a)\nREMEMBER "a", a').error
    assert isinstance(error, BotmailError)


def test_table_that_is_not_there_has_no_rows_and_says_so(open_workspace: OpenWorkspace) -> None:
    report = open_workspace().run('PRINT COUNT(FIND "people" WHERE id = 1)')
    assert report.text.strip() == "0"
    assert report.run is not None
    assert report.run.notes == ['there is no table "people" yet, so FIND gave no rows; SAVE or INSERT makes it']
