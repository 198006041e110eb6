"""The eight rules of `benches/process/project` by crm-audit, by plain polars and by PM4Py: seconds, memory, and whether the counts agree.

    python3 benches/process/compare.py PROGRAM EVENTS.csv [--runs 3] [--pm4py]

PROGRAM is an optimised crm-audit. The runs take turns. Times are of whole processes, from start to exit; the peak is the most memory
that was resident.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent


def run(command):
    """Seconds by the clock, processor seconds, peak in MB, what was printed."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        took = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"failed: {command}")
        out.seek(0)
        return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read()


def audit(program, events, *form):
    project = str(HERE / "project")
    return [program, "check", project, "--input", f"log={events}", "--as-of", "2027-06-30", "--no-history", *form]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("events")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pm4py", action="store_true")
    args = parser.parse_args()
    commands = {"crm-audit": audit(args.program, args.events, "--limit", "1")}
    commands["polars"] = [sys.executable, str(HERE / "polars_rules.py"), args.events]
    if args.pm4py:
        commands["PM4Py declare"] = [sys.executable, str(HERE / "pm4py_declare.py"), args.events]
    runs = {name: [] for name in commands}
    for _ in range(args.runs):
        for name, command in commands.items():
            # once is enough of what takes minutes
            if name != "PM4Py declare" or not runs[name]:
                runs[name].append(run(command))
    print("| | median s | best s | CPU s | peak MB |\n|---|---|---|---|---|")
    for name, measured in runs.items():
        clock, cpu, peak = [[one[place] for one in measured] for place in range(3)]
        print(f"| {name} | {statistics.median(clock):.2f} | {min(clock):.2f} | {statistics.median(cpu):.2f} | {max(peak):.0f} |")
    report = json.loads(run(audit(args.program, args.events, "--format", "json"))[3])
    found = {rule["id"]: rule["violation"] for rule in report["rules"] if "violation" in rule}
    others = json.loads(runs["polars"][-1][3])
    print("\n| rule | crm-audit | polars |\n|---|---|---|")
    for rule, count in others.items():
        print(f"| {rule} | {found[rule]} | {count} |{'' if found[rule] == count else ' differs'}")
    if args.pm4py:
        print("\nPM4Py, cases:", runs["PM4Py declare"][-1][3].decode())


if __name__ == "__main__":
    main()
