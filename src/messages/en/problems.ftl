### mistakes in project and rule files

problem-count = { $count ->
    [one] { $count } mistake. Nothing was audited.
   *[other] { $count } mistakes. Nothing was audited.
}
problem-not-a-project = { $file } is no project file
problem-no-table = the project defines no table: there is nothing to audit
problem-first-here = and here
problem-no-project = there is no project in { $folder }: no file crm-audit.toml
hint-init = `crm-audit init` writes a project to start from
project-not-utf8 = the file is not UTF-8; save it as UTF-8
problem-toml-syntax = TOML cannot be read: { $error }
toml-twice = `{ $name }` is there twice
toml-unclosed = what is opened here is not closed: `{ $close }` is missing
toml-unclosed-here = a list is not closed: `{ $close }` is missing behind this
toml-header = the header of the section is not closed: `{ $close }` is missing
toml-header-open = the header of the section lacks a bracket at its start: `{ $open }` is missing
toml-bare-key = `{ $name }` needs quotes here, since only Latin letters, digits, `-` and `_` can do without
toml-blank = a blank of a kind that TOML does not know ({ $code }); write ordinary spaces
toml-key = this cannot stand in the name of a key
toml-unquoted = `{ $written }` is a text without its quotes
toml-boolean = write `true` or `false`, in lower case
toml-date = this is no date; write it as 2026-01-05, month and day with two digits
toml-comma = a comma is missing before this
toml-comma-behind = a comma is missing at the end of this line
toml-no-value = the key has no value; write it as `key = value`
toml-unclosed-text = the text is not closed: its last quote is missing
toml-escape = `\` is followed by nothing that it could stand for
toml-number = `{ $written }` is no number
toml-extra = this does not belong here
toml-control = a control character stands here; delete it
toml-depth = lists and tables are nested too deeply
toml-other = this is not written as TOML is
toml-null = TOML has no empty value; leave the line out where nothing is to be said
toml-braces-closed = `{ $name }` is complete with its braces; write the key inside them
problem-unknown-key = unknown key `{ $name }`
problem-missing-key = `{ $name }` is missing
problem-unknown-value = `{ $name }` is not a possible value
problem-unknown-kind = there is no check `{ $name }`
problem-one-kind = a rule has exactly one check, this one has { $count }
problem-negative = must not be negative
problem-wrong-type = expected { $wanted }, found { $found }
problem-wrong-type-two = expected { $wanted } or { $second }, found { $found }
problem-rule-brackets = rules are written under [[rule]], with two brackets
problem-section-table = `{ $name }` holds sections: [{ $name }.NAME]
problem-twice = `{ $name }` is defined twice
problem-table-twice = table `{ $name }` is defined twice
problem-rule-twice = rule `{ $id }` is defined twice
problem-bad-id = `{ $id }` is no rule id: lower-case letters, digits and hyphens, such as order-approved-late
problem-unknown-rule = there is no rule `{ $id }`
problem-unknown-table = there is no table `{ $table }`
problem-unknown-field = table `{ $table }` has no field `{ $field }`
problem-unknown-pack = there is no pack `{ $name }`
problem-unknown-encoding = `{ $name }` is no known encoding, such as gbk, big5 or utf-8
problem-no-rule-file = no file matches `{ $pattern }`
problem-bad-glob = `{ $pattern }` is no file pattern
problem-unknown-placeholder = `{ $word }` in `{ $pattern }` stands for nothing; only `{"{"}month{"}"}` does: year and month of --as-of, such as 202610
problem-per-empty = `per` names no field
problem-per-key = `per` and `key` name different fields
problem-no-columns = the check names no column
problem-no-values = the list of values is empty: every filled cell would be wrong
problem-no-limit = the check sets no limit
problem-min-over-max = contradictory limits: at least { $min }, at most { $max }
problem-empty-range = no value is { $low } and { $high }
problem-too-large = `{ $written }` is too large a number
problem-bad-date = `{ $written }` is no date; write it as 2026-01-31
problem-time-beside-date = `{ $written }` has a time, the field beside it has none
problem-same-header = `{ $header }` is the header of two fields
problem-unknown-columns = none of the `columns` is a heading of a field; name each column of the export as `header` does
problem-bad-duration = `{ $written }` is no duration; write "30 minutes", "24 hours", "3 days", "1 workday" or "8 workhours"
problem-hours-between-dates = one of the two fields is a date without a time, so the limit must be in days or workdays
problem-no-time-limit = there is no limit: give `within`, or `by` and `limits`
problem-by-and-limits = `by` and `limits` belong together: a field, and a limit for each of its words
problem-no-calendar = a limit in working time needs `calendar` under [project]
problem-no-hours = a limit in workhours needs `hours` under [project]
problem-hours-without-calendar = hours are counted on workdays: `hours` needs `calendar` beside it
problem-unknown-calendar = there is no calendar `{ $name }`
problem-unknown-zone = there is no time zone `{ $name }`
problem-zone-needs-datetime = `timezone` belongs to fields of type datetime
problem-zone-of-company = the zone of a column is of use only where that of the company is known
problem-calendar-shipped = `{ $name }` is a calendar of the program; give yours another name and let it extend this one
problem-calendar-twice = the calendar `{ $name }` is there twice
problem-calendar-circle = the calendar `{ $name }` extends itself, by way of others or not
problem-calendar-range = a calendar needs `from` and `to`, the days it covers, or a calendar that it extends
problem-calendar-backwards = `to` of this calendar is before `from`
problem-no-workday = no day of this calendar is worked
problem-bad-hours = `{ $written }` is no stretch of a day; write "08:30-12:00", or "22:00-06:00" over midnight
problem-hours-overlap = `{ $one }` and `{ $other }` overlap
problem-bad-days = `{ $written }` is no day or range of days; write "2026-10-01" or "2026-10-01..2026-10-07"
problem-day-not-covered = `{ $written }` is not covered by the calendar, which reaches from { $from } to { $to }
problem-day-off-and-on = `{ $written }` is both off and on
problem-bad-format = `{ $format }` is no date form; write it as "%d/%m/%Y" or "%Y%m%d"
problem-format-needs-date = `format` belongs to fields of type date or datetime
problem-map-needs-text = a map of `values` belongs to fields of type text or boolean
problem-scale-needs-decimal = `scale` belongs to fields of type decimal
problem-unit-needs-number = `unit` belongs to fields of type integer or decimal
problem-bad-unit = `{ $unit }` is no unit: it is empty, or begins like a number; write it as "kg" or "%"
problem-bad-share = `{ $written }` is no share; write "0.5%"
problem-above-nought = a number above 0 is needed here
problem-unit-here = the time here is counted in { $units }
problem-complete-columns = a record is asked for 1 to { $most } fields
problem-complete-starred = no field of the table has a heading that is marked with *
problem-complete-need = each need names its `columns`, or has `starred = true` in their place
problem-complete-used = write TABLE.FIELD: the field of another table that names the record
problem-complete-key = table `{ $table }` needs a `key` of one field, for that is what is looked for in the other table
problem-price-list = write TABLE.FIELD: the price in the table that is the price list
problem-price-at = prices hold from day to day, so the rule needs `at`, the date on which the list is looked at
problem-price-dates = a date is needed here
problem-listed-elsewhere = the limits of a column stand in the row of its heading, so this must be a field of `{ $table }` as well
problem-under-limit-within = this must be more than 0% and at most 50%: as much again lies below, and is compared with it
problem-limit-on-number = `on` and `key` lead to a `TABLE.FIELD`; this limit is a number, or a field of the row itself
problem-not-elsewhere = this must be a field of another table, written `TABLE.FIELD`
rule-lost = this rule could not be read, and nothing says why: please report it with the file
problem-limit-on = `limit` is a field of `{ $table }`: say in `on` which fields of the row lead to its row there
problem-serial-full = this must be more than 0% and less than 100%: of a series that is full nothing is left to be told in time
problem-volume-nothing = nothing is compared: give `per`, `filled` or both
problem-volume-earlier = `earlier` compares periods: say which, `per = "month"` or so
problem-owner-of-whole = what check.{ $kind } finds is about the table and not about a person, so there is no `owner`
problem-bad-tolerance = a tolerance is a number that is not negative
problem-tolerance-needs-numbers = a tolerance needs numbers on both sides
problem-weak-agrees = weak findings need `agree`: a field that is the same in both rows
problem-used-form = `rows` names a field of another table, as in `orders.customer_code`
problem-used-without-code = there is no code that rows of other tables lead to: give `code`, or the table a `key` of one field
problem-total-needs-numbers = a number is needed here
problem-no-document-date = table `{ $table }` names no document date: set `date` in [tables.{ $table }] to the field that `since` and `until` compare with
problem-key-length = columns here: { $columns }, in the key of the other table: { $key }
problem-no-key = table `{ $table }` names no key: name the columns with `key`
problem-no-people-table = [people] needs a table `people`
problem-people-no-account = the table `people` needs a field `account`
problem-person-no-table = check.person needs a table `people`
problem-forbids-nothing = `forbid` names nothing, so every row would pass
problem-no-shared-accounts = no account is declared as shared: list them in `shared` under [people]
problem-recurrence-months = findings of one month recur nowhere; `months` must be 2 or more
problem-recurrence-within = only the last { $within } months are counted, so nobody has findings in { $months }; `within` must not be less than `months`
problem-recurrence-nothing = `rules` names nothing, so nothing would be looked at
problem-recurrence-key = a rule about recurrence looks at findings of other rules, so it cannot have `{ $key }`
problem-recurrence-table = the table name `{ $name }` is that of rules about recurrence; give the table another name
problem-recurrence-no-rule = no rule about an export is called `{ $name }`
problem-coding-twice = the coding scheme `{ $name }` is defined twice
problem-coding-form = the coding scheme `{ $name }` needs exactly one of `segments`, `levels` and `[[coding.{ $name }.variant]]`
problem-coding-idle = `{ $key }` does nothing in this scheme
problem-coding-idle-beside = `{ $key }` does nothing beside `{ $kind }`
problem-coding-content = segment `{ $name }` needs exactly one of `literal`, `values`, `in`, `date`, `serial`, `check`, or `chars`
problem-coding-empty = an empty text is no segment
problem-coding-count = a code has between 1 and { $most } segments
problem-coding-same-name = two segments are called `{ $name }`
problem-coding-segment = the scheme has no segment `{ $name }`
problem-coding-chars = `{ $chars }` is no set of characters: ranges run upwards, as `A-Z` does, and no character stands there twice
problem-coding-date = `{ $form }` is no date of `%Y` or `%y`, `%m` and `%d`
problem-coding-serial = a serial has between 1 and { $most } digits
problem-coding-width = a width is a positive number, or the fewest and the most characters; { $most } at most
problem-coding-start = a serial of { $width } digits cannot begin with { $start }
problem-coding-per = `{ $name }` changes with every serial, so a series cannot start anew with it
problem-coding-serials = codes have one serial; a second one would not be followed
problem-coding-no-width = segment `{ $name }` needs a `width`
problem-coding-in = `{ $written }` names no column; it is written as TABLE.FIELD
problem-coding-levels = `levels` lists the widths of the levels: positive numbers, 64 characters in all at most
problem-coding-pad = `{ $pad }` cannot fill up codes: it has to be one of their characters
problem-coding-no-levels = the scheme `{ $scheme }` has no `levels`, so no code is above another
problem-coding-separator = segment `{ $name }` may hold { $separator }, which stands between segments
problem-coding-fused = nobody can tell where segment `{ $one }` ends and `{ $other }` begins
problem-coding-check = `{ $check }` cannot carry { $character }, which segment `{ $name }` may hold
problem-coding-overlap = two variants accept the same code, such as { $code }
problem-coding-no-serial = the scheme `{ $scheme }` has no segment with `serial`
problem-unique-also = `also` goes with one column
problem-unknown-coding = there is no coding scheme `{ $name }`
problem-field-type = `{ $field }` is of type { $found }; needed here: { $wanted }
problem-not-comparable = `{ $left }` ({ $left_type }) and `{ $right }` ({ $right_type }) cannot be compared
problem-compare-own = this leads to a row of another table, and `{ $field }` is a field of this one
problem-compare-on = `right` is a field of `{ $table }`: say in `on` which fields of the row lead to its row there
problem-compare-left = `left` is a field of the rule's own table, and `{ $field }` is of another one: name that in `right`
problem-compare-computed = `left` and `right` are fields; nothing is computed in them
problem-two-sums = check.total holds a number of the row against one sum; it cannot hold a sum against another one
problem-field-elsewhere = `{ $field }` is a field of another table; a field of `{ $table }` is meant here
problem-bad-regex = not a regular expression: { $error }
regex-group-open = `(` opens a group that no `)` closes
regex-group-closed = `)` closes a group that no `(` opens
regex-class-open = `[` is opened and not closed: `]` is missing
regex-range = the range `{ $part }` runs backwards
regex-range-end = `{ $part }` cannot be the end of a range
regex-nothing-repeated = there is nothing to repeat before `*`, `+`, `?` or a number in braces
regex-count = this is no number of repetitions; write {"{"}3{"}"}, {"{"}2,{"}"} or {"{"}2,5{"}"}
regex-escape = `{ $part }` stands for nothing
regex-escape-end = it ends with a single `\`
regex-property = there is no class of characters `{ $part }`
regex-look = look-ahead and look-behind, such as `{ $part }`, are not supported
regex-reference = back-references, such as `{ $part }`, are not supported
regex-flag = what stands behind `(?` is no flag
regex-name = this cannot be the name of a group
regex-large = it is too large: it repeats or nests too much
regex-other = this is not written as patterns are
problem-bad-sql = not an SQL condition: { $error }
sql-unclosed = a text is not closed: its last `'` is missing
sql-value = a field, a value or a condition
sql-sign = `{ $sign }`
sql-expected = expected { $wanted }, found `{ $found }`
sql-ends = it ends where { $wanted } should follow
sql-other = it cannot be read here
problem-sql-rest = the condition should end here, found { $found }
problem-sql-not-boolean = this is no condition: it is neither true nor false
problem-sql-no-field = the condition names no field
problem-sql-interval-too-long = the duration is longer than ten thousand years
problem-sql-unsupported = not supported in a condition: { $what }
problem-sql-function = there is no function `{ $name }`
problem-sql-arguments = wrong number of arguments for `{ $name }`
problem-sql-mixed = { $left } and { $right } do not go together here
problem-sql-needs-text = a text is needed here; the characters of a number or date depend on how the export writes it
problem-sql-needs-date = a date is needed here
problem-sql-needs-span = a difference of two dates is needed here
problem-sql-needs-time = a date with its time, or a text such as 08:30, is needed here
problem-sql-needs-constant = a value that is written out is needed here
problem-substr-from-one = characters count from 1, and one at least is taken
problem-bad-time = `{ $written }` is no time of day
problem-like-backslash = what `\` means in LIKE differs from database to database
problem-like-escape = nothing follows the character that ESCAPE names
problem-sql-other-table = a condition sees the fields of its own table only, not those of `{ $name }`
problem-unknown-word = `{ $field }` never holds the word `{ $word }`
problem-sql-too-deep = the condition has more than { $most } operators; split it into several rules, or list values with IN
problem-sql-too-long = the condition is longer than { $most } bytes
hint-input = name the folder of the project, and give an export with --input TABLE={ $file }
hint-did-you-mean = did you mean `{ $name }`?
hint-meant-of = did you mean `{ $name }`? Possible: { $names }
hint-literal-brace = where the name of the file holds a brace, write `[{"{"}]`
hint-one-of = possible: { $names }
hint-fields = `{ $table }` has { $names }
hint-plain-sign = write `{ $plain }` instead of `{ $written }`
hint-quoted = write it in quotes: "{ $text }"
hint-written = write { $written }
hint-all-written = write { $names }
hint-regex-itself = the character itself is written `{ $written }`
hint-regex-look = say it in two conditions, as in check.expression = {"{"} must = "regexp_like(FIELD, '…') AND NOT regexp_like(FIELD, '…')" {"}"}
hint-unit = write it in quotes and with its unit, for example { $names }
hint-delete = delete `{ $sign }`
hint-quotes-within = a text ends at the next quote of its kind; inside double quotes write texts in single ones: "status = 'open'"
hint-check-section = below [[rule]], write [rule.check.KIND], or the check on one line: check.KIND = {"{"} … {"}"}
hint-flag = write `{ $plain }`, without quotes
hint-comment = a comment begins with #
hint-equals = a key and its value are joined by `=`, not by `:`
hint-twice = delete one of the two
hint-twice-header = keep one header { $header }, and write all its lines below it
hint-twice-several = delete one of the two; if both are meant, write { $both }
hint-same-header = each field has a column of its own: correct one of the two headings, or delete that field; where the export has two columns of this heading, `nth = 2` in the field names the second
hint-two-rules = make two rules of it: a [[rule]] with an `id` of its own for each check
hint-above-check = `{ $name }` belongs to the rule, not to its check: move the line up, above [rule.check.{ $kind }], or out of the braces
hint-sequence = check.serial finds gaps, numbers of two codes and numbers against the order of dates; check.unique those that are there twice
hint-backslash = in double quotes a backslash starts an escape; write / in paths, or use single quotes
hint-single-quotes = a text stands in single quotes: '{ $text }'
hint-single-quotes-list = texts stand in single quotes: { $list }
hint-or = { $one } — or { $other }
hint-is-null = write IS NULL or IS NOT NULL
hint-date-as-text = compare it with DATE '2026-03-05', or take year(FIELD), month(FIELD) or day(FIELD)
hint-number-as-text = compare it as a number; a code is declared with `type = "text"`
hint-other-as-text = declare the field with `type = "text"` to look at its characters
hint-like-escape = name the character, as in LIKE '50!%' ESCAPE '!'
hint-per-key = where documents are judged as a whole, `per` is the key: leave `key` out; the lines can be a table of their own that reads the same files
hint-other-table = check.reference, check.compare (`right = "TABLE.FIELD"`, `on`) and check.total look into another table, with `when` for a condition on its rows
hint-on = name the fields that hold its key, as in on = ["FIELD"]; `{ $table }` has { $names }
hint-compare-elsewhere = a field of another table is written `right = "TABLE.FIELD"`, and `on = ["FIELD"]` leads to its row
hint-compute = check.expression computes with the fields of a row, and check.total holds a number against the sum over another table
hint-aggregate = a condition sees one row: check.total holds a number of it against the sum over another table
hint-two-sums = where the header has the number, hold it against each sum by a rule of its own; where it has none, one of the sums must come with the export
hint-split = the values of a cell cannot be taken apart and added: have them exported as rows or columns of their own, and check.total or check.expression adds them
hint-unique-across = `also = ["suppliers.code"]` names columns of other tables that must not hold the key; to see the rows as well, add a table over all of their files, files = ["a.csv", "b.csv"]
hint-no-division = multiply the other side: a * 100 > b * 5
hint-braces = pairs stand in braces: {"{"} "EXPORT" = "RULE" {"}"}
hint-days = subtract one date from the other: `days(a - b) > 5`, or `a - b > INTERVAL '5' DAY`
hint-interval = compare a difference of dates with a duration such as INTERVAL '5' DAY
hint-cast = nothing is converted in a condition: a field is of the type that the dictionary gives it, as in {"{"} type = "decimal" {"}"}
hint-day-of = a date and time beside a day counts with its day, as in FIELD = DATE '2026-03-05'; of the same day are two of them where year(…), month(…) and day(…) are equal
hint-clock = write time_of_day({ $field }), and compare it with TIME '08:00'
hint-round = nothing is rounded: `scale = 2` in the dictionary says how many decimals a field may have, and abs(a - b) < 0.005 compares up to a difference
hint-replace = nothing is replaced in a text: regexp_like(FIELD, '…') says what it may look like, substr(FIELD, 1, 2) and regexp_substr(FIELD, '…') take a part of it, and `||` joins parts
hint-weekday = days of the week cannot be asked; check.latency counts `workdays` by the calendar
hint-upper = to compare without regard to capitals, write lower(…) on both sides; whether a text has small letters asks regexp_like(FIELD, '[a-z]')
hint-case = write the cases with AND and OR, as in (a = 'x' AND b = 1) OR (a <> 'x' AND b = 0), or make a rule with `when` for each
hint-remainder = remainders cannot be computed; of a number that is declared as text, regexp_like(FIELD, '[02468]$') asks for its last digit
hint-empty-value = an empty cell is no text here: write { $field } IS NULL, or give coalesce a value of the type of the field
hint-tune = to change a rule of a pack, write [tune."{ $id }"]
hint-calendar = there are { $names }, and those under [calendars]: `calendar = "cn"`
hint-zone = name it as the IANA database does, such as `Asia/Shanghai` or `Asia/Taipei`, or give its distance from UTC: `+08:00`
hint-zone-of-company = write `timezone = "Asia/Shanghai"` under [project]
hint-hours = for example `hours = ["08:30-12:00", "13:30-17:30"]`
hint-coding-overlap = give each variant something that the others cannot have, such as a letter in front
hint-coding-fused = put a separator or a literal between them, or give one of them a fixed width
hint-coding-check = these can: { $names }
hint-coding-check-none = no check character can; leave the segment out of the code, or use letters and digits
hint-people = declare [tables.people] with the field `account`, and `name`, `department`, `joined`, `left`, `assessed_on` where the export has them
