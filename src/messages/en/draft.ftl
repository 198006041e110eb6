### Drafts of projects: crm-audit init --from

cli-init-from = exports to draft a dictionary and rules for: files, patterns or a folder
cli-init-answers = asks nothing; takes the defaults, or what is given: name=…, pack=… (repeatable)

draft-nothing = nothing was drafted: no file could be read as a table
draft-answer = --answers { $written }: written as name=… or pack=…
draft-ask-name = Name of the project
draft-ask-pack = Use the pack { $pack }, of which { $count } of { $all } rules fit? (y/n)
draft-default = { $question } [{ $answer }]
draft-passed-over = { $count ->
    [one] 1 file is no export and was passed over: { $files }
   *[other] { $count } files are no exports and were passed over: { $files }
}
draft-unread = { $file } could not be read and is left out: { $reason }
draft-not-whole = { $file } was not read to its end: { $reason }
draft-not-loaded = the draft itself has these mistakes and is not written; please report them
draft-no-rows = { $file } has no rows: its fields are drafted as text
draft-headless = { $file } has no header: its columns are numbered, and want names
draft-done = { $tables ->
    [one] 1 table
   *[other] { $tables } tables
} with { $fields } fields; { $on ->
    [one] 1 rule is on
   *[other] { $on } rules are on
}, { $comments ->
    [one] 1 that nearly holds is a comment
   *[other] { $comments } that nearly hold are comments
}
draft-next = Next: read crm-audit.toml and the rules that are comments in rules (without the # they are on), then `crm-audit check { $folder }`
draft-next-month = Next: read crm-audit.toml and the rules that are comments in rules (without the # they are on), then `crm-audit check { $folder } --as-of { $day }`; the files of a month are found by that day

draft-head =
    Drafted from the exports by `crm-audit init --from`. Please look through it: a draft knows what
    is there, and not what should be. On the left what rules call a field, in `header` the heading.
draft-zone = times in the exports have a zone; these are the clocks of the company
draft-pack = The pack { $pack } fits: { $count } of its { $all } rules can run. To use it:
draft-people = the staff list: findings name persons by it
draft-no-header = The files have no header. Give the columns their names, here and in `header` below.
draft-no-key = No column tells the rows apart: `key = [...]` should name those that identify a document.
draft-unheaded = Columns without a heading are left out.
draft-open-date = day or month first is not known: add type = "date" and format = "%d/%m/%Y" or "%m/%d/%Y"
draft-links = Documents that may wait for others. Take the marks away where one holds back the other:
draft-against = not readable so: { $count }, such as row { $row } { $example }

draft-rules-head =
    Proposed rules for { $table }. Those that all rows meet are on; those that nearly all meet are comments,
    with the rows that do not. Take the marks away from what should hold, and delete what holds by chance.
draft-reason = Why: { $reason }
draft-broken = Off: { $count ->
    [one] 1 of { $rows } rows breaks it
   *[other] { $count } of { $rows } rows break it
}

## Rules: their labels, and what suggests them

draft-empty-cells = { $table }: a cell is empty
draft-reason-filled = these are filled in all { $count } rows
draft-empty = { $column } is empty
draft-reason-nearly-filled = filled in { $count } of { $rows } rows
draft-twice = { $columns } twice
draft-reason-key = { $columns } tells the rows apart
draft-negative = { $column } is negative
draft-reason-negative = { $count ->
    [0] no value is negative
    [one] 1 value is negative
   *[other] { $count } values are negative
}
draft-future = { $column } is in the future
draft-reason-future = documents are dated when they are made
draft-other-word = { $column } is none of the usual values
draft-reason-words = { $count ->
    [one] one value makes up { $rows } rows
   *[other] { $count } values make up { $rows } rows
}
draft-other-shape = { $column } is off its form
draft-reason-shape = { $shapes } in { $count } cells
draft-before = { $later } is before { $earlier }
draft-reason-order = in { $count } rows both are filled
draft-not-computed = { $column } is not { $formula }
draft-reason-computed = { $formula } in { $count } rows
draft-self-approved = { $made } and { $approved } are the same person
draft-reason-self-approved = entering and approving are duties to be kept apart
draft-late = { $later } more than { $limit } after { $earlier }
draft-reason-late = nine in ten take { $limit } at most today; put in what was agreed. still_open = "count" also judges what is not done yet
draft-sent-unapproved = { $sent } is filled, and { $approved } is not
draft-follows-unapproved = { $column } is not in { $table }, or not approved there
draft-reason-unapproved = what leaves the house was approved before
draft-two = one { $column }, two { $determined }
draft-reason-two = compared in { $count } rows
draft-unknown = { $column } is not in { $table }
draft-reason-unknown = { $found } of { $of } different values are there
draft-not-its-lines = { $column } is not the sum of { $table }
draft-reason-lines = compared in { $count } documents
