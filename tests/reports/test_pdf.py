"""Sheets as PDF: what is read back, where pages turn, what the font cannot draw."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from forms.reports import pdf
from forms.reports.fonts import faces
from forms.reports.lines import wrap
from forms.reports.sheet import (
    Block,
    Callout,
    CheckRow,
    Checks,
    Fact,
    Facts,
    Mark,
    Notes,
    PageBreak,
    Photo,
    Photos,
    Section,
    Sheet,
    Signature,
    Signatures,
    Table,
    Text,
    Tick,
    Ticks,
    text,
)

ROOT = str(Path(__file__).parents[2])
HEADS = ("序", "检查项目", "结果", "情况")


def sheet_of(*blocks: Block, language: str = "zh_CN", landscape: bool = False) -> Sheet:
    return Sheet(
        "消防安全网格巡查记录表",
        language,
        blocks,
        office="任城区仙营街道青杨社区第三网格",
        number="编号 GV-XYQY03-20261224-0007",
        subtitle="2026年12月24日",
        code="0199f3c4-7f2e-7c11-9a51-0242ac120002",
        landscape=landscape,
    )


def read(data: bytes) -> list[str]:
    """Each page's text without spaces and line ends: lines break where they must."""
    return [
        "".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages
    ]


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (90, 120, 160)).save(out, kind)
    return out.getvalue()


def one_of_each() -> Sheet:
    return sheet_of(
        Facts((Fact("住户", Mark("5号楼2单元301室")),), head=True),
        Callout((Mark("发现问题 1 项", "bad"), Mark("期限 2026-12-25", "info"))),
        Section("检查"),
        Checks(HEADS, (CheckRow("楼道", Mark("堆物", "bad"), "限三日内整改"),)),
        Ticks("怎么处理的", (Tick("劝导整改", True), Tick("报物业", False))),
        Text("原话", "冷。\n盼早点来看。"),
        Table(
            ("设施", "状态"),
            (2, 1),
            ((Mark("MH-01"), Mark("正常", "ok")),),
            (Mark("1"), Mark("")),
        ),
        Photos((Photo("整改前", picture()), Photo("整改后", None))),
        Signatures((Signature("巡查人", picture("PNG")),), "年 月 日", "社区（盖章）"),
        Notes(("参考值。",)),
    )


def test_every_word_of_a_sheet_is_read_back_from_its_pdf() -> None:
    pages = "".join(read(pdf.draw([one_of_each()])))
    for said in (
        "任城区仙营街道青杨社区第三网格",
        "编号GV-XYQY03-20261224-0007",
        "第1页共",
        "消防安全网格巡查记录表",
        "5号楼2单元301室",
        "发现问题1项",
        "限三日内整改",
        "劝导整改",
        "盼早点来看。",
        "MH-01",
        "整改前",
        "照片不在这台电脑上",
        "社区（盖章）",
        "屏幕签名",
        "0199f3c4-7f2e-7c11-9a51-0242ac120002",
    ):
        assert said in pages


def test_same_sheets_give_the_same_bytes() -> None:
    assert pdf.draw([one_of_each()]) == pdf.draw([one_of_each()])


def test_rare_name_reads_back() -> None:
    name = "孔㛃䶮𬱖𫖯"
    assert pdf.holes([sheet_of(Text("姓名", name))]) == ()
    assert name in read(pdf.draw([sheet_of(Text("姓名", name))]))[0]


def test_character_missing_in_the_font_is_told_and_noted_on_the_sheet() -> None:
    sheet = sheet_of(Text("姓名", "孔\U00030000明"))
    assert pdf.holes([sheet]) == ("\U00030000",)
    assert "U+30000" in read(pdf.draw([sheet]))[0]


def test_control_and_joining_characters_are_no_holes() -> None:
    assert pdf.holes([sheet_of(Text("说明", "甲\u200b乙\t丙\ufe0f\x0c丁"))]) == ()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_table_says_its_heads_and_page_on_each_page(language: str) -> None:
    rows = tuple((Mark(f"MH-{at:03}"), Mark("正常", "ok")) for at in range(120))
    table = Table(("设施编号", "状态"), (1, 1), rows)
    pages = read(pdf.draw([sheet_of(Section("设施"), table, language=language)]))
    assert len(pages) > 2
    told = "第{}页共{}页" if language == "zh_CN" else "Page{}of{}"
    for at, page in enumerate(pages, 1):
        assert "设施编号" in page
        assert told.format(at, len(pages)) in page
    joined = "".join(pages)
    assert all(joined.count(f"MH-{at:03}") == 1 for at in range(120))


def test_each_sheet_of_a_document_counts_its_own_pages() -> None:
    long = sheet_of(Text("原话", "一行\n" * 100))
    pages = read(pdf.draw([long, sheet_of(Notes(("完",)))]))
    assert "第1页共1页" in pages[-1]
    assert "共3页" in pages[0]


def test_page_break_turns_the_page() -> None:
    pages = read(pdf.draw([sheet_of(Text("", "甲"), PageBreak(), Text("", "乙"))]))
    assert "乙" not in pages[0]
    assert "乙" in pages[1]


def test_a_section_is_never_the_last_thing_on_a_page() -> None:
    for lines in range(30, 48):
        long, last = Text("", "一\n" * lines), CheckRow("楼道", Mark("好", "ok"))
        drawn = [long, Section("末节"), Checks(HEADS, (last,))]
        for page in read(pdf.draw([sheet_of(*drawn)])):
            assert ("末节" in page) == ("楼道" in page)


def test_a_cell_longer_than_a_page_is_carried_on() -> None:
    row = CheckRow("楼道", Mark("堆物", "bad"), "反复劝导仍然堆放杂物，" * 150)
    pages = read(pdf.draw([sheet_of(Checks(HEADS, (row,)))]))
    assert sum(page.count("反复劝导") for page in pages) > 140


def test_demo_lies_over_every_page_and_only_when_asked() -> None:
    sheet = sheet_of(Text("原话", "一行\n" * 60))
    assert all("演示数据" in page for page in read(pdf.draw([sheet], demo=True)))
    assert not any("演示数据" in page for page in read(pdf.draw([sheet])))


def test_landscape_lies_on_its_side() -> None:
    page = PdfReader(BytesIO(pdf.draw([sheet_of(Notes(("注",)), landscape=True)])))
    box = page.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)


def test_damaged_photo_says_so_in_its_place() -> None:
    for data in (b"", b"no picture", picture()[:200], picture("PNG")[:60]):
        drawn = read(pdf.draw([sheet_of(Photos((Photo("照片1", data),)))]))
        assert "照片文件已损坏" in drawn[0]


def test_large_photos_are_printed_no_finer_than_a_printer_shows() -> None:
    out = BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(out, "JPEG")
    block = Photos((Photo("现场", out.getvalue()),))
    assert len(pdf.draw([sheet_of(block)])) < len(out.getvalue()) / 10


def test_photo_taken_sideways_is_printed_upright() -> None:
    image, out = Image.new("RGB", (400, 200)), BytesIO()
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(out, "JPEG", exif=exif)
    drawn = PdfReader(
        BytesIO(pdf.draw([sheet_of(Photos((Photo("", out.getvalue()),)))]))
    )
    (shown,) = drawn.pages[0].images
    assert shown.image is not None
    assert shown.image.size == (200, 400)


def test_no_line_begins_with_closing_marks_or_ends_with_opening_ones() -> None:
    face = faces().regular
    said = "他说：“暖气（客厅）不热！”，让等……再看。" * 20
    for width in range(60, 300, 7):
        for line in wrap(said, face, 10, width):
            assert line[0] not in "，。、；：？！”’）》"
            assert line[-1] not in "“（《"
            assert face.width(line, 10) <= width


def test_latin_words_numbers_and_dates_stay_whole() -> None:
    face = faces().regular
    said = "已生成问题单 GR20261224-3fa9c1，期限 2026-12-25 之前 notice sent"
    for width in range(110, 300, 11):
        joined = "\n".join(wrap(said, face, 10, width))
        for whole in ("GR20261224-3fa9c1", "2026-12-25", "notice"):
            assert whole in joined


def test_word_longer_than_a_line_breaks_and_loses_nothing() -> None:
    face = faces().regular
    said = "https://example.org/" + "a" * 90
    assert "".join(wrap(said, face, 10, 100)) == said


def test_text_says_marks_with_their_shape() -> None:
    told = text(one_of_each())
    assert "# [×] 发现问题 1 项" in told
    assert "1 | 楼道 | [×] 堆物 | 限三日内整改" in told
    assert "怎么处理的: [√]劝导整改 [ ]报物业" in told
    assert "(-) 整改后" in told


def test_nothing_heavy_is_imported_before_the_first_sheet_is_drawn() -> None:
    asked = (
        f"import sys; sys.path.insert(0, {ROOT!r})\n"
        "import forms.reports.pdf, forms.reports.compose, forms.reports.ledger\n"
        "print([m for m in ('reportlab', 'PIL', 'segno') if m in sys.modules])"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            f"import sys; sys.path.insert(0, {ROOT!r})\n{asked}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
