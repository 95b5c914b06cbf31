"""What dev.py does, one module a job; standard library only."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
