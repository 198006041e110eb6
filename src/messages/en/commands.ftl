### commands

cli-about = Audits CRM/ERP exports (CSV, Excel) against rules that you configure.
cli-exit-codes = Exit codes: 0 passed · 1 findings · 2 could not audit · 3 nothing was checked
cli-common-lang = Language of reports and messages
cli-common-color = When to colour the output
cli-common-help = Print this help
cli-common-version = Print the version
cli-heading-usage = Usage:{" "}
cli-heading-commands = Commands:
cli-heading-arguments = Arguments:
cli-heading-options = Options:
cli-heading-examples = Examples:
cli-options = [OPTIONS]
cli-a-command = <COMMAND>
cli-some-command = [COMMAND]
cli-possible = { " " }[possible: { $values }]
cli-default = { " " }[default: { $values }]
cli-see-help = `--help` says more.
cli-unknown-argument = there is no argument `{ $argument }` here
cli-unknown-command = there is no command `{ $command }`
cli-no-value = `{ $argument }` needs a value
cli-bad-value = `{ $value }` is no value for `{ $argument }`
hint-from-one = write 1 or more
cli-wrong-number = `{ $argument }` does not take so many values
cli-no-equals = `{ $argument }` needs an equals sign before its value
cli-twice = `{ $argument }` can be given only once
cli-conflict = `{ $argument }` does not go with: { $others }
cli-required = still needed: { $arguments }
cli-no-command = which command?
cli-not-unicode = an argument is no Unicode text
cli-check-examples = { "  " }crm-audit check                                                  the project in this folder
    { "  " }crm-audit check D:\audit --as-of 2026-10-31 -o report.xlsx   a month, with a workbook for the meeting
    { "  " }crm-audit check --select order-approved-late --verbose           one rule, and how long things took
    { "  " }crm-audit check --input orders=orders.csv --no-history           a file that has just come back
cli-rules-examples = { "  " }crm-audit rules              all rules, those of the dictionary included
    { "  " }crm-audit rules check        are there mistakes in the rule files?
    { "  " }crm-audit rules log          which rules changed when, and who decided it
    { "  " }crm-audit rules --format json
cli-explain-examples = { "  " }crm-audit explain latency               what a kind of check demands
    { "  " }crm-audit explain order-approved-late   what a rule of this project demands
cli-init-examples = { "  " }crm-audit init              in this folder
    { "  " }crm-audit init D:\audit --lang en
    { "  " }crm-audit init D:\audit --from D:\exports   a draft for exports that are there
cli-schema-examples = { "  " }crm-audit schema > crm-audit.schema.json
    { "  " }crm-audit schema dispositions
cli-completions-examples = { "  " }crm-audit completions bash > /etc/bash_completion.d/crm-audit
    { "  " }crm-audit completions powershell >> $PROFILE
cli-man = Print the manual page, or write those of all commands into a folder
cli-man-folder = The folder for the pages (default: the page of the program goes to stdout)
cli-man-examples = { "  " }crm-audit man > crm-audit.1
    { "  " }crm-audit man share/man/man1
man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-options = OPTIONS
man-commands = COMMANDS
man-more = MORE
man-version = VERSION
cli-check = Audit the exports of a project
cli-check-project = Folder of the project, or its crm-audit.toml (default: here, or the nearest one above)
cli-check-as-of = Date the audit is made as of, to the end of that day (default: now)
cli-check-select = Judge only these rules: ids, ids with *, tags, kinds or tables
cli-check-ignore = Leave these rules out
cli-check-min-severity = Judge only rules of this severity or worse
cli-check-fail-on = Exit with 1 from findings of this severity on
cli-check-input = Read a table from this file instead (repeatable; a pattern, a folder, or - for stdin)
cli-check-encoding = The encoding of text exports, such as gbk (repeatable; TABLE=NAME for one table; default: detected)
cli-check-format = What goes to stdout
cli-check-output = Also write a report to a file; its ending decides the format: xlsx, csv, json, jsonl, txt, sarif, xml (JUnit), md; …minutes.md for the meeting; …code-quality-report.json for GitLab (repeatable)
cli-check-mark = Also write the file that was read with its faults marked: red cells with a note, a column of faults, a summary; a folder for several files
cli-check-only-bad = With --mark: of the rows keep only those with faults
cli-check-limit = Findings listed of each rule on the terminal; all are counted
cli-check-verbose = List rules that found nothing as well
cli-check-quiet = Print the verdict, and of what fails the run the first findings
cli-check-exit-zero = Exit with 0 in spite of findings
cli-rules = List the rules of a project; `rules check` only looks for mistakes, `rules log` tells when they changed and who decided it
cli-rules-action = `check`, `log`, or the folder of the project
cli-rules-project = Folder of the project (after `check` or `log`)
cli-rules-format = How the list is written
cli-explain = Explain a kind of check, or a rule of the project; print a shipped pack
cli-explain-name = A kind such as latency, the id of a rule, or a pack such as pack:complaints
cli-explain-project = Folder of the project (default: here, or the nearest one above)
cli-init = Write a commented project to start from
cli-init-folder = Where to; existing files are never overwritten
cli-schema = Print the JSON Schema of the TOML files, for editors, or of the JSON report
cli-completions = Print a completion script for a shell
cli-completions-shell = The shell
rules-checked = { $rules }, no mistakes.
explain-why = Why
explain-example = Example
explain-limits = Good to know
explain-message = `message` beside `check` gives the findings a sentence of the rule's own: `message = "order {"{"}order_no{"}"} …"`, in which {"{"}field{"}"} is a cell as the finding shows it.
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
output-unknown-format = { $file }: the ending names no report format; use xlsx, csv, json, jsonl, txt, sarif, xml (JUnit) or md
output-no-folder = { $file }: the folder does not exist
output-xlsx-needs-file = a workbook needs a file: use -o report.xlsx
output-becomes-input = { $file } would be read as an export of "{ $table }" the next time, for its name fits `files`; write it elsewhere
output-is-input = { $file } is one of the inputs; inputs are never overwritten
output-leads-elsewhere = { $file } is a link to { $target }, a file of another kind, which would be replaced; name another file
output-twice = { $file } is named twice
output-written = written: { $file }
progress-writing = writing { $file }
interrupted = stopped; what had not been written completely is as it was
output-denied = { $file } cannot be written: it is open in another program, such as Excel, or nobody may write there{ $code }
output-full = { $file } cannot be written: its disk is full, or that of temporary files in { $folder }{ $code }
output-no-temporary = { $file } cannot be written: no temporary file can be made in { $folder }: { $error }; name another folder in TMPDIR (TMP on Windows)
output-failed = { $file } cannot be written: { $error }
findings-lost = a part of the findings was put into a temporary file and cannot be read back: { $error }
output-broken = the result cannot be printed: { $error }
cli-codes = Judge a coding scheme: what can go wrong, how much of it is used, examples, a plan to recode
cli-codes-name = Name of the scheme under [coding] (default: the only one, or a list of all)
cli-codes-examples = { "  " }crm-audit codes customer-no                        what can go wrong, and how long it lasts
    { "  " }crm-audit codes customer-no --examples 5           right and wrong codes, for teaching
    { "  " }crm-audit codes customer-no --recode -o plan.csv   old codes and new ones
cli-codes-teach = How many right and how many wrong codes to print
cli-codes-recode = Plan new codes for those that do not follow the scheme
cli-codes-format = What to print
cli-codes-output = Write to a file as well (txt, json, csv, xlsx); repeatable
cli-codes-limit = How many lines of a list to print

cli-template = Write templates to collect data with: a workbook with checks, lists and a guide, or the list of columns
cli-template-tables = The tables to collect (default: all); the folder of the project may stand here as well
cli-template-examples = { "  " }crm-audit template customers -o customers.xlsx      the workbook to send out
    { "  " }crm-audit template -o fields.md -o fields.html       the columns of all tables
    { "  " }crm-audit check --input customers=customers.xlsx     check what came back
cli-template-format = What to print
cli-template-output = Write to a file: xlsx to fill in; md, csv, html and txt hold the list of columns alone; repeatable
