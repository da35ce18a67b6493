"""`Workspace`: the composition root, where programs, services and a place to show things come together.

    with botmail.Workspace() as workspace:
        workspace.run('TALK COUNT_EMAILS("INBOX", "UNSEEN")')

The kernel and the command line are thin because what they need is a method here.
"""

from __future__ import annotations

import ast
import importlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from botmail.domain.action import Action, Place
from botmail.domain.members import Member
from botmail.domain.ports import Clock, Display, Prompt
from botmail.domain.span import Span
from botmail.domain.table import Table
from botmail.keywords import LATER, VERBS
from botmail.keywords.types import ACCOUNT, CRITERIA, FILE, FILES, FOLDER
from botmail.lang.compiler import hastened, hastened_one_by_one
from botmail.lang.completeness import is_complete
from botmail.lang.completion import Completions, complete
from botmail.lang.definition import Effect
from botmail.lang.diagnostics import Diagnostic
from botmail.lang.expressions import Expressions
from botmail.lang.functions import FUNCTIONS
from botmail.lang.functions import VERBS as LANGUAGE_VERBS
from botmail.lang.inspection import inspect
from botmail.lang.language import Language
from botmail.lang.limits import room_to_run
from botmail.lang.naming import basic_names, by_basic_name, python_name_of
from botmail.lang.nodes import Param
from botmail.lang.parser import parse
from botmail.lang.problems import Problem, describe
from botmail.lang.runtime import Context, ProgramEnd, Runtime
from botmail.lang.vocabulary import Vocabulary
from botmail.services import Services
from botmail.services.answers import AnsweredPrompt
from botmail.services.assembly import open_services
from botmail.services.automation.approval import Approval
from botmail.services.automation.rehearsal import ImpatientClock, RememberingPrompt, SilentDisplay, borrowed
from botmail.services.automation.run import Run
from botmail.services.bindings import bindings_of
from botmail.services.email_list import EmailList
from botmail.services.suggestions import Suggestions
from botmail.services.surroundings import NobodyPrompt, SystemClock
from botmail.show.printing import PrintingDisplay, Transcript
from botmail.store.home import store_folder
from botmail.store.store import open_store

if TYPE_CHECKING:
    from botmail.show.frames import Frame


VOCABULARY = Vocabulary((*VERBS, *LATER, *LANGUAGE_VERBS), FUNCTIONS)
"""Every verb and function of the language."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a program did: its counts and its plan, what it gave back, what it said, and what went wrong.

    `run` is None when it did not even begin.
    """

    run: Run | None
    value: object
    text: str
    error: BaseException | None = None

    @property
    def is_ok(self) -> bool:
        """Whether it came to its end; effects that failed on the way are in `run`."""
        return self.error is None


class Workspace:
    """Everything of one notebook, script or Python program: language, variables, services and store.

    `home` is the store's folder (by default `BOTMAIL_HOME`, else the user's data folder); `folder` is where programs
    find their files (by default where the process runs). Nothing is opened or connected before a program needs it.
    """

    def __init__(
        self,
        home: Path | str | None = None,
        *,
        display: Display | None = None,
        prompt: Prompt | None = None,
        clock: Clock | None = None,
        environ: MutableMapping[str, str] | None = None,
        folder: Path | None = None,
        namespace: dict[str, object] | None = None,
        is_notebook: bool = False,
    ) -> None:
        environment = os.environ if environ is None else environ
        self._is_notebook = is_notebook
        self._sources: dict[str, str] = {}
        self._display: Display = display or PrintingDisplay()
        self._clock: Clock = clock or SystemClock()
        self._prompt = RememberingPrompt(_answered(prompt or NobodyPrompt(), environment))
        self._surroundings: tuple[Display, Clock] = (self._display, self._clock)
        self.vocabulary = VOCABULARY
        self.language = Language(self.vocabulary)
        self.runtime = Runtime(_Host(self), clock=self._clock)
        self.expressions = Expressions(self.language, self.runtime)
        self.namespace: dict[str, object] = {} if namespace is None else namespace
        self.namespace.update(self.runtime.namespace)
        store = store_folder(environment) if home is None else Path(home)
        self._store = open_store(store, environ=environment)
        self.services: Services = open_services(
            self._store, environ=environment, clock=self._clock, prompt=self._prompt, folder=folder
        )
        self._suggestions = Suggestions(self._store, self.services.accounts, files=self.services.files)
        for owner in (EmailList, Table, list, dict):
            self.runtime.members.add(owner, Member("df", "DataFrame", "the rows as a pandas DataFrame", to_frame))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connections and give the store back."""
        self.services.close()
        self._store.database.close()

    @property
    def hidden_names(self) -> Collection[str]:
        """Names in `namespace` that are ours and not the user's."""
        return tuple(self.runtime.namespace)

    def context(self) -> Context:
        """What the body of a verb gets first."""
        display, clock = self._surroundings
        return Context(self.services, display, self._prompt, clock, self.runtime)

    # What people call from Python

    def run(
        self,
        source: str,
        name: str = "program.bas",
        *,
        parameters: Mapping[str, object] | None = None,
        preview: bool = False,
        live: bool = False,
    ) -> RunReport:
        """Run a program; its variables stay in `namespace`. `name` tells messages and the record what it is.

        Raises:
            ProgramInvalid: it has errors; nothing was run.
            BotmailError: it went wrong while it ran.
        """
        report = self.attempt(source, name, parameters=parameters, preview=preview, live=live)
        if report.error is not None:
            raise report.error
        return report

    def attempt(
        self,
        source: str,
        name: str = "program.bas",
        *,
        parameters: Mapping[str, object] | None = None,
        preview: bool = False,
        live: bool = False,
    ) -> RunReport:
        """Run a program like `run`; what went wrong is in the report, beside what had been done before."""
        run: Run | None = None
        value, transcript = None, Transcript(self._display)
        surroundings, self._surroundings = self._surroundings, (transcript, self._clock)
        try:
            self.namespace.update({python_name_of(key): given for key, given in (parameters or {}).items()})
            module = self.compile(source, filename=name, program_id=name, names=self.namespace)
            consents = {} if preview or live else self.approve(module.body, name, program_id=name, source=source)
            with self.cell(name, source, preview=preview, live=live, consents=consents) as run:
                value = self.execute(module, name)
        except (Exception, KeyboardInterrupt) as error:
            return RunReport(run, value, transcript.text, error)
        finally:
            self._surroundings = surroundings
        return RunReport(run, value, transcript.text)

    def emails(self, folder: str = "INBOX", criteria: str = "ALL") -> EmailList:
        """The mails of a folder that meet IMAP criteria, loaded as they are looked at."""
        return self.services.inbox.get_emails(folder, criteria)

    def sql(self, query: str) -> Frame:
        """The rows of one SELECT as a DataFrame: over the mail views, and over variables that hold rows.

        Raises:
            QueryRefused: it is no single SELECT, reads something else, or is wrong.
        """
        return to_frame(self.select(query))

    def select(self, query: str) -> Table:
        """The rows of one SELECT, as programs use them; `$name` is bound to the variable of that name.

        Raises:
            QueryRefused: it is no single SELECT, reads something else, or is wrong.
        """
        bound = bindings_of(by_basic_name(self.namespace))
        return self.services.queries.select(query, bound.tables, values=bound.values)

    def assign(self, name: str, value: object) -> None:
        """Give the BASIC variable `name` a value."""
        self.namespace[python_name_of(name)] = value

    # Running

    def check(self, source: str, *, names: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
        """Every diagnostic of a program; `names` are Python's names of variables that exist."""
        return self.language.check(source, basic_names(names))

    def compile(self, source: str, *, filename: str, program_id: str, names: Iterable[str] = ()) -> ast.Module:
        """A program as Python's `ast`, ready for `exec` in `namespace`; `names` as for `check`.

        Raises:
            ProgramInvalid: with every diagnostic, not the first.
        """
        self._sources[filename] = source
        return self.language.compile(
            source, filename=filename, program_id=program_id, runtime=self.runtime, known_names=basic_names(names)
        )

    @contextmanager
    def cell(
        self,
        program_id: str,
        source: str,
        *,
        preview: bool = False,
        live: bool = False,
        consents: Mapping[str, bool] | None = None,
    ) -> Iterator[Run]:
        """One run: what is done in the block counts for it, and stands in the record under its name.

        `consents` are what `approve` gave.
        """
        self.runtime.begin()
        self.namespace.update(self.runtime.namespace)  # whatever a Python cell has done to it
        running = self.services.automation.run(
            program_id, source, is_notebook=self._is_notebook, is_preview=preview, is_live=live
        )
        with room_to_run(), running as run:
            run.consents.update(consents or {})
            try:
                yield run
            finally:
                self._prompt.forget()
            ignored = self.runtime.ignored_count
            if ignored:
                run.notes.append(f"ON ERROR RESUME NEXT passed over {ignored} error{'s' if ignored > 1 else ''}")

    def approve(
        self, statements: Sequence[ast.stmt], filename: str, *, program_id: str, source: str
    ) -> dict[str, bool]:
        """Before a program that may send through an account of mode `ask`: rehearse it, show the plan, and ask once.

        What was answered by account; a yes holds for this program, account and content from now on.
        """
        if not any(site.verb.effect is Effect.SENDS for site in list(self.runtime.sites.values())):
            return {}
        approval = Approval(
            self.services.accounts, self.services.automation.consent, prompt=self._prompt, display=self._display
        )
        rehearse = partial(self._rehearse, statements, filename, program_id=program_id, source=source)
        return approval.ask(program_id, source, rehearse=rehearse)

    def _rehearse(self, statements: Sequence[ast.stmt], filename: str, *, program_id: str, source: str) -> Run:
        """The program as a preview, unheard, on copies of its variables; what goes wrong, goes wrong again for real."""
        surroundings, self._surroundings = self._surroundings, (SilentDisplay(), ImpatientClock(self._clock))
        try:
            with (
                self._prompt.rehearsing(),
                borrowed(self.namespace),
                self.cell(program_id, source, preview=True) as run,
                suppress(Exception),
            ):
                self.execute(ast.Module(list(statements), []), filename)
        finally:
            self._surroundings = surroundings
        return run

    def call_file(self, name: str, arguments: Sequence[object]) -> object:
        """Run another script of the working folder with variables of its own; its PARAMs get `arguments` in order."""
        source = self.services.files.text(name)
        names = [one.name.name for one in parse(source, self.vocabulary).program.body if isinstance(one, Param)]
        given = {python_name_of(key): value for key, value in zip(names, arguments, strict=False)}
        module = self.compile(source, filename=name, program_id=name, names=given)
        return self.execute(module, name, namespace={**self.runtime.namespace, **given})

    def execute(self, module: ast.Module, filename: str, *, namespace: dict[str, object] | None = None) -> object:
        """Run a compiled program; the value of its last line when that is an expression."""
        space = self.namespace if namespace is None else namespace
        body, last = module.body, module.body[-1] if module.body else None
        try:
            if not isinstance(last, ast.Expr):
                exec(compile(ast.Module(hastened(body), []), filename, "exec"), space)
                return None
            exec(compile(ast.Module(hastened(body[:-1]), []), filename, "exec"), space)
            return eval(compile(ast.Expression(last.value), filename, "eval"), space)
        except ProgramEnd as end:
            return end.value

    # What a front end asks about a program

    def warm_up(self) -> None:
        """Load what the first program needs: the grammar, the verbs, the services."""
        self.check("TALK 1")

    def completeness(self, source: str) -> tuple[str, str]:
        """`complete`, `incomplete` or `invalid`, and the indent of the line that is missing."""
        return is_complete(source, self.vocabulary)

    def complete(self, source: str, cursor: int, *, names: Mapping[str, object]) -> Completions:
        """What fits at the cursor; folders and accounts from the store, never from the network."""
        return complete(source, cursor, self.vocabulary, names=by_basic_name(names), names_for=self._names_for)

    def inspect(self, source: str, cursor: int, *, names: Mapping[str, object]) -> str | None:
        """The page of what stands at the cursor."""
        return inspect(source, cursor, self.vocabulary, names=by_basic_name(names))

    def _names_for(self, kind: str) -> Iterable[str]:
        known = self._suggestions
        offers = {
            FOLDER.name: known.folders,
            ACCOUNT.name: known.accounts,
            FILE.name: known.files,
            FILES.name: known.files,
            f"a word of {CRITERIA.name}": known.criteria,
            "a member": known.mail_members,
        }
        return offers[kind]() if kind in offers else ()

    def describe(self, error: BaseException, *, label: Callable[[str], str] = str) -> Problem:
        """An error in the language's words, with the lines of the program; `label` names a source file for people."""
        return describe(error, self._sources, label=label)

    @staticmethod
    def is_end(error: BaseException | None) -> bool:
        """Whether an exception is END, STOP or EXIT: the program is over, and nothing went wrong."""
        return isinstance(error, ProgramEnd)

    @staticmethod
    def hastened(statements: list[ast.stmt]) -> list[ast.stmt]:
        """The same statements, quicker where each is run as a module of its own."""
        return hastened_one_by_one(statements)


class _Host:
    """What compiled programs reach of the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def context(self, span: Span) -> Context:
        """What the body of a verb gets first."""
        del span
        return self._workspace.context()

    def perform(self, action: Action, place: Place, items: Sequence[object], *, statement: bool) -> object:
        """Perform or plan an action, as policy says."""
        return self._workspace.services.automation.perform(action, place, items, statement=statement)

    def before_step(self) -> None:
        """Nothing yet between two verbs."""

    def call_file(self, file: str, arguments: Sequence[object]) -> object:
        """Run another script of the working folder; what it RETURNs."""
        return self._workspace.call_file(file, arguments)


def to_frame(value: object) -> Frame:
    """The DataFrame of a list of mails, a table or a list of maps."""
    frames = importlib.import_module("botmail.show.frames")  # brings pandas, when the first frame is asked for
    return cast("Frame", frames.to_frame(value))


def _answered(prompt: Prompt, environ: Mapping[str, str]) -> Prompt:
    file = environ.get("BOTMAIL_ANSWERS", "").strip()
    return AnsweredPrompt(prompt, Path(file)) if file else prompt
