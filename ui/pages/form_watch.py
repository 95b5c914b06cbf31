"""Watches a form being filled: is it known, was somebody here today, a draft."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QObject,
    QTimer,
    Signal,
)

from forms.engine.instance.view import Changes
from forms.entry import Alike, FormEntry, Making
from forms.entry.alike import find_alike, saves
from forms.errors import KnownError
from forms.records.types import DraftInfo
from ui.context import Start, Workspace
from ui.jobs import Progress
from ui.pages.form_notices import Notice
from ui.pages.form_page import FormPage
from ui.safe.duplicates import reason_text
from ui.safe.notes import second_visit

# So long after an answer, when the page is painted and the keys are at rest.
IDLE_MS = 350
translate = QCoreApplication.translate


class FormWatch(QObject):
    """Points out on the form page what a person wants to know, and forbids nothing.

    The register is asked on a lane; what little is asked here comes after the paint.

    Args:
        workspace: Its register, drafts and lanes.
        page: The form page that shows the notices.
    """

    draft_asked = Signal(str)

    def __init__(self, workspace: Workspace, page: FormPage) -> None:
        super().__init__(page)
        self._space, self._page = workspace, page
        self._marks: dict[str, tuple[str, ...]] = {}
        self._alike: dict[str, tuple[Alike, ...]] = {}
        self._saves: frozenset[str] = frozenset()
        self._subject = ("", "")
        self._visit = ""
        self._draft: DraftInfo | None = None
        self._taken: tuple[str, str] = ("", "")
        self._closed: set[tuple[str, ...]] = set()
        self._compare = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._look)
        page.entered.connect(self._begin)
        page.changed.connect(self._changed)

    def _begin(self) -> None:
        entry = self._page.entry
        self._marks, self._alike, self._closed = {}, {}, set()
        self._subject, self._visit, self._draft = ("", ""), "", None
        self._taken = ("", "")
        self._page.notices.show_notices(())
        if isinstance(entry, FormEntry):
            self._saves = frozenset(_compared(entry))
            self._compare = bool(self._saves)
            self._idle.start()

    def _changed(self, changes: Changes) -> None:
        entry = self._page.entry
        if not isinstance(entry, FormEntry):
            return
        nodes = {ref.nodeset for ref in changes.values}
        self._compare |= not nodes.isdisjoint(self._saves) or bool(changes.removed)
        if self._compare or entry.subject != self._subject:
            self._idle.start()

    def _look(self) -> None:
        entry = self._page.filling
        if not isinstance(entry, FormEntry):
            return
        if entry.subject != self._subject:
            self._subject = entry.subject
            self._look_at_subject(entry)
        if self._compare:
            self._compare = False
            self._ask(entry)
        self._tell()

    def _look_at_subject(self, entry: FormEntry) -> None:
        self._visit, self._draft = "", None
        if entry.editing or not entry.subject[1]:
            return
        self._visit = second_visit(self._space, Start("", *entry.subject))
        same = (entry.definition.form_id, entry.subject)
        for info in self._space.journal.drafts():
            draft = info.draft
            found = (draft.form_id, draft.subject) == same and not draft.replaces
            if found and draft.id != entry.draft_id:
                self._draft = info
                return

    def _ask(self, entry: FormEntry) -> None:
        made = {one.id: one for one in entry.makings()}
        self._alike = {
            name: found
            for name, found in self._alike.items()
            if name in made and self._marks.get(name) == made[name].marks
        }
        wanted = [one for one in made.values() if self._marks.get(one.id) != one.marks]
        self._marks = {one.id: one.marks for one in made.values()}
        if not wanted:
            return
        folder, draft_id = self._space.folder, entry.draft_id

        def ask(_: Progress) -> object:
            return draft_id, wanted, find_alike(folder, wanted)

        self._space.jobs.run("work", ask, self._found, self._failed)

    def _found(self, told: tuple[str, list[Making], tuple[Alike, ...]]) -> None:
        draft_id, wanted, found = told
        entry = self._page.filling
        if not isinstance(entry, FormEntry) or entry.draft_id != draft_id:
            return
        for making in wanted:
            if self._marks.get(making.id) == making.marks:
                self._alike[making.id] = tuple(
                    one
                    for one in found
                    if one.making.id == making.id
                    and not entry.told_apart(making, one.entity_id)
                )
        self._tell()

    def _failed(self, error: KnownError) -> None:
        """Leave it: a hint that cannot be given keeps nobody from the work."""

    # What is shown.

    def _tell(self) -> None:
        several = [one for one in self._notices() if one.key not in self._closed]
        self._page.notices.show_notices(several)

    def _notices(self) -> Iterator[Notice]:
        if self._taken[1]:
            text = self.tr("Goes on with what is known: {label}")
            told = text.format(label=self._taken[1])
            yield self._quiet(("taken", self._taken[0]), told, "ok")
        for several in self._alike.values():
            yield from (self._known(one) for one in several[:1])
        if self._draft is not None:
            yield self._other_draft(self._draft)
        if self._visit:
            yield self._quiet(("visit", *self._subject), self._visit, "warn")

    def _known(self, one: Alike) -> Notice:
        text = _QUESTIONS[one.making.list_name]
        why = _FACILITY.get(one.reason)
        told = translate("FormWatch", str(text)).format(
            label=one.label,
            why=translate("FormWatch", str(why)) if why else reason_text(one.reason),
        )
        return Notice(
            ("alike", one.making.id, one.entity_id), told, "warn",
            (
                (self.tr("The same: take that one"), partial(self._take, one)),
                (self.tr("Another"), partial(self._apart, one)),
            ),
        )  # fmt: skip

    def _other_draft(self, info: DraftInfo) -> Notice:
        saved = info.saved_at.astimezone(self._space.clock().tzinfo)
        same_day = saved.date() == self._space.today
        when = f"{saved:%H:%M}" if same_day else f"{saved:%m-%d %H:%M}"
        told = self.tr("Another draft of this visit is kept since {time}").format(
            time=when
        )
        key = ("draft", info.draft.id)
        return Notice(
            key, told, "warn",
            (
                (self.tr("Go on with that one"),
                 lambda: self.draft_asked.emit(info.draft.id)),
                (self.tr("Keep both"), partial(self._close, key)),
            ),
        )  # fmt: skip

    def _quiet(self, key: tuple[str, ...], text: str, tone: str) -> Notice:
        return Notice(key, text, tone, ((self.tr("I see"), partial(self._close, key)),))

    # What is done.

    def _close(self, key: tuple[str, ...]) -> None:
        self._closed.add(key)
        self._tell()

    def _take(self, one: Alike) -> None:
        self._say(one, lambda entry: entry.same(one.making, one.entity_id))
        self._taken = (one.entity_id, one.label)
        self._compare = True
        self._idle.start()
        self._tell()

    def _apart(self, one: Alike) -> None:
        self._say(one, lambda entry: entry.another(one.making, one.entity_id))
        rest = self._alike.get(one.making.id, ())
        left = tuple(each for each in rest if each.entity_id != one.entity_id)
        self._alike[one.making.id] = left
        self._tell()

    def _say(self, one: Alike, act: Callable[[FormEntry], None]) -> None:
        entry = self._page.filling
        if isinstance(entry, FormEntry):
            self._page.act(partial(act, entry))
        self._closed.add(("alike", one.making.id, one.entity_id))


_QUESTIONS = {
    "resident": QT_TRANSLATE_NOOP(
        "FormWatch", "Perhaps known already: {label} ({why})"
    ),
    "household": QT_TRANSLATE_NOOP(
        "FormWatch", "Perhaps this home is known already: {label} ({why})"
    ),
    "facility": QT_TRANSLATE_NOOP(
        "FormWatch", "Perhaps this facility is known already: {label} ({why})"
    ),
}
_FACILITY = {
    "fac_code": QT_TRANSLATE_NOOP("FormWatch", "same code"),
    "place": QT_TRANSLATE_NOOP("FormWatch", "same kind at the same place"),
}


def _compared(entry: FormEntry) -> Iterator[str]:
    """Go through the nodes whose answers decide what an entity may be."""
    for entity in entry.definition.entities:
        marks = saves(entity.list_name)
        for nodeset, name in entity.saves.items():
            if name in marks:
                yield nodeset
