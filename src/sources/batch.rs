//! A batch of rows as text.

/// Some rows of one file. All cells lie one after another in one text; a row has as many cells as the header.
#[derive(Debug, Clone, Default)]
pub(crate) struct Batch {
    text: String,
    /// End of each cell in `text`, row by row.
    ends: Vec<u32>,
    width: usize,
    /// The row as a person sees it: the physical line of a text file, the row of a sheet.
    lines: Vec<u64>,
    /// Rows with fewer or more cells than the header: their index and how many they had.
    ragged: Vec<(u32, u32)>,
    /// Blank rows that were left out.
    blank: u64,
}

impl Batch {
    pub(crate) fn new(width: usize) -> Batch {
        Batch {
            width,
            ..Batch::default()
        }
    }

    /// From parts that a parser filled itself.
    pub(crate) fn from_parts(
        text: String,
        ends: Vec<u32>,
        width: usize,
        lines: Vec<u64>,
        ragged: Vec<(u32, u32)>,
        blank: u64,
    ) -> Batch {
        debug_assert_eq!(ends.len(), lines.len() * width);
        Batch {
            text,
            ends,
            width,
            lines,
            ragged,
            blank,
        }
    }

    /// Appends a row.
    pub(crate) fn push_row<'a>(&mut self, line: u64, cells: impl IntoIterator<Item = &'a str>) {
        let mut count = 0;
        for cell in cells {
            if count < self.width {
                self.text.push_str(cell);
                self.ends.push(
                    u32::try_from(self.text.len()).expect("a batch is far smaller than 4 GB"),
                );
            }
            count += 1;
        }
        self.ends.resize(
            (self.lines.len() + 1) * self.width,
            self.ends.last().copied().unwrap_or_default(),
        );
        if count != self.width {
            let row =
                u32::try_from(self.lines.len()).expect("a batch has far fewer rows than 2^32");
            self.ragged
                .push((row, u32::try_from(count).unwrap_or(u32::MAX)));
        }
        self.lines.push(line);
    }

    pub(crate) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Leaves out a blank row.
    pub(crate) fn skip_blank(&mut self) {
        self.blank += 1;
    }

    /// Blank rows that were left out.
    pub(crate) fn blank(&self) -> u64 {
        self.blank
    }

    /// How much text the batch holds.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The row as a person sees it in the file.
    pub(crate) fn line(&self, row: usize) -> u64 {
        self.lines[row]
    }

    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.width + column;
        let start = if at == 0 {
            0
        } else {
            self.ends[at - 1] as usize
        };
        &self.text[start..self.ends[at] as usize]
    }

    /// Rows with fewer or more cells than the header, and how many they have.
    pub(crate) fn ragged(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.ragged
            .iter()
            .map(|&(row, cells)| (row as usize, cells as usize))
    }
}
