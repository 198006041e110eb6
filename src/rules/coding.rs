//! `check.coding`: a code must follow its coding scheme.

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::matcher::finder;
use super::plan::{
    CodePart, Coded, Detail, Expr, Judgement, Lookup, LookupIx, Op, Plan, Reduce, Source,
};
use super::{Kind, Scope};
use crate::coding::{Body, Content, Form, Scheme, Segment};
use crate::messages::{Arg, message};
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem, did_you_mean};
use crate::tables::types::{ExprType, FieldIx, Fold, TableIx};

/// What stands between the two words of a pair; no cell holds it.
const BETWEEN: &str = "\u{1f}";

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

/// A field, or a part of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Agreed {
    Column(String),
    Part(AgreedPart),
}

/// A part of a field, in other words or not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgreedPart {
    /// The field.
    column: String,
    /// What to find in it: the first group of the expression, or all of it where it has none. Default: the whole cell.
    regex: Option<String>,
    /// From what the segment says to what the field says. Default: the same words, and those that `values` of the segment gives.
    #[serde(default)]
    map: IndexMap<String, String>,
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
        for (variant, applies) in scheme.variants.iter().zip(&conditions) {
            let of_form = OfForm {
                column,
                scheme,
                form: &variant.form,
                applies: applies.as_ref(),
            };
            judgements.push(of_form.fits(scope));
            judgements.extend(of_form.listed(scope));
        }
        let parents = self.parents(column, scheme, scope);
        let agreed: Vec<Option<Vec<Judgement>>> = self
            .agrees
            .iter()
            .map(|(name, agreed)| agrees(name, agreed, (column, scheme), &conditions, scope))
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

/// That a segment says what a column says.
fn agrees(
    name: &Name,
    agreed: &Placed<Agreed>,
    (column, scheme): (FieldIx, &Arc<Scheme>),
    conditions: &[Option<Expr>],
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
    let forms = scheme.variants.iter().map(|variant| &variant.form);
    let having = forms
        .zip(conditions)
        .filter_map(|(form, applies)| Some((form, applies, form.find(name)?)));
    let having: Vec<_> = having.collect();
    if having.is_empty() {
        scope.tell(no_segment(name, scheme, scope.file()));
        return None;
    }
    let other = found?;
    let judgements = having.into_iter().map(|(form, applies, ix)| {
        let segment = &form.segments()?.all[ix];
        let own = segment_of(column, form, ix);
        let theirs = theirs(segment, other, regex.clone(), scope);
        let violation = differ(own.clone(), theirs, segment, map).given(applies.as_ref());
        let is_secret = scope.describe(column).sensitive;
        let judgement = Judgement::new(
            other,
            violation,
            message!(
                "expected-coding-agrees",
                segment = Arg::Local(segment.label.clone())
            ),
            message!(
                "finding-coding-agrees",
                segment = Arg::Local(segment.label.clone())
            ),
        );
        let judgement = judgement.beside(std::iter::once(column));
        Some(judgement.detail(shown(own, is_secret)))
    });
    judgements.collect()
}

/// What the column says, in the form that a segment is compared with.
fn theirs(segment: &Segment, field: FieldIx, regex: Option<regex::Regex>, scope: &Scope) -> Expr {
    let value = scope.value(field);
    if let Some(regex) = regex {
        return Expr::Extract(Box::new(Expr::Raw(field)), regex);
    }
    match (&segment.content, value.kind()) {
        (Content::Date(form), ExprType::Date | ExprType::Instant) => {
            Expr::InCode(Box::new(value), form.clone())
        }
        (_, ExprType::Text) => value.fold(&[Fold::Trim]),
        _ => Expr::Raw(field).fold(&[Fold::Trim]),
    }
}

/// That a segment and a column say different things.
fn differ(
    own: Expr,
    theirs: Expr,
    segment: &Segment,
    map: Option<&IndexMap<String, String>>,
) -> Expr {
    let mut pairs: Vec<String> = Vec::new();
    let meanings = match &segment.content {
        Content::Values(values) => Some(values),
        _ => None,
    };
    for (word, meant) in map
        .into_iter()
        .flatten()
        .chain(meanings.into_iter().flatten())
    {
        pairs.push(format!("{word}{BETWEEN}{meant}"));
    }
    let pair = Expr::Concat(vec![
        own.clone(),
        Expr::Text(BETWEEN.to_owned()),
        theirs.clone(),
    ]);
    let folds: &[Fold] = if segment.is_of_digits() {
        &[Fold::LeadingZeros]
    } else {
        &[]
    };
    let same = own.fold(folds).compare(Op::Eq, theirs.fold(folds));
    if pairs.is_empty() {
        same.negate()
    } else {
        Expr::Or(vec![same, Expr::InTexts(Box::new(pair), pairs)]).negate()
    }
}

/// That the scheme has no such segment.
pub(super) fn no_segment(name: &Name, scheme: &Scheme, file: usize) -> Problem {
    let forms = scheme
        .variants
        .iter()
        .filter_map(|variant| variant.form.segments());
    let names: Vec<&str> = forms
        .flat_map(|all| all.all.iter().map(|one| one.name.as_str()))
        .collect();
    let hint = did_you_mean(name, names.iter().copied()).or_else(|| {
        let mut all: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        all.dedup();
        (!all.is_empty()).then(|| message!("hint-one-of", names = all))
    });
    let message = message!("problem-coding-segment", name = name.as_str());
    Problem::at(message, Place::new(file, name.span())).maybe_hint(hint)
}

#[cfg(test)]
mod tests {
    use crate::findings::outcome::Outcome;
    use crate::testing::{audited, one, tried};

    const SCHEME: &str = "\n[coding.s]\nsegments = [{ literal = \"B\" }, { name = \"size\", chars = \"0-9\", width = 2 }, { name = \"n\", serial = 2 }]\n";

    #[test]
    fn rows_that_do_not_follow_the_scheme() {
        let csv = "k,a\n1,B0801\n2,B081\n3,\n4,b0801\n5\n6,B1201\n";
        let found = one(
            "a = {}",
            &format!("check.coding = {{ column = \"a\", scheme = \"s\" }}{SCHEME}"),
            csv,
        );
        assert_eq!(found.rows(), [3, 5]);
        assert_eq!(found.verdicts(), [2, 2, 0, 1, 1]);
        assert_eq!(
            found.findings[0].message,
            "a B081: it has 4 characters, 5 belong to it"
        );
        assert!(
            found.findings[1].message.ends_with("meant: B0801"),
            "{}",
            found.findings[1].message
        );
    }

    /// A part of a text, with zeros in front or not, or in other words.
    #[test]
    fn segments_agree_with_columns() {
        let csv = "k,a,b\n1,B0801,bolt M8\n2,B0801,bolt M10\n3,B0801,bolt\n4,B0801,\n5,X,bolt M8\n";
        let check = "check.coding = { column = \"a\", scheme = \"s\", agrees = { size = { column = \"b\", regex = 'M(\\d+)' } } }";
        let found = one("a = {}\nb = {}", &format!("{check}{SCHEME}"), csv);
        assert_eq!(found.rows(), [3, 6]);
        assert_eq!(
            found.findings[0].message,
            "b bolt M10 does not agree with a B0801: there, size is 08"
        );
        assert_eq!(found.verdicts(), [3, 2, 0, 0, 0]);
        let check = "check.coding = { column = \"a\", scheme = \"s\", agrees = { size = { column = \"b\", map = { \"08\" = \"small\" } } } }";
        let found = one(
            "a = {}\nb = {}",
            &format!("{check}{SCHEME}"),
            "k,a,b\n1,B0801,small\n2,B0801,08\n3,B0801,large\n4,B0901,small\n",
        );
        assert_eq!(found.rows(), [4, 5]);
    }

    #[test]
    fn dates_agree_with_dates() {
        let scheme =
            "\n[coding.s]\nsegments = [{ name = \"m\", date = \"%y%m\" }, { serial = 2 }]\n";
        let check = "check.coding = { column = \"a\", scheme = \"s\", agrees = { m = \"d\" } }";
        let found = one(
            "a = {}\nd = { type = \"date\" }",
            &format!("{check}{scheme}"),
            "k,a,d\n1,260101,2026-01-31\n2,260101,2026-02-01\n3,260101,?\n",
        );
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [1, 1, 0, 0, 1]);
    }

    /// What is not listed was not meant; and what not everybody may see is not told as what was meant.
    #[test]
    fn what_was_meant_is_listed() {
        for (sensitive, told) in [
            (
                "",
                "; likely small letters for capitals, or the reverse, meant: BQ01",
            ),
            ("sensitive = true", ""),
        ] {
            let project = format!(
                "[tables.l]\nfiles = \"l.csv\"\n[tables.l.fields]\ncode = {{ {sensitive} }}\n[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\n\
                [coding.s]\nsegments = [{{ literal = \"B\" }}, {{ name = \"l\", in = \"l.code\", width = 1 }}, {{ serial = 2 }}]\n\
                [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = {{ column = \"a\", scheme = \"s\" }}\n"
            );
            let files = [("l.csv", "code\nQ\n"), ("t.csv", "a\nBq01\nbX01\n")];
            let found = tried(&project, &files, "r");
            assert_eq!(
                found.findings[0].message,
                format!("a Bq01: l is q, which is not in l{told}")
            );
            assert_eq!(
                found.findings[1].message,
                "a bX01: segment 1 is b, but should be B"
            );
        }
    }

    /// The first condition that a row meets says how its code is built.
    #[test]
    fn variants_go_by_their_conditions() {
        let scheme = "\n[[coding.s.variant]]\nwhen = \"b = 'bolt'\"\nsegments = [{ literal = \"B\" }, { serial = 2 }]\n\
            [[coding.s.variant]]\nsegments = [{ literal = \"X\" }, { serial = 3 }]\n";
        let check = "check.coding = { column = \"a\", scheme = \"s\" }";
        let csv = "k,a,b\n1,B01,bolt\n2,X001,bolt\n3,X001,nut\n4,B01,nut\n5,X001,\n6,B01,\n";
        let found = one("a = {}\nb = {}", &format!("{check}{scheme}"), csv);
        assert_eq!(found.rows(), [3, 5, 7]);
        assert!(
            found.findings[0]
                .message
                .ends_with("likely a code of another category"),
            "{}",
            found.findings[0].message
        );
    }

    #[test]
    fn what_is_listed_elsewhere() {
        let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {}\n[tables.r]\nfiles = \"r.csv\"\nlabel = \"Regions\"\n[tables.r.fields]\ncode = {}\n\
            [coding.s]\nsegments = [{ literal = \"C\" }, { name = \"region\", in = \"r.code\" }, { serial = 2 }]\n\
            [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.coding = { column = \"c\", scheme = \"s\" }\n";
        let files = [
            ("o.csv", "c\nCN01\nCNE01\nCX01\nC0101\n"),
            ("r.csv", "code\nN\nNE\nO1\n"),
        ];
        let found = tried(project, &files, "r");
        assert_eq!(found.rows(), [4, 5]);
        assert_eq!(
            found.findings[0].message,
            "c CX01: region is X, which is not in Regions"
        );
        assert!(
            found.findings[1]
                .message
                .ends_with("likely the digit 0 for the letter O, meant: CO101"),
            "{}",
            found.findings[1].message
        );
    }

    #[test]
    fn codes_above_exist_in_the_column_or_in_another() {
        let scheme = "\n[coding.s]\nlevels = [2, 2, 3]\n";
        let csv = "k,a\n1,11\n2,1101\n3,1101001\n4,1102001\n5,12001\n6,1201\n";
        let found = one(
            "a = {}",
            &format!("check.coding = {{ column = \"a\", scheme = \"s\" }}{scheme}"),
            csv,
        );
        assert_eq!(found.rows(), [5, 6, 7]);
        assert_eq!(
            found.findings[0].message,
            "a 1102001: the code above it, 1102, is not in t"
        );
        let project = format!(
            "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {{}}\n[tables.r]\nfiles = \"r.csv\"\n[tables.r.fields]\ncode = {{}}\n\
            [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.coding = {{ column = \"c\", scheme = \"s\", parent = \"r.code\" }}\n{scheme}"
        );
        let files = [
            ("o.csv", "c\n1101001\n1102001\n"),
            ("r.csv", "code\n1101\n"),
        ];
        assert_eq!(tried(&project, &files, "r").rows(), [3]);
    }

    /// Then the column is the wrong one, or the scheme.
    #[test]
    fn a_column_that_fits_nowhere_is_told_once() {
        let project = |rows: usize| {
            let project = format!(
                "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\n[[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = {{ column = \"a\", scheme = \"s\" }}{SCHEME}"
            );
            let csv = format!("a\nB0801\n{}", "Z1\n".repeat(rows));
            let (project, audit) = audited(&project, &[("t.csv", &csv)]);
            let rule = project
                .rules
                .iter()
                .position(|rule| rule.id == "r")
                .unwrap();
            audit.outcomes[rule].clone().unwrap()
        };
        assert!(matches!(project(19), Outcome::NotRun(_)));
        assert!(matches!(project(18), Outcome::Judged(_)));
    }

    #[test]
    fn what_is_sensitive_is_not_told() {
        let check = format!(
            "check.coding = {{ column = \"a\", scheme = \"s\", agrees = {{ size = \"b\" }} }}{SCHEME}"
        );
        let found = one(
            "a = { sensitive = true }\nb = {}",
            &check,
            "k,a,b\n1,B080123,08\n2,B0801,09\n",
        );
        for finding in &found.findings {
            assert!(
                !finding.message.contains("0801") && !finding.message.contains("is 08"),
                "{}",
                finding.message
            );
        }
        assert_eq!(found.findings.len(), 2);
    }
}
