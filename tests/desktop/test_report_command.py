"""`gridvisit report`: every ledger there is, and what is said of wrong words."""

from datetime import date

import pypdf
import pytest

from desktop import cli
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from forms.reports.order import (
    ReportOrder,
    report_figures,
    report_names,
    report_sheet,
    report_title,
)
from forms.reports.sheet import Table

DAY = date(2026, 11, 25)


def text(file):
    return "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports") / "workspace"
    words = ["new", "--staff", "w02", "--name", "孔祥云", "--grid", "XYQY03"]
    words.append("--no-passphrase")
    assert cli.main([*words, "--workspace", str(folder)]) == 0
    with Records.open(folder) as records:
        doors = [
            EntityWriteIn(
                "household", "create", f"h{at}",
                {"grid_code": grid, "addr_short": f"{at}号楼", "head_name": name},
                label=f"{at}号楼",
            )
            for at, grid, name in ((1, "XYQY03", "张建国"), (2, "OTHER1", "王秀兰"))
        ]  # fmt: skip
        records.write_entities(doors, "w02")
    return folder


@pytest.mark.parametrize("name", report_names())
def test_every_report_is_drawn(workspace, tmp_path, name, capsys):
    file = tmp_path / f"{name}.pdf"
    words = ["report", name, "-o", str(file), "--workspace", str(workspace)]
    assert cli.main([*words, "--lang", "zh_CN"]) == 0
    told = text(file).replace("\n", "")
    assert report_title(name, "zh_CN")[:4] in told
    assert str(file) in capsys.readouterr().out


def test_a_report_of_one_grid_leaves_the_others_out(workspace):
    with Records.open(workspace, writer=False) as records:
        order = ReportOrder("household", DAY, grid_code="XYQY03")
        sheet = report_sheet(records, order)
        tables = [block for block in sheet.blocks if isinstance(block, Table)]
        assert len(tables[0].rows) == 1
        both = report_sheet(records, ReportOrder("household", DAY))
        tables = [block for block in both.blocks if isinstance(block, Table)]
        assert len(tables[0].rows) == 2


def test_who_reads_decides_how_much_of_a_name_is_told(workspace, tmp_path):
    file = tmp_path / "notice.pdf"
    words = ["report", "household", "-o", str(file), "--audience", "notice"]
    assert cli.main([*words, "--workspace", str(workspace), "--lang", "en"]) == 0
    assert "张建国" not in text(file)


def test_a_report_that_is_none_is_told(workspace, tmp_path, capsys):
    words = ["report", "nix", "-o", str(tmp_path / "x.pdf")]
    assert cli.main([*words, "--workspace", str(workspace), "--lang", "en"]) == 1
    assert "household" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["--from", "2026-13-01"], "is no day"),
        (["--from", "2026-11-02", "--to", "2026-11-01"], "comes before"),
    ],
)
def test_days_that_are_none_are_told(workspace, tmp_path, capsys, days, told):
    words = ["report", "daily", *days, "-o", str(tmp_path / "x.pdf")]
    assert cli.main([*words, "--workspace", str(workspace), "--lang", "en"]) == 1
    assert told in capsys.readouterr().err


def test_figures_come_by_section_with_their_keys(workspace):
    with Records.open(workspace, writer=False) as records:
        found = dict(report_figures(records, ReportOrder("daily", DAY)))
    assert list(found) == ["VISITS", "HAZARDS", "PEOPLE", "FACILITIES", "ACTIVITIES"]
    assert [one.key for one in found["PEOPLE"]][:2] == ["visit_rate", "heat_ok"]
