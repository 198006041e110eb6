### The catalogue in English. Keys are the same in every language; a test compares them.

list-separator = {", "}
colon = :{" "}
word-error = error
word-note = help
with-hint = { $message } — { $hint }

## severities

severity-critical = critical
severity-high = high
severity-medium = medium
severity-low = low
severity-info = info

## counts

count-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
count-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
count-rules = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
count-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
span-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-workdays = { $count ->
    [one] { $count } workday
   *[other] { $count } workdays
}
span-workhours = { $count ->
    [one] { $count } working hour
   *[other] { $count } working hours
}
span-workminutes = { $count ->
    [one] { $count } working minute
   *[other] { $count } working minutes
}
span-two = { $first } { $second }
progress-rows = rows

## types

type-text = a text
type-integer = a whole number
type-number = a number
type-date = a date
type-date-declared = a date in the declared form { $formats }, such as { $sample }
expected-date = a date, such as 2026-11-21 (other forms: `format`)
type-datetime = a date and time
expected-datetime = a date and time, such as 2026-11-21 13:14 (other forms: `format`)
type-boolean = yes or no (true or false)
type-true-false = true or false
type-list = a list
type-table = a table
type-span = a duration
types-date = date or datetime
types-number-or-date = integer, decimal, date or datetime
