### what findings hold back

link-named = { $label }, { $field }
link-unknown = what waits is not known ({ $label }): { $reason }
link-lost = { $label }: { $count ->
    [one] { $count } row does
   *[other] { $count } rows do
} not say readably what it waits for
link-undecided = { $label }: of { $count ->
    [one] { $count } row
   *[other] { $count } rows
} it cannot be known whether it waits; it is not counted
link-amounts = { $label }: { $count ->
    [one] { $count } amount
   *[other] { $count } amounts
} of what waits cannot be read, so sums are those of the others
link-dates = { $label }: { $count ->
    [one] { $count } date
   *[other] { $count } dates
} of what waits cannot be read, so the days that depend on it are left out
link-repeated = { $label }: { $count ->
    [one] { $count } document stands
   *[other] { $count } documents stand
} in more than one file, and the amounts in all of them are added; leave out files that overlap
link-unfit = { $label }: { $rows ->
    [one] { $rows } row names a document
   *[other] { $rows } rows name a document
} to wait for, but of { $keys ->
    [one] { $keys } name
   *[other] { $keys } names
} looked up none is in { $table }; if they are only written differently, say so with `normalise` in [[link]]
blocks-amount = { $label }: { $amount }
blocks-unknown = { $label }: not known
blocks-count = { $label } { $count }
blocks-at-least = at least { $amount }, { $count ->
    [one] { $count } amount is
   *[other] { $count } amounts are
} missing
blocks-part = { $label } { $count } ({ $amount })
blocks-since = { $parts }, { $days ->
    [one] { $days } day
   *[other] { $days } days
}
terminal-blocks = Holds back { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, for up to { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $parts }
terminal-blocks-undated = Holds back { $count ->
    [one] { $count } document
   *[other] { $count } documents
}: { $parts }
terminal-blocks-unknown = Holds back: { $parts }
column-blocks = Holds back
column-blocks-documents = Documents held back
column-blocks-amount = Amount held back
column-blocks-days = Held back for days
workbook-blocks = What findings hold back
workbook-blocks-note = Documents that wait for documents with findings. A document counts once for each rule and each owner; amounts of different documents are not added.
explain-link-what = A link says which documents wait for which others. A finding then shows how many documents it holds back, their amount, and for how many days.
explain-link-limits = Only direct links count. Keys are compared as by check.reference, with its `normalise`, and without blanks at both ends; where none of them fits, a notice says so. A document of several rows counts once, by the `key` of its table, and the amounts of its rows are added. What waits over several links of its table counts once as well. Days are whole days from the earliest date to the day of the audit. What cannot be read is told as a notice: an amount is missing from the sum, which is then the least there is, and days are left out.
problem-link-brackets = links are written under [[link]], with two brackets
problem-link-form = a table and its field are needed here: "TABLE.FIELD", such as "orders.order_no"
problem-link-not-key = `{ $field }` is not the key of table `{ $table }`, by which findings name their document
problem-link-sensitive = `{ $field }` is sensitive: a sum or a number of days would show what is masked
hint-link-no-key = write `key = ["{ $field }"]` in [tables.{ $table }]
hint-link-key = the key of `{ $table }` has several fields ({ $key }), which a link cannot lead to
