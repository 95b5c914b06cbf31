"""`dev.py durability [ROUNDS]`: kill -9 again and again, and count what is lost."""

import random
import sys

from tests.bench.places import demo_workspace
from tests.durability.kills import killed, lost


def main(words: list[str]) -> int:
    """Do the rounds on one workspace; 1 where anything was lost."""
    rounds = int(words[0]) if words else 100
    chance = random.Random(7)
    kept = losses = 0
    with demo_workspace() as workspace:
        for number in range(1, rounds + 1):
            told = killed(workspace, chance)
            gone = lost(workspace, told)
            kept += len(told)
            losses += len(gone)
            for one in gone:
                print(f"round {number}: {one}")
    print(f"{rounds} kills, {kept} things told as kept, {losses} lost or damaged")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
