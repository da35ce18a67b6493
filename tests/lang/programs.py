"""Random programs: each is valid, whatever the case, the blanks and the comments that it is written with."""

from __future__ import annotations

from random import Random

NAMES = ["x", "total", "Total", "email", "to", "from", "body", "status", "item", "list_", "größe", "s$"]
ATOMS = [
    *NAMES,
    *["0", "1", "42", "2.5", ".5", "1e3", "true", "False", "NULL"],
    *['""', '"a"', '"it\'s AND = //"', '"two\nlines"', '"${x}"', "'single'", '"a ""b"""', '"é😀"'],
]
SYMBOLS = ["+", "-", "*", "/", "\\", "%", "^", "&", "=", "==", "<>", "!=", "<", ">=", "??"]
WORDS = ["mod", "contains", "LIKE", "starts with", "IN", "not in", "MATCHES", "and", "OR"]
COMMENTS = ["' it's one", "REM two", "rem", "# three {", "// four", "/* five */", "'", ""]
TRAILERS = [".Name", "?.to", '["k"]', "[0]", ".trim()", "(1, 2)"]
KEYS = ["name", '"k"', "to", "if"]
DEEPEST = 3


def write_program(seed: int) -> str:
    """The text of a program without syntax errors; the same for the same seed."""
    return Writer(Random(seed)).program()


class Writer:
    """Writes one program by chance."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def program(self) -> str:
        """A few statements, and now and then a SUB that is called."""
        rows = self._body(0)
        if self._random.random() < 0.3:
            rows += [f"{self._word('sub')} reveal(a, b)", *self._body(1), self._word("end sub"), "reveal 1, 2"]
        return "\n".join(self._dressed(row) for row in rows)

    def _one_of(self, choices: list[str]) -> str:
        return self._random.choice(choices)

    def _word(self, words: str) -> str:
        """Words of the language in any case, with any blanks between."""
        case = self._random.choice([str.upper, str.lower, str.title])
        return case(words).replace(" ", self._one_of([" ", "  ", "\t"]))

    def _blank(self) -> str:
        return self._one_of(["", " ", "  "])

    def _operator(self) -> str:
        if self._random.random() < 0.4:
            return f" {self._word(self._one_of(WORDS))} "
        return self._blank() + self._one_of(SYMBOLS) + self._blank()

    def _list(self, depth: int) -> str:
        values = [self._value(depth + 1) for _ in range(self._random.randrange(4))]
        return self._one_of([",", ", ", " , ", ",\n  "]).join(values)

    def _value(self, depth: int = 0) -> str:
        """An expression; brackets keep comparisons from following one another."""
        if depth >= DEEPEST or self._random.random() < 0.4:
            return self._one_of(ATOMS)
        return self._random.choice(
            [self._binary, self._binary, self._prefixed, self._conditional, self._literal, self._trailed]
        )(depth + 1)

    def _simple(self, depth: int) -> str:
        return self._one_of(ATOMS) if self._random.random() < 0.6 else f"({self._value(depth)})"

    def _binary(self, depth: int) -> str:
        return self._simple(depth) + self._operator() + self._simple(depth)

    def _prefixed(self, depth: int) -> str:
        kind = self._random.randrange(3)
        if kind == 0:
            return f"{self._word('not')} ({self._value(depth)})"
        return f"-{self._simple(depth)}" if kind == 1 else f"{self._simple(depth)} {self._word('is not null')}"

    def _conditional(self, depth: int) -> str:
        return f"({self._simple(depth)}{self._blank()}? {self._simple(depth)} : {self._simple(depth)})"

    def _literal(self, depth: int) -> str:
        if self._random.random() < 0.5:
            return f"[{self._blank()}{self._list(depth)}]"
        count = self._random.randrange(3)
        return "{" + ", ".join(f"{self._one_of(KEYS)}:{self._blank()}{self._value(depth)}" for _ in range(count)) + "}"

    def _trailed(self, depth: int) -> str:
        if self._random.random() < 0.5:
            return f"f_{self._one_of(NAMES).rstrip('$')}({self._list(depth)})"
        return self._one_of(NAMES) + self._one_of(TRAILERS)

    def _assignment(self) -> str:
        head = self._one_of(["", "", self._word("let ") + " ", self._word("set ") + " "])
        target = self._one_of([*NAMES, "record.Field", 'record["k"]'])
        return f"{head}{target}{self._blank()}={self._blank()}{self._value()}"

    def _call(self) -> str:
        """A verb, known or not, in one of its forms."""
        first, second, third = (self._one_of(ATOMS) for _ in range(3))
        return self._one_of(
            [
                f"{self._word('talk')} ({self._value()})",
                f"{self._word('print')} {first} ; {second}",
                f"{self._word('send mail')} {first},{second} , {third}",
                f'{self._word("send mail to")} "a" {self._word("subject")} {second}',
                f'{self._word("move")} x {self._word("to")} "y"',
                f'{self._one_of(NAMES)} = {self._word("find")} "t" {self._word("where")} total={third}',
                f"{self._word('hear')} {self._one_of(NAMES)} {self._word('as')} {self._word('email')}",
                f"{self._one_of(NAMES)}{self._blank()}+= 1",
                'FROBNICATE THE "x", 1',
                f"CREATE_TICKET({first},{second},{third})",
            ]
        )

    def _statement(self) -> str:
        chance = self._random.random()
        if chance < 0.5:
            return self._assignment()
        if chance < 0.85:
            return self._call()
        test = f"{self._word('if')} ({self._value()}) {self._word('then')}"
        return f"{test} {self._assignment()} {self._word('else')} {self._call()}"

    def _body(self, depth: int) -> list[str]:
        rows: list[str] = []
        for _ in range(self._random.randrange(1, 5)):
            chance = self._random.random()
            if chance < 0.2:
                rows.append(self._one_of(COMMENTS))
            elif chance < 0.45 and depth < DEEPEST:
                rows += self._block(depth + 1)
            else:
                rows.append(self._statement())
        return rows

    def _block(self, depth: int) -> list[str]:
        word, value, first, second = self._word, f"({self._value()})", self._body(depth), self._body(depth)
        name = self._one_of(NAMES)
        blocks = [
            [f"{word('if')} {value} {word('then')}", *first, word("else"), *second, word("end if")],
            [f"{word('if')} {value} {{", *first, f"}} {word('else')} {{", *second, "}"],
            [f"{word('for each')} {name} {word('in')} {value}", *first, word("next")],
            [f"{word('for')} i=1 {word('to')} 9 {word('step')} 2", *first, word("end for")],
            [f"{word('while')} {value}", *first, word("wend")],
            [word("do"), *first, f"{word('loop until')} {value}"],
            [
                *[f"{word('select case')} {value}", f"{word('case')} 1,2", *first],
                *[word("case else"), *second, word("end select")],
            ],
            [word("try"), *first, f"{word('catch')} e", *second, word("end try")],
            [f"{word('with')} record", f"Field = {value}", ".other = 1", word("end with")],
        ]
        return self._random.choice(blocks)

    def _dressed(self, row: str) -> str:
        """A row with any indentation, and now and then a comment or blanks behind it."""
        behind = self._one_of(["", "", "", "  ", " ' behind", " // it's"])
        return self._one_of(["", "  ", "\t", "        "]) + row + behind
