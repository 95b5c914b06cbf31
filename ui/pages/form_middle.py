"""Middle: what stands in the middle of a form's page, its questions or its end."""

from PySide6.QtWidgets import QStackedWidget

from forms.entry import Filling
from ui.pages.form_body import FormBody
from ui.pages.form_end import FormEnd
from ui.pages.form_walk import Walk


class FormMiddle(QStackedWidget):
    """The questions of one page; after the last page, what is still to be done."""

    def __init__(self) -> None:
        super().__init__()
        self.body, self.end = FormBody(), FormEnd()
        self.addWidget(self.body)
        self.addWidget(self.end)

    def show_page(self, entry: Filling, walk: Walk) -> None:
        """Show the page that `walk` is at."""
        page = walk.page
        if page is None:
            self.body.clear_page()
            self.end.show_checks(entry, walk.pages)
            self.setCurrentWidget(self.end)
        else:
            number = walk.first_number()
            self.body.show_page(entry, page, number, strict=walk.was_passed)
            self.setCurrentWidget(self.body)

    def show_finished(self, number: str, *, trial: bool) -> None:
        """Show that the form is finished, under its printed number."""
        if trial:
            self.end.show_tried()
        else:
            self.end.show_result(number)
