#!/usr/bin/env python3
"""Holds found pairs against planted twins: score.py PLANTED.csv FOUND

FOUND is what `crm-audit check -o findings.csv` writes, or lines of code, code, grade and reason between tabs.
"""
import collections
import csv
import sys

planted = {row["code"]: row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))}
twins = {frozenset((code, row["twin"])): row["how"] for code, row in planted.items() if row["twin"]}
found, calls = set(), collections.Counter()
right = collections.Counter()


def pairs(path):
    if path.endswith(".csv"):
        for row in csv.DictReader(open(path, encoding="utf-8-sig")):
            sure, _, rest = row["message"].partition(" same as ")
            grade = {"the": "certain", "probably the": "likely"}.get(sure, "weak")
            yield row["key"], row["expected"].split(" or ")[0], grade, rest.partition("): ")[2].partition(";")[0].partition(", and ")[0]
    else:
        for line in open(path, encoding="utf-8"):
            yield line.rstrip("\n").split("\t")[:4]


for one, other, grade, reason in pairs(sys.argv[2]):
    pair = frozenset((one, other))
    found.add(pair)
    calls[grade, reason] += 1
    right[grade, reason] += pair in twins
print(f"found {len(found)}, planted {len(twins)}, both {len(found & twins.keys())}")
by_how = collections.Counter(twins.values())
hit = collections.Counter(how for pair, how in twins.items() if pair in found)
for how, count in sorted(by_how.items()):
    print(f"  recall {how:16} {hit[how]:7} of {count:7}  {hit[how] / count:7.2%}")
for grade in sorted({grade for grade, _ in calls}):
    of = sum(n for (g, _), n in calls.items() if g == grade)
    print(f"  precision {grade:9} {sum(n for (g, _), n in right.items() if g == grade):7} of {of:7}  {sum(n for (g, _), n in right.items() if g == grade) / of:7.2%}")
for (grade, reason), count in sorted(calls.items()):
    print(f"    {grade:9}{reason:14} {right[grade, reason]:7} of {count:7}  {right[grade, reason] / count:7.2%}")
