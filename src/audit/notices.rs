//! What is told beside the findings, once for what is alike.

use super::Run;
use crate::findings::outcome::Outcome;
use crate::findings::times::Times;
use crate::messages::{Arg, Message, message};
use crate::project::Project;
use crate::tables::date;

/// Rows that a rule about time could not judge, with the reason.
pub(super) fn tell_times(project: &Project, rule: usize, times: &Times) -> Vec<Message> {
    let rule = &project.rules[rule];
    let mut told = Vec::new();
    let Some(timing) = &rule.plan.timing else {
        return told;
    };
    if let (Some(calendar), 1..) = (&timing.calendar, times.uncovered) {
        let (from, to) = calendar.covered();
        told.push(message!(
            "times-uncovered",
            rule = rule.id.as_str(),
            count = times.uncovered,
            calendar = calendar.name.as_str(),
            from = date::text(from),
            to = date::text(to)
        ));
    }
    let by = timing
        .limited
        .as_ref()
        .and_then(|limited| limited.fields().first().copied());
    if let (Some(field), 1..) = (by, times.unlimited) {
        let field = project.tables[rule.table].fields[field].label.clone();
        told.push(message!(
            "times-unlimited",
            rule = rule.id.as_str(),
            count = times.unlimited,
            field = field
        ));
    }
    told
}

/// One row of so many that could not be decided is much.
const MUCH: u64 = 5;

impl Run<'_> {
    /// Rules that could not decide many of their rows.
    pub(super) fn tell_undecidable(&mut self) {
        let mut rules = Vec::new();
        for &rule in &self.options.selected {
            if let Some(Outcome::Judged(counts)) = &self.audit.outcomes[rule] {
                let rows = counts.judged() + counts.undecidable;
                if counts.decided() > 0 && counts.undecidable * MUCH >= rows {
                    let rule = self.project.rules[rule].id.as_str();
                    let count = counts.undecidable;
                    rules.push(message!(
                        "audit-share-undecidable",
                        rule = rule,
                        count = count,
                        rows = rows
                    ));
                }
            }
        }
        if !rules.is_empty() {
            let notice = message!("audit-much-undecidable", rules = Arg::Messages(rules));
            self.audit.notices.push(notice);
        }
    }

    /// Whether all that the project says was read.
    fn reads_all(&self) -> bool {
        let mut rules = self.project.rules.iter().enumerate();
        self.options.inputs.is_empty()
            && self.audit.errors.is_empty()
            && self
                .audit
                .inputs
                .iter()
                .all(|i| i.refused == 0 && i.cut.is_none())
            && self.tables().iter().all(|t| self.files.contains_key(t))
            && rules.all(|(ix, rule)| !rule.enabled || self.options.selected.contains(&ix))
    }

    /// Owners who cannot act, and that owners are not known.
    pub(super) fn tell_owners(&mut self) {
        let Some(people) = &self.project.people else {
            return;
        };
        let label = self.project.tables[people.table].label.clone();
        let unmet = self.unmet.written();
        if !unmet.is_empty() && self.people.is_some() && self.reads_all() {
            let notice = message!(
                "people-shared-unmet",
                count = unmet.len(),
                patterns = unmet,
                table = label.clone()
            );
            self.audit.notices.push(notice);
        }
        let notices = self.owners.notices(&Arg::from(label));
        self.audit.notices.extend(notices);
        if let Some(reason) = self.unread.take() {
            let notice = message!("people-unread", reason = reason);
            self.audit.notices.push(notice);
        }
    }

    /// Whether what a rule could not decide is found by another one: of cells that are no values, their type cannot be judged,
    /// and each of them is a finding of the rule on damaged cells.
    fn found_as_damaged(&self, rule: usize) -> bool {
        let rules = &self.project.rules;
        let of_damage = |other: &usize| {
            rules[*other].kind == "damaged" && rules[*other].table == rules[rule].table
        };
        let mut damage = self.options.selected.iter().copied().filter(of_damage);
        rules[rule].kind == "type"
            && damage.any(|other| match &self.audit.outcomes[other] {
                Some(Outcome::Judged(counts)) => counts.violation > 0,
                _ => false,
            })
    }

    /// Rules that could not be evaluated, together where they share the reason.
    pub(super) fn tell_not_run(&mut self) {
        let mut reasons: Vec<(Message, Vec<String>)> = Vec::new();
        for &rule in &self.options.selected {
            let reason = match &self.audit.outcomes[rule] {
                Some(Outcome::NotRun(not_run)) if !not_run.is_told => not_run.reason.clone(),
                Some(Outcome::Judged(counts))
                    if counts.none_decided() && !self.found_as_damaged(rule) =>
                {
                    match counts.pending {
                        0 => message!("not-run-undecided", count = counts.undecidable),
                        pending => message!(
                            "not-run-undecided-yet",
                            count = counts.undecidable,
                            pending = pending
                        ),
                    }
                }
                _ => continue,
            };
            let id = self.project.rules[rule].id.clone();
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, rules)) => rules.push(id),
                None => reasons.push((reason, vec![id])),
            }
        }
        let told = reasons
            .into_iter()
            .map(|(reason, rules)| message!("audit-not-run", rules = rules, reason = reason));
        self.audit.errors.extend(told);
    }
}
