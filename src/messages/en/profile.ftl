### What is in exports: crm-audit profile

cli-profile = Tell what is in exports, without a project: what each column reads as, what speaks against it, keys and links
cli-profile-files = exports to look through: files, patterns or folders
cli-profile-format = what stdout gets
cli-profile-output = write it to a file as well; the format follows the file name: xlsx, json, txt (repeatable)
cli-profile-examples = { "  " }crm-audit profile orders.xlsx
    { "  " }crm-audit profile exports/202610 -o profile.xlsx
profile-format = { $file }: a profile is written as xlsx, json or txt
profile-no-file = no such file, and nothing matches
profile-nothing = nothing to look through: no file could be read
profile-breaks-off = { $cut }; what stood behind is not known
profile-no-table = no table: most lines have no columns
profile-unread = Could not be read
profile-made-up = column { $number }

## A table

profile-columns = { $count ->
    [one] 1 column
   *[other] { $count } columns
}
profile-header = header in row { $row }
profile-no-header = no header: the columns are numbered
profile-aside = { $count } rows are not of the table
profile-refused = { $count } broken records
profile-faulty = { $count } rows with too few or too many cells
profile-damaged = { $count } damaged cells
profile-row = row { $row }
profile-file-row = { $file } row { $row }
profile-example = “{ $text }” ({ $place })

profile-heading-column = Column
profile-heading-reads = Reads as
profile-heading-filled = Filled
profile-heading-different = Different
profile-heading-length = Length
profile-heading-content = Content
profile-length-key = Length in characters; behind the stroke in bytes of GBK, where they are more.
profile-semicolon = {"; "}

profile-reads-empty = nothing
profile-reads-text = text
profile-reads-code = code
profile-reads-integer = whole number
profile-reads-decimal = number
profile-reads-date = date
profile-reads-datetime = date and time
profile-reads-boolean = yes or no
profile-over = over { $count }

## A column

profile-against = cannot be read so: { $count }, such as { $example }
profile-nothing-word = “{ $word }”: { $count }
profile-nothing-words = for nothing: { $words }
profile-zeros = zeros before it: { $count }
profile-shape = { $shape }: { $count }
profile-shape-rare = { $shape }: { $count }, such as { $example }
profile-shapes-more = { $count } more shapes
profile-value = { $text }: { $count }
profile-values-least = at least: { $values }
profile-range = { $least } to { $most }
profile-median = median { $median }
profile-sum = sum { $sum }
profile-negative = negative: { $count }, such as { $example }
profile-nought = zero: { $count }
profile-written = with separators or currency signs: { $count }, such as { $example }
profile-far = far from the others: { $count }, such as { $example }
profile-unit = with “{ $unit }” behind it
profile-day-first = the day before the month
profile-month-first = the month before the day
profile-order-open = day or month first is not known: { $count }, such as { $example }
profile-order-against = in the other order: { $count }, such as { $example }
profile-zoned = with a zone: { $count }
profile-blanks-at-ends = blanks at an end: { $count }, such as { $place }
profile-invisible = invisible characters: { $count }, such as { $place }
profile-full-width = full-width letters or digits: { $count }, such as { $example }
profile-line-breaks = line breaks: { $count }, such as { $place }
profile-characters-digits = digits
profile-characters-capitals = capitals
profile-characters-small = small letters
profile-characters-ideographs = Chinese characters
profile-characters-letters = other letters
profile-characters-marks = signs
profile-characters-blanks = blanks
profile-characters = of { $kinds }
profile-private-phone = telephone numbers, masked
profile-private-identity = identity numbers, masked
profile-private-email = e-mail addresses, masked
profile-private = masked

## Columns with each other

profile-kept = Looked for in the first { $rows }.
profile-left-out = The last { $count } columns were not held against the others.
profile-key = Key: { $columns }
profile-key-nearly = Nearly a key: { $columns }; { $count ->
    [one] 1 row is empty or repeats another
   *[other] { $count } rows are empty or repeat another
}, such as { $example }
profile-no-key = No column and no two columns tell the rows apart.
profile-depends = { $column } determines { $others }
profile-depends-broken = { $column } ({ $count ->
    [one] 1 row differs
   *[other] { $count } rows differ
}, such as { $example })
profile-order = { $earlier } is not after { $later }: { $state }
profile-product = { $result } = { $one } × { $other }: { $state }
profile-addition = { $result } = { $one } + { $other }: { $state }
profile-always = in all { $rows }
profile-broken = in { $count } of { $rows } rows it is not so, such as { $example }

## Tables with each other

profile-between = Between the files
profile-reference = { $from } → { $to }: { $found } of { $of } values are there
profile-reference-zeros = { $from } → { $to }: { $found } of { $of } values are there, { $bare } without the zeros before them
profile-reference-astray = { $told }; { $count ->
    [one] 1 row leads nowhere
   *[other] { $count } rows lead nowhere
}, such as { $example }
profile-total = { $whole } = sum of { $part }: { $state }
profile-field = { $table } { $column }

## The workbook

profile-sheet-columns = Columns
profile-sheet-relations = Links
profile-sheet-files = Files
profile-title = What is in the exports
profile-heading-table = Table
profile-heading-rows = Rows
profile-heading-cells = Filled cells
profile-heading-share = Filled
profile-heading-shortest = Shortest
profile-heading-longest = Longest
profile-heading-bytes = Bytes in GBK
profile-heading-against = Not read so
profile-heading-relation = What was found
profile-heading-file = File
profile-heading-encoding = Encoding
profile-heading-header = Header row
profile-heading-aside = Not of the table
profile-heading-remarks = Remarks
