### minutes of the meeting about an audit

minutes-title = { $project } · minutes of the audit meeting · as of { $as_of }
minutes-held-on = Held on
minutes-chair = Chair
minutes-present = Present
minutes-clerk = Minutes by
minutes-month = This month
minutes-decided = What became of earlier decisions
minutes-nothing-decided = Nothing has been decided yet.
minutes-outcome = Outcome
minutes-outcome-still = { $covers ->
    [1] still found
   *[other] { $count } of { $covers } still found
}
minutes-outcome-more = { $count } found, where { $covers } were decided on
minutes-outcome-holds = { $still }; it holds
minutes-outcome-over = { $still }; overdue
minutes-outcome-replaced = replaced by a later decision
minutes-outcome-absent = the documents are no longer in the export
minutes-outcome-done = done: no longer found
minutes-outcome-done-late = { $count ->
        [1] done{ $day ->
            [none] {""}
           *[other] {" "}on { $day }
        }, past the limit
       *[other] all done{ $day ->
            [none] {""}
           *[other] , the last on { $day }
        }, past the limit
    }
minutes-outcome-unknown = not judged this time
minutes-open = To be decided
minutes-nothing-open = Nothing is open.
minutes-late = { $open ->
        [0] all of them done past the limit: ask why
       *[other] { $open } still to be done: press for them; { $late } done past the limit: ask why
    }
minutes-options = Decision: { $words }. With an exception or a task goes a date; with a task, who does it. Other findings of a rule can be decided on one by one in the workbook.
minutes-states = { $new } new, { $again } still there, { $reopened } back, { $fixed } fixed since the last run
minutes-owners = { $others ->
    [0] Owners: { $owners }
   *[other] Owners: { $owners } and { $others } others
}
minutes-repeaters = In several of the last { $within } months: { $owners } (months)
minutes-undecidable = { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } could not be decided
minutes-others = … and { $count } more, which the decision holds for as well.
minutes-too-many = More than { $most } findings: decide on them in the workbook, or with `dispose --rule`.
minutes-question = Is it to be put right, is it an exception, or is this the way it should be done from now on?
minutes-few = { $severity } · { $table }: cells that the data dictionary does not allow · { $rules } rules · { $count } findings
minutes-question-few = Who puts them right, and by when?
minutes-elsewhere = { $count } of these findings are of a way of doing things that recurs, and are decided on below
minutes-pattern = { $rule } ({ $name }): { $cases } cases
minutes-question-pattern = Adopt it, so that the standard and the rule are changed, or refuse it, so that somebody puts it right by a day?
minutes-over = { $decision } · { $about } · { $count ->
        [one] 1 finding left
       *[other] { $count } findings left
    }
minutes-extend = A day alone extends it; all else stays as it was decided.
minutes-above = { $count } of these findings were decided on and are past their day; they are asked about above
minutes-other = Other business
dispose-minutes-label = nothing is filled in under `{ $written }`
dispose-minutes-undated = the day of the meeting is missing; fill it in, such as 2026-11-05, or give it with --decided-on
dispose-minutes-twice = `{ $written }` is filled in twice, first at { $cell }
dispose-minutes-comment = this comment is not as it was written, so it is not known which findings the decision is about; take it from the minutes that `report` wrote
cli-dispose-import = Take the decisions that were filled in in a report (xlsx) or in minutes (md) into dispositions.toml
cli-dispose-import-file = The report or the minutes
cli-dispose-import-decided-by = Who decided (default: the name of the file)
cli-dispose-import-decided-on = The day of the decision; default: the day of the meeting in the minutes
cli-dispose-import-examples = { "  " }crm-audit dispose import pack/minutes.md --decided-by "meeting of October"
    { "  " }crm-audit dispose import report.xlsx --decided-on 2026-11-05
