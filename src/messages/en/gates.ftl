### reports for CI

gate-finding = { $key }: { $message }
gate-others = … and { $count ->
    [one] { $count } more finding of this rule
   *[other] { $count } more findings of this rule
} (-o findings.csv lists all)
gate-cut = { $listed } of { $total } findings are listed one by one, and one entry for each rule counts the others: platforms take no more. -o findings.csv lists all.
gate-unlisted = { $count ->
    [one] { $count } finding that fails no run is not listed: tolerated, in the baseline, or decided on.
   *[other] { $count } findings that fail no run are not listed: tolerated, in the baseline, or decided on.
}
gate-not-audited = Not passed: not everything could be audited.
gate-shown = { $total }. { $count ->
    [one] One is annotated here
   *[other] { $count } are annotated here
}, some of each of the worst rules: of a step, GitHub shows ten errors (critical and high), ten warnings and ten notices. -o summary.md lists every rule.
gate-verdict-total = { $verdict } { $total }
gate-ends = It ends here: a comment holds no more. -o report.xlsx has everything.
gate-more-rules = … and { $count ->
    [one] { $count } more rule
   *[other] { $count } more rules
} with findings (leave out --quiet to see all)
gate-more-errors = … and { $count } more (leave out --quiet to see all)
