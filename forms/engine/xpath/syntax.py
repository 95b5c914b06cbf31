"""Text to AST by precedence, with the place of every fault.

Words are read as the grammar asks for them: an operand, then an operator. A plain path
(`/data/group/a`, `../a`), the commonest operand of a form, is one word.
"""

import re
from typing import Final

from forms.engine.xpath.ast import (
    AXES,
    KINDS,
    PRECEDENCE,
    Ast,
    Call,
    Chain,
    Filter,
    KindTest,
    Literal,
    NameTest,
    Negate,
    Number,
    Path,
    Step,
)
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.tokens import MAX_TOKENS, NAME, SPACE, tokens

MAX_DEPTH = 100
_ANYWHERE = KindTest("node")
_QNAME: Final = rf"(?>{NAME}(?::(?!:){NAME})?)"
# A name may yet be that of a function, an axis or a kind of node, or end in `:*`.
_ENDS: Final = rf"(?!{SPACE}[(:])"
_OPERAND: Final = re.compile(
    rf"""{SPACE}(?:
    (?P<path>(?>(?:/{_QNAME})+){_ENDS})
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<steps>(?>(?:\.\.?/)*(?:{_QNAME}(?:/{_QNAME})*|\.\.?)){_ENDS})
    |(?P<call>{_QNAME}){SPACE}\(
    |(?P<mark>//|[(\-/.@*])
    |(?P<name>{NAME})
    )""",
    re.VERBOSE,
).match
_PATH, _NUMBER, _LITERAL, _STEPS, _CALL, _MARK = range(1, 7)
# What goes on with an operand: a predicate, or steps.
_MORE: Final = re.compile(rf"{SPACE}[\[/]").match
_OPERATOR: Final = re.compile(
    rf"{SPACE}(\||\+|-|=|!=|<=?|>=?|\*|(?:and|or|div|mod)(?![^\W\d_]))"
).match
_TESTS: Final = (
    rf"(?P<kind>{'|'.join(sorted(KINDS))}){SPACE}\("
    rf"|(?P<name>(?>{NAME}(?::(?!:)(?:{NAME}|\*))?)|\*)"
)
_TEST: Final = re.compile(rf"{SPACE}(?:{_TESTS})").match
_STEP: Final = re.compile(
    rf"{SPACE}(?:(?P<axis>{_QNAME}){SPACE}::|{_TESTS}"
    r"|(?P<up>\.\.|\.(?!\d))|(?P<attribute>@))"
).match
_DOTS: Final = {".": "self", "..": "parent"}
_TARGET: Final = re.compile(rf"{SPACE}(\"[^\"]*\"|'[^']*')").match
_SPACES: Final = frozenset(" \t\r\n\u00a0")


def parse(text: str) -> Ast:
    """Return the AST of an XPath 1.0 expression.

    Raises:
        XPathError: XPATH-SYNTAX, XPATH-CHARACTER, XPATH-BLANK, XPATH-LONG, or
            XPATH-DEEP for more than MAX_DEPTH expressions inside each other.
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._depth = 0

    def whole(self) -> Ast:
        text = self._text
        if len(text) > MAX_TOKENS:
            tokens(text)  # Refuses what is too long.
        if not text.strip(" \t\r\n\u00a0"):
            raise XPathError("XPATH-BLANK", text, 0)
        found = self._expression()
        if self._place < len(text) and self._peek():
            raise self._fault()
        return found

    def _peek(self) -> str:
        """Go on to what is not space and return it, "" at the end."""
        text, place = self._text, self._place
        while text[place : place + 1] in _SPACES:
            place += 1
        self._place = place
        return text[place : place + 1]

    def _at(self, mark: str) -> bool:
        """Tell whether `mark` comes next; go past it if it does."""
        if self._peek() != mark:
            return False
        self._place += 1
        return True

    def _expect(self, mark: str) -> None:
        if not self._at(mark):
            raise self._fault()

    def _fault(self) -> XPathError:
        # The words are told apart once more: one that no word starts with comes first.
        words = tokens(self._text)
        word = next(one for one in words if one.start >= self._place)
        found = word.text if word.kind != "end" else "…"
        return XPathError("XPATH-SYNTAX", self._text, word.start, found=found)

    def _expression(self) -> Ast:
        """One expression, its operators folded as their precedence asks."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._peek()
            tokens(self._text)
            raise XPathError("XPATH-DEEP", self._text, self._place, limit=MAX_DEPTH)
        first = self._operand()
        sign = self._operator()
        if not sign:
            self._depth -= 1
            return first
        second, following = self._operand(), self._operator()
        if not following:
            self._depth -= 1
            return Chain(first, ((sign, second),), start=first.start)
        return self._chain([first, second], [sign], following)

    def _chain(self, operands: list[Ast], waiting: list[str], sign: str) -> Ast:
        """The rest of an expression of several operators, `sign` the next of them."""
        while sign:
            _fold(operands, waiting, PRECEDENCE[sign])
            waiting.append(sign)
            operands.append(self._operand())
            sign = self._operator()
        _fold(operands, waiting, 0)
        self._depth -= 1
        return operands[0]

    def _operator(self) -> str:
        found = _OPERATOR(self._text, self._place)
        if found is None:
            return ""
        self._place = found.end()
        return found[1]

    def _operand(self) -> Ast:
        found = _OPERAND(self._text, self._place)
        if found is None:
            raise self._fault()
        if found.lastindex == _MARK and found[_MARK] == "-":
            return self._negative(found.start(_MARK))
        return self._path(found)

    def _negative(self, start: int) -> Ast:
        signs = 0
        while self._at("-"):
            signs += 1
        found = self._next_path()
        # Union binds tighter than the sign: -a|b is -(a|b).
        united: list[tuple[str, Ast]] = []
        while self._at("|"):
            united.append(("|", self._next_path()))
        if united:
            found = Chain(found, tuple(united), start=found.start)
        # ---x is -x: two signs do what four do, and nothing nests without end.
        for _ in range(signs if signs < 3 else 2 - signs % 2):
            found = Negate(found, start=start)
        return found

    def _next_path(self) -> Ast:
        found = _OPERAND(self._text, self._place)
        if found is None or found["mark"] == "-":
            raise self._fault()
        return self._path(found)

    def _path(self, word: re.Match[str]) -> Ast:
        """One operand, `word` being how it starts."""
        kind = word.lastindex or 0
        text, start = word[kind], word.start(kind)
        self._place = word.end()
        made: Ast
        if kind in (_PATH, _STEPS):
            return self._plain_path(text, start, "/" if kind == _PATH else "")
        if kind == _NUMBER:
            made = Number(text, start=start)
        elif kind == _LITERAL:
            made = Literal(text[1:-1], start=start)
        elif kind == _CALL and text not in KINDS:
            made = Call(text, self._arguments(), start=start)
        elif text == "(":
            made = self._expression()
            self._expect(")")
        else:
            return self._walked(text, start)
        return self._filtered(made, start)

    def _plain_path(self, text: str, start: int, origin: str) -> Path:
        """Return a path that begins with the plain one `text`, read already."""
        steps = _plain(text, start)
        if not _MORE(self._text, self._place):
            return Path(origin, tuple(steps), plain=text, start=start)
        if self._peek() == "[":
            last = steps[-1]
            tests = self._predicates()
            steps[-1] = Step(last.axis, last.test, tests, start=last.start)
        return Path(origin, self._more_steps(steps), start=start)

    def _walked(self, text: str, start: int) -> Path:
        """Return a path that is more than names, or `/` alone."""
        if text == "/":
            steps = self._steps() if _STEP(self._text, self._place) else ()
            return Path("/", steps, start=start)
        self._place = start
        if text == "//":
            return Path("/", self._more_steps([]), start=start)
        return Path("", self._steps(), start=start)

    def _filtered(self, made: Ast, start: int) -> Ast:
        if not _MORE(self._text, self._place):
            return made
        if self._peek() == "[":
            made = Filter(made, self._predicates(), start=start)
        if self._peek() == "/":
            made = Path(made, self._more_steps([]), start=start)
        return made

    def _arguments(self) -> tuple[Ast, ...]:
        if self._at(")"):
            return ()
        found = [self._expression()]
        while self._at(","):
            found.append(self._expression())
        self._expect(")")
        return tuple(found)

    def _predicates(self) -> tuple[Ast, ...]:
        found: list[Ast] = []
        while self._at("["):
            found.append(self._expression())
            self._expect("]")
        return tuple(found)

    def _steps(self) -> tuple[Step, ...]:
        return self._more_steps([self._step()])

    def _more_steps(self, steps: list[Step]) -> tuple[Step, ...]:
        while self._peek() == "/":
            start = self._place
            self._place += 1
            if self._text.startswith("/", self._place):
                self._place += 1
                steps.append(Step("descendant-or-self", _ANYWHERE, start=start))
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        word = _STEP(self._text, self._place)
        if word is None:
            raise self._fault()
        start, axis = word.start(word.lastindex or 0), "child"
        self._place = word.end()
        if word["up"]:
            # XPath 1.0 allows no predicate here; engines of forms do (`.[1]`).
            return Step(_DOTS[word["up"]], _ANYWHERE, self._predicates(), start=start)
        if word["axis"]:
            axis = word["axis"]
            if axis not in AXES:
                tokens(self._text)
                raise XPathError("XPATH-AXIS", self._text, start, axis=axis)
        elif word["attribute"]:
            axis = "attribute"
        else:
            self._place = start
        test = self._test()
        return Step(axis, test, self._predicates(), start=start)

    def _test(self) -> NameTest | KindTest:
        word = _TEST(self._text, self._place)
        if word is None:
            raise self._fault()
        self._place = word.end()
        if word["kind"]:
            return self._kind_test(word["kind"], word.start("kind"))
        prefix, _, name = word["name"].rpartition(":")
        return NameTest(prefix, name, start=word.start("name"))

    def _kind_test(self, kind: str, start: int) -> KindTest:
        target: str | None = None
        if kind == "processing-instruction":
            literal = _TARGET(self._text, self._place)
            if literal is not None:
                target = literal[1][1:-1]
                self._place = literal.end()
        self._expect(")")
        return KindTest(kind, target, start=start)


def _plain(text: str, start: int) -> list[Step]:
    """Return the steps of a plain path: names, `.` and `..`."""
    steps: list[Step] = []
    for name in text.split("/"):
        if name in _DOTS:
            steps.append(Step(_DOTS[name], _ANYWHERE, (), start=start))
        elif name:
            prefix, _, last = name.rpartition(":")
            test = NameTest(prefix, last, start=start)
            steps.append(Step("child", test, (), start=start))
        start += len(name) + 1
    return steps


def _fold(operands: list[Ast], waiting: list[str], floor: int) -> None:
    """Join what waits above precedence `floor`, each run of one precedence at once."""
    while waiting and PRECEDENCE[waiting[-1]] > floor:
        level, run = PRECEDENCE[waiting[-1]], 0
        while run < len(waiting) and PRECEDENCE[waiting[-1 - run]] == level:
            run += 1
        pairs = tuple(zip(waiting[-run:], operands[-run:], strict=True))
        del waiting[-run:], operands[-run:]
        operands[-1] = Chain(operands[-1], pairs, start=operands[-1].start)
