//! The documents that entries of `dispositions.toml` name, by what they are known by: what of a rule could not be decided is held
//! against these, for another document says nothing of them.

use std::collections::BTreeMap;

use crate::dispositions::Selection;
use crate::findings::outcome::{Audit, Counts};
use crate::fingerprint::identity::Identity;
use crate::project::Project;
use crate::tables::Table;
use crate::tables::key::keys_of_shown;
use crate::tables::types::TableIx;

/// All of them, by table, so that an audit looks for them.
pub(super) fn documents(project: &Project) -> BTreeMap<TableIx, Vec<Identity>> {
    let mut documents: BTreeMap<TableIx, Vec<Identity>> = BTreeMap::new();
    let entries = project.ledger.iter().flat_map(|ledger| &ledger.entries);
    for selection in entries.map(|entry| &entry.selection) {
        let rules = project.rules.iter().filter(|rule| rule.enabled);
        for rule in rules.filter(|rule| selection.names(&rule.id)) {
            let named = of(selection, &project.tables[rule.table]).unwrap_or_default();
            if !named.is_empty() {
                documents.entry(rule.table).or_default().extend(named);
            }
        }
    }
    documents
}

/// Whether a rule that could not decide all rows decided those of the documents that an entry names, each known by its key.
pub(super) fn are_decided(
    selection: &Selection,
    (ix, counts): (usize, &Counts),
    project: &Project,
    audit: &Audit,
) -> bool {
    let rule = &project.rules[ix];
    let presence = audit.presence.get(&rule.table);
    // a row that nobody knows the document of may be any of them
    let presence = presence.filter(|presence| presence.nameless == 0 && counts.unplaced == 0);
    let named = of(selection, &project.tables[rule.table]);
    let Some((presence, named)) = presence.zip(named) else {
        return false;
    };
    let fields = rule.fields();
    let mut named = named.into_iter();
    named.all(|document| {
        let mut cells = fields.iter();
        !presence.undecided.contains(&(ix, document))
            && !cells.any(|field| presence.broken.contains(&(document, *field)))
    })
}

/// None where they are not named one by one, or nobody can tell by what they are known.
fn of(selection: &Selection, table: &Table) -> Option<Vec<Identity>> {
    let mut all = Vec::new();
    for document in selection.literal_documents()? {
        let keys = keys_of_shown(table, &document);
        if keys.is_empty() {
            return None;
        }
        let identity = |key: &String| Identity::of_document(&table.name, key);
        all.extend(keys.iter().map(identity));
    }
    Some(all)
}
