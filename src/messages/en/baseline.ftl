### baseline

baseline-unreadable = the baseline { $file } cannot be read: { $error }
baseline-foreign = { $file } is no baseline; `crm-audit baseline create` writes one
baseline-newer = the baseline { $file } was written by a newer version of crm-audit; update the program
baseline-identity = the baseline { $file } is damaged: `{ $identity }` is no identity of a finding
baseline-twice = the baseline { $file } lists { $identity } twice; delete one of the two lines
baseline-exists = { $file } exists already; `crm-audit baseline prune --baseline { $file }` takes out what is fixed, and to start anew, delete the file first
baseline-not-written = not everything could be audited, so the baseline was left as it was
baseline-missing-files = { $table }: the baseline was made of { $known ->
    [one] { $known } file
   *[other] { $known } files
} with rows, now there { $found ->
    [one] is { $found }
   *[other] are { $found }
}; its entries are left as they are (if that is meant to be so, change the number in "files" of { $file })
baseline-created = { $count ->
    [one] { $count } finding is known from now on; `crm-audit check --baseline` fails on others only
   *[other] { $count } findings are known from now on; `crm-audit check --baseline` fails on others only
}
baseline-pruned = { $count ->
    [one] { $count } entry taken out, { $left } left
   *[other] { $count } entries taken out, { $left } left
}
hint-baseline-file = the baseline is named by `--baseline FILE`
baseline-stale = { $count ->
    [one] { $count } entry of the baseline is no longer found
   *[other] { $count } entries of the baseline are no longer found
} (`crm-audit baseline prune --baseline { $file }` takes them out): { $rules }
cli-check-baseline = Fail only on findings that this file does not list
cli-check-no-history = Neither read nor write the history
cli-history = List the recorded runs of a project, with the trend of each rule
cli-history-examples = { "  " }crm-audit history               all recorded runs and the trend
    { "  " }crm-audit history show 12       one run, by its number
    { "  " }crm-audit history diff 2026-09-30 2026-10-31
    { "  " }crm-audit history export -o findings.csv
cli-history-show-examples = { "  " }crm-audit history show 12
    { "  " }crm-audit history show 2026-10-31
cli-history-diff-examples = { "  " }crm-audit history diff 2026-09-30 2026-10-31
cli-history-export-examples = { "  " }crm-audit history export -o findings.csv
cli-baseline-examples = { "  " }crm-audit baseline create -o known.json
    { "  " }crm-audit check --baseline known.json
    { "  " }crm-audit baseline prune --baseline known.json
cli-baseline-create-examples = { "  " }crm-audit baseline create -o known.json
cli-baseline-prune-examples = { "  " }crm-audit baseline prune --baseline known.json
cli-history-project = Folder of the project (default: here)
cli-history-format = How it is written
cli-history-show = Show one run: what was new, what came back, what was fixed
cli-history-show-run = Number of the run, or its as-of date
cli-history-diff = Compare two runs; the earlier one comes first
cli-history-diff-first = Number of a run, or its as-of date
cli-history-diff-second = The run to compare it with
cli-history-export = Write the findings of all runs
cli-history-export-format = What goes to stdout
cli-history-export-output = Write to this file instead; its ending decides the format: csv or json
cli-baseline = Keep a list of known findings, so that a run fails on others only
cli-baseline-create = Audit, and list all findings in a new file
cli-baseline-create-output = The file to write; an existing one is never overwritten
cli-baseline-prune = Audit, and take out of the file what is no longer found; nothing is added
cli-baseline-prune-baseline = The file to shorten
