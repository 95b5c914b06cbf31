"""The rules for formulas, one after the other, whichever way the form is written."""

from pathlib import PurePath

from forms.engine.definition.check.finding import Report
from forms.engine.definition.check.lists import Media
from forms.engine.definition.check.outline import Outline
from forms.engine.definition.check.reading import Reading
from forms.engine.definition.check.rules_calls import check_calls, check_item
from forms.engine.definition.check.rules_never import check_never
from forms.engine.definition.check.rules_regex import check_regexes
from forms.engine.definition.check.rules_scope import check_cycles, check_scope
from forms.engine.definition.check.rules_values import check_values
from forms.engine.definition.check.syntax import parsed


def check_formulas(outline: Outline, media: Media, report: Report) -> None:
    """Check every formula of the outline, and all of them together."""
    readings: list[Reading] = []
    for formula in outline.formulas:
        found = parsed(formula, report)
        if found is None:
            continue
        reading = Reading(found, outline)
        readings.append(reading)
        check_scope(reading, report)
        if formula.role == "text":
            continue
        check_calls(reading, media, report)
        check_values(reading, report)
        check_regexes(reading, report)
        check_never(reading, report)
        if formula.role == "choice_filter":
            _filter(reading, report)
    check_cycles(readings, outline, report)


def _filter(reading: Reading, report: Report) -> None:
    owner = reading.owner
    if owner is None:
        return
    name = owner.list_name
    list_name = PurePath(name).stem if "." in name else name
    rows = reading.outline.lists.get(list_name)
    if rows is not None and rows.columns is not None:
        check_item(reading.ast, list_name, rows, reading, report)
