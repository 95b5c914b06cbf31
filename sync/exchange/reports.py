"""What an exchange tells: progress while it runs, counts and problems after it."""

from dataclasses import dataclass, field

from forms.errors import KnownError

RECORDS, PHOTOS, CARRIED = "records", "photos", "carried"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written to a folder.

    Args:
        bundles: Bundle files written.
        ops: Records in them.
        blobs: Photos and signatures written.
        skipped: Bundles and photos that the folder had already.
        repaired: Damaged bundles of this laptop that were written anew.
        problems: Photos that could not be written, one by one.
        sealed: They were sealed; False where this laptop works alone.
        carried: Bundles and photos of others that were delivered here, unread.
    """

    bundles: int
    ops: int
    blobs: int
    skipped: int
    repaired: int = 0
    problems: tuple[KnownError, ...] = ()
    sealed: bool = False
    carried: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was read from a folder or a file.

    Args:
        bundles: Bundle files read.
        ops: Records in them.
        new: Records taken up.
        known: Records that were here already.
        blobs: Photos and signatures taken up.
        awaited: Photos that records name and that have not arrived yet.
        skipped: Bundles not opened, because they were read before.
        gaps: How many stretches of records are still missing.
        problems: Damaged or foreign files, one by one; the others were read.
        quarantined: Bundles kept unopened: of devices unknown, revoked, expired.
        carried: Bundles and photos of others that this laptop now carries, unread.
        forked: Ops that came with another content than before: a copied workspace.
    """

    bundles: int
    ops: int
    new: int
    known: int
    blobs: int
    awaited: int
    skipped: int
    gaps: int = 0
    problems: tuple[KnownError, ...] = ()
    quarantined: int = 0
    carried: int = 0
    forked: int = 0


@dataclass(slots=True)
class Sent:
    """Counts of an export while it runs."""

    bundles: int = 0
    ops: int = 0
    blobs: int = 0
    skipped: int = 0
    repaired: int = 0
    sealed: bool = False
    carried: int = 0
    problems: list[KnownError] = field(default_factory=list)

    def report(self) -> ExportReport:
        """Return what was written."""
        return ExportReport(
            self.bundles,
            self.ops,
            self.blobs,
            self.skipped,
            self.repaired,
            tuple(self.problems),
            self.sealed,
            self.carried,
        )


@dataclass(slots=True)
class Taken:
    """Counts of an import while it runs."""

    bundles: int = 0
    ops: int = 0
    new: int = 0
    known: int = 0
    blobs: int = 0
    skipped: int = 0
    quarantined: int = 0
    carried: int = 0
    forked: int = 0
    problems: list[KnownError] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    devices: set[str] = field(default_factory=set)

    def report(self, awaited: int, gaps: int) -> ImportReport:
        """Return what was read, and what is still awaited."""
        return ImportReport(
            self.bundles,
            self.ops,
            self.new,
            self.known,
            self.blobs,
            awaited,
            self.skipped,
            gaps,
            tuple(self.problems),
            self.quarantined,
            self.carried,
            self.forked,
        )
