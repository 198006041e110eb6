//! What the rows of a report that was filled in say, each for itself.

use std::collections::HashMap;
use std::sync::Arc;

use clap::ValueEnum;

use super::people::People;
use super::sheet::{Row, Slot, heading};
use crate::dispositions::{Decision, Entry};
use crate::fingerprint::identity::Identity;
use crate::messages::{Lang, Message, Messages, message};
use crate::reports::xlsx::form::{Blank, words};
use crate::tables::date::{self, Conventions, Reading};

pub(super) const DECISION: Slot = Slot::Blank(Blank::Decision);
pub(super) const DUE: Slot = Slot::Blank(Blank::Due);
pub(super) const WHO: Slot = Slot::Blank(Blank::Who);
pub(super) const REASON: Slot = Slot::Blank(Blank::Reason);

/// What was decided on findings, as far as it makes entries alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Decided {
    pub(super) decision: Decision,
    pub(super) reason: String,
    pub(super) who: Option<String>,
    pub(super) end: Option<i64>,
}

impl Decided {
    /// Whether it is what an entry says.
    pub(super) fn is_of(&self, entry: &Entry) -> bool {
        let said = (entry.decision, &entry.reason, &entry.owner, entry.end);
        said == (self.decision, &self.reason, &self.who, self.end)
    }
}

/// A row that makes sense for itself.
pub(super) struct Wish {
    pub(super) row: Row,
    pub(super) identity: Identity,
    pub(super) decided: Decided,
}

/// What is wrong with a cell.
#[derive(PartialEq)]
pub(super) struct Refusal {
    pub(super) spot: Arc<str>,
    pub(super) what: Message,
}

impl Refusal {
    pub(super) fn message(self) -> Message {
        message!("dispose-cell", cell = &*self.spot, what = self.what)
    }
}

/// Reads rows for themselves.
pub(super) struct Reader<'a> {
    decided_on: i64,
    messages: &'a Messages,
    people: &'a People<'a>,
    /// The words of all languages: the sheet may be in another than the terminal.
    words: HashMap<String, Decision>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        decided_on: i64,
        messages: &'a Messages,
        people: &'a People<'a>,
    ) -> Reader<'a> {
        let mut all = HashMap::new();
        for &lang in Lang::value_variants() {
            let words = words(&Messages::new(lang));
            all.extend(
                words
                    .map(|word| word.to_lowercase())
                    .into_iter()
                    .zip(Decision::ALL),
            );
        }
        Reader {
            decided_on,
            messages,
            people,
            words: all,
        }
    }

    /// What a row says, or everything that is wrong with it.
    pub(super) fn wish(&self, row: Row) -> Result<Wish, Vec<Refusal>> {
        let mut refusals = Vec::new();
        for slot in [Slot::Identity, DECISION, DUE, WHO, REASON] {
            if row.get(slot).calculated {
                let what = message!("dispose-from-calculated");
                refusals.push(Refusal {
                    spot: row.spot(slot),
                    what,
                });
            }
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let mut refuse = |slot: Slot, what: Message| {
            refusals.push(Refusal {
                spot: row.spot(slot),
                what,
            });
        };
        let text = |slot: Slot| Some(row.get(slot).text.clone()).filter(|text| !text.is_empty());
        let identity = text(Slot::Identity).unwrap_or_default();
        let parsed = Identity::parse(&identity);
        if parsed.is_none() {
            let what = message!("problem-disposition-finding", written = identity);
            refuse(Slot::Identity, what);
        }
        let decision = text(DECISION);
        let known = decision.as_deref().map(str::to_lowercase);
        let known = known.and_then(|word| self.words.get(&word).copied());
        let list = || words(self.messages).to_vec();
        match (&decision, known) {
            (None, _) => refuse(
                DECISION,
                message!("dispose-from-no-decision", list = list()),
            ),
            (Some(written), None) => {
                let what = message!(
                    "dispose-from-decision",
                    written = written.as_str(),
                    list = list()
                );
                refuse(DECISION, what);
            }
            (Some(_), Some(_)) => {}
        }
        let (reason, who) = (text(REASON), text(WHO));
        let end = text(DUE).map(|written| self.day(&written));
        let end = match end {
            Some(Err(what)) => {
                refuse(DUE, what);
                None
            }
            Some(Ok(day)) => Some(day),
            None => None,
        };
        if let Some(what) = who.as_deref().and_then(|who| self.people.several(who)) {
            refuse(WHO, what);
        }
        if let Some(decision) = known {
            let given = [
                (REASON, true, reason.is_some()),
                (DUE, decision.needs_end(), !row.get(DUE).text.is_empty()),
                (WHO, decision.needs_owner(), who.is_some()),
            ];
            for (slot, needed, given) in given {
                if needed && !given {
                    let what = message!(
                        "dispose-from-needs",
                        decision = decision.label(),
                        name = heading(slot)
                    );
                    refuse(slot, what);
                }
            }
        }
        match (parsed, known, reason) {
            (Some(identity), Some(decision), Some(reason)) if refusals.is_empty() => Ok(Wish {
                row,
                identity,
                decided: Decided {
                    decision,
                    reason,
                    who,
                    end,
                },
            }),
            _ => Err(refusals),
        }
    }

    fn day(&self, written: &str) -> Result<i64, Message> {
        let day = day(written)?;
        if day < self.decided_on {
            let decided_on = date::text(self.decided_on);
            return Err(message!("dispose-from-early", day = decided_on));
        }
        Ok(day)
    }
}

/// A day as people write it.
pub(super) fn day(written: &str) -> Result<i64, Message> {
    let read = date::iso(written).or_else(|| match date::read(written, Conventions::default()) {
        Reading::Stamp(stamp, _) => Some(stamp),
        _ => None,
    });
    let day = read.map(date::Stamp::day);
    day.ok_or_else(|| message!("dispose-from-date", written = written))
}
