"""What falls due next in each list of the demo (`rules/due_reason.csv`)."""

from datetime import date, timedelta

from desktop.demo_grid.facilities import days_between_checks
from desktop.demo_grid.grid import DemoGrid, Row

TERM_NOTICE = timedelta(days=90)
AFTER_A_FAULT = timedelta(days=7)
REASON_OF_STATUS = {"S6": "hang", "S4": "verify"}


def fill(grid: DemoGrid) -> None:
    """Set next_due, next_form and due_reason wherever somebody has to go again."""
    for facility in grid.facilities:
        _facility(facility)
    for person in grid.people:
        if person.row["next_due"]:
            _set(person.row, person.row["next_due"], "special_followup", "cycle")
    for hazard in grid.hazards:
        if hazard["status"] not in ("S5", "S8"):
            reason = REASON_OF_STATUS.get(hazard["status"], "sla")
            _set(hazard, hazard["due_date"], "hazard_handling", reason)
    for item in grid.fix_items:
        if item["status"] not in ("F6", "F7"):
            reason = "accept" if item["status"] == "F5" else "plan"
            _set(item, item["due_date"], "fix_item_update", reason)
    term_end = date.fromisoformat(grid.estate["committee_end"])
    grid.estate.update(cross="", acct_open="", owner_unit="")
    notice = (term_end - TERM_NOTICE).isoformat()
    _set(grid.estate, notice, "estate_profile", "reelect")


def _set(row: Row, day: str, form: str, reason: str) -> None:
    row["next_due"], row["next_form"], row["due_reason"] = day, form, reason


def _facility(row: Row) -> None:
    last = date.fromisoformat(row["last_check"])
    check = (last + timedelta(days=days_between_checks(row))).isoformat()
    limits = [row[key] for key in ("svc_due", "scrap_due") if row[key]]
    limit = min(limits, default="")
    if row["status"] != "ok":
        day, reason = (last + AFTER_A_FAULT).isoformat(), row["status"]
    elif limit and limit <= check:
        day, reason = limit, "scrap" if limit == row["scrap_due"] else "svc"
    else:
        day, reason = check, "check"
    by_registry = reason in ("overdue", "scrap", "svc")
    _set(row, day, "facility_reg" if by_registry else "fire_patrol", reason)
