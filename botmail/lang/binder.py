"""Names and arguments: what a program refers to must exist, and a verb must get what it needs; all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from botmail.domain.span import Span
from botmail.lang import kinds, nodes
from botmail.lang.advice import example_line, hint_for_name
from botmail.lang.calls import counted
from botmail.lang.codes import CODES, Severity
from botmail.lang.compiler_sites import header_name
from botmail.lang.diagnostics import Diagnostic, diagnose
from botmail.lang.filters import CONDITION, FIELDS
from botmail.lang.naming import basic_name_of, fold, is_variable, python_name_of
from botmail.lang.scopes import Scopes, local_names, outside_procedures, procedures_in, scopes_of
from botmail.lang.suggest import nearest
from botmail.lang.suspicions import lonely_members, suspicions_about, unused_comparisons
from botmail.lang.types import BARE_WORDS, VARIABLE
from botmail.lang.vocabulary import Vocabulary
from botmail.lang.walk import everything

_OF_ROWS = frozenset({CONDITION, FIELDS})
"""Operands whose names may be columns, which are not known before the program runs."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A program's scopes, and what is wrong with its names and arguments, in the order of the source."""

    scopes: Scopes
    diagnostics: tuple[Diagnostic, ...]


def bind(program: nodes.Program, vocabulary: Vocabulary, known_names: Collection[str] = ()) -> Bound:
    """Resolve the names of a program; `known_names` are the variables and SUBs that earlier cells have made."""
    scopes = scopes_of(program, known_names)
    binder = _Binder(vocabulary, scopes)
    found = [*binder.procedures(), *binder.block(program.body, frozenset())]
    found += [*unused_comparisons(program.body), *lonely_members(program.body)]
    for procedure in procedures_in(program.body):
        found += binder.block(procedure.body, local_names(procedure))
    return Bound(scopes, tuple(sorted(found, key=lambda one: (one.span.line, one.span.column))))


class _Binder:
    def __init__(self, vocabulary: Vocabulary, scopes: Scopes) -> None:
        self._vocabulary = vocabulary
        self._scopes = scopes
        self._told: set[str] = set()

    def procedures(self) -> Iterator[Diagnostic]:
        """SUBs with a name that is taken."""
        for procedure in (*self._scopes.procedures.values(), *self._scopes.repeated):
            name = procedure.name
            if self._vocabulary.function(name) or self._vocabulary.verb(name):
                message = f"`{name}` is a word of the language, so no SUB can have this name"
                yield diagnose("BM204", procedure.span, message, f"give it another name, such as my_{name}")
        for procedure in self._scopes.repeated:
            message = f"there is a SUB `{procedure.name}` in this program already"
            yield diagnose("BM205", procedure.span, message, "give one of them another name")

    def block(self, statements: nodes.Block, local: frozenset[str]) -> Iterator[Diagnostic]:
        """Everything in a program or a SUB, without the SUBs in it."""
        quiet = _names_that_are_no_values(statements)
        for node in outside_procedures(statements):
            yield from suspicions_about(node)
            match node:
                case nodes.VerbCall():
                    yield from self._verb_call(node)
                case nodes.Call():
                    yield from self._call(node, local)
                case nodes.ExpressionStatement(expression=nodes.Name() as name):
                    yield from self._name_alone(name)
                case nodes.Name() if id(node) not in quiet:
                    yield from self._name(node, local)
                case nodes.TextBlock():
                    yield from _text_block(node)

    def _name(self, node: nodes.Name, local: frozenset[str]) -> Iterator[Diagnostic]:
        python = python_name_of(node.name)
        if python in local or self._scopes.has_value(python) or fold(node.name) == "err" or python in self._told:
            return
        if self._scopes.calls_files:
            return
        self._told.add(python)
        hint = hint_for_name(node.name, self._variables(local))
        # A warning: the value may still come, as a parameter or from a cell that has not run.
        kind = CODES["BM203"]
        message = f"nothing gives `{node.name}` a value"
        yield Diagnostic(kind.category, "BM203", Severity.WARNING, node.span, message, hint)

    def _name_alone(self, node: nodes.Name) -> Iterator[Diagnostic]:
        """A name on its own line calls the SUB of that name."""
        python = python_name_of(node.name)
        procedure = self._scopes.procedures.get(python)
        if procedure is not None and procedure.parameters and python not in self._scopes.assigned:
            yield _miscounted(node, procedure, given=0)

    def _call(self, node: nodes.Call, local: frozenset[str]) -> Iterator[Diagnostic]:
        if not isinstance(node.callee, nodes.Name):
            return
        name, python, given = node.callee.name, python_name_of(node.callee.name), len(node.arguments)
        procedure, function = self._scopes.procedures.get(python), self._vocabulary.function(name)
        if procedure is not None:
            if python not in self._scopes.assigned and given != len(procedure.parameters):
                yield _miscounted(node, procedure, given=given)
        elif function is not None:
            if given < function.least or (function.most is not None and given > function.most):
                code = "BM303" if given < function.least else "BM302"
                message = f"{function.name} takes {counted(function)}, and {given} came"
                yield diagnose(code, node.span, message, f"for example: {function.example}")
        elif python not in local and not self._scopes.has_value(python) and not self._scopes.calls_files:
            close = nearest(name, self._callables())
            hint = f"did you mean {' or '.join(close)}?" if close else f"SUB {name}(…) … END SUB makes one"
            yield diagnose("BM202", node.callee.span, f"there is no function or SUB `{name}`", hint)

    def _verb_call(self, node: nodes.VerbCall) -> Iterator[Diagnostic]:
        verb, example = node.verb, f"for example: {example_line(node.verb)}"
        arguments = list(node.arguments)
        parameters = list(verb.parameters)
        if parameters and parameters[0].type is VARIABLE and not (arguments and kinds.is_variable(arguments[0])):
            if not parameters[0].is_optional:
                span = arguments[0].span if arguments else node.span
                yield diagnose("BM306", span, f"{verb.phrase} needs a variable first", example)
                return
            parameters.pop(0)
        most = None if verb.most is None else len(parameters)
        if most is not None and len(arguments) > most:
            message = f"{verb.phrase} takes {_number(most)}, and {len(arguments)} came"
            yield diagnose("BM302", arguments[most].span, message, example)
        missing = [parameter for parameter in parameters[len(arguments) :] if not parameter.is_optional]
        if missing and not self._reads_variable(node):
            names = " and ".join(f"`{parameter.name.replace('_', ' ')}`" for parameter in missing)
            yield diagnose("BM303", node.span, f"{verb.phrase} lacks {names}", example)
        yield from _clauses(node, example)

    def _reads_variable(self, node: nodes.VerbCall) -> bool:
        """A verb's word alone, where a variable has this name, is that variable."""
        python = python_name_of(node.typed)
        return not node.arguments and not node.clauses and (python in self._scopes.assigned | self._scopes.known)

    def _variables(self, local: Iterable[str]) -> set[str]:
        known = {name for name in self._scopes.known if is_variable(name)}
        return {basic_name_of(name) for name in (*local, *self._scopes.assigned, *known)}

    def _callables(self) -> list[str]:
        made = [procedure.name for procedure in self._scopes.procedures.values()]
        return [*self._vocabulary.function_names, *self._vocabulary.phrases, *made, *self._variables(())]


def _clauses(node: nodes.VerbCall, example: str) -> Iterator[Diagnostic]:
    seen = {use.clause.words for use in node.clauses}
    for clause in node.verb.clauses:
        if clause.is_required and clause.words not in seen:
            message = f"{clause.words} is missing: {node.verb.phrase} needs it"
            yield diagnose("BM305", node.span, message, example)


def _text_block(node: nodes.TextBlock) -> Iterator[Diagnostic]:
    """Headers that the verb does not know, and a BEGIN MAIL to nobody."""
    fields = {parameter.name.casefold() for parameter in node.verb.parameters}
    fields |= {clause.argument for clause in node.verb.clauses if clause.type is not None}
    for line, (name, _) in enumerate(node.headers, start=node.span.line + 1):
        if header_name(name) not in fields:
            close = nearest(name, [field.replace("_", "-").title() for field in fields])
            hint = f"did you mean {close[0]}?" if close else "an empty line ends the headers"
            span = Span(line, 1, line, len(name) + 1)
            yield diagnose("BM304", span, f"{node.verb.phrase} knows no header `{name}`", hint)
    first = node.verb.parameters[0]
    if len(node.verb.parameters) > 1 and not node.head and first.name.casefold() not in dict(_headers(node)):
        message = f"{node.verb.phrase} lacks `{first.name}`"
        span = Span(node.span.line, node.span.column, node.span.line, node.span.column + len("BEGIN"))
        yield diagnose("BM303", span, message, f"write it behind BEGIN …, or in a line {first.name.title()}: below it")


def _headers(node: nodes.TextBlock) -> Iterator[tuple[str, object]]:
    return ((header_name(name), parts) for name, parts in node.headers)


def _miscounted(node: nodes.Name | nodes.Call, procedure: nodes.Procedure, *, given: int) -> Diagnostic:
    wanted = len(procedure.parameters)
    listed = ", ".join(parameter.name for parameter in procedure.parameters)
    code, span = "BM303", node.span
    if given > wanted and isinstance(node, nodes.Call):
        code, span = "BM302", node.arguments[wanted].span
    message = f"`{procedure.name}` takes {_number(wanted)}, and {given} came"
    return diagnose(code, span, message, f"write {procedure.name}({listed})")


def _number(count: int) -> str:
    return "no arguments" if count == 0 else f"{count} argument{'s' if count != 1 else ''}"


def _names_that_are_no_values(statements: nodes.Block) -> set[int]:
    """Names that are assigned, called, or bare words; by identity, as equal nodes stand in several places."""
    quiet: set[int] = set()
    for node in outside_procedures(statements):
        match node:
            case nodes.Assign(target=nodes.Name() as target, operator=""):
                quiet.add(id(target))
            case nodes.For(variable=variable) | nodes.ForEach(variable=variable) | nodes.Param(name=variable):
                quiet.add(id(variable))
            case nodes.Try(variable=nodes.Name() as variable):
                quiet.add(id(variable))
            case nodes.Call(callee=nodes.Name() as callee):
                quiet.add(id(callee))
            case nodes.VerbCall():
                quiet |= _bare_words(node)
    return quiet


def _bare_words(node: nodes.VerbCall) -> set[int]:
    pairs: list[tuple[object, nodes.Expression | None]] = [(use.clause.type, use.operand) for use in node.clauses]
    given = node.verb.parameters
    repeated = given[-1:] * len(node.arguments) if given and given[-1].is_repeated else ()
    pairs += [(one.type, argument) for one, argument in zip((*given, *repeated), node.arguments, strict=False)]
    words = {id(word) for kind, value in pairs if kind in BARE_WORDS for word in _items(value)}
    rows = [value for kind, value in pairs if value and (kind in _OF_ROWS or isinstance(value, nodes.Query))]
    return words | {id(inner) for inner in everything(rows) if isinstance(inner, nodes.Name)}


def _items(value: nodes.Expression | None) -> tuple[nodes.Expression | None, ...]:
    """A clause that may be repeated has a list of words: `AS TEXT`."""
    return value.items if isinstance(value, nodes.ListLiteral) else (value,)
