"""Places: read from other programs' files, picked on a grid by keyboard."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from forms.engine.instance.view import Label, NodeState, Question
from forms.engine.refs import NodeRef
from ui import theme
from ui.controls.card import QuestionCard
from ui.controls.tracks import read_places

pytestmark = pytest.mark.qt

GPX = b"""<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="1" lon="2"/><trk><trkseg><trkpt lat="35.1" lon="116.1"><ele>3</ele></trkpt>
<trkpt lat="35.2" lon="116.2"/></trkseg></trk></gpx>"""
KML = b"""<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Polygon>
<outerBoundaryIs><LinearRing><coordinates>116.1,35.1,0 116.2,35.2,0 116.3,35.1,0
116.1,35.1,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"""
GEOJSON = b"""{"type": "FeatureCollection", "features": [{"type": "Feature",
"geometry": {"type": "Polygon", "coordinates": [[[116.1, 35.1], [116.2, 35.2],
[116.3, 35.1], [116.1, 35.1]], [[0, 0], [1, 1], [1, 0], [0, 0]]]}}]}"""
POINT = b'{"type": "Point", "coordinates": [116.5, 35.4, 12]}'
AREA = ((35.1, 116.1), (35.2, 116.2), (35.3, 116.1))


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (GPX, ((35.1, 116.1), (35.2, 116.2))),
        (KML, ((35.1, 116.1), (35.2, 116.2), (35.1, 116.3))),
        (GEOJSON, ((35.1, 116.1), (35.2, 116.2), (35.1, 116.3))),
        (POINT, ((35.4, 116.5),)),
    ],
)
def test_places_of_a_file_are_its_first_line_or_area(data, places):
    assert read_places(data) == places


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no places",
        b"{}",
        b"<gpx/>",
        b'<gpx><wpt lat="x" lon="1"/></gpx>',
        b'<gpx><wpt lat="nan" lon="1"/></gpx>',
        b'{"type": "Point", "coordinates": [116]}',
        b'{"type": "Point", "coordinates": [35, 116]}',
        b"[" * 100_000,
    ],
)
def test_a_file_without_places_on_the_earth_is_refused(data):
    with pytest.raises(ValueError, match=r"."):
        read_places(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_places_or_refused(data):
    try:
        places = read_places(data)
    except ValueError:
        return
    assert all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in places)


@pytest.fixture
def show(qtbot, qapp):
    """Return a function that shows a place question and what it told."""
    theme.put_on(qapp, theme.Look("light"))

    def shown(type_, value="", **more):
        plain = NodeState(
            value, True, False, False, None, Label("位置"), Label(""), None
        )
        state = replace(plain, **more)
        asked = Question(NodeRef.parse("/f/q"), "input", type_)
        card = QuestionCard(asked, state, strict=False)
        qtbot.addWidget(card)
        card.resize(900, 600)
        card.show()
        told = []
        card.answered.connect(told.append)
        return card, told

    return shown


def test_area_is_read_from_a_file(show, tmp_path):
    card, told = show("geoshape")
    (tmp_path / "yard.kml").write_bytes(KML)
    card.control.picker.load(tmp_path / "yard.kml")
    assert told == [
        "35.1000000 116.1000000 0 0; 35.2000000 116.2000000 0 0;"
        " 35.1000000 116.3000000 0 0; 35.1000000 116.1000000 0 0"
    ]


def test_file_without_places_is_told_and_answers_nothing(show, tmp_path):
    card, told = show("geopoint")
    (tmp_path / "x.gpx").write_bytes(b"no")
    card.control.picker.load(tmp_path / "x.gpx")
    card.control.picker.load(tmp_path / "gone.gpx")
    assert told == []
    assert not card.told.isHidden()


def test_area_is_drawn_on_the_grid_by_keyboard(show):
    card, told = show("geoshape")
    card.control.picker.open_grid()
    ground = card.control.picker.ground
    start = ground.cross
    for key in (
        Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Up,
        Qt.Key.Key_Return,
    ):  # fmt: skip
        QTest.keyClick(ground, key)
    points = [part.split()[:2] for part in told[-1].split("; ")]
    assert len(points) == 4
    assert points[0] == points[-1]
    east = (float(points[1][1]) - float(points[0][1])) * 111_320
    north = (float(points[2][0]) - float(points[1][0])) * 111_320
    assert north == pytest.approx(ground.square_m, abs=0.05)
    # A metre is more degrees of longitude than of latitude, here by a fifth.
    assert east == pytest.approx(ground.square_m / 0.815, rel=0.01)
    assert float(points[0][0]) == pytest.approx(start[0], abs=1e-6)
    QTest.keyClick(ground, Qt.Key.Key_Delete)
    assert len(ground.points) == 2


def test_point_on_the_grid_is_one_and_moves(show):
    card, told = show("geopoint", "35.41 116.58 40 5")
    card.control.picker.open_grid()
    ground = card.control.picker.ground
    assert ground.cross == (35.41, 116.58)
    QTest.keyClick(ground, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(ground, Qt.Key.Key_Return)
    QTest.mouseDClick(ground, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert len(ground.points) == 1
    assert len(told) == 2
    assert told[0].startswith("35.41")
    assert told[0].endswith(" 0 0")


def test_scale_of_the_grid_fits_what_is_answered(show):
    value = "; ".join(f"{lat} {lon} 0 0" for lat, lon in AREA)
    card, _ = show("geotrace", value)
    card.control.picker.open_grid()
    ground = card.control.picker.ground
    assert ground.points == list(AREA)
    before = ground.square_m
    QTest.keyClick(ground, Qt.Key.Key_Plus)
    assert ground.square_m < before
    QTest.keyClick(ground, Qt.Key.Key_Minus)
    assert ground.square_m == before


def test_readonly_places_cannot_be_picked(show):
    card, told = show("geotrace", "35.1 116.1 0 0; 35.2 116.2 0 0", readonly=True)
    assert not card.control.picker.grid.isEnabled()
    card.control.picker.open_grid()
    QTest.keyClick(card.control.picker.ground, Qt.Key.Key_Return)
    assert told == []
