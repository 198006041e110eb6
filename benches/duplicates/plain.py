#!/usr/bin/env python3
"""The plain way in Python: plain.py PLANTED.csv FOUND.tsv

Blocks by the same keys in a dictionary (the name without legal form; that with each character left out), and holds all names of a block
against each other with rapidfuzz (optimal string alignment, at most one slip). Needs `pip install rapidfuzz`. No simplified characters, no
sounds, no places: what a script that somebody writes in an afternoon has.
"""
import collections
import csv
import itertools
import re
import resource
import sys
import time
import unicodedata

from rapidfuzz.distance import OSA

FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|股份公司|公司| (co ltd|ltd|inc|gmbh|llc))$")
started = time.time()
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))


def folded(name):
    name = unicodedata.normalize("NFKC", name).lower()
    name = re.sub(r"[^\w ]", "", name).strip()
    return FORM.sub("", name).replace(" ", "")


names = [folded(row["name"]) for row in rows]
blocks = collections.defaultdict(list)
for at, name in enumerate(names):
    for key in {name} | {name[:i] + name[i + 1:] for i in range(len(name))}:
        blocks[hash(key)].append(at)
pairs, compared = set(), 0
for block in blocks.values():
    for one, other in itertools.combinations(block, 2):
        compared += 1
        if OSA.distance(names[one], names[other], score_cutoff=1) <= 1:
            a, b = rows[one]["tax_no"], rows[other]["tax_no"]
            if not (a and b and a != b):
                pairs.add((one, other))
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for one, other in sorted(pairs):
        out.write(f"{rows[one]['code']}\t{rows[other]['code']}\tLikely\tosa\n")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{len(rows)} names, {compared} compared, {len(pairs)} found, {time.time() - started:.1f} s, {peak} MB", file=sys.stderr)
