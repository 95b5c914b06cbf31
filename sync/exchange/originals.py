"""Originals: photos leave a laptop only when every office said, signed, it has them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from forms.errors import KnownError
from forms.records.freed import Original
from forms.records.store import Records
from sync.exchange.trust import trust_of

KEEP_DAYS = (0, 30, 90, 180)
"""What people choose from; 0 keeps originals for ever, unless somebody chooses."""
# Enough for a screen and for the sheet: 180 dots an inch over half a page's width.
SMALL_DOTS, SMALL_QUALITY = 640, 75
# Below this nothing is worth winning; signatures are smaller too.
LEAST_BYTES = 80 * 1024


@dataclass(frozen=True, slots=True)
class Freed:
    """What freeing did.

    Args:
        photos: Originals removed; a small copy of each stayed.
        bytes: How much room that made.
        held: Originals that stay, because some office has not confirmed them.
    """

    photos: int = 0
    bytes: int = 0
    held: int = 0


def free_originals(records: Records, keep_days: int) -> Freed:
    """Free the originals of photos that every office has had for so many days.

    Nothing is freed at an office, on a laptop that works alone, or of what an office
    has not acknowledged; what is no picture, or is small, stays.

    Args:
        records: Open for writing.
        keep_days: After the last office's acknowledgement; 0 frees nothing.

    Raises:
        KnownError: DISK-FULL, STORE-...; what was freed until then is.
    """
    trust = trust_of(records)
    offices = trust.other_offices
    if keep_days < 1 or trust.office or not trust.enrolled or not offices:
        return Freed()
    before = records.now - timedelta(days=keep_days)
    photos = won = held = 0
    for one in records.originals():
        if not set(offices) <= one.acks.keys():
            held += 1
        elif _since(one, offices) <= before:
            more = _free(records, one.sha256)
            photos, won = photos + (more > 0), won + more
    return Freed(photos, won, held)


def _since(one: Original, offices: tuple[str, ...]) -> datetime:
    """Return since when all of these offices have a photo."""
    return max(datetime.fromisoformat(one.acks[office]) for office in offices)


def _free(records: Records, sha256: str) -> int:
    try:
        original = records.blob(sha256)
    except KnownError as error:
        if error.code == "BLOB-DAMAGED":
            return 0  # the doctor tells of it
        raise
    small = _small(original) if len(original) >= LEAST_BYTES else None
    if small is None or len(small) * 2 > len(original):
        return 0
    return records.free_original(sha256, small)


def _small(data: bytes) -> bytes | None:
    """Return a small upright copy of a picture, None where the bytes are none."""
    # Loaded here: it takes a while, and most exchanges free nothing.
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            if image.format not in ("JPEG", "PNG", "WEBP"):
                return None
            image.draft("RGB", (SMALL_DOTS, SMALL_DOTS))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((SMALL_DOTS, SMALL_DOTS), reducing_gap=2.0)
            stored = BytesIO()
            upright.convert("RGB").save(stored, "JPEG", quality=SMALL_QUALITY)
            return stored.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        # Pillow tells of a damaged file by any of these.
        return None
