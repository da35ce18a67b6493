"""Which names a program assigns, which SUBs it makes, and what is local in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from botmail.lang import nodes
from botmail.lang.kinds import assigned_by, names_filled
from botmail.lang.naming import python_name_of
from botmail.lang.walk import children, everything


@dataclass(frozen=True, slots=True)
class Scopes:
    """Names by their Python spelling; `known` are those of the notebook, from earlier cells."""

    assigned: frozenset[str]
    procedures: dict[str, nodes.Procedure]
    known: frozenset[str]
    repeated: tuple[nodes.Procedure, ...] = ()
    """SUBs whose name was taken already."""
    calls_files: bool = False
    """Whether other scripts are run, which may assign anything."""

    def has_value(self, python: str) -> bool:
        """Whether anything in the program or the notebook gives this name a value."""
        return python in self.assigned or python in self.known or python in self.procedures

    def is_direct(self, python: str) -> bool:
        """Whether a call of this name can only be the SUB that this program makes."""
        return python in self.procedures and python not in self.assigned


def scopes_of(program: nodes.Program, known_names: Collection[str] = ()) -> Scopes:
    """Gather the names of a program; `known_names` may be spelled as in BASIC or as Python globals."""
    procedures: dict[str, nodes.Procedure] = {}
    repeated: list[nodes.Procedure] = []
    for procedure in procedures_in(program.body):
        if procedures.setdefault(python_name_of(procedure.name), procedure) is not procedure:
            repeated.append(procedure)
    assigned = set(_assigned_in(program.body))
    for procedure in (*procedures.values(), *repeated):
        assigned |= set(_assigned_in(procedure.body)) - local_names(procedure)
    return Scopes(
        assigned=frozenset(assigned),
        procedures=procedures,
        known=frozenset(known_names) | {python_name_of(name) for name in known_names},
        repeated=tuple(repeated),
        calls_files=any(isinstance(node, nodes.CallFile) for node in everything([program])),
    )


def local_names(procedure: nodes.Procedure) -> frozenset[str]:
    """The Python names that belong to a SUB alone: its parameters, and a FUNCTION's own name as its result."""
    names = {python_name_of(parameter.name) for parameter in procedure.parameters}
    return frozenset(names | {python_name_of(procedure.name)} if assigns_its_name(procedure) else names)


def assigns_its_name(procedure: nodes.Procedure) -> bool:
    """Whether a FUNCTION gives its result in the old way, by assigning to its own name."""
    return procedure.is_function and python_name_of(procedure.name) in set(_assigned_in(procedure.body))


def lasting_parameters(procedure: nodes.Procedure) -> frozenset[str]:
    """The parameters that a SUB does not assign."""
    return frozenset(python_name_of(one.name) for one in procedure.parameters) - set(_assigned_in(procedure.body))


def global_names(procedure: nodes.Procedure) -> tuple[str, ...]:
    """The notebook's names that a SUB assigns, in order."""
    return tuple(sorted(set(_assigned_in(procedure.body)) - local_names(procedure)))


def procedures_in(statements: Iterable[nodes.Statement]) -> Iterator[nodes.Procedure]:
    """Every SUB and FUNCTION, wherever it stands."""
    return (node for node in everything(statements) if isinstance(node, nodes.Procedure))


def outside_procedures(statements: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Everything in `statements` that does not belong to a SUB among them."""
    waiting = [node for node in statements if not isinstance(node, nodes.Procedure)][::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend([child for child in children(node) if not isinstance(child, nodes.Procedure)][::-1])


def _assigned_in(statements: Iterable[nodes.Statement]) -> Iterator[str]:
    for node in outside_procedures(statements):
        if isinstance(node, nodes.Statement):
            yield from assigned_by(node)
        yield from names_filled(node)
