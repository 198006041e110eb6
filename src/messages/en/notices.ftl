### what an audit tells beside findings

audit-no-file = { $table }: no file matches { $patterns } — check `files` of [tables.{ $name }], or give --input { $name }=FILE
audit-no-rows = { $file }: there are no rows of data
audit-all-later = { $table }: { $what ->
    [dates] every date in it is
   *[other] every document is dated
} after the day of the audit, { $as_of }; the earliest is of { $first }. What may still happen by then counts as pending; if the exports are of a later month, give its last day with --as-of
audit-some-later = { $table }: { $count } rows are dated after the day of the audit, { $as_of }; the newest is of { $newest } ({ $column }, { $file } row { $row }). They count as lying ahead; if the exports were made later, give the day that they are of with --as-of
audit-breaks-off = { $file }: { $cut }. What stood behind it is not known: nothing of { $table } counts as fixed or as no longer in the export, and what other tables look up in it and do not find is undecidable; export the file again
audit-beside = { $table }: { $count ->
    [one] 1 file was
   *[other] { $count } files were
 } left out, since programs leave such files beside exports: { $files }
audit-idle-pattern = { $table }: no file matches { $patterns }, and only the files of the other patterns were read; if an export is missing, its rows are missing from every figure
audit-same-file = { $file } is the same file as { $first }, byte for byte, so every row of it counts twice; remove one of them
field-named = "{ $column }" (field { $name })
field-alone = "{ $column }"
file-alone = { $file }
file-and-sheet = { $file }!{ $sheet }
file-and-table = { $file } ({ $table })
notice-of-file = { $file }: { $told }
notice-unknown-zone = { $column }: { $count ->
    [one] one time has
   *[other] { $count } times have
 } a zone, such as { $example }, and cannot be read; name the zone of the company's clocks: `timezone = "Asia/Shanghai"` under [project]
notice-open-year = { $column }: { $count ->
    [one] one cell leaves
   *[other] { $count } cells leave
} open which number is the year, such as { $example }, and cannot be read; say it in the field with `format`, for example { $formats }
notice-finer = { $column }: { $count ->
    [one] one number has
   *[other] { $count } numbers have
} more than 12 digits behind the point, such as { $example }; only 12 of them are calculated with
notice-undeclared-form = { $column }: { $count ->
    [one] one cell holds a date
   *[other] { $count } cells hold dates
} in another than the declared form ({ $formats }), such as { $example }, and cannot be read; if the system writes it so, add its form: `format` takes a list, as in ["%Y%m%d", "%d.%m.%Y"]
notice-no-such-day = { $column }: { $count ->
    [one] one cell names
   *[other] { $count } cells name
} a day that there is not, such as { $example }; no `format` mends that, correct the date where it was entered
notice-timed-day = { $column }: write `type = "datetime"` in the field, which is declared as a day: { $count ->
    [one] one cell has
   *[other] { $count } cells have
} a time of day, such as { $example }, and cannot be read
notice-turned-dates = { $column }: every date written with { $form }, such as { $example }, lies behind the twelfth of its month, and { $count ->
    [one] one other is an ISO date, { $iso }
   *[other] { $count } others are ISO dates, such as { $iso }
}: a program with other regional settings seems to have taken days for months and turned the others round. Export again without opening the file in between; if the dates are right, name both forms: `{ $both }`
notice-in-files = { $notice } (and in { $count ->
    [one] { $count } more file or sheet
   *[other] { $count } more files or sheets
}: { $files })
lookup-keyless = { $table }: { $count ->
    [one] { $count } row has
   *[other] { $count } rows have
} an incomplete key ({ $fields }) and { $count ->
    [one] is
   *[other] are
} in no sum; a difference found by a total may come from there
lookup-sums-lost = { $table }: { $count ->
    [one] 1 row cannot be read, or its key cannot: it is
   *[other] { $count } rows cannot be read, or their keys cannot: they are
} in no sum; differences that are found between sums may come from that
lookup-keys-lost = { $table }: { $count ->
    [one] { $count } row has
   *[other] { $count } rows have
} no readable key, so other tables cannot find what belongs to it
audit-unreadable = { $file }: { $reason }
audit-much-undecidable = these rules could not decide a fifth of their rows or more, and their rates are of the others: { $rules }; `--verbose` lists the rows with the reason
audit-share-undecidable = { $rule } ({ $count } of { $rows })
audit-not-judged = rule { $rule } was not judged: { $table }, in which it looks things up, has no file
not-run-when-open = of { $count ->
    [one] the { $count } row that it may apply to
   *[other] the { $count } rows that it may apply to
} it is not known whether its condition holds, because { $fields } is empty
audit-never-activated = rule { $rule }: its condition held for no row, so it judged nothing
audit-column-of-days = { $table }: every time in { $field } is midnight (0:00), so it is read as a column of days and compared by day; write `type = "date"` in the field to settle it
audit-when-open = rule { $rule }: for { $count ->
    [one] { $count } row
   *[other] { $count } rows
}, its condition (`when`, `since`, `until`) is neither true nor false because { $fields } is empty; not judged — to judge such rows, say in the condition what an empty cell means: IS NULL, IS DISTINCT FROM or coalesce
audit-must-open = rule { $rule }: for { $count ->
    [one] { $count } row
   *[other] { $count } rows
}, the condition is neither true nor false because { $fields } is empty; the rate is of the { $judged } other rows
audit-alike = { $rules }: { $count } rows have keys that look alike and differ in blanks or invisible characters at their ends, such as row { $row } of { $file }; they were compared as they stand — { $kind ->
    [unique] `normalise = ["trim"]` in check.unique takes them for copies
   *[other] correct them where they come from
}
duplicate-crowd = rule { $rule }: { $values ->
    [one] one value of { $column } is
   *[other] { $values } values of { $column } are
} shared by more than 50 rows each ({ $rows } in all) and not taken for a sign that they belong together
duplicate-unsettled = rule { $rule }: { $count ->
    [one] one row is like more others than can be settled; it is
   *[other] { $count } rows are like more others than can be settled; they are
} not listed
duplicate-large = rule { $rule }: { $count } rows are taken for one and the same; see whether their name is a placeholder
audit-astray = rule { $rule }: for { $count ->
    [one] { $count } row
   *[other] { $count } rows
}, { $table } has no row that { $fields } leads to; not judged — check.reference finds such rows
audit-unlisted = rule { $rule }: { $table } does not list { $fields }, so there is no limit to judge by
lookup-when-open = rule { $rules }: for { $count ->
    [one] { $count } row
   *[other] { $count } rows
} of { $table }, the condition (`when` in the check) is neither true nor false because { $fields } is empty; such rows do not count — to have them count, say in the condition what an empty cell means: IS NULL, IS DISTINCT FROM or coalesce
not-run-must-open = of the { $count ->
    [one] { $count } row
   *[other] { $count } rows
} that it applies to, none can be judged, because { $known ->
    [0] a value that its condition needs is empty in each
   *[other] { $fields } is empty in all of them
}
not-run-astray = of the { $count ->
    [one] { $count } row
   *[other] { $count } rows
} that it applies to, none can be judged: for { $astray } of them, { $table } has no row that { $fields } leads to
not-run-unlimited = of the { $count ->
    [one] { $count } row
   *[other] { $count } rows
} that it applies to, none can be judged: none has a word in { $field } that a limit is given for
audit-idle = rule { $rule }: it judged none of the { $count ->
    [one] { $count } row
   *[other] { $count } rows
} that it applies to, because { $known ->
    [0] a value that it needs is empty in each
   *[other] { $fields } is empty in all of them
}
not-run-undecided-yet = none of the rows that it applies to can be decided: { $count } undecidable, { $pending } pending
not-run-undecided = { $count ->
    [one] the { $count } row that it applies to cannot be decided
   *[other] none of the { $count } rows that it applies to can be decided
}
audit-not-run = not run: { $rules } — { $reason }
not-run-few = at least { $least } rows are needed to compare, and the largest group has { $rows }
not-run-narrow = the numbers lie between { $low } and { $high }; the greatest must be at least 100 times the least
not-run-periods = there { $periods ->
    [one] is { $periods } whole period
   *[other] are { $periods } whole periods
}, and { $least } are needed to compare
not-run-no-file = no file of its table was found
not-run-unreadable = no file of its table could be read
not-run-no-serial = { $wrong } of { $judged } numbers in { $column } have gaps before them or are out of order: the export holds a part of the series, or they are not given out one after the other
not-run-off-scheme = { $wrong } of { $judged } values of { $column } do not follow the coding scheme `{ $scheme }` or what it is held against: the column or the scheme is the wrong one
not-run-disagrees = { $wrong } of { $judged } values of { $column } do not agree with { $segment } in { $code }, such as { $value } beside { $other }: the column is the wrong one, or its `map` or `regex`
not-run-target = { $table } could not be read, so nothing can be looked up in it
not-run-target-absent = { $table } has no file, so nothing can be looked up in it
not-run-target-empty = { $table } holds no rows, so nothing can be looked up in it
not-run-no-column = { $file } has no usable column for "{ $field }"
not-run-order = whether the day or the month comes first in the dates of "{ $field }" is not known
pack-rule-skipped = pack:{ $pack }: left out because { $reason }: { $rules }
pack-word-unknown = pack:{ $pack }: rule { $rule } compares with a word that the dictionary does not know, and may find nothing: { $reason }
pack-event-skipped = pack:{ $pack }: left out of the process { $process } because { $reason }: { $events }
pack-process-skipped = pack:{ $pack }: the process { $process } is left out because { $reason }
pack-event-word-unknown = pack:{ $pack }: in the process { $process } these events ask for a word that the dictionary does not know, and may never be found: { $events }: { $reason }
header-missing = { $file }: no column for { $field }
header-missing-any = { $file }: no column for { $field }, which may be headed { $headers }
header-optional = { $file }: no column for "{ $field }", which is optional; not judged: { $rules }
header-missing-nth = { $file }: no column for { $field }: fewer than { $nth } columns are headed { $headers }
header-near = did you mean the column "{ $name }"? Add it to `header` of the field
header-near-fields = did you mean these columns ({ $fields })? Add each to the `header` of its field
header-repeated = { $file }: columns { $columns }, headed { $headings }, are all of { $field }; say which of them with `nth` (1 is the first), or make `header` more exact
header-extra = { $file }: columns that no field takes: { $headers }
decision-encoding-declared = encoding { $encoding }, as declared
decision-encoding-bom = encoding { $encoding } (byte order mark)
decision-encoding-ascii = encoding { $encoding } (only ASCII characters)
decision-encoding = encoding { $encoding } (confidence { $confidence } %)
decision-encoding-next = encoding { $encoding } (confidence { $confidence } %; next: { $next } { $share } %)
decision-delimiter = delimiter { $delimiter }
decision-quote = cells are quoted by { $quote }
decision-line-end = line ends { $line_end }
decision-line-ends-mixed = the rows end in different ways: { $kinds }; the file was put together from several
decision-open-end = the last row has no line end; if the system writes one behind every row, the file is not complete
decision-dos-end = the end mark of DOS (^Z) behind the last row was left out
decision-guards = { $count ->
    [one] 1 cell was
   *[other] { $count } cells were
 } guarded against spreadsheets, and read without the guard; the first is written { $written } in row { $row }
decision-appended = { $count ->
    [one] 1 row begins
   *[other] { $count } rows begin
 } with a byte order mark: another file was appended there
cut-row = the file breaks off within row { $row }
cut-quote = the file breaks off: a quote that is opened in row { $row } is not closed before its end
cut-page = the page ends within its table, in or behind row { $row }
decision-delimiter-line = the first line, `sep=`, names the delimiter
decision-header-row = header in row { $row }
decision-header-rows = header in rows { $first } and { $last }
header-other = the header is taken to be row { $row }, though row { $other } names { $count } fields of the dictionary as well; if that is the header, set `header_row = { $other }`
decision-no-header = no header row; the columns are those of `columns`
decision-titles = { $count ->
    [one] 1 row with a title was not judged: { $rows }
   *[other] { $count } rows with titles were not judged: { $rows }
}
decision-headers = { $count ->
    [one] 1 further row of the header was not judged: { $rows }
   *[other] { $count } further rows of headers were not judged: { $rows }
}
decision-blanks = { $count ->
    [one] 1 blank row: { $rows }
   *[other] { $count } blank rows: { $rows }
}
decision-samples = { $count ->
    [one] 1 row shows how others are to be filled in and was not judged: { $rows }
   *[other] { $count } rows show how others are to be filled in and were not judged: { $rows }
}
decision-totals = { $count ->
    [one] 1 row with a total was not judged: { $rows }
   *[other] { $count } rows with totals were not judged: { $rows }
}
decision-notes = { $count ->
    [one] 1 row with a remark, signature or instruction was not judged: { $rows }
   *[other] { $count } rows with remarks, signatures or instructions were not judged: { $rows }
}
decision-copies = { $count ->
    [one] 1 row repeats a document and was judged with its first row: { $rows }
   *[other] { $count } rows repeat a document and were judged with its first row: { $rows }
}
decision-form = { $column }: { $form } in { $count ->
    [one] { $count } cell
   *[other] { $count } cells
}, such as "{ $example }"
form-minguo = Minguo years (ROC, year + 1911)
form-serial = day numbers of Excel
form-short-year = two-digit years (00–29 are 2000–2029, 30–99 are 1930–1999)
form-day-first = the day before the month
form-month-first = the month before the day
form-date = dates in another than the ISO form
form-currency = currency signs left out ({ $signs })
form-percent = percentages, read as parts of one (12.5% is 0.125)
form-negative = negative numbers in parentheses or with the minus behind
form-number = thousands separators, exponents or full-width digits
form-zone = times with a zone, carried over to the zone of the project
form-unknown-zone = times with a zone, not read: the zone of the project is not declared
form-own-zone = times of the zone declared for the column, carried over to that of the project
form-iso = ISO dates beside the declared form
form-declared = the declared form { $format }
form-declared-short = the declared form { $format } with two-digit years (00–29 are 2000–2029, 30–99 are 1930–1999)
order-open = { $table }: { $field } holds dates such as "{ $example }" ({ $file }, row { $row }), and no cell of the column shows whether the day or the month comes first
order-contradictory = { $table }: { $field } holds dates with the day first, such as "{ $day_first }" ({ $day_file }, row { $day_row }), and with the month first, such as "{ $month_first }" ({ $month_file }, row { $month_row })
order-of-others = { $table }: no cell of "{ $field }", such as "{ $example }", shows whether the day or the month comes first; it is read with { $form }, as "{ $like }" is written
order-against-others = { $table }: { $field } holds "{ $example }" ({ $file }, row { $row }), written with { $form }, but most of its dates do not show their order, and { $other } is written with { $other_form }, such as "{ $other_example }"; it may be a mistyped date
order-differs = { $table }: { $field } is written with { $form }, such as "{ $example }", { $other } with { $other_form }, such as "{ $other_example }"; each is read as its own cells show — if one of them is wrong, set `format` in the field
order-hint = set `format = "{ $day_first }"` or `format = "{ $month_first }"` in the field
decision-hidden-sheets = hidden sheets were not read: { $sheets }
decision-from-1904 = the workbook counts its days from 1904, not from 1900
decision-missing-sheets = sheets that the workbook lists, but does not hold: { $sheets }
decision-unstored-formulas = { $count ->
    [one] 1 formula of the sheet has no stored result, so its cell is read
   *[other] { $count } formulas of the sheet have no stored result, so their cells are read
} as empty ({ $cells }); open and save the file in a spreadsheet program
decision-uncalculated-formulas = { $count ->
    [one] the only formula of the sheet was
   *[other] the { $count } formulas of the sheet were
} never calculated: the program that wrote the file left 0 for every result; open and save the file in a spreadsheet program
decision-hidden-rows = { $count ->
    [one] 1 hidden row is
   *[other] { $count } hidden rows are
} read like the others: { $rows }
decision-filtered-rows = { $count ->
    [one] 1 row that a filter hides is
   *[other] { $count } rows that a filter hides are
} read like the others: { $rows }
decision-hidden-columns = { $count ->
    [one] 1 hidden column is
   *[other] { $count } hidden columns are
} read like the others: { $columns }
decision-merged = { $count ->
    [one] 1 area of cells merged across columns below the header (row { $rows }): only its first cell holds the value
   *[other] { $count } areas of cells merged across columns below the header (rows { $rows }): only the first cell of each holds the value
}
decision-merged-filled = { $cells ->
    [one] 1 cell takes
   *[other] { $cells } cells take
} the value of the merged cells that { $cells ->
    [one] it belongs
   *[other] they belong
} to ({ $count ->
    [one] 1 area, rows { $rows }
   *[other] { $count } areas, rows { $rows }
})
decision-merged-numbers = { $count ->
    [one] numbers in 1 area of merged cells (rows { $rows }) count in its first row only; the other rows are empty there
   *[other] numbers in { $count } areas of merged cells (rows { $rows }) count in the first row of each only; the other rows are empty there
}
decision-filled-down = { $field }: { $count ->
    [one] 1 empty cell takes
   *[other] { $count } empty cells take
} the value above it (`fill_down`)
nameless-repeats = { $count } of { $rows } rows name no document ({ $field } is empty); if the export leaves repeats blank, set `fill_down = true` in the field
nameless-still = { $count ->
    [one] 1 row names
   *[other] { $count } rows name
} no document: { $field } is empty, and there is nothing above to take
total-by-its-sums = row { $row } has no key and no text, and its numbers are the sums of the rows above it ({ $fields }): it seems to be a total, and was judged like any row; have the system leave it out, or write 合计 or Total before it
header-unheaded = { $count ->
    [one] column { $columns } has no heading and was not read; { $rows ->
        [one] 1 row fills it
       *[other] { $rows } rows fill it
    }
   *[other] columns { $columns } have no heading and were not read; up to { $rows ->
        [one] 1 row fills
       *[other] { $rows } rows fill
    } them
}
decision-cells-stored-twice = { $count ->
    [one] 1 cell of the sheet is stored twice: the later one was read
   *[other] { $count } cells of the sheet are stored twice: the later one of each was read
}
decision-odd-records = { $count ->
    [one] 1 record of the sheet is not as long as it should be, so that a cell may be missing
   *[other] { $count } records of the sheet are not as long as they should be, so that cells may be missing
}: compare the number of rows with what Excel shows
decision-rows-missing = the sheet announces { $announced } rows, but row { $found } is the last that is stored: compare the number of rows with what Excel shows
decision-marked-column = the column of faults from { $cell } down was added by crm-audit and is not read
decision-marked-sheet = the sheet { $sheet } was added by crm-audit and is not read
decision-misnamed = the file is named .{ $extension }, but it is { $format }, and was read as such
decision-unpacked = unpacked from the archive: { $file }
decision-html-table = table { $number } of the { $count } in the page, from row { $row }
decision-html-pages = { $count ->
    [one] 1 further table
   *[other] { $count } further tables
 } of the page with the same header belong to it
decision-html-others = { $count ->
    [one] 1 other table of the page names
   *[other] { $count } other tables of the page name
 } fields of the dictionary below another header, and was not read; if it holds rows, save each table as a file of its own
