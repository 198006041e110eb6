//! What is known of the codes of a scheme: those in the exports, what their segments are looked up in, and what refers to them.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::coded::{self, Column};
use crate::coding::{Cell, CellPlace, Content, Lists, Scheme};
use crate::engine::gather::codes::Wanted;
use crate::findings::asked::{Cancelled, Options};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::plan::{Expr, OnForm, Reduce};
use crate::tables::Field;
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

/// What rules hold the rows of a column against, each with the number of the form. A rule whose condition asks other tables says
/// nothing here: these are not read.
fn held(
    project: &Project,
    scheme: &Scheme,
    (table, column): (TableIx, FieldIx),
) -> Vec<(u32, OnForm)> {
    let mut held = Vec::new();
    for rule in project.rules.iter().filter(|rule| rule.table == table) {
        for one in rule.plan.forms.iter().filter(|one| one.column == column) {
            let forms = (0..).zip(&scheme.variants);
            let mut forms = forms.filter(|(_, variant)| variant.form.name == one.form.name);
            let Some((ix, _)) = forms.next() else {
                continue;
            };
            let all: Vec<Expr> = rule.when.iter().chain(&one.applies).cloned().collect();
            let applies = (!all.is_empty()).then(|| Expr::And(all));
            let mut asks = false;
            if let Some(expr) = &applies {
                expr.visit(&mut |node| asks |= matches!(node, Expr::Lookup(..)));
            }
            if asks {
                return Vec::new();
            }
            held.push((
                ix,
                OnForm {
                    applies,
                    ..one.clone()
                },
            ));
        }
    }
    held
}

/// The segments that rules hold against columns, by their names.
pub(crate) fn agreed(project: &Project, scheme: &Scheme) -> BTreeSet<String> {
    let forms = project.rules.iter().flat_map(|rule| &rule.plan.forms);
    let forms = forms.filter(|one| is_of(scheme, &one.form.name));
    let names = forms.flat_map(|one| {
        let segments = one.form.segments().into_iter();
        segments.flat_map(|all| {
            one.says
                .iter()
                .map(|says| all.all[says.segment].name.clone())
        })
    });
    names.collect()
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
    /// The columns of codes, and their cells; none where there is no file.
    pub(crate) columns: Vec<(TableIx, FieldIx, Option<Vec<Cell>>)>,
    /// The files that the places of cells refer to.
    pub(crate) files: Vec<String>,
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
            files: Vec::new(),
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
        let asked = wanted.iter().map(|&column| Wanted {
            column,
            held: if carriers.contains(&column) {
                held(project, scheme, column)
            } else {
                Vec::new()
            },
            when: None,
        });
        let read = coded::read(project, options, asked.collect())?;
        for (column, read) in wanted.into_iter().zip(read) {
            let codes = match read {
                Column::NoFile => None,
                Column::Read(mut cells, files) => {
                    let before = u32::try_from(material.files.len()).unwrap_or(u32::MAX);
                    for cell in &mut cells {
                        cell.place.0 += before;
                    }
                    material.files.extend(files);
                    Some(cells)
                }
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
                let words = codes.iter().map(|cell| cell.code.trim().to_owned());
                let words: BTreeSet<String> = words.collect();
                let is_secret = project.tables[column.0].fields[column.1].sensitive;
                material.lists.add(column, words, is_secret);
            }
            if let (true, Some(codes)) = (references.contains(&column), &codes) {
                for cell in codes {
                    *material.referred.entry(cell.code.to_string()).or_default() += 1;
                }
            }
            if carriers.contains(&column) {
                material.columns.push((column.0, column.1, codes));
            }
        }
        Ok(material)
    }

    /// A column of codes that not everybody may see.
    pub(crate) fn secret<'p>(&self, project: &'p Project) -> Option<&'p Field> {
        let mut fields =
            (self.columns.iter()).map(|(table, field, _)| &project.tables[*table].fields[*field]);
        fields.find(|field| field.sensitive)
    }

    /// All codes as they stand in the columns.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &Cell> {
        let columns = self.columns.iter().filter_map(|(.., cells)| cells.as_ref());
        columns.flatten()
    }

    /// Where a cell stands: its file and row.
    pub(crate) fn place(&self, cell: CellPlace) -> (&str, u64) {
        let file = self.files.get(cell.0 as usize);
        (file.map_or("", String::as_str), cell.1)
    }
}
