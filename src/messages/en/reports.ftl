### columns of reports

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
status-undecided = undecidable
status-never-activated = no row applies
status-tolerated = (tolerated)
status-off = off
terminal-undecidable = Rows that could not be decided
terminal-undecidable-more = … and { $count } more (--limit lists more, -o report.xlsx and -o report.json up to 1,000 of each rule)
