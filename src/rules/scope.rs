//! Resolves the names of one rule against the data dictionary and gathers its mistakes.

mod events;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::amount::{self, Amount};
use super::names::{type_name, unknown_field, unknown_table};
use super::people::People;
use super::plan::process::{Process, ProcessIx};
use super::plan::{Expr, Lookup, LookupIx};
use super::sql;
use crate::calendar::WorkTime;
use crate::coding::{Scheme, Schemes};
use crate::messages::{Arg, Message, message};
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem, did_you_mean, literal, nearest, offered};
use crate::tables::types::{ExprType, FieldIx, FieldType, Fold, TableIx};
use crate::tables::{Field, Table, number};

/// What all rules of a file have in common.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) tables: &'a [Table],
    pub(crate) work: &'a WorkTime,
    pub(crate) people: Option<&'a People>,
    pub(crate) schemes: &'a Schemes,
    /// Names of tables that are left out because of mistakes in them.
    pub(crate) broken: &'a BTreeSet<String>,
    /// The text of the file the rules stand in.
    pub(crate) text: &'a str,
}

/// What a rule can see while it is lowered.
pub(crate) struct Scope<'a> {
    tables: &'a [Table],
    /// The working time that limits can be given in.
    pub(crate) work: &'a WorkTime,
    /// The table of people, where there is one.
    pub(crate) people: Option<&'a People>,
    schemes: &'a Schemes,
    broken: &'a BTreeSet<String>,
    text: &'a str,
    /// The table that the rule judges.
    pub(crate) table: TableIx,
    /// The file the rule stands in.
    file: usize,
    /// The place of the rule's id, for mistakes that have no better place.
    whole: Place,
    lookups: &'a mut Vec<Lookup>,
    /// The process that the rule judges, where it is about one, with all that its rules ask of its events.
    pub(crate) process: Option<Process>,
    pub(crate) process_ix: ProcessIx,
    /// Whether words that a field never holds are let pass: a pack does not know a company's words.
    pub(crate) lenient: bool,
    /// Such words, where they are let pass.
    pub(crate) doubts: Vec<Message>,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(
        setting: Setting<'a>,
        table: TableIx,
        whole: Place,
        lookups: &'a mut Vec<Lookup>,
    ) -> Scope<'a> {
        Scope {
            tables: setting.tables,
            work: setting.work,
            people: setting.people,
            schemes: setting.schemes,
            broken: setting.broken,
            text: setting.text,
            table,
            file: whole.file,
            whole,
            lookups,
            process: None,
            process_ix: 0,
            lenient: false,
            doubts: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The digits of a number as they stand in the file.
    pub(crate) fn digits(&self, amount: &Placed<Amount>) -> String {
        amount.written(self.text)
    }

    /// A number that `fits`, times 10^12; one that does not is told.
    pub(crate) fn amount(
        &mut self,
        written: &Placed<Amount>,
        fits: impl Fn(i128) -> bool,
        otherwise: Message,
    ) -> Option<i128> {
        let digits = self.digits(written);
        let value = number::exact(&digits).filter(|value| fits(*value));
        if value.is_none() {
            self.mistake_at(amount::unfit(&digits, otherwise), written.span());
        }
        value
    }

    /// A tolerance, which is a number that is not negative.
    pub(crate) fn tolerance(&mut self, written: &Placed<Amount>) -> Option<i128> {
        self.amount(
            written,
            |value| value >= 0,
            message!("problem-bad-tolerance"),
        )
    }

    pub(crate) fn field(&mut self, name: &Name) -> Option<FieldIx> {
        self.field_of(self.table, name)
    }

    pub(crate) fn field_of(&mut self, table: TableIx, name: &Name) -> Option<FieldIx> {
        let found = self.tables[table].find(name);
        if found.is_none() {
            let problem = self
                .of_another_table(table, name)
                .unwrap_or_else(|| unknown_field(&self.tables[table], name));
            self.mistake_in(name, problem);
        }
        found
    }

    /// What is wrong where a field is written as `TABLE.FIELD`, and one of `table` is meant.
    fn of_another_table(&self, table: TableIx, name: &Name) -> Option<(Message, Option<Message>)> {
        let (other, field) = self.split(name)?;
        let own = &self.tables[table].name;
        if other == table {
            let message = message!(
                "problem-unknown-field",
                table = own.as_str(),
                field = &**name
            );
            let meant = message!("hint-did-you-mean", name = field);
            let known = self.tables[table].find(field).is_some();
            return known.then_some((message, Some(meant)));
        }
        let message = message!(
            "problem-field-elsewhere",
            table = own.as_str(),
            field = &**name
        );
        Some((message, Some(message!("hint-other-table"))))
    }

    /// All fields, or none if one of them is unknown; every unknown one is told.
    pub(crate) fn fields(&mut self, names: &[Name]) -> Option<Vec<FieldIx>> {
        self.fields_of(self.table, names)
    }

    pub(crate) fn fields_of(&mut self, table: TableIx, names: &[Name]) -> Option<Vec<FieldIx>> {
        let found: Vec<Option<FieldIx>> = names.iter().map(|n| self.field_of(table, n)).collect();
        if names.is_empty() {
            self.mistake(message!("problem-no-columns"));
            return None;
        }
        let is_again = |at: &usize| found[*at].is_some() && found[..*at].contains(&found[*at]);
        if let Some(at) = (1..found.len()).find(is_again) {
            let message = message!("problem-field-again", name = names[at].as_str());
            self.mistake_at(message, names[at].span());
            return None;
        }
        found.into_iter().collect()
    }

    pub(crate) fn other_table(&mut self, name: &Name) -> Option<TableIx> {
        let found = self.tables.iter().position(|t| t.name == **name);
        // the mistakes in a broken table are told already
        if found.is_none() && !self.broken.contains(&**name) {
            let problem = unknown_table(self.tables, name);
            self.mistake_in(name, problem);
        }
        found
    }

    /// A field written as `TABLE.FIELD`.
    pub(crate) fn field_elsewhere(&mut self, name: &Name) -> Option<(TableIx, FieldIx)> {
        let Some((table, field)) = self.split(name) else {
            let Some((table, _)) = name.split_once('.') else {
                self.mistake_at(message!("problem-not-elsewhere"), name.span());
                return None;
            };
            // the mistakes in a broken table are told already
            if !self.broken.contains(table) {
                let problem = unknown_table(self.tables, table);
                self.mistake_in(name, problem);
            }
            return None;
        };
        let found = self.tables[table].find(field);
        if found.is_none() {
            self.mistake_in(name, unknown_field(&self.tables[table], field));
        }
        Some((table, found?))
    }

    /// Whether it is written as the field of a table.
    pub(crate) fn names_elsewhere(&self, name: &str) -> bool {
        self.split(name).is_some()
    }

    /// The table of `TABLE.FIELD`, and the rest; of names that have a dot themselves the longest that fits.
    fn split<'n>(&self, name: &'n str) -> Option<(TableIx, &'n str)> {
        let tables = self.tables.iter().enumerate();
        let fitting = tables.filter_map(|(ix, table)| {
            let field = name.strip_prefix(table.name.as_str())?.strip_prefix('.')?;
            Some((ix, field))
        });
        fitting.min_by_key(|(_, field)| field.len())
    }

    /// The other tables that have a field of that name.
    pub(crate) fn others_with(&self, field: &str) -> impl Iterator<Item = &Table> {
        let tables = self.tables.iter().enumerate();
        let others = tables.filter(|(ix, _)| *ix != self.table);
        others
            .map(|(_, table)| table)
            .filter(move |table| table.find(field).is_some())
    }

    /// The table whose name is nearest to one that there is not.
    pub(crate) fn nearest_table(&self, written: &str) -> Option<TableIx> {
        let names = self.tables.iter().map(|table| table.name.as_str());
        let name = nearest(written, names)?;
        self.tables.iter().position(|table| table.name == name)
    }

    /// Whether the project has a table of that name, with mistakes or without.
    pub(crate) fn knows_table(&self, name: &str) -> bool {
        self.broken.contains(name) || self.tables.iter().any(|table| table.name == name)
    }

    pub(crate) fn dictionary(&self, table: TableIx) -> &Table {
        &self.tables[table]
    }

    pub(crate) fn describe(&self, field: FieldIx) -> &Field {
        &self.tables[self.table].fields[field]
    }

    /// The field's name for people, as a message argument.
    pub(crate) fn label(&self, field: FieldIx) -> Arg {
        self.label_of(self.table, field)
    }

    pub(crate) fn label_of(&self, table: TableIx, field: FieldIx) -> Arg {
        Arg::Local(self.tables[table].fields[field].label.clone())
    }

    /// The typed value of a field of the rule's table.
    pub(crate) fn value(&self, field: FieldIx) -> Expr {
        self.value_of(self.table, field)
    }

    pub(crate) fn value_of(&self, table: TableIx, field: FieldIx) -> Expr {
        Expr::Field(field, self.tables[table].fields[field].expr_type())
    }

    /// Keys of `table`, cleaned.
    pub(crate) fn keys_of(&self, table: TableIx, fields: &[FieldIx], folds: &[Fold]) -> Vec<Expr> {
        fields
            .iter()
            .map(|&f| self.value_of(table, f).fold(folds))
            .collect()
    }

    /// Keys of the rule's table and those of another one that they lead to, in the form in which both are compared.
    pub(crate) fn paired_keys(
        &self,
        fields: &[FieldIx],
        other: TableIx,
        targets: &[FieldIx],
        folds: &[Fold],
    ) -> (Vec<Expr>, Vec<Expr>) {
        let mut own_keys = self.keys_of(self.table, fields, folds);
        let mut keys = self.keys_of(other, targets, folds);
        let pairs = own_keys.iter_mut().zip(&mut keys);
        for ((own, key), (&field, &target)) in pairs.zip(fields.iter().zip(targets)) {
            if self.is_person(self.table, field) || self.is_person(other, target) {
                for key in [own, key] {
                    *key = Expr::Person(Box::new(key.clone()));
                }
            }
        }
        (own_keys, keys)
    }

    /// Whether a field holds persons.
    pub(crate) fn is_person(&self, table: TableIx, field: FieldIx) -> bool {
        self.tables[table].fields[field].kind == FieldType::Person
    }

    /// Whether a field, written as `name`, can be compared with one of another table; that it cannot is told.
    pub(crate) fn expect_comparable(
        &mut self,
        name: &Name,
        field: FieldIx,
        other: TableIx,
        target: FieldIx,
    ) -> bool {
        let (here, there) = (self.describe(field), &self.dictionary(other).fields[target]);
        if here.expr_type() == there.expr_type() {
            return true;
        }
        let message = message!(
            "problem-not-comparable",
            left = here.name.as_str(),
            left_type = type_name(here.kind),
            right = there.name.as_str(),
            right_type = type_name(there.kind),
        );
        self.mistake_at(message, name.span());
        false
    }

    /// Whether as many columns are compared as the other table, written as `name`, is asked for; told if not.
    pub(crate) fn expect_keys(&mut self, columns: usize, keys: usize, name: &Name) -> bool {
        if columns != keys {
            let message = message!("problem-key-length", columns = columns, key = keys);
            self.mistake_at(message, name.span());
        }
        columns == keys
    }

    /// A lookup's index. Rules that ask the same question of a table share it.
    pub(crate) fn lookup(&mut self, lookup: Lookup) -> LookupIx {
        if let Some(same) = self.lookups.iter().position(|known| *known == lookup) {
            return same;
        }
        self.lookups.push(lookup);
        self.lookups.len() - 1
    }

    /// An SQL condition over the fields of `table`.
    pub(crate) fn condition(&mut self, table: TableIx, text: &Name) -> Option<Expr> {
        match sql::condition(&self.tables[table], text, !self.lenient) {
            Ok(condition) => {
                self.doubts.extend(condition.doubts);
                Some(condition.expr)
            }
            Err(mistakes) => {
                for mistake in mistakes {
                    let span = match mistake.range {
                        Some(part) => self.part_of(text, &part),
                        None => text.span(),
                    };
                    let place = Place::new(self.file, span);
                    self.problems
                        .push(Problem::at(mistake.message, place).maybe_hint(mistake.hint));
                }
                None
            }
        }
    }

    /// A scheme by its name; one that there is not is told.
    pub(crate) fn scheme(&mut self, name: &Name) -> Option<&'a Arc<Scheme>> {
        let schemes = self.schemes;
        let found = schemes.all.iter().find(|scheme| scheme.name == **name);
        // the mistakes in a broken scheme are told already
        if found.is_none() && !schemes.broken.contains(&**name) {
            let names = schemes.all.iter().map(|scheme| scheme.name.as_str());
            let hint = did_you_mean(name, names.clone()).or_else(|| {
                let names = offered(names);
                (!names.is_empty()).then(|| message!("hint-one-of", names = names))
            });
            self.mistake_in(
                name,
                (
                    message!("problem-unknown-coding", name = name.as_str()),
                    hint,
                ),
            );
        }
        found
    }

    /// The condition of a variant of a scheme over the rule's table; mistakes in it are told where it is written.
    pub(crate) fn condition_of(&mut self, scheme: &'a Scheme, text: &Name) -> Option<Expr> {
        let own = (self.file, self.text);
        (self.file, self.text) = (scheme.place.file, &scheme.text);
        let condition = self.condition(self.table, text);
        (self.file, self.text) = own;
        condition
    }

    /// A mistake that has its own place.
    pub(crate) fn tell(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The place of a part of a text, by its bytes.
    pub(crate) fn part_of(&self, text: &Name, part: &Range<usize>) -> Range<usize> {
        let span = text.span();
        match self.text.get(span.clone()) {
            Some(raw) => {
                let part = literal::part(raw, part);
                span.start + part.start..span.start + part.end
            }
            None => span,
        }
    }

    /// The file the rule stands in.
    pub(crate) fn file(&self) -> usize {
        self.file
    }

    /// A mistake at the place of `name`.
    pub(crate) fn mistake_at(&mut self, message: Message, span: Range<usize>) {
        self.problems
            .push(Problem::at(message, Place::new(self.file, span)));
    }

    /// A hint for the mistake told last.
    pub(crate) fn hint(&mut self, hint: Message) {
        if let Some(problem) = self.problems.last_mut() {
            problem.hint = Some(hint);
        }
    }

    /// A mistake of all that is defined.
    pub(crate) fn mistake(&mut self, message: Message) {
        self.problems.push(Problem::at(message, self.whole.clone()));
    }

    /// That a field is held against itself, so that all rows come out alike.
    pub(crate) fn compares_itself(&mut self, name: &Name) {
        self.mistake_at(
            message!("problem-itself", name = name.as_str()),
            name.span(),
        );
    }

    /// Whether the field has one of the types; told if not.
    pub(crate) fn expect_type(&mut self, name: &Name, field: FieldIx, wanted: &[ExprType]) -> bool {
        let found = self.describe(field).kind;
        if wanted.contains(&self.describe(field).expr_type()) {
            return true;
        }
        let wanted = if wanted.contains(&ExprType::Number) {
            message!("types-number-or-date")
        } else {
            message!("types-date")
        };
        self.mistake_at(
            message!(
                "problem-field-type",
                field = &**name,
                found = type_name(found),
                wanted = wanted
            ),
            name.span(),
        );
        false
    }

    fn mistake_in(&mut self, name: &Name, (message, hint): (Message, Option<Message>)) {
        let problem = Problem::at(message, Place::new(self.file, name.span())).maybe_hint(hint);
        self.problems.push(problem);
    }
}
