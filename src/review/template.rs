//! What a template is made of beside the dictionary: the keys of other tables for its drop-downs, and how codes are made up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::codes::{Material, carriers};
use crate::audit::coded::{self, Column as Read};
use crate::coding::Scheme;
use crate::engine::gather::codes::Wanted;
use crate::findings::asked::{Cancelled, Options};
use crate::history::{Trouble, documents, path_in};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::matcher::Matcher;
use crate::rules::plan::Expr;
use crate::tables::types::{FieldIx, TableIx};
use crate::template::{Refers, Template};

/// More keys are not listed: nobody looks through them.
const MOST_KEYS: usize = 10_000;

/// What templates are made of.
pub(crate) struct Supply {
    pub(crate) templates: Vec<Template>,
    /// What a column may hold that refers to another table, or why it is not known.
    pub(crate) keys: BTreeMap<(TableIx, FieldIx), Result<Vec<String>, Message>>,
    /// The schemes that columns are held against.
    pub(crate) schemes: Vec<Coded>,
    /// What could not be read.
    pub(crate) errors: Vec<Message>,
}

/// A scheme that columns are held against.
pub(crate) struct Coded {
    pub(crate) scheme: Arc<Scheme>,
    /// What the exports have of it.
    pub(crate) material: Material,
    /// Codes of earlier audits that did not follow it, as reports show them. Known are those that name their document.
    pub(crate) recorded: BTreeSet<String>,
}

impl Supply {
    /// Reads what the exports have. A table without a file is passed over: templates are sent out before there are exports.
    pub(crate) fn read(
        project: &Project,
        options: &Options,
        tables: &[TableIx],
    ) -> Result<Supply, Cancelled> {
        let templates: Vec<Template> = tables
            .iter()
            .map(|table| Template::of(project, *table))
            .collect();
        let mut supply = Supply {
            templates,
            keys: BTreeMap::new(),
            schemes: Vec::new(),
            errors: Vec::new(),
        };
        supply.read_keys(project, options)?;
        supply.read_schemes(project, options)?;
        Ok(supply)
    }

    fn read_keys(&mut self, project: &Project, options: &Options) -> Result<(), Cancelled> {
        for template in &self.templates {
            for column in &template.columns {
                // what the dictionary lists, and what is no text, is not looked up
                let Some(refers) = column.refers.first().filter(|_| column.values.is_none()) else {
                    continue;
                };
                let keys = match unlisted(project, refers) {
                    Some(reason) => Err(reason),
                    None => keys(project, options, refers, &mut self.errors)?,
                };
                self.keys.insert((template.table, column.field), keys);
            }
        }
        Ok(())
    }

    fn read_schemes(&mut self, project: &Project, options: &Options) -> Result<(), Cancelled> {
        let columns = self.templates.iter().flat_map(|template| &template.columns);
        let named: BTreeSet<&str> = columns
            .flat_map(|column| &column.schemes)
            .map(|scheme| scheme.name.as_str())
            .collect();
        for scheme in &project.schemes.all {
            if named.contains(scheme.name.as_str()) {
                let mut material = Material::read(project, options, scheme)?;
                self.errors.append(&mut material.errors);
                let recorded = recorded(project, scheme).unwrap_or_else(|trouble| {
                    self.errors
                        .push(trouble.message(&path_in(project.folder())));
                    BTreeSet::new()
                });
                self.schemes.push(Coded {
                    scheme: Arc::clone(scheme),
                    material,
                    recorded,
                });
            }
        }
        self.errors.dedup();
        Ok(())
    }
}

/// The codes that earlier audits have found not to follow a scheme.
fn recorded(project: &Project, scheme: &Scheme) -> Result<BTreeSet<String>, Trouble> {
    let path = path_in(project.folder());
    let mut recorded = BTreeSet::new();
    let carriers = carriers(project, scheme);
    for rule in project.rules.iter().filter(|rule| rule.kind == "coding") {
        let table = &project.tables[rule.table];
        let [key] = table.key[..] else {
            continue;
        };
        if carriers.contains(&(rule.table, key)) {
            recorded.extend(documents(&path, &rule.id, &table.fields[key].name)?);
        }
    }
    // what was wrong for another reason
    recorded.retain(|code| scheme.of(code).is_none());
    Ok(recorded)
}

/// Why the keys of a table are not listed, whatever it holds.
fn unlisted(project: &Project, refers: &Refers) -> Option<Message> {
    let table = &project.tables[refers.table];
    if table.fields[refers.field].sensitive {
        return Some(message!("template-keys-secret"));
    }
    let mut asks = false;
    if let Some(when) = &refers.when {
        when.visit(&mut |node| asks |= matches!(node, Expr::Lookup(..)));
    }
    // the other tables are not read
    (asks || table.is_supplied()).then(|| message!("template-keys-asks"))
}

/// The keys of a table.
fn keys(
    project: &Project,
    options: &Options,
    refers: &Refers,
    errors: &mut Vec<Message>,
) -> Result<Result<Vec<String>, Message>, Cancelled> {
    let wanted = Wanted {
        column: (refers.table, refers.field),
        held: Vec::new(),
        when: refers.when.clone(),
    };
    let label = project.tables[refers.table].label.clone();
    let read = coded::read(project, options, vec![wanted])?.pop();
    Ok(match read {
        None | Some(Read::NoFile) => Err(message!("template-keys-none", table = label)),
        Some(Read::Unread(mut told)) => {
            errors.append(&mut told);
            Err(message!("template-keys-unread", table = label))
        }
        Some(Read::Read(cells, _)) => {
            // a key that is refused itself is not offered
            let own = Template::of(project, refers.table);
            let patterns = own.columns[refers.field].patterns.iter();
            let patterns: Vec<Matcher> = patterns
                .filter_map(|pattern| Matcher::whole(&pattern.written).ok())
                .collect();
            let is_right = |key: &&str| patterns.iter().all(|pattern| pattern.is_match(key));
            let keys = cells.iter().map(|cell| cell.code.trim()).filter(is_right);
            let keys: BTreeSet<&str> = keys.collect();
            let count = keys.len();
            match count {
                0 => Err(message!("template-keys-none", table = label)),
                1..=MOST_KEYS => Ok(keys.into_iter().map(str::to_owned).collect()),
                _ => Err(message!(
                    "template-keys-many",
                    table = label,
                    count = count,
                    most = MOST_KEYS
                )),
            }
        }
    })
}
