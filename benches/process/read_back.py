"""Whether PM4Py reads what crm-audit writes: counts the cases, the events and the objects of logs.

    python3 benches/process/read_back.py FILE.xes|FILE.xes.gz|FILE.jsonocel …

PM4Py is AGPL: it is run by hand as a process of its own, and no part of crm-audit.
"""

import sys

import pm4py


def main(files):
    for file in files:
        if file.endswith(("jsonocel", "ocel.json")):
            ocel = pm4py.read_ocel2_json(file)
            kinds = ocel.objects["ocel:type"].value_counts().to_dict()
            print(f"{file}: {len(ocel.events)} events, {len(ocel.objects)} objects {kinds}, {len(ocel.relations)} relations")
            print(ocel.events.head(3).to_string())
        else:
            log = pm4py.read_xes(file)
            print(f"{file}: {len(log)} events, {log['case:concept:name'].nunique()} cases, {log['concept:name'].nunique()} activities")
            print(log.head(3).to_string())


if __name__ == "__main__":
    main(sys.argv[1:])
