"""What of people's health and aid leaves the grid: counts, and no small ones."""

from datetime import date
from decimal import Decimal

import pytest

from forms.errors import KnownError
from forms.records.types import Entity
from forms.reports import masks
from forms.reports.figures import Figure
from forms.reports.ledger import About, entity_ledger
from forms.reports.sheet import Facts, Sheet, Table, text

DAY = date(2026, 12, 24)
OFFICE = "任城区仙营街道青杨社区第三网格"


def about(audience: masks.Audience) -> About:
    return About(OFFICE, DAY, audience=audience)


def person(key: int, **known: str) -> Entity:
    told = {"full_name": f"孔祥{key}", "person_state": "active", **known}
    return Entity("resident", f"p{key}", told["full_name"], told, "1", "XYQY03")


def elders() -> list[Entity]:
    many = [person(at, categories="E01", next_due="2026-12-20") for at in range(6)]
    few = [person(10 + at, categories="E04 E02", risk="R1") for at in range(3)]
    return [*many, *few]


def table(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    (found,) = [block for block in sheet.blocks if isinstance(block, Table)]
    return {row[0].word: tuple(cell.word for cell in row[1:]) for row in found.rows}


def test_the_street_office_gets_counts_and_no_names() -> None:
    sheet = entity_ledger("followup", elders(), about("street"))
    told = table(sheet)
    assert told["独居老年人"] == ("6", "6")
    # Three are too few to be told: whoever knows the grid knows who they are.
    assert told["失能（含失智）老年人"] == ("<5", "0")
    assert "孔" not in "".join(text(sheet))
    (totals,) = [block for block in sheet.blocks if isinstance(block, Facts)]
    assert [fact.value.word for fact in totals.facts] == ["9", "6", "<5", "0"]
    assert "小于 5 的数不显示" in "".join(text(sheet))


def test_the_worker_has_the_list_itself() -> None:
    assert "孔祥0" in "".join(
        text(entity_ledger("followup", elders(), about("worker")))
    )


def test_what_is_about_health_is_never_posted() -> None:
    with pytest.raises(KnownError, match="REPORT-NOTICE"):
        entity_ledger("followup", elders(), about("notice"))


@pytest.mark.parametrize("audience", ["street", "notice"])
def test_no_column_tells_groups_or_risk_to_others(audience: masks.Audience) -> None:
    people = [person(1, categories="E04", risk="R1", id_no="370811194503121234")]
    sheet = entity_ledger("resident", people, about(audience))
    (found,) = [block for block in sheet.blocks if isinstance(block, Table)]
    assert not {"特殊群体", "风险", "证件号", "电话"} & set(found.heads)
    homes = [Entity("household", "h", "h", {"hh_tags": "dibao"}, "1", "XYQY03")]
    assert "低保" not in "".join(
        text(entity_ledger("household", homes, about(audience)))
    )


@pytest.mark.parametrize(
    ("part", "whole", "street"),
    [
        (3, None, "<5"),
        (0, None, "0"),
        (5, None, "5"),
        (2, 3, "<5"),
        (2, 40, "<5/40"),
        (38, 40, "38/40  95.0%"),
    ],
)
def test_small_figures_of_people_in_need_are_not_told(
    part: int, whole: int | None, street: str
) -> None:
    figure = Figure("elder_month", Decimal(part), whole)
    assert figure.told("street") == street
    assert figure.told("notice") == ""
    assert figure.told("worker") == str(figure)
    assert Figure("hz_found", Decimal(2)).told("notice") == "2"


def test_ages_are_told_to_the_street_office_in_bands() -> None:
    told = [
        masks.age_told(f"{year}-06-01", DAY, "street") for year in (2020, 1990, 1960)
    ]
    assert told == ["0-13", "14-59", "60-79"]
    assert masks.age_told("1944-06-01", DAY, "street") == "80+"
    assert masks.age_told("1944-06-01", DAY, "notice") == ""
