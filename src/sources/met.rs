//! What is met in a file beside its rows: told in the evidence, and where the file breaks off.

use crate::messages::{Message, message};

/// What was met in a part of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Met {
    /// Where the file breaks off, if it does: it was not read to its end, and nobody knows what stood behind.
    pub(crate) cut: Option<Cut>,
    /// What ends the records.
    pub(super) line_ends: LineEnds,
    /// The last record has none.
    pub(super) open_end: bool,
    /// An end as DOS writes it was left out.
    pub(super) dos_end: bool,
    /// Cells that were taken out of a guard against spreadsheets.
    pub(super) guarded: Guarded,
    /// Records that begin with a byte order mark: other files were appended there.
    pub(super) appended: u64,
    /// How many records are UTF-8 in a text of another encoding, and the line of the first one.
    pub(super) utf8: (u64, u64),
}

/// Where a file breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Within a row, as a person counts.
    Row(u64),
    /// A quote that is opened in this row is never closed.
    Quote(u64),
    /// A page ends within its table, in this row or behind it.
    Page(u64),
}

impl Cut {
    /// A sentence without its end.
    pub(crate) fn message(self) -> Message {
        match self {
            Cut::Row(row) => message!("cut-row", row = row),
            Cut::Quote(row) => message!("cut-quote", row = row),
            Cut::Page(row) => message!("cut-page", row = row),
        }
    }
}

/// How much of a guarded cell is told, in characters.
const SHOWN: usize = 80;

/// Cells that were guarded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Guarded {
    pub(crate) count: u64,
    /// The row of the first, and how it is written.
    pub(crate) first: Option<(u64, String)>,
}

impl Guarded {
    pub(super) fn add(&mut self, line: u64, written: &str) {
        self.count += 1;
        self.first
            .get_or_insert_with(|| (line, written.chars().take(SHOWN).collect()));
    }

    /// Adds those of the next part.
    fn extend(&mut self, next: &Guarded) {
        self.count += next.count;
        if self.first.is_none() {
            self.first.clone_from(&next.first);
        }
    }
}

/// The kinds of line ends that records have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LineEnds {
    pub(super) lf: bool,
    pub(super) crlf: bool,
    pub(super) cr: bool,
}

impl Met {
    /// Adds what was met in the next part.
    pub(crate) fn add(&mut self, next: &Met) {
        self.cut = self.cut.or(next.cut);
        self.line_ends.lf |= next.line_ends.lf;
        self.line_ends.crlf |= next.line_ends.crlf;
        self.line_ends.cr |= next.line_ends.cr;
        self.open_end |= next.open_end;
        self.dos_end |= next.dos_end;
        self.guarded.extend(&next.guarded);
        self.appended += next.appended;
        let (count, first) = &mut self.utf8;
        if *count == 0 {
            *first = next.utf8.1;
        }
        *count += next.utf8.0;
    }

    /// Takes note of a record that is UTF-8 although its text is in another encoding.
    pub(super) fn add_utf8(&mut self, line: u64) {
        let (count, first) = &mut self.utf8;
        if *count == 0 {
            *first = line;
        }
        *count += 1;
    }

    /// What the user should hear beside the findings.
    pub(crate) fn doubts(&self) -> Option<Message> {
        let (count, first) = self.utf8;
        (count > 0).then(|| message!("decision-utf8-lines", count = count, row = first))
    }

    /// One sentence each, for the evidence.
    pub(crate) fn decisions(&self) -> Vec<Message> {
        let LineEnds { lf, crlf, cr } = self.line_ends;
        let kinds = [(crlf, "CRLF"), (lf, "LF"), (cr, "CR")];
        let kinds: Vec<&str> = kinds.iter().filter(|k| k.0).map(|k| k.1).collect();
        let mut told = Vec::new();
        if kinds.len() > 1 {
            told.push(message!(
                "decision-line-ends-mixed",
                kinds = kinds.join(", ")
            ));
        }
        if self.open_end && self.cut.is_none() {
            told.push(message!("decision-open-end"));
        }
        if self.dos_end {
            told.push(message!("decision-dos-end"));
        }
        if let Some((row, written)) = &self.guarded.first {
            told.push(message!(
                "decision-guards",
                count = self.guarded.count,
                row = *row,
                written = written.as_str()
            ));
        }
        if self.appended > 0 {
            told.push(message!("decision-appended", count = self.appended));
        }
        told.extend(self.doubts());
        told.extend(self.cut.map(Cut::message));
        told
    }
}
