"""The PySide6 wheel keeps its count of None: some lost one at each void call."""

import sys

import pytest
from PySide6.QtCore import QObject, QPoint, QTimer

CALLS = 10_000


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal: its count never moves"
)
def test_none_survives_ten_thousand_void_calls():
    timer, thing, point = QTimer(), QObject(), QPoint()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        timer.setInterval(number)
        thing.setObjectName("x")
        point.setX(number)
    assert sys.getrefcount(None) > before - CALLS // 10


def test_wheel_is_within_the_range_that_older_systems_run():
    from PySide6 import __version_info__

    assert (6, 8) <= __version_info__[:2] < (6, 10)
