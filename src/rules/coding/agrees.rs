//! Segments of codes that must say what other columns say.

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{no_segment, segment_of, shown};
use crate::coding::{Content, Form, Scheme, Segment};
use crate::messages::{Arg, message};
use crate::mistakes::placed::{Name, Placed};
use crate::rules::Scope;
use crate::rules::matcher::finder;
use crate::rules::plan::{Expr, Judgement, OnForm, Op, Says, Sought};
use crate::tables::types::{ExprType, FieldIx, Fold};

/// What stands between the two words of a pair; no cell holds it.
const BETWEEN: &str = "\u{1f}";

/// A field, or a part of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Agreed {
    Column(String),
    Part(AgreedPart),
}

/// A part of a field, in other words or not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreedPart {
    /// The field.
    column: String,
    /// What to find in it: the first group of the expression, or all of it where it has none. Default: the whole cell.
    regex: Option<String>,
    /// From what the segment says to what the field says. Default: the same words, and those that `values` of the segment gives.
    #[serde(default)]
    map: IndexMap<String, String>,
}

/// That a segment says what a column says, of each form that has the segment; what the column says is added to the form.
pub(super) fn agrees(
    name: &Name,
    agreed: &Placed<Agreed>,
    (column, scheme): (FieldIx, &Arc<Scheme>),
    forms: &mut [OnForm],
    scope: &mut Scope,
) -> Option<Vec<Judgement>> {
    let (field, regex, map) = match &**agreed {
        Agreed::Column(field) => (field, None, None),
        Agreed::Part(part) => (&part.column, part.regex.as_ref(), Some(&part.map)),
    };
    let field = Name::new(agreed.span(), field.clone());
    let found = scope.field(&field);
    let regex = match regex.map(|regex| finder(regex)) {
        Some(Err(unfit)) => {
            scope.mistake_at(unfit.message, agreed.span());
            if let Some(hint) = unfit.hint {
                scope.hint(hint);
            }
            return None;
        }
        Some(Ok(regex)) => Some(regex),
        None => None,
    };
    if forms.iter().all(|one| one.form.find(name).is_none()) {
        scope.tell(no_segment(name, scheme, scope.file()));
        return None;
    }
    let other = found?;
    let is_secret = scope.describe(column).sensitive;
    let mut judgements = Vec::new();
    for one in forms {
        let Some((ix, segment)) = find(&one.form, name) else {
            continue;
        };
        let own = segment_of(column, &one.form, ix);
        let says = Says {
            segment: ix,
            text: theirs(segment, other, regex.clone(), scope),
            words: words(segment, map),
        };
        let violation = differ(own.clone(), &says, segment).given(one.applies.as_ref());
        let label = || Arg::Local(segment.label.clone());
        let expected = message!("expected-coding-agrees", segment = label());
        let message = message!("finding-coding-agrees", segment = label());
        let judgement = Judgement::new(other, violation, expected, message);
        let judgement = judgement.beside(std::iter::once(column));
        let mistaken = message!(
            "not-run-disagrees",
            column = scope.label(other),
            code = scope.label(column),
            segment = label()
        );
        judgements.push(Judgement {
            mistaken: Some(mistaken),
            ..judgement.detail(shown(own, is_secret))
        });
        one.says.push(says);
    }
    Some(judgements)
}

/// A segment by its name, with its number.
fn find<'f>(form: &'f Form, name: &str) -> Option<(usize, &'f Segment)> {
    let ix = form.find(name)?;
    Some((ix, &form.segments()?.all[ix]))
}

/// What the column says, in the form that a segment is compared with.
fn theirs(segment: &Segment, field: FieldIx, regex: Option<regex::Regex>, scope: &Scope) -> Expr {
    let value = scope.value(field);
    if let Some(regex) = regex {
        return Expr::Extract(Box::new(Expr::Raw(field)), Sought(regex));
    }
    match (&segment.content, value.kind()) {
        (Content::Date(form), ExprType::Date | ExprType::Instant) => {
            Expr::InCode(Box::new(value), form.clone())
        }
        (_, ExprType::Text) => value.fold(&[Fold::Trim]),
        _ => Expr::Raw(field).fold(&[Fold::Trim]),
    }
}

/// Words of a segment beside those that a column has for them.
fn words(segment: &Segment, map: Option<&IndexMap<String, String>>) -> Vec<(String, String)> {
    let meanings = match &segment.content {
        Content::Values(values) => Some(values),
        _ => None,
    };
    let all = map
        .into_iter()
        .flatten()
        .chain(meanings.into_iter().flatten());
    all.map(|(word, meant)| (word.clone(), meant.clone()))
        .collect()
}

/// That a segment and a column say different things.
fn differ(own: Expr, says: &Says, segment: &Segment) -> Expr {
    let pairs: Vec<String> = (says.words.iter())
        .map(|(word, meant)| format!("{word}{BETWEEN}{meant}"))
        .collect();
    let pair = Expr::Concat(vec![
        own.clone(),
        Expr::Text(BETWEEN.to_owned()),
        says.text.clone(),
    ]);
    let folds: &[Fold] = if segment.is_of_digits() {
        &[Fold::LeadingZeros]
    } else {
        &[]
    };
    let same = own
        .fold(folds)
        .compare(Op::Eq, says.text.clone().fold(folds));
    if pairs.is_empty() {
        same.negate()
    } else {
        Expr::Or(vec![same, Expr::InTexts(Box::new(pair), pairs)]).negate()
    }
}
