"""Tidy: a layout emptied of its widgets at once, before they are deleted."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Take every item out of `layout`; its widgets are hidden now, deleted soon."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
