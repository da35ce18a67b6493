"""Calls that stand in loops, without the call: PUSH and the plain functions of text, where their values allow it.

Each is `quick if the values are of the expected classes else slow`, where slow is the function itself: its checks and
its errors stay in one place.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable

from botmail.domain.span import Span
from botmail.lang.compiler_ast import Factory
from botmail.lang.limits import MOST_ITEMS

Arguments = list[ast.expr]
_LARGEST = 60
"""Python nodes of an argument that may stand twice, on the quick and on the slow path."""
_LIST_PUSH = frozenset({"push", "add", "append"})
_METHODS = {
    "upper": "upper",
    "ucase": "upper",
    "lower": "lower",
    "lcase": "lower",
    "trim": "strip",
    "ltrim": "lstrip",
    "rtrim": "rstrip",
}


def pushes(method: str) -> bool:
    """Whether a method of this name puts an item behind a list."""
    return method.lower() in _LIST_PUSH


def inline(make: Factory, function: str, arguments: Arguments, *, slow: ast.expr, span: Span) -> ast.expr:
    """The call of a function (its name in small letters), inline where that can be."""
    maker = _MAKERS.get((function, len(arguments)))
    if function == "push" and not isinstance(arguments[0], ast.Name):
        return slow
    if maker is None or not all(map(_is_small, arguments)) or not isinstance(slow, ast.Call):
        return slow
    if isinstance(arguments[0], ast.Name):
        return maker(make, function, arguments, slow, span)
    kept, name = make.kept(span, arguments[0])
    rest = make.apply(span, slow.func, name, *arguments[1:])
    made = maker(make, function, [name, *arguments[1:]], rest, span)
    if not isinstance(made, ast.IfExp):
        return slow
    first = made.test.values[0] if isinstance(made.test, ast.BoolOp) else made.test
    assert isinstance(first, ast.Compare)
    assert isinstance(first.left, ast.Attribute)  # `name.__class__ is …`
    first.left.value = kept
    return made


def extended(make: Factory, items: ast.expr, added: ast.expr, *, slow: ast.expr, span: Span) -> ast.expr:
    """`items += [a, b]` in place where nobody else holds the list, so that nobody can tell; else `slow`, a new list.

    The variable and the call that counts are two references. Python 3.14 counts otherwise; there the list is copied.
    """
    if not isinstance(items, ast.Name) or not _is_small(added) or sys.version_info >= (3, 14):
        return slow
    length = make.apply(span, make.name(span, "len"), items)
    tests = [
        make.is_of(span, items, "list"),
        make.compare(span, make.call(span, "references", items), ast.Eq(), make.constant(span, 2)),
        make.compare(span, length, ast.Lt(), make.constant(span, MOST_ITEMS - _LARGEST)),
    ]
    quick = make.make(ast.BoolOp, span, op=ast.Or(), values=[_method(make, items, "extend", added, span=span), items])
    return make.choice(span, make.make(ast.BoolOp, span, op=ast.And(), values=tests), quick, slow)


def _is_small(code: ast.expr) -> bool:
    return sum(1 for _ in ast.walk(code)) <= _LARGEST


def _push(make: Factory, _: str, arguments: Arguments, slow: ast.expr, span: Span) -> ast.expr:
    """`(xs.append(v) or xs) if xs.__class__ is list and len(xs) < MOST_ITEMS else PUSH(xs, v)`."""
    items, item = arguments
    quick = make.make(ast.BoolOp, span, op=ast.Or(), values=[_method(make, items, "append", item, span=span), items])
    length = make.apply(span, make.name(span, "len"), items)
    has_room = make.compare(span, length, ast.Lt(), make.constant(span, MOST_ITEMS))
    test = make.make(ast.BoolOp, span, op=ast.And(), values=[make.is_of(span, items, "list"), has_room])
    return make.choice(span, test, quick, slow)


def _length(make: Factory, _: str, arguments: Arguments, slow: ast.expr, span: Span) -> ast.expr:
    tests = [make.is_of(span, arguments[0], name) for name in ("list", "str")]
    test = make.make(ast.BoolOp, span, op=ast.Or(), values=tests)
    return make.choice(span, test, make.apply(span, make.name(span, "len"), arguments[0]), slow)


def _count(make: Factory, _: str, arguments: Arguments, slow: ast.expr, span: Span) -> ast.expr:
    quick = make.apply(span, make.name(span, "len"), arguments[0])
    return make.choice(span, make.is_of(span, arguments[0], "list"), quick, slow)


def _of_text(make: Factory, function: str, arguments: Arguments, slow: ast.expr, span: Span) -> ast.expr:
    quick = _method(make, arguments[0], _METHODS[function], span=span)
    return make.choice(span, make.is_of(span, arguments[0], "str"), quick, slow)


def _left(make: Factory, _: str, arguments: Arguments, slow: ast.expr, span: Span) -> ast.expr:
    """LEFT by a literal number."""
    text, count = arguments
    if not _is_count(count):
        return slow
    quick = _sliced(make, text, None, count, span=span)
    return make.choice(span, make.is_of(span, text, "str"), quick, slow)


def _middle(make: Factory, _: str, arguments: Arguments, slow: ast.expr, span: Span) -> ast.expr:
    """MID by a number of characters that is literal, from a place that is a name or literal."""
    text, start, count = arguments
    if not _is_count(count) or not isinstance(start, (ast.Name, ast.Constant)):
        return slow
    one = make.constant(span, 1)
    first = make.binary(span, start, ast.Sub(), one)
    tests = [
        make.is_of(span, text, "str"),
        make.is_of(span, start, "int"),
        make.compare(span, start, ast.GtE(), one),
    ]
    quick = _sliced(make, text, first, make.binary(span, first, ast.Add(), count), span=span)
    return make.choice(span, make.make(ast.BoolOp, span, op=ast.And(), values=tests), quick, slow)


def _is_count(code: ast.expr) -> bool:
    return isinstance(code, ast.Constant) and type(code.value) is int and code.value >= 0


def _sliced(make: Factory, text: ast.expr, start: ast.expr | None, stop: ast.expr, *, span: Span) -> ast.expr:
    part = make.make(ast.Slice, span, lower=start, upper=stop, step=None)
    return make.make(ast.Subscript, span, value=text, slice=part, ctx=ast.Load())


def _method(make: Factory, value: ast.expr, name: str, *arguments: ast.expr, span: Span) -> ast.expr:
    method = make.make(ast.Attribute, span, value=value, attr=name, ctx=ast.Load())
    return make.apply(span, method, *arguments)


Maker = Callable[[Factory, str, Arguments, ast.expr, Span], ast.expr]
_MAKERS: dict[tuple[str, int], Maker] = {
    ("push", 2): _push,
    ("len", 1): _length,
    ("ubound", 1): _count,
    ("count", 1): _count,
    ("left", 2): _left,
    ("mid", 3): _middle,
    **{(name, 1): _of_text for name in _METHODS},
}
