"""The instances of a repeat as cards: open one, add one, take one out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from forms.engine.instance.view import Group, Item, Repeat
from forms.engine.refs import NodeRef
from forms.entry import Filling, is_secret, name_of, questions
from ui.controls.marked import bare
from ui.pages.form_states import instance_title, row_of
from ui.parts.cards import button
from ui.parts.labels import Elided, Pill, label

_SHOWN = 4


class RepeatList(QWidget):
    """One card an instance, and a button that adds one."""

    add_asked = Signal(NodeRef)
    remove_asked = Signal(NodeRef)
    open_asked = Signal(NodeRef)

    def __init__(self, ref: NodeRef) -> None:
        super().__init__()
        self.ref = ref
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 16, 0, 12)
        self._column.setSpacing(10)
        self._cards: list[InstanceCard] = []
        self.none = label("", "muted", wrap=True)
        self.add = button(self.tr("Add one"), icon="plus")
        self.add.setProperty("fit", "door")
        self.add.clicked.connect(lambda: self.add_asked.emit(self.ref))
        self._column.addWidget(self.none)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_repeat(self, entry: Filling) -> None:
        """Show the instances as they are now."""
        repeat = find_repeat(entry.root.items, self.ref)
        pages = {page.ref: page for page in entry.pages() if page.kind == "instance"}
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        title = bare(entry.state(self.ref).label.text)
        for number, group in enumerate(repeat.instances if repeat else (), 1):
            name = name_of(entry, group)
            card = InstanceCard(group.ref, instance_title(title, number, name))
            page = pages.get(group.ref)
            if page is not None:
                row = row_of(page, seen=False)
                card.pill.show_status(
                    f"{row.word} {row.count}".strip(), row.tone, row.icon
                )
            card.told.set_text(summary(entry, group, without=name))
            card.take.setVisible(not (repeat and repeat.fixed))
            card.opened.connect(lambda r=group.ref: self.open_asked.emit(r))
            card.removed.connect(lambda r=group.ref: self.remove_asked.emit(r))
            self._cards.append(card)
            self._column.insertWidget(number, card)
        self.none.setText(
            self.tr("None yet. Add one for each: {what}").format(what=title)
        )
        self.none.setVisible(not self._cards)
        self.add.setText(self.tr("Add: {what}").format(what=title))
        self.add.setVisible(not (repeat and repeat.fixed))

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through."""
        found: list[QWidget] = []
        for card in self._cards:
            found.extend(card.stops())
        return [*found, self.add] if self.add.isVisible() else found


class InstanceCard(QFrame):
    """One instance: its title, what it says so far, open and take out."""

    opened = Signal()
    removed = Signal()

    def __init__(self, ref: NodeRef, title: str) -> None:
        super().__init__()
        self.ref = ref
        self.setProperty("box", "subtle")
        self.pill = Pill()
        self.told = Elided("", "muted")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(title, "question"))
        head.addWidget(self.pill)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self.told)
        self.open = button(self.tr("Fill in"), icon="pen")
        self.open.clicked.connect(self.opened)
        self.take = button(self.tr("Take out"), kind="ghost", icon="trash")
        self.take.clicked.connect(lambda: self._ask(True))
        self.sure = QLabel(self.tr("Take it out with its answers?"))
        self.sure.setProperty("role", "muted")
        self.yes = button(self.tr("Take out"), kind="danger")
        self.yes.clicked.connect(self.removed)
        self.no = button(self.tr("Keep"))
        self.no.clicked.connect(lambda: self._ask(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for widget in (self.sure, self.yes, self.no, self.take, self.open):
            row.addWidget(widget)
        self._ask(False)

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through."""
        buttons = (self.open, self.take, self.yes, self.no)
        return [one for one in buttons if not one.isHidden()]

    def _ask(self, asking: bool) -> None:
        held = any(one.hasFocus() for one in (self.take, self.no, self.yes))
        for widget in (self.sure, self.yes, self.no):
            widget.setVisible(asking)
        for widget in (self.take, self.open):
            widget.setVisible(not asking)
        if held:
            (self.no if asking else self.take).setFocus()


def summary(entry: Filling, group: Group, without: str) -> str:
    """Return the first answers of an instance in a line, but for its name."""
    found: list[str] = []
    for question in questions(group.items):
        if question.kind in ("note", "upload") or not entry.relevant(question.ref):
            continue
        if is_secret(question):
            continue
        state = entry.state(question.ref)
        if not state.value:
            continue
        told = answer_text(state.value, state.choices, question.kind)
        if told == without:
            without = ""  # once: another answer may say the same
            continue
        found.append(told)
        if len(found) == _SHOWN:
            break
    return "  ·  ".join(found)


def answer_text(value: str, choices: object, kind: str) -> str:
    """Return an answer as it is read: choices by their labels."""
    get = getattr(choices, "get", None)
    if get is None:
        return value
    codes = [value] if kind == "select1" else value.split()
    told = [get(code) for code in codes]
    return "、".join(
        choice.label if choice else code
        for choice, code in zip(told, codes, strict=True)
    )


def find_repeat(items: tuple[Item, ...], ref: NodeRef) -> Repeat | None:
    """Return the repeat `ref` as it is now, wherever it stands; None if nowhere."""
    for item in items:
        if isinstance(item, Repeat):
            if item.ref == ref:
                return item
            for group in item.instances:
                found = find_repeat(group.items, ref)
                if found:
                    return found
        elif isinstance(item, Group):
            found = find_repeat(item.items, ref)
            if found:
                return found
    return None
