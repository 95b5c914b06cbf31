"""Freed: photos of which only a small copy stayed here; the offices have them whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.records.blobs import Blobs
from forms.records.custody import FILE_DIGITS
from forms.records.vault import Link

# Photos of visits: the files of forms are no one's to free, and are small.
_NAMED = """
SELECT a.sha256, max(o.hlc) FROM attachment a JOIN op o ON o.n = a.op
 GROUP BY a.sha256 HAVING sum(o.kind <> 'visit') = 0 ORDER BY 2
"""


@dataclass(frozen=True, slots=True)
class Original:
    """A photo that visits name.

    Args:
        sha256: Of its plain bytes.
        acks: Office -> ISO 8601 of when it said, signed, that it has it.
    """

    sha256: str
    acks: dict[str, str]


def originals(link: Link, blobs: Blobs) -> Iterator[Original]:
    """Go through the photos whose originals are here, the oldest first."""
    acks: dict[str, dict[str, str]] = {}
    for file, hub, at in link.query("SELECT file, hub, at FROM ack_file"):
        acks.setdefault(file, {})[hub] = at
    for sha256, _ in link.query(_NAMED):
        if blobs.has(sha256):
            yield Original(sha256, acks.get(sha256[:FILE_DIGITS], {}))


def small_of(link: Link, sha256: str) -> str:
    """Return the hash of the small copy of a photo, blank where none was made."""
    found = link.value("SELECT small FROM freed WHERE sha256 = ?", (sha256,))
    return str(found or "")


def free(link: Link, blobs: Blobs, sha256: str, small: bytes, at: str) -> int:
    """Keep the small copy and remove the original; return the bytes won.

    Killed between any two steps, one of the two is here, and it is known which.

    Raises:
        KnownError: DISK-FULL, STORE-...
    """
    name = blobs.put(small)
    with link.writing():
        link.run(
            "INSERT OR REPLACE INTO freed (sha256, small, at) VALUES (?, ?, ?)",
            (sha256, name, at),
        )
    return blobs.remove(sha256) - len(small)


def freed_in(link: Link, rec: str) -> int:
    """Return how many photos of a visit have only their small copy here."""
    found: int = link.value(
        "SELECT count(DISTINCT a.sha256) FROM visit v JOIN attachment a"
        " ON a.op = v.head JOIN freed f ON f.sha256 = a.sha256 WHERE v.rec = ?",
        (rec,),
    )
    return found


def forget(link: Link, sha256: str) -> None:
    """Forget that an original was freed: it is here again, or wanted back."""
    with link.writing():
        link.run("DELETE FROM freed WHERE sha256 = ?", (sha256,))
