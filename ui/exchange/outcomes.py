"""Outcomes: what exports and imports came to, as one sentence each."""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from forms.errors import KnownError
from sync.exchange import ExportReport, ImportReport
from ui.exchange.runner import Outcome


class Outcomes(QObject):
    """A QObject because only its tr() takes a plural."""

    def sent(self, report: ExportReport) -> Outcome:
        """Return what an export came to."""
        notes = []
        if report.carried:
            notes.append(
                self.tr("%n package(s) of others delivered here", "", report.carried)
            )
        if not report.sealed:
            notes.append(
                self.tr(
                    "Not sealed: this laptop belongs to no register. Whoever has the "
                    "stick can read it."
                )
            )
        if not report.bundles and not report.blobs:
            told = self.tr("The folder has everything already")
            return Outcome(told, "ok", report.problems, tuple(notes))
        told = self.tr(
            "Written: {ops} record(s) in {bundles} bundle(s), {photos} photo(s). "
            "The stick may be pulled out."
        )
        told = told.format(ops=report.ops, bundles=report.bundles, photos=report.blobs)
        tone = "warn" if report.problems else "ok"
        return Outcome(told, tone, report.problems, tuple(notes))

    def taken(self, report: ImportReport) -> Outcome:
        """Return what an import came to."""
        if not report.new and not report.blobs and not report.problems:
            told = self.tr("Nothing new on it: everything was here already")
        else:
            told = self.tr("Taken up: {new} new record(s), {photos} photo(s)")
            told = told.format(new=report.new, photos=report.blobs)
        notes = []
        if report.awaited:
            notes.append(self.tr("%n photo(s) still on the way", "", report.awaited))
        if report.gaps:
            notes.append(self.tr("%n stretch(es) still missing", "", report.gaps))
        if report.quarantined:
            notes.append(
                self.tr("%n package(s) wait in quarantine", "", report.quarantined)
            )
        if report.carried:
            notes.append(
                self.tr("%n package(s) taken along for others", "", report.carried)
            )
        if report.forked:
            notes.append(
                self.tr(
                    "%n record(s) differ under one number: a copied workspace", "",
                    report.forked,
                )
            )  # fmt: skip
        worse = report.problems or report.quarantined or report.forked
        return Outcome(
            told, "warn" if worse else "ok", _apart(report.problems), tuple(notes)
        )

    def both(self, sent: ExportReport, taken: ImportReport) -> Outcome:
        """Return what an exchange in both directions came to."""
        out, into = self.sent(sent), self.taken(taken)
        tone = "warn" if "warn" in (out.tone, into.tone) else "ok"
        return Outcome(
            f"{into.text}\n{out.text}",
            tone,
            _apart((*into.problems, *out.problems)),
            (*into.notes, *out.notes),
        )


def _apart(problems: Iterable[KnownError]) -> tuple[KnownError, ...]:
    """Return each kind of trouble with a file once."""
    found: dict[tuple[str, str], KnownError] = {}
    for one in problems:
        found.setdefault((one.code, str(one.fields.get("file", ""))), one)
    return tuple(found.values())


OUTCOMES = Outcomes()
