"""Untyped and compiled: everything in it is Any (for pyright)."""

from typing import Any

def __getattr__(name: str) -> Any: ...
