# Files with their faults marked

## What stands in them

mark-heading = faults
mark-emptied = this row had no faults and was emptied
mark-fault = { "[" }{ $rule }{ "]" } { $told }
mark-between = { "; " }
mark-expected = Expected: { $expected }
mark-proposal = Proposal: { $value }
mark-meant = Was it meant to be { $value }?
mark-summary = Faults found
mark-summary-of = File: { $file }. As of: { $as_of }.
mark-summary-none = No cell of this file has a fault.
mark-summary-count = { $cells ->
    [one] 1 cell
   *[other] { $cells } cells
} with faults in { $rows ->
    [one] 1 row.
   *[other] { $rows } rows.
}
mark-summary-how = The cells to be corrected are red. The note of each says what is wrong and what was expected; the last column of the sheet lists all faults of its row.
mark-summary-notes = Not every red cell has a note: a workbook becomes slow with more than 5,000 of them. The last column of the sheet lists the faults of all rows.
mark-summary-back = Correct the cells and send this workbook back as it is. The column "crm-audit", the notes and this sheet need not be removed: they are not read.
mark-summary-emptied = The rows without faults are emptied here, so that this is not the whole file. Correct the cells in your own file, in the same rows, and send that one back.
mark-summary-fresh = This is a new workbook, for the original could not be marked: { $reason }. All cells are texts, so that leading zeros stay.
mark-summary-lacks = Not audited
mark-summary-others = Not judged in this file, because of faults in other files: { $rules }
mark-column-count = Faults

## Why an original is not marked

mark-unfit-format = it is no xlsx workbook
mark-unfit-xml = a part of it is not written as Excel writes it; open it in Excel and save it as .xlsx
mark-unfit-strict = it is saved as "Strict Open XML"; save it as an ordinary .xlsx
mark-unfit-signed = it is digitally signed, and any change would break the signature
mark-unfit-macros = it holds macros although its name does not say so
mark-unfit-no-macros = it holds no macros although its name says so
mark-not-read = it was not read in this audit
mark-in-archive = it stands in an archive; unpack it first

## On the terminal

mark-written = marked: { $file } ({ $cells ->
    [one] 1 cell
   *[other] { $cells } cells
} in { $rows ->
    [one] 1 row
   *[other] { $rows } rows
})
mark-fresh = { $file }: a new workbook without the formats of the original, because of that: { $reason }
mark-without-note = { $file }: { $count ->
    [one] 1 red cell has
   *[other] { $count } red cells have
} no note, for more than 5,000 notes make Excel slow; the column of faults lists all
mark-conversations = { $file }: { $count ->
    [one] 1 red cell has
   *[other] { $count } red cells have
} a conversation of its own, which stays as it is; what is wrong stands in the column of faults
mark-no-column = { $file }: no column of faults, for a sheet has no header or no column left; the notes say what is wrong
mark-whole = { $file }: all rows were kept in spite of `--only-bad`, for cells take the values of rows above them
mark-unsaid = { $file }: all rows were kept in spite of `--only-bad`, for a sheet has no header or no column left in which to say which are emptied
mark-cut = { $file }: not all cells of { $count ->
    [one] one row
   *[other] { $count } rows
} are copied: more than 100 stand to the right of the headings
mark-beyond = { $file }: { $count ->
    [one] 1 row is
   *[other] { $count } rows are
} left out, for a worksheet has 1,048,576 rows
mark-failed = { $file } is not marked: { $reason }
mark-which = `--mark { $mark }` is one file, but several would be marked: { $files }; name one by `--input TABLE=FILE`, or give `--mark` a folder that exists
mark-nothing = `--mark { $mark }`: there is no file to mark; name it by `--input TABLE=FILE`
mark-changed-since = { $file } was marked before, and somebody has saved it since: there may be corrections in it. It is not overwritten: check it with `--input`, then move it away, or write to another file
mark-foreign = { $file } is there already, and `--mark` did not write it. It is not overwritten: move it away, or write to another file
mark-clean = without faults, and therefore not written: { $files }
mark-left = marked copies of an earlier day are still there, although their files have no faults any more: { $files }
mark-ending = { $mark }: the marked file of { $file } must end in { $ending }
