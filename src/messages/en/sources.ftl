### sources

source-not-found = the file does not exist
source-not-permitted = no permission to read the file; is it open in another program?
source-is-folder = this is a folder, not a file
source-broken-link = this is a link that leads nowhere; is a drive not connected?
source-no-file = this is a pipe, a device or something that the system makes up, not a file
source-io = the file cannot be read; is its drive or network still connected? ({ $error })
source-empty = the file holds no rows
source-binary = this is neither text nor a workbook; export it again as CSV or xlsx
source-encoding-contradicted = `encoding` says { $declared }, but the file begins with the byte order mark of { $marked }; correct or remove `encoding`
source-encoding-refuted = `encoding` says { $declared }, but much of the file cannot be read so; its bytes look like { $found }: write `encoding = "{ $label }"`, or leave `encoding` out
source-encoding-of-mail = this text is in { $encoding }, an encoding of old mail programs, and cannot be read; save it again in UTF-8
decision-utf8-lines = { $count ->
    [one] 1 row is in UTF-8, though the rest of the file is in another encoding, and was read as such: row { $row }
   *[other] { $count } rows, from row { $row } on, are in UTF-8, though the rest of the file is in another encoding, and were read as such
 }; the file was put together from several
source-unclosed-quote = row { $row }: a quote is opened and never closed, so the rest of the file cannot be told apart
source-no-header = none of the first { $most } rows names a field of the dictionary (row { $row }: { $headers }); add the names that this export uses to `header`, or name its columns with `columns` if it has no header
source-other-table = row { $row } is the header of another table, or of the same columns in another order ({ $headers }); nothing was read from there on: put each table into a file of its own, or the columns into one order
source-header-row = row { $row }, which `header_row` names, is blank or not among the first { $most } rows; correct or remove `header_row`
source-no-worksheet = the workbook has no worksheet
source-template-gone = a template in which the sheet for this table is gone; the guide is not read as data
source-no-sheet = the workbook has no sheet "{ $wanted }"; it has { $sheets }
source-no-visible-sheet = the workbook shows no sheet { $wanted }, since numbers count the sheets that are shown: { $sheets }; hidden are { $hidden } — name one of them in `sheet` to read it
source-other-sheets = { $file }: sheets that were read: { $read }; not read: { $others }; `sheet` chooses others
source-unfit-sheets = { $file }: sheets that name no field of the dictionary were not read: { $sheets }
source-encrypted = the workbook is protected by a password; save it without one
source-broken-workbook = the workbook is damaged; open it in Excel and save it again, or export it again ({ $error })
source-malformed-workbook = the workbook is damaged: one of its parts holds what the format does not allow; open it in Excel and save it again, or export it again
source-misplaced-cells = the workbook is damaged: rows or cells of a sheet are out of order, or outside the sheet; open it in Excel and save it again, or export it again
source-misplaced-element = the workbook is damaged: `{ $element }` stands in a sheet where it cannot be; open it in Excel and save it again, or export it again
source-part-missing = the workbook is damaged: the part { $part } belongs to it and is not in it; export or download it again
source-part-misnamed = the workbook is damaged: the part { $part } has another name in its list of contents than where it is stored; export or download it again
source-part-twice = the workbook is damaged: it holds the part { $part } more than once; export or download it again
source-row-too-large = a row of the sheet holds more than 64 MB of text; export it as CSV
source-texts-too-large = the texts of the workbook come to more than 4 GB; export it as CSV
source-xml-of-dos = a file that is XML cannot be in { $encoding }; correct or remove `encoding`
source-parquet-damaged = the Parquet file is damaged; export it again ({ $error })
source-parquet-broken = the Parquet file is damaged and cannot be read; export it again
source-parquet-encrypted = the Parquet file is encrypted; save it without
source-parquet-uneven = the Parquet file is damaged: its column { $column } has more or fewer values than there are rows; export it again
source-parquet-codec = the Parquet file is packed with { $codec }, which is not read; save it with Snappy, Zstandard, gzip, LZ4 or Brotli
decision-parquet-nested = columns that hold lists, maps or no text are not read: { $columns }
decision-parquet-int96 = nobody says in which time zone the times of these columns are (Int96), so they are read as they stand: { $columns }
source-not-workbook = this is an Office document, but not an Excel workbook
source-too-many-columns = the header has { $count } columns, and no more than { $most } can be read; if something else stands between the cells, name it in `delimiter`
source-unreadable-workbook = the workbook is damaged in a way that stops it from being read; open it in Excel and save it again as xlsx
source-workbook-breaks-off = the workbook breaks off before the list of its sheets is complete; export or download it again
source-shared-texts-damaged = the texts that the cells of the workbook share are damaged; open it in Excel and save it again, or export it again
source-sheet-missing = the workbook lists a sheet "{ $sheet }", but there is none where it should be; open it in Excel and save it again, or export it again
source-sheet-unlisted = the workbook holds a sheet that its list of sheets does not name; open it in Excel and save it again, or export it again
source-sheet-breaks-off = { $row ->
    [0] sheet "{ $sheet }" breaks off before its first row
   *[other] sheet "{ $sheet }" breaks off in or behind row { $row }
}; export or download the file again
source-sheet-damaged = { $row ->
    [0] sheet "{ $sheet }" is damaged before its first row
   *[other] sheet "{ $sheet }" is damaged in or behind row { $row }
}; open the file in Excel and save it again, or export it again
source-unknown-code-page = the workbook states code page { $page }, which is unknown ({ $told }); if its texts are read wrongly, set `encoding`
source-changed = the file changed while it was read, so nobody knows whose rows these are; wait until it is written, and run the audit again
source-written-too-large = the file is larger than { $most } MB, and nobody writes so much
source-no-temporary = no temporary file can be made in { $folder }, or there is no room for it; make room, or name another folder in TMPDIR (TMP on Windows)
source-damaged = the file is damaged or incomplete; export or download it again ({ $error })
source-breaks-off = the file breaks off before its end; export or download it again
source-behind-gzip = { $count ->
    [one] 1 byte behind the packed text was
   *[other] { $count } bytes behind the packed text were
 } left out
source-beside-packed = { $count ->
    [one] 1 byte that is part of none of the packed files was
   *[other] { $count } bytes that are part of none of the packed files were
 } left out
source-stopped = stopped
source-over-budget = what the file claims comes to more than { $most } MB of text and cells, as with files that are made to fill memory or disk; if it is genuine, raise `max_unpacked_mb` of the table
source-archive = this is an archive of a kind that cannot be read; unpack it and use the file inside
source-archive-empty = there is no file in the archive
source-archive-overlaps = files of the archive share bytes, as they do in archives that are made to fill the disk; pack it again
source-archive-twice = the archive holds the file { $file } more than once, so nobody knows which is meant; pack it again
source-archive-incomplete = files are packed in it that its list of contents does not name: it is damaged, or two were put together; pack, export or download it again
source-archive-outside = the name { $file } leads out of the archive; pack it again, or unpack it
source-archive-several = there are { $count } files in the archive, and only one can be read: { $files }; unpack it
source-archive-encrypted = the archive is protected by a password; unpack it
source-packed-twice = there is an archive inside the archive; unpack it
source-web-archive = this is a single-file web page (MHTML); open it in Excel and save it as xlsx
source-html-no-table = this is a web page without a table; it may be the login page of the system instead of the export
encoding-marked-otherwise = the file begins with the byte order mark of { $marked }, but is read as { $encoding }, as `encoding` says
encoding-doubtful = the encoding is not certain: { $told }; settle it with `encoding`
source-long-header = the first record does not end within 256 KB; this is no table with a header
source-old-workbook = this is a workbook of Excel 4 or older; open it in Excel and save it as xlsx
source-cut-off = the file breaks off in the middle; export or download it again
source-html-nested = the tables of the page lie in each other more than { $most } deep, which no export does; export it again as CSV or xlsx
decision-html-harmed = something stands between the cells of the table, in or behind row { $row }, that is in none of them: a tag of the page may be damaged, and the rows below be counted or cut otherwise; export it again
decision-rows-beyond = the sheet announces { $announced } rows, but the last is row { $found }: the file may be damaged; open it in Excel
decision-strange-attribute = in or behind row { $row } the document says something of a row or cell that no such document says: it may be damaged, and rows be counted otherwise; export it again
source-html-too-wide = row { $row } of the page has more than { $most } columns; export it again as CSV or xlsx
source-xes-damaged = the event log is damaged in or behind line { $row }: what stands there is not XML; export or download it again
source-xes-misplaced = the event log is damaged: `{ $element }` in line { $row } stands where it cannot be; export or download it again
source-xes-too-many-names = the values of the event log have more than { $most } names, each of which is a column; export it with fewer attributes
source-xes-too-large = an event, with what its case says of itself, holds more than 64 MB of text; export the log with fewer attributes
source-no-name = no value of the event log has a name that the dictionary knows ({ $names }); add the names that this log uses to `header`
decision-xes-lines = event log (XES): each event is a row, counted by the line of the file on which it begins
decision-xes-numbers = event log (XES): each event is a row, counted from 1, since several begin on one line of the file
decision-xes-left-out = { $count ->
    [one] 1 value of the event log is not read, since it stands inside another one, is a list or lacks its name: line { $row }
   *[other] { $count } values of the event log, the first in line { $row }, are not read, since they stand inside others, are lists or lack their name
 }
decision-xes-twice = { $count ->
    [one] 1 value of the event log has a name that its case or event has already, and is not read: line { $row }
   *[other] { $count } values of the event log, the first in line { $row }, have a name that their case or event has already, and are not read
 }
decision-xes-bare = { $count ->
    [one] 1 case of the event log has no event, and therefore no row: line { $row }
   *[other] { $count } cases of the event log, the first in line { $row }, have no event, and therefore no row
 }
source-not-xlsx = not an xlsx workbook; save it as .xlsx, without a password
source-emptied = { $count ->
    [one] row { $rows }
   *[other] rows { $rows }
} had no faults and { $count ->
    [one] was
   *[other] were
} emptied by `check --mark --only-bad`; what stood there is not in this file. Put the corrections into the original and take that, or have the original sent back
