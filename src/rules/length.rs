//! `check.length`: a cell must not be too short or too long.

use encoding_rs::Encoding;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Op, Plan, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem};
use crate::tables::types::FieldIx;

/// A cell must not be too short or too long, in characters or in the bytes of a named encoding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Length {
    /// The field.
    column: Name,
    /// Fewest characters.
    min_chars: Option<Placed<u32>>,
    /// Most characters (code points).
    max_chars: Option<Placed<u32>>,
    /// `min_chars`, shorter.
    min: Option<Placed<u32>>,
    /// `max_chars`, shorter.
    max: Option<Placed<u32>>,
    /// Most bytes in a named encoding: `{ gbk = 40 }`.
    max_bytes: Option<IndexMap<Name, u32>>,
}

impl Kind for Length {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "customer-name-too-long"
table = "customers"
check.length = { column = "name", min_chars = 4, max_bytes = { gbk = 40 } }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column);
        let limits = Limits {
            min: once(
                "min_chars",
                self.min_chars.as_ref(),
                self.min.as_ref(),
                scope,
            ),
            max: once(
                "max_chars",
                self.max_chars.as_ref(),
                self.max.as_ref(),
                scope,
            ),
            max_bytes: self.max_bytes.as_ref(),
        };
        let judgements = limits.judgements(column.unwrap_or_default(), scope);
        let judgements: Vec<Judgement> = judgements.into_iter().map(|(_, one)| one).collect();
        if judgements.is_empty() && scope.problems.is_empty() {
            scope.mistake(message!("problem-no-limit"));
        }
        column.filter(|_| !judgements.is_empty())?;
        Some(Plan::new(Source::Rows, judgements))
    }
}

/// The limit that has two names, of which a rule gives one.
fn once<'l>(
    name: &str,
    long: Option<&'l Placed<u32>>,
    short: Option<&'l Placed<u32>>,
    scope: &mut Scope,
) -> Option<&'l Placed<u32>> {
    if let (Some(long), Some(short)) = (long, short) {
        let place = |limit: &Placed<u32>| Place::new(scope.file(), limit.span());
        let twice = Problem::at(message!("problem-twice", name = name), place(short));
        let twice = twice.other(place(long)).hint(message!("hint-twice"));
        scope.problems.push(twice);
    }
    long.or(short)
}

/// The limits of a rule or of a dictionary field.
pub(crate) struct Limits<'a> {
    pub(crate) min: Option<&'a Placed<u32>>,
    pub(crate) max: Option<&'a Placed<u32>>,
    pub(crate) max_bytes: Option<&'a IndexMap<Name, u32>>,
}

/// Which limit a cell exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Min,
    Max,
    MaxBytes,
}

impl Limits<'_> {
    /// One judgement for each limit.
    pub(crate) fn judgements(&self, column: FieldIx, scope: &mut Scope) -> Vec<(Limit, Judgement)> {
        if let (Some(min), Some(max)) = (self.min, self.max)
            && **min > **max
        {
            let (min_place, max_place) = (
                Place::new(scope.file(), min.span()),
                Place::new(scope.file(), max.span()),
            );
            let message = message!("problem-min-over-max", min = **min, max = **max);
            scope
                .problems
                .push(Problem::at(message, max_place).other(min_place));
        }
        if let Some(max) = self.max.filter(|max| ***max == 0) {
            scope.mistake_at(message!("problem-length-none"), max.span());
        }
        let chars = || Expr::Chars(Box::new(Expr::Raw(column)));
        let mut out = Vec::new();
        if let Some(min) = self.min {
            let judgement = Judgement {
                violation: chars().compare(Op::Lt, Expr::whole(**min)),
                expected: message!("expected-min-chars", limit = **min),
                message: message!("finding-too-short", limit = **min),
                ..counted(column, chars())
            };
            out.push((Limit::Min, judgement));
        }
        if let Some(max) = self.max {
            let judgement = Judgement {
                violation: chars().compare(Op::Gt, Expr::whole(**max)),
                expected: message!("expected-max-chars", limit = **max),
                message: message!("finding-too-long", limit = **max),
                ..counted(column, chars())
            };
            out.push((Limit::Max, judgement));
        }
        for (label, limit) in self.max_bytes.into_iter().flatten() {
            // nothing can be written in UTF-16 with `encoding_rs`: it would be counted as UTF-8
            let known = Encoding::for_label(label.as_bytes());
            let Some(encoding) = known.filter(|e| e.output_encoding() == *e) else {
                scope.mistake_at(
                    message!("problem-unknown-encoding", name = &**label),
                    label.span(),
                );
                continue;
            };
            let bytes = Expr::Bytes(Box::new(Expr::Raw(column)), encoding);
            let judgement = Judgement {
                violation: bytes.clone().compare(Op::Gt, Expr::whole(*limit)),
                expected: message!(
                    "expected-max-bytes",
                    limit = *limit,
                    encoding = label.to_uppercase()
                ),
                message: message!(
                    "finding-too-many-bytes",
                    limit = *limit,
                    encoding = label.to_uppercase()
                ),
                ..counted(column, bytes)
            };
            out.push((Limit::MaxBytes, judgement));
        }
        out
    }
}

fn counted(column: FieldIx, count: Expr) -> Judgement {
    Judgement::new(
        column,
        Expr::Boolean(false),
        message!("expected-required"),
        message!("finding-required"),
    )
    .detail(Detail::Number(count))
}

#[cfg(test)]
mod tests {
    use crate::testing::one;

    #[test]
    fn characters_and_bytes() {
        let csv = "k,a\n1,华东\n2,华东销售公司\n3,a\n4,\n5,\u{20bb7}\u{20bb7}\n";
        let found = one(
            "a = {}",
            "check.length = { column = \"a\", min = 2, max = 5 }",
            csv,
        );
        assert_eq!(found.rows(), [3, 4]);
        assert_eq!(found.verdicts(), [2, 2, 0, 1, 0]);
        for other in ["min_chars = 2, max_chars = 5", "min = 2, max_chars = 5"] {
            let check = format!("check.length = {{ column = \"a\", {other} }}");
            assert_eq!(one("a = {}", &check, csv).rows(), [3, 4], "{other}");
        }
        let found = one(
            "a = {}",
            "check.length = { column = \"a\", max_bytes = { gbk = 4 } }",
            csv,
        );
        assert_eq!(found.rows(), [3, 6]);
        assert_eq!(
            found.findings[0].message,
            "a takes 12 bytes in GBK, at most 4 fit"
        );
    }
}
