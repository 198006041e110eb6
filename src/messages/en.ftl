### The catalogue in English. Keys are the same in every language; a test compares them.

list-separator = {", "}
colon = :{" "}
word-error = error
word-note = help
with-hint = { $message } — { $hint }

## severities

severity-critical = critical
severity-high = high
severity-medium = medium
severity-low = low
severity-info = info

## counts

count-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
count-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
count-rules = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
count-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-workdays = { $count ->
    [one] { $count } workday
   *[other] { $count } workdays
}
span-workhours = { $count ->
    [one] { $count } working hour
   *[other] { $count } working hours
}
span-workminutes = { $count ->
    [one] { $count } working minute
   *[other] { $count } working minutes
}
span-two = { $first } { $second }
progress-rows = rows

## types

type-text = a text
type-integer = a whole number
type-number = a number
type-date = a date
type-datetime = a date and time
type-boolean = yes or no (true or false)
type-true-false = true or false
type-list = a list
type-table = a table
type-span = a duration
types-date = date or datetime
types-number-or-date = integer, decimal, date or datetime

## findings: $column is the column's name, $value the cell, $detail what differs from row to row

limit-as-of = the as-of date
finding-required = { $column } is empty
finding-pattern = { $column } does not follow the pattern { $regex }
finding-pattern-search = nothing in { $column } matches { $regex }
finding-too-short = { $column } has { $detail } { $detail ->
    [one] character
   *[other] characters
}, at least { $limit } are needed
finding-too-long = { $column } has { $detail } characters, at most { $limit } fit
finding-too-many-bytes = { $column } takes { $detail } bytes in { $encoding }, at most { $limit } fit
finding-one-of = { $column } must be one of: { $values }
finding-range = { $column } must be { $op } { $limit }
finding-compare = { $column } must be { $op } { $other } ({ $detail })
finding-differ = { $column } must differ from { $other } ({ $detail })
finding-same-person = { $column } and { $other } ({ $detail }) must not be the same person
finding-expression = does not hold: { $condition }
finding-unique = { $column } occurs again in row { $detail }
finding-dependency = { $column } is not what other rows of this code say: { $detail }
finding-reference = { $detail ->
    [1] { $column } exists in { $table }, but not in a row that may be used
   *[other] { $column } does not exist in { $table }
}
finding-latency = { $state ->
    [open] { $column } is missing for { $detail } since { $from }, the limit is { $limit }
   *[closed] { $column }: { $detail } after { $from }, the limit is { $limit }
}
finding-latency-backwards = { $column } is before { $from } ({ $detail })
finding-total = { $column } is not the sum over { $table }, which is { $detail }
finding-type = { $column } is not { $wanted }
finding-scale = { $column } has more than { $digits } { $digits ->
    [one] digit
   *[other] digits
} after the decimal point
finding-shape = the row has { $detail } cells, the header { $other }{ $record }
finding-cut-short = the file ends within this row, after { $detail } of { $other } cells{ $record }
finding-stray-quote = something follows the quote that should end a cell, so the cell may not be what was meant{ $record }
finding-unclosed-quote = a quote is opened and not closed where the cell should end; the line was not judged{ $record }
finding-nul = the row contains NUL characters, as a damaged file does{ $record }
finding-endless = the record is longer than any record can be; it was not judged{ $record }
finding-record = { " " }(record { $record })
finding-undecodable = { $column } contains bytes that are no text in the encoding of the file
finding-formula = { $column } holds the error of a formula, not a value
finding-lost-digits = { $column } was stored as a number and has lost digits; what stands there is not the code
finding-person-unknown = { $column } is neither an account nor a name in { $table }
finding-person-shared = { $column } is an account that several people use
finding-person-left = { $column } left on { $detail }
finding-person-left-before = { $column } left on { $detail }, before { $at }
finding-recurrence = { $rule }: findings in { $months } of the last { $within } months, since { $since }; { $count } now

expected-required = filled
expected-pattern = { $regex }
expected-min-chars = ≥ { $limit } characters
expected-max-chars = ≤ { $limit } characters
expected-max-bytes = ≤ { $limit } bytes in { $encoding }
expected-one-of = { $values }
expected-range = { $op } { $limit }
expected-compare = { $op } { $other } ({ $detail })
expected-expression = { $condition }
expected-unique = occurs once
expected-dependency = { $detail }
expected-reference = exists in { $table }
expected-latency = within { $limit }
expected-latency-backwards = not before { $from }
expected-total = { $detail }
expected-scale = ≤ { $digits } digits after the point
expected-shape = { $other } cells
expected-quotes = quotes only around whole cells
expected-no-nul = text without NUL characters
expected-record = one record
expected-decodable = readable text
expected-value = a value
expected-all-digits = the code as text
expected-person-known = somebody in { $table }
expected-person-personal = an account that one person uses
expected-person-present = somebody who has not left
expected-recurrence = findings in fewer than { $months } of the last { $within } months

## names of dictionary constraints

rule-label-field = { $field }: { $demand }
rule-label-required = empty
rule-label-type = not of its type
rule-label-min-chars = too short
rule-label-max-chars = too long
rule-label-max-bytes = too many bytes
rule-label-pattern = off its pattern
rule-label-values = value not allowed
rule-label-unique = occurs twice
rule-label-scale = too many decimals
rule-label-shape = records with a broken structure
rule-label-damaged = damaged cells

## columns of reports

column-severity = Severity
column-rule = Rule
column-id = Rule id
column-table = Table
column-kind = Kind
column-label = Name
column-origin = From
column-violations = Violations
column-rate = Rate
column-pending = Pending
column-undecidable = Undecidable
column-not-applicable = Not applicable
column-file = File
column-row = Row
column-key = Document
column-value = Value
column-message = Finding
column-owner = Owner

status-not-run = not run
status-no-input = no data
status-never-activated = no row applies
status-tolerated = (tolerated)
status-off = off

## the terminal report

terminal-title = { $name } · as of { $as_of } · { $files }, { $rows }
terminal-errors = Could not be audited
terminal-notices = Please note
terminal-quiet = { $count ->
    [one] { $count } more rule found nothing (--verbose lists it).
   *[other] { $count } more rules found nothing (--verbose lists them).
}
terminal-quiet-all = { $count ->
    [one] The one rule found nothing (--verbose lists it).
   *[other] All { $count } rules found nothing (--verbose lists them).
}
terminal-constraints = { $count ->
    [one] { $count } constraint of the dictionary was not run.
   *[other] { $count } constraints of the dictionary were not run.
}
terminal-why = Why
terminal-fix = What to do
terminal-advice = { $word }: { $text }
terminal-more = … and { $count } more (--limit lists more, -o findings.csv or -o report.xlsx all)
terminal-more-rules = … and the findings of { $count ->
    [one] { $count } more rule
   *[other] { $count } more rules
}, which the table above counts (--verbose lists them, -o report.xlsx as well)
terminal-total = { $total }: { $parts }
terminal-undecided = { $total } not decided on, or past their day: { $parts }
terminal-next = Next: `-o report.xlsx` writes a workbook for the meeting, `crm-audit explain RULE` says what a rule demands.
verdict-clean = Passed: nothing at or above "{ $bar }".
verdict-findings = Not passed: there are findings at or above "{ $bar }".
verdict-not-audited = Not passed: not everything could be audited, see above.
verdict-nothing-checked = Nothing was checked: no file was found, the files hold no rows, or no rule was selected.

## what an audit tells beside findings

audit-no-file = { $table }: no file matches { $patterns } — check `files` of [tables.{ $name }], or give --input { $name }=FILE
audit-no-rows = { $file }: there are no rows of data
notice-of-file = { $file }: { $told }
notice-unknown-zone = { $column }: { $count ->
    [one] one time has
   *[other] { $count } times have
 } a zone, such as { $example }, and cannot be read; name the zone of the company's clocks: `timezone = "Asia/Shanghai"` under [project]
notice-in-files = { $notice } (and in { $count ->
    [one] { $count } more file
   *[other] { $count } more files
})
lookup-keys-lost = { $table }: { $count ->
    [one] { $count } row has
   *[other] { $count } rows have
} no readable key, so other tables cannot find what belongs to it
audit-unreadable = { $file }: { $reason }
audit-never-activated = rule { $rule }: its condition held for no row, so it judged nothing
audit-not-run = not run: { $rules } — { $reason }
not-run-no-file = no file of its table was found
not-run-unreadable = no file of its table could be read
not-run-target = { $table } could not be read, so nothing can be looked up in it
not-run-target-absent = { $table } has no file, so nothing can be looked up in it
not-run-target-empty = { $table } holds no rows, so nothing can be looked up in it
not-run-no-column = { $file } has no usable column for { $field }
not-run-order = whether the day or the month comes first in the dates of { $field } is not known
pack-rule-skipped = pack:{ $pack }: left out because { $reason }: { $rules }
pack-word-unknown = pack:{ $pack }: rule { $rule } compares with a word that the dictionary does not know, and may find nothing: { $reason }
header-missing = { $file }: no column for field { $field }, whose header is { $headers }
header-near = did you mean the column "{ $name }"? Add it to `header`
header-repeated = { $file }: several columns are headed as field { $field }; keep one, or make `header` more exact
header-extra = { $file }: columns that no field takes: { $headers }
decision-encoding-declared = encoding { $encoding }, as declared
decision-encoding-bom = encoding { $encoding } (byte order mark)
decision-encoding-ascii = encoding { $encoding } (only ASCII characters)
decision-encoding = encoding { $encoding } (confidence { $confidence } %)
decision-encoding-next = encoding { $encoding } (confidence { $confidence } %; next: { $next } { $share } %)
decision-delimiter = delimiter { $delimiter }
decision-line-end = line ends { $line_end }
decision-delimiter-line = the first line, `sep=`, names the delimiter
decision-header-row = header in row { $row }
decision-header-rows = header in rows { $first } and { $last }
decision-no-header = no header row; the columns are those of `columns`
decision-titles = { $count ->
    [one] 1 row with a title was not judged: { $rows }
   *[other] { $count } rows with titles were not judged: { $rows }
}
decision-headers = { $count ->
    [one] 1 row repeats the header and was not judged: { $rows }
   *[other] { $count } rows repeat the header and were not judged: { $rows }
}
decision-blanks = { $count ->
    [one] 1 blank row: { $rows }
   *[other] { $count } blank rows: { $rows }
}
decision-totals = { $count ->
    [one] 1 row with a total was not judged: { $rows }
   *[other] { $count } rows with totals were not judged: { $rows }
}
decision-notes = { $count ->
    [one] 1 row with a remark or signature at the end was not judged: { $rows }
   *[other] { $count } rows with remarks or signatures at the end were not judged: { $rows }
}
decision-form = { $column }: { $form } in { $count ->
    [one] { $count } cell
   *[other] { $count } cells
}, such as "{ $example }"
form-minguo = Minguo years (ROC, year + 1911)
form-serial = day numbers of Excel (1900 date system)
form-short-year = two-digit years (00–29 are 2000–2029, 30–99 are 1930–1999)
form-day-first = the day before the month
form-month-first = the month before the day
form-date = dates in another than the ISO form
form-currency = currency signs left out ({ $signs })
form-percent = percentages, read as parts of one (12.5% is 0.125)
form-negative = negative numbers in parentheses or with the minus behind
form-number = thousands separators, exponents or full-width digits
form-zone = times with a zone, carried over to the zone of the project
form-unknown-zone = times with a zone, not read: the zone of the project is not declared
order-open = { $table }: field { $field } holds dates such as "{ $example }" ({ $file }, row { $row }), and no cell of the column shows whether the day or the month comes first
order-contradictory = { $table }: field { $field } holds dates with the day first, such as "{ $day_first }" ({ $day_file }, row { $day_row }), and with the month first, such as "{ $month_first }" ({ $month_file }, row { $month_row })
order-hint = set `format = "{ $day_first }"` or `format = "{ $month_first }"` in the field
decision-hidden-sheets = hidden sheets were not read: { $sheets }
decision-unstored-formulas = { $count ->
    [one] 1 formula of the workbook has no stored result, so its cell is read
   *[other] { $count } formulas of the workbook have no stored result, so their cells are read
} as empty; open and save it in a spreadsheet program
decision-merged = { $count ->
    [one] 1 area of merged cells below the header (row { $rows }): only its first cell holds the value
   *[other] { $count } areas of merged cells below the header (rows { $rows }): only the first cell of each holds the value
}
decision-misnamed = the file is named .{ $extension }, but it is { $format }, and was read as such
decision-unpacked = unpacked from the archive: { $file }
decision-html-table = table { $number } of the { $count } in the page, from row { $row }

## sources

source-not-found = the file does not exist
source-not-permitted = no permission to read the file; is it open in another program?
source-is-folder = this is a folder, not a file
source-io = the file cannot be read: { $error }
source-empty = the file holds no rows
source-binary = this is neither text nor a workbook; export it again as CSV or xlsx
source-encoding-contradicted = `encoding` says { $declared }, but the file begins with the byte order mark of { $marked }; correct or remove `encoding`
source-unclosed-quote = row { $row }: a quote is opened and never closed, so the rest of the file cannot be told apart
source-no-header = none of the first { $most } rows names a field of the dictionary (row { $row }: { $headers }); add the names that this export uses to `header`, or name its columns with `columns` if it has no header
source-no-worksheet = the workbook has no worksheet
source-no-sheet = the workbook has no sheet "{ $wanted }"; it has { $sheets }
source-other-sheets = { $file }: sheet "{ $sheet }" was read, not { $others }; set `sheet` to choose another
source-encrypted = the workbook is protected by a password; save it without one
source-broken-workbook = the workbook is damaged: { $error }; open it in Excel and save it again
source-parquet = parquet files cannot be read yet; export as CSV or xlsx
source-not-workbook = this is an Office document, but not an Excel workbook
source-too-many-cells = the sheets of the workbook span more than { $most } cells, blank ones between filled ones included; save it as xlsx or CSV
source-several-sheets = several sheets match "{ $wanted }": { $sheets }; name one of them in `sheet`
source-unreadable-workbook = the workbook is damaged in a way that stops it from being read; open it in Excel and save it again as xlsx
source-damaged = the file is damaged or incomplete ({ $error }); export or download it again
source-unpacks-too-far = the file unpacks to more than 200 times its size, as files do that are made to fill the disk; if it is genuine, set `max_unpacked_mb` of the table
source-archive = this is an archive of a kind that cannot be read; unpack it and use the file inside
source-archive-empty = there is no file in the archive
source-archive-several = there are { $count } files in the archive, and only one can be read: { $files }; unpack it
source-archive-encrypted = the archive is protected by a password; unpack it
source-packed-twice = there is an archive inside the archive; unpack it
source-spreadsheet-xml = this is "XML Spreadsheet 2003"; open it in Excel and save it as xlsx
source-web-archive = this is a single-file web page (MHTML); open it in Excel and save it as xlsx
source-html-no-table = this is a web page without a table; it may be the login page of the system instead of the export
encoding-doubtful = the encoding is not certain: { $told }; settle it with `encoding`
source-long-header = the first record does not end within 256 KB; this is no table with a header
source-html-too-large = this is an HTML table of more than 1 GB; export it as CSV or xlsx
source-workbook-too-large = a part of the workbook unpacks to more than { $most } MB; export it as CSV, or set `max_unpacked_mb` of the table
source-old-workbook = this is a workbook of Excel 4 or older; open it in Excel and save it as xlsx

## mistakes in project and rule files

problem-count = { $count ->
    [one] { $count } mistake. Nothing was audited.
   *[other] { $count } mistakes. Nothing was audited.
}
problem-not-a-project = { $file } is no project file
problem-no-table = the project defines no table: there is nothing to audit
problem-first-here = and here
problem-no-project = there is no project in { $folder }: no file crm-audit.toml
hint-init = `crm-audit init` writes a project to start from
project-not-utf8 = the file is not UTF-8; save it as UTF-8
problem-toml-syntax = TOML cannot be read: { $error }
problem-unknown-key = unknown key `{ $name }`
problem-missing-key = `{ $name }` is missing
problem-unknown-value = `{ $name }` is not a possible value
problem-unknown-kind = there is no check `{ $name }`
problem-one-kind = a rule has exactly one check, this one has { $count }
problem-negative = must not be negative
problem-wrong-type = expected { $wanted }, found { $found }
problem-wrong-type-two = expected { $wanted } or { $second }, found { $found }
problem-rule-brackets = rules are written under [[rule]], with two brackets
problem-section-table = `{ $name }` holds sections: [{ $name }.NAME]
problem-twice = `{ $name }` is defined twice
problem-table-twice = table `{ $name }` is defined twice
problem-rule-twice = rule `{ $id }` is defined twice
problem-bad-id = `{ $id }` is no rule id: lower-case letters, digits and hyphens, such as order-approved-late
problem-unknown-rule = there is no rule `{ $id }`
problem-unknown-table = there is no table `{ $table }`
problem-unknown-field = table `{ $table }` has no field `{ $field }`
problem-unknown-pack = there is no pack `{ $name }`
problem-unknown-encoding = `{ $name }` is no known encoding, such as gbk, big5 or utf-8
problem-no-rule-file = no file matches `{ $pattern }`
problem-bad-glob = `{ $pattern }` is no file pattern
problem-unknown-placeholder = `{ $word }` in `{ $pattern }` stands for nothing; only `{"{"}month{"}"}` does: year and month of --as-of, such as 202610
problem-no-columns = the check names no column
problem-no-values = the list of values is empty: every filled cell would be wrong
problem-no-limit = the check sets no limit
problem-min-over-max = contradictory limits: at least { $min }, at most { $max }
problem-empty-range = no value is { $low } and { $high }
problem-too-large = `{ $written }` is too large a number
problem-bad-date = `{ $written }` is no date; write it as 2026-01-31
problem-time-beside-date = `{ $written }` has a time, the field beside it has none
problem-same-header = `{ $header }` is the header of two fields
problem-unknown-columns = none of the `columns` is a heading of a field; name each column of the export as `header` does
problem-bad-duration = `{ $written }` is no duration; write "30 minutes", "24 hours", "3 days", "1 workday" or "8 workhours"
problem-hours-between-dates = one of the two fields is a date without a time, so the limit must be in days or workdays
problem-no-time-limit = there is no limit: give `within`, or `by` and `limits`
problem-by-and-limits = `by` and `limits` belong together: a field, and a limit for each of its words
problem-no-calendar = a limit in working time needs `calendar` under [project]
problem-no-hours = a limit in workhours needs `hours` under [project]
problem-hours-without-calendar = hours are counted on workdays: `hours` needs `calendar` beside it
problem-unknown-calendar = there is no calendar `{ $name }`
problem-unknown-zone = there is no time zone `{ $name }`
problem-calendar-shipped = `{ $name }` is a calendar of the program; give yours another name and let it extend this one
problem-calendar-twice = the calendar `{ $name }` is there twice
problem-calendar-circle = the calendar `{ $name }` extends itself, by way of others or not
problem-calendar-range = a calendar needs `from` and `to`, the days it covers, or a calendar that it extends
problem-calendar-backwards = `to` of this calendar is before `from`
problem-no-workday = no day of this calendar is worked
problem-bad-hours = `{ $written }` is no stretch of a day; write "08:30-12:00", the end after the start
problem-hours-overlap = `{ $one }` and `{ $other }` overlap
problem-bad-days = `{ $written }` is no day or range of days; write "2026-10-01" or "2026-10-01..2026-10-07"
problem-day-not-covered = `{ $written }` is not covered by the calendar, which reaches from { $from } to { $to }
problem-day-off-and-on = `{ $written }` is both off and on
problem-bad-format = `{ $format }` is no date form; write it as "%d/%m/%Y" or "%Y%m%d"
problem-format-needs-date = `format` belongs to fields of type date or datetime
problem-map-needs-text = a map of `values` belongs to fields of type text or boolean
problem-scale-needs-decimal = `scale` belongs to fields of type decimal
problem-unit-needs-number = `unit` belongs to fields of type integer or decimal
problem-bad-unit = `{ $unit }` is no unit: it is empty, or begins like a number; write it as "kg" or "%"
problem-bad-share = `{ $written }` is no share; write "0.5%"
problem-bad-tolerance = a tolerance is a number that is not negative
problem-tolerance-needs-numbers = a tolerance needs numbers on both sides
problem-total-needs-numbers = a number is needed here
problem-no-document-date = table `{ $table }` names no document date: set `date` in [tables.{ $table }] to the field that `since` and `until` compare with
problem-key-length = columns here: { $columns }, in the key of the other table: { $key }
problem-no-key = table `{ $table }` names no key: name the columns with `key`
problem-no-people-table = [people] needs a table `people`
problem-people-no-account = the table `people` needs a field `account`
problem-person-no-table = check.person needs a table `people`
problem-forbids-nothing = `forbid` names nothing, so every row would pass
problem-no-shared-accounts = no account is declared as shared: list them in `shared` under [people]
problem-recurrence-months = findings of one month recur nowhere; `months` must be 2 or more
problem-recurrence-within = only the last { $within } months are counted, so nobody has findings in { $months }; `within` must not be less than `months`
problem-recurrence-nothing = `rules` names nothing, so nothing would be looked at
problem-recurrence-key = a rule about recurrence looks at findings of other rules, so it cannot have `{ $key }`
problem-recurrence-table = the table name `{ $name }` is that of rules about recurrence; give the table another name
problem-recurrence-no-rule = no rule about an export is called `{ $name }`
problem-field-type = `{ $field }` is of type { $found }; needed here: { $wanted }
problem-not-comparable = `{ $left }` ({ $left_type }) and `{ $right }` ({ $right_type }) cannot be compared
problem-bad-regex = not a regular expression: { $error }
problem-bad-sql = not an SQL condition: { $error }
problem-sql-rest = the condition should end here, found { $found }
problem-sql-not-boolean = this is no condition: it is neither true nor false
problem-sql-no-field = the condition names no field
problem-sql-unsupported = not supported in a condition: { $what }
problem-sql-function = there is no function `{ $name }`
problem-sql-arguments = wrong number of arguments for `{ $name }`
problem-sql-mixed = { $left } and { $right } do not go together here
problem-sql-needs-text = a text is needed here
problem-unknown-word = `{ $field }` never holds the word `{ $word }`
problem-sql-too-long = the condition is longer than { $most } bytes
hint-input = name the folder of the project, and give an export with --input TABLE={ $file }
hint-did-you-mean = did you mean `{ $name }`?
hint-literal-brace = where the name of the file holds a brace, write `[{"{"}]`
hint-one-of = possible: { $names }
hint-fields = `{ $table }` has { $names }
hint-plain-sign = write `{ $plain }` instead of `{ $written }`
hint-backslash = in double quotes a backslash starts an escape; write / in paths, or use single quotes
hint-single-quotes = a text stands in single quotes: '{ $text }'
hint-is-null = write IS NULL or IS NOT NULL
hint-interval = compare a difference of dates with a duration such as INTERVAL '5' DAY
hint-tune = to change a rule of a pack, write [tune."{ $id }"]
hint-calendar = there are { $names }, and those under [calendars]: `calendar = "cn"`
hint-zone = name it as the IANA database does, such as `Asia/Shanghai` or `Asia/Taipei`, or give its distance from UTC: `+08:00`
hint-hours = for example `hours = ["08:30-12:00", "13:30-17:30"]`
hint-people = declare [tables.people] with the field `account`, and `name`, `department`, `joined`, `left`, `assessed_on` where the export has them

## commands

cli-about = Audits CRM/ERP exports (CSV, Excel) against declarative rules.
cli-exit-codes = Exit codes: 0 passed · 1 findings · 2 could not audit · 3 nothing was checked
cli-common-lang = Language of reports and messages
cli-common-color = When to colour the output
cli-check = Audit the exports of a project
cli-check-project = Folder of the project, or its crm-audit.toml (default: here)
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
cli-explain = Explain a kind of check, or a rule of the project
cli-explain-name = A kind such as latency, or the id of a rule
cli-explain-project = Folder of the project (default: here)
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
init-exists = { $file } exists already; nothing was written
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
interrupted = stopped; what had not been written completely is as it was

## kinds, as `explain` prints them

kind-required-what = Cells that must be filled. Each empty one is a finding of its own.
kind-required-why = Half-empty customer cards and complaints without a cause stop the people who need them later: a delivery without a phone number, an invoice without a tax number.
kind-required-limits = An empty cell, blanks of any width and the field's `null` words are empty. A cell that cannot be read is not empty: it is a finding of its type. A row that is too short to have the cell is undecidable.
kind-pattern-what = A cell whose text must match a regular expression.
kind-pattern-why = Codes that break the coding principle cannot be sorted, summed or found, and the next system will refuse them.
kind-pattern-limits = The whole cell must match unless `search = true`. `\d`, `\w` and `\s` are ASCII, so a full-width digit is a finding; other classes, such as \p{"{"}Han{"}"}, are Unicode. There is no lookaround and no back-reference. The raw text is judged: blanks at the ends count, and words are those of the export, not those the dictionary maps them to.
kind-length-what = A cell that must not be too short or too long.
kind-length-why = ERP fields cut what does not fit, often in bytes, and a name cut in the middle of a character is unreadable.
kind-length-limits = `min` and `max` count characters (code points). `max_bytes` counts bytes in the encoding it names, such as gbk, where a Chinese character takes two. The raw text is counted, blanks included.
kind-one-of-what = A cell that must hold one of a list of values.
kind-one-of-why = People invent their own words for a status or a unit, and each report that filters by them becomes wrong without a sign.
kind-one-of-limits = Values are compared exactly. Where the dictionary maps the export's words, the list holds the mapped ones; a word that is not mapped is a finding of the dictionary and undecidable here.
kind-range-what = A number or a date that must lie within limits.
kind-range-why = Amounts of zero, a quantity of a million or a date in the next century are typing errors that every later total carries on.
kind-range-limits = `min` and `max` are allowed themselves, `above` and `below` are not. Limits of dates are written as "2026-01-31" and mean the whole day, beside a datetime as well; "as_of" is the point in time the audit is made as of. Numbers are exact decimals.
kind-compare-what = Two columns of a row that must stand in a relation.
kind-compare-why = Shipped before it was ordered, approved by its own author, more delivered than ordered: each column alone looks fine.
kind-compare-limits = Numbers are exact decimals: a difference of exactly the tolerance is accepted. Persons are compared after clean-up of width, blanks and case, with a text as well; with a table `people`, an account equals the name of its person, unless several people have that name. A date against a datetime is compared by day.
kind-expression-what = An SQL condition over the fields of a row that must hold.
kind-expression-why = For what the other kinds cannot say: line arithmetic, exceptions, several columns at once.
kind-expression-limits = Comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, + - * on numbers, differences of dates against INTERVAL '5' DAY, and the functions length, lower, trim, abs, regexp_like. There is no division. That an account and a name are one person only `check.compare` knows. Where the condition is null, because a cell is empty, the row is not judged.
kind-unique-what = A key that no two rows may share.
kind-unique-why = An order entered twice is delivered twice; a customer with two codes has two credit limits.
kind-unique-limits = Every copy is a finding and names the rows of the others. A row with an empty key is not judged. `normalise` compares texts after named clean-ups: trim, case, width, leading_zeros, spaces, dashes. Copies in different files of the table are found as well.
kind-dependency-what = Rows with the same code that must hold the same name.
kind-dependency-why = One code with two names means that two things share a code, or that somebody overwrites the master data in the document.
kind-dependency-limits = Rows whose name is not the most frequent one of their code are findings. Where no name is more frequent than the others, all rows of the code are. Empty cells are not judged.
kind-reference-what = A key that must exist in another table.
kind-reference-why = An order for a customer who is not in the master, or no longer enabled, has no credit limit, no tax number and no one responsible.
kind-reference-limits = An empty key is not judged. Types must agree: a code read as a number in one table and as a text in the other is a mistake. If the other table cannot be read, the rule is not run and this is told once. `normalise = ["leading_zeros"]` finds 0012 under 12. With `when`, only rows of the other table that meet it count; the message says which of the two it was.
kind-person-what = An account that must be known, belong to one person, and to one who has not left.
kind-person-why = What a shared account or that of a leaver approves, nobody answers for; and a complaint in the hands of somebody who has left is in no hands.
kind-person-limits = Needs the table `people`. The cell is looked up among the accounts and then among the names, both after clean-up of width, blanks and case. `forbid` lists what is a finding: "unknown" (neither account nor name of anybody), "shared" (listed in `shared` under [people]), "left" (`at` is after the day in `left`; the last day itself is allowed). Without `at` the day of the audit counts. Without `forbid`, all is forbidden that the table and the section can tell. A shared account is never unknown, and where it is forbidden, it is not asked whether it has left. Who stands in several rows has left when the last of them has; so has a name that several people have. An empty account is not judged, and neither is "left" where `at` is empty; a date that cannot be read, here or among the people, is undecidable.
kind-latency-what = From one point in time to another it must not take longer than a limit, in elapsed or in working time.
kind-latency-why = An order that waits for approval holds back the shipment, and a shipment that waits holds back the receivable.
kind-latency-limits = Minutes, hours and days are elapsed time: a day has 24 hours, nights and holidays count. Where one of the two fields is a date without a time, calendar days are counted and the limit must be in days or workdays. Workdays and workhours go by `calendar` and `hours` under [project]. Workdays are the days worked after the day of the start, up to and including the day of the end: the same day is 0, the next day that is worked is 1, so "1 workday" lasts until the end of the next day that is worked. Workhours count inside `hours` on days that are worked, without the breaks; what starts at night or on a day off starts when the next workday opens. A date that the calendar does not cover is undecidable. In minutes, hours and workhours, midnight stands for a day whose time was not written: a row on which that time could change the verdict is undecidable. An open row (`to` is empty) is pending inside the limit and a violation after it; `still_open = "wait"` keeps it pending, "ignore" leaves it out. `by` and `limits` give each word of a field a limit of its own; `within` is then the limit of all other rows, which without it are not applicable. An end before the start is a finding, whatever the limit. Reports show the median, the 90th percentile and the longest of the finished rows and how long the open ones have waited; percentiles above 1,023 minutes or days are rounded down by less than 0.2 %.
kind-total-what = A number that must be the sum over the lines of another table.
kind-total-why = A header that says something else than its lines was changed by hand, or lines were lost on the way.
kind-total-limits = Sums are exact decimals. A header without lines is compared with 0. An empty cell in a line adds nothing; a line whose number cannot be read makes its header undecidable; one whose key cannot be read is told as a notice. `round` rounds the sum half away from zero. A difference of exactly the tolerance is accepted.
kind-recurrence-what = Nobody may have findings of the same rule in so many of the last months.
kind-recurrence-why = What one person does wrong month after month is no slip: the cause was not removed, or nobody spoke to them.
kind-recurrence-limits = Looks at findings, so it has no `table`, `when`, `owner`, `since` or `until`: each rule and owner with findings in this run is one record, and the owner of what is found. Without `rules`, all rules about the exports count but those of severity `info`; `rules` takes ids, ids with `*`, tags, kinds and tables, as `--select` does. Counted are the calendar months in which the owner had findings of the rule, this one included, of the last `within` (default: 12); they need not follow one another. Earlier months come from the history, a month counts as one however many runs it has, and a month in which nothing of the owner was found, be it that nobody looked or only at a part, does not count and resets nothing. Owners are told apart by account where the table `people` knows it, and else by the cell that names them, after clean-up of width, blanks and case, and a month that was recorded without `people` counts for whom its cell names now; findings without an owner, or with a masked one, are told and not judged. Decisions and the baseline do not change what is counted; the finding of the recurrence can itself be decided on. Whoever has no more findings of the rule has put the recurrence right, even where the documents were left out of the export, which shows as “no longer in the export” at the rule itself. Findings of other rules about recurrence and of dispositions.toml do not count. With `--no-history`, where the history cannot be read or has no earlier month, and where none of the rules was judged, the rule is not judged, which is told and does not fail the run. Where a rule could not decide all of its rows, whoever would recur with findings now and has none is undecidable; so is somebody whom months may make recur of which only the 1,000 owners with the most findings are known.

## the workbook

column-findings = Findings
column-ok = Passed
column-status = Status
column-sheet = Sheet
column-column = Column
column-expected = Expected
column-department = Department
column-identity = Identity
column-rows-read = Rows read
column-encoding = Encoding
column-decisions = How it was read
column-error = Error
times-rest = other owners and departments
times-bucket-first = open ≤ { $to } d
times-bucket = { $over }–{ $to } d
times-bucket-last = > { $over } d
calendar-by-week = the calendar `{ $name }` has no day off of its own in { $years }: the week alone decides there, holidays count as workdays; add them under `off`
calendar-unused = nothing counts by the calendar `{ $name }`; `calendar` under [project] chooses one
times-uncovered = { $rule }: { $count ->
    [one] one row has
   *[other] { $count } rows have
} a day that the calendar `{ $calendar }` does not cover ({ $from } to { $to }) and cannot be decided; extend it under [calendars]
times-unlimited = { $rule }: { $count ->
    [one] one row has
   *[other] { $count } rows have
} no { $field }, or one that no limit is given for, and no verdict; `within` sets a limit for all others
people-unread = owners are shown as they stand in the documents: { $reason }
people-as-written = persons are compared as they are written, and no account equals a name: { $reason }
people-field-near = the field `{ $field }` of the table `people` is read by rules only; if it is meant as `{ $name }`, name it so
people-unknown = { $count ->
    [one] the owner of { $count } finding is
   *[other] the owners of { $count } findings are
} neither an account nor a name in { $table }: { $names }
people-shared = { $count ->
    [one] { $count } finding has
   *[other] { $count } findings have
} a shared account as the owner, so nobody answers for it: { $names }
people-shared-unmet = `shared` in [people]: { $patterns } { $count ->
    [one] fits
   *[other] fit
} no account in { $table } and no person or owner in the other tables; check the spelling
people-left = { $count ->
    [one] the owner of { $count } finding has
   *[other] the owners of { $count } findings have
} left, so somebody else must act: { $names }
people-ambiguous = { $count ->
    [one] the owner of { $count } finding has
   *[other] the owners of { $count } findings have
} a name that several people in { $table } share; who must act only an account can tell: { $names }
owner-new = { $owner } (new)
column-account = Account
column-new-staff = New staff
unit-hours = hours
unit-days = days
unit-workdays = workdays
unit-workhours = working hours
column-times = Time taken
column-finished = Finished
column-p50 = Median
column-p90 = 90 % within
column-longest = Longest
column-open = Open
column-of = Of
column-name = Name
column-unit = Unit

workbook-sheet-summary = Summary
workbook-sheet-findings = Findings
workbook-sheet-findings-more = Findings { $number }
workbook-sheet-times = Times
workbook-sheet-evidence = Evidence
workbook-subtitle = Audit report · as of { $as_of } · { $files }, { $rows }
workbook-total = Total
workbook-rules = Rules
workbook-rules-violated = Rules violated
workbook-rules-note = Click a rule to go to its first finding. Rate = violations / (violations + passed). A row in violation can have several findings, one for each column that is wrong.
workbook-chart = Findings of the worst rules
workbook-tolerated = Not in the totals: { $findings } of rules that tolerate so many.
workbook-more-sheets = More findings than a sheet can hold; they are in the sheets { $sheets }.
workbook-status-violated = violated
workbook-status-tolerated = tolerated
workbook-status-passed = passed
workbook-status-reason = { $status }: { $reason }
workbook-evidence-title = Evidence
workbook-as-of = As of
workbook-bar = Not passed from severity
workbook-program = Program
workbook-fingerprint = Rules and dictionary, SHA-256
workbook-language = Language
workbook-masking = Sensitive values
workbook-masking-none = No field is declared sensitive; values are shown as they are.
workbook-masking-how = Only the first three and the last two characters are shown, and *** in place of short values: { $fields }

## history

history-created = from now on, every run is recorded in { $file }, to tell what is new and what came back (--no-history leaves it out)
history-none = there is no history yet: { $file } does not exist; `crm-audit check` starts it
history-newer = the history { $file } was written by a newer version of crm-audit; update the program.
history-damaged = the history { $file } is damaged; move the file away, or restore it from a backup.
history-busy = another run is writing the history { $file } and did not finish in time; run this again afterwards.
history-not-writable = the history { $file } cannot be written; check the permissions of the folder, or use --no-history.
history-not-readable = the history { $file } cannot be read; check its permissions.
history-unusable = the history { $file } cannot be used: { $error }.
history-partial = { $table }: { $reason }, so nothing of it counts as fixed
history-partial-given = the files were given with --input
history-partial-unread = a file could not be read to its end
history-partial-refused = some records could not be read
history-partial-empty = there are no rows
history-covers-less = { $table }: there are fewer files with rows than in the last complete run, or the table was changed in the project (files, key, sheet, columns), here or in a table that its rules look up, so nothing of it counts as fixed this time
history-without-key = { $table } has no key: its findings are known by the cells of their rows, and seem new when any of them changes; set `key` in [tables.{ $name }]
history-unsettled = some documents could not be decided; what these rules found there before stays open and does not count as fixed: { $rules }
history-rule-changed = changed since the last run, so what is new or fixed may come from that: { $rules }
history-later = later days were audited before this one ({ $days }) and have not looked for what it finds; audit them again to see what became of it
history-kept = a complete run of { $day } is recorded already; this one covers less and does not replace it for { $rules }
history-no-run = there is no run `{ $run }`; the last ones: { $runs }
history-run-title = As of { $as_of } (recorded { $recorded_at })
history-diff-title = From { $first } to { $second }
history-diff-unclear = No longer found, but not all was read or some rows could not be decided, so it may still be there: { $rules }
history-diff-one = Judged in one of the two runs only: { $rules }
history-documents = { $rule }, { $state } ({ $count }): { $documents }
history-not-run = As of { $as_of }, not run: { $rules }
history-export-format = { $file }: a history is exported as csv or json
history-not-recorded = { $trouble } This run was not recorded.
history-older = the history { $file } was written by an older version of crm-audit and cannot be brought up to date, because nothing can be written there; run `crm-audit check` once where it can
history-unfinished = the history { $file } was not closed when it was last written, and what is in { $file }-wal cannot be read where nothing can be written; copy both files to a folder of your own
history-waiting = waiting for another run that is writing { $file } …
history-empty = no run is recorded in { $file } yet; `crm-audit check` records one
history-run-partial = As of { $as_of }, only a part: { $judged } of { $rules } rules judged{ $incomplete ->
    [0] {""}
   *[other] , { $incomplete } of them not on all of the data
}

column-run = Run
column-as-of = As of
column-recorded-at = Recorded
column-new = New
column-again = Again
column-reopened = Reopened
column-fixed = Fixed
column-not-run = Not run
column-trend = Trend
column-last = Last
column-runs-with-findings = Runs with findings
column-recurring-owner = Owners in three runs or more
column-unclear = Unclear
column-came = Added
column-both = In both
column-state = State
column-first-seen = First seen
column-times-seen = Runs
column-baseline = In baseline

state-new = new
state-again = since { $first }
state-reopened = reopened, first { $first }
word-yes = yes
report-change = Since { $previous }: { $new } new · { $again } again · { $reopened } reopened · { $fixed } fixed
terminal-fixed = Fixed
terminal-fixed-rule = { $label } [{ $rule }], { $count }: { $documents }
report-change-gone = { $change } · { $gone } no longer in the export
report-recurring = Findings of the same rule in { $months } or more of the last { $within } months
recurrence-table = History
recurrence-not-judged = not judged: { $rules } — { $reason }
recurrence-no-history = --no-history leaves out who had findings in earlier months
recurrence-first = the history has no month before this one, so who had findings before is not known
recurrence-nothing-judged = none of the rules that it looks at was judged in this run
recurrence-nobodys = { $count ->
    [one] { $count } finding has no owner, or a masked one
   *[other] { $count } findings have no owner, or a masked one
}, so it cannot be told whether they recur
recurrence-not-watched = { $count ->
    [one] { $count } rule was
   *[other] { $count } rules were
} not judged in this run, so it cannot be told who has findings of them again
terminal-gone = No longer in the export
column-months = Months
column-rules-judged = Rules
column-not-in-export = Not in export
column-left-export = Left the export
terminal-in-baseline = { $count ->
    [one] { $count } finding is in the baseline and does not count.
   *[other] { $count } findings are in the baseline and do not count.
}
status-in-baseline = (in baseline)
workbook-status-in-baseline = in baseline
workbook-state-again = again
workbook-state-reopened = reopened

## baseline

baseline-unreadable = the baseline { $file } cannot be read: { $error }
baseline-foreign = { $file } is no baseline; `crm-audit baseline create` writes one
baseline-newer = the baseline { $file } was written by a newer version of crm-audit; update the program
baseline-identity = the baseline { $file } is damaged: `{ $identity }` is no identity of a finding
baseline-twice = the baseline { $file } lists { $identity } twice; delete one of the two lines
baseline-exists = { $file } exists already; `crm-audit baseline prune` takes out what is fixed, and to start anew, delete the file first
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
baseline-stale = { $count ->
    [one] { $count } entry of the baseline is no longer found
   *[other] { $count } entries of the baseline are no longer found
} (`crm-audit baseline prune` takes them out): { $rules }
cli-check-baseline = Fail only on findings that this file does not list
cli-check-no-history = Neither read nor write the history
cli-history = List the recorded runs of a project, with the trend of each rule
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

## dispositions

decision-adopt = adopt
decision-accept-once = accept once
decision-correct = correct
decision-data-error = data error
disposition-until = { $verdict } until { $day }
disposition-expired = { $verdict } until { $day } (expired)
disposition-due = { $verdict } by { $day }
disposition-overdue = { $verdict } by { $day } (overdue)
disposed-part = { $what } { $count }
report-disposed = { $findings }: { $count } decided on ({ $parts }){ $overdue ->
    [0] {""}
   *[other] , { $overdue } overdue
}{ $expired ->
    [0] {""}
   *[other] , { $expired } expired
}
workbook-status-disposed = decided on
workbook-undecided = Findings not decided on, or past their day
workbook-net-rate-note = Net rate = the same without the rows of which all findings are decided on and whose last day has not passed.
column-net-rate = Net rate
column-disposition = Decided
column-decided-on = Decided on
column-until = Until
column-due = Due
column-covers = Covers
column-term = Days
column-last-day = Until / due
column-decision = Verdict
column-actor = Who acts
column-decided-findings = Applies to
column-reason = Reason
dispositions-table = Dispositions
dispositions-match = Entry
dispositions-later = { $count ->
    [one] { $count } disposition was
   *[other] { $count } dispositions were
} decided after { $day } and not applied
dispositions-disputed = { $count ->
    [one] dispositions disagree on { $count } finding
   *[other] dispositions disagree on { $count } findings
}: the most specific one holds, then the latest; see dispositions.toml, lines { $lines }
rule-label-expired = exception expired
rule-label-overdue = decided action overdue
rule-label-unused = disposition matches nothing
rule-label-broad = disposition covers more than was decided
expected-expired = nothing left after the last day of an exception
expected-overdue = put right by the last day
expected-unused = at least one finding
expected-broad = at most { $other }
finding-expired = the exception has ended, and what it accepted is still found ({ $detail }); decide again or put it right
finding-overdue = the last day has passed, and it is still found ({ $detail }); put it right or decide again
finding-overdue-absent = the last day has passed, and the document is not in the export; delete the entry once it is certain that it is done, or correct `match`
finding-unused = matches no finding any more; delete the entry, or correct `match`
finding-unused-absent = matches no finding, and the document is not in the export; correct `match`, or delete the entry once it is certain that it is done
finding-broad = labels { $detail }, but { $other } were decided on; look at the new ones, then change `match` or `covers`
problem-empty-text = `{ $name }` is empty
problem-disposition-brackets = dispositions are written under [[disposition]], with two brackets
problem-disposition-selection = `match` needs `finding` or `rule`
problem-disposition-finding = `{ $written }` is no identity of a finding; copy its 16 digits from a report
problem-disposition-pattern = `{ $pattern }` is no pattern; write [*] for the sign * itself, and ** nowhere
problem-disposition-of-its-own = findings of `{ $id }` are about the dispositions themselves; nothing can be decided on them
problem-disposition-covers = `covers` is the number of findings that were decided on, at least 1; it can be left out only with `finding`
problem-disposition-needs = `{ $verdict }` needs `{ $name }`
problem-disposition-excess = `{ $name }` does not go with `{ $verdict }`
problem-disposition-backwards = `{ $name }` lies before `decided_on`
problem-disposition-twice = the same was decided on twice on one day; keep one of the two
problem-dispositions-table = the table name `{ $name }` is taken by { $file }; give the table another name
hint-disposition-end = the last day of `{ $verdict }` is `{ $name }`
explain-dispositions = dispositions.toml beside crm-audit.toml holds what was decided about findings. An entry matches one finding by its identity, or those of a rule, and labels them; none is hidden and every count stays as it is. What is decided on does not fail a run until the last day has passed: `until` of accept_once, `due` of adopt, correct and data_error. Where several entries match, the most specific one holds (finding, then document, then pattern), then the latest. An entry does not apply to audits as of a day before it was decided.
    dispositions.expired: an exception has ended, and what it accepted is still found.
    dispositions.overdue: the last day to act has passed, and it is still found.
    dispositions.unused: an entry matches nothing, although all rules that it names were judged on everything.
    dispositions.broad: an entry labels more findings than it covers.
    In [tune] their severity is changed, or they are switched off.
dispose-not-audited = not everything could be audited, so nothing was written to { $file }; --select and --ignore leave out what cannot
dispose-refused = nothing was written to { $file }
dispose-no-finding = as of { $day } no finding has the identity `{ $identity }`; copy it from a report of that day
dispose-nothing = as of { $day } no finding matches; look at the report for what rule, document and column are called there
dispose-shadowed = { $count ->
    [one] the finding that matches is
   *[other] all { $count } findings that match are
} decided on by more specific entries; change those
dispose-later = { $day } lies after { $as_of }, the day of the audit; give the later one as --as-of
dispose-changed = { $file } has changed while the audit ran; nothing was written, run the command again
dispose-covers = { $count ->
    [one] { $count } finding is
   *[other] { $count } findings are
} decided on by it
dispose-covers-more = … and { $count } more (--limit lists more)
dispose-days-over = { $count ->
    [one] { $count } day over
   *[other] { $count } days over
}
dispose-days-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
dispose-list-empty = as of { $day } nothing that was decided is open
cli-schema-file = Which file it describes: project (crm-audit.toml and rule files) or dispositions (dispositions.toml)
cli-dispose = Audit, and write down in dispositions.toml what was decided about findings
cli-dispose-finding = The identity of one finding, from a report
cli-dispose-rule = The findings of a rule: its id, or a pattern with *
cli-dispose-document = Of them, those of a document, or of those that a pattern matches
cli-dispose-column = Of them, those of a column
cli-dispose-of-owner = Of them, those of an owner
cli-dispose-of-department = Of them, those of a department
cli-dispose-verdict = What was decided: adopt (becomes the standard), accept_once (an exception until a day), correct (to be put right), data_error (only the record is wrong)
cli-dispose-reason = Why
cli-dispose-cause = What brought it about
cli-dispose-remedy = What is done so that it does not come back; of adopt, what changes in the procedure and the rule
cli-dispose-owner = Who must act; needed for correct
cli-dispose-due = The last day to act; needed for correct
cli-dispose-until = The last day of the exception; needed for accept_once
cli-dispose-decided-by = Who decided: a meeting or a person
cli-dispose-decided-on = The day of the decision; default: the day of the audit
cli-dispose-limit = Findings listed that the entry is about; all are counted
cli-dispose-list = Audit, and list what was decided and is still found, overdue first
cli-dispose-list-format = How the list is written

## what findings hold back

link-named = { $label }, { $field }
link-unknown = what waits is not known ({ $label }): { $reason }
link-lost = { $label }: { $count ->
    [one] { $count } row does
   *[other] { $count } rows do
} not say readably what it waits for
link-undecided = { $label }: of { $count ->
    [one] { $count } row
   *[other] { $count } rows
} it cannot be known whether it waits; it is not counted
link-amounts = { $label }: { $count ->
    [one] { $count } amount
   *[other] { $count } amounts
} of what waits cannot be read, so sums that need it are left out
link-dates = { $label }: { $count ->
    [one] { $count } date
   *[other] { $count } dates
} of what waits cannot be read, so the days that depend on it are left out
link-repeated = { $label }: { $count ->
    [one] { $count } document stands
   *[other] { $count } documents stand
} in more than one file, and the amounts in all of them are added; leave out files that overlap
link-unfit = { $label }: { $rows ->
    [one] { $rows } row names a document
   *[other] { $rows } rows name a document
} to wait for, but of { $keys ->
    [one] { $keys } name
   *[other] { $keys } names
} looked up none is in { $table }; if they are only written differently, say so with `normalise` in [[link]]
blocks-amount = { $label }: { $amount }
blocks-unknown = { $label }: not known
blocks-count = { $label } { $count }
blocks-part = { $label } { $count } ({ $amount })
blocks-since = { $parts }, { $days ->
    [one] { $days } day
   *[other] { $days } days
}
terminal-blocks = Holds back { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, for up to { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $parts }
terminal-blocks-undated = Holds back { $count ->
    [one] { $count } document
   *[other] { $count } documents
}: { $parts }
terminal-blocks-unknown = Holds back: { $parts }
column-blocks = Holds back
column-blocks-documents = Documents held back
column-blocks-amount = Amount held back
column-blocks-days = Held back for days
workbook-blocks = What findings hold back
workbook-blocks-note = Documents that wait for documents with findings. A document counts once for each rule and each owner; amounts of different documents are not added.
explain-link-what = A link says which documents wait for which others. A finding then shows how many documents it holds back, their amount, and for how many days.
explain-link-limits = Only direct links count. Keys are compared as by check.reference, with its `normalise`, and without blanks at both ends; where none of them fits, a notice says so. A document of several rows counts once, by the `key` of its table, and the amounts of its rows are added. What waits over several links of its table counts once as well. Days are whole days from the earliest date to the day of the audit. What cannot be read is told as a notice, and its number is left out.
problem-link-brackets = links are written under [[link]], with two brackets
problem-link-form = a table and its field are needed here: "TABLE.FIELD", such as "orders.order_no"
problem-link-not-key = `{ $field }` is not the key of table `{ $table }`, by which findings name their document
problem-link-sensitive = `{ $field }` is sensitive: a sum or a number of days would show what is masked
hint-link-no-key = write `key = ["{ $field }"]` in [tables.{ $table }]
hint-link-key = the key of `{ $table }` has several fields ({ $key }), which a link cannot lead to
