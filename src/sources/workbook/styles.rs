//! The number formats of the styles of a workbook. A cell names its style, and the style a number format, of which there are few.

use std::collections::HashMap;

use super::formats::NumberFormat;

/// What cells without a style have.
static GENERAL: NumberFormat = NumberFormat::Number;

/// Number formats by style.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    formats: Vec<NumberFormat>,
    /// By their numbers in the file, the places in `formats`.
    places: HashMap<u32, usize>,
    /// For each style its place.
    of: Vec<usize>,
}

impl Styles {
    /// Takes note of a number format of the file's own.
    pub(crate) fn define(&mut self, id: u32, code: &str) {
        self.places.insert(id, self.formats.len());
        self.formats.push(NumberFormat::parse(code));
    }

    /// Adds a style with a number format that was defined before, or is built in.
    pub(crate) fn push(&mut self, id: u32) {
        let formats = &mut self.formats;
        let place = *self.places.entry(id).or_insert_with(|| {
            formats.push(NumberFormat::built_in(id));
            formats.len() - 1
        });
        self.of.push(place);
    }

    /// The number format of a style.
    pub(crate) fn get(&self, style: usize) -> &NumberFormat {
        let place = self.of.get(style);
        place.map_or(&GENERAL, |&place| &self.formats[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_and_built_in_formats() {
        let mut styles = Styles::default();
        styles.define(164, "yyyy");
        // a file may write down what a built-in one shows
        styles.define(20, "0.00");
        for id in [0, 164, 14, 20, 14] {
            styles.push(id);
        }
        let (number, day) = (NumberFormat::Number, NumberFormat::Day);
        let expected = [&number, &day, &day, &number, &day, &number];
        assert_eq!([0, 1, 2, 3, 4, 99].map(|style| styles.get(style)), expected);
    }
}
