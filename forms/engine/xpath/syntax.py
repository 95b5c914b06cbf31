"""Text to AST by precedence, with the place of every fault."""

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
from forms.engine.xpath.tokens import Token, tokens

MAX_DEPTH = 100
_ANYWHERE = KindTest("node")


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
        self._tokens = tokens(text)
        # What stands at each place if it is a mark or an operator: asked most often.
        self._marks = [
            token.text if token.kind in ("mark", "operator") else ""
            for token in self._tokens
        ]
        self._index = 0
        self._depth = 0

    def whole(self) -> Ast:
        if self._now.kind == "end":
            raise XPathError("XPATH-BLANK", self._text, 0)
        found = self._expression()
        if self._now.kind != "end":
            raise self._fault()
        return found

    @property
    def _now(self) -> Token:
        return self._tokens[self._index]

    def _next_is(self, *texts: str) -> bool:
        return self._tokens[min(self._index + 1, len(self._tokens) - 1)].text in texts

    def _take(self) -> Token:
        token = self._tokens[self._index]
        self._index += 1
        return token

    def _at(self, *marks: str) -> bool:
        return self._marks[self._index] in marks

    def _expect(self, mark: str) -> None:
        if not self._at(mark):
            raise self._fault()
        self._index += 1

    def _fault(self) -> XPathError:
        token = self._now
        found = token.text if token.kind != "end" else "…"
        return XPathError("XPATH-SYNTAX", self._text, token.start, found=found)

    def _expression(self) -> Ast:
        """One expression, its operators folded as their precedence asks."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            start = self._now.start
            raise XPathError("XPATH-DEEP", self._text, start, limit=MAX_DEPTH)
        operands = [self._operand()]
        waiting: list[str] = []
        while self._now.kind == "operator":
            operator = self._now.text
            if operator not in PRECEDENCE:
                raise self._fault()
            self._index += 1
            _fold(operands, waiting, PRECEDENCE[operator])
            waiting.append(operator)
            operands.append(self._operand())
        _fold(operands, waiting, 0)
        self._depth -= 1
        return operands[0]

    def _operand(self) -> Ast:
        start, signs = self._now.start, 0
        while self._at("-"):
            signs += 1
            self._index += 1
        found = self._path()
        if not signs:
            return found
        # Union binds tighter than the sign: -a|b is -(a|b).
        united: list[tuple[str, Ast]] = []
        while self._at("|"):
            self._index += 1
            united.append(("|", self._path()))
        if united:
            found = Chain(found, tuple(united), start=found.start)
        # ---x is -x: two signs do what four do, and nothing nests without end.
        for _ in range(signs if signs < 3 else 2 - signs % 2):
            found = Negate(found, start=start)
        return found

    def _path(self) -> Ast:
        token = self._now
        if self._at("/"):
            self._index += 1
            steps = self._steps() if self._starts_step() else ()
            return Path("/", steps, start=token.start)
        if self._at("//"):
            return Path("/", self._more_steps(()), start=token.start)
        if self._starts_primary():
            return self._filtered()
        if self._starts_step():
            return Path("", self._steps(), start=token.start)
        raise self._fault()

    def _starts_primary(self) -> bool:
        token = self._now
        if token.kind in ("number", "literal"):
            return True
        if token.kind == "name":
            return self._next_is("(") and token.text not in KINDS
        return self._at("(")

    def _starts_step(self) -> bool:
        return self._now.kind == "name" or self._at(".", "..", "@", "*")

    def _filtered(self) -> Ast:
        token = self._take()
        start = token.start
        found: Ast
        if token.kind == "number":
            found = Number(token.text, start=start)
        elif token.kind == "literal":
            found = Literal(token.text, start=start)
        elif token.kind == "name":
            found = Call(token.text, self._arguments(), start=start)
        else:
            found = self._expression()
            self._expect(")")
        if self._at("["):
            found = Filter(found, self._predicates(), start=start)
        if self._at("/", "//"):
            found = Path(found, self._more_steps(()), start=start)
        return found

    def _arguments(self) -> tuple[Ast, ...]:
        self._expect("(")
        found: list[Ast] = []
        if not self._at(")"):
            found.append(self._expression())
            while self._at(","):
                self._index += 1
                found.append(self._expression())
        self._expect(")")
        return tuple(found)

    def _predicates(self) -> tuple[Ast, ...]:
        found: list[Ast] = []
        while self._at("["):
            self._index += 1
            found.append(self._expression())
            self._expect("]")
        return tuple(found)

    def _steps(self) -> tuple[Step, ...]:
        return self._more_steps((self._step(),))

    def _more_steps(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        found = list(steps)
        while self._at("/", "//"):
            token = self._take()
            if token.text == "//":
                step = Step("descendant-or-self", _ANYWHERE, start=token.start)
                found.append(step)
            found.append(self._step())
        return tuple(found)

    def _step(self) -> Step:
        start = self._now.start
        if self._at(".", ".."):
            axis = "self" if self._take().text == "." else "parent"
            # XPath 1.0 allows no predicate here; engines of forms do (`.[1]`).
            return Step(axis, _ANYWHERE, self._predicates(), start=start)
        axis = "child"
        if self._at("@"):
            self._index += 1
            axis = "attribute"
        elif self._now.kind == "name" and self._next_is("::"):
            axis = self._axis()
        test = self._test()
        return Step(axis, test, self._predicates(), start=start)

    def _axis(self) -> str:
        token = self._now
        if token.text not in AXES:
            raise XPathError("XPATH-AXIS", self._text, token.start, axis=token.text)
        self._index += 2
        return token.text

    def _test(self) -> NameTest | KindTest:
        token = self._now
        if self._at("*"):
            self._index += 1
            return NameTest("", "*", start=token.start)
        if token.kind != "name":
            raise self._fault()
        self._index += 1
        if token.text in KINDS and self._at("("):
            return self._kind_test(token)
        prefix, _, name = token.text.rpartition(":")
        return NameTest(prefix, name, start=token.start)

    def _kind_test(self, token: Token) -> KindTest:
        self._expect("(")
        target: str | None = None
        if token.text == "processing-instruction" and self._now.kind == "literal":
            target = self._take().text
        self._expect(")")
        return KindTest(token.text, target, start=token.start)


def _fold(operands: list[Ast], waiting: list[str], floor: int) -> None:
    """Join what waits above precedence `floor`, each run of one precedence at once."""
    while waiting and PRECEDENCE[waiting[-1]] > floor:
        level, run = PRECEDENCE[waiting[-1]], 0
        while run < len(waiting) and PRECEDENCE[waiting[-1 - run]] == level:
            run += 1
        pairs = tuple(zip(waiting[-run:], operands[-run:], strict=True))
        del waiting[-run:], operands[-run:]
        operands[-1] = Chain(operands[-1], pairs, start=operands[-1].start)
