### dispositions

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
   *[other] , { $overdue } overdue and open
}{ $expired ->
    [0] {""}
   *[other] , { $expired } expired and open
}
workbook-status-disposed = decided on
report-about-decisions = { $count ->
        [one] Not counted above: 1 finding about a decision itself, for the project team
       *[other] Not counted above: { $count } findings about decisions themselves, for the project team
    }
decided-upkeep = About the decisions themselves, for the project team
decided-upkeep-line = { $rule } · { $about }: { $message }
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
finding-overdue-absent = the last day has passed, and the document is no longer in the export; delete the entry once it is certain that it is done, or correct `match`
finding-unused = matches no finding any more; delete the entry, or correct `match`
finding-unused-absent = matches no finding, and the document is no longer in the export; correct `match`, or delete the entry once it is certain that it is done
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
cli-schema-file = What it describes: project (crm-audit.toml and rule files), dispositions (dispositions.toml) or report (what `check --format json` prints)
cli-dispose = Audit, and write down in dispositions.toml what was decided about findings
cli-dispose-examples = { "  " }crm-audit dispose --finding 3f9c2a7be1d04c58 --verdict correct --owner Ann --due 2026-11-15 --reason "was overlooked" --decided-by "monthly meeting"
    { "  " }crm-audit dispose --rule order-approved-late --document "SO2026*" --verdict accept_once --until 2026-12-31 --reason "system change" --decided-by "monthly meeting"
    { "  " }crm-audit dispose --pattern shipped-before-approval/none --verdict correct --owner Ann --due 2026-11-30 --reason "urgent orders" --decided-by "monthly meeting"
    { "  " }crm-audit dispose --from report.xlsx --decided-on 2026-11-05
    { "  " }crm-audit dispose list
cli-dispose-list-examples = { "  " }crm-audit dispose list --as-of 2026-10-31
cli-dispose-finding = The identity of one finding, from a report
cli-dispose-rule = The findings of a rule: its id, or a pattern with *
cli-dispose-pattern = The findings of a rule about a process that depart in one way, as `process --patterns` names it
dispose-advice = the findings stay until the rule { $rule } knows the practice; to be pasted there, or said otherwise by `when`:

    { $change }
dispose-bad-pattern = “{ $written }” is not RULE/DEVIATION, as `crm-audit process --patterns` names it
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

dispose-cell = { $cell }: { $what }
dispose-from-unread = { $file }: { $reason }
dispose-from-not-ours = { $file } is not a report of crm-audit in which decisions are filled in; take the xlsx that `check -o report.xlsx` writes, or the minutes of `report`
dispose-from-version = { $file } was written by another version of crm-audit; write the report again and fill that in
dispose-from-project = { $file } is a report of another project: { $other }; this one is { $project }
dispose-from-unnamed = without a name
dispose-from-older = { $file } is as of { $as_of }; the last recorded run is as of { $last }
dispose-from-rules = the rules or the dictionary have changed since { $file } was written
dispose-from-nothing = nothing is filled in in { $file }
dispose-from-column = the sheet `{ $sheet }` has no column `{ $name }`; without it decisions cannot be read
dispose-from-column-twice = the column `{ $name }` is there twice; keep one of the two
dispose-from-calculated = here stands a formula or an error; enter the value itself
dispose-from-no-decision = the decision is missing; choose one of the list: { $list }
dispose-from-decision = `{ $written }` is none of the list: { $list }
dispose-from-needs = the decision `{ $decision }` needs `{ $name }`
dispose-from-date = `{ $written }` is no day that can be read; enter a date such as 2026-12-31
dispose-from-early = the day lies before { $day }, the day of the decision
dispose-from-undated = { $file } does not say on which day this was decided; give it with --decided-on, such as --decided-on 2026-11-05
dispose-from-far = { $day } lies more than a year after { $as_of }, the day that was audited; check the year
dispose-several-people = `{ $written }` are several people, and nobody would get it; name only one, who answers for it
dispose-unknown-person = `{ $name }` acts, and nobody is called so: not among those who had findings, not in the table of people, not in earlier decisions
dispose-from-unknown = as of { $day } no finding has the identity `{ $identity }`: it was changed here, or what it stands for is put right; take the row from a report of that day
dispose-from-other = the identity is that of another finding: `{ $name }` would be `{ $is }`, and the row shows `{ $shown }`; sort the sheet with all of its columns
dispose-from-twice = something else was decided on the same finding in { $cell }
dispose-from-gone = { $count ->
    [one] { $count } decision is about a finding that is
   *[other] { $count } decisions are about findings that are
} no longer there as of { $day }; nothing is written for { $count ->
    [one] it
   *[other] them
}
dispose-from-recorded = { $count ->
    [one] { $count } decision is
   *[other] { $count } decisions are
} written down already
dispose-from-unchanged = nothing new is decided in { $file }; nothing was written
dispose-from-done = { $findings } decided on in { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}
cli-dispose-from = A report (xlsx) or minutes (md) in which decisions were filled in
dispose-from-named = `{ $name }`
dispose-list-recorded = as of the last recorded run, { $as_of }; --as-of audits
