### findings

## findings: $column is the column's name, $value the cell, $detail what differs from row to row

limit-as-of = the as-of date
finding-required = { $column } is empty
finding-pattern = { $column } does not follow the pattern { $regex }
finding-pattern-search = nothing in { $column } matches { $regex }
finding-too-short = { $column } has { $detail } { $detail ->
    [one] character
   *[other] characters
}, at least { $limit } are needed
finding-too-long = { $column } has { $detail } characters, at most { $limit } fit
finding-too-many-bytes = { $column } takes { $detail } bytes in { $encoding }, at most { $limit } fit
finding-one-of = { $column } must be one of: { $values }
finding-range = { $column } must be { $op } { $limit }
finding-compare = { $column } must be { $op } { $other }{ $shows ->
    [yes] { " " }with { $cells }
   *[no] { "" }
} ({ $detail })
finding-differ = { $column } must differ from { $other }{ $shows ->
    [yes] { " " }with { $cells }
   *[no] { "" }
} ({ $detail })
finding-same-person = { $column } and { $other }{ $shows ->
    [yes] { " " }with { $cells }
   *[no] { "" }
} ({ $detail }) must not be the same person
compare-elsewhere = { $field } in { $table }
finding-expression = does not hold: { $condition }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
finding-unseen = { $told } (the cell holds invisible characters, which have no width)
finding-blank-behind = { $told } (the cell ends with a blank)
finding-blank-before = { $told } (the cell begins with a blank)
places-here = { $count ->
    [one] row { $rows }
   *[other] rows { $rows }
}
places-other = row { $row } of { $file }
places-more = { $places } and { $count } more
finding-cell = { $column } = { $value }
finding-cell-empty = { $column } is empty
finding-unique = { $several ->
    [yes] { $column } occur together again in { $detail }
   *[no] { $column } occurs again in { $detail }
}
finding-dependency = { $column } is not what other rows with { $cells } say: { $detail }
finding-reference = { $detail ->
    [1] { $several ->
        [yes] { $column } exist together in { $table }, but in no row with { $when }
       *[no] { $column } exists in { $table }, but in no row with { $when }
    }
   *[other] { $several ->
        [yes] { $column } do not exist together in { $table }
       *[no] { $column } does not exist in { $table }
    }
}
finding-latency = { $state ->
    [open] { $column } is missing for { $detail } since { $from }, the limit is { $limit }
   *[closed] { $column }: { $detail } after { $from }, the limit is { $limit }
}
finding-latency-backwards = { $column } is before { $from } ({ $detail })
finding-total = { $column } is not the sum over { $table }{ $shows ->
    [yes] { " " }with { $cells }
   *[no] { "" }
}, which is { $detail }
finding-type = { $column } is not { $wanted }
finding-scale = { $column } has more than { $digits } { $digits ->
    [one] digit
   *[other] digits
} after the decimal point
finding-shape = the row has { $detail } cells, the header { $other }{ $record }
finding-cut-short = the file ends within this row, after { $detail } of { $other } cells{ $record }
finding-stray-quote = something follows the quote that should end a cell, so the cell may not be what was meant{ $record }
finding-unclosed-quote = a quote is opened and not closed where the cell should end; the line was not judged{ $record }
finding-nul = the row contains NUL characters, as a damaged file does{ $record }
finding-endless = the record is longer than any record can be; it was not judged{ $record }
finding-record = { " " }(record { $record })
finding-undecodable = { $column } contains bytes that are no text in the encoding of the file
finding-formula = { $column } holds the error of a formula, not a value
finding-lost-digits = { $column } was stored as a number and may have lost digits: those that do not fit become zeros, so what stands there may not be the code
finding-narrow = { $column } holds only #: the column was too narrow to show the value when it was copied or exported
finding-person-unknown = { $column } is neither an account nor a name in { $table }
finding-person-shared = { $column } is an account that several people use
finding-person-left = { $column } left on { $detail }
finding-person-left-before = { $column } left on { $detail }, before { $at }
finding-recurrence = { $rule }: findings in { $months } of the last { $within } months, since { $since }; { $count } now

expected-required = filled
expected-pattern = { $regex }
expected-min-chars = ≥ { $limit } characters
expected-max-chars = ≤ { $limit } characters
expected-max-bytes = ≤ { $limit } bytes in { $encoding }
expected-one-of = { $values }
expected-range = { $op } { $limit }
expected-compare = { $op } { $other } ({ $detail })
expected-expression = { $condition }
expected-unique = occurs once
expected-dependency = { $detail }
expected-reference = exists in { $table }
expected-reference-when = exists in { $table }, in a row with { $when }
expected-latency = within { $limit }
expected-latency-backwards = not before { $from }
expected-total = { $detail }
expected-scale = ≤ { $digits } digits after the point
expected-shape = { $other } cells
expected-quotes = quotes only around whole cells
expected-no-nul = text without NUL characters
expected-record = one record
expected-decodable = readable text
expected-value = a value
expected-all-digits = the code as text
expected-person-known = somebody in { $table }
expected-person-personal = an account that one person uses
expected-person-present = somebody who has not left
expected-recurrence = findings in fewer than { $months } of the last { $within } months

## names of dictionary constraints

rule-label-field = { $field }: { $demand }
rule-label-required = empty
rule-label-type = not of its type
rule-label-min-chars = too short
rule-label-max-chars = too long
rule-label-max-bytes = too many bytes
rule-label-pattern = off its pattern
rule-label-values = value not allowed
rule-label-copies = differs between the lines of a document
rule-label-unique = occurs twice
rule-label-scale = too many decimals
rule-label-shape = records with a broken structure
rule-label-damaged = damaged cells

cause-lacking = the row ends before { $column }
cause-unread = { $column } cannot be read
cause-unanswered = what { $column } refers to cannot be known: a row there that may be it cannot be read or decided
cause-ambiguous = { $column } leads to several rows, and they hold different values
cause-overflow = the product is too large to be computed
cause-uncovered = { $column } is outside the calendar
cause-timeless = { $column } is no time of day
cause-undated = { $column } or the date it is counted from is a day without a time, and the time decides
