"""`python -m desktop` and the frozen program: the window, or a command line."""

import sys
from pathlib import Path

from resources import OPENED

# The frozen program without a console, which opens the window whatever it is told.
WINDOW_ONLY = "gridvisit-desktop"


def main() -> int:
    """Open the window where nothing or a file is given, else do what is asked."""
    words = sys.argv[1:]
    opened = all(Path(word).suffix.lower() in OPENED for word in words)
    # Each side imported on use: the command line starts without Qt.
    if not opened and Path(sys.argv[0]).stem != WINDOW_ONLY:
        from desktop import cli

        return cli.main()
    from desktop import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
