"""Conformance of a log by PM4Py's DECLARE, for those of the eight rules for which it has a template.

    python3 benches/process/pm4py_declare.py FILE

PM4Py is AGPL: it is run by hand as a process of its own, and no part of crm-audit. It judges cases, not events: what is printed
is the cases that depart from each rule.
"""

import json
import sys
import time

import pandas
from pm4py.algo.conformance.declare import algorithm

# precedence: an approval before the first shipment; response: an invoice behind the last one; exactly one: once. Non-succession is only broken
# where the first approval is before the first change and the last before the last, so it finds fewer cases than `forbids`, for which
# any approval before any change is one too many
MODEL = {
    "precedence": {("approved", "shipped"): {"support": 1, "confidence": 1}},
    "nonsuccession": {("approved", "changed"): {"support": 1, "confidence": 1}},
    "exactly_one": {"approved": {"support": 1, "confidence": 1}},
    "response": {("shipped", "invoiced"): {"support": 1, "confidence": 1}},
}


def main(file):
    log = pandas.read_csv(file)
    log = log.rename(columns={"case_no": "case:concept:name", "activity": "concept:name", "at": "time:timestamp"})
    log["time:timestamp"] = pandas.to_datetime(log["time:timestamp"], utc=True)
    start = time.time()
    judged = algorithm.apply(log, MODEL)
    took = time.time() - start
    counts = {}
    for case in judged:
        for template, _ in case["deviations"]:
            counts[template] = counts.get(template, 0) + 1
    json.dump({"cases": len(judged), "conformance_seconds": round(took, 2), **counts}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
