"""How far a page of a form has come: its word, its tone, its shape."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from forms.engine.instance.view import Repeat
from forms.engine.refs import NodeRef
from forms.entry import Page
from ui.controls.marked import bare

translate = QCoreApplication.translate
_NAME = 32
"""Characters of an instance's name; an answer may be a whole page."""

Key = tuple[str, int]
"""What a page is known by while others come and go: its ref and part."""

END: Key = ("", 0)
"""The last page, where everything is checked; no group of the form."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the outline.

    Args:
        tone: "ok", "warn", "bad", "idle" or "primary".
        icon: The shape that goes with the word.
        count: As "3/5", blank where nothing is asked.
    """

    key: Key
    title: str
    word: str
    tone: str
    icon: str
    count: str
    depth: int


def key_of(page: Page) -> Key:
    """Return what `page` is known by."""
    return str(page.ref), page.part


def title_of(page: Page) -> str:
    """Return a page's title in one line: "Facility checks 2", "2 · MH-05-012 3F"."""
    title = bare(page.title) or page.ref.name
    if page.kind == "instance":
        title = instance_title(title, page.number, page.name)
    return f"{title} ({page.part})" if page.part else title


def instance_title(title: str, number: int, name: str) -> str:
    """Return what an instance is called: by its own name where it has one."""
    name = " ".join(bare(name).split())
    name = f"{name[:_NAME]}…" if len(name) > _NAME else name
    return f"{number} · {name}" if name else f"{title} {number}"


def row_of(page: Page, *, seen: bool) -> Row:
    """Return the line of `page`.

    Args:
        page: How it stands now.
        seen: The person has been there: what is optional counts as done.
    """
    word, tone, icon = _state(page, seen)
    count = f"{page.answered}/{page.asked}" if page.asked else ""
    return Row(key_of(page), title_of(page), word, tone, icon, count, page.depth)


def end_row(pages: tuple[Page, ...]) -> Row:
    """Return the line of the last page: what still has to be done."""
    shown = [page for page in pages if page.relevant]
    wrong = sum(page.violations + page.missing for page in shown)
    title = translate("FormPage", "Check and finish")
    if wrong:
        word = translate("FormPage", "{count} to do").format(count=wrong)
        return Row(END, title, word, "idle", "list", "", 0)
    return Row(END, title, translate("FormPage", "Ready"), "ok", "check", "", 0)


def within(ref: NodeRef, pages: tuple[Page, ...]) -> Page | None:
    """Return the page that shows the question `ref`, None where none does."""
    fits = [page for page in pages if page.relevant and ref.within(page.ref)]
    exact = [page for page in pages if page.ref == ref]
    deepest = sorted(fits, key=lambda page: len(page.ref.steps), reverse=True)
    return next(iter([*exact, *deepest]), None)


def _state(page: Page, seen: bool) -> tuple[str, str, str]:
    if page.kind == "repeat":
        return _listed(page)
    if page.violations:
        return translate("FormPage", "Has errors"), "bad", "hazard"
    if not page.asked:
        return translate("FormPage", "To read"), "idle", "info"
    if not page.missing and (page.answered or seen):
        return translate("FormPage", "Done"), "ok", "check"
    if page.answered:
        return translate("FormPage", "In progress"), "warn", "clock"
    return translate("FormPage", "Not begun"), "idle", "wait"


def _listed(page: Page) -> tuple[str, str, str]:
    count = sum(len(i.instances) for i in page.items if isinstance(i, Repeat))
    text = translate("FormPage", "%n listed", "", count)
    return text, "idle", "list"
