### findings

## findings: $column is the column's name, $value the cell, $detail what differs from row to row

limit-as-of = the as-of date
finding-required = { $column } is empty
finding-pattern = { $column } { $value } is not in the required form: { $form }
finding-pattern-like = { $column } { $value } is not in the required form, such as { $sample }
form-then = { $first }, then { $second }
form-fixed = { $text }
form-exactly = { $count }
form-between = { $min } to { $max }
form-at-least = at least { $min }
form-digits = { $count } { $one ->
    [yes] digit
   *[no] digits
}
form-capitals = { $count } { $one ->
    [yes] capital letter
   *[no] capital letters
}
form-small = { $count } { $one ->
    [yes] small letter
   *[no] small letters
}
form-letters = { $count } { $one ->
    [yes] letter
   *[no] letters
}
form-capitals-digits = { $count } { $one ->
    [yes] capital letter or digit
   *[no] capital letters or digits
}
form-letters-digits = { $count } { $one ->
    [yes] letter or digit
   *[no] letters or digits
}
form-without = { $all } other than { $without }
finding-pattern-search = { $column } { $value } holds nothing of the form { $regex }
finding-too-short = { $column } has { $detail } { $detail ->
    [one] character
   *[other] characters
}, at least { $limit } are needed
finding-too-long = { $column } has { $detail } characters, at most { $limit } fit
finding-too-many-bytes = { $column } takes { $detail } bytes in { $encoding }, at most { $limit } fit
finding-listed-length = { $column } is longer than the { $detail } { $unit ->
    [chars] characters
   *[other] bytes in { $unit }
} that the list allows
finding-one-of = { $column } is { $value }, but may only be: { $values }
finding-range = { $column } is { $value }, but must be { $op ->
    [ge] at least
    [gt] more than
    [le] at most
   *[lt] less than
} { $limit }
finding-range-date = { $column } is { $read ->
    [yes] { $detail } (the cell holds { $value })
   *[no] { $value }
}, but must { $op ->
    [ge] not be before
    [gt] be after
    [le] not be after
   *[lt] be before
} { $limit }
finding-compare = { $column } { $value } { $op } { $other } { $detail }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
finding-compare-date = { $column } { $value } is { $op ->
    [ge] before
    [gt] not after
    [le] after
   *[lt] not before
} { $other } { $detail }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
finding-unequal = { $column } { $value } differs from { $other } { $detail }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
finding-beyond = { $column } { $value } { $op } { $other } { $detail }, by more than { $limit }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
finding-near = { $column } { $value } is less than { $limit } away from { $other } { $detail }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
told-beyond = { $told }, by more than { $limit }
told-near = { $told }, to within { $limit }
finding-differ = { $column } { $value } is the same as { $other } { $detail }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
finding-same-person = { $column } { $value } and { $other } { $detail } are the same person{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
compare-elsewhere = { $field } in { $table }
finding-expression = { $told }
finding-own = { $text }
told-also = { $first }; { $second }
told-and = { $first } and { $second }
told-or = { $first } or { $second }
told-should = { $column } is { $value }, but must be { $limit }
told-should-not = { $column } must not be { $value }
told-should-be-empty = { $column } must be empty, but is { $value }
told-off-form = { $cell } is not in the required form
told-dates = { $left } is { $op ->
    [lt] before
    [le] not after
    [gt] after
   *[ge] not before
} { $right }
told-compared = { $left } { $op } { $right }
told-true = yes
told-false = no
told-characters = the number of characters of { $cell }
told-amount = |{ $of }|
told-in-brackets = ({ $told })
told-vaguely = { $cells }: not as the rule demands
cell-empty = (empty)
finding-unseen = { $told } (the cell holds invisible characters, which have no width)
finding-found-behind = { $told }; found without the blank at the end of the cell
finding-found-before = { $told }; found without the blank at the start of the cell
finding-found-unseen = { $told }; found without the invisible characters in the cell
finding-there-behind = { $told }; there it has a blank at its end
finding-there-before = { $told }; there it has a blank at its start
finding-there-unseen = { $told }; there it has invisible characters in it
finding-blank-behind = { $told } (the cell ends with a blank)
finding-blank-before = { $told } (the cell begins with a blank)
places-here = { $count ->
    [one] row { $rows }
   *[other] rows { $rows }
}
places-other = row { $row } of { $file }
places-more = { $places } and { $count ->
    [one] { $count } more row
   *[other] { $count } more rows
}
finding-cell = { $column } { $value }
cell-is = { $column } is { $value }
finding-cell-empty = { $column } is empty
finding-unique = the same { $column } as { $detail }
finding-lookalike = { $column } looks like that of { $detail }
finding-dependency = { $cells }: { $detail } in { $rows ->
    [0] other rows
    [one] another row
   *[other] { $rows } other rows
}, { $value } here
finding-duplicate = { $grade ->
    [certain] the same as
    [likely] probably the same as
   *[weak] perhaps the same as
} { $detail } “{ $name }”{ $coded ->
    [yes] { " " }({ $code })
   *[no] { "" }
}: { $reason ->
    [same] the names are the same
    [written] the names differ only in how they are written
    [form-left-out] only one of them says its legal form in full
    [form] only the legal form differs
    [form-slip] one legal form is cut off or doubled at its end
    [remark] behind one of them stands a remark that it is no longer used
    [place] only one of them names the place
    [place-moved] only the place stands elsewhere
    [order] the same words in another order
    [swapped] two neighbouring characters are swapped
    [sound] only characters that sound alike differ
    [missing] one character more or less
    [character] one character differs
   *[more] the names are related
}{ $agrees ->
    [yes] , and { $agreed } is the same
   *[no] { "" }
}; { $torn ->
    [yes] { $rival }{ $coded ->
        [yes] { " " }({ $other })
       *[no] { "" }
    } fits as well, but those two are not the same: find out which of them it is
   *[no] keep { $coded ->
        [yes] { $shared ->
            [yes] { $detail }
           *[no] { $code }
        }
       *[no] that row
    }
}{ $used ->
    [yes] { " " }({ $uses })
   *[no] { "" }
}
twin-used = { $table } { $there ->
    [0] none
   *[other] { $there }
}{ $summed ->
    [yes] { " " }({ $sum })
    [partly] { " " }(not all amounts could be read)
   *[no] { "" }
} there, { $here ->
    [0] none
   *[other] { $here }
}{ $owned ->
    [yes] { " " }({ $own })
    [partly] { " " }(not all amounts could be read)
   *[no] { "" }
} here
finding-reference = { $table } has no { $cells }
finding-unfit = { $told ->
    [yes] { $cells } in { $table }: { $state }
   *[no] { $cells } is in { $table }, but its { $fields } rules it out
}
finding-latency = { $state ->
    [open] { $detail } after { $from } there is still no { $column }: limit { $limit }, { $excess } over
    [ahead] { $detail } after { $from } there is still no { $column } ({ $value } is after the day of the audit): limit { $limit }, { $excess } over
   *[closed] { $column } came { $detail } after { $from }: limit { $limit }, { $excess } over
}
finding-latency-backwards = { $column } { $value } is before { $from } { $detail }
finding-total = { $column } { $value } ≠ { $detail }, the sum of { $sum } in { $table }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
condition-filled = { $column } is filled
condition-one-of = { $column } is one of { $values }
condition-none-of = { $column } is none of { $values }
finding-total-when = { $column } { $value } ≠ { $detail }, the sum of { $sum } in { $table } where { $when }{ $shows ->
    [yes] { " " }({ $cells })
   *[no] { "" }
}
finding-complete = { $score }% complete; missing: { $missing }
complete-columns = { $columns } ({ $why })
complete-used = used in { $table }
complete-why = { $why }
finding-price = { $column } { $value } is { $tolerant ->
    [no] not the price
   *[other] more than { $most }% off the price
} { $detail } in { $table } ({ $cells })
finding-outlier = { $column } { $value } stands out among the { $rows } rows{ $shows ->
    [yes] { " " }with { $cells }
   *[no] { "" }
}: their median is { $median }, its modified z-score { $score }, the limit { $limit }
finding-spread = the { $column } of { $cells } lies between { $low } and { $high }: { $share }% of the median { $median } apart, limit { $limit }% ({ $rows } rows); the other end is in { $detail }
finding-split-orders = { $count } orders of { $cells } within { $within }: { $column } { $total } in all, above the limit of { $limit }, which none of them passes alone; see also { $detail }
finding-under-limit = { $count } amounts { $shows ->
    [yes] with { $cells }{" "}
   *[no] { "" }
}lie less than { $within }% under { $one ->
    [1] the limit of { $limit }
   *[other] their limits
}, but { $below ->
    [0] none
   *[other] only { $below }
} in the { $within }% below them; see also { $detail }
finding-burst = { $column } { $value }{ $shows ->
    [yes] , { $cells }
   *[no] { "" }
}: { $count } rows in less than { $within }, more than { $most }; from { $from } on { $rows } rows in all: see also { $detail }
finding-benford = the { $digits ->
    [first] first digits
    [second] second digits
    [first-two] first two digits
   *[first-three] first three digits
} of the { $rows } amounts in { $column } do not follow Benford's law (mean absolute deviation { $deviation }, limit { $digits ->
    [first] 0.015
    [second] 0.012
    [first-two] 0.0022
   *[first-three] 0.0005
}); too often: { $often }; the most frequent of them in { $detail }
leading-digits = { $digits } ({ $count }, expected { $expected })
finding-volume = { $period } has { $count ->
    [one] { $count } row
   *[other] { $count } rows
}, more than { $limit }% off the median of the { $per ->
    [day] days
    [week] weeks
   *[month] months
}, { $median }
finding-volume-earlier = { $period } has { $count ->
    [one] { $count } row
   *[other] { $count } rows
}; the run of { $day } counted { $before }
finding-volume-outside = { $count ->
    [one] the date of this row is far from those of all others, { $from } to { $to }: it is not counted
   *[other] the dates of { $count } rows, this one and { $detail }, are far from those of all others, { $from } to { $to }: these are not counted
}
finding-volume-days = no row { $count ->
    [one] on { $from }
   *[other] on { $count } { $days ->
        [workdays] workdays
       *[days] days
    } from { $from } to { $to }
}, behind this one
finding-type = { $column } { $value } is not { $wanted }
finding-date-declared = { $column } { $value } is not { $wanted }, or there is no such day
finding-scale = { $column } { $value } has more than { $digits } { $digits ->
    [one] digit
   *[other] digits
} after the decimal point
finding-shape = the row has { $detail } { $detail ->
    [one] cell
   *[other] cells
}, the header { $other }{ $record }
finding-cut-short = the file ends within this row, after { $detail } of { $other } cells{ $record }
finding-stray-quote = something follows the quote that should end a cell, so the cell may not be what was meant{ $record }
finding-unclosed-quote = a quote is opened and not closed where the cell should end; the line was not judged{ $record }
finding-page-ends = the page ends behind this row, before its tables do: rows may be missing; export or download it again
finding-nul = the row contains NUL characters, as a damaged file does{ $record }
finding-endless = the record is longer than any record can be; it was not judged{ $record }
finding-record = { " " }(record { $record })
finding-undecodable = { $column } contains bytes that are no text in the encoding of the file
finding-formula = { $column } holds the error of a formula, not a value
finding-lost-digits = { $column } was stored as a number and may have lost digits: those that do not fit become zeros, so what stands there may not be the code
finding-narrow = { $column } holds only #: the column was too narrow to show the value when it was copied or exported
finding-unique-also = { $table } has { $column } { $value } as well
finding-serial-gap = { $column } { $value }: { $count } { $count ->
    [one] number
   *[other] numbers
} before it { $count ->
    [one] is
   *[other] are
} missing ({ $missing }){ $there ->
    [yes] ; the one before is { $other }, { $detail }
   *[no] , from the start of the series on
}
finding-serial-twice = { $column } { $value } has the same serial as { $detail }
finding-serial-full = { $used } of { $room } serials { $named ->
    [0] are
   *[other] of { $series } are
} used ({ $share }%), { $left } { $left ->
    [one] is
   *[other] are
} left{ $growing ->
    [1] ; at the pace of the last 12 months, for { $months ->
        [one] 1 month
       *[other] { $months } months
    }
   *[other] {""}
}
finding-serial-order = { $column } { $value } is of { $day }, but { $other }, which has a { $lower ->
    [yes] lower
   *[no] higher
} serial, is of { $otherday } ({ $detail })
finding-coding = { $column } { $value }: { $detail }
finding-coding-secret = { $column } { $value } does not follow its coding scheme
finding-coding-parent = { $column } { $value }: the code above it, { $detail }, is not in { $table }
finding-coding-agrees = { $column } { $value } does not agree with { $cells }: there, { $segment } is { $detail }
coding-nth = segment { $number }
coding-parts = it has { $found } { $found ->
    [one] part
   *[other] parts
} between { $separator } instead of { $wanted }
coding-length = it has { $found } { $found ->
    [one] character
   *[other] characters
} instead of { $wanted }
coding-segment = { $segment } is { $found }, but should be { $wanted }
coding-segment-empty = { $segment } is empty, but should be { $wanted }
coding-literal = { $found } comes after { $segment }, where { $wanted } is expected
coding-literal-first = it begins with { $found }, but should begin with { $wanted }
coding-check = the check character is { $found }, computed { $right }
coding-no-check = the check character is missing
coding-blank = there are blanks in it
coding-character = { $character } does not occur in such codes
coding-unlisted = { $segment } is { $found }, which is not { $wanted }
coding-wanted-values = one of { $values }
coding-wanted-in = in { $table }
coding-wanted-date = a date as { $form }
coding-wanted-characters = { $count } { $one ->
    [yes] character
   *[no] characters
} of { $all }
coding-wanted-from = { $digits }, from { $start } on
coding-wanted-check = the check character ({ $check })
coding-likely-meant = { $told }; likely { $slips }, meant: { $meant }
coding-likely = { $told }; likely { $slips }
coding-possibly = { $told }; possibly { $slips }
slip-blanks = blanks in it
slip-width = full-width characters
slip-dashes = another kind of dash
slip-case = small letters for capitals, or the reverse
slip-alike = { $wrong } for { $right }
slip-letter = the letter { $character }
slip-digit = the digit { $character }
slip-sign = { $character }
slip-zeros = leading zeros lost
slip-digits = digits lost in a spreadsheet
slip-date = a date that a spreadsheet made of it
slip-decimals = decimals that a spreadsheet added
slip-swapped = { $one } and { $other } swapped
slip-moved = { $one } and { $other } in each other’s place
slip-separators = separators missing or too many
slip-variant = a code of another category
finding-person-unknown = { $column } { $value } is neither an account nor a name in { $table }
finding-person-shared = { $column } { $value } is an account that several people use
finding-person-left = { $column } { $value } left on { $detail }
finding-person-left-before = { $column } { $value } left on { $detail }, before { $at }
finding-recurrence = { $rule }: findings in { $months } of the last { $within } months, since { $since }; { $count } now

expected-required = filled
expected-pattern = { $regex }
expected-min-chars = ≥ { $limit } characters
expected-max-chars = ≤ { $limit } characters
expected-max-bytes = ≤ { $limit } bytes in { $encoding }
expected-listed-length = ≤ { $detail } { $unit ->
    [chars] characters
   *[other] bytes in { $unit }
}
expected-one-of = { $values }
expected-range = { $op } { $limit }
expected-compare = { $op } { $other } ({ $detail })
expected-expression = { $condition }
expected-unique = occurs once
expected-dependency = { $detail }
expected-duplicate = { $coded ->
    [yes] { $torn ->
        [yes] { $code } or { $other }
       *[no] { $code }
    }
   *[no] one row
}
expected-reference = exists in { $table }
expected-reference-when = exists in { $table }, in a row with { $when }
expected-latency = within { $limit }
expected-latency-backwards = not before { $from }
expected-total = { $detail }
expected-outlier = modified z-score ≤ { $limit }
expected-spread = at most { $limit }% of the median apart
expected-split-orders = a sum of ≤ { $limit } within { $within }
expected-split-orders-own = a sum within { $most } within { $within }
expected-under-limit = no more amounts in the { $within }% under the limit than in the { $within }% below
expected-burst = at most { $most } in less than { $within }
expected-benford = { $digits ->
    [first] first digits
    [second] second digits
    [first-two] first two digits
   *[first-three] first three digits
} by Benford's law
expected-volume = at most { $limit }% off the median
expected-volume-earlier = at most { $limit }% off what was counted when the period was over
expected-volume-outside = a date near those of the other rows
expected-volume-days = a row on every { $days ->
    [workdays] workday
   *[days] day
}
expected-complete = at least { $least }% complete
expected-unique-most = at most { $most } times
expected-price = { $detail }{ $tolerant ->
    [no] { "" }
   *[other] { " " }± { $most }%
}
expected-scale = ≤ { $digits } digits after the point
expected-shape = { $other } cells
expected-page-end = a page whose tables end
expected-quotes = quotes only around whole cells
expected-no-nul = text without NUL characters
expected-record = one record
expected-decodable = readable text
expected-value = a value
expected-all-digits = the code as text
expected-serial-gap = the next serial of its series
expected-serial-twice = a serial of its own
expected-serial-full = at most { $limit }% of the serials of a series given out
expected-serial-order = dates that rise with the serials
expected-coding = a code by { $scheme }
expected-coding-parent = the code above it exists in { $table }
expected-coding-agrees = the same as { $segment } in the code
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
cause-overflow = the product or sum is too large to be computed
cause-uncovered = { $column } is outside the calendar
cause-timeless = { $column } is no time of day
cause-few = its group has too few rows to compare
cause-undated = { $column } or the date it is counted from is a day without a time, and the time decides
cause-off-scheme = { $column } does not follow the coding scheme, so nobody can say which number it is
