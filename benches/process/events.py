"""Writes a log of events as CSV: order to cash, with thousands of ways, from a fixed seed.

    python3 benches/process/events.py CASES FILE

About seven events a case: 100,000 cases are 700,000 events. Times of a case are all different, so that no rule hangs on a tie.
"""

import random
import sys
from datetime import datetime, timedelta

WAY = ["entered", "checked", "approved", "picked", "shipped", "invoiced", "paid"]
MORE = ["changed", "complained", "blocked", "released", "shipped", "invoiced", "approved"]
START = datetime(2025, 1, 1)


def way(random):
    """The steps of a case: half of them as agreed, the others with steps more, fewer or moved."""
    steps = list(WAY)
    if random.random() < 0.5:
        return steps
    for _ in range(random.randint(1, 3)):
        kind = random.random()
        if kind < 0.5:
            steps.insert(random.randint(1, len(steps)), random.choice(MORE))
        elif kind < 0.75 and len(steps) > 2:
            del steps[random.randrange(1, len(steps))]
        else:
            at = random.randrange(1, len(steps))
            steps[at - 1], steps[at] = steps[at], steps[at - 1]
    return steps


def main(cases, file):
    dice = random.Random(20261130)
    people = [f"U{number:03}" for number in range(200)]
    with open(file, "w", encoding="utf-8", newline="") as out:
        out.write("case_no,activity,at,by,amount\n")
        for number in range(cases):
            at = START + timedelta(seconds=dice.randrange(500 * 86400))
            amount = dice.randrange(100, 1_000_000)
            maker = dice.choice(people)
            lines = []
            for step in way(dice):
                by = maker if step == "entered" or dice.random() < 0.02 else dice.choice(people)
                billed = amount + 1 if step == "invoiced" and dice.random() < 0.03 else amount
                lines.append(f"SO{number:08},{step},{at:%Y-%m-%d %H:%M:%S},{by},{billed // 100}.{billed % 100:02}\n")
                at += timedelta(seconds=dice.randrange(1, 2 * 86400))
            out.write("".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
