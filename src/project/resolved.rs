//! What the sections of a project come to.

use jiff::tz::TimeZone;

use super::processes::Unfit;
use crate::calendar::WorkTime;
use crate::coding::Schemes;
use crate::messages::{Message, message};
use crate::rules::Rule;
use crate::rules::collected::Collected;
use crate::rules::people::People;
use crate::rules::plan::process::Process;
use crate::rules::plan::{Link, Lookup};
use crate::tables::Table;
use crate::tables::types::TableIx;

/// What the sections come to.
#[derive(Default)]
pub(super) struct Resolved {
    pub(super) zone: Option<TimeZone>,
    pub(super) tables: Vec<Table>,
    pub(super) rules: Vec<Rule>,
    pub(super) lookups: Vec<Lookup>,
    pub(super) links: Vec<Link>,
    pub(super) collected: Vec<Collected>,
    pub(super) processes: Vec<Process>,
    pub(super) schemes: Schemes,
    pub(super) people: Option<People>,
    /// The table of rules about recurrence, where there are any.
    pub(super) history: Option<TableIx>,
    pub(super) work: WorkTime,
    /// How many tables are exports; those of the processes come behind them.
    pub(super) exports: usize,
    /// Rules of packs that do not fit, by pack and reason.
    skipped: Vec<(&'static str, Message, Vec<String>)>,
    /// What of the processes of packs does not fit.
    pub(super) unfit: Vec<Unfit>,
    /// What may do nothing: calendars, rules of packs.
    pub(super) doubts: Vec<Message>,
}

impl Resolved {
    /// Leaves a rule of a pack out, for a reason.
    pub(super) fn skip(&mut self, pack: &'static str, reason: Message, rule: &str) {
        let same = self
            .skipped
            .iter_mut()
            .find(|(p, r, _)| *p == pack && *r == reason);
        match same {
            Some((_, _, rules)) => rules.push(rule.to_owned()),
            None => self.skipped.push((pack, reason, vec![rule.to_owned()])),
        }
    }

    /// What the user should know although it is no mistake.
    pub(super) fn notices(&self) -> Vec<Message> {
        let notice = |(pack, reason, rules): &(&'static str, Message, Vec<String>)| {
            message!(
                "pack-rule-skipped",
                pack = *pack,
                reason = reason.clone(),
                rules = rules.clone()
            )
        };
        let skipped = self.skipped.iter().map(notice);
        let events = self.unfit_events();
        events
            .into_iter()
            .chain(skipped)
            .chain(self.doubts.iter().cloned())
            .collect()
    }

    /// What of the processes of packs does not fit, by reason.
    fn unfit_events(&self) -> Vec<Message> {
        let mut told: Vec<(&Message, Vec<String>)> = Vec::new();
        for Unfit { notice, part } in &self.unfit {
            match told.iter_mut().find(|(same, _)| *same == notice) {
                Some((_, parts)) => parts.extend(part.clone()),
                None => told.push((notice, part.iter().cloned().collect())),
            }
        }
        let told = told.into_iter();
        told.map(|(notice, parts)| notice.clone().with("events", parts))
            .collect()
    }
}
