### coding schemes: `explain coding` and the command `codes`

explain-coding-what = How codes are made up: segments one behind the other, variants of them by category, or levels of a hierarchy. Rules of the kind `coding` hold codes to it, and `crm-audit codes NAME` judges the scheme itself, before there is any code.
explain-coding-limits = Segments are cut by their widths; one of several widths ends where the next cannot go on, at a separator, or by what is left behind it, and a scheme that leaves this open is a mistake. A check character stands for all other segments in their order; punctuation is passed over, lookups must hold what it can carry. `%y` means 2000 to 2099. A scheme with `levels` has codes that end at the end of a level, or are filled up with `pad`.

codes-no-scheme = the project has no coding scheme: write one under [coding.NAME] (`crm-audit explain coding`)
codes-format = { $file }: a scheme is written as txt, json, csv or xlsx
codes-heading-scheme = Scheme
codes-heading-columns = Columns
codes-heading-at = Characters
codes-heading-segment = Segment
codes-heading-holds = Holds
codes-heading-variant = Variant
codes-heading-flaw = What is wrong
codes-heading-leads = What it leads to
codes-heading-series = Series
codes-heading-above = Below
codes-heading-used = Used
codes-heading-capacity = Of
codes-heading-share = Share
codes-heading-left = Left
codes-heading-highest = Highest
codes-heading-grown = Last 12 months
codes-heading-months = Months left
codes-heading-code = Code
codes-heading-right = Right
codes-heading-how = How
codes-heading-told = Why
codes-heading-old = Old
codes-heading-new = New
codes-heading-references = References
codes-sheet-flaws = Flaws
codes-sheet-list = List
codes-place = { $first }
codes-places = { $first }–{ $last }
codes-place-open = segment { $number }
codes-segment = { $name }
codes-segment-fixed = always
codes-segment-nth = segment { $number }
codes-level = level { $number }
codes-holds-per = { $holds }; counted anew for each { $segments }
codes-holds-values = { $values }
codes-sample = such as { $code }
codes-series = { $room } codes in a series
codes-capacity = { $room } codes in all
codes-capacity-over = more than { $room } codes in all
codes-filled = codes of the upper levels are filled up with { $pad }
codes-check = { $check } over { $length } characters notices { $changed } of changed characters and { $swapped } of swapped neighbours (counted over all codes it can carry)
codes-check-uncounted = { $check } over { $length } characters: too many codes to count what it notices
codes-no-flaw = nothing was found that speaks against it
codes-none = There is no code yet: no rule of the kind `coding` holds a column with an export against this scheme.
codes-used = In { $columns }: { $cells } { $cells ->
    [one] cell
   *[other] cells
}, { $codes } different { $codes ->
    [one] code
   *[other] codes
}.
codes-off = { $count } do not follow the scheme; `check` names them, `--recode` plans what they become
codes-widths = codes by number of characters: { $widths }
codes-width = { $count } of { $width }
codes-levels = a hierarchy of { $count } levels
codes-damaged = { $made ->
    [leading_zero] zeros at the start are lost in
    [over_15_digits] the last digits are lost, zeros stand for them, in
    [exponent] a spreadsheet has made powers of ten of
    [date] a spreadsheet has made dates of
   *[decimals] a spreadsheet has made numbers with decimals of
} { $count } { $count ->
    [one] cell
   *[other] cells
}, such as { $code } ({ $file }, row { $row })
codes-alike = { $count } look like another code, such as { $codes }
codes-full = { $count } series { $count ->
    [one] is
   *[other] are
} nearly full
codes-ahead = in { $count } series the highest serial lies far ahead of the codes, such as { $highest } of { $series }, which has { $used }: whoever counts on from it is at the end soon; `--recode` fills what is free
codes-undated = how long the numbers last cannot be said: no day is known (write `date` under the table, or a date segment)
codes-all = all
codes-top = first level
codes-months = { $months }
codes-months-many = over 100 years
codes-ends = period
codes-more = { $count } more (--limit lists more, -o codes.csv all).
codes-threatened = { $file }: opened as it is, a spreadsheet changes codes such as { $code }; write -o FILE.xlsx for people, in which they are texts
examples-right = right
examples-none = no code can be made: what a segment is looked up in has no export, or nothing of its width
recode-summary = { $codes } { $codes ->
    [one] code does
   *[other] codes do
} not follow the scheme: { $mended } mended, { $spelling } another spelling of a code, { $completed } completed from their rows, { $numbered } with a new serial, { $hand } for somebody to decide. Two become one only where they are spellings of one.
recode-references = Counted as references: { $columns }.
recode-no-references = No rule or link refers to these codes, so it is not known where else they are used.
recode-nobody = ?
recode-secret = { $column } is sensitive, so the plan would show masked codes and could not be carried out: make it from a copy of the project in which the field is not marked `sensitive`
recode-spelling = { $told }; the same code as { $codes } in another spelling: one new code for all, unless they are different things
recode-completed = { $told }; the rest can be read, and what is missing is what its row says

recode-numbered = { $told }; what is known is kept, with a free serial
recode-by-hand = { $told }; somebody has to look
flaw-no-check = no check character
leads-no-check = One wrong digit is another code that looks as right: the wrong goods leave the house, and nobody is warned.
flaw-zeros = codes such as { $code } are digits with a zero in front
leads-zeros = Excel drops the zero when the export is opened and saved; the code is then not found, or found as another one.
flaw-digits = codes such as { $code } are more than 15 digits
leads-digits = Excel keeps 15 digits and makes the rest zeros; several codes become one, and none can be restored.
flaw-exponent = codes such as { $code } read as a power of ten
leads-exponent = Excel makes 1.2E+06 of 12E5, and nobody can tell what it was.
flaw-date = codes such as { $code } read as a date
leads-date = Excel makes a day of it, and nobody can tell what it was.
flaw-mutable = repeated from columns of the card: { $segments }
leads-mutable = When the thing changes, or the card is put right, either the code is wrong, or it is changed and everything that refers to it is lost.
flaw-telling = the code says what the thing is: { $segments }
leads-telling = When that changes, or was wrong, either the code is wrong, or it is changed and everything that refers to it is lost. A rule can hold it against the card: `agrees`.
flaw-mutable-levels = the code says where it stands
leads-mutable-levels = What moves to another branch needs a new code, or stays under the old one and is added up in the wrong place.
flaw-narrow = { $segment } has room for { $room } only
leads-narrow = When it is full, people begin to use letters, other branches or old codes again.
flaw-narrow-first = the first level has room for { $room } only
flaw-narrow-level = level { $level } has room for { $room } below each code
flaw-no-serial = nothing counts
leads-no-serial = Two things with the same attributes get the same code, and are taken for one.
flaw-no-year = { $segment } has no year
leads-no-year = A year later the same codes come again.
flaw-alike = { $segment } may hold { $pairs }
leads-alike = Read aloud, or from paper, they are taken for each other; two codes for one thing, or the wrong thing.
flaw-cases = { $segment } may hold small letters and capitals
leads-cases = Some systems tell them apart and some do not: two codes here are one there.
flaw-foreign = { $segment } holds characters beyond ASCII
leads-foreign = Typed with another input method, or through an interface in another encoding, it is another code.
flaw-widths = codes have { $least } to { $most } characters
leads-widths = A lost character is not noticed, and sorted as texts 10 comes before 9.
