//! What is told beside the findings, once for what is alike.

use crate::findings::times::Times;
use crate::messages::{Message, message};
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

/// Notices that are the same, or differ only in the file, are told once.
pub(super) fn grouped(notices: Vec<Message>) -> Vec<Message> {
    let mut groups: Vec<(Message, usize)> = Vec::new();
    for notice in notices {
        if groups.iter().any(|(first, _)| *first == notice) {
            continue;
        }
        match groups.iter_mut().find(|(first, _)| alike(first, &notice)) {
            Some((_, more)) => *more += 1,
            None => groups.push((notice, 0)),
        }
    }
    let told = |(notice, more)| match more {
        0 => notice,
        _ => message!("notice-in-files", notice = notice, count = more),
    };
    groups.into_iter().map(told).collect()
}

fn alike(one: &Message, other: &Message) -> bool {
    let rest = |m: &Message| {
        m.args
            .iter()
            .filter(|(name, _)| *name != "file")
            .cloned()
            .collect::<Vec<_>>()
    };
    one.key == other.key
        && one.args.iter().any(|(name, _)| *name == "file")
        && rest(one) == rest(other)
}
