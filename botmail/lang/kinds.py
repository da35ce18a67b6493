"""What the compiler knows about types: which variable is surely a number or text, so that plain Python will do.

A forward pass over the nodes. Only what this very program has assigned counts: a variable may come from another cell
with any type. Whatever may run code of the program that is not seen here (a SUB, another script) ends all knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import TypeGuard

from botmail.lang import nodes
from botmail.lang.naming import python_name_of
from botmail.lang.types import VARIABLE
from botmail.lang.walk import everything

_DEEPEST_LOOP = 6
"""Loops nested deeper are not looked into: each level doubles the work."""


class Kind(Enum):
    """A type that the compiler may rely on; NUMBER is an int or a float, ANY is everything."""

    INT = "int"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ANY = "any"


Kinds = dict[str, Kind]
INT, NUMBER, TEXT, BOOLEAN, ANY = Kind.INT, Kind.NUMBER, Kind.TEXT, Kind.BOOLEAN, Kind.ANY
NUMERIC = frozenset({INT, NUMBER})
_WRITABLE = frozenset({INT, NUMBER, TEXT, BOOLEAN})
COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
_TESTS = COMPARISONS | {"CONTAINS", "STARTS WITH", "ENDS WITH", "LIKE", "MATCHES", "IN"}
_RESULTS = {
    **dict.fromkeys(("len", "ubound", "count", "instr", "asc", "int", "fix", "ceiling", "year", "month", "day"), INT),
    **dict.fromkeys(("abs", "round", "cint", "cdbl", "sqr", "sqrt", "exp", "log", "rnd", "sum", "val", "sgn"), NUMBER),
    **dict.fromkeys(
        ("upper", "ucase", "lower", "lcase", "trim", "left", "right", "mid", "replace", "chr", "str"), TEXT
    ),
    **dict.fromkeys(("isnull", "isempty", "isnumeric", "isdate", "isarray", "contains", "has"), BOOLEAN),
}


def together(first: Kind, second: Kind) -> Kind:
    """What is sure of a value that may be either."""
    if first is second:
        return first
    return NUMBER if {first, second} <= NUMERIC else ANY


def arithmetic(operator: str, left: Kind, right: Kind) -> Kind:
    """The kind of `left operator right` for `+ - * / \\ MOD ^`."""
    both = {left, right}
    if operator == "\\":
        return INT
    if operator in {"/", "^"}:
        return NUMBER
    if both == {INT}:
        return INT
    if both <= NUMERIC or operator in {"*", "MOD"}:
        return NUMBER
    if operator == "+" and TEXT in both and both <= _WRITABLE:
        return TEXT
    return ANY


class KindReader:
    """Tells the kind of an expression, and what a statement does to the kinds of variables."""

    def __init__(self, is_function: Callable[[str], bool]) -> None:
        self._is_function = is_function
        self._recorded: list[Kinds | None] = []
        self._depth = 0
        self._effects: dict[int, tuple[nodes.Statement, tuple[str | None, ...]]] = {}

    # Expressions

    def of(self, node: nodes.Expression, kinds: Kinds) -> Kind:
        """What is sure about the value of `node`."""
        found = ANY
        match node:
            case nodes.Literal(value=value):
                found = _LITERALS.get(type(value), ANY)
            case nodes.Interpolation():
                found = TEXT
            case nodes.Name(name=name):
                found = kinds.get(python_name_of(name), ANY)
            case nodes.Unary(operator="NOT") | nodes.IsNull():
                found = BOOLEAN
            case nodes.Unary(operand=operand):
                found = INT if self.of(operand, kinds) is INT else NUMBER
            case nodes.Conditional(then=then, otherwise=otherwise):
                found = together(self.of(then, kinds), self.of(otherwise, kinds))
            case nodes.Binary():
                found = self._of_binary(node, kinds)
            case nodes.Chain(operator=operator, operands=operands):
                found = self._of_chain(operator, [self.of(operand, kinds) for operand in operands])
            case nodes.Call(callee=nodes.Name(name=name)) if self._is_function(name):
                found = _RESULTS.get(name.lower().rstrip("$"), ANY)
        return found

    def _of_binary(self, node: nodes.Binary, kinds: Kinds) -> Kind:
        if node.operator in _TESTS:
            return BOOLEAN
        left, right = self.of(node.left, kinds), self.of(node.right, kinds)
        if node.operator in {"AND", "OR", "??"}:
            return together(left, right)
        if node.operator == "&":
            return self._of_chain("&", [left, right])
        return arithmetic(node.operator, left, right)

    def _of_chain(self, operator: str, operands: list[Kind]) -> Kind:
        if operator == "&":
            return TEXT if _WRITABLE.issuperset(operands) else ANY
        total = operands[0]
        for operand in operands[1:]:
            total = arithmetic(operator, total, operand)
        return total

    # Statements: `kinds` is changed to what holds behind them

    def block(self, statements: Iterable[nodes.Statement], kinds: Kinds) -> None:
        """Bring `kinds` behind a row of statements."""
        for statement in statements:
            self.statement(statement, kinds)

    def statement(self, node: nodes.Statement, kinds: Kinds) -> None:
        """Bring `kinds` behind one statement."""
        match node:
            case nodes.If() | nodes.Select():
                self._branches(node, kinds)
            case nodes.For() | nodes.ForEach() | nodes.Loop():
                _join_loosely(kinds, self.begin_loop(node, kinds))
            case nodes.Try():
                self._loosely(lambda inner: self._try(node, inner), kinds)
            case nodes.Procedure():
                pass
            case nodes.With():
                self._simple(node, kinds)
                self.block(node.body, kinds)
            case _:
                self._simple(node, kinds)

    def loosely(self, statement: nodes.Statement, kinds: Kinds) -> None:
        """Bring `kinds` behind a statement that may have broken off anywhere."""
        self._loosely(lambda inner: self.statement(statement, inner), kinds)

    def begin_loop(self, node: nodes.For | nodes.ForEach | nodes.Loop, kinds: Kinds) -> Kinds | None:
        """Bring `kinds` from in front of a loop to the start of every round.

        Returns what the rounds may assign, None when that can be anything. A round is gone through until nothing new is
        learnt; each adds what it may leave behind to what the next one finds.
        """
        self._look_into_heads(node, kinds)
        if self._depth >= _DEEPEST_LOOP:
            self._forget(kinds)
            return None
        self._depth += 1
        while True:
            around = dict(kinds)
            self._recorded.append({})
            self._loop_body(node, around)
            record = self._recorded.pop()
            joined = _merged(kinds, around)
            is_settled = joined == kinds
            kinds.clear()
            kinds.update(joined)
            if is_settled:
                break
        self._depth -= 1
        self.counter(node, kinds)
        return record

    def counter(self, node: nodes.For | nodes.ForEach | nodes.Loop, kinds: Kinds) -> None:
        """Set the kind of a loop's own variable."""
        if isinstance(node, nodes.For):
            step = INT if node.step is None else self.of(node.step, kinds)
            is_whole = self.of(node.start, kinds) is INT and step is INT
            self._assign(python_name_of(node.variable.name), INT if is_whole else NUMBER, kinds)
        elif isinstance(node, nodes.ForEach):
            self._assign(python_name_of(node.variable.name), ANY, kinds)

    def enter_handler(self, node: nodes.Try, kinds: Kinds) -> None:
        """Bring `kinds` to what holds in CATCH and FINALLY."""
        self._loosely(lambda inner: self.block(node.body, inner), kinds)

    def _loop_body(self, node: nodes.For | nodes.ForEach | nodes.Loop, kinds: Kinds) -> None:
        self.counter(node, kinds)
        self._look_into_heads(node, kinds)
        self.block(node.body, kinds)

    def _try(self, node: nodes.Try, kinds: Kinds) -> None:
        self.enter_handler(node, kinds)
        if node.variable is not None:
            self._assign(python_name_of(node.variable.name), ANY, kinds)
        self.block(node.handler, kinds)
        self.block(node.final, kinds)

    def _branches(self, node: nodes.If | nodes.Select, kinds: Kinds) -> None:
        self._look_into_heads(node, kinds)
        rows = node.branches if isinstance(node, nodes.If) else node.cases
        ends = []
        for block in (*(row[1] for row in rows), node.otherwise):
            end = dict(kinds)
            self.block(block, end)
            ends.append(end)
        joined = ends[0]
        for end in ends[1:]:
            joined = _merged(joined, end)
        kinds.clear()
        kinds.update(joined)

    def _simple(self, node: nodes.Statement, kinds: Kinds) -> None:
        found = self.of(node.value, kinds) if isinstance(node, nodes.Assign) else ANY
        if isinstance(node, nodes.Assign) and node.operator:
            found = arithmetic(node.operator, self.of(node.target, kinds), found)
        self._look_for_calls(node, [node], kinds)
        for name in assigned_by(node):
            is_whole = isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name)
            self._assign(name, found if is_whole else ANY, kinds)

    def _look_into_heads(self, node: nodes.Statement, kinds: Kinds) -> None:
        match node:
            case nodes.If(branches=branches):
                heads: list[nodes.Node | None] = [test for test, _ in branches]
            case nodes.Select(subject=subject, cases=cases):
                heads = [subject, *(item for items, _ in cases for item in items)]
            case nodes.For(start=start, stop=stop, step=step):
                heads = [start, stop, step]
            case nodes.ForEach(iterable=iterable):
                heads = [iterable]
            case nodes.Loop(before=before, after=after):
                heads = [before, after]
            case _:
                heads = []
        self._look_for_calls(node, [head for head in heads if head is not None], kinds)

    def _look_for_calls(self, statement: nodes.Statement, parts: list[nodes.Node], kinds: Kinds) -> None:
        """What the parts of a statement call ends what is known: all of it (None), or of the variables it fills."""
        effects = self._effects.get(id(statement))
        if effects is None:
            effects = self._effects[id(statement)] = statement, tuple(self._effects_of(parts))
        for name in effects[1]:
            if name is None:
                self._forget(kinds)
            else:
                self._assign(name, ANY, kinds)

    def _effects_of(self, parts: list[nodes.Node]) -> Iterator[str | None]:
        for node in everything(parts):
            if self._is_foreign(node):
                yield None
            yield from names_filled(node)

    def _is_foreign(self, node: nodes.Node) -> bool:
        """Whether a SUB or another script runs here, which may assign anything."""
        match node:
            case nodes.CallFile() | nodes.ExpressionStatement(expression=nodes.Name()):
                return True
            case nodes.Call(callee=callee):
                return not self._is_harmless(callee)
        return False

    def _is_harmless(self, callee: nodes.Expression) -> bool:
        return isinstance(callee, nodes.MemberOf) or (isinstance(callee, nodes.Name) and self._is_function(callee.name))

    def _assign(self, name: str, kind: Kind, kinds: Kinds) -> None:
        kinds[name] = kind
        for record in self._recorded:
            if record is not None:
                record[name] = together(record.get(name, kind), kind)

    def _forget(self, kinds: Kinds) -> None:
        """Anything may have been assigned."""
        kinds.clear()
        self._recorded = [None for _ in self._recorded]

    def _loosely(self, go: Callable[[Kinds], None], kinds: Kinds) -> None:
        """Go through something that may be left anywhere: all it assigns may have been assigned, or not."""
        self._recorded.append({})
        go(dict(kinds))
        _join_loosely(kinds, self._recorded.pop())


def assigned_by(node: nodes.Statement) -> tuple[str, ...]:
    """The Python names of the variables that a statement itself assigns, as a whole or by a member."""
    match node:
        case nodes.Assign(target=target):
            root = root_of(target)
            return (python_name_of(root.name),) if root else ()
        case nodes.For(variable=variable) | nodes.ForEach(variable=variable) | nodes.Param(name=variable):
            return (python_name_of(variable.name),)
        case nodes.With(target=nodes.Name(name=name)):
            return (python_name_of(name),)
        case nodes.Try(variable=nodes.Name(name=name)):
            return (python_name_of(name),)
        case nodes.OnEmail():
            return ("email",)
    return ()


def root_of(target: nodes.Expression) -> nodes.Name | None:
    """The variable that `a.b[0].c` begins with."""
    while isinstance(target, (nodes.MemberOf, nodes.Index)):
        if target.target is None:
            return None
        target = target.target
    return target if isinstance(target, nodes.Name) else None


def variable_filled(node: nodes.Node) -> nodes.Name | nodes.MemberOf | nodes.Index | None:
    """What a call such as `HEAR name` assigns its result to."""
    if not isinstance(node, nodes.VerbCall):
        return None
    for parameter, argument in zip(node.verb.parameters, node.arguments, strict=False):
        if parameter.type is VARIABLE and is_variable(argument):
            return argument
    return None


def names_filled(node: nodes.Node) -> tuple[str, ...]:
    """The Python names of the variables that a verb such as HEAR fills."""
    target = variable_filled(node)
    root = root_of(target) if target is not None else None
    return (python_name_of(root.name),) if root else ()


def is_variable(node: nodes.Expression) -> TypeGuard[nodes.Name | nodes.MemberOf | nodes.Index]:
    """Whether something can be assigned to."""
    return isinstance(node, (nodes.Name, nodes.MemberOf, nodes.Index))


def spelled(node: nodes.Expression) -> str:
    """A variable with its members as a program writes it: `order.city`."""
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.MemberOf(target=None, name=name):
            return name
        case nodes.MemberOf(target=nodes.Expression() as target, name=name):
            return f"{spelled(target)}.{name}"
        case nodes.Index(target=target, index=nodes.Literal(value=value)):
            return f"{spelled(target)}[{value}]"
        case nodes.Index(target=target):
            return f"{spelled(target)}[…]"
    return ""


def _join_loosely(kinds: Kinds, record: Kinds | None) -> None:
    if record is None:
        kinds.clear()
        return
    for name, kind in record.items():
        kinds[name] = together(kinds.get(name, ANY), kind)


def _merged(first: Kinds, second: Kinds) -> Kinds:
    return {name: together(kind, second[name]) for name, kind in first.items() if name in second}


_LITERALS: dict[type, Kind] = {int: INT, float: NUMBER, str: TEXT, bool: BOOLEAN}
