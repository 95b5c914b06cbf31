"""Log: what happened, by ids only; a bug becomes a report without personal data."""

import logging
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

LOG = "gridvisit.log"
SIZE_BYTES = 500_000
KEPT = 3

Told = Callable[[Path], None]
logger = logging.getLogger("gridvisit")


def begin(folder: Path) -> None:
    """Write the log into `folder`, a few files in turn; without it where it cannot."""
    # Loaded here, after the first paint: with its sockets and queues it takes 5 ms.
    import logging.handlers

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / LOG, maxBytes=SIZE_BYTES, backupCount=KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    shape = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    handler.setFormatter(shape)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def report(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> str:
    """Return what a crash report says: where in the program, never with what.

    The message of an exception may quote an answer, so it is left out; so are the
    values of variables. File names are those of the program, without folders.
    """
    import platform  # For reports only, which are rare.

    lines = [
        f"at {at.isoformat(timespec='seconds')}",
        f"python {platform.python_version()} on {platform.system()} "
        f"{platform.release()} {platform.machine()}",
        f"error {kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return "\n".join(lines) + "\n"


def file_crashes(folder: Path, told: Told) -> None:
    """Have every bug filed in `folder` from now on and told to the person.

    Args:
        folder: Gets one file a crash, "crash-20261125-190712.txt".
        told: Called with that file; says that the answers are safe.
    """

    def hook(
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        at = datetime.now().astimezone()
        file = folder / f"crash-{at:%Y%m%d-%H%M%S}.txt"
        text = report(kind, trace, at)
        logger.error("crash %s", file.name)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError:
            # Nowhere to write: the terminal, where there is one, shows it.
            sys.stderr.write(text)
        told(file)

    sys.excepthook = hook
