"""Foot: a page's body with its buttons below: the way back left, the ways on right."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def with_foot(main: QWidget, back: QWidget, *on: QWidget) -> QWidget:
    """Return `main` with `back` at the left below it and the others at the right."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(main, 1)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(back)
    row.addStretch(1)
    for each in on:
        row.addWidget(each)
    column.addLayout(row)
    return page
