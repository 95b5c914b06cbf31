"""What of a person reaches paper, by who reads it (DOMAIN.md 6)."""

import pytest

from forms.reports import masks


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("110105194912310021", "110105********0021"),
        (
            "证号37081119450312123x，电话13812345678。",
            "证号370811********123x，电话138****5678。",
        ),
        ("11010519491231002142", "110105********0021**"),
        ("370811450312123", "370811******123"),
        ("工单 2026112400123456", "工单 2026112400123456"),
        ("户号 2026011101，门牌 5-2-301", "户号 2026011101，门牌 5-2-301"),
        ("打 12345 或 119", "打 12345 或 119"),
        (
            "0199f3c4-7f2e-7c11-9a51-138123456780",
            "0199f3c4-7f2e-7c11-9a51-138123456780",
        ),
    ],
)
def test_numbers_of_people_are_masked_wherever_they_stand(
    said: str, printed: str
) -> None:
    assert masks.told(said) == printed


@pytest.mark.parametrize(
    ("phone", "worker"),
    [
        ("13812345678", "138****5678"),
        ("0537-2345678", "0537-*****78"),
        ("05372345678", "*********78"),
        ("119", "119"),
        ("", ""),
    ],
)
def test_phone_is_masked_for_the_worker_and_never_leaves_the_grid(
    phone: str, worker: str
) -> None:
    assert masks.phone(phone, "worker") == worker
    assert masks.phone(phone, "street") == (phone if len(phone) < 6 else "")


def test_id_of_another_document_keeps_its_ends_only() -> None:
    assert masks.id_number("H08123456", "worker") == "H0*****56"
    assert masks.id_number("H08123456", "notice") == ""
    assert masks.id_number("", "worker") == ""


def test_name_and_address_shrink_with_the_distance_of_the_reader() -> None:
    door = "5号楼2单元301室"
    assert masks.name("孔祥云", "worker") == "孔祥云"
    assert masks.name("孔祥云", "street") == "孔**"
    assert [masks.place(door, who) for who in ("worker", "street", "notice")] == [
        door,
        "5号楼2单元",
        "5号楼",
    ]
