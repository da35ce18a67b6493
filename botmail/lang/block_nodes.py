"""The node of each kind of block, from its sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.heads import Head
from botmail.lang.nodes import Expression


class Section(Protocol):
    """A head and the statements under it."""

    kind: str
    head: Head
    body: list[nodes.Statement]


Sections = Sequence[Section]
BuildBlock = Callable[[Sections, Span, Head | None], nodes.Statement]


def build_block(kind: str, sections: Sections, *, span: Span, closer: Head | None) -> nodes.Statement:
    """The block's node; `closer` is the line that ended it."""
    return OPENERS[kind](sections, span, closer)


def _expression(head: Head, index: int = 0) -> Expression:
    """A head's expression; NULL stands in where the head could not be read, such a program never runs."""
    found = head.expressions[index] if index < len(head.expressions) else None
    return found if found is not None else nodes.Literal(span=head.span, value=None)


def _name(head: Head, index: int = 0) -> nodes.Name:
    return head.names[index] if index < len(head.names) else nodes.Name(span=head.span, name="_")


def _block_of(sections: Sections, kind: str) -> nodes.Block:
    return next((tuple(section.body) for section in sections if section.kind == kind), ())


def _if(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    tested = [section for section in sections if section.kind != "else"]
    branches = tuple((_expression(section.head), tuple(section.body)) for section in tested)
    return nodes.If(span=span, branches=branches, otherwise=_block_of(sections, "else"))


def _for_each(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    head = sections[0].head
    body = tuple(sections[0].body)
    return nodes.ForEach(span=span, variable=_name(head), iterable=_expression(head), body=body, once=head.word)


def _for(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    head = sections[0].head
    return nodes.For(
        span=span,
        variable=_name(head),
        start=_expression(head),
        stop=_expression(head, 1),
        step=head.expressions[2] if len(head.expressions) > 2 else None,
        body=tuple(sections[0].body),
    )


def _while(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    test = _expression(sections[0].head)
    return nodes.Loop(span=span, before=test, after=None, body=tuple(sections[0].body), kind="WHILE")


def _do(sections: Sections, span: Span, closer: Head | None) -> nodes.Statement:
    head = sections[0].head
    before = _expression(head) if head.expressions else None
    after = _expression(closer) if closer is not None and closer.expressions else None
    return nodes.Loop(span=span, before=before, after=after, body=tuple(sections[0].body), kind="DO")


def _select(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    cases = tuple((section.head.cases, tuple(section.body)) for section in sections if section.kind == "case")
    otherwise = _block_of(sections, "case else")
    return nodes.Select(span=span, subject=_expression(sections[0].head), cases=cases, otherwise=otherwise)


def _procedure(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    head = sections[0].head
    return nodes.Procedure(
        span=span,
        name=_name(head).name,
        parameters=head.names[1:],
        body=tuple(sections[0].body),
        is_function=sections[0].kind == "function",
    )


def _with(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    head, body = sections[0].head, sections[0].body
    fields = tuple(field for statement in body if (field := _field(statement)) is not None)
    others = tuple(statement for statement in body if _field(statement) is None)
    is_return = sections[0].kind == "return with"
    target = None if is_return else _expression(head)
    return nodes.With(span=span, target=target, fields=fields, body=others, is_return=is_return)


def _field(statement: nodes.Statement) -> tuple[str, Expression] | None:
    """`name = e` and `.name = e`"""
    if not isinstance(statement, nodes.Assign) or statement.operator:
        return None
    target = statement.target
    if isinstance(target, nodes.Name):
        return target.name, statement.value
    is_own = isinstance(target, nodes.MemberOf) and target.target is None
    return (target.name, statement.value) if is_own and isinstance(target, nodes.MemberOf) else None


def _try(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    catch = next((section for section in sections if section.kind == "catch"), None)
    return nodes.Try(
        span=span,
        body=tuple(sections[0].body),
        variable=catch.head.names[0] if catch is not None and catch.head.names else None,
        handler=tuple(catch.body) if catch is not None else (),
        has_catch=catch is not None,
        final=_block_of(sections, "finally"),
    )


def _on_email(sections: Sections, span: Span, _: Head | None) -> nodes.Statement:
    return nodes.OnEmail(span=span, clauses=sections[0].head.clauses, body=tuple(sections[0].body))


OPENERS: dict[str, BuildBlock] = {
    "if": _if,
    "inline if": _if,
    "for each": _for_each,
    "for": _for,
    "while": _while,
    "do": _do,
    "select": _select,
    "switch": _select,
    "sub": _procedure,
    "function": _procedure,
    "with": _with,
    "return with": _with,
    "try": _try,
    "on": _on_email,
}
