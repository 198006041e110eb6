//! What the header of a file lacks for what is asked of its table.

use std::collections::BTreeMap;

use super::Request;
use super::sifted::letters;
use crate::messages::{Arg, LocalText, Message, message, some};
use crate::project::Project;
use crate::tables::Table;
use crate::tables::header::Header;
use crate::tables::mask::form;
use crate::tables::types::FieldIx;

/// Headings that a sentence names.
const SHOWN: usize = 30;

/// What comes of it.
pub(super) struct Lacks {
    /// Parallel to the rules of the request: whether the file has their columns.
    pub(super) runnable: Vec<bool>,
    /// Rules that cannot be run for it, by their place in the request.
    pub(super) rules: Vec<(usize, Message)>,
    /// What cannot be gathered for it, by its place in the request.
    pub(super) gather: Vec<(usize, Message)>,
    pub(super) notices: Vec<Message>,
    pub(super) errors: Vec<Message>,
}

impl Lacks {
    /// Of a file, by its name.
    pub(super) fn new(project: &Project, request: &Request, file: &Arg, header: &Header) -> Lacks {
        let dictionary = &project.tables[request.table];
        let lacks = |field: &FieldIx| header.lacks(*field);
        let excused = |field: &FieldIx| dictionary.may_lack(*field) && !header.is_repeated(*field);
        let no_column = |field: FieldIx| {
            let label = dictionary.fields[field].label.clone();
            message!("not-run-no-column", file = file.clone(), field = label)
        };
        // what the dictionary declares is to be there, whether or not a rule asks for it
        let declared = header.missing.iter().map(|(field, _)| *field);
        let mut lacked: Vec<FieldIx> = declared.filter(|field| !excused(field)).collect();
        let mut found = Lacks {
            runnable: Vec::new(),
            rules: Vec::new(),
            gather: Vec::new(),
            notices: Vec::new(),
            errors: Vec::new(),
        };
        let mut unjudged: BTreeMap<FieldIx, Vec<String>> = BTreeMap::new();
        for (ix, finisher) in request.rules.iter().enumerate() {
            let fields = finisher.rule.fields().into_iter();
            let missing: Vec<FieldIx> = fields.filter(lacks).collect();
            found.runnable.push(missing.is_empty());
            if let Some(&field) = missing.iter().find(|field| !excused(field)) {
                found.rules.push((ix, no_column(field)));
                lacked.extend(missing);
            } else if let Some(field) = missing.first() {
                let id = finisher.rule.id.clone();
                unjudged.entry(*field).or_default().push(id);
            }
        }
        for (field, rules) in unjudged {
            let notice = message!(
                "header-optional",
                file = file.clone(),
                field = dictionary.fields[field].label.clone(),
                rules = rules
            );
            found.notices.push(notice);
        }
        for (ix, gather) in request.gather.iter().enumerate() {
            let fields = gather.fields().into_iter();
            let missing: Vec<FieldIx> = fields.filter(lacks).collect();
            if let Some(&field) = missing.first() {
                found.gather.push((ix, no_column(field)));
            }
            if gather.insists() {
                lacked.extend(missing);
            }
        }
        found.tell(dictionary, file, header, &lacked);
        found
    }

    /// Tells what the header misses, repeats or adds.
    fn tell(&mut self, dictionary: &Table, file: &Arg, header: &Header, needed: &[FieldIx]) {
        let mut told = |field: FieldIx, message: Message| {
            if needed.contains(&field) {
                self.errors.push(message);
            } else {
                self.notices.push(message);
            }
        };
        for (field, near) in &header.missing {
            let described = &dictionary.fields[*field];
            let headers = described.headers.clone();
            let name = described.named();
            let label = &described.label;
            let is_told = matches!(label, LocalText::Plain(label) if headers == [label.as_str()]);
            let message = match described.nth {
                None if is_told => {
                    message!("header-missing", file = file.clone(), field = name)
                }
                None => message!(
                    "header-missing-any",
                    file = file.clone(),
                    field = name,
                    headers = headers
                ),
                Some(nth) => message!(
                    "header-missing-nth",
                    file = file.clone(),
                    field = name,
                    headers = headers,
                    nth = nth + 1
                ),
            };
            let hint = near
                .as_deref()
                .map(|near| message!("header-near", name = near));
            told(*field, message.hinted(hint));
        }
        for repeated in &header.repeated {
            let name = dictionary.fields[repeated.field].named();
            let columns = repeated.columns.iter().copied().map(letters);
            let columns: Vec<String> = columns.collect();
            let message = message!(
                "header-repeated",
                file = file.clone(),
                field = name,
                headings = some(repeated.headings.iter().map(String::as_str), SHOWN),
                columns = some(columns.iter().map(String::as_str), SHOWN)
            );
            told(repeated.field, message);
        }
        if !header.extra.is_empty() {
            // a row may be taken for the header because one of its cells names a field
            let hidden = dictionary.fields.iter().any(|field| field.sensitive);
            let shown = |heading: &String| match heading {
                heading if hidden && is_value(heading) => form(heading),
                heading => heading.clone(),
            };
            let extra: Vec<String> = header.extra.iter().map(shown).collect();
            self.notices.push(message!(
                "header-extra",
                file = file.clone(),
                headers = some(extra.iter().map(String::as_str), SHOWN)
            ));
        }
    }
}

/// Whether a heading looks like a number of somebody, or an address.
fn is_value(heading: &str) -> bool {
    heading.contains('@') || heading.chars().filter(char::is_ascii_digit).count() > 4
}
