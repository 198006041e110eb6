//! The first rows of a table, kept to hold its columns against each other.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::Spot;
use super::distinct::hash;

/// Rows that are kept of a table.
pub(crate) const ROWS: usize = 100_000;
/// Bytes of text that are kept of it.
pub(super) const BYTES: usize = 32 << 20;

/// An empty cell.
pub(super) const EMPTY: u32 = u32::MAX;

/// A column: each different text once.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    /// Of each text its hash and its place.
    places: HashTable<(u64, u32)>,
    pub(super) texts: Vec<Box<str>>,
    /// By row, the place of its text.
    pub(super) cells: Vec<u32>,
}

impl Kept {
    /// The place of a text; says how many bytes are new.
    fn place(&mut self, text: &str) -> (u32, usize) {
        let (own, texts) = (hash(text), &self.texts);
        let is_own =
            |(other, place): &(u64, u32)| *other == own && texts[*place as usize].as_ref() == text;
        match self.places.entry(own, is_own, |(other, _)| *other) {
            Entry::Occupied(known) => (known.get().1, 0),
            Entry::Vacant(free) => {
                let place = u32::try_from(self.texts.len()).unwrap_or(EMPTY);
                free.insert((own, place));
                self.texts.push(text.into());
                (place, text.len())
            }
        }
    }

    /// By row, what a text comes to.
    pub(super) fn values<T: Copy>(&self, of: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
        let values: Vec<Option<T>> = self.texts.iter().map(|text| of(text)).collect();
        let cells = self.cells.iter();
        cells
            .map(|cell| values.get(*cell as usize).copied().flatten())
            .collect()
    }

    pub(super) fn text(&self, row: usize) -> &str {
        let text = self.texts.get(self.cells[row] as usize);
        text.map_or("", |text| text)
    }
}

/// The rows that are kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sample {
    pub(super) spots: Vec<Spot>,
    pub(super) columns: Vec<Kept>,
    bytes: usize,
    /// No more rows are taken.
    pub(super) full: bool,
}

impl Sample {
    pub(super) fn new(width: usize) -> Sample {
        Sample {
            columns: vec![Kept::default(); width],
            ..Sample::default()
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.spots.len()
    }

    /// Takes the rows of a batch, as long as there is room: where each is, and for each column its texts and which of them
    /// each row has.
    pub(super) fn take(&mut self, spots: &[Spot], columns: &[(Vec<&str>, &[u32])]) {
        if self.full {
            return;
        }
        let rows = spots.len().min(ROWS - self.rows());
        self.spots.extend(&spots[..rows]);
        for (kept, (texts, cells)) in self.columns.iter_mut().zip(columns) {
            let mut places = vec![EMPTY; texts.len()];
            for &cell in &cells[..rows] {
                let place = if cell == EMPTY {
                    EMPTY
                } else if places[cell as usize] == EMPTY {
                    let (place, bytes) = kept.place(texts[cell as usize]);
                    places[cell as usize] = place;
                    self.bytes += bytes;
                    place
                } else {
                    places[cell as usize]
                };
                kept.cells.push(place);
            }
        }
        self.full = self.rows() >= ROWS || self.bytes > BYTES;
    }
}
