"""A tiny house around the language for tests: runs a program with a host that only writes down what happens."""

from __future__ import annotations

import ast
import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from botmail.domain.action import Action, Place
from botmail.domain.outcome import Outcome
from botmail.domain.span import Span
from botmail.lang.control import ProgramEnd
from botmail.lang.definition import Clause, Effect, Parameter, Verb, verb
from botmail.lang.functions import FUNCTIONS, VERBS
from botmail.lang.language import Language
from botmail.lang.runtime import Context, Runtime
from botmail.lang.types import ANY, MARKUP_OR_TEXT, TEXT, VARIABLE, WORD
from botmail.lang.vocabulary import Vocabulary

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@verb("TALK", effect=Effect.PURE, parameters=[Parameter("value", ANY)], aliases=["PRINT"], example='TALK "hi"')
def talk(context, value):
    """Say something."""
    context.display.say(context.runtime.text(value))


@verb(
    "HEAR",
    effect=Effect.WAITS,
    parameters=[Parameter("variable", VARIABLE, is_optional=True), Parameter("prompt", TEXT, is_optional=True)],
    clauses=[Clause("AS", WORD), Clause("DEFAULT", ANY)],
    takes_bare_words=True,
    example="HEAR name",
)
def hear(context, variable="", prompt="", **clauses):
    """Ask for a value."""
    return clauses["default"] if "default" in clauses else context.prompt.ask(prompt, name=variable)


@verb(
    "SEND MAIL",
    effect=Effect.SENDS,
    parameters=[Parameter("to", ANY), Parameter("subject", TEXT), Parameter("body", MARKUP_OR_TEXT)],
    clauses=[Clause("CC", ANY), Clause("REPLY TO", ANY), Clause("AGAIN")],
    example='SEND MAIL "a@example.org", "Hi", "Text"',
)
def send_mail(_, to, subject, body, **clauses):
    """Send a mail."""
    return action(f"{to}|{subject}|{body}" + "".join(f" {name}={value}" for name, value in sorted(clauses.items())))


@verb("FAIL WITH", effect=Effect.READS, parameters=[Parameter("text", TEXT)], example='FAIL WITH "x"')
def fail_with(_, text):
    """A verb with a mistake in it."""
    raise AttributeError(text)


@verb("DRAW", effect=Effect.READS, extra="charts", example="DRAW")
def draw(_):
    """A verb whose optional part is not installed."""
    raise ModuleNotFoundError("No module named 'plotter'", name="plotter")


@verb("HEALTH", effect=Effect.READS, example="HEALTH")
def health(_):
    """How things are."""
    return "fine"


@verb(
    "RENAME FOLDER",
    effect=Effect.CHANGES,
    parameters=[Parameter("folder", TEXT)],
    clauses=[Clause("TO", TEXT, is_required=True)],
    example='RENAME FOLDER "a" TO "b"',
)
def rename_folder(_, folder, to):
    """Give a folder another name."""
    return action(f"{folder} to {to}")


@verb("ADD UP", effect=Effect.PURE, parameters=[Parameter("number", ANY, is_repeated=True)], example="ADD UP 1, 2")
def add_up(_, number):
    """The sum of all."""
    return sum(number)


def action(target: str) -> Action:
    return Action(kind="send", account="env", target=target, payload=None, repeat="C")


@dataclass
class RecordingHost:
    """A host that performs nothing; `outcome` is what every effect returns."""

    outcome: Outcome = field(default_factory=lambda: Outcome(state="sent", sentence="sent"))
    said: list[str] = field(default_factory=list)
    performed: list[tuple[str, str, tuple[object, ...], bool]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    steps: int = 0
    runtime: Runtime | None = None

    def context(self, _: Span) -> Context:
        return Context(None, self, self, None, self.runtime)

    def perform(self, action: Action, place: Place, items: Sequence[object], *, statement: bool) -> object:
        self.performed.append((action.target, place.call, tuple(items), statement))
        return self.outcome

    def before_step(self) -> None:
        self.steps += 1

    def call_file(self, file: str, arguments: Sequence[object]) -> object:
        self.said.append(f"ran {file} with {list(arguments)}")
        return len(arguments)

    def say(self, text: str) -> None:
        self.said.append(text)

    def show(self, value: object) -> None:
        self.said.append(str(value))

    def ask(self, _: str, *, name: str, **__: object) -> str:
        return self.answers[name]


class FixedClock:
    def now(self) -> dt.datetime:
        return NOON

    def sleep(self, _: float) -> None:
        raise AssertionError("nobody waits in these tests")


TEST_VERBS: tuple[Verb, ...] = (talk, hear, send_mail, fail_with, draw, health, add_up, rename_folder)
LANGUAGE = Language(Vocabulary((*TEST_VERBS, *VERBS), FUNCTIONS))


class Notebook:
    """Cells one after another, with the variables between them, as the kernel runs them."""

    def __init__(self, host: RecordingHost | None = None) -> None:
        self.host = host or RecordingHost()
        self.runtime = Runtime(self.host, clock=FixedClock(), dice=random.Random(1))
        self.host.runtime = self.runtime
        self.names: dict[str, object] = dict(self.runtime.namespace)
        self.sources: dict[str, str] = {}

    def run(self, source: str) -> object:
        """Run a cell; the value of its last expression."""
        filename = f"cell {len(self.sources) + 1}"
        self.sources[filename] = source
        module = LANGUAGE.compile(
            source, filename=filename, program_id=filename, runtime=self.runtime, known_names=list(self.names)
        )
        self.runtime.begin()
        result = None
        try:
            for statement in module.body:
                result = self._run(statement, filename)
        except ProgramEnd:
            return None
        return result

    def _run(self, statement: ast.stmt, filename: str) -> object:
        """Each statement is its own module, as in IPython."""
        if isinstance(statement, ast.Expr):
            return eval(compile(ast.Expression(statement.value), filename, "eval"), self.names)
        exec(compile(ast.Module([statement], []), filename, "exec"), self.names)
        return None

    @property
    def said(self) -> list[str]:
        return self.host.said


def output_of(source: str) -> list[str]:
    """What a program says, line by line."""
    notebook = Notebook()
    notebook.run(source)
    return notebook.said
