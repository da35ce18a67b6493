"""Nodes of statements and heads of blocks, built from the parts of the grammar's rules."""

from __future__ import annotations

import dataclasses
import re
from typing import cast

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.definition import Verb
from botmail.lang.driver import Build, Parts
from botmail.lang.heads import Head, LineNode
from botmail.lang.nodes import Expression
from botmail.lang.precedence import Report
from botmail.lang.texts import ParseHole, Part, split_holes
from botmail.lang.tokens import Token
from botmail.lang.tree_expressions import ExpressionBuilder, expressions_in, span_of
from botmail.lang.types import VARIABLE
from botmail.lang.vocabulary import Vocabulary

_HEADER = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]*(.*)")
_FIRST_VALUES: dict[str, int | float | str | bool | None] = {
    **dict.fromkeys(("STRING", "TEXT"), ""),
    **dict.fromkeys(("INTEGER", "LONG", "NUMBER"), 0),
    **dict.fromkeys(("FLOAT", "DOUBLE", "SINGLE"), 0.0),
    "BOOLEAN": False,
}


class TreeBuilder(ExpressionBuilder):
    """One method per rule of a line, named after it."""

    def __init__(self, vocabulary: Vocabulary, *, report: Report, parse_hole: ParseHole) -> None:
        super().__init__(vocabulary, report=report, parse_hole=parse_hole)
        self.builders: dict[str, Build] = {
            name: getattr(self, name)
            for name in dir(self)
            if not name.startswith("_") and callable(getattr(self, name))
        }
        self._parse_hole_of = parse_hole

    def start(self, parts: Parts) -> LineNode:
        """The whole line."""
        return cast(LineNode, parts[0])

    def value(self, parts: Parts) -> nodes.Statement:
        """An expression alone."""
        return nodes.ExpressionStatement(span=parts[0].span, expression=parts[0])

    def assign(self, parts: Parts) -> nodes.Statement:
        """`x = e`"""
        span = span_of(parts)
        target, _, value = parts[-3:]
        asking = _asking_for(target, value, span)
        return asking or self._assigned(target, value, span=span, operator="")

    def augment(self, parts: Parts) -> nodes.Statement:
        """`x += e`"""
        return self._assigned(parts[0], parts[2], span=span_of(parts), operator=str(parts[1].value))

    def _assigned(self, target: Expression, value: Expression, *, span: Span, operator: str) -> nodes.Statement:
        if not isinstance(target, nodes.Name | nodes.MemberOf | nodes.Index):
            hint = "put a name to the left of =; lists and maps take square brackets: a[1] = 2"
            self.report("BM116", target.span, "this cannot be assigned to", hint)
            target = nodes.Name(span=target.span, name="_")
        return nodes.Assign(span=span, target=target, value=value, operator=operator)

    # Heads of blocks

    def head(self, parts: Parts) -> LineNode:
        """IF, ELSE, WHILE, SELECT, WITH: a word and at most one expression."""
        word = str(parts[0].value or parts[0].text)
        return Head(span_of(parts), expressions_in(parts), word=word.upper())

    def bare_head(self, parts: Parts) -> LineNode:
        """TRY, FINALLY, CASE ELSE."""
        return Head(span_of(parts))

    def closer(self, parts: Parts) -> LineNode:
        """The end of a block, for NEXT with its variable."""
        return Head(span_of(parts), names=_names(parts), word=parts[0].text.upper())

    def for_each(self, parts: Parts) -> LineNode:
        """`FOR EACH x IN xs`, `… ONCE`, `… ONCE FROM NOW`"""
        once = str(parts[4].value) if len(parts) > 4 else ""
        return Head(span_of(parts), (parts[3],), names=_names(parts[:2]), word=once)

    def on_email(self, parts: Parts) -> LineNode:
        """`ON EMAIL IN folder FROM sender SUBJECT words`"""
        words = [part for part in parts[1:] if isinstance(part, Token)]
        for position, word in enumerate(words):
            if any(word.value == other.value for other in words[:position]):
                self.report("BM304", word.span, f"{word.value} stands here twice", "take one of them out")
        clauses = tuple(zip((str(word.value) for word in words), expressions_in(parts), strict=True))
        return Head(span_of(parts), clauses=clauses)

    def for_head(self, parts: Parts) -> LineNode:
        """`FOR i = a TO b STEP s`"""
        step = parts[7] if len(parts) > 7 else None
        return Head(span_of(parts), (parts[3], parts[5], step), names=_names(parts[:2]))

    def do_head(self, parts: Parts) -> LineNode:
        """`DO`, `DO WHILE c`, `DO UNTIL c`"""
        return Head(span_of(parts), _tests(parts))

    def loop(self, parts: Parts) -> LineNode:
        """`LOOP`, `LOOP WHILE c`, `LOOP UNTIL c`"""
        return Head(span_of(parts), _tests(parts))

    def case(self, parts: Parts) -> LineNode:
        """`CASE a, b`"""
        return Head(span_of(parts), cases=tuple(part for part in parts if isinstance(part, nodes.CaseItem)))

    def case_item(self, parts: Parts) -> nodes.CaseItem:
        """`5`, `1 TO 9`, `IS > 5`"""
        span = span_of(parts)
        if not isinstance(parts[0], Expression):
            operator, _ = cast("tuple[str, bool]", parts[1].value)
            return nodes.CaseItem(span=span, value=parts[2], operator=operator)
        upper = parts[2] if len(parts) > 1 else None
        return nodes.CaseItem(span=span, value=parts[0], upper=upper)

    def procedure(self, parts: Parts) -> LineNode:
        """`SUB n(a, b)`, `FUNCTION n`"""
        names = tuple(nodes.Name(span=part.span, name=part.text) for part in parts if part.kind == "NAME")
        return Head(span_of(parts), names=names, word=str(parts[0].value))

    def catch(self, parts: Parts) -> LineNode:
        """`CATCH e`"""
        names = tuple(nodes.Name(span=part.span, name=part.text) for part in parts[1:])
        return Head(span_of(parts), names=names)

    # Statements

    def call_file(self, parts: Parts) -> nodes.Statement:
        """`CALL n(1)`, `CALL n`, `CALL "file.bas", args`"""
        span = span_of(parts)
        first, *arguments = expressions_in(parts)
        if isinstance(first, nodes.Name) and not arguments:
            call: Expression = nodes.Call(span=first.span, callee=first, arguments=())
            return nodes.ExpressionStatement(span=span, expression=call)
        if isinstance(first, nodes.Call | nodes.VerbCall):
            return nodes.ExpressionStatement(span=span, expression=first)
        call = nodes.CallFile(span=span, file=first, arguments=tuple(arguments))
        return nodes.ExpressionStatement(span=span, expression=call)

    def return_line(self, parts: Parts) -> nodes.Statement:
        """`RETURN e`"""
        return nodes.Return(span=span_of(parts), value=parts[1] if len(parts) > 1 else None)

    def exit_line(self, parts: Parts) -> nodes.Statement:
        """`EXIT FOR`, `END`, `STOP`"""
        return nodes.Exit(span=parts[0].span, what=str(parts[0].value))

    def on_error(self, parts: Parts) -> nodes.Statement:
        """`ON ERROR RESUME NEXT`, `ON ERROR GOTO 0`"""
        return nodes.OnError(span=parts[0].span, resumes=bool(parts[0].value))

    def param(self, parts: Parts) -> nodes.Statement:
        """`PARAM n AS TYPE DEFAULT e`"""
        name = nodes.Name(span=parts[1].span, name=parts[1].text)
        kind = next((str(part.value) for part in parts[2:] if isinstance(part, Token) and part.kind == "TYPE"), "")
        default = parts[-1] if isinstance(parts[-1], Expression) else None
        return nodes.Param(span=span_of(parts), name=name, type=kind, default=default)

    def dim(self, parts: Parts) -> LineNode:
        """`DIM a AS T, b`: each name gets its type's first value."""
        return tuple(part for part in parts if isinstance(part, nodes.Assign))

    def dim_item(self, parts: Parts) -> nodes.Assign:
        """One name of a DIM."""
        name = nodes.Name(span=parts[0].span, name=parts[0].text)
        kind = next((part for part in parts[1:] if isinstance(part, Token) and part.kind == "TYPE"), None)
        first = _FIRST_VALUES.get(str(kind.value).upper()) if kind else None
        value = parts[-1] if isinstance(parts[-1], Expression) else nodes.Literal(span=span_of(parts), value=first)
        return nodes.Assign(span=span_of(parts), target=name, value=value)

    def input(self, parts: Parts) -> nodes.Statement:
        """`INPUT "prompt"; x` is `HEAR x WITH "prompt"`, and `INPUT "prompt"` asks without a variable."""
        span = span_of(parts)
        verb = self.vocabulary.verb("HEAR")
        if verb is None:
            self.report("BM160", span, "INPUT does not work here", "write x = 1")
            return nodes.ExpressionStatement(span=span, expression=parts[-1])
        is_variable = isinstance(parts[-1], nodes.Name | nodes.MemberOf | nodes.Index)
        if len(parts) > 2 and not is_variable:
            self.report("BM306", parts[-1].span, "INPUT needs a variable last", 'write INPUT "How many?"; count')
        prompt = parts[1] if len(parts) > 2 or not is_variable else None
        clause = next((clause for clause in verb.clauses if clause.words == "WITH"), None)
        uses: tuple[nodes.ClauseUse, ...] = ()
        if prompt is not None and clause is not None:
            uses = (nodes.ClauseUse(span=prompt.span, clause=clause, operand=prompt),)
        arguments = (parts[-1],) if is_variable else ()
        call = nodes.VerbCall(span=span, verb=verb, typed=parts[0].text, arguments=arguments, clauses=uses)
        return nodes.ExpressionStatement(span=span, expression=call)

    def text_block(self, parts: Parts) -> nodes.Statement:
        """`BEGIN MAIL to … END MAIL`, `BEGIN TALK … END TALK`"""
        verb = cast(Verb, parts[0].value)
        raw: Token = parts[-1]
        headers: tuple[tuple[str, tuple[Part, ...]], ...] = ()
        text, line = raw.text.removesuffix("\n"), raw.span.line
        if verb.phrase != "TALK":
            headers, text, line = self._split_headers(text, line)
        return nodes.TextBlock(
            span=span_of(parts),
            verb=verb,
            head=expressions_in(parts),
            headers=headers,
            parts=self._holes(text, line, 1),
        )

    def _split_headers(self, text: str, line: int) -> tuple[tuple[tuple[str, tuple[Part, ...]], ...], str, int]:
        """Header lines up to the first blank line; text without any is all body."""
        lines = text.split("\n")
        headers: list[tuple[str, tuple[Part, ...]]] = []
        for found in map(_HEADER.fullmatch, lines):
            if found is None:
                break
            headers.append((found[1], self._holes(found[2], line + len(headers), found.start(2) + 1)))
        count = len(headers)
        if count and count < len(lines) and not lines[count].strip():
            count += 1
        return tuple(headers), "\n".join(lines[count:]), line + count

    def _holes(self, text: str, line: int, column: int) -> tuple[Part, ...]:
        return split_holes(text, line, column, parse_hole=self._parse_hole_of, report=self.report, is_raw=True)


def _names(parts: Parts) -> tuple[nodes.Name, ...]:
    return tuple(part for part in parts if isinstance(part, nodes.Name))


def _tests(parts: Parts) -> tuple[Expression, ...]:
    """The test of DO and LOOP; that of UNTIL is turned round."""
    if len(parts) < 3:
        return ()
    test: Expression = parts[2]
    if parts[1].value == "UNTIL":
        test = nodes.Unary(span=test.span, operator="NOT", operand=test)
    return (test,)


def _asking_for(target: Expression, value: Expression, span: Span) -> nodes.Statement | None:
    """`answer = HEAR "Name?"` is `HEAR answer WITH "Name?"`."""
    if not isinstance(value, nodes.VerbCall) or value.arguments or not value.verb.parameters:
        return None
    if value.verb.parameters[0].type is not VARIABLE:
        return None
    call = dataclasses.replace(value, arguments=(target,))
    return nodes.ExpressionStatement(span=span, expression=call)
