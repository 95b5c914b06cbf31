"""Opening by double click: what is written for Linux and Windows, and taken back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

import resources
from desktop import cli
from forms.errors import KnownError
from ui import association
from ui.association import linux, windows
from ui.association.card import AssociationCard
from ui.association.kinds import KINDS

PROGRAM = Path("/opt/网格 走访/gridvisit-desktop")
TOOLS = ("xdg-mime", "update-mime-database", "update-desktop-database")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user of whom nothing is known yet."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    return tmp_path


def test_every_file_that_the_window_opens_is_known():
    assert tuple(one.suffix for one in KINDS) == resources.OPENED
    for one in KINDS:
        assert set(one.title) == {"", "zh_CN"}


def test_it_is_written_and_taken_back_to_the_last_file(home):
    assert not linux.is_associated(PROGRAM)
    linux.associate(PROGRAM)
    assert linux.is_associated(PROGRAM)
    assert not linux.is_associated(Path("/elsewhere/gridvisit-desktop"))
    entry = (home / "data/applications/gridvisit.desktop").read_text(encoding="utf-8")
    assert 'Exec="/opt/网格 走访/gridvisit-desktop" %F\n' in entry
    types = etree.parse(home / "data/mime/packages/gridvisit.xml")
    globs = [glob.get("pattern") for glob in types.iter("{*}glob")]
    assert globs == [f"*{suffix}" for suffix in resources.OPENED]
    linux.associate(PROGRAM)
    linux.dissociate()
    linux.dissociate()
    assert not linux.is_associated(PROGRAM)
    left = [file for file in home.rglob("*gridvisit*") if file.is_file()]
    assert left == []


def test_what_others_chose_stays(home):
    place = home / "config/mimeapps.list"
    place.parent.mkdir()
    before = "[Added Associations]\ntext/plain=a.desktop\n\n[Default Applications]\n"
    before += "application/zip=b.desktop\n"
    place.write_text(before, encoding="utf-8")
    linux.associate(PROGRAM)
    told = place.read_text(encoding="utf-8")
    assert "application/vnd.gridvisit.bundle=gridvisit.desktop\n" in told
    assert "application/zip=b.desktop\n" in told
    linux.dissociate()
    assert place.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("path", "quoted"),
    [
        ("/a b/g", '"/a b/g"'),
        ("/100%/g", '"/100%%/g"'),
        ('/a"b/g', '"/a\\\\"b/g"'),
        ("/a$b`/g", '"/a\\\\$b\\\\`/g"'),
    ],
)
def test_odd_paths_are_quoted(path, quoted):
    entry = linux.files(Path(path))[Path("applications/gridvisit.desktop")].decode()
    assert f"Exec={quoted} %F\n" in entry


@pytest.mark.skipif(
    not all(shutil.which(tool) for tool in TOOLS), reason="no desktop tools here"
)
def test_the_system_knows_the_files_by_name_whatever_chat_made_of_it(home):
    linux.associate(PROGRAM)
    for name, kind in (("x(1).gvb", "bundle"), ("X.GVI", "invitation")):
        file = home / name
        file.write_bytes(b"PK\x03\x04 like a zip")
        told = _said("xdg-mime", "query", "filetype", str(file))
        assert told == f"application/vnd.gridvisit.{kind}"
        assert _said("xdg-mime", "query", "default", told) == "gridvisit.desktop"
    if checker := shutil.which("desktop-file-validate"):
        entry = home / "data/applications/gridvisit.desktop"
        assert _said(checker, str(entry)) == ""
    linux.dissociate()
    kind = "application/vnd.gridvisit.bundle"
    assert _said("xdg-mime", "query", "default", kind) == ""


def _said(*words):
    told = subprocess.run(words, capture_output=True, check=False, text=True)
    return told.stdout.strip()


def test_windows_gets_a_command_for_each_suffix_below_the_users_classes():
    program = Path(r"C:\Program Files\GridVisit\gridvisit-desktop.exe")
    found = {(one.key, one.name): one.text for one in windows.values(program)}
    classes = r"Software\Classes"
    assert found[rf"{classes}\.gvb", ""] == "GridVisit.Bundle"
    command = found[rf"{classes}\GridVisit.Bundle\shell\open\command", ""]
    assert command == rf'"{program}" "%1"'
    assert found[rf"{classes}\.gvj\OpenWithProgids", "GridVisit.Request"] == ""
    assert all(key.startswith(classes) for key, _ in found)
    assert len(found) == 6 * len(KINDS)


def test_windows_keys_are_removed_from_within_and_none_of_others():
    keys = windows.keys(PROGRAM)
    assert r"Software\Classes" not in keys
    for at, key in enumerate(keys):
        assert not any(later.startswith(key + "\\") for later in keys[at + 1 :])
    for one in windows.values(PROGRAM):
        assert one.key in keys


def test_the_command_line_does_it_and_undoes_it(home, capsys):
    words = ["associate", "--lang", "en", "--workspace", str(home / "none")]
    assert cli.main(words) == 0
    assert "gridvisit-desktop" in capsys.readouterr().out
    assert association.is_associated()
    assert cli.main([*words, "--undo"]) == 0
    assert not association.is_associated()


def test_a_program_that_is_missing_is_told(home, monkeypatch):
    monkeypatch.setattr("sys.executable", str(home / "python"))
    with pytest.raises(KnownError, match="OPENED-NO-PROGRAM") as caught:
        association.associate()
    for language in resources.LANGUAGES:
        assert resources.sentence(caught.value.code, language, **caught.value.fields)


@pytest.mark.qt
def test_the_card_of_the_settings_does_it_and_undoes_it(home, qtbot, work_desk):
    card = AssociationCard(work_desk.workspace)
    qtbot.addWidget(card)
    card.show()
    assert card.on.isVisible()
    assert not card.off.isVisible()
    card.on.click()
    assert association.is_associated()
    assert card.off.isVisible()
    assert not card.on.isVisible()
    card.off.click()
    assert not association.is_associated()
