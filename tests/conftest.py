"""What every test has: no screen, and a failure where a warning is logged."""

import logging
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def logged_warnings_fail(caplog, request):
    """Fail a test whose code logs a warning, unless it is marked `logs`."""
    yield
    if request.node.get_closest_marker("logs"):
        return
    for when in ("setup", "call"):
        for record in caplog.get_records(when):
            assert record.levelno < logging.WARNING, record.getMessage()
