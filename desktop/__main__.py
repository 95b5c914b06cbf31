"""`python -m desktop` and the frozen program: the window, or a command line."""

import sys
from pathlib import Path

# The frozen program without a console, which opens the window whatever it is told.
WINDOW_ONLY = "gridvisit-desktop"


def main() -> int:
    """Open the window where nothing is asked for, else do what is asked."""
    # Each side imported on use: the command line starts without Qt.
    if sys.argv[1:] and Path(sys.argv[0]).stem != WINDOW_ONLY:
        from desktop import cli

        return cli.main()
    from desktop import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
