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
like-date = a date; write it like 2026-10-31
type-date-declared = a date written like { $samples }
expected-date = a date such as 2026-10-31 (2026/10/31, 20261031 and 2026年10月31日 are read as well)
type-datetime = a date and time
like-datetime = a date and time; write it like 2026-10-31 13:14
expected-datetime = a date and time such as 2026-10-31 13:14 (2026/10/31 13:14 and 20261031131400 are read as well)
type-boolean = yes or no (true or false)
type-true-false = true or false
type-list = a list
type-table = a table
type-span = a duration
types-date = date or datetime
types-number-or-date = integer, decimal, date or datetime

## What the system says of files and folders

system-told = { $told }{ $code }
system-says = { $said }
system-code = { " " }(os error { $code })
system-not-found = the file or folder is not found
system-denied = there is no permission for it
system-full = the disk is full
system-read-only = the disk is read-only
system-folder = it is a folder
system-no-folder = a part of the path is not a folder
system-bad-name = the name is too long, or holds characters that are not allowed there
system-in-use = another program has it open
