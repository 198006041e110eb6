"""Whether the order of the rows makes a difference: audits a project, and the same with the rows of its CSV files shuffled.

    python3 benches/process/shuffle.py PROGRAM PROJECT TABLE=FILE.csv [TABLE=FILE.csv …]

Prints what differs in the JSON but for numbers of rows and what is known of the files themselves, and ends with 1.
"""

import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

# of a file, and not of what it holds
OF_FILES = {"sha256", "file", "row", "rows", "line", "evidence", "places"}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in OF_FILES}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, str):
        return re.sub(r"\brows? [\d,]+|第 [\d,]+ [行列]", "row", value)
    return value


def audit(program, project, inputs):
    command = [program, "check", project, "--as-of", "2026-12-31", "--no-history", "--format", "json"]
    for table, file in inputs:
        command += ["--input", f"{table}={file}"]
    run = subprocess.run(command, capture_output=True)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr.decode())
    return json.loads(run.stdout)


def main(program, project, inputs):
    inputs = [one.split("=", 1) for one in inputs]
    before = audit(program, project, inputs)
    with tempfile.TemporaryDirectory() as folder:
        shuffled = []
        for table, file in inputs:
            head, *rows = pathlib.Path(file).read_text(encoding="utf-8-sig").splitlines(keepends=True)
            random.Random(1).shuffle(rows)
            copy = pathlib.Path(folder) / pathlib.Path(file).name
            copy.write_text(head + "".join(rows), encoding="utf-8")
            shuffled.append((table, copy))
        after = audit(program, project, shuffled)
    differences = 0
    for key in before:
        one, other = (json.dumps(plain(report[key]), ensure_ascii=False, indent=1) for report in (before, after))
        one, other = one.replace(str(pathlib.Path(inputs[0][1]).parent), ""), other.replace(folder, "")
        if one != other:
            lines = [pair for pair in zip(one.splitlines(), other.splitlines()) if pair[0] != pair[1]]
            differences += 1
            print(key, len(lines), lines[:6])
    print("the same" if not differences else f"{differences} parts differ")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
