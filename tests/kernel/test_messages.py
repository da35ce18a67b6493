"""A kernel over Jupyter's own messages: output, results, errors, input, interrupts, completion, history."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.kernel.driver import Kernel

WIDGET = "application/vnd.jupyter.widget-view+json"


def test_kernel_introduces_itself(kernel: Kernel) -> None:
    info = kernel.ask(kernel.client.kernel_info)
    assert (info["implementation"], info["language_info"]["name"], info["language_info"]["file_extension"]) == (
        "botmail",
        "basic",
        ".bas",
    )
    assert "debugger" in info["supported_features"]


@pytest.mark.parametrize(
    ("code", "text", "result"),
    [
        ("TALK 1+1", "2\n", None),
        ("x = 6\nx * 7", "", "42"),
        ("' it's a comment alone", "", None),
        ('TALK "one"\nEXIT\nTALK "two"', "one\n", None),
        ("SUB twice(n)\n  TALK n * 2\nEND SUB\ntwice(4)", "8\n", None),
        ("%%python\nx = 20\nprint(x + 1)", "21\n", None),
        ("TALK x", "20\n", None),
        ('TALK "an escape \x1b[31m and \u202eturned"', "an escape  and turned\n", None),
        ("%%preview\nTALK x", "20\npreview: nothing would be changed or sent\n", None),
        ("FOR i = 1 TO 3\n  TALK i\nNEXT", "1\n2\n3\n", None),
    ],
)
def test_cell_shows_what_it_says_and_its_last_value(kernel: Kernel, code: str, text: str, result: str | None) -> None:
    shown = kernel.run(code)
    assert shown.is_ok, shown.error_text
    assert shown.text == text
    assert [bundle["text/plain"] for bundle in shown.results] == ([result] if result else [])


def test_result_is_kept_as_in_ipython(kernel: Kernel) -> None:
    first = kernel.run("40 + 2")
    count = first.reply["execution_count"]
    assert kernel.run(f"%%python\nprint(_, Out[{count}], In[{count}])").text == "42 42 40 + 2\n"


@pytest.mark.parametrize(
    ("code", "name", "lines"),
    [
        (
            'y = "é" & 1 / 0',
            "ProgramError",
            [", line 1: error BM401: division by zero", '  1 | y = "é" & 1 / 0', "    |           ^^^^^"],
        ),
        ("FROBNICATE 1, 2", "ProgramInvalid", [", line 1: error BM201: ", "  1 | FROBNICATE 1, 2", "    | ^^^^^^^^^^"]),
        ("TALK nobody_knows", "ProgramError", ["nobody_knows", "  1 | TALK nobody_knows", "    |      ^^^^^^^^^^^^"]),
        ('x = 1\nx = GET "none.csv"', "FileProblem", [", line 2: error BM810: ", '  2 | x = GET "none.csv"']),
        ("!rm -rf .", "CellRefused", ["cannot start a program of the system"]),
    ],
)
def test_error_shows_the_line_a_caret_and_nothing_of_ours(
    kernel: Kernel, code: str, name: str, lines: list[str]
) -> None:
    shown = kernel.run(code)
    (error,) = shown.errors
    assert shown.reply["status"] == "error"
    assert (shown.reply["ename"], shown.reply["evalue"]) == (error["ename"], error["evalue"])
    assert error["ename"] == name
    for line in lines:
        assert line in shown.error_text
    assert "Traceback" not in shown.error_text
    assert ".py" not in shown.error_text.replace("/", "")


def test_every_mistake_of_a_cell_is_shown_and_nothing_of_it_runs(kernel: Kernel) -> None:
    shown = kernel.run('TALK "before"\nFROBNICATE 1, 2\nSMURF 3, 4')
    assert shown.text == ""
    assert shown.error_text.count("error BM201") == 2


def test_warning_is_shown_and_the_cell_runs(kernel: Kernel) -> None:
    shown = kernel.run('IF "b" = "a" OR "b" THEN TALK "found"')
    assert "warning BM152" in shown.text
    assert "found\n" in shown.text


def test_error_in_a_sub_of_an_earlier_cell_names_both_cells(kernel: Kernel) -> None:
    first = kernel.run("SUB divide(n)\n  RETURN 1 / n\nEND SUB")
    second = kernel.run("TALK 1\nTALK divide(0)")
    labels = [f"In[{shown.reply['execution_count']}]" for shown in (first, second)]
    assert f"{labels[0]}, line 2" in second.error_text
    assert f"{labels[1]}, line 2" in second.error_text


def test_error_of_a_python_cell_is_pythons(kernel: Kernel) -> None:
    shown = kernel.run("%%python\n{}['missing']")
    assert shown.reply["ename"] == "KeyError"
    assert "----> 2" in shown.error_text


@pytest.mark.parametrize(
    "code",
    [
        "WAIT 30",
        "WHILE TRUE\n  x = 1\nWEND",
        "FOR i = 1 TO 1000000000\nNEXT",
        "ON ERROR RESUME NEXT\nWAIT 30\nTALK 1",
        "TRY\n  WAIT 30\nCATCH e\n  TALK e.message\nEND TRY",
        "HEAR answer",
    ],
)
def test_interrupt_ends_a_cell_at_once_with_one_clear_line(kernel: Kernel, code: str) -> None:
    shown, seconds = kernel.run_interrupted(code)
    (error,) = shown.errors
    assert error["ename"] == "Interrupted"
    assert "error BM406: interrupted" in shown.error_text
    assert "Traceback" not in shown.error_text
    assert seconds < 1.0
    assert kernel.run("TALK 1").text == "1\n"


def test_hear_takes_what_is_typed(kernel: Kernel) -> None:
    shown = kernel.run('HEAR name\nHEAR age AS INTEGER\nTALK name + " is " + age', answers=["Ann", "37"])
    assert shown.is_ok, shown.error_text
    assert "Ann is 37" in shown.text


def test_hear_without_a_keyboard_takes_its_default_or_says_so(kernel: Kernel) -> None:
    assert kernel.run('HEAR color DEFAULT "blue"\nTALK color').text == "blue\n"
    shown = kernel.run("HEAR color")
    assert shown.reply["ename"] == "InputProblem"
    assert "BOTMAIL_ANSWERS" in shown.error_text


def test_completion_knows_verbs_variables_and_folders(kernel: Kernel) -> None:
    kernel.run('mailbox_name = "INBOX"\nLIST FOLDERS')

    def matches(code: str) -> list[str]:
        reply = kernel.ask(lambda: kernel.client.complete(code, len(code)))
        found: list[str] = reply["matches"]
        return found

    assert "GET EMAILS" in matches("GET_E")
    assert "mailbox_name" in matches("TALK mailb")
    assert any("INBOX" in match for match in matches('GET_EMAILS "IN'))
    assert "imag" in matches("%%python\nmailbox_name.imag\n(1).ima")
    assert matches("%%sql\nSELECT mailb") == []


@pytest.mark.parametrize(
    ("code", "match"),
    [
        ("%%p", "%%preview"),
        ("?SEND MA", "SEND MAIL"),
        ('GET_EMAILS("INBOX", "UNSEEN SUB', "SUBJECT"),
        ('GET "peo', "people.csv"),
        ("x = (\nEND IF\nTALK UCA", "UCASE"),
        ("SEND EM", "SEND EMAIL"),
    ],
)
def test_completion_fits_the_place(kernel: Kernel, folder: Path, code: str, match: str) -> None:
    (folder / "people.csv").write_text("name\nAnn\n")
    reply = kernel.ask(lambda: kernel.client.complete(code, len(code)))
    assert match in reply["matches"]
    assert all(item["type"] for item in reply["metadata"]["_jupyter_types_experimental"])


def test_completion_tells_type_and_meaning_of_a_verb(kernel: Kernel) -> None:
    reply = kernel.ask(lambda: kernel.client.complete("MARK AS R", 9))
    (item,) = reply["metadata"]["_jupyter_types_experimental"]
    assert (item["text"], item["type"]) == ("MARK AS READ", "function")
    assert item["signature"].startswith("MARK AS READ ")
    assert item["documentation"].startswith("Mark ")


def test_inspection_gives_the_page_of_a_verb(kernel: Kernel) -> None:
    reply = kernel.ask(lambda: kernel.client.inspect("SEND MAIL to", 2))
    assert reply["found"]
    assert "Example:" in reply["data"]["text/plain"]
    assert not kernel.ask(lambda: kernel.client.inspect("frobnicate", 2))["found"]
    (page,) = kernel.run("?SEND MAIL").reply["payload"]
    assert "Example:" in page["data"]["text/plain"]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("TALK 1", "complete"),
        ("IF TRUE THEN", "incomplete"),
        ("x = [1,", "incomplete"),
        ("x = = 1", "invalid"),
        ("%%python\ndef f():", "incomplete"),
        ("%%sql\nSELECT", "complete"),
    ],
)
def test_console_is_told_whether_a_cell_is_complete(kernel: Kernel, code: str, status: str) -> None:
    assert kernel.ask(lambda: kernel.client.is_complete(code))["status"] == status


def test_history_leaves_out_passwords(kernel: Kernel) -> None:
    kernel.run('secret_word = 1\npassword = "hunter2"')
    kernel.run("remembered = 1")
    reply = kernel.ask(lambda: kernel.client.history(hist_access_type="tail", n=10, raw=True, output=False))
    inputs = [entry[2] for entry in reply["history"]]
    assert "remembered = 1" in inputs
    assert not any("hunter2" in entry for entry in inputs)
    assert "hunter2" not in kernel.run("%%python\nprint(In, _ih)").text


def test_variables_of_basic_and_python_are_the_same(kernel: Kernel) -> None:
    kernel.run('Total = 3\nlist = [1, 2]\nclass = "keyword"')
    assert kernel.run("%%python\nprint(total, list_, class_)").text == "3 [1, 2] keyword\n"


def test_widgets_work_from_python_cells(kernel: Kernel) -> None:
    shown = kernel.run("%%python\nimport ipywidgets\nipywidgets.IntSlider(value=3)")
    assert WIDGET in shown.results[0]


def test_second_cell_beside_a_running_one_is_refused(kernel: Kernel) -> None:
    subshell = kernel.new_subshell()
    assert kernel.run("TALK 1", subshell=subshell).text == "1\n"
    running = kernel.client.execute("WAIT 3\nTALK 2")
    time.sleep(0.5)
    beside = kernel.run("TALK 3", subshell=subshell)
    assert beside.reply["ename"] == "CellsOverlap"
    kernel.manager.interrupt_kernel()
    assert kernel.reply(running)["status"] == "error"
    assert kernel.run("TALK 4").text == "4\n"


def test_much_output_comes_quickly_and_whole(kernel: Kernel) -> None:
    begun = time.monotonic()
    shown = kernel.run("FOR i = 1 TO 20000\n  TALK i\nNEXT")
    assert shown.text.split() == [str(number) for number in range(1, 20001)]
    assert time.monotonic() - begun < 10


def test_output_streams_while_the_cell_runs(kernel: Kernel) -> None:
    identity = kernel.client.execute('TALK "early"\nWAIT 30')
    while kernel.client.get_iopub_msg(timeout=5)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    assert kernel.reply(identity)["ename"] == "Interrupted"
