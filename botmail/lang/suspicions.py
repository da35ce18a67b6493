"""What can be read and is most likely not what was meant: each with the line to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from botmail.lang import nodes
from botmail.lang.diagnostics import Diagnostic, diagnose
from botmail.lang.kinds import COMPARISONS
from botmail.lang.naming import fold
from botmail.lang.scopes import outside_procedures
from botmail.lang.walk import everything


def suspicions_about(node: nodes.Node) -> Iterator[Diagnostic]:
    """What is odd about one node, whatever is around it."""
    match node:
        case nodes.Binary(operator="OR"):
            yield from _bare_alternative(node)
        case nodes.For():
            yield from _past_the_end(node)
            yield from _changed_counter(node)
        case nodes.ExpressionStatement(expression=nodes.Binary(operator="=", left=nodes.Literal()) as test):
            hint = "put the name to the left of =, as in name = value"
            yield diagnose("BM116", test.left.span, "a value cannot be assigned to", hint)


def unused_comparisons(body: nodes.Block) -> Iterator[Diagnostic]:
    """Comparisons that stand alone before the last line, where nothing shows what they give."""
    for node in body[:-1]:
        if not isinstance(node, nodes.ExpressionStatement) or not isinstance(node.expression, nodes.Binary):
            continue
        test = node.expression
        if test.operator not in COMPARISONS or isinstance(test.left, nodes.Literal):
            continue
        hint = "a single = assigns" if test.operator == "=" else "IF … THEN decides by it"
        yield diagnose("BM154", node.span, "this compares, and nothing uses the answer", hint)


def lonely_members(body: nodes.Block) -> Iterator[Diagnostic]:
    """`.name` where no WITH is around; one that is assigned to was reported with its line."""
    inside = {id(inner) for node in everything(body) if isinstance(node, nodes.With) for inner in everything([node])}
    targets = {id(node.target) for node in everything(body) if isinstance(node, nodes.Assign)}
    for node in everything(body):
        if isinstance(node, nodes.MemberOf) and node.target is None and id(node) not in inside | targets:
            hint = f"write the object before the point, or put it inside WITH … END WITH: item.{node.name}"
            yield diagnose("BM119", node.span, f".{node.name} belongs to no object here", hint)


def _bare_alternative(node: nodes.Binary) -> Iterator[Diagnostic]:
    """`a = "x" OR "y"`: the right side is always true."""
    left, right = node.left, node.right
    while isinstance(left, nodes.Binary) and left.operator == "OR":
        left = left.right
    if not (isinstance(left, nodes.Binary) and left.operator in {"=", "CONTAINS", "STARTS WITH", "ENDS WITH"}):
        return
    if (
        isinstance(right, nodes.Literal)
        and isinstance(right.value, (str, int, float))
        and not isinstance(right.value, bool)
    ):
        name = left.left.name if isinstance(left.left, nodes.Name) else "a"
        shown = f'"{right.value}"' if isinstance(right.value, str) else right.value
        message = f"OR {shown} is always true: it does not compare again"
        yield diagnose("BM152", right.span, message, f"write OR {name} {left.operator} {shown}")


def _past_the_end(node: nodes.For) -> Iterator[Diagnostic]:
    stop = node.stop
    if not (isinstance(stop, nodes.Call) and isinstance(stop.callee, nodes.Name) and stop.arguments):
        return
    starts_at_one = isinstance(node.start, nodes.Literal) and node.start.value == 1
    if fold(stop.callee.name) == "ubound" and not starts_at_one:
        message = "UBOUND is the number of items, so this goes one past the end"
        yield diagnose("BM153", stop.span, message, "use FOR EACH item IN list, or TO UBOUND(list) - 1")


def _changed_counter(loop: nodes.For) -> Iterator[Diagnostic]:
    """`i = 9` inside `FOR i = …`: the loop counts on all the same."""
    name = loop.variable.name
    for node in outside_procedures(loop.body):
        match node:
            case nodes.Assign(target=nodes.Name(name=other) as target) if fold(other) == fold(name):
                hint = "EXIT FOR ends it; WHILE is for a loop that counts in its own way"
                yield diagnose("BM155", target.span, f"FOR counts `{name}` itself, whatever it is set to here", hint)
            case nodes.For(variable=other_counter) if fold(other_counter.name) == fold(name):
                message = f"the loop around this one counts with `{name}` too"
                yield diagnose("BM155", other_counter.span, message, "give the inner loop a name of its own")
