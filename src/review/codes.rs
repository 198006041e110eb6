//! What is known of the codes of a scheme: those in the exports, what their segments are looked up in, and what refers to them.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::coded::{self, Column};
use crate::coding::{Content, Lists, Scheme};
use crate::engine::gather::codes::Dated;
use crate::findings::asked::{Cancelled, Options};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::plan::{Expr, Reduce};
use crate::tables::types::{FieldIx, TableIx};

/// The columns that rules hold against a scheme.
pub(crate) fn carriers(project: &Project, scheme: &Scheme) -> BTreeSet<(TableIx, FieldIx)> {
    let mut carriers = BTreeSet::new();
    for rule in &project.rules {
        for expr in rule.exprs() {
            expr.visit(&mut |node| {
                if let Expr::OnScheme(code, form) = node
                    && let Expr::Raw(field) = &**code
                    && is_of(scheme, &form.name)
                {
                    carriers.insert((rule.table, *field));
                }
            });
        }
    }
    carriers
}

/// Whether a form is one of a scheme's.
fn is_of(scheme: &Scheme, form: &str) -> bool {
    scheme
        .variants
        .iter()
        .any(|variant| variant.form.name == form)
}

/// The segments that rules hold against columns, by their names.
pub(crate) fn agreed(project: &Project, scheme: &Scheme) -> BTreeSet<String> {
    use crate::rules::plan::CodePart;
    let mut names = BTreeSet::new();
    for rule in &project.rules {
        for judgement in &rule.plan.judgements {
            // what a column says beside the code is its own
            if judgement.beside.is_empty() {
                continue;
            }
            judgement.violation.visit(&mut |node| {
                if let Expr::CodePart(_, CodePart::Segment(form, ix)) = node
                    && is_of(scheme, &form.name)
                    && let Some(segments) = form.segments()
                {
                    names.insert(segments.all[*ix].name.clone());
                }
            });
        }
    }
    names
}

/// The columns that rules look up in one that holds codes.
fn references(
    project: &Project,
    carriers: &BTreeSet<(TableIx, FieldIx)>,
) -> BTreeSet<(TableIx, FieldIx)> {
    let mut found = BTreeSet::new();
    for rule in &project.rules {
        for expr in rule.exprs() {
            expr.visit(&mut |node| {
                let Expr::Lookup(ix, _, keys) = node else {
                    return;
                };
                let lookup = &project.lookups[*ix];
                for (own, there) in keys.iter().zip(&lookup.keys) {
                    if let (Some(own), Some(there)) = (cell(own), cell(there))
                        && carriers.contains(&(lookup.table, there))
                        && matches!(lookup.reduce, Reduce::Exists)
                    {
                        found.insert((rule.table, own));
                    }
                }
            });
        }
    }
    for link in &project.links {
        if let (Some(own), Some(there)) = (cell(&link.from), cell(&link.key))
            && carriers.contains(&(link.to, there))
        {
            found.insert((link.table, own));
        }
    }
    found
}

/// The field that an expression is the cell of, apart from clean-ups.
fn cell(expr: &Expr) -> Option<FieldIx> {
    match expr {
        Expr::Field(field, _) | Expr::Raw(field) => Some(*field),
        Expr::Fold(inner, _) | Expr::Person(inner) => cell(inner),
        _ => None,
    }
}

/// What was read for a scheme.
pub(crate) struct Material {
    /// The columns of codes, as `TABLE.FIELD`, and their codes; none where there is no file.
    pub(crate) columns: Vec<(TableIx, FieldIx, Option<Vec<Dated>>)>,
    /// What segments are looked up in.
    pub(crate) lists: Lists,
    /// How many cells in other columns name a code, and which columns these are.
    pub(crate) referred: BTreeMap<String, u64>,
    pub(crate) referring: Vec<(TableIx, FieldIx)>,
    pub(crate) agreed: BTreeSet<String>,
    /// Midnight of the day of the audit.
    pub(crate) as_of: i64,
    /// What could not be read.
    pub(crate) errors: Vec<Message>,
}

impl Material {
    /// Reads all columns that have to do with a scheme. A table without a file is passed over: a scheme is judged before there are
    /// codes.
    pub(crate) fn read(
        project: &Project,
        options: &Options,
        scheme: &Scheme,
    ) -> Result<Material, Cancelled> {
        let carriers = carriers(project, scheme);
        let references = references(project, &carriers);
        let segments = scheme
            .variants
            .iter()
            .filter_map(|variant| variant.form.segments());
        let listed: BTreeSet<(TableIx, FieldIx)> = segments
            .flat_map(|all| &all.all)
            .filter_map(|segment| match segment.content {
                Content::In { table, field, .. } => Some((table, field)),
                _ => None,
            })
            .collect();
        let mut material = Material {
            columns: Vec::new(),
            lists: Lists::default(),
            referred: BTreeMap::new(),
            referring: references.iter().copied().collect(),
            agreed: agreed(project, scheme),
            as_of: options.as_of.day,
            errors: Vec::new(),
        };
        let wanted: BTreeSet<(TableIx, FieldIx)> = carriers
            .iter()
            .chain(&references)
            .chain(&listed)
            .copied()
            .collect();
        let wanted: Vec<(TableIx, FieldIx)> = wanted.into_iter().collect();
        let read = coded::read(project, options, &wanted)?;
        for (column, read) in wanted.into_iter().zip(read) {
            let codes = match read {
                Column::NoFile => None,
                Column::Read(codes) => Some(codes),
                Column::Unread(errors) => {
                    let label = project.tables[column.0].label.clone();
                    material
                        .errors
                        .push(message!("not-run-target", table = label));
                    material.errors.extend(errors);
                    None
                }
            };
            if let (true, Some(codes)) = (listed.contains(&column), &codes) {
                let words: BTreeSet<String> = codes
                    .iter()
                    .map(|(code, _)| code.trim().to_owned())
                    .collect();
                let is_secret = project.tables[column.0].fields[column.1].sensitive;
                material.lists.add(column, words, is_secret);
            }
            if let (true, Some(codes)) = (references.contains(&column), &codes) {
                for (code, _) in codes {
                    *material.referred.entry(code.to_string()).or_default() += 1;
                }
            }
            if carriers.contains(&column) {
                material.columns.push((column.0, column.1, codes));
            }
        }
        Ok(material)
    }

    /// All codes, with their days.
    pub(crate) fn codes(&self) -> impl Iterator<Item = (&str, Option<i64>)> {
        let columns = self.columns.iter().filter_map(|(.., codes)| codes.as_ref());
        columns.flatten().map(|(code, day)| (code.as_ref(), *day))
    }
}
