"""The calls of verbs in a program: which value is for which argument, numbered for the runtime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.definition import Clause, Parameter, Verb, python_name
from botmail.lang.kinds import is_variable, spelled
from botmail.lang.runtime import Site, Slot
from botmail.lang.types import ANY, BARE_WORDS, VARIABLE, ParameterType, list_of

Row = tuple[Slot, nodes.Expression]


@dataclass(frozen=True, slots=True)
class NumberedSite:
    """The runtime's number for a site, and the expressions for its slots."""

    number: int
    values: tuple[nodes.Expression, ...]
    types: tuple[ParameterType, ...]


class SiteBook:
    """Counts the verbs of one program and hands their sites to the runtime, which numbers them."""

    def __init__(self, program_id: str, number: Callable[[Site], int]) -> None:
        self._program_id = program_id
        self._number = number
        self._counted: Counter[str] = Counter()

    def add(self, node: nodes.VerbCall, *, is_statement: bool, variable: str) -> NumberedSite:
        """Note a call of a verb."""
        rows = list(_positional(node, variable))
        flags = []
        for use in node.clauses:
            if use.operand is None:
                flags.append(use.clause.argument)
            else:
                rows.append(_clause_row(use.clause, use.operand))
        return self.note(node.verb, node.span, rows=rows, flags=tuple(flags), is_statement=is_statement)

    def note(
        self, verb: Verb, span: Span, *, rows: list[Row], flags: tuple[str, ...] = (), is_statement: bool = True
    ) -> NumberedSite:
        """Note a call whose values are told one by one."""
        self._counted[verb.phrase] += 1
        site = Site(
            verb=verb,
            span=span,
            ordinal=self._counted[verb.phrase],
            program_id=self._program_id,
            slots=tuple(slot for slot, _ in rows),
            flags=flags,
            is_statement=is_statement,
        )
        types = tuple(slot.type for slot in site.slots)
        return NumberedSite(self._number(site), tuple(value for _, value in rows), types)


def parameter_row(parameter: Parameter, value: nodes.Expression) -> Row:
    """The slot for a positional argument, and its value; bare words become text."""
    label = parameter.name.replace("_", " ")
    slot = Slot(python_name(parameter.name), label, parameter.type, value.span, parameter.is_repeated)
    return slot, _worded(parameter.type, value)


def _positional(node: nodes.VerbCall, variable: str) -> Iterator[Row]:
    parameters, arguments = list(node.verb.parameters), list(node.arguments)
    if parameters and parameters[0].type is VARIABLE and not (arguments and is_variable(arguments[0])):
        filled = parameters.pop(0)
        if variable:
            yield parameter_row(filled, nodes.Name(span=node.span, name=variable))
    for number, argument in enumerate(arguments):
        if parameters:
            yield parameter_row(parameters[min(number, len(parameters) - 1)], argument)


def _clause_row(clause: Clause, operand: nodes.Expression) -> Row:
    kind = clause.type or ANY
    if clause.is_repeated and isinstance(operand, nodes.ListLiteral):
        operand = nodes.ListLiteral(span=operand.span, items=tuple(_worded(kind, item) for item in operand.items))
        return Slot(clause.argument, clause.words, list_of(kind), operand.span), operand
    return Slot(clause.argument, clause.words, kind, operand.span), _worded(kind, operand)


def _worded(kind: ParameterType, value: nodes.Expression) -> nodes.Expression:
    """A bare word, where the type takes one, as text; any other value as it is."""
    if kind in BARE_WORDS and isinstance(value, nodes.Name):
        return nodes.Literal(span=value.span, value=value.name)
    if kind is VARIABLE and isinstance(value, (nodes.MemberOf, nodes.Index)):
        return nodes.Literal(span=value.span, value=spelled(value))
    return value


def text_block_rows(node: nodes.TextBlock) -> list[Row]:
    """The values of `BEGIN MAIL to … END MAIL`: head, headers by the names of parameters and clauses, and text."""
    parameters = {parameter.name.casefold(): parameter for parameter in node.verb.parameters}
    free = [parameter for parameter in node.verb.parameters if parameter.name.casefold() not in _header_names(node)]
    rows = [parameter_row(parameter, value) for parameter, value in zip(free, node.head, strict=False)]
    for name, parts in node.headers:
        value = nodes.Interpolation(span=node.span, parts=parts)
        if header_name(name) in parameters:
            rows.append(parameter_row(parameters[header_name(name)], value))
            continue
        clause = next((one for one in node.verb.clauses if one.argument == header_name(name)), None)
        if clause is not None:
            rows.append(_clause_row(clause, value))
    body = parameters.get("body") or free[min(len(node.head), len(free) - 1)]
    return [*rows, parameter_row(body, nodes.Interpolation(span=node.span, parts=node.parts))]


def header_name(name: str) -> str:
    """`Reply-To` as the argument that it fills, `reply_to`."""
    return name.strip().casefold().replace("-", "_")


def _header_names(node: nodes.TextBlock) -> set[str]:
    return {header_name(name) for name, _ in node.headers}
