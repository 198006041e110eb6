//! `check.coding`: a code must follow its coding scheme.

mod agrees;

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use self::agrees::{Agreed, agrees};
use super::plan::{
    CodePart, Coded, Detail, Expr, Judgement, Lookup, LookupIx, OnForm, Op, Plan, Reduce, Source,
};
use super::{Kind, Scope};
use crate::coding::{Body, Content, Form, Scheme};
use crate::messages::{Arg, message};
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem, did_you_mean, offered};
use crate::tables::types::{ExprType, FieldIx, TableIx};

/// A code must follow a scheme of `[coding]`, and its segments must agree with other columns.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Coding {
    /// The field of the code.
    column: Name,
    /// The scheme, by its name under `[coding]`.
    scheme: Name,
    /// The columns that segments must agree with, by the names of the segments: a field, or `{ column = "name", regex =
    /// 'M(\d+)', map = { "N" = "north" } }`. Default: none.
    #[serde(default)]
    agrees: IndexMap<Name, Placed<Agreed>>,
    /// Of a scheme with levels: the column in which the code of the level above must exist, as `TABLE.FIELD`. Default: the column
    /// itself.
    parent: Option<Name>,
}

impl Kind for Coding {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "customer-code-off-scheme"
table = "customers"
check.coding = { column = "code", scheme = "customer-no", agrees = { type = "type" } }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column);
        let scheme = scope.scheme(&self.scheme);
        let (column, scheme) = (column?, scheme?);
        let conditions = conditions(scheme, scope)?;
        let mut judgements = Vec::new();
        let mut forms = Vec::new();
        for (variant, applies) in scheme.variants.iter().zip(conditions) {
            let of_form = OfForm {
                column,
                scheme,
                form: &variant.form,
                applies: applies.as_ref(),
            };
            judgements.push(of_form.fits(scope));
            judgements.extend(of_form.listed(scope));
            forms.push(OnForm {
                column,
                form: Arc::clone(&variant.form),
                applies,
                says: Vec::new(),
            });
        }
        let parents = self.parents(column, scheme, scope);
        let agreed: Vec<Option<Vec<Judgement>>> = self
            .agrees
            .iter()
            .map(|(name, agreed)| agrees(name, agreed, (column, scheme), &mut forms, scope))
            .collect();
        judgements.extend(parents?);
        let agreed: Vec<Vec<Judgement>> = agreed.into_iter().collect::<Option<_>>()?;
        judgements.extend(agreed.into_iter().flatten());
        let mistaken = message!(
            "not-run-off-scheme",
            scheme = self.scheme.as_str(),
            column = scope.label(column)
        );
        Some(Plan {
            mistaken: Some(mistaken),
            forms,
            ..Plan::new(Source::Rows, judgements)
        })
    }
}

impl Coding {
    /// That the code of the level above must exist.
    fn parents(
        &self,
        column: FieldIx,
        scheme: &Arc<Scheme>,
        scope: &mut Scope,
    ) -> Option<Vec<Judgement>> {
        let form = &scheme.variants.first()?.form;
        if form.levels().is_none() {
            if let Some(parent) = &self.parent {
                let message = message!("problem-coding-no-levels", scheme = self.scheme.as_str());
                scope.mistake_at(message, parent.span());
                return None;
            }
            return Some(Vec::new());
        }
        let (table, field) = match &self.parent {
            Some(parent) => parent_column(parent, scope)?,
            None => (scope.table, column),
        };
        let lookup = lookup(table, field, scope);
        let parent = Expr::CodePart(
            Box::new(Expr::Raw(column)),
            CodePart::Parent(Arc::clone(form)),
        );
        let found = Expr::Lookup(lookup, ExprType::Number, vec![parent.clone()]);
        let label = scope.dictionary(table).label.clone();
        let is_secret = scope.describe(column).sensitive;
        let judgement = Judgement::new(
            column,
            found.compare(Op::Eq, Expr::whole(0)),
            message!("expected-coding-parent", table = label.clone()),
            message!("finding-coding-parent", table = label),
        );
        Some(vec![judgement.detail(shown(parent, is_secret))])
    }
}

/// The column that `parent` names.
fn parent_column(parent: &Name, scope: &mut Scope) -> Option<(TableIx, FieldIx)> {
    if parent.contains('.') {
        return scope.field_elsewhere(parent);
    }
    scope.field(parent).map(|field| (scope.table, field))
}

/// For each variant of a scheme, which rows it is for; none where it is for all.
pub(super) fn conditions<'a>(
    scheme: &'a Scheme,
    scope: &mut Scope<'a>,
) -> Option<Vec<Option<Expr>>> {
    let mut written = Vec::new();
    for variant in &scheme.variants {
        written.push(
            variant
                .when
                .as_ref()
                .map(|when| scope.condition_of(scheme, when)),
        );
    }
    // mistakes in one do not hide those in the next
    let own: Vec<Option<Expr>> = written
        .into_iter()
        .map(|condition| condition.map_or(Some(None), |condition| condition.map(Some)))
        .collect::<Option<_>>()?;
    let mut applies = Vec::new();
    let mut before: Vec<Expr> = Vec::new();
    for condition in own {
        let mut all = before.clone();
        all.extend(condition.clone());
        applies.push((!all.is_empty()).then(|| Expr::And(all)));
        // an empty cell meets no condition
        let unmet = condition.map_or(Expr::Boolean(false), |condition| {
            Expr::Or(vec![condition.clone().negate(), condition.missing()])
        });
        before.push(unmet);
    }
    Some(applies)
}

/// Whether a table has a code.
fn lookup(table: TableIx, field: FieldIx, scope: &mut Scope) -> LookupIx {
    scope.lookup(Lookup {
        table,
        keys: vec![Expr::Raw(field)],
        when: None,
        reduce: Reduce::Exists,
        optional: false,
    })
}

fn shown(expr: Expr, is_secret: bool) -> Detail {
    if is_secret {
        Detail::Secret
    } else {
        Detail::Text(expr)
    }
}

/// A segment of the code of a row.
pub(super) fn segment_of(column: FieldIx, form: &Arc<Form>, segment: usize) -> Expr {
    Expr::CodePart(
        Box::new(Expr::Raw(column)),
        CodePart::Segment(Arc::clone(form), segment),
    )
}

/// Codes of one form.
struct OfForm<'a> {
    column: FieldIx,
    scheme: &'a Arc<Scheme>,
    form: &'a Arc<Form>,
    /// The rows that it is for.
    applies: Option<&'a Expr>,
}

impl OfForm<'_> {
    fn coded(&self, listed: Option<(usize, LookupIx, bool)>, scope: &mut Scope) -> Detail {
        let segments = self.form.segments().into_iter().flat_map(|all| &all.all);
        let lists = segments.enumerate().filter_map(|(ix, segment)| {
            let Content::In { table, field, .. } = &segment.content else {
                return None;
            };
            Some((ix, lookup(*table, *field, scope)))
        });
        let lists = lists.collect();
        Detail::Code(Coded {
            column: self.column,
            scheme: Arc::clone(self.scheme),
            form: Arc::clone(self.form),
            listed,
            lists,
        })
    }

    /// That the code is built like this.
    fn fits(&self, scope: &mut Scope) -> Judgement {
        let fits = Expr::OnScheme(Box::new(Expr::Raw(self.column)), Arc::clone(self.form));
        let expected = message!(
            "expected-coding",
            scheme = Arg::Local(self.form.label.clone())
        );
        let violation = fits.negate().given(self.applies);
        if scope.describe(self.column).sensitive {
            let message = message!("finding-coding-secret");
            return Judgement::new(self.column, violation, expected, message);
        }
        let judgement =
            Judgement::new(self.column, violation, expected, message!("finding-coding"));
        judgement.detail(self.coded(None, scope))
    }

    /// That what stands in its segments is in the tables that list it.
    fn listed(&self, scope: &mut Scope) -> Vec<Judgement> {
        let Body::Segments(segments) = &self.form.body else {
            return Vec::new();
        };
        let mut judgements = Vec::new();
        for (ix, segment) in segments.all.iter().enumerate() {
            let Content::In {
                table,
                field,
                label,
                ..
            } = &segment.content
            else {
                continue;
            };
            let lookup = lookup(*table, *field, scope);
            let key = segment_of(self.column, self.form, ix);
            let found = Expr::Lookup(lookup, ExprType::Number, vec![key]);
            let violation = found.compare(Op::Eq, Expr::whole(0)).given(self.applies);
            let expected = message!("expected-reference", table = Arg::Local(label.clone()));
            let judgement = if scope.describe(self.column).sensitive {
                let message = message!("finding-coding-secret");
                Judgement::new(self.column, violation, expected, message)
            } else {
                let judgement =
                    Judgement::new(self.column, violation, expected, message!("finding-coding"));
                let may_tell = !scope.dictionary(*table).fields[*field].sensitive;
                judgement.detail(self.coded(Some((ix, lookup, may_tell)), scope))
            };
            judgements.push(judgement);
        }
        judgements
    }
}

/// That the scheme has no such segment.
pub(super) fn no_segment(name: &Name, scheme: &Scheme, file: usize) -> Problem {
    let forms = scheme
        .variants
        .iter()
        .filter_map(|variant| variant.form.segments());
    let mut names: Vec<&str> = forms
        .flat_map(|all| all.all.iter().map(|one| one.name.as_str()))
        .collect();
    names.dedup();
    let hint = did_you_mean(name, names.iter().copied())
        .or_else(|| (!names.is_empty()).then(|| message!("hint-one-of", names = offered(names))));
    let message = message!("problem-coding-segment", name = name.as_str());
    Problem::at(message, Place::new(file, name.span())).maybe_hint(hint)
}

#[cfg(test)]
mod tests;
