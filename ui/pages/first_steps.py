"""First steps: what Today offers while nobody and nothing stands in the register."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.records.store import Records
from sync.exchange import status
from ui import words
from ui.context import Start
from ui.parts.labels import label
from ui.parts.line import Line

FORMS = ("estate_profile", "household_reg", "facility_reg")
"""In their order: doors and facilities stand in an estate."""
VISITED = ("household", "resident", "facility")


def is_bare(records: Records) -> bool:
    """Tell whether there is nobody and nothing yet that could be visited."""
    return not any(records.entity_count(name) for name in VISITED)


class FirstSteps(QWidget):
    """Ways to fill a register, each a click away.

    Args:
        records: The register; in one already, nothing is said of joining it.
        office: A supervisor asks, who makes the register that others join.
    """

    page_asked = Signal(str)
    start_asked = Signal(Start)

    def __init__(self, records: Records, *, office: bool = False) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 20)
        self._column.setSpacing(6)
        self._column.addWidget(label(self.tr("First steps"), "card_title"))
        about = self.tr(
            "Nobody stands in this grid's register yet. Begin with what you have; "
            "what is due appears here by itself."
        )
        self._column.addWidget(label(about, "muted", wrap=True))
        self._column.addSpacing(8)
        self._lead(
            "ledgers", "list", self.tr("Bring in the office's ledgers"),
            self.tr("Households, residents, facilities from .xlsx, .xls or .csv"),
        )  # fmt: skip
        self._others(alone=status.status(records).alone, office=office)
        for form_id in FORMS:
            self._begin(form_id)
        self._column.addStretch(1)

    def _others(self, *, alone: bool, office: bool) -> None:
        """Lead to those who know more: by a register, or by what they bring."""
        page, title = "register", self.tr("Join the office's register")
        note = self.tr("With its invitation; then comes what the office knows")
        if alone and office:
            title = self.tr("Make the office's register")
            note = self.tr("Then invite the grid workers' laptops; all is sealed")
        elif not alone:
            page, title = "exchange", self.tr("Exchange with the others")
            note = self.tr("By USB stick or folder comes what they know")
        self._lead(page, "exchange", title, note)

    def _lead(self, page: str, icon: str, title: str, note: str) -> None:
        line = Line(title, note, icon=icon)
        line.clicked.connect(lambda: self.page_asked.emit(page))
        self._column.addWidget(line)

    def _begin(self, form_id: str) -> None:
        line = Line(
            words.form_name(form_id), words.form_note(form_id),
            icon=words.FORM_ICONS[form_id],
        )  # fmt: skip
        line.clicked.connect(lambda: self.start_asked.emit(Start(form_id)))
        self._column.addWidget(line)
