"""Where a person is in a form: its pages now, the one on screen, those seen."""

from forms.engine.instance.view import Repeat
from forms.engine.refs import NodeRef, Step
from forms.entry import Filling, Page, questions
from forms.records.types import Standing
from ui.pages.form_states import END, Key, Row, end_row, key_of, row_of, within


class Walk:
    """The way through the pages of one form; what comes and goes is read anew.

    Args:
        entry: The form being filled.

    Attributes:
        key: Of the page on screen.
        passed: Questions that the person has gone past: of those, and of no others,
            a required answer that is missing is shown.
    """

    def __init__(self, entry: Filling) -> None:
        self._entry, self._left = entry, entry.left_at
        self._seen: set[Key] = set()
        self.passed: set[NodeRef] = set()
        self.key: Key = END
        self.pages: tuple[Page, ...] = ()
        self.read()

    def read(self) -> None:
        """Read the pages as they are now."""
        self.pages = self._entry.pages()

    @property
    def shown(self) -> list[Page]:
        """The pages that there is something to see on."""
        return [page for page in self.pages if page.relevant]

    @property
    def page(self) -> Page | None:
        """The page on screen, None at the end."""
        fits = (page for page in self.shown if key_of(page) == self.key)
        return next(fits, None)

    def was_passed(self, ref: NodeRef) -> bool:
        """Tell whether the person has gone past the question `ref`."""
        return ref in self.passed

    def try_to_finish(self) -> None:
        """Take every question that is asked now as passed."""
        self.read()
        for page in self.shown:
            self._pass(page)

    def first(self) -> Key:
        """Return where the form was left; else the first page with something to do."""
        shown = self.shown
        left = self._left
        if left is not None and (left.page, left.part) in self._keys():
            return left.page, left.part
        todo = [page for page in shown if page.missing or page.violations]
        return key_of([*todo, *shown][0]) if shown else END

    def left_question(self) -> NodeRef | None:
        """Return the question where the form was left, if it is on this page."""
        asked = questions(self.page.items) if self.page is not None else ()
        at = self._left.question if self._left is not None else ""
        return next((one.ref for one in asked if str(one.ref) == at), None)

    def leave(self, at: NodeRef | None) -> None:
        """Keep where the person is: on this page, and in the question `at`."""
        page, part = self.key
        question = "" if at is None else str(at)
        self._entry.leave_at(Standing(page, part, question, *self.counts()))

    def go(self, key: Key) -> None:
        """Stand on the page `key`, at the end where it is not there any more."""
        if key != self.key:
            self._seen.add(self.key)
            if self.page is not None:
                self._pass(self.page)
        self.read()
        self.key = key if key in self._keys()[:-1] else END

    def beside(self, by: int) -> Key | None:
        """Return the page `by` pages on, None past either end."""
        keys = self._keys()
        place = keys.index(self.key) + by if self.key in keys else 0
        return keys[place] if 0 <= place < len(keys) else None

    def named(self, key: Key) -> Page | None:
        """Return the page of `key`, None at the end."""
        return next((page for page in self.shown if key_of(page) == key), None)

    def first_number(self) -> int:
        """Return the number of the first question of the page on screen."""
        number = 1
        for page in self.shown:
            if key_of(page) == self.key:
                break
            number += page.asked
        return number

    def counts(self) -> tuple[int, int]:
        """Return how many questions have an answer, and how many are asked."""
        shown = self.shown
        return sum(p.answered for p in shown), sum(p.asked for p in shown)

    def rows(self) -> list[Row]:
        """Return the lines of the outline."""
        shown = [row_of(p, seen=key_of(p) in self._seen) for p in self.shown]
        return [*shown, end_row(self.pages)]

    def key_at(self, ref: NodeRef) -> Key:
        """Return the first page of the group or instance `ref`."""
        parts = [page.part for page in self.pages if page.ref == ref]
        return str(ref), next(iter(parts), 0)

    def key_with(self, ref: NodeRef) -> Key | None:
        """Return the page with the question `ref`, as one to be put right there."""
        page = within(ref, self.pages)
        if page is None:
            return None
        parts = [each for each in self.pages if each.ref == page.ref]
        holding = [p for p in parts if any(q.ref == ref for q in questions(p.items))]
        key = key_of([*holding, page][0])
        self._seen.add(key)
        self.passed.add(ref)
        return key

    def repeat_to_add(self) -> NodeRef | None:
        """Return the repeat that the last instance, on screen now, can have more of."""
        page = self.page
        if page is None or page.kind != "instance":
            return None
        repeat = _repeat_of(page)
        same = [
            p for p in self.pages if p.kind == "instance" and _repeat_of(p) == repeat
        ]
        lists = [i for p in self.pages for i in p.items if isinstance(i, Repeat)]
        fixed = any(each.fixed for each in lists if each.ref == repeat)
        return repeat if key_of(same[-1]) == self.key and not fixed else None

    def _pass(self, page: Page) -> None:
        asked = (question.ref for question in questions(page.items))
        self.passed.update(ref for ref in asked if self._takes_part(ref))

    def _takes_part(self, ref: NodeRef) -> bool:
        try:
            return self._entry.relevant(ref)
        except KeyError:
            return False  # an instance that was taken out meanwhile

    def _keys(self) -> list[Key]:
        return [*(key_of(page) for page in self.shown), END]


def _repeat_of(page: Page) -> NodeRef:
    return NodeRef((*page.ref.steps[:-1], Step(page.ref.steps[-1].name)))
