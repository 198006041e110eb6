### the workbook

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
} a shared account as the owner, so nobody answers for { $count ->
    [one] it
   *[other] them
}: { $names }
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
column-fill = Filled cells
column-asked = Asked
column-filled = Filled
column-fill-rate = Rate
fill-more = { $count ->
    [one] { $count } other column is fuller (--verbose shows it)
   *[other] { $count } other columns are fuller (--verbose shows them)
}
workbook-sheet-fills = Fill rates
workbook-sheet-times = Times
workbook-sheet-undecidable = Undecidable
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

form-decision = Decision
form-due = Due / until
form-who = Who acts
form-reason = Reason for the decision
form-error = Choose a decision from the list; a day is a date such as 2026-12-31.
column-fix = What to do
workbook-sheet-passed = Passed rules
workbook-before = { $day }: { $figure }
workbook-before-none = no run before
workbook-found-before = Open on { $day }
workbook-open = Open
workbook-overdue = Overdue
workbook-by-owner = Who must act
workbook-by-department = Departments
workbook-none = (none)
workbook-more = … and { $count } more
workbook-worst = What to do about the worst rules
workbook-trend = Findings of the recorded runs
column-why = Why it is checked
