//! `check.one_of`: a cell must hold one of a list of values.

use schemars::JsonSchema;
use serde::Deserialize;

use super::names::{did_you_mean_of, unknown_word};
use super::plan::{Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{message, some};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::person;
use crate::tables::types::{ExprType, FieldIx};

/// A cell must hold one of a list of values.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneOf {
    /// The field.
    column: Name,
    /// The allowed values; with a `values` map in the dictionary, its right-hand words.
    values: Placed<Vec<String>>,
}

impl Kind for OneOf {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "complaint-class-unknown"
table = "complaints"
check.one_of = { column = "class", values = ["normal", "major", "urgent"] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column)?;
        if self.values.is_empty() {
            scope.mistake_at(message!("problem-no-values"), self.values.span());
            return None;
        }
        let words = scope.describe(column).words.clone();
        if let (Some(words), false) = (words, scope.lenient) {
            for word in self.values.iter().filter(|word| !words.contains(word)) {
                let message = unknown_word(&scope.describe(column).name, word);
                scope.mistake_at(message, self.values.span());
                scope.hint(did_you_mean_of(word, &words));
            }
        }
        let value = match scope.value(column) {
            text if text.kind() == ExprType::Text => text,
            // numbers and dates are compared as they are written
            _ => Expr::Raw(column),
        };
        let mut judgement = judgement(column, value.clone(), &self.values);
        if scope.is_person(scope.table, column) {
            let cleaned = self.values.iter().map(|v| person::clean(v).into_owned());
            judgement.violation = Expr::InTexts(Box::new(value), cleaned.collect()).negate();
        }
        Some(Plan::new(Source::Rows, vec![judgement]))
    }
}

/// How many of the values a sentence lists.
const LISTED: usize = 12;

/// A filled cell that holds none of the values is wrong.
pub(crate) fn judgement(column: FieldIx, value: Expr, values: &[String]) -> Judgement {
    Judgement::new(
        column,
        Expr::InTexts(Box::new(value), values.to_vec()).negate(),
        message!("expected-one-of", values = values.to_vec()),
        message!(
            "finding-one-of",
            values = some(values.iter().map(String::as_str), LISTED)
        ),
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::one;

    #[test]
    fn the_mapped_words_are_judged() {
        let csv = "k,a\n1,已审核\n2,未审核\n3,作废\n4,\n";
        let map = "a = { values = { \"已审核\" = \"approved\", \"未审核\" = \"open\" } }";
        let found = one(
            map,
            "check.one_of = { column = \"a\", values = [\"approved\"] }",
            csv,
        );
        assert_eq!(found.rows(), [3]);
        // the unmapped word is a finding of the dictionary, not of this rule
        assert_eq!(found.verdicts(), [1, 1, 0, 1, 1]);
    }
}
