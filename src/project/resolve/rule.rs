//! A rule: what it judges, until when it held, whose it is, and the plan that its kind lowers to.

use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem, did_you_mean, offered};
use crate::project::raw::{CountOrShare, RawRule, Tolerance};
use crate::project::resolved::Resolved;
use crate::project::sections::{Broken, Section};
use crate::rules::plan::process::{BY, Condition, Flow, ProcessIx};
use crate::rules::plan::{Expr, Op, Source};
use crate::rules::{
    Acceptable, Adoption, Check, Origin, Rule, Scope, Setting, recurrence, unknown_table, wording,
};
use crate::tables::types::{ONE, TableIx};
use crate::tables::{date, number};

/// Whether the rule can be judged.
pub(super) fn rule(
    resolved: &mut Resolved,
    section: &Section<RawRule>,
    origin: Origin,
    text: &str,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> bool {
    let raw = &section.value;
    let place = Place::new(section.place.file, raw.id.span());
    let check = check_of(text, &section.place).unwrap_or_else(|| place.clone());
    let mut found = Vec::new();
    let pack = if let Origin::Pack(name) = origin {
        Some(name)
    } else {
        None
    };
    let places = [&place, &check];
    let rule = lower(resolved, raw, origin, places, text, broken, &mut found);
    if section.is_part {
        // what the rule lacks may stand in the parts that are left out
        found.retain(|problem| !problem.place.iter().any(|at| places.contains(&at)));
        problems.extend(found);
        return false;
    }
    match (rule, pack) {
        (Some(rule), _) if found.is_empty() => {
            resolved.rules.push(rule);
            return true;
        }
        // a pack is written for many companies: what does not fit this one is told, not a mistake
        (_, Some(pack)) => {
            // without a reason of its own it is about what has mistakes, and those are told
            debug_assert!(!found.is_empty() || !problems.is_empty(), "{}", *raw.id);
            if let Some(problem) = found.into_iter().next() {
                resolved.skip(pack, problem.message, &raw.id);
            }
        }
        (None, _) if found.is_empty() && problems.is_empty() => {
            // a rule that nobody judges would pass without a word
            problems.push(Problem::at(message!("rule-lost"), place));
        }
        _ => problems.extend(found),
    }
    false
}

/// Where the check of a rule is written, in whatever way.
fn check_of(text: &str, rule: &Place) -> Option<Place> {
    let mut start = rule.span.start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let begin = start + line.len() - line.trim_start().len();
        start += line.len();
        let line = line.trim();
        if line.starts_with("[[") && begin > rule.span.start {
            return None;
        }
        let key = line.find(['=', ']']).map_or(line, |end| &line[..end]);
        let key = key.trim_end();
        let name = key.trim_start_matches('[').trim_start_matches("rule.");
        if name == "check" || name.starts_with("check.") {
            return Some(Place::new(rule.file, begin..begin + key.len()));
        }
    }
    None
}

/// `place`, `check`: where the rule has its name, and its check.
fn lower(
    resolved: &mut Resolved,
    raw: &RawRule,
    origin: Origin,
    [place, check]: [&Place; 2],
    text: &str,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> Option<Rule> {
    problems.extend(bad_id(&raw.id, place));
    let tolerance = raw
        .tolerance
        .as_ref()
        .and_then(|t| acceptable(t, place.file, problems));
    let process = process(resolved, raw, place, broken, problems).ok()?;
    let table = match (&raw.table, process) {
        (None, Some(process)) => resolved.processes[process].table,
        (Some(name), _) if !recurs(raw) => {
            judged_table(resolved, name, place.file, broken, problems)?
        }
        // it comes after the exports, once all rules are known
        _ if has_no_table(resolved, raw, place, problems) => resolved.tables.len(),
        _ => return None,
    };
    let has_owner = raw
        .owner
        .as_ref()
        .is_some_and(|o| resolved.tables[table].find(o).is_some());
    let setting = Setting {
        tables: match process {
            Some(_) => &resolved.tables,
            None => &resolved.tables[..resolved.exports],
        },
        work: &resolved.work,
        people: resolved.people.as_ref(),
        schemes: &resolved.schemes,
        broken: &broken.tables,
        text,
    };
    let mut scope = Scope::new(setting, table, check.clone(), &mut resolved.lookups);
    scope.lenient = matches!(origin, Origin::Pack(_));
    if let Some(ix) = process {
        scope.process = Some(resolved.processes[ix].clone());
        scope.process_ix = ix;
    }
    owner_of_whole(raw, &mut scope);
    let owner = match &raw.owner {
        None if process.is_some() => Some(BY),
        None => recurs(raw).then_some(recurrence::OWNER),
        Some(name) if has_owner || !matches!(origin, Origin::Pack(_)) => scope.field(name),
        _ => None,
    };
    let of_rows = process.is_none();
    let mut conditions: Vec<Expr> = (raw.when.iter().filter(|_| of_rows))
        .filter_map(|w| scope.condition(table, w))
        .collect();
    for (bound, op) in [(&raw.since, Op::Ge), (&raw.until, Op::Le)] {
        if let Some(bound) = bound.as_ref().filter(|_| of_rows) {
            conditions.extend(validity(bound, op, &mut scope));
        }
    }
    scope.problems.extend(backwards(raw, place.file));
    let mut plan = raw.check.plan(&mut scope);
    if let Some(Source::Process(flow)) = plan.as_mut().map(|plan| &mut plan.source) {
        judged(flow, raw, &mut scope);
    }
    if let (Some(own), false) = (&raw.message, recurs(raw)) {
        let judgements = plan.as_mut().map(|plan| &mut plan.judgements[..]);
        wording::speak(own, judgements.unwrap_or_default(), &mut scope);
    }
    problems.append(&mut scope.problems);
    let doubts = std::mem::take(&mut scope.doubts);
    // with what the rule asks of its events
    let asked = scope.process.take();
    if let Some((ix, asked)) = process.zip(asked) {
        resolved.processes[ix] = asked;
    }
    if let Origin::Pack(pack) = origin {
        let notice = |reason| {
            message!(
                "pack-word-unknown",
                pack = pack,
                rule = raw.id.as_str(),
                reason = reason
            )
        };
        resolved.doubts.extend(doubts.into_iter().map(notice));
    }
    let when = if conditions.len() > 1 {
        Some(Expr::And(conditions))
    } else {
        conditions.pop()
    };
    Some(Rule {
        id: (*raw.id).clone(),
        label: raw.label.clone(),
        kind: raw.check.name(),
        table,
        when,
        severity: raw.severity.unwrap_or(raw.check.severity()),
        owner,
        tolerance,
        why: raw.why.clone(),
        fix: raw.fix.clone(),
        adoption: adoption(raw),
        tags: raw.tags.clone(),
        plan: plan?,
        origin,
        place: place.clone(),
        enabled: true,
    })
}

/// Which documents it is for, and where that was decided.
fn adoption(raw: &RawRule) -> Adoption {
    Adoption {
        since: raw.since.as_ref().map(|day| day.to_string()),
        until: raw.until.as_ref().map(|day| day.to_string()),
        decided_by: raw.decided_by.clone(),
    }
}

/// That somebody is to act on what is about a table.
fn owner_of_whole(raw: &RawRule, scope: &mut Scope) {
    if let Some(name) = raw.owner.as_ref().filter(|_| raw.check.is_of_whole()) {
        let kind = raw.check.name();
        scope.mistake_at(message!("problem-owner-of-whole", kind = kind), name.span());
    }
}

/// That a rule ends before it begins.
fn backwards(raw: &RawRule, file: usize) -> Option<Problem> {
    let (since, until) = (raw.since.as_ref()?, raw.until.as_ref()?);
    let message = message!(
        "problem-since-behind-until",
        since = since.to_string(),
        until = until.to_string()
    );
    let (here, other) = (
        Place::new(file, until.span()),
        Place::new(file, since.span()),
    );
    let mistake = Problem::at(message, here).other(other);
    (since.to_string() > until.to_string()).then_some(mistake)
}

/// That something is wrong, which is told already.
struct Told;

/// The process that the rule is about; none where it is about a table. That it names the wrong one of both is told.
fn process(
    resolved: &Resolved,
    raw: &RawRule,
    place: &Place,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> Result<Option<ProcessIx>, Told> {
    let kind = raw.check.name();
    let Some(name) = &raw.process else {
        if raw.check.is_of_cases() {
            let at = raw.table.as_ref().map_or(place.span.clone(), Name::span);
            let message = message!("problem-kind-of-cases", kind = kind);
            problems.push(Problem::at(message, Place::new(place.file, at)));
            return Err(Told);
        }
        return Ok(None);
    };
    let at = Place::new(place.file, name.span());
    if !raw.check.is_of_cases() {
        let message = message!("problem-kind-of-rows", kind = kind);
        problems.push(Problem::at(message, at));
        return Err(Told);
    }
    if let Some(table) = &raw.table {
        let message = message!("problem-table-and-process");
        let other = Place::new(place.file, table.span());
        problems.push(Problem::at(message, other).other(at));
        return Err(Told);
    }
    let mut processes = resolved.processes.iter();
    let found = processes.position(|process| process.name == **name);
    if found.is_none() && !broken.processes.contains(&**name) {
        let names = resolved
            .processes
            .iter()
            .map(|process| process.name.as_str());
        let hint = did_you_mean(name, names.clone()).or_else(|| {
            let names = offered(names);
            (!names.is_empty()).then(|| message!("hint-one-of", names = names))
        });
        let message = message!("problem-unknown-process", name = name.as_str());
        problems.push(Problem::at(message, at).maybe_hint(hint));
    }
    found.map(Some).ok_or(Told)
}

/// Which events, or cases, a rule about a process judges: `when`, `since` and `until`.
fn judged(flow: &mut Flow, raw: &RawRule, scope: &mut Scope) {
    flow.since = raw.since.as_ref().and_then(|bound| day_of(bound, scope));
    flow.until = raw.until.as_ref().and_then(|bound| day_of(bound, scope));
    let Some(when) = &raw.when else { return };
    let Some(event) = flow.step.subject() else {
        scope.mistake_at(message!("problem-when-of-nothing"), when.span());
        return;
    };
    let table = scope.event_table(event);
    let Some(expr) = scope.condition(table, when) else {
        return;
    };
    let process = scope.process.as_mut();
    flow.when = process.map(|process| (event, process.condition(Condition { table, expr })));
}

/// Whether the rule looks at the findings of other rules.
fn recurs(raw: &RawRule) -> bool {
    matches!(raw.check, Check::Recurrence(_))
}

/// The table of that name.
fn judged_table(
    resolved: &Resolved,
    name: &Name,
    file: usize,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> Option<TableIx> {
    if broken.tables.contains(&**name) {
        return None;
    }
    let tables = &resolved.tables[..resolved.exports];
    let found = tables.iter().position(|t| t.name == **name);
    if found.is_none() {
        let (message, hint) = unknown_table(tables, name);
        let place = Place::new(file, name.span());
        problems.push(Problem::at(message, place).maybe_hint(hint));
    }
    found
}

/// Whether a rule about recurrence leaves out everything that is about a table; what it does not is told, and so is an
/// export that has the name of its own table.
fn has_no_table(
    resolved: &Resolved,
    raw: &RawRule,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> bool {
    let name = |name: &Option<Name>| name.as_ref().map(Name::span);
    let day = |day: &Option<Placed<toml::value::Datetime>>| day.as_ref().map(Placed::span);
    let keys = [
        ("table", name(&raw.table)),
        ("when", name(&raw.when)),
        ("owner", name(&raw.owner)),
        ("since", day(&raw.since)),
        ("until", day(&raw.until)),
        ("message", raw.message.as_ref().map(Placed::span)),
    ];
    let before = problems.len();
    for (key, span) in keys {
        if let Some(span) = span {
            let message = message!("problem-recurrence-key", key = key);
            problems.push(Problem::at(message, Place::new(place.file, span)));
        }
    }
    let mut tables = resolved.tables.iter();
    if let Some(taken) = tables.find(|table| table.name == recurrence::TABLE) {
        let message = message!("problem-recurrence-table", name = recurrence::TABLE);
        problems.push(Problem::at(message, place.clone()).other(taken.place.clone()));
    }
    problems.len() == before
}

/// `since` or `until` as a condition on the table's document date.
fn validity(bound: &Placed<toml::value::Datetime>, op: Op, scope: &mut Scope) -> Option<Expr> {
    let Some(field) = scope.dictionary(scope.table).date else {
        let table = scope.dictionary(scope.table).name.clone();
        scope.mistake_at(
            message!("problem-no-document-date", table = table),
            bound.span(),
        );
        return None;
    };
    let day = day_of(bound, scope)?;
    Some(Expr::Day(Box::new(scope.value(field))).compare(op, Expr::Date(day)))
}

/// The day that is written; what is none is told.
fn day_of(bound: &Placed<toml::value::Datetime>, scope: &mut Scope) -> Option<i64> {
    let day = bound.date.and_then(|d| date::iso(&d.to_string()));
    let day = day.filter(|_| bound.time.is_none());
    if day.is_none() {
        let message = message!("problem-bad-date", written = bound.to_string());
        scope.mistake_at(message, bound.span());
    }
    day.map(date::Stamp::day)
}

pub(super) fn acceptable(
    raw: &Tolerance,
    file: usize,
    problems: &mut Vec<Problem>,
) -> Option<Acceptable> {
    match &*raw.over {
        CountOrShare::Count(count) => Some(Acceptable::Count(*count)),
        CountOrShare::Share(text) => {
            let percent = text.trim().strip_suffix('%').and_then(number::exact);
            let percent = percent.filter(|percent| (0..=100 * ONE).contains(percent));
            if percent.is_none() {
                let place = Place::new(file, raw.over.span());
                problems.push(Problem::at(
                    message!("problem-bad-share", written = text),
                    place,
                ));
            }
            percent.map(Acceptable::Percent)
        }
    }
}

/// That an id is not written as ids are.
fn bad_id(id: &str, place: &Place) -> Option<Problem> {
    if is_kebab(id) {
        return None;
    }
    let message = message!("problem-bad-id", id = id);
    let kebab = id.trim().to_lowercase().replace(['_', ' ', '.'], "-");
    let hint = is_kebab(&kebab).then(|| message!("hint-did-you-mean", name = kebab));
    Some(Problem::at(message, place.clone()).maybe_hint(hint))
}

fn is_kebab(id: &str) -> bool {
    let part = |p: &str| {
        !p.is_empty()
            && p.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    id.split('-').all(part)
}
