"""Whatever is in its cells, a form is checked to the end and told in sentences."""

import csv
import random
from pathlib import Path

import pytest

import resources
from forms.engine.definition.check.form import check_form

FORMS = sorted(p.parent for p in resources.path("forms").glob("*/survey.tsv"))
SIGNS = "'\"“”()[]{}$#/.,=<>+-*|&%（）＝ \\你a0_:"


def spoilt(cell: str, dice: random.Random) -> str:
    place = dice.randrange(len(cell) + 1)
    width = dice.randrange(4)
    new = "".join(dice.choices(SIGNS, k=dice.randrange(4)))
    return cell[:place] + new + cell[place + width :]


@pytest.mark.parametrize("seed", range(22))
def test_a_form_with_spoilt_cells_never_stops_the_checker(seed: int, tmp_path: Path):
    dice = random.Random(seed)
    for path in FORMS[seed % len(FORMS)].glob("*.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        for row in rows:
            for index, cell in enumerate(row):
                if cell and dice.random() < 0.05:
                    row[index] = spoilt(cell, dice)
        text = "\n".join("\t".join(row) for row in rows)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    found = check_form(tmp_path)
    assert found
    for one in found:
        assert one.told("zh_CN")
        assert one.told("en")
