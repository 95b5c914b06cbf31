"""Tests; the only package among the test folders, so that none shadows a floor."""

import sys
from pathlib import Path

# What dev.py is made of lies under .ci; benches and proofs are also run by themselves.
sys.path.insert(0, str(Path(__file__).parent.parent / ".ci"))
