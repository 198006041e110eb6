"""Logs that take long where something is done once for each pair of events: one case with all of them.

    python3 benches/process/traps.py PROGRAM [EVENTS]

Every kind of rule is tried on logs of EVENTS and of four times as many events: what takes much more than four times as long is
named, and the script ends with 1.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

HEAD = """[project]
name = "traps"
lang = "en"
[tables.log]
files = "log.csv"
[tables.log.fields]
case_no = {}
step    = {}
at      = { type = "datetime" }
by      = { type = "person" }
amount  = { type = "decimal" }
[process.p]
case     = "case_no"
from     = "log"
activity = "step"
at       = "at"
by       = "by"
tie      = "TIE"
missing  = "undecided"
[[process.p.event]]
name = "a"
[[process.p.event]]
name = "b"
[[rule]]
id      = "trap"
process = "p"
"""

CHECKS = {
    "before": 'check.flow = { each = "a", needs = "b", order = "before" }',
    "after within": 'check.flow = { each = "a", needs = "b", order = "after", within = "1 hour", still_open = "count" }',
    "any, not before": 'check.flow = { each = "a", needs = "b", order = "any", not_before = "9 hours", within = "10 hours" }',
    "forbids": 'check.flow = { each = "a", forbids = "b", order = "after" }',
    "one each": 'check.flow = { each = "a", needs = "b", order = "after", one_each = true }',
    "one each before": 'check.flow = { each = "a", needs = "b", order = "before", one_each = true, within = "1 hour" }',
    "directly": 'check.flow = { each = "a", needs = "b", order = "after", directly = true }',
    "owner": 'owner = "b.by"\ncheck.flow = { each = "a", forbids = "b", order = "any" }',
    "times": 'check.times = { event = "a", max = 1 }',
    "first": 'check.first = { events = ["b"] }',
    "last": 'check.last = { events = ["b"] }',
    "together": 'check.together = { events = ["a", "b"] }',
    "routes": 'check.routes = { allowed = [["a", "b", "a"]], still_open = "count" }',
    "four eyes": 'check.four_eyes = { events = ["a", "b"] }',
    "duties": 'check.duties = { conflicts = [["a", "b"]], on = "case" }',
    "duties within": 'check.duties = { conflicts = [["a", "b"]], on = "case", within = "1 hour" }',
    "duties ever": 'check.duties = { conflicts = [["a", "b"]], on = "ever", within = "1 hour" }',
    "frozen": 'check.frozen = { columns = ["amount"], from = "a", to = "b" }',
    "match": 'check.match = { left = "a.amount", op = "=", right = "b.amount" }',
}


def at(number, step):
    number *= step
    return f"2025-{1 + number // 2419200 % 12:02}-{1 + number // 86400 % 28:02} {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}"


# each event as step, time, person, by its number and how many there are
LOGS = {
    "in turn": lambda n, all: ("ab"[n % 2], at(n, 60), f"U{n}"),
    "in turn, backwards": lambda n, all: ("ba"[n % 2], at(n, 60), f"U{n % 2}"),
    "a then b": lambda n, all: ("ab"[2 * n // all], at(n, 60), f"U{n}"),
    "b then a": lambda n, all: ("ba"[2 * n // all], at(n, 7), f"U{2 * n // all}"),
    "one moment": lambda n, all: ("ab"[n % 2], "2025-01-01 10:00:00", f"U{n}"),
    "one day": lambda n, all: ("ab"[n % 2], "2025-01-01", f"U{n}"),
    "days and times": lambda n, all: ("ab"[n % 2], ["2025-01-01", "2025-01-01 20:00:00"][n // 2 % 2], "U1" if n % 2 else "U2"),
    "no times": lambda n, all: ("ab"[n % 2], "", f"U{n}"),
    "nobody": lambda n, all: ("ab"[n % 2], at(n, 60), ""),
    "one person": lambda n, all: ("ab"[2 * n // all], at(n, 600), "U1"),
}


def seconds(program, check, log, tie, events):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "crm-audit.toml").write_text(HEAD.replace("TIE", tie) + check + "\n")
        rows = (log(n, events) for n in range(events))
        lines = (f"C1,{step},{time},{by},{n}\n" for n, (step, time, by) in enumerate(rows))
        (folder / "log.csv").write_text("case_no,step,at,by,amount\n" + "".join(lines))
        start = time.monotonic()
        command = [program, "check", folder, "--as-of", "2026-12-31", "--no-history", "--format", "json", "--limit", "0"]
        run = subprocess.run(command, capture_output=True, timeout=600)
        if run.returncode not in (0, 1, 2):
            sys.exit(f"{check}: {run.stderr.decode()}")
        return time.monotonic() - start


def main(program, events):
    slow = []
    for kind, check in CHECKS.items():
        for name, log in LOGS.items():
            for tie in ["undecided", "violation"] if name in ("one moment", "one day") else ["undecided"]:
                few, many = (seconds(program, check, log, tie, count) for count in (events, 4 * events))
                line = f"{kind} | {name} | {tie} | {few:.2f} | {many:.2f}"
                print(line, flush=True)
                if many > 1 and many > 9 * few:
                    slow.append(line)
    print("\n".join(["", "slow:"] + slow))
    sys.exit(bool(slow))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 25_000)
