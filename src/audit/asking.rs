//! Asks the engine to read a table.

use super::Run;
use crate::engine::gather::Gather;
use crate::engine::gather::ages::Ages;
use crate::engine::gather::answers::Answers;
use crate::engine::gather::codes::{Codes, Wanted};
use crate::engine::gather::measures::Measures;
use crate::engine::gather::per_day::PerDay;
use crate::engine::gather::presence::Present;
use crate::engine::gather::sample::Sample;
use crate::engine::gather::staff::Staff;
use crate::engine::gather::unmet::Met;
use crate::engine::gather::waiting::{Sought, Waiting};
use crate::engine::{Answer, Request};
use crate::findings::asked::Cancelled;
use crate::findings::finishing::Finisher;
use crate::fingerprint::known::Known;
use crate::rules::plan::{Expr, LookupIx, Measure};
use crate::sources::Input;
use crate::tables::types::TableIx;

/// What a table is read for.
#[derive(Default)]
pub(super) struct Ask {
    /// Rules to judge.
    pub(super) rules: Vec<usize>,
    /// Lookups to answer.
    pub(super) lookups: Vec<LookupIx>,
    /// Whether it is the table of people, and they are wanted.
    pub(super) people: bool,
    /// A column of codes to read.
    pub(super) codes: Option<Wanted>,
    /// Links to follow.
    pub(super) links: Vec<Sought>,
    /// Whether it is the table's turn: it is judged, and what is seen in it is what the audit has seen.
    pub(super) in_turn: bool,
    /// Whether the evidence of its files is kept.
    pub(super) evidence: bool,
}

impl<'a> Run<'a> {
    /// The documents of a table that are judged; none where all are. Of a table of which nothing is listed, none is.
    fn only(&self, table: TableIx) -> Option<&'a Known> {
        let listed = self.options.only?.get(&table);
        listed.map(|listed| &listed.known)
    }

    /// Reads the files of a table for what is asked.
    pub(super) fn read(
        &mut self,
        table: TableIx,
        files: &[Input],
        ask: &Ask,
    ) -> Result<Answer, Cancelled> {
        let (project, wanted) = (self.project, self.options.wanted.get(&table));
        let people = self.people.as_ref();
        let rules = ask.rules.iter();
        let spool = &self.options.spool;
        let rules: Vec<Finisher> = rules
            .map(|&ix| Finisher::new(project, ix, people).sharing(spool))
            .collect();
        let lookups = ask.lookups.iter().map(|&ix| {
            let lookup = &project.lookups[ix];
            Gather::Answers(Answers { ix, lookup })
        });
        let mut gather: Vec<Gather> = lookups.collect();
        if let Some(people) = project.people.as_ref().filter(|_| ask.people) {
            let table = &project.tables[table];
            gather.push(Gather::Staff(Staff { people, table }));
        }
        if let Some(Wanted { column, held, when }) = &ask.codes {
            gather.push(Gather::Codes(Codes {
                table: &project.tables[table],
                column: column.1,
                held,
                when: when.as_ref(),
            }));
        }
        gather.extend(ask.links.iter().map(|sought| {
            Gather::Waiting(Waiting {
                link: &project.links[sought.link],
                sought,
                table: &project.tables[table],
                several: ask.links.len() > 1,
            })
        }));
        if ask.in_turn {
            gather.extend(rules.iter().enumerate().filter_map(|(at, one)| {
                let timing = one.rule.plan.timing.as_ref()?;
                // how long it took tells when it was
                if project.tables[table].hides(timing.exprs().flat_map(Expr::fields)) {
                    return None;
                }
                Some(Gather::Ages(Ages {
                    at,
                    rule: one.ix,
                    timing,
                }))
            }));
            gather.extend(rules.iter().enumerate().filter_map(|(at, one)| {
                let measure = one.rule.plan.measure.as_ref()?;
                // the names of the periods are what nobody may see
                if matches!(measure, Measure::Rows(..))
                    && project.tables[table].hides(measure.exprs().iter().flat_map(|e| e.fields()))
                {
                    return None;
                }
                Some(Gather::Measures(Measures {
                    at,
                    rule: one.ix,
                    measure,
                    table: &project.tables[table],
                }))
            }));
            let ids: Vec<&str> = rules.iter().map(|one| one.rule.id.as_str()).collect();
            let ledger = project.ledger.as_ref();
            let named = ledger.map(|ledger| ledger.named_documents(&ids, &project.tables[table]));
            gather.push(Gather::Present(Present {
                wanted,
                named: named.unwrap_or_default(),
            }));
        }
        if let Some(probe) = self.options.probe.filter(|_| ask.in_turn) {
            let (ix, table) = (table, &project.tables[table]);
            // from when to when they are, and on which days none is
            if table.date.is_some_and(|date| !table.fields[date].sensitive) {
                gather.push(Gather::PerDay(PerDay { ix, table }));
            }
            gather.push(Gather::Sample(Sample { ix, table, probe }));
        }
        if ask.in_turn {
            self.happening.leave_out(project, table, &self.broken);
            gather.extend(self.happening.gather(project, table));
        }
        gather.push(Gather::Met(Met {
            unmet: &self.unmet,
            project,
            table,
        }));
        self.engine.answer(&Request {
            table,
            files,
            rules,
            gather,
            only: self.only(table).filter(|_| ask.in_turn),
            wanted,
            in_turn: ask.in_turn,
            fingerprints: self.options.fingerprints && ask.evidence,
        })
    }
}
