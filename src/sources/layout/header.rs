//! Finds the header among the first rows of a file.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;

use super::below::below;
use super::joined::{Tries, goes_on, joined};
use super::repeat::Repeat;
use super::{Merged, PREVIEW, Preview, is_blank, is_code, trimmed};
use crate::messages::{Message, message};
use crate::sources::batch::Aside;
use crate::sources::guards::{self, Guards};
use crate::sources::{Settings, SourceError};

/// The header of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Heading {
    /// What each column is headed; the rows of a header of two rows are joined.
    pub(crate) columns: Vec<String>,
    /// First and last row of it as a person sees them; none in a file without a header.
    pub(crate) rows: Option<(u64, u64)>,
    /// How many rows of the preview it takes, with all that is above it and what belongs to it below.
    pub(crate) taken: usize,
    /// The last of these rows as a person sees it; 0 where there is none.
    pub(crate) end: u64,
    /// How many of the dictionary's fields it names.
    pub(crate) fields: usize,
    /// What is above it, and right below it what is no row of the table.
    pub(crate) around: Vec<(u64, Aside)>,
    /// Its rows and those above it as they stand, for they may come again.
    pub(crate) repeats: Vec<Repeat>,
    /// Columns whose cells are guarded against spreadsheets.
    pub(crate) guards: Guards,
    /// Merged cells below it that begin in its columns.
    pub(crate) merged: Vec<Merged>,
    /// What the user should hear of how it was chosen.
    pub(crate) doubts: Vec<Message>,
}

/// Finds the header among the first rows of a file: the row, or the two rows, that name most of the dictionary's fields;
/// the fullest row where no row names one.
pub(crate) fn find(preview: &Preview, settings: &Settings) -> Result<Heading, SourceError> {
    let preview = unguarded(preview);
    let mut heading = chosen(&preview, settings)?;
    heading.guards = Guards::of(&preview.rows[heading.taken..]);
    let last = heading.taken.checked_sub(1);
    heading.end = last.map_or(0, |last| preview.rows[last].0);
    heading.note_merged(&preview.merged);
    Ok(heading)
}

/// With the headings that are guarded against spreadsheets as they are meant.
fn unguarded(preview: &Preview) -> Cow<'_, Preview> {
    let guarded = |cell: &String| guards::formula_text(cell).is_some();
    if !preview.rows.iter().any(|(_, row)| row.iter().any(guarded)) {
        return Cow::Borrowed(preview);
    }
    let mut preview = preview.clone();
    for cell in preview.rows.iter_mut().flat_map(|(_, row)| row) {
        if let Some(text) = guards::formula_text(cell) {
            *cell = text.replace("\"\"", "\"");
        }
    }
    Cow::Owned(preview)
}

impl Heading {
    /// Takes note of the blank rows that a format of numbered rows leaves out between those above the last of it.
    pub(crate) fn note_gaps(&mut self) {
        let (first, last) = self.rows.unwrap_or((0, 0));
        let known: HashSet<u64> = self.around.iter().map(|(line, _)| *line).collect();
        let is_left_out = |line: &u64| !known.contains(line) && !(first..=last).contains(line);
        let gaps = (1..self.end).filter(is_left_out);
        self.around.extend(gaps.map(|line| (line, Aside::Blank)));
        self.around.sort_unstable_by_key(|(line, _)| *line);
    }

    /// Takes note of those of some merged cells that stand below it.
    pub(crate) fn note_merged(&mut self, merged: &[Merged]) {
        let below = |area: &&Merged| area.rows.0 > self.end && area.columns.0 < self.columns.len();
        self.merged = merged.iter().filter(below).copied().collect();
        self.merged.sort_unstable_by_key(|area| area.rows);
    }
}

fn chosen(preview: &Preview, settings: &Settings) -> Result<Heading, SourceError> {
    let found = by_names(preview, settings);
    let Some(columns) = settings.columns else {
        return found;
    };
    let fields = columns.iter().map(|name| (settings.field)(name));
    let fields = different(&fields.collect::<Vec<_>>());
    let columns = columns.to_vec();
    match found {
        // there is a header all the same; it may be the reason why the columns were named
        Ok(found) if settings.header_row.is_some() || found.fields * 2 > fields => Ok(Heading {
            columns,
            fields,
            ..found
        }),
        Err(error) if settings.header_row.is_some() => Err(error),
        _ => Ok(Heading {
            repeats: vec![Repeat::new(Aside::Header, &columns)],
            columns,
            fields,
            ..Heading::default()
        }),
    }
}

fn by_names(preview: &Preview, settings: &Settings) -> Result<Heading, SourceError> {
    let search = Search::new(preview, settings);
    let best = search.best().ok_or_else(|| search.nothing())?;
    let doubts = search.doubts(&best);
    let whole = search.whole(best);
    Ok(search.heading(whole, doubts))
}

/// A row, or two that are joined, as a header.
struct Candidate {
    first: usize,
    last: usize,
    columns: Vec<String>,
    /// The field that each of them names.
    named: Vec<Option<usize>>,
    /// How many different ones.
    fields: usize,
}

struct Search<'a> {
    preview: &'a Preview,
    settings: &'a Settings<'a>,
    /// The field that each cell of each row names. To ask that takes the time of reading the cell, so it is asked once.
    named: Vec<Vec<Option<usize>>>,
    /// How many fields each row names.
    counts: Vec<usize>,
    tries: Tries<'a>,
}

impl<'a> Search<'a> {
    fn new(preview: &'a Preview, settings: &'a Settings<'a>) -> Search<'a> {
        let rows = preview.rows.iter();
        let named = rows.map(|(_, row)| row.iter().map(|cell| (settings.field)(cell)).collect());
        let named: Vec<Vec<Option<usize>>> = named.collect();
        Search {
            preview,
            settings,
            counts: named.iter().map(|row| different(row)).collect(),
            named,
            tries: Tries::new(settings.field),
        }
    }

    fn row(&self, ix: usize) -> &'a [String] {
        &self.preview.rows[ix].1
    }

    fn line(&self, ix: usize) -> u64 {
        self.preview.rows[ix].0
    }

    fn is_filled(&self, ix: usize) -> bool {
        ix < self.counts.len() && !self.row(ix).iter().all(|cell| is_blank(cell))
    }

    /// The rows that may be the header.
    fn candidates(&self) -> impl Iterator<Item = usize> {
        let wanted =
            |ix: &usize| (self.settings.header_row).is_none_or(|row| self.line(*ix) == row);
        (0..self.counts.len()).filter(move |ix| wanted(ix) && self.is_filled(*ix))
    }

    fn single(&self, ix: usize) -> Candidate {
        Candidate {
            first: ix,
            last: ix,
            columns: self.row(ix).to_vec(),
            named: self.named[ix].clone(),
            fields: self.counts[ix],
        }
    }

    fn pair(&self, ix: usize) -> Candidate {
        let (columns, named): (Vec<_>, Vec<_>) =
            joined(self.preview, ix, &self.tries).into_iter().unzip();
        Candidate {
            first: ix,
            last: ix + 1,
            fields: different(&named),
            columns,
            named,
        }
    }

    /// The row or the two rows that name most fields; an earlier row that names most of them if data follows it.
    fn best(&self) -> Option<Candidate> {
        let most = self.candidates().map(|ix| self.counts[ix]).max()?;
        if most == 0 {
            let filled = |ix: &usize| self.row(*ix).iter().filter(|cell| !is_blank(cell)).count();
            let fullest = self.candidates().min_by_key(|ix| Reverse(filled(ix)));
            return fullest.map(|ix| self.single(ix));
        }
        let mut best = self.single(self.likeliest(most));
        for ix in self.candidates().take_while(|_| !self.tries.are_over()) {
            // two rows that name nothing name nothing together
            if self.is_filled(ix + 1) && self.counts[ix] + self.counts[ix + 1] > 0 {
                let pair = self.pair(ix);
                // among equals a single row
                if pair.fields > best.fields {
                    best = pair;
                }
            }
        }
        // an export that was appended to another may be headed better; what is set off by blank rows is a table of its own
        let earlier = self.candidates().find(|&ix| {
            ix < best.first
                && self.counts[ix] * 2 > best.fields
                && !self.is_below_blank(best.first)
                && self.has_data(ix, ix + 1..best.first)
        });
        Some(earlier.map_or(best, |ix| self.single(ix)))
    }

    /// Whether blank rows stand above a row, be they stored or not.
    fn is_below_blank(&self, ix: usize) -> bool {
        let above = ix.checked_sub(1);
        above.is_some_and(|above| !self.is_filled(above) || self.line(above) + 1 < self.line(ix))
    }

    /// Of the rows that name equally many fields the one that heads data and holds little else: a line of filters may name
    /// as many. The first of equals, and of those that name but one.
    fn likeliest(&self, fields: usize) -> usize {
        let mut equals: Vec<usize> = self
            .candidates()
            .filter(|&ix| self.counts[ix] == fields)
            .collect();
        // a header in two languages is one
        equals.dedup_by(|ix, above| {
            *ix == *above + 1 && same_fields(&self.named[*above], &self.named[*ix])
        });
        let next = |ix: usize| equals.iter().copied().find(|other| *other > ix);
        let unlikely = |ix: &usize| {
            let end = next(*ix).unwrap_or(self.counts.len());
            let cells = self.row(*ix).iter().zip(&self.named[*ix]);
            let strange = cells.filter(|(cell, field)| field.is_none() && !is_blank(cell));
            (!self.has_data(*ix, *ix + 1..end), strange.count())
        };
        match equals[..] {
            [first, ..] if fields < 2 || equals.len() == 1 => first,
            _ => equals.iter().copied().min_by_key(unlikely).unwrap_or(0),
        }
    }

    /// Whether one of the rows is data under a header.
    fn has_data(&self, header: usize, mut rows: std::ops::Range<usize>) -> bool {
        let columns = self.named[header].iter().enumerate();
        let named: Vec<(usize, usize)> = columns
            .filter_map(|(column, field)| Some((column, (*field)?)))
            .collect();
        rows.any(|ix| self.is_data(ix, &named))
    }

    /// Whether a row can be read as what the columns hold; where they hold texts only, whether it fills half of them and
    /// has a code among them.
    fn is_data(&self, ix: usize, columns: &[(usize, usize)]) -> bool {
        let (mut filled, mut texts, mut read, mut code) = (0, 0, false, false);
        for &(column, field) in columns {
            let cell = self.row(ix).get(column).map_or("", |cell| trimmed(cell));
            let reads = (self.settings.reads)(field, cell);
            texts += usize::from(reads.is_none());
            filled += usize::from(!cell.is_empty());
            code |= is_code(cell);
            match reads {
                Some(false) if !cell.is_empty() => return false,
                Some(true) => read = true,
                _ => {}
            }
        }
        read || (texts == columns.len() && code && filled * 2 > texts && self.counts[ix] == 0)
    }

    /// Why there is no header.
    fn nothing(&self) -> SourceError {
        match self.settings.header_row {
            Some(row)
                if self
                    .counts
                    .iter()
                    .enumerate()
                    .any(|(ix, _)| self.is_filled(ix)) =>
            {
                message!("source-header-row", row = row, most = PREVIEW)
            }
            _ => message!("source-empty"),
        }
    }

    /// Another row that may be the header just as well, unless the header is repeated there.
    fn doubts(&self, best: &Candidate) -> Vec<Message> {
        if best.fields < 2 {
            return Vec::new();
        }
        let header = Repeat::new(Aside::Header, &best.columns);
        let next = |ix: usize| (ix + 1..self.counts.len()).find(|&o| self.counts[o] >= best.fields);
        let heads_data =
            |ix: usize| self.has_data(ix, ix + 1..next(ix).unwrap_or(self.counts.len()));
        let is_other = |ix: &usize| match self.counts[*ix] {
            // with rows below it that may be data, and are lost
            count if *ix < best.first => {
                count * 2 > best.fields && (*ix + 1..best.first).any(|row| self.is_filled(row))
            }
            _ if *ix <= best.last + 1 => false,
            count if count > best.fields => true,
            count => count == best.fields && !header.is_like(self.row(*ix)) && heads_data(*ix),
        };
        let other = self.candidates().find(is_other);
        let told = other.map(|ix| {
            message!(
                "header-other",
                row = self.line(best.first),
                other = self.line(ix),
                count = self.counts[ix]
            )
        });
        told.into_iter().collect()
    }

    /// The header with the row below or above it, where that belongs to it.
    fn whole(&self, mut best: Candidate) -> Candidate {
        let fields = best.fields;
        if best.last == best.first && fields > 0 && goes_on(self.preview, best.first) {
            let both = self.pair(best.first);
            // a row of data would spoil the names
            if both.fields == fields {
                best = both;
            }
        }
        // the dictionary may know the lower headings only
        if best.last == best.first && best.first > 0 && self.is_filled(best.first - 1) {
            let above = best.first - 1;
            if goes_on(self.preview, above) {
                let both = self.pair(above);
                if both.fields >= fields {
                    best = Candidate { fields, ..both };
                }
            }
        }
        // a header in two languages
        let next = self.named.get(best.last + 1);
        if next.is_some_and(|next| same_fields(&best.named, next)) {
            best.last += 1;
        }
        best
    }

    fn heading(&self, header: Candidate, doubts: Vec<Message>) -> Heading {
        let aside = |ix: usize| match ix {
            _ if !self.is_filled(ix) => Aside::Blank,
            _ if ix < header.first => Aside::Title,
            _ => Aside::Header,
        };
        let rows = &self.preview.rows[header.last + 1..];
        let below = below(rows, (&header.columns, &header.named), self.settings);
        let above = (0..header.first).map(|ix| (self.line(ix), aside(ix)));
        let taken = header.last + 1 + below.len();
        Heading {
            rows: Some((self.line(header.first), self.line(header.last))),
            taken,
            end: 0,
            fields: header.fields,
            repeats: (0..taken)
                .filter(|&ix| self.is_filled(ix))
                .filter(|&ix| ix <= header.last || below[ix - header.last - 1].1 == Aside::Header)
                .map(|ix| Repeat::new(aside(ix), self.row(ix)))
                .collect(),
            around: above.chain(below).collect(),
            columns: header.columns,
            guards: Guards::default(),
            merged: Vec::new(),
            doubts,
        }
    }
}

/// Whether a row names most of the fields that the header names, in the same columns, and nothing else.
fn same_fields(header: &[Option<usize>], row: &[Option<usize>]) -> bool {
    let pairs = header.iter().zip(row);
    let pairs = pairs.filter_map(|(one, other)| Some(((*one)?, *other)));
    let (mut same, mut all) = (0, 0);
    for (one, other) in pairs {
        all += 1;
        same += usize::from(other == Some(one));
    }
    same > 1 && same * 2 > all
}

/// How many different fields some headings name.
fn different(named: &[Option<usize>]) -> usize {
    named.iter().flatten().collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, preview, typed};
    use super::*;

    const ORDERS: [&str; 4] = ["单号", "客户", "品名", "数量"];

    #[test]
    fn a_line_of_filters_is_no_header() {
        let header: &[&str] = &["单号", "客户", "品名", "数量", "备注"];
        let data: &[&str] = &["SO-1", "甲", "螺母", "4", ""];
        let filters: [&[&str]; 3] = [
            &["单号", "全部", "客户", "甲", "数量", "> 3"],
            &["单号", "", "客户", "", "品名", ""],
            // as many fields as the header names
            &["单号", "全部", "客户", "甲", "品名", "全部", "数量", "全部"],
        ];
        for filter in filters {
            for numbers in [&[3][..], &[]] {
                for rows in [
                    vec![filter, header, data],
                    vec![filter, &[""], header, data],
                ] {
                    let heading = typed(&preview(&rows), &ORDERS, numbers);
                    let row = rows.len() as u64 - 1;
                    assert_eq!(heading.rows, Some((row, row)), "{filter:?} {numbers:?}");
                    assert_eq!(heading.doubts, []);
                }
            }
        }
    }

    #[test]
    fn a_printed_head_is_above_the_header() {
        let rows = preview(&[
            &["", "客户", "品名", "数量"],
            &["", "全称", "品名/规格", "件"],
            &["", "--- 以下录入 ---"],
            &["单号", "客户", "品名", "数量"],
            &["SO-1", "甲", "螺母", "4"],
        ]);
        for numbers in [&[3][..], &[]] {
            let heading = typed(&rows, &ORDERS, numbers);
            assert_eq!(heading.rows, Some((4, 4)));
            // what stands between might be a table of its own
            let told = message!("header-other", row = 4u64, other = 1u64, count = 3usize);
            assert_eq!(heading.doubts, [told]);
        }
    }

    #[test]
    fn a_table_above_with_headings_of_its_own() {
        let summary: [&[&str]; 3] = [
            &["客户", "品名", "数量"],
            &["甲", "M8", "4"],
            &["乙", "M8", "5"],
        ];
        let table: [&[&str]; 2] = [
            &["单号", "客户", "品名", "数量"],
            &["SO-1", "甲", "M8", "4"],
        ];
        let blank: &[&str] = &["", ""];
        let rows = preview(&[&summary[..], &[blank], &table].concat());
        let heading = typed(&rows, &ORDERS, &[3]);
        assert_eq!(heading.rows, Some((5, 5)));
        assert_eq!(heading.doubts.len(), 1);
        // where blank rows are not stored
        let mut rows = preview(&[&summary[..], &table].concat());
        rows.rows[3..].iter_mut().for_each(|(line, _)| *line += 1);
        assert_eq!(typed(&rows, &ORDERS, &[3]).rows, Some((5, 5)));
    }

    #[test]
    fn two_headers_that_are_equally_good_are_told() {
        let rows = preview(&[
            &["单号", "客户", "品名", "数量"],
            &["SO-1", "甲", "螺母", "4"],
            &["单号", "数量", "品名", "客户"],
            &["SO-2", "5", "螺母", "乙"],
        ]);
        let heading = typed(&rows, &ORDERS, &[3]);
        assert_eq!(heading.rows, Some((1, 1)));
        let told = message!("header-other", row = 1u64, other = 3u64, count = 4usize);
        assert_eq!(heading.doubts, [told]);
        // the same header once more is none
        let rows = preview(&[
            &["单号", "客户", "品名", "数量", ""],
            &["SO-1", "甲", "螺母", "4", ""],
            &["单号", "客户", "品名", "数量", "第2页"],
            &["SO-2", "乙", "螺母", "5", ""],
        ]);
        assert_eq!(typed(&rows, &ORDERS, &[3]).doubts, []);
    }

    #[test]
    fn the_fullest_row_is_quoted_where_none_names_a_field() {
        let rows = preview(&[&["销售明细"], &["编号", "名称", "件数"], &["1", "甲", "5"]]);
        let heading = found(&rows, &ORDERS);
        assert_eq!((heading.fields, heading.rows), (0, Some((2, 2))));
    }

    #[test]
    fn a_declared_row_that_is_not_there() {
        let rows = preview(&[&["单号"], &[""], &["1"]]);
        for row in [2, 9] {
            let columns = ["单号".to_owned()];
            for columns in [None, Some(&columns[..])] {
                let settings = Settings {
                    header_row: Some(row),
                    columns,
                    ..Settings::new(&|_| Some(0))
                };
                assert_eq!(find(&rows, &settings).unwrap_err().key, "source-header-row");
            }
        }
    }

    #[test]
    fn named_columns_beside_the_row_of_the_header() {
        let rows = preview(&[&["a", "b", "b"], &["1", "2", "3"]]);
        let columns = ["单号", "客户", "收货客户"].map(str::to_owned);
        let settings = Settings {
            header_row: Some(1),
            columns: Some(&columns),
            ..Settings::new(&|name| ["单号", "客户", "收货客户"].iter().position(|f| *f == name))
        };
        let heading = find(&rows, &settings).unwrap();
        assert_eq!(
            (heading.rows, heading.taken, heading.fields),
            (Some((1, 1)), 1, 3)
        );
        assert_eq!(heading.columns, columns);
    }

    #[test]
    fn a_header_under_titles() {
        let rows = preview(&[
            &["销售订单"],
            &[""],
            &["部门：", "一部"],
            &["订单号", "客户"],
            &["SO-1", "甲"],
        ]);
        let heading = found(&rows, &["订单号", "客户"]);
        assert_eq!(heading.rows, Some((4, 4)));
        assert_eq!(heading.taken, 4);
        let above = [(1, Aside::Title), (2, Aside::Blank), (3, Aside::Title)];
        assert_eq!(heading.around, above);
    }

    #[test]
    fn a_row_of_data_is_no_header() {
        let rows = preview(&[&["a", "b", ""], &["x", "y", ""], &["p", "q", "r"]]);
        assert_eq!(found(&rows, &["a", "b"]).rows, Some((1, 1)));
        // nothing known: the first row with anything in it
        assert_eq!(found(&rows, &["z"]).fields, 0);
    }

    #[test]
    fn a_row_of_data_below_unnamed_columns_is_no_header() {
        let rows = preview(&[&["", "no", "name", "note"], &["a", "b", "张三", ""], &["b"]]);
        let heading = found(&rows, &["no", "name", "note"]);
        assert_eq!((heading.rows, heading.fields), (Some((1, 1)), 3));
    }

    #[test]
    fn a_better_header_far_below_is_of_another_export() {
        let rows = preview(&[
            &["单号", "金额"],
            &["1", "x"],
            &["单号", "客户", "金额"],
            &["2", "乙"],
        ]);
        let heading = found(&rows, &["单号", "客户", "金额"]);
        assert_eq!(heading.rows, Some((1, 1)));
    }

    #[test]
    fn wide_headers_take_no_time() {
        let wide: Vec<String> = (0..16_000).map(|i| format!("c{}", i % 4000)).collect();
        let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
        let rows = preview(&vec![wide.as_slice(); PREVIEW]);
        assert_eq!(found(&rows, &["c7"]).rows, Some((1, 2)));
    }

    #[test]
    fn the_row_of_the_header_can_be_declared() {
        let rows = preview(&[&["单号", "客户"], &["单号"], &["1"]]);
        let settings = Settings {
            header_row: Some(2),
            ..Settings::new(&|name| (name == "单号").then_some(0))
        };
        assert_eq!(find(&rows, &settings).unwrap().rows, Some((2, 2)));
    }

    #[test]
    fn a_header_in_two_languages() {
        let rows = preview(&[
            &["单号", "客户", "x"],
            &["No", "Customer", "X"],
            &["1", "2"],
        ]);
        let names = [["单号", "No"], ["客户", "Customer"]];
        let field = |name: &str| names.iter().position(|n| n.contains(&name));
        let settings = Settings::new(&field);
        assert_eq!(find(&rows, &settings).unwrap().rows, Some((1, 2)));
    }

    #[test]
    fn columns_can_be_named_although_there_is_a_header() {
        let rows = preview(&[&["客户"], &["单号", "客户", "客户"], &["1", "2", "3"]]);
        let columns = ["单号", "客户", "送货客户"].map(str::to_owned);
        let field = |name: &str| ["单号", "客户", "送货客户"].iter().position(|f| *f == name);
        let settings = Settings {
            columns: Some(&columns),
            ..Settings::new(&field)
        };
        let heading = find(&rows, &settings).unwrap();
        assert_eq!((heading.rows, heading.columns.len()), (Some((2, 2)), 3));
        assert_eq!(heading.columns[2], "送货客户");
        let headerless = preview(&[&["1", "2", "3"]]);
        assert_eq!(find(&headerless, &settings).unwrap().rows, None);
    }
}
