### readiness of data that is collected for a new system

problem-unknown-supplier = nobody who sends in this table is called "{ $name }"
problem-expect-no-supplier = rows are expected of somebody, and the table does not say who sends it in
hint-supplier = write `supplier` in the same table, or the number of all rows: `expect = 1200`
problem-supplier-sensitive = `{ $field }` is sensitive: who sends in what would be masked, and nobody could be called
problem-sum-sensitive = `{ $field }` is sensitive: a sum would show what is masked
problem-control-number = "{ $written }" is no number; it is written as 1234567.89
problem-existing-key = documents that are there already are known by one key, and table `{ $table }` has none or several; write `key = ["FIELD"]`
readiness-title = Ready to go live
readiness-standing = What is there
readiness-held = What holds what back
readiness-blockers = Rows that hold others back
readiness-totals = Control totals
readiness-choices = Opening documents
readiness-rows = Rows
readiness-returned = The same fault sent in again
readiness-silent = Whom to call
readiness-trend = Day by day
readiness-by-supplier = By supplier: to be loaded / received
readiness-order = Import order
readiness-table = Table
readiness-supplier = Sent in by
readiness-received = Received
readiness-expected = Expected
readiness-complete = Complete
readiness-faulty = Faulty
readiness-blocked = Blocked
readiness-left-out = Left out
readiness-ready = Can be loaded
readiness-by-today = Due by today
readiness-forecast = Forecast
readiness-nobody = (nobody named)
readiness-all = all
readiness-holds = Held back by
readiness-why = Why
readiness-keys = How many
readiness-waiting = Waiting
readiness-waiting-rows = Rows
readiness-amount = Amount
readiness-which = Which
readiness-key = Key
readiness-column = Column
readiness-rows-count = Number of rows
readiness-should = Old system
readiness-is = Received
readiness-difference = Difference
readiness-remark = Remark
readiness-choice = What it means
readiness-with = If loaded
readiness-with-amount = Amount if loaded
readiness-without = If left out
readiness-without-amount = Amount if left out
readiness-rule = Rule
readiness-findings = Findings
readiness-silence = Silence
readiness-day = Day
readiness-step = Step
readiness-file = File
readiness-row = Row
readiness-fate = State
readiness-waits = Waits for
readiness-verdict-on = { $ready ->
    [yes] Ready to go live on { $day }
    [unknown] It cannot be told whether all is ready to go live on { $day }
   *[no] Not ready to go live on { $day }
} (as of { $as_of })
readiness-verdict = { $ready ->
    [yes] Ready
    [unknown] It cannot be told whether all is ready
   *[no] Not ready
} (as of { $as_of })
readiness-partial = Only a part: rules or files were left out of this run; what was not judged is shown as ·
readiness-lost = Rows that were there on an earlier day are gone: { $tables }. "Whom to call" says whose; where that is right, `expect` says how many there should be
readiness-unread = Not read in full, and not counted here: { $tables }
readiness-unread-files = { $table } (because of { $files })
readiness-unread-part = { $table }: { $files }
readiness-chosen = not recorded day by day: rules were left out
readiness-format = { $file }: a readiness report is written as txt, json, csv or xlsx
readiness-summary = { $received ->
    [one] { $received } row
   *[other] { $received } rows
} received: { $ready } to be loaded, { $blocked } waiting for other rows, { $faulty } faulty, { $left } left out
readiness-more = { $count } more of { $total }; all of them with `-o FILE.xlsx`, `-o FILE.csv` or `--limit`
readiness-not-listed = { $list }: { $count ->
    [one] 1 line is
   *[other] { $count } lines are
} not listed; all of them with `-o FILE.xlsx`, `-o FILE.csv` or `--limit`
readiness-order-line = Import order: { $steps }
readiness-circle = Tables in brackets refer to each other: load one of them without the column that refers, and fill that in afterwards.
readiness-no-past = No trend, and nobody can tell what was sent in before: { $reason }
readiness-no-history = the history is left out
readiness-given = not recorded day by day: files were given with --input
readiness-unfollowed = tables that refer to each other ({ $tables }): chains of rows that hold each other back are too long to be followed to their ends
readiness-file-beside = { $file } is a file of { $supplier }, and `files` of { $table } does not take it
readiness-file-shared = { $file } is taken as sent in by { $first }: it fits the patterns of { $suppliers }
readiness-notices = { $count ->
    [one] { $count } notice
   *[other] { $count } notices
} on how the files were read: see `crm-audit check`
fate-ready = can be loaded
fate-blocked = waits
fate-faulty = faulty
fate-finished = finished
fate-later = after go-live
cause-missing = missing
cause-table-unread = table not read in full
forecast-there = all there
forecast-too-early = too early to say
forecast-standstill = nothing comes
forecast-no-calendar = beyond the calendar
total-unread = { $count ->
    [one] { $count } cell
   *[other] { $count } cells
} cannot be read
total-agrees = agrees
total-differs = differs
total-unknown = not known
choice-carried = open documents carried over
choice-lost = open documents that are not carried over
choice-met = rows of { $table } that find their document
choice-dangling = rows of { $table } left without their document
choice-copies = duplicates: keys that another row has too
choice-existing = duplicates: keys that the new system has already
choice-history = history that the new system lacks ({ $first } to { $last })
choice-history-undated = history that the new system lacks
choice-later = dated after go-live, to be entered there
choice-finished = finished, need not be loaded
choice-undecided = a cell cannot be read: treated as to be loaded
silent-nothing = nothing received
silent-gone = gone (no file, or no such row in it): on { $day } there { $rows ->
    [one] was { $rows } row
   *[other] were { $rows } rows
}, today there is none
silent-fewer = fewer rows than before: { $rows } on { $day }, today { $now }
silent-since = nothing new since { $day }, { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
order-circle = these refer to each other
row-waits = { $table } { $key }: { $why }
cli-readiness = Tell how far the data is that is collected for a new system: received, faulty, waiting for other rows, control totals
cli-readiness-fail-on = Findings from this severity on refuse a row; rules about processes and whole tables refuse none. 1 is returned unless all is there, nothing is refused or waits, and the control totals agree
cli-readiness-silent = Working days without anything new after which somebody is silent
cli-readiness-no-history = Neither record the run nor compare it with those before
cli-readiness-format = What to print
cli-readiness-output = Write to a file as well (txt, json, csv, xlsx); repeatable
cli-readiness-limit = How many lines of a list to print
cli-readiness-exit-zero = Return 0 where it is not ready
cli-readiness-examples = { "  " }crm-audit readiness                                  each evening: what is there, and whom to call
    { "  " }crm-audit readiness -o readiness.xlsx                with the rows that can be loaded and those that wait
    { "  " }crm-audit readiness --fail-on high --format json     only what is high or worse refuses a row
