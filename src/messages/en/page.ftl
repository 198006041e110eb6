### the page for the meeting

cli-report = Write the pack for the monthly meeting: a page to show, with the workbook behind it
cli-report-output = The folder for the pack, or a file that ends in .html for the page alone; with --owner or --department the folder for the sheets, or one file that ends in .html or .md
cli-report-sample = How many documents to pick that are held against paper
cli-report-seed = Pick those of this seed (default: one of project and date; the page prints it)
cli-report-examples = { "  " }crm-audit report --as-of 2026-10-31 -o pack              the folder for the meeting
    { "  " }crm-audit report D:\audit --as-of 2026-10-31 -o page.html   the page alone, to be mailed
    { "  " }crm-audit report -o pack --sample 40 --seed 7               other documents to hold against paper
    { "  " }crm-audit report --owner all -o tasks                       for each person what is to be done
    { "  " }crm-audit report --owner Zhou --since 2026-10-30 -o zhou.md  for one of them, to be sent in a chat
report-foreign = { $folder } holds what no earlier pack left there ({ $name }); name a new or an empty folder
report-not-ours = { $file } is there and is no page of crm-audit; name another file
report-other-project = { $file } is the page of { $name }; name another file or folder
report-no-folder = { $folder } cannot be read as a folder
page-file-workbook = all findings, to be filtered and filled in
page-file-minutes = minutes of the meeting, to be filled in and taken back with crm-audit dispose import
report-filled-in = { $file } was filled in, and would be lost: take the decisions with `dispose import`, then name another folder or move the file away
page-skip = To the findings
page-contents = Contents
page-figures = Overview
page-numbers = Numbers and meaning
page-means = Meaning
page-open = Open findings
page-open-note = { $rules } of { $all } rules are violated{ $decisions ->
        [0] {""}
        [one] {"; "}not counted: 1 finding about a decision itself
       *[other] {"; "}not counted: { $decisions } findings about decisions themselves
    }
page-open-means = Findings of rules that failed, without those that a decision or the baseline holds and those that a rule tolerates. What is wrong with decisions themselves is counted apart.
page-in-order = Rows in order
page-in-order-note = { $in_order } of { $rows } rows have no open finding
page-in-order-none = no rows were judged
page-in-order-means = Rows without an open finding, of all rows that were judged. A row with several findings counts once; broken rows are not in order. The tables with the smallest shares are named here, all of them under Evidence.
page-handled = Handled, and open in the system
page-handled-note = { $open ->
        [0] none past its limit
       *[other] done in fact, not closed in the system
    }{ $decided ->
        [0] {""}
       *[other] {"; "}{ $decided } of them decided on
    }{ $pending ->
        [0] {""}
       *[other] {"; "}{ $pending } more still within the limit
    }
page-handled-zero = nothing that was handled is still open
page-handled-none = not known: no rule looks for what was handled and not closed (the tag "handled")
page-handled-silent = not known: { $count ->
        [one] a rule with the tag "handled" was not judged, or its table has no rows
       *[other] { $count } rules with the tag "handled" were not judged, or their tables have no rows
    }
page-handled-least = { $note }; at the least: { $count ->
        [one] a rule with the tag "handled" was not judged, or its table has no rows
       *[other] { $count } rules with the tag "handled" were not judged, or their tables have no rows
    }
page-handled-means = Findings of rules with the tag "handled", whatever was decided about them: a decision closes nothing in the system. Of rules about time, only what is not closed yet.
page-held-note = { $label }; the first document has waited for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
page-held-undated = { $label }; for how long is not known
page-held-least = at least { $amount }
page-held-zero = nothing waits for a document with a finding
page-held-none = not known: nothing says which documents wait for which ([[link]])
page-held-count = { $label } ({ $count })
page-held-means = Amounts of the documents that wait for documents with findings, as [[link]] says. A document counts once; amounts of different documents are not added.
page-overdue = Overdue decisions
page-overdue-note = of { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    } decided on
page-overdue-none = not known: nothing has been decided yet (dispositions.toml)
page-overdue-silent = not known: { $count ->
        [one] a decision whose day has passed was not judged
       *[other] { $count } decisions whose day has passed were not judged
    }
page-overdue-late = past the day to act
page-overdue-left = past the day, and no longer in the export
page-overdue-expired = exceptions that have ended
page-overdue-means = Findings that were decided on, whose last day has passed, and which are still there.
page-not-all = { $figure } ({ $count ->
        [one] { $count } rule
       *[other] { $count } rules
    } not judged)
page-changes = What has changed
page-changes-since = What has changed since { $day }
page-history-unread = There is no trend and nothing to compare with: the history was not kept or cannot be read. The remarks under Evidence say why.
page-no-history = There is no trend and nothing to compare with: the audit was made without the history.
page-worse = Worse
page-better = Better
page-none-worse = No rule has more findings than before.
page-none-better = No rule has fewer findings than before.
page-more-worse = { $count ->
        [one] … and { $count } more rule got worse
       *[other] … and { $count } more rules got worse
    }
page-more-better = { $count ->
        [one] … and { $count } more rule got better
       *[other] … and { $count } more rules got better
    }
page-worse-rule = { $rule }: { $before } → { $now }, { $new } of them new{ $back ->
    [0] { "" }
   *[other] , { $back } counted again
}
page-worse-reopened = { $rule }: { $before } → { $now }, { $new } of them new, { $reopened } reopened{ $back ->
    [0] { "" }
   *[other] , { $back } counted again
}
page-better-rule = { $rule }: { $before } → { $now }, { $fixed } fixed
page-better-gone = { $rule }: { $before } → { $now }, { $fixed } fixed{ $gone ->
    [0] { "" }
   *[other] , { $gone } no longer in the export
}{ $settled ->
    [0] { "" }
   *[other] , { $settled } decided on or tolerated since
}
page-better-none = { $rule }: none left of { $before }
page-unclear = Fewer, and not known to be put right
page-unclear-rule = { $rule }: { $before } → { $now }{ $gone ->
    [0] { "" }
   *[other] , { $gone } no longer in the export
}{ $left ->
    [0] { "" }
   *[other] , { $left } not seen this time and still open
}
page-rule-changed = { $told } (rule changed)
page-who = Who has to act
page-part = share
page-since = Oldest since
page-no-owners = No rule with open findings names who has to act.
page-no-departments = No table with open findings names a department.
page-departmentless = { $count ->
        [one] { $count } finding has no department
       *[other] { $count } findings have no department
    }
page-nobodys = { $count ->
        [one] { $count } finding has no owner
       *[other] { $count } findings have no owner
    }
page-values = Values worked out again
page-values-means = A number in the system against what its documents come to, such as a customer's sales against his orders.
page-no-values = No rule of this project does that yet (the kinds for it are total, match, compare and price).
page-agree = Agree
page-differ = Differ
page-undecided = Not decidable
page-off = off by { $by }: { $told }
page-largest = Largest differences
page-trust = Can the figures be believed?
page-inputs = What was read
page-inputs-told = { $files }, { $rows }; { $aside } set aside as titles, totals or notes, { $refused } broken
page-inputs-broken = { $count } not read to the end
page-unchanged = As a month before
page-days = Days without documents
page-gap = { $table } { $count }
page-gaps = of { $days } working days of the month: { $gaps }
page-no-gaps = none of { $days } working days of the month
page-days-undated = not known: the dictionary names the date of the documents of no table
page-days-none = no working day of the month has passed yet
page-without = { $count } of { $all } working days: { $days }
page-undated = no date in the dictionary
page-agreement = Agreement between tables
page-agreement-none = –: { $rules ->
        [one] the rule across tables was not judged
       *[other] none of the { $rules } rules across tables was judged
    }
page-agreement-told = { $rules ->
        [one] { $rules } rule
       *[other] { $rules } rules
    } across tables: { $agree } rows agree, { $differ } differ, { $undecided } not decidable
page-tables = Tables
page-not-judged = Not judged
page-all-judged = { $absent ->
        [0] none of { $count } rules
        [one] none of { $count } rules; { $absent } more has no data, which is allowed
       *[other] none of { $count } rules; { $absent } more have no data, which is allowed
    }
page-not-judged-told = { $count ->
        [one] { $count } rule
       *[other] { $count } rules
    }: { $rules }. What they look for is not known, and is in no figure.
page-undecided-told = { $count } of { $asked } verdicts ({ $share }): a cell that cannot be read, or a date that is missing
page-other-rules = Rules without open findings ({ $count })
page-no-open-rules = No rule has open findings.
page-search = Search
page-any = all
page-reset = Reset
page-more = Show more
page-copy = Copy
page-copied = Copied
page-place = Where
page-mark = Marked as
page-holds = Holds something back
page-no-findings = Nothing was found.
page-told-all = { $all } findings
page-told-some = { $shown } of { $all } findings
page-told-all-cut = { $all } of { $total } findings listed
page-told-some-cut = { $shown } of the { $all } findings listed ({ $total } in all)
page-told-first = , the first { $drawn } shown
page-worst-told = Without scripts the worst { $shown } of { $all } findings are shown.
page-cut = Only the worst { $most } of { $all } findings are listed here. Write the pack into a folder for the workbook with all of them.
page-cut-workbook = Only the worst { $most } of { $all } findings are listed here. The workbook beside this page has all of them.
page-rows = Rows
page-aside = Set aside
page-dated = Documents of
page-days-without = Days without documents
page-sample = Sample against paper
page-sample-told = { $count ->
        [one] { $count } document
       *[other] { $count } documents
    } picked by seed { $seed }, from each table in proportion to its rows. The same seed picks the same documents of the same exports. Take the paper and tick.
page-paper = Paper
page-same = same
page-other = differs
page-says = The export says
page-line = row { $row }
page-row = { $file } · row { $row }
page-files = Files of the pack
page-partial = Not the whole company: { $rules } of { $all } rules were judged. Nothing is compared with other months.
page-no-rows = As of { $day } the files hold no rows. What is 0 here is 0 for that reason.
page-partial-input = Not the whole company: files were given in place of the project's. Nothing is compared with other months.
page-partial-unknown = Not compared: not the whole company was judged.
page-empty-table = { $table } has no rows: nothing is known of it this time.
page-empty-table-left = { $table } has no rows: nothing is known of it this time. { $count ->
        [one] { $count } finding of earlier runs is neither open nor fixed.
       *[other] { $count } findings of earlier runs are neither open nor fixed.
    }
silence-no-rows = its table has no rows
page-meeting = For the meeting
page-options = Possible decisions: { $words }. What is decided is filled in in minutes.md or in the workbook, and taken back with crm-audit dispose import.
page-asked-above = { $count ->
        [one] { $count } of these findings is
       *[other] { $count } of these findings are
    } asked about above
page-more-questions = { $count ->
        [one] … and { $count } more rule with open findings
       *[other] … and { $count } more rules with open findings
    }
page-ask-ended = The exception has ended: extend it, or have it put right?
page-ask-overdue = The day has passed: what stands in the way, and until when is it done?
page-decided-by = decided on { $day } by { $by }
page-moves-owners = By person: how it moved, and for how long it has been open
page-moves-departments = By department: how it moved, and for how long it has been open
page-gone = Gone
page-age-first = up to { $last }
page-age = { $first }–{ $last }
page-age-last = over { $last }
page-age-since = Days open
page-now = Open now
page-whose-unknown = { $fixed } fixed and { $gone } no longer in the export are in no line above: the run that last found them did not record whose they were.
page-recurring-unknown = Not known: the audit was made without the history, or it cannot be read.
page-recurring-none = Nobody.
page-closed = Not found any more
page-closed-all = Show all
page-closed-none = Everything that was found before is still there.
page-closed-unknown = Not known: there is no run to compare with.
page-closed-more = … and { $count } more: crm-audit history diff lists them.
page-became = What became of it
page-last-seen = Last seen
rule-changes = What changed in the rules
rule-changes-since = What changed in the rules since { $day }
rule-changes-not-recorded = Not known: that run did not record what its rules said.
rule-changes-none = Nothing.
rule-change = { $rule } · { $word }
rule-change-added = new
rule-change-dropped = no longer judged
rule-change-changed = changed
rule-change-key = { $key }: { $was } → { $is }
rule-change-since = since { $day }
rule-change-decided = decided by: { $by }
rule-change-why = why: { $why }
page-what-changed = What changed
page-adopted = Since when, decided by, why
page-of-these = of these
page-closed-by-rule = { $state }, or not by the changed rule
