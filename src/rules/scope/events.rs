//! What rules about a process see: its events, and what stands on their rows.

use super::Scope;
use crate::messages::{Arg, Message, message};
use crate::mistakes::placed::Name;
use crate::mistakes::{did_you_mean, offered};
use crate::rules::limits::limit;
use crate::rules::plan::process::{EventIx, Flow, OTHER, Process, Span, Step, Value, ValueIx};
use crate::rules::plan::{Expr, Judgement, Plan, Source};
use crate::tables::types::{ExprType, FieldIx, TableIx};

impl Scope<'_> {
    /// The process of the rule; rules without one are not lowered.
    fn process(&self) -> &Process {
        let process = self.process.as_ref();
        process.expect("rules about events have a process")
    }

    /// The event of that name; that there is none is told.
    pub(crate) fn event(&mut self, name: &Name) -> Option<EventIx> {
        let found = self.process().find(name);
        if found.is_none() {
            let process = self.process();
            let message = message!(
                "problem-unknown-event",
                process = process.name.as_str(),
                name = name.as_str()
            );
            let names = process.events.iter().map(|event| event.name.as_str());
            let hint = did_you_mean(name, names.clone())
                .unwrap_or_else(|| message!("hint-one-of", names = offered(names)));
            self.mistake_at(message, name.span());
            self.hint(hint);
        }
        found
    }

    /// All events, or none if one of them is unknown; every unknown one is told, and so are too few and one that is named twice.
    pub(crate) fn events(&mut self, names: &[Name], least: usize) -> Option<Vec<EventIx>> {
        let events: Vec<Option<EventIx>> = names.iter().map(|name| self.event(name)).collect();
        if names.len() < least {
            self.mistake(message!("problem-few-events", count = least));
            return None;
        }
        events.into_iter().collect()
    }

    /// The same, of which each stands once.
    pub(crate) fn events_once(&mut self, names: &[Name], least: usize) -> Option<Vec<EventIx>> {
        let events = self.events(names, least)?;
        let twice = (1..events.len()).find(|&at| events[..at].contains(&events[at]));
        if let Some(at) = twice {
            let message = message!("problem-event-again", name = names[at].as_str());
            self.mistake_at(message, names[at].span());
            return None;
        }
        Some(events)
    }

    /// The same, of each of which the exports say who did it; that they do not is told.
    pub(crate) fn events_by(&mut self, names: &[Name], least: usize) -> Option<Vec<EventIx>> {
        let events = self.events_once(names, least)?;
        let process = self.process();
        let nobody = |&ix: &EventIx| process.events[ix].by.is_none();
        if let Some(at) = events.iter().position(nobody) {
            let message = message!("problem-event-nobody", name = names[at].as_str());
            self.mistake_at(message, names[at].span());
            return None;
        }
        Some(events)
    }

    /// What an event is called by people.
    pub(crate) fn event_label(&self, event: EventIx) -> Arg {
        Arg::Local(self.process().events[event].label.clone())
    }

    /// What events are called.
    pub(crate) fn event_labels(&self, events: &[EventIx]) -> Arg {
        let labels = events
            .iter()
            .map(|&ix| self.process().events[ix].label.clone());
        Arg::Locals(labels.collect())
    }

    /// The table whose rows an event stands on.
    pub(crate) fn event_table(&self, event: EventIx) -> TableIx {
        self.process().events[event].table
    }

    /// A time between two events.
    pub(crate) fn span(&mut self, written: &Name) -> Option<Span> {
        let work = self.process().work.clone();
        let limit = limit(written, &work, self)?;
        let clock = limit.unit.clock(false);
        Some(Span { clock, limit })
    }

    /// A value of the rows on which an event stands.
    pub(crate) fn event_value(
        &mut self,
        event: EventIx,
        field: FieldIx,
        is_number: bool,
    ) -> ValueIx {
        let table = self.event_table(event);
        let process = self.process.as_mut();
        let process = process.expect("rules about events have a process");
        process.value(Value {
            table,
            field,
            is_number,
        })
    }

    /// The event and the number that are written as `EVENT.FIELD`.
    pub(crate) fn event_number(&mut self, name: &Name) -> Option<(EventIx, ValueIx, FieldIx)> {
        let events = self.process().events.iter().enumerate();
        let fitting = events.filter_map(|(ix, event)| {
            let field = name.strip_prefix(event.name.as_str())?.strip_prefix('.')?;
            Some((ix, field.to_owned()))
        });
        let Some((event, field)) = fitting.min_by_key(|(_, field)| field.len()) else {
            let events = self.process().events.iter();
            let names = offered(events.map(|event| event.name.as_str()));
            let message = message!("problem-event-number", name = name.as_str());
            self.mistake_at(message, name.span());
            self.hint(message!("hint-one-of", names = names));
            return None;
        };
        let table = self.event_table(event);
        let Some(found) = self.dictionary(table).find(&field) else {
            let problem = super::unknown_field(self.dictionary(table), &field);
            self.mistake_in(name, problem);
            return None;
        };
        if self.dictionary(table).fields[found].expr_type() != ExprType::Number {
            self.mistake_at(message!("problem-total-needs-numbers"), name.span());
            return None;
        }
        Some((event, self.event_value(event, found, true), found))
    }

    /// The plan of a rule about events. Its judgements are the events it may point at, and one for what is not declared;
    /// `finding` says what is wrong, `spoken` what the rule demands.
    pub(crate) fn flow(&self, step: Step, spoken: &Message, finding: &Message) -> Plan {
        let process = self.process();
        let fields = (0..process.events.len()).map(Process::at);
        let judgements = fields.chain([OTHER]).map(|field| {
            let never = Expr::Boolean(false);
            Judgement::new(field, never, spoken.clone(), finding.clone())
        });
        let flow = Flow {
            process: self.process_ix,
            step,
            when: None,
            since: None,
            until: None,
            spoken: spoken.clone(),
        };
        Plan::new(Source::Process(Box::new(flow)), judgements.collect())
    }
}
