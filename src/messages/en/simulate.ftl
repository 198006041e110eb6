### trying out rules: the command `simulate`

simulate-title = { $project } · trial of rules · as of { $as_of }
simulate-title-unnamed = Trial of rules · as of { $as_of }
simulate-counts = Other than today: { $changed } changed, { $new } new, { $dropped } dropped; { $unchanged } as they are
simulate-rule = { $difference }: { $severity }  { $label }  [{ $rule }]
simulate-severity = severity: { $was } → { $is }
simulate-tolerance = tolerance: { $was } → { $is }
simulate-no-tolerance = none
simulate-tolerance-count = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
simulate-tolerance-share = { $percent }%
simulate-changed = Changed
simulate-new = New
simulate-dropped = Dropped
simulate-present = Today
simulate-proposed = Proposed
simulate-newly-found = Newly found
simulate-no-longer-found = No longer found
simulate-same = Same
simulate-rate-present = Rate today
simulate-rate-proposed = Rate proposed
simulate-decided = { $count ->
    [one] Of what is newly found, 1 finding is settled by a decision already
   *[other] Of what is newly found, { $count } findings are settled by a decision already
}
simulate-differences = What differs on { $day }
simulate-more = … { $count } more (--limit lists more, -o trial.json all of them)
simulate-left-out = { $day } cannot be simulated: { $reason }
simulate-overwritten = the exports of that day are not kept; { $tables } reads the same files every month (put {"{"}month{"}"} into `files`)
simulate-no-input = there is nothing to judge it on
simulate-given = Only this run is simulated: the files given with --input stand for no other month
simulate-fewer = { $count ->
    [0] Only this day is simulated: no run of an earlier month is recorded
    [one] Only one earlier month is recorded
   *[other] Only { $count } earlier months are recorded
}
simulate-nothing = nothing to simulate: the rules in { $file } are those of today
simulate-format = { $file }: a trial of rules is written as .txt or .json
problem-not-a-proposal = `{ $section }` cannot be tried out: only rules ([[rule]]) and what is tuned of them ([tune."ID"]) can
rules-log-day = Day
rules-log-change = Change
rules-log-decided-by = Decided by
rules-log-begins = In force
rules-log-ends = Last day
rules-log-undated = No date
rules-log-silent = { $count ->
    [one] 1 rule says neither since when it is in force (`since`) nor where that was decided (`decided_by`).
   *[other] { $count } rules say neither since when they are in force (`since`) nor where that was decided (`decided_by`).
}
cli-simulate = Try out changed, new or dropped rules on the exports of this month and of earlier ones
cli-simulate-rules = TOML file, or folder of such, with the proposed rules; a rule of the same id is replaced, `[tune."ID"] enabled = false` drops one
cli-simulate-months = How many months to try them on: this one, and the recorded ones before it
cli-simulate-format = What to print
cli-simulate-output = Write to a file as well (txt, json); repeatable
cli-simulate-limit = How many lines of a list to print
cli-simulate-examples = { "  " }crm-audit simulate next.toml --as-of 2026-10-31             what the rules in next.toml would find
    { "  " }crm-audit simulate next.toml --months 12 -o trial.json   over a year, for programs
