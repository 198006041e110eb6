### commands

cli-about = Audits CRM/ERP exports (CSV, Excel) against declarative rules.
cli-exit-codes = Exit codes: 0 passed · 1 findings · 2 could not audit · 3 nothing was checked
cli-common-lang = Language of reports and messages
cli-common-color = When to colour the output
cli-check = Audit the exports of a project
cli-check-project = Folder of the project, or its crm-audit.toml (default: here, or the nearest one above)
cli-check-as-of = Date the audit is made as of, to the end of that day (default: now)
cli-check-select = Judge only these rules: ids, ids with *, tags, kinds or tables
cli-check-ignore = Leave these rules out
cli-check-min-severity = Judge only rules of this severity or worse
cli-check-fail-on = Exit with 1 from findings of this severity on
cli-check-input = Read a table from this file instead (repeatable, patterns allowed)
cli-check-encoding = The encoding of text exports, such as gbk (repeatable; TABLE=NAME for one table; default: detected)
cli-check-format = What goes to stdout
cli-check-output = Also write a report to a file; its ending decides the format: xlsx, csv, json, jsonl, txt (repeatable)
cli-check-limit = Findings listed of each rule on the terminal; all are counted
cli-check-verbose = List rules that found nothing as well
cli-check-exit-zero = Exit with 0 in spite of findings
cli-rules = List the rules of a project; `rules check` only looks for mistakes in it
cli-rules-action = `check`, or the folder of the project
cli-rules-project = Folder of the project (after `check`)
cli-rules-format = How the list is written
cli-explain = Explain a kind of check, or a rule of the project; print a shipped pack
cli-explain-name = A kind such as latency, the id of a rule, or a pack such as pack:complaints
cli-explain-project = Folder of the project (default: here, or the nearest one above)
cli-init = Write a commented project to start from
cli-init-folder = Where to; existing files are never overwritten
cli-schema = Print the JSON Schema of the TOML files, for editors
cli-completions = Print a completion script for a shell
cli-completions-shell = The shell
rules-checked = { $rules }, no mistakes.
explain-why = Why
explain-example = Example
explain-limits = Good to know
explain-unknown = there is no kind and no rule `{ $name }`
explain-expected = Expected
explain-written = Written in
explain-dictionary = A constraint of the data dictionary. [tune] changes its severity or switches it off.
explain-kind = `crm-audit explain { $kind }` explains this kind of check.
found-above = project: { $folder }
init-exists = { $file } exists already; nothing was written
init-kept = { $file } is there already; add a line `.crm-audit/` to it, where the history of runs is kept
init-next = Next: `crm-audit check { $folder }`
input-form = --input { $written }: write TABLE=FILE
input-no-file = --input { $table }={ $file }: no such file
select-no-match = no rule matches `{ $written }`
output-unknown-format = { $file }: the ending names no report format; use xlsx, csv, json, jsonl or txt
output-no-folder = { $file }: the folder does not exist
output-xlsx-needs-file = a workbook needs a file: use -o report.xlsx
output-is-input = { $file } is one of the inputs; inputs are never overwritten
output-twice = { $file } is named twice
output-written = written: { $file }
progress-writing = writing { $file }
interrupted = stopped; what had not been written completely is as it was
