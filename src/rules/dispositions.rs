//! The table of `dispositions.toml` and the rules about its entries, with ids such as `dispositions.overdue`.

use super::plan::{Detail, Expr, Flaw, Judgement, Plan, Source};
use super::severity::Severity;
use super::{Adoption, Origin, Rule};
use crate::messages::{LocalText, Message, message};
use crate::mistakes::Place;
use crate::tables::Table;
use crate::tables::types::{FieldIx, FieldType, TableIx};

/// The table of its entries, and the first part of the ids of the rules about them.
pub(crate) const TABLE: &str = "dispositions";

/// The fields in the order of the table.
const FIELDS: [(&str, FieldType); 5] = [
    ("match", FieldType::Text),
    ("decided_on", FieldType::Date),
    ("until", FieldType::Date),
    ("due", FieldType::Date),
    ("covers", FieldType::Integer),
];
const MATCH: FieldIx = 0;
const DECIDED_ON: FieldIx = 1;
const UNTIL: FieldIx = 2;
const DUE: FieldIx = 3;
const COVERS: FieldIx = 4;

impl Flaw {
    pub(crate) const ALL: [Flaw; 4] = [Flaw::Expired, Flaw::Overdue, Flaw::Unused, Flaw::Broad];

    /// The rule's kind, and the last part of its id.
    fn kind(self) -> &'static str {
        match self {
            Flaw::Expired => "expired",
            Flaw::Overdue => "overdue",
            Flaw::Unused => "unused",
            Flaw::Broad => "broad",
        }
    }

    /// What the rule is called.
    pub(crate) fn label(self) -> Message {
        match self {
            Flaw::Expired => message!("rule-label-expired"),
            Flaw::Overdue => message!("rule-label-overdue"),
            Flaw::Unused => message!("rule-label-unused"),
            Flaw::Broad => message!("rule-label-broad"),
        }
    }

    fn severity(self) -> Severity {
        match self {
            Flaw::Overdue => Severity::High,
            Flaw::Expired | Flaw::Broad => Severity::Medium,
            // what was put right in time must not fail a run
            Flaw::Unused => Severity::Info,
        }
    }

    /// The check of the catalogue that it is.
    fn tags(self) -> Vec<String> {
        match self {
            Flaw::Expired | Flaw::Unused => vec!["P09".to_owned()],
            Flaw::Overdue | Flaw::Broad => Vec::new(),
        }
    }

    /// The second one is of an entry whose documents the exports do not have.
    fn judgements(self) -> Vec<Judgement> {
        let judgement = |column, expected, message| {
            Judgement::new(column, Expr::Boolean(false), expected, message).detail(Detail::Source)
        };
        let (column, expected, message) = match self {
            Flaw::Expired => (
                UNTIL,
                message!("expected-expired"),
                message!("finding-expired"),
            ),
            Flaw::Overdue => (
                DUE,
                message!("expected-overdue"),
                message!("finding-overdue"),
            ),
            Flaw::Unused => (
                MATCH,
                message!("expected-unused"),
                message!("finding-unused"),
            ),
            Flaw::Broad => (
                COVERS,
                message!("expected-broad"),
                message!("finding-broad"),
            ),
        };
        let absent = match self {
            Flaw::Expired | Flaw::Broad => None,
            Flaw::Overdue => Some(message!("finding-overdue-absent")),
            Flaw::Unused => Some(message!("finding-unused-absent")),
        };
        let messages = [message].into_iter().chain(absent);
        messages
            .map(|message| judgement(column, expected.clone(), message))
            .collect()
    }
}

/// The table of the entries; a document is what an entry matches and when it was decided.
pub(crate) fn table(place: Place) -> Table {
    let [table, selection, decided_on, until, due, covers] = LocalText::of_keys([
        "dispositions-table",
        "dispositions-match",
        "column-decided-on",
        "column-until",
        "column-due",
        "column-covers",
    ]);
    let labels = [selection, decided_on, until, due, covers];
    let fields = FIELDS.into_iter().zip(labels);
    let fields = fields.map(|((name, kind), label)| (name, kind, label));
    Table::supplied(TABLE, table, fields, vec![MATCH, DECIDED_ON], place)
}

/// A rule for each flaw.
pub(crate) fn rules(table: TableIx, file: &str, place: &Place) -> [Rule; 4] {
    Flaw::ALL.map(|flaw| Rule {
        id: format!("{TABLE}.{}", flaw.kind()),
        label: None,
        kind: flaw.kind(),
        table,
        when: None,
        severity: flaw.severity(),
        owner: None,
        tolerance: None,
        why: None,
        fix: None,
        adoption: Adoption::default(),
        tags: flaw.tags(),
        plan: Plan::new(Source::Dispositions(flaw), flaw.judgements()),
        origin: Origin::File(file.to_owned()),
        place: place.clone(),
        enabled: true,
    })
}
