### Templates: the workbook that is sent out, the list of columns, and how what comes back compares

template-title = Data collection template: columns and instructions
template-sheet-guide = Guide
template-list = Columns
template-table = Table
template-column = Column
template-required = Required
template-format = Type and format
template-chars = Characters
template-bytes = Bytes
template-values = Allowed values
template-relations = Uniqueness and references
template-example = Example
template-supplier = Supplied by
template-help = What belongs there
template-left = Not checked by Excel, but on return

template-always = required
template-sometimes = in some rows
template-optional = optional
template-text = text
template-person = person
template-integer = whole number
template-decimal = number
template-date = date (2026-01-31)
template-datetime = date and time (2026-01-31 08:30)
template-boolean = yes or no
template-pattern = format: { $form }
template-words = { $words } ({ $count } in all)
template-refers = a { $column } that exists in { $table }{ $some ->
        [yes] {" "}and meets the condition of the rule
       *[no] {""}
    }
template-between = {"; "}
template-note = { $name }: { $text }
template-refused = Not as required: { $told }
template-example-row = This row is an example and is not checked; please start in row 3. Once any of its cells is changed, it is checked like every other row.

template-fill = How to fill it in
template-fill-rows = One record a row, below the headings and without blank rows between.
template-fill-example = The grey row in italics below the headings is an example and is not checked. Please enter your rows below it and leave it as it is.
template-fill-example-in = The grey row in italics below the headings is an example and is not checked; there is one on: { $sheets }. Please enter your rows below it and leave it as it is; on the other sheets they begin right below the headings.
template-fill-required = Columns whose heading ends with * are required: where a row has been started, an empty required cell turns red.
template-fill-notes = The note on each heading says what belongs there; where a cell offers a list, please choose from it.
template-fill-paste = Pasting goes past these checks: no list, length or date stops it. Please paste values only; what counts is the check after the file has come back.
template-fill-codes = Columns of codes are formatted as text, so that leading zeros stay. Please do not turn them into numbers.
template-fill-locked = Please do not rename, add or remove columns, or rename sheets: their structure is locked (there is no password). Lists and checks reach down to row { $last }; rows below are checked on return as well.

template-imports = Order of import
template-import = { $number }. { $tables }
template-import-after = { $number }. { $tables } (after { $after })
template-import-circle = { $number }. { $tables }: they refer to each other; import them without these columns first, then fill the columns in

template-coding = Coding scheme: { $scheme }
template-variant = { $variant }:
template-variant-when = { $variant } (rows with { $when }):
template-picture = A code looks like { $picture }
template-segment = { $name } ({ $place }): { $holds }
template-right = Right: { $codes }
template-wrong = Wrong: { $code } — { $why }
template-failed = { $count ->
        [one] 1 code in the present data does not follow the scheme:
       *[other] { $count } codes in the present data do not follow the scheme, such as:
    }
template-failed-code = { $code } ({ $file }, row { $row }) — { $why }
template-failed-secret = { $code } ({ $file }, row { $row })
template-recorded = { $count ->
        [one] Earlier audits found 1 code that does not follow the scheme: { $codes }
       *[other] Earlier audits found { $count } codes that do not follow the scheme, such as { $codes }
    }

template-unlisted = References without a list to choose from
template-no-list = { $sheet }, column "{ $column }": { $reason }
template-keys-secret = the column that it refers to is sensitive and is not listed
template-keys-asks = which rows count there hangs on other tables, so they are not listed
template-keys-none = there is no data of { $table } yet; write the template again once there is an export
template-keys-unread = the files of { $table } cannot be read
template-keys-many = { $table } has { $count } values, and more than { $most } are not listed

template-left-unique = duplicates
template-left-bytes = bytes in { $encodings }
template-left-length = length
template-left-pattern = format
template-left-values = values
template-left-coding = whether it follows { $scheme }
template-left-identifier = the check of the { $scheme }
template-left-reference = whether it exists in { $table }
template-left-rule = { $rule }

template-format-of = { $file }: a template is not written in this format; there are xlsx (to fill in), md, csv, html and txt (the list of columns)
template-filled = { $file } is a template that has been filled in (sheet "{ $sheet }", row { $row }); it is not overwritten: move it away, or write to another file
template-foreign = { $file } is a workbook that this program did not write as a template; it is not overwritten: move it away, or write to another file
template-unknown = { $file } is there already, and whether somebody has entered something cannot be seen: { $reason }. It is not overwritten: move it away, or write to another file
template-two-projects = { $folder }: only one project at a time

returned-other = this is a template for { $others }, and { $table } is not in it; it is read like any other file
returned-table = in the template the table is called `{ $was }`, in the dictionary `{ $is }` now; it is read like any other file, and its example row is judged as well
returned-version = the template was made by another version of crm-audit, so this comparison may be incomplete
returned-old = the template is out of date, the dictionary has changed since: { $changes }
returned-and = { $first }; { $second }
returned-added-since = columns added: { $columns }
returned-removed-since = columns dropped: { $columns }
returned-more = and more
returned-changed = { $column }: { $changes }
changed-also = { $first }, { $second }
changed-from-to = { $was } → { $is }
changed-nothing = no limit
changed-heading = its heading was "{ $was }" and is "{ $is }"
changed-least = at least { $count } characters
changed-most = at most { $count } characters
changed-bytes = at most { $count } bytes ({ $encoding })
changed-scale = at most { $digits } digits after the point
changed-unique = must not be repeated
changed-repeated = may be repeated
changed-list-now = now one of: { $values }
changed-list-no-more = no longer one of a list
changed-list-more = added to choose from: { $values }
changed-list-fewer = no longer to choose from: { $values }
changed-list = the values to choose from have changed
changed-now = now asked: { $what }
changed-no-more = no longer asked: { $what }
changed-written = { $written }
changed-otherwise = something else is asked
returned-sheet = the sheet "{ $was }" is not there, "{ $is }" was read in its place
returned-renamed = column { $column }, headed "{ $was }" in the template, is now headed "{ $is }"
returned-moved = columns stand in another order than in the template: { $columns }
returned-added = columns that the template does not have: { $columns }
returned-lost = columns of the template that are missing: { $columns }
returned-gap = rows { $rows } are blank; the rows below them are checked as well
