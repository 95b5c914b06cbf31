"""A form published at the office with its files is filled on a worker's laptop."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from sync.exchange import export_to, import_from
from tests.sync.enrolled import enrol_laptop, laptop_of, office_of
from tests.sync.registers import NOW
from ui import theme
from ui.pages.form_page import FormPage
from ui.work import reading

pytestmark = pytest.mark.qt

SURVEY = [
    ["type", "name", "label::中文 (zh)", "label::English (en)", "calculation",
     "image::中文 (zh)", "image::English (en)"],
    ["select_one_from_file shops.csv", "shop", "哪家店", "Which shop", "", "map.png",
     "map.png"],
    ["text", "code", "编码", "Code"],
    ["calculate", "rate", "", "", "pulldata('rates', 'yuan', 'code', ${code})"],
]  # fmt: skip
SETTINGS = ["form_title", "form_id", "version", "default_language"]
SHOPS = "name,label\ns1,小卖部\ns2,百货店\n"
# A table of rates has no names: it is no list of things, and stays with the form.
RATES = "code,yuan\na,12.50\nb,8\n"


def png(colour: str) -> bytes:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return bytes(target.data().data())


def write(folder: Path, version: str, more: list[str] | None = None) -> Path:
    """Write the form as an office does: a workbook, its files in a folder beside it."""
    media = folder / "patrol-media"
    media.mkdir(parents=True)
    (media / "shops.csv").write_text(SHOPS, encoding="utf-8")
    (media / "rates.csv").write_text(RATES, encoding="utf-8")
    (media / "map.png").write_bytes(png("#3366AA"))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    for row in [*SURVEY, *([more] if more else [])]:
        sheet.append(row)
    sheet = book.create_sheet("settings")
    sheet.append(SETTINGS)
    sheet.append(["商铺巡查", "shop_patrol", version, "中文 (zh)"])
    book.save(folder / "patrol.xlsx")
    return folder / "patrol.xlsx"


def publish(office: Records, file: Path) -> None:
    found = reading.read(file, office.folder)
    assert found.findings == ()
    assert found.usable
    reading.put(office, found, "w01")
    shutil.rmtree(file.parent)


@pytest.fixture
def office(tmp_path):
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def laptop(tmp_path):
    with laptop_of(tmp_path / "laptop") as records:
        yield records


@pytest.fixture
def journal(tmp_path, laptop):
    with Journal.open(tmp_path / "laptop") as journal:
        yield journal


@pytest.fixture
def stick(tmp_path, office, laptop):
    """A stick that went from the office to the laptop, all of it sealed."""
    folder = tmp_path / "stick"
    folder.mkdir()
    enrol_laptop(office, laptop)
    return folder


def carry(office: Records, laptop: Records, stick: Path) -> None:
    export_to(office, stick)
    sealed = [file.read_bytes() for file in stick.rglob("*") if file.is_file()]
    for secret in ("小卖部".encode(), b"12.50", b"shop_patrol", b"\x89PNG"):
        assert not any(secret in data for data in sealed)
    taken = import_from(laptop, stick)
    assert taken.problems == ()
    assert taken.awaited == 0


def begin(laptop: Records, journal: Journal) -> FormEntry:
    return FormEntry.start(
        laptop, journal, "shop_patrol", clock=lambda: NOW, language="zh_CN"
    )


def at(name: str) -> NodeRef:
    return NodeRef.parse(f"/data/{name}")


def test_list_table_and_picture_arrive_by_a_sealed_stick(
    office, laptop, journal, stick, tmp_path, qtbot, qapp
):
    publish(office, write(tmp_path / "desk", "1"))
    carry(office, laptop, stick)
    entry = begin(laptop, journal)
    choices = entry.state(at("shop")).choices
    assert [c.label for c in choices.find("", 9)] == ["小卖部", "百货店"]
    assert [c.value for c in choices.find("百货", 9)] == ["s2"]
    entry.answer(at("code"), "a")
    assert entry.value(at("rate")) == "12.50"
    theme.put_on(qapp, theme.Look("light"))
    page = FormPage()
    qtbot.addWidget(page)
    page.resize(1150, 800)
    page.show()
    page.show_entry(entry)
    card = page.body.card(at("shop"))
    drawn = [label.pixmap() for label in card.findChildren(QLabel)]
    (picture,) = [one for one in drawn if not one.isNull() and one.width() > 100]
    assert picture.toImage().pixelColor(20, 20) == QColor("#3366AA")
    entry.answer(at("shop"), "s2")
    record = entry.finalize().record_id
    # And it stays so when the visit is looked at again.
    again = FormEntry.edit(laptop, journal, record, clock=lambda: NOW)
    assert again.value(at("rate")) == "12.50"
    assert again.media("jr://images/map.png")
    again.discard()


def test_an_old_visit_opens_with_its_own_version_after_the_next_one_came(
    office, laptop, journal, stick, tmp_path
):
    publish(office, write(tmp_path / "desk", "1"))
    carry(office, laptop, stick)
    entry = begin(laptop, journal)
    entry.answer(at("shop"), "s1")
    entry.answer(at("code"), "a")
    record = entry.finalize().record_id
    more = ["text", "owner", "店主", "Owner"]
    publish(office, write(tmp_path / "desk", "2", more))
    carry(office, laptop, stick)
    fresh = begin(laptop, journal)
    assert fresh.definition.version == "2"
    fresh.answer(at("owner"), "王")
    fresh.discard()
    old = FormEntry.edit(laptop, journal, record, clock=lambda: NOW)
    assert old.definition.version == "1"
    assert old.value(at("shop")) == "s1"
    with pytest.raises(KeyError):
        old.state(at("owner"))
    old.discard()


def test_a_form_whose_visits_exist_cannot_be_lost(
    office, laptop, journal, stick, tmp_path
):
    publish(office, write(tmp_path / "desk", "1"))
    carry(office, laptop, stick)
    entry = begin(laptop, journal)
    entry.answer(at("shop"), "s1")
    entry.answer(at("code"), "b")
    entry.finalize()
    # The register has no way to take a form away: it can be hidden from the page only.
    verbs = ("remove_form", "delete_form", "drop_form", "forget_form")
    assert not [name for name in dir(laptop) if name in verbs]
    assert [one.version for one in laptop.forms() if one.form_id == "shop_patrol"] == [
        "1"
    ]
    xform = laptop.form("shop_patrol", "1")
    (info,) = [one for one in laptop.forms() if one.form_id == "shop_patrol"]
    assert laptop.form_by_hash(info.hash) == xform
    with pytest.raises(KnownError, match="SHELF-NOT-HERE"):
        laptop.form("shop_patrol", "7")
    export_to(laptop, stick)
    import_from(office, stick)
    assert len(office.version_map()) > 1
