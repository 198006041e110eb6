### history

history-created = from now on, every run is recorded in { $file }, to tell what is new and what came back (--no-history leaves it out)
history-none = there is no history yet: { $file } does not exist; `crm-audit check` starts it
history-newer = the history { $file } was written by a newer version of crm-audit; update the program.
history-damaged = the history { $file } is damaged; move the file away, or restore it from a backup.
history-busy = another run is writing the history { $file } and did not finish in time; run this again afterwards.
history-on-network = the history is on a network drive, where runs write one after another and without a write-ahead log; if runs wait for each other or the connection is not reliable, keep the project on a local disk
history-not-writable = the history { $file } cannot be written; check the permissions of the folder, or use --no-history.
history-not-readable = the history { $file } cannot be read; check its permissions.
history-unusable = the history { $file } cannot be used: { $error }.
history-partial = { $table }: { $reason }, so nothing of it counts as fixed
history-partial-given = the files were given with --input
history-partial-unread = a file could not be read to its end
history-partial-cut = a file breaks off before its end
history-partial-refused = some records could not be read
history-partial-empty = there are no rows
history-covers-less = { $table }: there are fewer files with rows than in the last complete run, or the table was changed in the project (files, key, sheet, columns), here or in a table that its rules look up, so nothing of it counts as fixed this time
history-shrunk = { $table }: { $rows } rows, after { $before } in the run of { $day }; if the export was filtered or broke off, export it again
history-unchanged = { $files } { $count ->
    [one] is the file
   *[other] are the files
} of the run of { $day }, unchanged: has this month's export been saved?
history-without-key = { $table } has no key: its findings are known by the cells of their rows, and seem new when any of them changes; set `key` in [tables.{ $name }]
history-renamed = { $count ->
    [one] 1 finding that earlier runs recorded was
   *[other] { $count } findings that earlier runs recorded were
} known by how the key is written, and { $count ->
    [one] is
   *[other] are
} known by its value from now on: another form of the same date or number is the same document
history-unsettled = some documents could not be decided; what these rules found there before stays open and does not count as fixed: { $rules }
history-rule-changed = changed since the last run, so what is new or fixed may come from that: { $rules }
history-rules-new = judged for the first time: { $rules }; { $count ->
    [one] their 1 finding is new because the rule is
   *[other] their { $count } findings are new because the rules are
}
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
report-change-back = { $change } · { $count } counted again
report-change-settled = { $change } · { $count } decided on or tolerated since
report-change-left = { $change } · { $count } not seen this time and still open
report-recurring = Findings of the same rule in { $months } or more of the last { $within } months
recurrence-table = History
counted-not-compared = { $rule }: rows were not held against an earlier run: { $reason }
counted-first = no earlier run has read all of the exports and counted them
counted-no-history = --no-history leaves out what earlier runs counted
counted-changed = the rule has been changed since the run of { $day }
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
column-gone = No longer in the export
column-months = Months
column-rules-judged = Rules
terminal-in-baseline = { $count ->
    [one] { $count } finding is in the baseline and does not count.
   *[other] { $count } findings are in the baseline and do not count.
}
status-in-baseline = (in baseline)
workbook-status-in-baseline = in baseline
workbook-state-again = again
workbook-state-reopened = reopened
history-forget = run { $number } as of { $as_of } goes, with { $findings }
history-forget-first = { $count ->
    [one] { $count } finding of later runs was
   *[other] { $count } findings of later runs were
} first seen in it; the next run that has { $count ->
    [one] it
   *[other] them
} counts as the first
history-forget-open = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
} that only this run saw fixed count as open until a later audit looks for them
history-forget-later = run as of { $day }: { $changes }
history-forget-none = the later runs stay as they are
history-forget-dry = nothing was changed; without --dry-run the run as of { $as_of } is forgotten
history-forgotten = the run as of { $as_of } is forgotten
cli-history-forget = Forget a recorded run; later runs come out as if it had never been
cli-history-forget-examples = { "  " }crm-audit history forget 3 --dry-run
    { "  " }crm-audit history forget 2026-09-30
cli-history-forget-run = Number or as-of date of the run, as `history` shows them
cli-history-forget-dry-run = Only say what would change
