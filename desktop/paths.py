"""Where workspaces, logs and caches lie on this system."""

from pathlib import Path

import platformdirs

_NAME = "gridvisit"


def default_workspace() -> Path:
    """Return the folder of the real work of whoever is signed in to the system."""
    return platformdirs.user_data_path(_NAME, appauthor=False) / "workspace"


def demo_workspace() -> Path:
    """Return the folder of the demo grid, apart from real work."""
    return platformdirs.user_data_path(_NAME, appauthor=False) / "demo"


def logs() -> Path:
    """Return the folder of logs and crash reports."""
    return platformdirs.user_log_path(_NAME, appauthor=False)


def compiled_forms() -> Path:
    """Return the folder of forms compiled from their sheets; may be emptied."""
    return platformdirs.user_cache_path(_NAME, appauthor=False) / "forms"
