"""Ledger columns: headings matched to properties, words matched to codes."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import resources
from forms.errors import KnownError
from forms.records.persons import narrow

CHOICE_NAME, CHOICE_ZH, CHOICE_EN = "name", "label::中文 (zh)", "label::English (en)"
NOTHING: Mapping[str, str] = {}
TRUE_WORDS = {"有": "1", "无": "0", "√": "1", "×": "0", "yes": "1", "no": "0"}


@dataclass(frozen=True, slots=True)
class Column:
    """One property that a ledger can tell, as `tables/ledger_columns.csv` has it.

    Args:
        kind: How a cell is read (`ledger_values.KINDS`), as "text", "code:gender".
        zh: The Chinese heading; any of `words` is recognised too.
    """

    property: str
    kind: str
    zh: str
    en: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListRules:
    """What makes a row of a list one row: `tables/ledger_lists.csv`.

    Args:
        keys: Alternatives of properties that are its natural key.
        label: Properties that make a label, where the ledger brings none.
        new: What a new row has where the ledger says nothing.
    """

    keys: tuple[tuple[str, ...], ...]
    label: tuple[str, ...]
    new: Mapping[str, str]


def _rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(resources.text(f"tables/{table}.csv"))))


@cache
def columns(list_name: str) -> Mapping[str, Column]:
    """Return the columns of a list by property.

    Raises:
        KnownError: LEDGER-LIST where no ledger of that list is known.
    """
    found = {
        row["property"]: Column(
            row["property"],
            row["kind"],
            row["zh"],
            row["en"],
            tuple(word for word in row["aliases"].split("|") if word),
        )
        for row in _rows("ledger_columns")
        if row["list"] == list_name
    }
    if not found:
        raise KnownError("LEDGER-LIST", list=list_name)
    return found


@cache
def linked_from(list_name: str) -> tuple[tuple[str, str], ...]:
    """Return (list, property) of every column that names a row of `list_name`."""
    return tuple(
        (row["list"], row["property"])
        for row in _rows("ledger_columns")
        if row["kind"] == f"link:{list_name}"
    )


def list_names() -> tuple[str, ...]:
    """Return the lists that a ledger may be brought into."""
    return tuple(row["list"] for row in _rows("ledger_lists"))


@cache
def rules(list_name: str) -> ListRules:
    """Return what makes one row of `list_name`."""
    row = next(one for one in _rows("ledger_lists") if one["list"] == list_name)
    return ListRules(
        keys=tuple(tuple(key.split()) for key in row["keys"].split(";")),
        label=tuple(row["label"].split()),
        new=dict(pair.split("=") for pair in row["new"].split()),
    )


def match(
    list_name: str, headings: Sequence[str], chosen: Mapping[str, str] = NOTHING
) -> dict[int, Column]:
    """Return the column of each heading that is recognised, by position.

    A heading is a property's code, its Chinese or English label, or an alias; of two
    headings for one property the first counts.

    Args:
        list_name: As "household".
        headings: As they stand in the file.
        chosen: What a person said: plain heading -> property, blank for none. It
            comes before what the words say.
    """
    known, by_word = columns(list_name), _words(list_name)
    found: dict[int, Column] = {}
    taken: set[str] = set()

    def take(place: int, column: Column | None) -> None:
        if column and column.property not in taken:
            found[place] = column
            taken.add(column.property)

    said = [chosen.get(plain(heading)) for heading in headings]
    for place, name in enumerate(said):
        take(place, known.get(name) if name else None)
    for place, heading in enumerate(headings):
        if said[place] is None:
            take(place, known.get(heading) or by_word.get(plain(heading)))
    return dict(sorted(found.items()))


@cache
def _words(list_name: str) -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for pick in (
        lambda one: (one.zh, one.en),
        lambda one: one.words,
        lambda one: (one.property,),
    ):
        for column in columns(list_name).values():
            for word in pick(column):
                found.setdefault(plain(word), column)
    return found


def plain(heading: str) -> str:
    """Return a heading to compare: no blanks, stars or remarks like (必填)."""
    return re.sub(r"[\s*:]|\(必填\)|\(选填\)", "", narrow(heading)).lower()


@cache
def codes(choice_list: str) -> Mapping[str, str]:
    """Return the codes of a choice list by every word for them, codes included.

    Its labels, then what offices write: `tables/ledger_words.csv`.

    Args:
        choice_list: Of the forms, or a property with words of its own in
            `rules/status.csv`, as "facility.status".
    """
    found: dict[str, str] = {}
    for row in _choices(choice_list):
        for word in _choice_words(row):
            found.setdefault(word, row[CHOICE_NAME])
    for row in _rows("ledger_words"):
        if row["choices"] == choice_list:
            for word in row["words"].split("|"):
                found.setdefault(word, row["code"])
    if choice_list == "yn":
        found |= TRUE_WORDS
    return found


@cache
def words(choice_list: str, language: str) -> Mapping[str, str]:
    """Return what each code of a choice list is called in "zh_CN" or "en"."""
    heading = CHOICE_ZH if language == "zh_CN" else CHOICE_EN
    found: dict[str, str] = {}
    for row in _choices(choice_list):
        found.setdefault(row[CHOICE_NAME], row[heading])
    return found


def _choices(choice_list: str) -> Iterator[Mapping[str, str]]:
    """Go through the rows of a choice list as the forms have them."""
    for file in sorted(resources.path("forms").glob("*/choices.tsv")):
        text = io.StringIO(file.read_text(encoding="utf-8"))
        for row in csv.DictReader(text, delimiter="\t"):
            if row["list_name"] == choice_list:
                yield row
    list_name, _, name = choice_list.partition(".")
    for row in csv.DictReader(io.StringIO(resources.text("rules/status.csv"))):
        if name and (row["list"], row["property"]) == (list_name, name):
            yield {
                CHOICE_NAME: row["code"], CHOICE_ZH: row["zh"], CHOICE_EN: row["en"]
            }  # fmt: skip


def _choice_words(row: Mapping[str, str]) -> tuple[str, ...]:
    code, chinese = row[CHOICE_NAME], row[CHOICE_ZH]
    brief = re.sub(r"\(.*?\)|（.*?）", "", chinese)
    # 汉 for 汉族; a spreadsheet eats the zero of 01.
    short = brief.removesuffix("族") if len(brief) > 1 else brief
    words = (code, chinese, brief, short, row[CHOICE_EN].lower(), code.lstrip("0"))
    return tuple(word for word in words if word)
