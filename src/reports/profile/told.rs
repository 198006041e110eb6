//! The sentences of a profile: the same on a terminal and in a workbook.

use crate::messages::{Message, Messages, grouped, grouped_decimal, message};
use crate::profile::column::{Characters, Column, Dates, Numbers, Reads, Seen};
use crate::profile::private::Private;
use crate::profile::relations::{Holds, Operation};
use crate::profile::{Count, Example, MOST_DIFFERENT, Profile, Reference, Spot, TableProfile};
use crate::reports::terminal::clean;
use crate::tables::date::{self, Order};
use crate::tables::number;

/// Values and shapes that are named.
const VALUES: usize = 5;
/// A column with no more different values has them named all.
const FEW: usize = 8;

/// What a profile is told with.
#[derive(Clone, Copy)]
pub(in crate::reports) struct Told<'a> {
    pub(in crate::reports) profile: &'a Profile,
    pub(in crate::reports) messages: &'a Messages,
}

impl Told<'_> {
    pub(in crate::reports) fn text(self, message: &Message) -> String {
        self.messages.text(message)
    }

    fn list(self, texts: &[String]) -> String {
        texts.join(&self.messages.key("list-separator"))
    }

    pub(in crate::reports) fn reads(self, reads: Reads) -> String {
        self.messages.key(match reads {
            Reads::Empty => "profile-reads-empty",
            Reads::Text => "profile-reads-text",
            Reads::Code => "profile-reads-code",
            Reads::Integer => "profile-reads-integer",
            Reads::Decimal => "profile-reads-decimal",
            Reads::Date => "profile-reads-date",
            Reads::Datetime => "profile-reads-datetime",
            Reads::Boolean => "profile-reads-boolean",
        })
    }

    pub(in crate::reports) fn different(self, count: Count) -> String {
        match count {
            Count::Exactly(count) => grouped(count),
            Count::Over => self.text(&message!("profile-over", count = MOST_DIFFERENT)),
        }
    }

    /// Where something is.
    fn place(self, table: &TableProfile, spot: Spot) -> String {
        self.text(&match &table.files[..] {
            [_] => message!("profile-row", row = spot.row),
            files => {
                let file = files[spot.file as usize].source.input.name.as_str();
                message!("profile-file-row", file = file, row = spot.row)
            }
        })
    }

    /// An example that may be shown.
    fn shown(self, table: &TableProfile, text: &str, spot: Spot) -> String {
        let place = self.place(table, spot);
        self.text(&message!(
            "profile-example",
            text = clean(text),
            place = place
        ))
    }

    fn example(self, table: &TableProfile, column: &Column, example: &Example) -> String {
        self.shown(table, &column.shown(&example.text), example.spot)
    }

    /// A sentence of a count with its first example, where there is one.
    fn seen(
        self,
        table: &TableProfile,
        column: &Column,
        seen: &Seen,
        message: impl FnOnce(u64, String) -> Message,
    ) -> Option<String> {
        let example = self.example(table, column, seen.first.as_ref()?);
        Some(self.text(&message(seen.count, example)))
    }

    /// What there is to say of the content of a column.
    pub(in crate::reports) fn content(self, table: &TableProfile, column: &Column) -> Vec<String> {
        let mut told = Vec::new();
        told.extend(self.seen(table, column, &column.against, |count, example| {
            message!("profile-against", count = count, example = example)
        }));
        match column.private {
            Some(Private::Phone) => told.push(self.messages.key("profile-private-phone")),
            Some(Private::Identity) => told.push(self.messages.key("profile-private-identity")),
            Some(Private::Email) => told.push(self.messages.key("profile-private-email")),
            None if column.sensitive => told.push(self.messages.key("profile-private")),
            None => {}
        }
        told.extend(self.nothing(column));
        if let Some(numbers) = &column.numbers {
            self.numbers(table, column, numbers, &mut told);
        } else if let Some(dates) = &column.dates {
            self.dates(table, column, dates, &mut told);
        } else {
            self.codes(table, column, &mut told);
        }
        self.characters(table, column, &mut told);
        told
    }

    fn nothing(self, column: &Column) -> Option<String> {
        let word = |(word, seen): &(String, Seen)| {
            let word = clean(word);
            self.text(&message!(
                "profile-nothing-word",
                word = word,
                count = seen.count
            ))
        };
        let words: Vec<String> = column.nothing.iter().take(VALUES).map(word).collect();
        (!words.is_empty()).then(|| self.text(&message!("profile-nothing-words", words = words)))
    }

    fn numbers(
        self,
        table: &TableProfile,
        column: &Column,
        numbers: &Numbers,
        told: &mut Vec<String>,
    ) {
        let shown = |value: i128| {
            let text = number::text(value);
            if column.sensitive {
                column.shown(&text)
            } else {
                grouped_decimal(&text)
            }
        };
        let (least, most) = (numbers.range.least.0, numbers.range.most.0);
        told.push(self.text(&message!(
            "profile-range",
            least = shown(least),
            most = shown(most)
        )));
        if let Some(spread) = &numbers.spread {
            told.push(self.text(&message!("profile-median", median = shown(spread.median))));
        }
        if let Some(sum) = numbers.sum {
            told.push(self.text(&message!("profile-sum", sum = shown(sum))));
        }
        if numbers.nought > 0 {
            told.push(self.text(&message!("profile-nought", count = numbers.nought)));
        }
        told.extend(
            self.seen(table, column, &numbers.negative, |count, example| {
                message!("profile-negative", count = count, example = example)
            }),
        );
        let far = numbers.spread.as_ref().filter(|spread| spread.far > 0);
        told.extend(far.and_then(|spread| {
            let example = self.example(table, column, spread.farthest.as_ref()?);
            let far = message!("profile-far", count = spread.far, example = example);
            Some(self.text(&far))
        }));
        told.extend(
            self.seen(table, column, &numbers.written, |count, example| {
                message!("profile-written", count = count, example = example)
            }),
        );
        if let Some(unit) = &column.unit {
            told.push(self.text(&message!("profile-unit", unit = clean(unit))));
        }
    }

    fn dates(self, table: &TableProfile, column: &Column, dates: &Dates, told: &mut Vec<String>) {
        let [least, most] = [dates.range.least.0, dates.range.most.0].map(date::text);
        told.push(self.text(&message!("profile-range", least = least, most = most)));
        match dates.order {
            Some(Order::DayFirst) => told.push(self.messages.key("profile-day-first")),
            Some(Order::MonthFirst) => told.push(self.messages.key("profile-month-first")),
            None => {}
        }
        told.extend(self.seen(table, column, &dates.open, |count, example| {
            message!("profile-order-open", count = count, example = example)
        }));
        told.extend(self.seen(table, column, &dates.against, |count, example| {
            message!("profile-order-against", count = count, example = example)
        }));
        if dates.zoned.count > 0 {
            told.push(self.text(&message!("profile-zoned", count = dates.zoned.count)));
        }
    }

    /// Few values are all named; of many those that come often, and the shapes of codes.
    fn codes(self, table: &TableProfile, column: &Column, told: &mut Vec<String>) {
        if column.zeros.count > 0 {
            told.push(self.text(&message!("profile-zeros", count = column.zeros.count)));
        }
        let value = |text: &str, count: u64| {
            let text = clean(&column.shown(text));
            self.text(&message!("profile-value", text = text, count = count))
        };
        let values = |most: usize| -> Vec<String> {
            let first = column.values.iter().take(most);
            first.map(|one| value(&one.first.text, one.count)).collect()
        };
        if column.all_values && column.values.len() <= FEW {
            told.push(self.list(&values(FEW)));
            return;
        }
        if column.is_coded() {
            told.push(self.shapes(table, column));
        }
        let often = column
            .values
            .first()
            .is_some_and(|first| first.count * 50 > column.filled);
        if often && !column.is_coded() {
            let values = self.list(&values(VALUES));
            told.push(if column.all_values {
                values
            } else {
                self.text(&message!("profile-values-least", values = values))
            });
        }
    }

    fn shapes(self, table: &TableProfile, column: &Column) -> String {
        let shape = |shaped: &crate::profile::column::Shaped| {
            let (shape, count) = (clean(&shaped.shape), shaped.seen.count);
            let rare = count * 20 < column.filled;
            match shaped.seen.first.as_ref().filter(|_| rare) {
                Some(first) => self.text(&message!(
                    "profile-shape-rare",
                    shape = shape,
                    count = count,
                    example = self.example(table, column, first)
                )),
                None => self.text(&message!("profile-shape", shape = shape, count = count)),
            }
        };
        let mut shapes: Vec<String> = column.shapes.iter().take(VALUES).map(shape).collect();
        let more = column.shapes.len().saturating_sub(VALUES);
        if more > 0 {
            shapes.push(self.text(&message!("profile-shapes-more", count = more)));
        }
        self.list(&shapes)
    }

    fn characters(self, table: &TableProfile, column: &Column, told: &mut Vec<String>) {
        let mut kinds = Vec::new();
        for (kind, seen) in &column.characters {
            let place = || {
                seen.first
                    .as_ref()
                    .map(|first| self.place(table, first.spot))
            };
            let key = match kind {
                Characters::BlanksAtEnds => {
                    told.extend(place().map(|place| {
                        self.text(&message!(
                            "profile-blanks-at-ends",
                            count = seen.count,
                            place = place
                        ))
                    }));
                    continue;
                }
                Characters::Invisible => {
                    told.extend(place().map(|place| {
                        self.text(&message!(
                            "profile-invisible",
                            count = seen.count,
                            place = place
                        ))
                    }));
                    continue;
                }
                Characters::LineBreaks => {
                    told.extend(place().map(|place| {
                        self.text(&message!(
                            "profile-line-breaks",
                            count = seen.count,
                            place = place
                        ))
                    }));
                    continue;
                }
                Characters::FullWidth => {
                    told.extend(self.seen(table, column, seen, |count, example| {
                        message!("profile-full-width", count = count, example = example)
                    }));
                    continue;
                }
                Characters::Digits => "profile-characters-digits",
                Characters::Capitals => "profile-characters-capitals",
                Characters::SmallLetters => "profile-characters-small",
                Characters::Ideographs => "profile-characters-ideographs",
                Characters::OtherLetters => "profile-characters-letters",
                Characters::Marks => "profile-characters-marks",
                Characters::Blanks => "profile-characters-blanks",
            };
            kinds.push(self.messages.key(key));
        }
        // what it consists of is plain where its values, shapes or range are told
        if column.reads == Reads::Text && told.is_empty() && !kinds.is_empty() {
            told.push(self.text(&message!("profile-characters", kinds = kinds)));
        }
    }

    /// What there is to say of a table as a whole.
    pub(in crate::reports) fn facts(self, table: &TableProfile) -> Vec<String> {
        let mut facts = vec![
            self.text(&message!("count-rows", count = table.rows)),
            self.text(&message!("profile-columns", count = table.columns.len())),
        ];
        if table.files.len() > 1 {
            facts.insert(
                0,
                self.text(&message!("count-files", count = table.files.len())),
            );
        }
        facts.extend(table.files[0].encoding.clone());
        if !table.begins.has_header {
            facts.push(self.messages.key("profile-no-header"));
        } else if let Some((row, _)) = table.files[0].header.filter(|(first, _)| *first > 1) {
            facts.push(self.text(&message!("profile-header", row = row)));
        }
        let sum =
            |of: &dyn Fn(&crate::profile::FileRead) -> u64| table.files.iter().map(of).sum::<u64>();
        let aside = sum(&|file| file.aside.count());
        let refused = sum(&|file| file.refused);
        let faulty = sum(&|file| file.faulty);
        let damaged = sum(&|file| file.damaged);
        for (count, told) in [
            (aside, message!("profile-aside", count = aside)),
            (refused, message!("profile-refused", count = refused)),
            (faulty, message!("profile-faulty", count = faulty)),
            (damaged, message!("profile-damaged", count = damaged)),
        ] {
            if count > 0 {
                facts.push(self.text(&told));
            }
        }
        facts
    }

    fn state(self, table: &TableProfile, holds: &Holds) -> String {
        match &holds.broken.first {
            None => {
                let rows = message!("count-rows", count = holds.of);
                self.text(&message!("profile-always", rows = rows))
            }
            Some(first) => self.text(&message!(
                "profile-broken",
                count = holds.broken.count,
                rows = holds.of,
                example = self.shown(table, &first.text, first.spot)
            )),
        }
    }

    /// What the columns of a table say of each other, one sentence each.
    pub(in crate::reports) fn relations(self, table: &TableProfile) -> Vec<String> {
        let relations = &table.relations;
        let heading = |column: usize| heading(table, column);
        let mut told = Vec::new();
        for key in &relations.keys {
            let columns: Vec<String> = key.columns.iter().map(|column| heading(*column)).collect();
            let columns = columns.join(" + ");
            told.push(self.text(&match &key.holds.broken.first {
                Some(first) if key.holds.broken.count > 0 => message!(
                    "profile-key-nearly",
                    columns = columns,
                    count = key.holds.broken.count,
                    example = self.shown(table, &first.text, first.spot)
                ),
                _ => message!("profile-key", columns = columns),
            }));
        }
        if relations.keys.is_empty() && table.rows > 1 {
            told.push(self.messages.key("profile-no-key"));
        }
        for some in relations.dependencies.chunk_by(|a, b| a.column == b.column) {
            let others = some.iter().map(|one| {
                let column = heading(one.determines);
                match &one.holds.broken.first {
                    None => column,
                    Some(first) => self.text(&message!(
                        "profile-depends-broken",
                        column = column,
                        count = one.holds.broken.count,
                        example = self.shown(table, &first.text, first.spot)
                    )),
                }
            });
            told.push(self.text(&message!(
                "profile-depends",
                column = heading(some[0].column),
                others = others.collect::<Vec<_>>()
            )));
        }
        for order in &relations.date_orders {
            told.push(self.text(&message!(
                "profile-order",
                earlier = heading(order.earlier),
                later = heading(order.later),
                state = self.state(table, &order.holds)
            )));
        }
        for one in &relations.calculations {
            let [first, second] = one.of.map(heading);
            let state = self.state(table, &one.holds);
            let result = heading(one.result);
            told.push(self.text(&match one.operation {
                Operation::Product => message!(
                    "profile-product",
                    result = result,
                    one = first,
                    other = second,
                    state = state
                ),
                Operation::Sum => message!(
                    "profile-addition",
                    result = result,
                    one = first,
                    other = second,
                    state = state
                ),
            }));
        }
        if !table.whole && !told.is_empty() {
            let rows = message!("count-rows", count = relations.of);
            told.push(self.text(&message!("profile-kept", rows = rows)));
        }
        if relations.left_out > 0 {
            told.push(self.text(&message!("profile-left-out", count = relations.left_out)));
        }
        told
    }

    fn field(self, table: usize, column: usize) -> String {
        let table = &self.profile.tables[table];
        self.text(&message!(
            "profile-field",
            table = name(table),
            column = heading(table, column)
        ))
    }

    /// What the tables say of each other.
    pub(in crate::reports) fn between(self) -> Vec<String> {
        let references = self
            .profile
            .references
            .iter()
            .map(|one| self.reference(one));
        let totals = self.profile.totals.iter().map(|total| {
            let reference = &self.profile.references[total.reference];
            let heads = &self.profile.tables[reference.to];
            self.text(&message!(
                "profile-total",
                whole = self.field(reference.to, total.whole),
                part = self.field(reference.table, total.part),
                state = self.state(heads, &total.holds)
            ))
        });
        references.chain(totals).collect()
    }

    fn reference(self, one: &Reference) -> String {
        let (from, to) = (
            self.field(one.table, one.column),
            self.field(one.to, one.key),
        );
        let told = if one.needs_no_zeros() {
            message!(
                "profile-reference-zeros",
                from = from,
                to = to,
                found = one.found,
                of = one.of,
                bare = one.found_without_zeros
            )
        } else {
            message!(
                "profile-reference",
                from = from,
                to = to,
                found = one.found,
                of = one.of
            )
        };
        let table = &self.profile.tables[one.table];
        match &one.astray.first {
            None => self.text(&told),
            Some(first) => self.text(&message!(
                "profile-reference-astray",
                told = told,
                count = one.astray.count,
                example = self.shown(table, &first.text, first.spot)
            )),
        }
    }
}

/// What the files of a table are called.
pub(in crate::reports) fn name(table: &TableProfile) -> String {
    let name = table.files[0].source.name();
    match table.files.len() {
        1 => clean(&name),
        more => clean(&format!("{name} (+{})", more - 1)),
    }
}

fn heading(table: &TableProfile, column: usize) -> String {
    clean(crate::blank::trim(&table.columns[column].heading))
}
