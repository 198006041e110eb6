//! OCEL 2.0 as JSON: the cases and the documents are objects, and every event says what it is about.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Shown, Written, distinct};
use crate::process::log::Happened;
use crate::tables::types::TableIx;

#[derive(Serialize)]
struct Type<'a> {
    name: &'a str,
    attributes: &'a [Declared<'a>],
}

#[derive(Serialize)]
struct Declared<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
}

#[derive(Serialize)]
struct Object<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    attributes: [(); 0],
    relationships: [(); 0],
}

#[derive(Serialize)]
struct Event<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    time: String,
    attributes: Vec<Attribute<'a>>,
    relationships: Vec<Relationship<'a>>,
}

#[derive(Serialize)]
struct Attribute<'a> {
    name: &'a str,
    value: Value<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Text(&'a str),
    Number(u64),
}

#[derive(Serialize)]
struct Relationship<'a> {
    #[serde(rename = "objectId")]
    object: &'a str,
    qualifier: &'a str,
}

/// What an event may say of itself.
const ATTRIBUTES: [Declared; 4] = [
    Declared {
        name: "resource",
        kind: "string",
    },
    Declared {
        name: "department",
        kind: "string",
    },
    Declared {
        name: "file",
        kind: "string",
    },
    Declared {
        name: "row",
        kind: "integer",
    },
];

/// The tables whose rows are documents of their own, each with what it is called.
struct Documents<'a> {
    kinds: BTreeMap<TableIx, String>,
    /// What the cases are called.
    case: String,
    shown: &'a Shown<'a>,
}

pub(super) fn write(shown: &Shown, out: &mut dyn Write) -> io::Result<Written> {
    let documents = Documents::new(shown);
    let kinds = std::iter::once(&documents.case).chain(documents.kinds.values());
    let kinds = kinds.map(|name| Type {
        name,
        attributes: &[],
    });
    out.write_all(b"{\n\"objectTypes\": [")?;
    list(out, kinds)?;
    out.write_all(b"],\n\"eventTypes\": [")?;
    let sorts = shown.names.iter().map(|name| Type {
        name,
        attributes: &ATTRIBUTES,
    });
    list(out, sorts)?;
    out.write_all(b"],\n\"objects\": [")?;
    documents.objects(out)?;
    out.write_all(b"],\n\"events\": [")?;
    let written = documents.events(out)?;
    out.write_all(b"]\n}\n")?;
    Ok(written)
}

/// Writes things one to a line, with commas between them.
fn list<T: Serialize>(out: &mut dyn Write, things: impl Iterator<Item = T>) -> io::Result<()> {
    for (number, thing) in things.enumerate() {
        item(out, number == 0, &thing)?;
    }
    Ok(())
}

fn item<T: Serialize>(out: &mut dyn Write, is_first: bool, thing: &T) -> io::Result<()> {
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    serde_json::to_writer(out, thing).map_err(io::Error::from)
}

impl<'a> Documents<'a> {
    fn new(shown: &'a Shown<'a>) -> Documents<'a> {
        let process = shown.log.process;
        let of_events = process.events.iter().filter(|event| event.id.is_some());
        let of_log = process.log.iter().filter(|log| log.id.is_some());
        let tables = of_events.map(|event| event.table);
        let mut tables: Vec<TableIx> = tables.chain(of_log.map(|log| log.table)).collect();
        tables.sort_unstable();
        tables.dedup();
        let named = tables.iter().map(|&table| &shown.tables[table]);
        let labels: Vec<String> = std::iter::once(shown.label.to_owned())
            .chain(named.clone().map(|(_, label)| (*label).to_owned()))
            .collect();
        let own = std::iter::once(process.name.as_str());
        let all = own.chain(named.map(|(name, _)| *name));
        let mut kinds = distinct(&labels, all);
        let case = kinds.remove(0);
        Documents {
            kinds: tables.into_iter().zip(kinds).collect(),
            case,
            shown,
        }
    }

    /// The object that a case is.
    fn case(&self, number: usize) -> String {
        let case = self.shown.case(number, self.shown.log.case(number));
        format!("{}:{case}", self.shown.log.process.name)
    }

    /// The document that an event stands on, with the table that it is of.
    fn document(&self, event: Happened<'a>) -> Option<(TableIx, &'a str)> {
        let table = self.shown.source(event)?.table;
        let document = self.shown.document(event);
        (!document.is_empty()).then_some((table, document))
    }

    fn id(&self, (table, document): (TableIx, &str)) -> String {
        format!("{}:{document}", self.shown.tables[table].0)
    }

    fn objects(&self, out: &mut dyn Write) -> io::Result<()> {
        let log = self.shown.log;
        let object = |id: &str, kind: &str, is_first, out: &mut dyn Write| {
            let object = Object {
                id,
                kind,
                attributes: [],
                relationships: [],
            };
            item(out, is_first, &object)
        };
        for number in 0..log.len() {
            object(&self.case(number), &self.case, number == 0, out)?;
        }
        let events = log.cases().flat_map(|case| case.events());
        let mut known: Vec<(TableIx, &str)> =
            events.filter_map(|event| self.document(event)).collect();
        known.sort_unstable();
        known.dedup();
        // there is a case where there is a document
        for document in known {
            object(&self.id(document), &self.kinds[&document.0], false, out)?;
        }
        Ok(())
    }

    fn events(&self, out: &mut dyn Write) -> io::Result<Written> {
        let (shown, mut written) = (self.shown, Written::default());
        let mut count = 0u64;
        for (number, case) in shown.log.cases().enumerate() {
            written.cases += 1;
            let of = self.case(number);
            for (event, time) in shown.timed(case, &mut written) {
                count += 1;
                let (by, department) = (event.shown_by(), shown.department(event));
                let texts = [("resource", &by), ("department", &department)];
                let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
                let mut attributes: Vec<Attribute> = texts
                    .map(|(name, text)| Attribute {
                        name,
                        value: Value::Text(text),
                    })
                    .collect();
                if let Some((file, row)) = shown.place(event) {
                    let place = [("file", Value::Text(file)), ("row", Value::Number(row))];
                    attributes.extend(place.map(|(name, value)| Attribute { name, value }));
                }
                let document = self.document(event).map(|document| self.id(document));
                let document = document.as_ref().map(|id| (id.as_str(), "document"));
                let objects = std::iter::once((of.as_str(), "case")).chain(document);
                let event = Event {
                    id: format!("e{count}"),
                    kind: shown.name(event),
                    time,
                    attributes,
                    relationships: objects
                        .map(|(object, qualifier)| Relationship { object, qualifier })
                        .collect(),
                };
                item(out, count == 1, &event)?;
            }
        }
        Ok(written)
    }
}
