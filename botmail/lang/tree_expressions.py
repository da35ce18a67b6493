"""Nodes of expressions, built from the parts of the grammar's rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, cast

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.definition import Clause, Verb
from botmail.lang.driver import Parts
from botmail.lang.frames import CALL_FILE
from botmail.lang.lexemes import STRING, Lexeme
from botmail.lang.nodes import Expression
from botmail.lang.precedence import Climber, Report
from botmail.lang.promote_query import QueryWords
from botmail.lang.texts import ParseHole, parse_text
from botmail.lang.tokens import Token
from botmail.lang.types import VARIABLE
from botmail.lang.vocabulary import Vocabulary


def span_of(parts: Parts) -> Span:
    """From the first part to the last."""
    first: Span = parts[0].span
    return first.to(parts[-1].span)


def expressions_in(parts: Iterable[Any]) -> tuple[Expression, ...]:
    """The parts that are expressions, in order."""
    return tuple(part for part in parts if isinstance(part, Expression))


class ExpressionBuilder:
    """One method per rule of an expression, named after it."""

    def __init__(self, vocabulary: Vocabulary, *, report: Report, parse_hole: ParseHole) -> None:
        self.vocabulary = vocabulary
        self.report = report
        self._parse_hole = parse_hole

    def name(self, parts: Parts) -> Expression:
        """A variable."""
        return nodes.Name(span=parts[0].span, name=parts[0].text)

    def number(self, parts: Parts) -> Expression:
        """A number, whole as long as it is written so."""
        return nodes.Literal(span=parts[0].span, value=to_number(parts[0].text))

    def text(self, parts: Parts) -> Expression:
        """A text, with its holes; or the words of a query."""
        if isinstance(parts[0].value, QueryWords):
            return self._query(parts[0].value, parts[0].span)
        return parse_text(parts[0], self._parse_hole, self.report)

    def _query(self, words: QueryWords, span: Span) -> Expression:
        texts = [parse_text(token, self._parse_hole, self.report) for token in words.texts]
        values = tuple((f"text_{number}", text) for number, text in enumerate(texts))
        names = tuple(nodes.Name(span=token.span, name=token.text) for token in words.words)
        return nodes.Query(span=span, sql=words.sql, values=values, names=names)

    def constant(self, parts: Parts) -> Expression:
        """TRUE, FALSE, NULL."""
        return nodes.Literal(span=parts[0].span, value=parts[0].value)

    def group(self, parts: Parts) -> Expression:
        """An expression in brackets; its span takes the brackets in."""
        return dataclasses.replace(cast(Expression, parts[1]), span=span_of(parts))

    def list_literal(self, parts: Parts) -> Expression:
        """`[a, b]`"""
        return nodes.ListLiteral(span=span_of(parts), items=expressions_in(parts))

    def map_literal(self, parts: Parts) -> Expression:
        """`{k: v}`"""
        entries = tuple(part for part in parts if isinstance(part, tuple) and not isinstance(part, Token))
        return nodes.MapLiteral(span=span_of(parts), entries=entries)

    def entry(self, parts: Parts) -> tuple[str, Expression]:
        """One key with its value."""
        key = cast(Lexeme, parts[0].value)
        if key.kind != STRING:
            return key.text, parts[1]
        text = parse_text(Token("STRING", key.text, key.span), self._parse_hole, self.report)
        if not isinstance(text, nodes.Literal):
            self.report("BM118", key.span, "a key of a map cannot have holes", "write m[key] = value below the map")
            return key.text, parts[1]
        return str(text.value), parts[1]

    def with_member(self, parts: Parts) -> Expression:
        """`.name` inside WITH."""
        return nodes.MemberOf(span=span_of(parts), target=None, name=parts[1].text)

    def member(self, parts: Parts) -> Expression:
        """`a.b` and `a?.b`"""
        is_optional = parts[1].text == "?."
        return nodes.MemberOf(span=span_of(parts), target=parts[0], name=parts[2].text, is_optional=is_optional)

    def index(self, parts: Parts) -> Expression:
        """`a[i]`"""
        return nodes.Index(span=span_of(parts), target=parts[0], index=parts[2])

    def call(self, parts: Parts) -> Expression:
        """`f(a, b)`"""
        return nodes.Call(span=span_of(parts), callee=parts[0], arguments=expressions_in(parts[1:]))

    def chain(self, parts: Parts) -> Expression:
        """A row of values and operators."""
        return Climber(parts, self.report).climb()

    def conditional(self, parts: Parts) -> Expression:
        """`test ? then : otherwise`"""
        return nodes.Conditional(span=span_of(parts), test=parts[0], then=parts[2], otherwise=parts[4])

    def verb_call(self, parts: Parts) -> Expression:
        """A verb with its arguments and clauses."""
        token: Token = parts[0]
        arguments, clauses = _split_clauses(parts[1:])
        if token.value == CALL_FILE:
            return nodes.CallFile(span=span_of(parts), file=arguments[0], arguments=tuple(arguments[1:]))
        if not isinstance(token.value, Verb):
            return _free_call(token, span_of(parts), (*arguments, *(c.operand for c in clauses if c.operand)))
        call = nodes.VerbCall(
            span=span_of(parts), verb=token.value, typed=token.text, arguments=tuple(arguments), clauses=tuple(clauses)
        )
        return self._with_prompt(call)

    def _with_prompt(self, call: nodes.VerbCall) -> nodes.VerbCall:
        """`HEAR "Name?"` asks without a variable: the text belongs to WITH."""
        parameters = call.verb.parameters
        if not call.arguments or not parameters or parameters[0].type is not VARIABLE:
            return call
        first, *others = call.arguments
        prompts = others if isinstance(first, nodes.Name | nodes.MemberOf | nodes.Index) else [first, *others]
        clause = next((clause for clause in call.verb.clauses if clause.words == "WITH"), None)
        if len(prompts) != 1 or clause is None:
            return call
        use = nodes.ClauseUse(span=prompts[0].span, clause=clause, operand=prompts[0])
        kept = call.arguments[: len(call.arguments) - 1]
        return dataclasses.replace(call, arguments=kept, clauses=(*call.clauses, use))


def _free_call(token: Token, span: Span, arguments: tuple[Expression, ...]) -> Expression:
    """A SUB called without brackets, or a verb that does not exist."""
    if token.value is None:
        callee = nodes.Name(span=token.span, name=token.text)
        return nodes.Call(span=span, callee=callee, arguments=arguments)
    return nodes.UnknownCall(span=span, words=str(token.value), arguments=arguments)


def _split_clauses(parts: Parts) -> tuple[list[Expression], list[nodes.ClauseUse]]:
    """Positional arguments and clauses; `a; b` in PRINT is one argument."""
    arguments: list[Expression] = []
    clauses: list[tuple[Token, list[Expression]]] = []
    last: Token | None = None
    for part in parts:
        if not isinstance(part, Expression):
            last = part
            if part.kind in {"CLAUSE", "FLAG"}:
                clauses.append((part, []))
        elif last is not None and last.kind in {"CLAUSE", "ARG_OF_CLAUSE"}:
            clauses[-1][1].append(part)
        elif last is not None and last.text == ";":
            arguments[-1] = _beside(arguments[-1], part)
        else:
            arguments.append(part)
    return arguments, [_clause_use(token, operands) for token, operands in clauses]


def _beside(left: Expression, right: Expression) -> Expression:
    return nodes.Binary(span=left.span.to(right.span), operator="&", left=left, right=right)


def _clause_use(token: Token, operands: list[Expression]) -> nodes.ClauseUse:
    clause = cast(Clause, token.value)
    if not operands:
        return nodes.ClauseUse(span=token.span, clause=clause, operand=None)
    span = token.span.to(operands[-1].span)
    inner = operands[0].span.to(operands[-1].span)
    if clause.is_fields:
        fields = tuple(_field(operand) for operand in operands)
        return nodes.ClauseUse(span=span, clause=clause, operand=_fields_operand(fields, operands, inner))
    if clause.is_repeated:
        return nodes.ClauseUse(span=span, clause=clause, operand=nodes.ListLiteral(span=inner, items=tuple(operands)))
    return nodes.ClauseUse(span=span, clause=clause, operand=operands[0])


def _field(operand: Expression) -> tuple[str, Expression] | None:
    """`name = e`"""
    if isinstance(operand, nodes.Binary) and operand.operator == "=" and isinstance(operand.left, nodes.Name):
        return operand.left.name, operand.right
    return None


def _fields_operand(
    fields: tuple[tuple[str, Expression] | None, ...], operands: list[Expression], span: Span
) -> Expression:
    """A map of the fields; `WITH e` with one value that is no field stays that value."""
    named = tuple(field for field in fields if field is not None)
    if len(named) == len(fields):
        return nodes.MapLiteral(span=span, entries=named)
    return operands[0] if len(operands) == 1 else nodes.ListLiteral(span=span, items=tuple(operands))


def to_number(text: str) -> int | float:
    """The number that `text` writes; letters behind it were reported."""
    digits = text.rstrip("".join(set(text) - set("0123456789.eE+-")))
    try:
        return int(digits) if digits.isdecimal() else float(digits)
    except ValueError:
        return 0
