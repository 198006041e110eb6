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
