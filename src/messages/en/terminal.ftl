### the terminal report

terminal-title = { $name } · as of { $as_of } · { $files }, { $rows }
terminal-errors = Could not be audited
terminal-notices = Please note
terminal-no-rows = { $count ->
    [one] { $count } rule had nothing to judge: its files have no rows.
   *[other] { $count } rules had nothing to judge: their files have no rows.
}
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
terminal-left-out = No room in this terminal for: { $columns }. A wider one shows them.
terminal-next = Next: `-o report.xlsx` writes a workbook for the meeting, `crm-audit explain RULE` says what a rule demands.
verdict-clean = Passed: nothing at or above "{ $bar }".
verdict-findings = Not passed: there are findings at or above "{ $bar }".
verdict-not-audited = Not passed: not everything could be audited, see above.
verdict-nothing-checked = Nothing was checked: no file was found, the files hold no rows, no rule was selected, or no listed document is there.
