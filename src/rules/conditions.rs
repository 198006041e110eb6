//! Conditions as a person says them: `status <> 'void'` is that the status of the document is not the word of the export for it.

use super::plan::Expr;
use super::wording::{all_of, any_of, as_exported, facing, field_of, is_constant};
use crate::messages::{Arg, Message, grouped_decimal, message, some};
use crate::tables::types::FieldIx;
use crate::tables::{Table, date, number};

/// How many values of a list are told.
const LISTED: usize = 12;

/// A condition on rows of a table, with its headings and words; as it is written where it says more than there are words for.
pub(super) fn in_words(condition: &Expr, written: &str, table: &Table) -> Arg {
    Speaker { table }
        .so(condition)
        .map_or_else(|| Arg::from(written), Arg::from)
}

struct Speaker<'a> {
    table: &'a Table,
}

impl Speaker<'_> {
    /// That it holds.
    fn so(&self, condition: &Expr) -> Option<Message> {
        match condition {
            Expr::Compare(op, left, right) => {
                let (op, left, right) = facing(*op, left, right);
                let field = field_of(left).filter(|_| is_constant(right))?;
                let told = message!("told-compared", op = op.sign());
                let told = told.with("left", self.label(field));
                Some(told.with("right", self.value(field, right)?))
            }
            Expr::And(all) => all_of(all, |one| self.so(one)),
            Expr::Or(all) => any_of(all, |one| self.so(one)),
            Expr::IsNull(value) => {
                Some(self.about(message!("finding-cell-empty"), field_of(value)?))
            }
            Expr::InTexts(value, words) => self.listed(message!("condition-one-of"), value, words),
            Expr::Not(inner) => match &**inner {
                Expr::Not(inner) => self.so(inner),
                Expr::Compare(op, left, right) => {
                    self.so(&left.clone().compare(op.negated(), (**right).clone()))
                }
                Expr::IsNull(value) => {
                    Some(self.about(message!("condition-filled"), field_of(value)?))
                }
                Expr::InTexts(value, words) => {
                    self.listed(message!("condition-none-of"), value, words)
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn listed(&self, told: Message, value: &Expr, words: &[String]) -> Option<Message> {
        let field = field_of(value)?;
        let words: Vec<&str> = words.iter().map(|word| self.word(field, word)).collect();
        let values = some(words, LISTED);
        Some(self.about(told, field).with("values", values))
    }

    fn about(&self, told: Message, field: FieldIx) -> Message {
        told.with("column", self.label(field))
    }

    fn label(&self, field: FieldIx) -> Arg {
        Arg::from(self.table.fields[field].label.clone())
    }

    fn value(&self, field: FieldIx, constant: &Expr) -> Option<Arg> {
        Some(match constant {
            Expr::Number(value) => Arg::from(grouped_decimal(&number::text(*value))),
            Expr::Text(text) => Arg::from(self.word(field, text)),
            Expr::Date(at) | Expr::Instant(at) => Arg::from(date::text(*at)),
            Expr::Boolean(true) => Arg::from(message!("told-true")),
            Expr::Boolean(false) => Arg::from(message!("told-false")),
            _ => return None,
        })
    }

    fn word<'w>(&'w self, field: FieldIx, word: &'w str) -> &'w str {
        as_exported(&self.table.fields[field], word)
    }
}
