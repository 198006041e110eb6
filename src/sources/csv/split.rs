//! Text to records and cells: RFC 4180, and beyond it what exports hold. A quote opens a cell only at its start; LF, CR LF
//! and CR end a record. A record whose quotes cannot be trusted ends with its line, so that it takes no other record along.

use wide::u8x16;

use super::super::batch::Fault;
use super::super::met::LineEnds;

/// Bytes that are looked at together, one bit for each.
const CHUNK: u32 = 64;
/// Bytes that are compared at once.
const LANES: usize = 16;

/// The byte order mark of UTF-8.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Splits a text into records.
pub(crate) struct Splitter<'a> {
    text: &'a str,
    delimiter: u8,
    quote: u8,
    /// Whether a byte order mark at the start of a record tells that another file was appended there.
    byte_order_marks: bool,
    /// How many of them were met.
    appended: u64,
    /// Where the next record starts.
    at: usize,
    /// Where the bytes of `ends` start.
    chunk: u32,
    /// The bytes of the chunk that may end a cell and were not passed yet.
    ends: u64,
    /// Physical line and number of the next record.
    line: u64,
    record: u64,
    /// The text of cells that is not a part of the source, one behind another.
    unescaped: String,
    /// Places in the text, ascending, and how many of them were passed.
    marks: &'a [u32],
    passed: usize,
    /// The cells of the last record that have a mark.
    marked: Vec<usize>,
    /// The cells of the last record before the one that is broken.
    whole: Vec<(u32, u32)>,
    /// Whether nothing but the ends of cells has to be looked at.
    plain: bool,
    /// What ended the records so far.
    line_ends: LineEnds,
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Row,
    /// An empty line.
    Blank,
    Refused(Fault),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) kind: Kind,
    /// Where it starts and, with its line end, ends.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Physical line it starts in.
    pub(crate) line: u64,
    pub(crate) number: u64,
    /// Something follows a closing quote.
    pub(crate) stray: bool,
    /// A line end is behind it.
    pub(crate) ended: bool,
}

impl<'a> Splitter<'a> {
    /// Reads from the start of the record `number` in the physical line `line`.
    pub(crate) fn new(text: &'a str, delimiter: u8, line: u64, number: u64) -> Splitter<'a> {
        let mut splitter = Splitter {
            text,
            delimiter,
            quote: b'"',
            byte_order_marks: false,
            appended: 0,
            at: 0,
            chunk: 0,
            ends: 0,
            line,
            record: number,
            unescaped: String::new(),
            marks: &[],
            passed: 0,
            marked: Vec::new(),
            whole: Vec::new(),
            plain: false,
            line_ends: LineEnds::default(),
        };
        splitter.ends = splitter.ends_from(0);
        splitter
    }

    /// Of a text whose cells are quoted by something else.
    pub(crate) fn quoted_by(self, quote: u8) -> Splitter<'a> {
        Splitter { quote, ..self }
    }

    /// Of a text in which files may have been appended to each other, marks and all.
    pub(crate) fn with_byte_order_marks(self, byte_order_marks: bool) -> Splitter<'a> {
        Splitter {
            byte_order_marks,
            ..self
        }
    }

    /// Watches out for these places.
    pub(crate) fn with_marks(self, marks: &'a [u32]) -> Splitter<'a> {
        Splitter { marks, ..self }
    }

    /// Of a text in which there are none.
    pub(crate) fn without_quotes(self) -> Splitter<'a> {
        Splitter {
            plain: self.marks.is_empty(),
            ..self
        }
    }

    /// The cells of the last record that one of the marks is in.
    pub(crate) fn marked(&self) -> &[usize] {
        &self.marked
    }

    /// Of a last record that was refused: the cells before the one that is broken.
    pub(crate) fn whole(&self) -> impl Iterator<Item = &str> {
        self.whole.iter().map(|cell| self.cell(*cell))
    }

    /// How many records so far begin with a byte order mark.
    pub(crate) fn appended(&self) -> u64 {
        self.appended
    }

    /// What ended the records so far.
    pub(crate) fn line_ends(&self) -> LineEnds {
        self.line_ends
    }

    /// The text that cells behind the end of the source refer to.
    pub(crate) fn into_unescaped(self) -> String {
        self.unescaped
    }

    pub(crate) fn cell(&self, (start, end): (u32, u32)) -> &str {
        let (start, end) = (start as usize, end as usize);
        match start.checked_sub(self.text.len()) {
            Some(start) if end > self.text.len() => &self.unescaped[start..end - self.text.len()],
            _ => &self.text[start..end],
        }
    }

    /// The next record; its cells are appended as start and end in the text, and in the unescaped text behind it.
    pub(crate) fn next_record(&mut self, cells: &mut Vec<(u32, u32)>) -> Option<Record> {
        let bytes = self.text.as_bytes();
        let mut record = Record {
            kind: Kind::Row,
            start: self.at,
            end: bytes.len(),
            line: self.line,
            number: self.record,
            stray: false,
            ended: false,
        };
        if *bytes.get(self.at)? == MARK[0]
            && self.byte_order_marks
            && bytes[self.at..].starts_with(MARK)
        {
            self.at += MARK.len();
            self.appended += 1;
        }
        if matches!(bytes.get(self.at), None | Some(b'\n' | b'\r')) {
            record.kind = Kind::Blank;
        }
        let first = cells.len();
        self.marked.clear();
        let end = if self.plain {
            self.plain_cells(cells)
        } else {
            self.cells(&mut record, cells)
        };
        self.whole.clear();
        if record.kind != Kind::Row {
            self.whole.extend(cells.drain(first..));
            self.marked.clear();
        }
        record.ended = end < bytes.len();
        record.end = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => {
                self.line_ends.crlf = true;
                end + 2
            }
            Some([b'\r', ..]) => {
                self.line_ends.cr = true;
                end + 1
            }
            Some([_, ..]) => {
                self.line_ends.lf = true;
                end + 1
            }
            _ => end,
        };
        self.pass_marks(record.end, None);
        self.seek(record.end);
        self.at = record.end;
        self.line += 1;
        self.record += 1;
        Some(record)
    }

    /// Appends the cells of the record that starts here. Returns where it ends.
    fn plain_cells(&mut self, cells: &mut Vec<(u32, u32)>) -> usize {
        let mut cell = narrow(self.at);
        loop {
            let end = self.next_end();
            cells.push((cell, end));
            if self.text.as_bytes().get(end as usize) != Some(&self.delimiter) {
                return end as usize;
            }
            cell = end + 1;
        }
    }

    /// The same where there may be quotes and marks.
    fn cells(&mut self, record: &mut Record, cells: &mut Vec<(u32, u32)>) -> usize {
        let bytes = self.text.as_bytes();
        let (mut cell, first) = (self.at, cells.len());
        loop {
            let end = if bytes.get(cell) == Some(&self.quote) {
                let Some((end, stray)) = self.quoted_cell(cell, cells) else {
                    record.kind = Kind::Refused(Fault::UnclosedQuote);
                    return self.line_end();
                };
                record.stray |= stray;
                end
            } else if let Some((open, found)) = self.quoted_behind_blanks(cell) {
                self.take_quoted(open, found, cells);
                self.seek(found.close + 1);
                self.next_end() as usize
            } else {
                let end = self.next_end();
                cells.push((narrow(cell), end));
                end as usize
            };
            self.pass_marks(end, Some(cells.len() - 1 - first));
            if bytes.get(end) != Some(&self.delimiter) {
                return end;
            }
            cell = end + 1;
        }
    }

    /// Reads a cell that starts with a quote. Returns what ends it, and whether something follows the closing quote; none
    /// where the quotes cannot be trusted.
    fn quoted_cell(&mut self, quote: usize, cells: &mut Vec<(u32, u32)>) -> Option<(usize, bool)> {
        let bytes = self.text.as_bytes();
        let found = quoted(bytes, quote)?;
        let stray = !ends_cell(bytes.get(found.close + 1), self.delimiter);
        if stray && found.line_ends > 0 {
            return None;
        }
        self.seek(found.close + 1);
        let end = self.next_end() as usize;
        self.line += found.line_ends;
        if stray {
            let start = self.unescaped.len();
            self.unescape(quote, found.close);
            self.unescaped.push_str(&self.text[found.close + 1..end]);
            cells.push(self.unescaped_from(start));
        } else {
            self.take_quoted(quote, found, cells);
        }
        Some((end, stray))
    }

    /// Appends the cell between two quotes.
    fn take_quoted(&mut self, open: usize, found: Quoted, cells: &mut Vec<(u32, u32)>) {
        if found.escaped {
            let start = self.unescaped.len();
            self.unescape(open, found.close);
            cells.push(self.unescaped_from(start));
        } else {
            cells.push((narrow(open + 1), narrow(found.close)));
        }
    }

    fn unescape(&mut self, open: usize, close: usize) {
        let quote = char::from(self.quote);
        let inside = &self.text[open + 1..close];
        let one = quote.encode_utf8(&mut [0; 4]).to_owned();
        self.unescaped
            .push_str(&inside.replace(&one.repeat(2), &one));
    }

    /// The place of a cell that begins there in the unescaped text and ends with it.
    fn unescaped_from(&self, start: usize) -> (u32, u32) {
        let place = |at: usize| narrow(self.text.len() + at);
        (place(start), place(self.unescaped.len()))
    }

    /// Where a cell that begins with blanks is quoted: nothing but blanks stands around the quotes, no line end in them, and
    /// nothing that would open another cell. Any other quote behind blanks is a character.
    fn quoted_behind_blanks(&self, cell: usize) -> Option<(usize, Quoted)> {
        let bytes = self.text.as_bytes();
        let is_blank = |b: u8| matches!(b, b' ' | b'\t') && b != self.delimiter;
        if !is_blank(*bytes.get(cell)?) {
            return None;
        }
        let blanks = |from: usize| {
            let blanks = bytes[from..].iter().take_while(|b| is_blank(**b));
            from + blanks.count()
        };
        let open = blanks(cell);
        if bytes.get(open) != Some(&self.quote) {
            return None;
        }
        let (mut at, mut escaped, mut opens) = (open + 1, false, false);
        loop {
            match *bytes.get(at)? {
                b'\n' | b'\r' => return None,
                b if b == self.quote && opens => return None,
                b if b == self.quote && bytes.get(at + 1) == Some(&self.quote) => {
                    escaped = true;
                    at += 1;
                }
                b if b == self.quote => break,
                b => opens = b == self.delimiter || opens && is_blank(b),
            }
            at += 1;
        }
        let found = Quoted {
            close: at,
            line_ends: 0,
            escaped,
        };
        ends_cell(bytes.get(blanks(at + 1)), self.delimiter).then_some((open, found))
    }

    /// The next delimiter or line end, or the end of the text.
    fn next_end(&mut self) -> u32 {
        while self.ends == 0 {
            self.chunk += CHUNK;
            if self.chunk as usize >= self.text.len() {
                return narrow(self.text.len());
            }
            self.ends = self.ends_from(self.chunk);
        }
        let end = self.chunk + self.ends.trailing_zeros();
        self.ends &= self.ends - 1;
        end
    }

    /// The next line end, or the end of the text.
    fn line_end(&mut self) -> usize {
        loop {
            let end = self.next_end() as usize;
            if self.text.as_bytes().get(end) != Some(&self.delimiter) {
                return end;
            }
        }
    }

    /// Passes all bytes before `at`.
    fn seek(&mut self, at: usize) {
        let at = narrow(at);
        if at >= self.chunk + CHUNK {
            self.chunk = at - at % CHUNK;
            self.ends = self.ends_from(self.chunk);
        }
        // the text may have ended before
        if let Some(passed) = at.checked_sub(self.chunk) {
            self.ends &= u64::MAX << passed;
        }
    }

    /// Passes the marks before `end`, which lie in the cell, if in any.
    fn pass_marks(&mut self, end: usize, cell: Option<usize>) {
        while let Some(&mark) = self.marks.get(self.passed)
            && (mark as usize) < end
        {
            self.passed += 1;
            if self.marked.last().copied() != cell {
                self.marked.extend(cell);
            }
        }
    }

    /// Which of the bytes from `at` on are delimiters or line ends, the first in the lowest bit.
    fn ends_from(&self, at: u32) -> u64 {
        let bytes = self.text.as_bytes();
        let bytes = bytes.get(at as usize..).unwrap_or_default();
        let mut padded = [0; CHUNK as usize];
        let chunk = bytes.first_chunk().unwrap_or_else(|| {
            padded[..bytes.len()].copy_from_slice(bytes);
            &padded
        });
        let (parts, _) = chunk.as_chunks::<LANES>();
        let delimiter = u8x16::splat(self.delimiter);
        let (line_feed, carriage_return) = (u8x16::splat(b'\n'), u8x16::splat(b'\r'));
        let mut ends = 0;
        for (ix, part) in parts.iter().enumerate() {
            let part = u8x16::new(*part);
            let hits =
                part.cmp_eq(delimiter) | part.cmp_eq(line_feed) | part.cmp_eq(carriage_return);
            ends |= u64::from(hits.move_mask().cast_unsigned()) << (LANES * ix);
        }
        ends
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("a block is far smaller than 4 GB")
}

/// Where a quoted cell is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) close: usize,
    /// Line ends inside.
    pub(crate) line_ends: u64,
    /// There are doubled quotes inside.
    pub(crate) escaped: bool,
}

/// The quote that closes the one at `quote`; doubled quotes stand for one. However many quotes are opened and not closed,
/// all searches together are linear: what is searched is free of single quotes, thus of opening ones.
pub(crate) fn quoted(bytes: &[u8], quote: usize) -> Option<Quoted> {
    let mark = *bytes.get(quote)?;
    let mut at = quote + 1;
    let (mut line_ends, mut escaped) = (0, false);
    loop {
        let found = at + memchr::memchr3(mark, b'\n', b'\r', bytes.get(at..)?)?;
        at = found + 1;
        match (bytes[found], bytes.get(at)) {
            (end, Some(next)) if end == mark && *next == mark => {
                escaped = true;
                at += 1;
            }
            (end, _) if end == mark => {
                return Some(Quoted {
                    close: found,
                    line_ends,
                    escaped,
                });
            }
            (b'\r', Some(b'\n')) => {}
            _ => line_ends += 1,
        }
    }
}

/// Whether this is what may follow a closing quote.
pub(crate) fn ends_cell(byte: Option<&u8>, delimiter: u8) -> bool {
    byte.is_none_or(|b| matches!(b, b'\n' | b'\r') || *b == delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (u64, Kind, bool, Vec<String>);

    fn split(text: &str, delimiter: u8) -> Vec<Row> {
        let (mut splitter, mut rows) = (Splitter::new(text, delimiter, 1, 1), Vec::new());
        let (mut cells, mut end) = (Vec::new(), 0);
        while let Some(record) = splitter.next_record(&mut cells) {
            assert_eq!(
                (record.start, record.number),
                (end, rows.len() as u64 + 1),
                "{text:?}"
            );
            end = record.end;
            let texts = cells.drain(..).map(|cell| splitter.cell(cell).to_owned());
            rows.push((record.line, record.kind, record.stray, texts.collect()));
        }
        assert_eq!(end, text.len(), "{text:?}");
        rows
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        split(text, b',').into_iter().map(|row| row.3).collect()
    }

    /// All texts of up to `length` characters.
    fn texts(alphabet: &str, length: usize) -> Vec<String> {
        let (mut all, mut from) = (vec![String::new()], 0);
        for _ in 0..length {
            let to = all.len();
            for ix in from..to {
                all.extend(
                    alphabet
                        .chars()
                        .map(|c| format!("{}{c}", all[ix]))
                        .collect::<Vec<_>>(),
                );
            }
            from = to;
        }
        all
    }

    #[test]
    fn records_are_those_of_the_csv_crate() {
        for text in texts("a,\"\n\r", 6) {
            let records = split(&text, b',');
            if records.iter().any(|r| matches!(r.1, Kind::Refused(_))) {
                continue;
            }
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.has_headers(false).flexible(true);
            let expected: Vec<Vec<String>> = reader
                .from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let filled = records.into_iter().filter(|r| r.1 == Kind::Row);
            assert_eq!(
                filled.map(|r| r.3).collect::<Vec<_>>(),
                expected,
                "{text:?}"
            );
        }
    }

    /// Wherever in a chunk something lies.
    #[test]
    fn every_place_in_a_chunk() {
        for before in 0..130 {
            let start = "x".repeat(before);
            for (text, cells) in [
                ("甲,乙\r\n1,2", vec![vec!["甲", "乙"], vec!["1", "2"]]),
                (
                    "\n\"p\"\"q\",\"r\"\r\n\"s\nt\",",
                    vec![vec![""], vec!["p\"q", "r"], vec!["s\nt", ""]],
                ),
                (";\n\"a\"b\"c,", vec![vec![";"], vec!["ab\"c", ""]]),
            ] {
                let text = format!("{start}{text}");
                let mut expected: Vec<Vec<String>> = cells
                    .into_iter()
                    .map(|row| row.into_iter().map(str::to_owned).collect())
                    .collect();
                expected[0][0].insert_str(0, &start);
                if expected[0] == [""] {
                    expected[0].clear();
                }
                assert_eq!(rows(&text), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn lines_and_kinds() {
        let refused = Kind::Refused(Fault::UnclosedQuote);
        let kinds = |text: &str| {
            let rows = split(text, b',').into_iter();
            rows.map(|row| (row.0, row.1, row.2)).collect::<Vec<_>>()
        };
        let row = |line| (line, Kind::Row, false);
        assert_eq!(
            kinds("a\n\nb\r\n\rc"),
            [
                row(1),
                (2, Kind::Blank, false),
                row(3),
                (4, Kind::Blank, false),
                row(5)
            ]
        );
        assert_eq!(kinds("\"a\r\nb\r\n\",\"\n\"\nc\n"), [row(1), row(5)]);
        assert_eq!(
            kinds("5\" pipe,x\n\"5\" pipe\",x\n"),
            [row(1), (2, Kind::Row, true)]
        );
        assert_eq!(
            kinds("1,\"x\n2,\"y\n3,z"),
            [(1, refused, false), (2, refused, false), row(3)]
        );
        assert_eq!(kinds("1,\"a\nb\",\"x,\n4\n"), [(1, refused, false), row(3)]);
        assert_eq!(
            kinds("1,\"a\nb\"c,2\n3\n"),
            [(1, refused, false), row(2), row(3)]
        );
        assert_eq!(kinds("1\n2,\"x"), [row(1), (2, refused, false)]);
    }

    #[test]
    fn a_cell_may_be_quoted_behind_blanks() {
        for (text, cells) in [
            ("a, \"b\", \"c, d\"\n", vec!["a", "b", "c, d"]),
            ("  \"a\"  ,\t\"b \"\"c\"\"\"\r\n", vec!["a", "b \"c\""]),
            ("a, \"\", b", vec!["a", "", " b"]),
            // characters like any others
            ("a, \"b\" c,d\n", vec!["a", " \"b\" c", "d"]),
            ("a, \"b,c\n", vec!["a", " \"b", "c"]),
            ("a, \"b, \"c\"\n", vec!["a", " \"b", "c"]),
            ("a, \"b,\"c\"\n", vec!["a", " \"b", "c"]),
            (" ,\" \"", vec![" ", " "]),
        ] {
            assert_eq!(rows(text), std::slice::from_ref(&cells), "{text:?}");
        }
        // with a TAB between the cells a TAB is no blank
        assert_eq!(split("a\t\t\"b\"\n", b'\t')[0].3, ["a", "", "b"]);
    }

    #[test]
    fn other_quotes() {
        let text = "'a''b','c\n\"d'\n\"e\",f\n";
        let mut splitter = Splitter::new(text, b',', 1, 1).quoted_by(b'\'');
        let (mut cells, mut rows) = (Vec::new(), Vec::new());
        while let Some(record) = splitter.next_record(&mut cells) {
            let texts = cells.drain(..).map(|cell| splitter.cell(cell).to_owned());
            rows.push((record.line, texts.collect::<Vec<_>>()));
        }
        let row = |line, cells: [&str; 2]| (line, cells.map(str::to_owned).to_vec());
        assert_eq!(rows, [row(1, ["a'b", "c\n\"d"]), row(3, ["\"e\"", "f"])]);
    }

    #[test]
    fn marks_are_told_by_cell() {
        let text = "a,b\n\"x\"\"\u{fffd}\",\u{fffd}\n\"\u{fffd}\n\u{fffd}\n";
        let marks: Vec<u32> = text
            .match_indices('\u{fffd}')
            .map(|(at, _)| u32::try_from(at).unwrap())
            .collect();
        for (marks, expected) in [
            (&marks[..], [vec![], vec![0, 1], vec![], vec![0]]),
            (&marks[1..2], [vec![], vec![1], vec![], vec![]]),
        ] {
            let mut splitter = Splitter::new(text, b',', 1, 1).with_marks(marks);
            let mut cells = Vec::new();
            for expected in expected {
                splitter.next_record(&mut cells).unwrap();
                assert_eq!(splitter.marked(), expected);
            }
        }
    }
}
