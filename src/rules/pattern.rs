//! `check.pattern`: a cell must match a regular expression.

pub(crate) mod form;

use schemars::JsonSchema;
use serde::Deserialize;

use super::matcher::{self, Matcher, parsed, regex};
use super::plan::{Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{Arg, message};
use crate::mistakes::placed::Name;
use crate::tables::types::FieldIx;

/// A cell must match a regular expression, as a whole unless `search` is set.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pattern {
    /// The field.
    column: Name,
    /// The expression, in the syntax of the Rust regex crate; `\d`, `\w` and `\s` are ASCII.
    regex: Name,
    /// Whether a match anywhere in the cell is enough. Default: false.
    #[serde(default)]
    search: bool,
}

impl Kind for Pattern {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "order-no-off-principle"
table = "orders"
check.pattern = { column = "order_no", regex = 'SO\d{9}' }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column);
        let regex = compile(&self.regex, self.search, scope);
        let (column, regex) = (column?, regex?);
        let example = scope.describe(column).example.clone();
        let mut judgement = judgement(column, &self.regex, regex, example);
        if self.search {
            judgement.message = message!("finding-pattern-search", regex = self.regex.as_str());
        }
        Some(Plan::new(Source::Rows, vec![judgement]))
    }
}

/// A filled cell whose text does not match is wrong. `example`: a value as it should look.
pub(crate) fn judgement(
    column: FieldIx,
    written: &str,
    regex: Matcher,
    example: Option<String>,
) -> Judgement {
    // most people read an example, and few an expression
    let example = example.filter(|example| regex.is_match(example));
    let message = if let Some(sample) = example {
        message!("finding-pattern-like", sample = sample)
    } else {
        let form = parsed(written).and_then(|hir| form::in_words(&hir));
        let form = form.map_or_else(|| Arg::from(written), Arg::from);
        message!("finding-pattern", form = form)
    };
    Judgement::new(
        column,
        Expr::Matches(Box::new(Expr::Raw(column)), Box::new(regex)).negate(),
        message!("expected-pattern", regex = written),
        message,
    )
}

/// The compiled expression; one that does not compile is told.
pub(crate) fn compile(written: &Name, search: bool, scope: &mut Scope) -> Option<Matcher> {
    match regex(written, search) {
        Ok(_) if matcher::takes_all(written, search) => {
            scope.mistake_at(message!("problem-pattern-any"), written.span());
            None
        }
        Ok(regex) => Some(regex),
        Err(unfit) => {
            let span = match unfit.range {
                Some(part) => scope.part_of(written, &part),
                None => written.span(),
            };
            scope.mistake_at(unfit.message, span);
            if let Some(hint) = unfit.hint {
                scope.hint(hint);
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(written: &str, value: &str) -> bool {
        regex(written, false).unwrap().is_match(value)
    }

    #[test]
    fn digits_are_ascii_and_the_whole_value_counts() {
        assert!(matches(r"C\d{3}", "C123"));
        for bad in ["C１２３", "C12", "xC123", "C123\n", "C1234"] {
            assert!(!matches(r"C\d{3}", bad), "{bad:?}");
        }
        assert!(matches(r"[\d-]+", "1-2"));
        assert!(matches(r"[^\d]+", "甲乙"));
        assert!(matches(r"\\d", r"\d"));
        assert!(matches(r"a|bc", "bc"));
        assert!(matches(r"\p{Han}+", "华东"));
    }

    #[test]
    fn search_matches_anywhere() {
        assert!(regex("测试", true).unwrap().is_match("这是测试单"));
    }
}
