"""Operators as Python: the plain operator where both kinds are known, a test and the slow path where they are not."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from botmail.domain.span import Span
from botmail.lang.compiler_ast import Factory
from botmail.lang.kinds import ANY, BOOLEAN, COMPARISONS, INT, NUMERIC, TEXT, Kind
from botmail.lang.limits import LONGEST_TEXT

_LONGEST_PLAIN_CHAIN = 50
"""Terms of a sum that may be nested in one another; longer ones are added up by a call, without recursion."""

_LARGE = 2**63
"""Factors below it make a number grow so slowly that nothing needs to be watched."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A compiled expression, what is known of its value, and whether it may be evaluated twice."""

    code: ast.expr
    kind: Kind
    is_simple: bool


_ARITHMETIC: dict[str, tuple[str, Callable[[], ast.operator] | None]] = {
    "+": ("add", ast.Add),
    "-": ("subtract", ast.Sub),
    "*": ("multiply", ast.Mult),
    "/": ("divide", ast.Div),
    "\\": ("integer_divide", None),
    "MOD": ("modulo", None),
    "^": ("power", None),
}
_COMPARISONS: dict[str, tuple[str, Callable[[], ast.cmpop]]] = {
    "=": ("equal", ast.Eq),
    "<>": ("not_equal", ast.NotEq),
    "<": ("less", ast.Lt),
    "<=": ("less_or_equal", ast.LtE),
    ">": ("greater", ast.Gt),
    ">=": ("greater_or_equal", ast.GtE),
}
_TESTS = {
    "CONTAINS": "contains",
    "STARTS WITH": "starts_with",
    "ENDS WITH": "ends_with",
    "LIKE": "like",
    "MATCHES": "matches",
    "IN": "is_in",
}
_PYTHON_CLASS = {INT: "int", TEXT: "str"}


def operation(make: Factory, operator: str, left: Operand, right: Operand, *, span: Span) -> ast.expr:
    """`left operator right` for arithmetic, `&`, comparisons and tests of text."""
    if operator in COMPARISONS:
        return _comparison(make, operator, left, right, span=span)
    if operator in _ARITHMETIC:
        return _calculation(make, operator, left, right, span=span)
    if operator == "&":
        return chain(make, "&", [left, right], span=span)
    return make.call(span, _TESTS[operator], left.code, right.code)


def chain(make: Factory, operator: str, operands: list[Operand], *, span: Span) -> ast.expr:
    """`a + b + c …` or `a & b & c …`."""
    kinds = [operand.kind for operand in operands]
    is_text = all(kind in {TEXT, INT} for kind in kinds) and (operator == "&" or kinds[0] is TEXT)
    if is_text:
        text = joined(make, [operand.code for operand in operands], span=span)
        grows = sum(one.kind is TEXT and not isinstance(one.code, ast.Constant) for one in operands) > 1
        return bounded(make, text, span=span) if grows else text
    if operator == "&":
        return make.call(span, "join_text", *(operand.code for operand in operands))
    if NUMERIC.issuperset(kinds) and len(operands) <= _LONGEST_PLAIN_CHAIN:
        total = operands[0].code
        for operand in operands[1:]:
            total = make.binary(span, total, ast.Add(), operand.code)
        return total
    return make.call(span, "add_all", *(operand.code for operand in operands))


def joined(make: Factory, parts: list[ast.expr], *, span: Span) -> ast.expr:
    """The text of parts that are text or whole numbers for sure."""
    values = [
        part
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else make.make(ast.FormattedValue, span, value=part, conversion=-1, format_spec=None)
        for part in parts
    ]
    return make.make(ast.JoinedStr, span, values=values)


def bounded(make: Factory, text: ast.expr, *, span: Span) -> ast.expr:
    """A text of several texts, unless it is longer than texts may be: so a program that doubles one soon ends."""
    name = make.new_hidden()
    kept = make.make(ast.NamedExpr, span, target=make.store(span, name), value=text)
    length = make.apply(span, make.name(span, "len"), kept)
    is_short = make.compare(span, length, ast.LtE(), make.constant(span, LONGEST_TEXT))
    return make.choice(span, is_short, make.name(span, name), make.call(span, "join_text", make.name(span, name)))


def _calculation(make: Factory, operator: str, left: Operand, right: Operand, *, span: Span) -> ast.expr:
    slow, plain = _ARITHMETIC[operator]
    if plain is None:
        fallback = make.call(span, slow, left.code, right.code)
        return _whole_division(make, operator, left, right, span=span) or fallback
    if {left.kind, right.kind} <= NUMERIC:
        is_product = operator == "*"
        return (
            _product(make, left, right, span=span) if is_product else make.binary(span, left.code, plain(), right.code)
        )
    if operator == "+" and left.kind is right.kind is TEXT:
        return _two_texts(make, left, right, span=span)
    if operator == "/":
        # Python's own division of whole numbers gives 2.0 where the language gives 2.
        return make.call(span, slow, left.code, right.code)
    wanted = TEXT if operator == "+" and TEXT in {left.kind, right.kind} else INT
    test, left, right = _both_are(make, wanted, left, right, span=span)
    fallback = make.call(span, slow, left.code, right.code)
    if test is None:
        return fallback
    plainly = make.binary(span, left.code, plain(), right.code)
    if operator == "+" and wanted is TEXT:
        plainly = _two_texts(make, left, right, span=span)
    elif operator == "*":
        plainly = _product(make, left, right, span=span)
    return make.choice(span, test, plainly, fallback)


def _two_texts(make: Factory, left: Operand, right: Operand, *, span: Span) -> ast.expr:
    text = make.binary(span, left.code, ast.Add(), right.code)
    is_literal = isinstance(left.code, ast.Constant) or isinstance(right.code, ast.Constant)
    return text if is_literal else bounded(make, text, span=span)


def _product(make: Factory, left: Operand, right: Operand, *, span: Span) -> ast.expr:
    """Numbers multiplied; large ones by a call that refuses giants, so a program that squares and squares soon ends."""
    quick = make.binary(span, left.code, ast.Mult(), right.code)
    if isinstance(left.code, ast.Constant) or isinstance(right.code, ast.Constant):
        return quick
    name = make.new_hidden()
    first = make.name(span, name)
    kept = make.make(ast.NamedExpr, span, target=make.store(span, name), value=left.code)
    ends = [make.constant(span, -_LARGE), kept, make.constant(span, _LARGE)]
    is_small = make.make(ast.Compare, span, left=ends[0], ops=[ast.Lt(), ast.Lt()], comparators=ends[1:])
    quick = make.binary(span, first, ast.Mult(), right.code)
    return make.choice(span, is_small, quick, make.call(span, "multiply", first, right.code))


def _comparison(make: Factory, operator: str, left: Operand, right: Operand, *, span: Span) -> ast.expr:
    slow, plain = _COMPARISONS[operator]
    both = {left.kind, right.kind}
    if both <= NUMERIC or both == {TEXT} or (both == {BOOLEAN} and operator in {"=", "<>"}):
        return make.compare(span, left.code, plain(), right.code)
    test, left, right = _both_are(make, TEXT if TEXT in both else INT, left, right, span=span)
    fallback = make.call(span, slow, left.code, right.code)
    if test is None:
        return fallback
    return make.choice(span, test, make.compare(span, left.code, plain(), right.code), fallback)


_Guarded = tuple[ast.expr | None, Operand, Operand]


def _both_are(make: Factory, wanted: Kind, left: Operand, right: Operand, *, span: Span) -> _Guarded:
    """A test at run time whether both sides are `wanted`, and both sides as they are to be read behind it.

    The test is None where it makes no sense. What must not be evaluated twice is kept in a hidden variable by the test,
    the left side before the right one.
    """
    fitting = NUMERIC if wanted is INT else {TEXT}
    unsure = [operand for operand in (left, right) if operand.kind not in fitting]
    if not unsure or any(operand.kind is not ANY for operand in unsure):
        return None, left, right
    if left.is_simple and right.is_simple:
        tests = [make.is_of(span, operand.code, _PYTHON_CLASS[wanted]) for operand in unsure]
        test = tests[0] if len(tests) == 1 else make.make(ast.BoolOp, span, op=ast.And(), values=tests)
        return test, left, right
    return _kept(make, wanted, left, right, span=span)


def _kept(make: Factory, wanted: Kind, left: Operand, right: Operand, *, span: Span) -> _Guarded:
    classes: list[ast.expr] = []
    behind: list[Operand] = []
    for operand in (left, right):
        if isinstance(operand.code, ast.Constant) or (operand is left and operand.is_simple and right.is_simple):
            behind.append(operand)
            continue
        name = make.new_hidden()
        store = make.make(ast.NamedExpr, span, target=make.store(span, name), value=operand.code)
        classes.append(make.make(ast.Attribute, span, value=store, attr="__class__", ctx=ast.Load()))
        behind.append(Operand(make.name(span, name), operand.kind, is_simple=True))
    ends = [*classes, make.name(span, _PYTHON_CLASS[wanted])]
    same = [ast.Is() for _ in ends[1:]]
    test = make.make(ast.Compare, span, left=ends[0], ops=list(same), comparators=ends[1:])
    return test, behind[0], behind[1]


def _whole_division(make: Factory, operator: str, left: Operand, right: Operand, *, span: Span) -> ast.expr | None:
    """MOD and `\\` by a positive literal, where Python's own operators agree for a left side that is not negative."""
    divisor = right.code.value if isinstance(right.code, ast.Constant) else None
    if operator == "^" or type(divisor) is not int or divisor <= 0:
        return None
    if left.kind not in {INT, ANY} or (left.kind is ANY and not left.is_simple):
        return None
    kept, value = (left.code, left.code) if left.is_simple else make.kept(span, left.code)
    left = Operand(value, left.kind, is_simple=True)
    slow, _ = _ARITHMETIC[operator]
    quick = make.binary(span, left.code, ast.Mod() if operator == "MOD" else ast.FloorDiv(), right.code)
    is_positive = make.compare(span, kept, ast.GtE(), make.constant(span, 0))
    if left.kind is ANY:
        is_whole = make.is_of(span, left.code, "int")
        is_positive = make.make(ast.BoolOp, span, op=ast.And(), values=[is_whole, is_positive])
    return make.choice(span, is_positive, quick, make.call(span, slow, left.code, right.code))
