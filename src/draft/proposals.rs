//! Rules that the exports suggest. Each is tried on them before it is proposed: what holds for all rows is on.

use super::table::{COUNTS, Kind, TableDraft};
use super::toml::{list, quoted};
use crate::messages::{Message, Messages, message};
use crate::profile::column::{Column, Reads};
use crate::profile::relations::Operation;
use crate::profile::{Profile, TableProfile};
use crate::rules::plan::limit::{Limit, Unit};
use crate::tables::types::DAY;

/// Different values of a column that are a list of words.
const WORDS: usize = 30;
/// How often each of them comes at least, on average.
const OFTEN: u64 = 8;
/// Shapes that a code has.
const SHAPES: usize = 4;
/// What columns determine, of one table.
const DEPENDENCIES: usize = 80;

/// What is done to a document, and has to be done in time.
const DONE: [&str; 12] = [
    "approved_at",
    "accepted_at",
    "handled_at",
    "completed_at",
    "shipped_at",
    "delivered_at",
    "invoiced_at",
    "issued_at",
    "paid_at",
    "closed_at",
    "submitted_at",
    "assessed_at",
];
/// Dates on which a document, or what it stands for, leaves the house.
const SENT: [&str; 4] = ["shipped_at", "delivered_at", "invoiced_at", "issued_at"];
/// What says that a document was approved.
const APPROVED: [&str; 2] = ["approved_at", "approved_by"];
/// Tables of documents that follow others.
const LATER: [&str; 3] = ["shipments", "invoices", "receivables"];
/// Who makes a document, and who approves it.
const MADE_BY: [&str; 5] = [
    "created_by",
    "submitted_by",
    "applicant",
    "creator",
    "maker",
];
const APPROVED_BY: [&str; 4] = ["approved_by", "approver", "checked_by", "reviewed_by"];

/// A rule that may be one.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    /// Index of its table in the draft.
    pub(super) table: usize,
    pub(crate) id: String,
    pub(super) label: String,
    /// What in the exports suggests it.
    pub(super) reason: String,
    pub(super) severity: &'static str,
    /// `check.KIND = { … }`.
    pub(super) check: String,
}

/// What all tables suggest.
pub(super) fn proposals(
    profile: &Profile,
    drafts: &[TableDraft],
    messages: &Messages,
) -> Vec<Proposal> {
    let mut all = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let mut table = Proposing {
            at,
            draft,
            profile: &profile.tables[at],
            messages,
            proposed: Vec::new(),
        };
        table.filled();
        table.keys();
        for column in 0..draft.fields.len() {
            table.column(column);
        }
        table.dates();
        table.late();
        table.sent_without_approval();
        table.calculations();
        table.two_people();
        table.dependencies();
        table.references(profile, drafts);
        table.follows_unapproved(profile, drafts);
        table.totals(profile, drafts);
        all.extend(table.proposed);
    }
    let mut names = super::names::Names::default();
    for proposal in &mut all {
        proposal.id = names.take(&proposal.id).replace('_', "-");
    }
    all
}

/// The least whole hours, or days, that a time takes at most: hours up to two days, where both ends have a time.
fn limit(millis: i64, is_timed: bool) -> Limit {
    let rounded = |unit: i64| {
        let count = (millis + unit - 1).div_euclid(unit).max(1);
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    if is_timed && millis <= 2 * DAY {
        Limit {
            count: rounded(DAY / 24),
            unit: Unit::Hours,
        }
    } else {
        Limit {
            count: rounded(DAY),
            unit: Unit::Days,
        }
    }
}

/// A limit as rules write it.
fn written(limit: Limit) -> String {
    let unit = limit.unit.name();
    let unit = if limit.count == 1 {
        unit.trim_end_matches('s')
    } else {
        unit
    };
    format!("{} {unit}", limit.count)
}

struct Proposing<'a> {
    at: usize,
    draft: &'a TableDraft,
    profile: &'a TableProfile,
    messages: &'a Messages,
    proposed: Vec<Proposal>,
}

impl Proposing<'_> {
    fn text(&self, message: &Message) -> String {
        self.messages.text(message)
    }

    fn name(&self, column: usize) -> Option<&str> {
        self.draft.name_of(column)
    }

    fn heading(&self, column: usize) -> String {
        let field = self.draft.fields[column].as_ref();
        field.map_or(String::new(), |field| field.header.clone())
    }

    fn described(&self, column: usize) -> &Column {
        &self.profile.columns[column]
    }

    fn propose(
        &mut self,
        wrong: &str,
        severity: &'static str,
        [label, reason]: [Message; 2],
        check: String,
    ) {
        let (label, reason) = (self.text(&label), self.text(&reason));
        self.proposed.push(Proposal {
            table: self.at,
            id: format!("{}-{wrong}", self.draft.name).replace('_', "-"),
            label,
            reason,
            severity,
            check,
        });
    }

    /// Columns without an empty cell together, those with few each by itself.
    fn filled(&mut self) {
        let telling = |column: &Column| (column.telling(), column.rows);
        let fields = (0..self.draft.fields.len()).filter(|at| self.name(*at).is_some());
        let (full, nearly): (Vec<usize>, Vec<usize>) = fields
            .filter(|at| {
                let (telling, rows) = telling(self.described(*at));
                rows > 0 && telling * 10 >= rows * 9
            })
            .partition(|at| {
                let (telling, rows) = telling(self.described(*at));
                telling == rows
            });
        let names: Vec<&str> = full.iter().filter_map(|at| self.name(*at)).collect();
        if !names.is_empty() {
            let check = format!("check.required = {{ columns = {} }}", list(&names));
            let label = message!("draft-empty-cells", table = self.draft.label.as_str());
            let reason = message!("draft-reason-filled", count = self.profile.rows);
            self.propose("cell-empty", "medium", [label, reason], check);
        }
        for at in nearly {
            let Some(name) = self.name(at).map(str::to_owned) else {
                continue;
            };
            let column = self.described(at);
            let (telling, rows) = telling(column);
            let texts = [
                message!("draft-empty", column = self.heading(at)),
                message!("draft-reason-nearly-filled", count = telling, rows = rows),
            ];
            let check = format!("check.required = {{ columns = {} }}", list([&name]));
            self.propose(&format!("{name}-empty"), "medium", texts, check);
        }
    }

    /// All keys but that of the table in one way: no two rows have it.
    fn keys(&mut self) {
        for key in &self.profile.relations.keys.clone() {
            let names: Option<Vec<&str>> = key.columns.iter().map(|at| self.name(*at)).collect();
            let Some(names) = names else {
                continue;
            };
            let is_own = key.columns == self.draft.key;
            // what people are called may be the same
            let is_code = key.columns.iter().all(|at| {
                matches!(self.described(*at).reads, Reads::Code | Reads::Integer)
                    || self.described(*at).is_coded()
            });
            if !is_own && !is_code {
                continue;
            }
            let headings: Vec<String> = key.columns.iter().map(|at| self.heading(*at)).collect();
            let texts = [
                message!("draft-twice", columns = headings.clone()),
                message!("draft-reason-key", columns = headings),
            ];
            let wrong = format!("{}-twice", names.join("-"));
            let check = format!("check.unique = {{ columns = {} }}", list(&names));
            self.propose(&wrong, "high", texts, check);
        }
    }

    /// What the values of a column suggest.
    fn column(&mut self, at: usize) {
        let (Some(name), Some(kind)) = (self.name(at).map(str::to_owned), self.draft.kind_of(at))
        else {
            return;
        };
        match kind {
            Kind::Integer | Kind::Decimal => self.range(at, &name),
            Kind::Date | Kind::Datetime => self.past(at, &name),
            Kind::Text if !self.words(at, &name) => self.shape(at, &name),
            Kind::Text | Kind::Person | Kind::Boolean | Kind::OpenDate => {}
        }
    }

    fn range(&mut self, at: usize, name: &str) {
        let Some(numbers) = &self.described(at).numbers else {
            return;
        };
        let (negative, rows) = (numbers.negative.count, self.described(at).telling());
        if negative * 20 > rows {
            return;
        }
        let texts = [
            message!("draft-negative", column = self.heading(at)),
            message!("draft-reason-negative", count = negative),
        ];
        let check = format!("check.range = {{ column = {}, min = 0 }}", quoted(name));
        self.propose(&format!("{name}-negative"), "medium", texts, check);
    }

    /// The days of documents lie in the past; those on which something is due may not.
    fn past(&mut self, at: usize, name: &str) {
        let own = Some(at) == self.draft.date || name.ends_with("_at");
        let later = [
            "due", "plan", "promise", "expect", "require", "valid", "expire", "next",
        ];
        if !own || later.iter().any(|word| name.contains(word)) {
            return;
        }
        let texts = [
            message!("draft-future", column = self.heading(at)),
            message!("draft-reason-future"),
        ];
        let check = format!(
            "check.range = {{ column = {}, max = \"as_of\" }}",
            quoted(name)
        );
        self.propose(&format!("{name}-in-the-future"), "medium", texts, check);
    }

    /// A column of few words; says whether it is one.
    fn words(&mut self, at: usize, name: &str) -> bool {
        let column = self.described(at);
        let says_nothing = column.telling() == 0;
        let filled = if says_nothing {
            column.filled
        } else {
            column.telling()
        };
        let nothing =
            |text: &str| !says_nothing && column.nothing.iter().any(|(word, _)| word == text);
        let known: Vec<(String, u64)> = column
            .values
            .iter()
            .filter(|one| !nothing(&one.first.text))
            .map(|one| (one.first.text.trim().to_owned(), one.count))
            .collect();
        // words that come but once or twice may be mistakes
        let common = |count: u64| count >= 3 && count * 400 >= filled;
        let words: Vec<&str> = known
            .iter()
            .filter(|one| common(one.1))
            .map(|one| one.0.as_str())
            .collect();
        let of_words: u64 = known
            .iter()
            .filter(|one| common(one.1))
            .map(|one| one.1)
            .sum();
        let few = column.all_values
            && !column.sensitive
            && (1..=WORDS).contains(&words.len())
            && filled >= OFTEN * words.len() as u64
            && filled >= 20
            && of_words * 100 >= filled * 95
            && known.iter().all(|(word, _)| word.chars().count() <= 60);
        if !few {
            return false;
        }
        let texts = [
            message!("draft-other-word", column = self.heading(at)),
            message!("draft-reason-words", count = words.len(), rows = of_words),
        ];
        let values = list(&words);
        let check = format!(
            "check.one_of = {{ column = {}, values = {values} }}",
            quoted(name)
        );
        self.propose(&format!("{name}-unknown-value"), "medium", texts, check);
        true
    }

    fn shape(&mut self, at: usize, name: &str) {
        let column = self.described(at);
        let (filled, rows) = (column.telling(), column.rows);
        if !column.is_coded() || filled < 10 || rows == 0 {
            return;
        }
        let digits = |shape: &str| -> Option<usize> {
            match shape.strip_prefix('9')? {
                "" => Some(1),
                rest => rest.strip_prefix('{')?.strip_suffix('}')?.parse().ok(),
            }
        };
        // long numbers that are nearly all as long as each other have a form, and others have lost their zeros
        let fixed = column.shapes.first().filter(|one| {
            let is_long = digits(&one.shape).is_some_and(|digits| digits >= 5);
            is_long && one.seen.count * 100 >= filled * 95
        });
        let common: Vec<_> = column
            .shapes
            .iter()
            .filter(|one| one.seen.count * 50 >= filled)
            .take(if fixed.is_some() { 1 } else { usize::MAX })
            .collect();
        let of_common: u64 = common.iter().map(|one| one.seen.count).sum();
        // numbers without leading zeros are as long as they happen to be; a length that comes but once or twice may be a mistake
        let often = |count: u64| count * 1000 >= filled && (count * 50 >= filled || count >= 3);
        let lengths: Option<Vec<(usize, u64)>> = column
            .shapes
            .iter()
            .filter(|one| often(one.seen.count))
            .map(|one| Some((digits(&one.shape)?, one.seen.count)))
            .collect();
        let (regex, shapes, count) = match lengths {
            Some(lengths) if lengths.len() > 1 && fixed.is_none() => {
                let all = || lengths.iter().map(|(length, _)| *length);
                let (least, most) = (all().min().unwrap_or(1), all().max().unwrap_or(1));
                (
                    format!(r"\d{{{least},{most}}}"),
                    format!("9{{{least},{most}}}"),
                    lengths.iter().map(|(_, count)| *count).sum(),
                )
            }
            _ if (1..=SHAPES).contains(&common.len()) && of_common * 100 >= filled * 95 => {
                let parts: Vec<&str> = common.iter().map(|one| one.regex.as_str()).collect();
                let shapes: Vec<&str> = common.iter().map(|one| one.shape.as_str()).collect();
                (parts.join("|"), shapes.join(", "), of_common)
            }
            _ => return,
        };
        let texts = [
            message!("draft-other-shape", column = self.heading(at)),
            message!("draft-reason-shape", shapes = shapes, count = count),
        ];
        let (column, regex) = (quoted(name), quoted(&regex));
        let check = format!("check.pattern = {{ column = {column}, regex = {regex} }}");
        self.propose(&format!("{name}-off-its-form"), "medium", texts, check);
    }

    fn dates(&mut self) {
        for order in &self.profile.relations.date_orders.clone() {
            let is_date = |at: usize| self.draft.kind_of(at).is_some_and(Kind::is_date);
            let (Some(earlier), Some(later)) = (self.name(order.earlier), self.name(order.later))
            else {
                continue;
            };
            if !is_date(order.earlier) || !is_date(order.later) {
                continue;
            }
            let wrong = format!("{later}-before-{earlier}");
            let (left, right) = (quoted(later), quoted(earlier));
            let check =
                format!("check.compare = {{ left = {left}, op = \">=\", right = {right} }}");
            let [earlier, later] = [order.earlier, order.later].map(|at| self.heading(at));
            let texts = [
                message!(
                    "draft-before",
                    later = later.as_str(),
                    earlier = earlier.as_str()
                ),
                message!("draft-reason-order", count = order.holds.of),
            ];
            self.propose(&wrong, "medium", texts, check);
        }
    }

    fn calculations(&mut self) {
        for one in &self.profile.relations.calculations.clone() {
            let names =
                [one.result, one.of[0], one.of[1]].map(|at| self.name(at).map(str::to_owned));
            let [Some(result), Some(first), Some(second)] = names else {
                continue;
            };
            let (op, sign) = match one.operation {
                Operation::Product => ('*', '×'),
                Operation::Sum => ('+', '+'),
            };
            let must = format!("abs({result} - ({first} {op} {second})) <= 0.01");
            let check = format!("check.expression = {{ must = {} }}", quoted(&must));
            let [whole, one_part, other] =
                [one.result, one.of[0], one.of[1]].map(|at| self.heading(at));
            let formula = format!("{one_part} {sign} {other}");
            let texts = [
                message!(
                    "draft-not-computed",
                    column = whole,
                    formula = formula.as_str()
                ),
                message!(
                    "draft-reason-computed",
                    formula = formula,
                    count = one.holds.of
                ),
            ];
            self.propose(&format!("{result}-miscalculated"), "high", texts, check);
        }
    }

    /// What is done to a document is done in time: as nine in ten are today.
    fn late(&mut self) {
        let orders = self.profile.relations.date_orders.clone();
        for order in orders
            .iter()
            .filter(|one| Some(one.earlier) == self.draft.date)
        {
            let kinds = [order.earlier, order.later].map(|at| self.draft.kind_of(at));
            let (Some(earlier), Some(later)) = (self.name(order.earlier), self.name(order.later))
            else {
                continue;
            };
            if !kinds.iter().flatten().all(|kind| kind.is_date()) || !DONE.contains(&later) {
                continue;
            }
            let is_timed = kinds.iter().all(|kind| *kind == Some(Kind::Datetime));
            let limit = limit(order.ninth, is_timed);
            let wrong = format!("{later}-late");
            // what is the wrong way round is found by another rule
            let when = format!("{later} IS NULL OR {later} >= {earlier}");
            let (from, to, within) = (quoted(earlier), quoted(later), quoted(&written(limit)));
            let check = format!(
                "when = {}\ncheck.latency = {{ from = {from}, to = {to}, within = {within}, still_open = \"wait\" }}",
                quoted(&when)
            );
            let [earlier, later] = [order.earlier, order.later].map(|at| self.heading(at));
            let texts = [
                message!(
                    "draft-late",
                    later = later,
                    earlier = earlier,
                    limit = limit.message()
                ),
                message!("draft-reason-late", limit = limit.message()),
            ];
            self.propose(&wrong, "medium", texts, check);
        }
    }

    /// What has left the house was approved.
    fn sent_without_approval(&mut self) {
        let (Some(sent), Some(approved)) = (self.first_of(&SENT), self.first_of(&APPROVED)) else {
            return;
        };
        let Some((name, condition)) = self.name(approved).zip(self.name(sent)) else {
            return;
        };
        let check = format!(
            "when = {}\ncheck.required = {{ columns = {} }}",
            quoted(&format!("{condition} IS NOT NULL")),
            list([name])
        );
        let [sent, approved] = [sent, approved].map(|at| self.heading(at));
        let texts = [
            message!("draft-sent-unapproved", sent = sent, approved = approved),
            message!("draft-reason-unapproved"),
        ];
        self.propose("sent-unapproved", "high", texts, check);
    }

    /// What is sent, or invoiced, follows a document that was approved.
    fn follows_unapproved(&mut self, profile: &Profile, drafts: &[TableDraft]) {
        let at = self.at;
        if self.first_of(&SENT).is_none() && !LATER.contains(&self.draft.name.as_str()) {
            return;
        }
        for one in profile.references.iter().filter(|one| one.table == at) {
            let to = &drafts[one.to];
            let approved = APPROVED.iter().find_map(|name| to.find(name));
            let (Some(name), Some(key)) = (self.name(one.column), to.name_of(one.key)) else {
                continue;
            };
            let Some(approved) = approved.filter(|_| one.to != at && to.key == [one.key]) else {
                continue;
            };
            let Some(condition) = to.name_of(approved) else {
                continue;
            };
            let wrong = format!("{name}-unapproved");
            let zeros = if one.needs_no_zeros() {
                ", normalise = [\"leading_zeros\"]"
            } else {
                ""
            };
            let check = format!(
                "check.reference = {{ columns = {}, table = {}, key = {}{zeros}, when = {} }}",
                list([name]),
                quoted(&to.name),
                list([key]),
                quoted(&format!("{condition} IS NOT NULL"))
            );
            let texts = [
                message!(
                    "draft-follows-unapproved",
                    column = self.heading(one.column),
                    table = to.label.as_str()
                ),
                message!("draft-reason-unapproved"),
            ];
            self.propose(&wrong, "high", texts, check);
        }
    }

    fn first_of(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.draft.find(name))
    }

    /// Who makes a document does not approve it.
    fn two_people(&mut self) {
        let (Some(made), Some(approved)) = (self.first_of(&MADE_BY), self.first_of(&APPROVED_BY))
        else {
            return;
        };
        let Some((left, right)) = self.name(made).zip(self.name(approved)) else {
            return;
        };
        let (left, right) = (quoted(left), quoted(right));
        let check = format!("check.compare = {{ left = {left}, op = \"!=\", right = {right} }}");
        let [made, approved] = [made, approved].map(|at| self.heading(at));
        let texts = [
            message!("draft-self-approved", made = made, approved = approved),
            message!("draft-reason-self-approved"),
        ];
        self.propose("approved-by-its-author", "high", texts, check);
    }

    fn dependencies(&mut self) {
        let dependencies = self.profile.relations.dependencies.clone();
        for one in dependencies.iter().take(DEPENDENCIES) {
            let (Some(by), Some(determined)) = (self.name(one.column), self.name(one.determines))
            else {
                continue;
            };
            let wrong = format!("{by}-two-{determined}");
            let (columns, other) = (list([by]), quoted(determined));
            let check =
                format!("check.dependency = {{ columns = {columns}, determines = {other} }}");
            let [by, determined] = [one.column, one.determines].map(|at| self.heading(at));
            let texts = [
                message!(
                    "draft-two",
                    column = by.as_str(),
                    determined = determined.as_str()
                ),
                message!("draft-reason-two", count = one.holds.of),
            ];
            self.propose(&wrong, "medium", texts, check);
        }
    }

    fn references(&mut self, profile: &Profile, drafts: &[TableDraft]) {
        let at = self.at;
        for one in profile.references.iter().filter(|one| one.table == at) {
            let to = &drafts[one.to];
            let (Some(name), Some(key)) = (self.name(one.column), to.name_of(one.key)) else {
                continue;
            };
            // what is called alike need not be the same: only keys are referred to, and no numbers of rows
            if to.key != [one.key] || COUNTS.contains(&name) || COUNTS.contains(&key) {
                continue;
            }
            let wrong = format!("{name}-unknown");
            let zeros = if one.needs_no_zeros() {
                ", normalise = [\"leading_zeros\"]"
            } else {
                ""
            };
            let check = format!(
                "check.reference = {{ columns = {}, table = {}, key = {}{zeros} }}",
                list([name]),
                quoted(&to.name),
                list([key])
            );
            let texts = [
                message!(
                    "draft-unknown",
                    column = self.heading(one.column),
                    table = to.label.as_str()
                ),
                message!("draft-reason-unknown", found = one.best(), of = one.of),
            ];
            self.propose(&wrong, "high", texts, check);
        }
    }

    /// Sums of lines, as rules of the table that has the whole.
    fn totals(&mut self, profile: &Profile, drafts: &[TableDraft]) {
        for total in &profile.totals {
            let reference = &profile.references[total.reference];
            // `check.total` has no way to leave zeros out
            if reference.to != self.at || reference.needs_no_zeros() {
                continue;
            }
            let lines = &drafts[reference.table];
            let names = [
                self.name(total.whole),
                lines.name_of(total.part),
                self.name(reference.key),
                lines.name_of(reference.column),
            ];
            let [Some(whole), Some(part), Some(on), Some(line_on)] = names else {
                continue;
            };
            let wrong = format!("{whole}-not-its-lines");
            let check = format!(
                "check.total = {{ column = {}, lines = {}, sum = {}, on = {}, line_on = {}, tolerance = \"0.01\" }}",
                quoted(whole),
                quoted(&lines.name),
                quoted(part),
                list([on]),
                list([line_on])
            );
            let texts = [
                message!(
                    "draft-not-its-lines",
                    column = self.heading(total.whole),
                    table = lines.label.as_str()
                ),
                message!("draft-reason-lines", count = total.holds.of),
            ];
            self.propose(&wrong, "high", texts, check);
        }
    }
}
