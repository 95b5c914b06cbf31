"""What every test has: no screen, and a failure where a warning is logged."""

import gc
import logging
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Python collects on whichever thread allocates; the one that talks to the runner is
# such a thread, and a widget that dies there takes the process with it at the next
# turn of the event loop. So garbage is collected between tests, on their own thread.
gc.disable()


@pytest.fixture(autouse=True)
def young_garbage_goes():
    yield
    gc.collect(1)


@pytest.fixture(autouse=True, scope="module")
def old_garbage_goes():
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def logged_warnings_fail(caplog, request):
    """Fail a test whose code logs a warning, unless it is marked `logs`."""
    yield
    if request.node.get_closest_marker("logs"):
        return
    for when in ("setup", "call"):
        for record in caplog.get_records(when):
            assert record.levelno < logging.WARNING, record.getMessage()
