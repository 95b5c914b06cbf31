"""`python -m desktop` and the frozen program: the window, or a command line."""

import sys


def main() -> int:
    """Open the window where nothing is asked for, else do what is asked."""
    # Each side imported on use: the command line starts without Qt.
    if sys.argv[1:]:
        from desktop import cli

        return cli.main()
    from desktop import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
