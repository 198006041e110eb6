//! What should stand in a cell instead of what stands there, where the program knows better than the rule: never a guess, unless it is
//! put as a question.

use crate::blank;
use crate::mistakes::nearest;
use crate::project::Project;
use crate::rules::Rule;
use crate::rules::matcher::Matcher;
use crate::rules::plan::{Expr, Lookup, Op, Reduce};
use crate::tables::Field;
use crate::tables::date::{self, Conventions, Reading};
use crate::tables::forms::{Form, narrow};
use crate::tables::header::fold;
use crate::tables::types::{FieldIx, FieldType};

/// Zeros are put before a code up to this length.
const LONGEST: usize = 32;
/// In longer lists no word is looked for that is near: there may be as many faults.
const MOST_WORDS: usize = 100;

/// What is proposed for a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proposal {
    /// The same value, as it should be written.
    Written(String),
    /// Another one, which may have been meant.
    Meant(String),
}

/// What is proposed for a cell of a field that a rule finds wrong.
pub(super) fn proposal(
    project: &Project,
    field: FieldIx,
    rule: &Rule,
    cell: &str,
) -> Option<Proposal> {
    let described = &project.tables[rule.table].fields[field];
    // what is masked is not spread
    if described.sensitive || blank::is_empty(cell) {
        return None;
    }
    let judgements = rule.plan.judgements.iter();
    let of_field = judgements.filter(|judgement| judgement.column == field);
    of_field
        .filter(|judgement| judgement.beside.is_empty())
        .find_map(|judgement| of(project, described, &judgement.violation, cell))
        .filter(|proposal| match proposal {
            Proposal::Written(value) | Proposal::Meant(value) => value != cell,
        })
}

fn of(project: &Project, field: &Field, violation: &Expr, cell: &str) -> Option<Proposal> {
    match violation {
        Expr::Given(_, inner) => of(project, field, inner, cell),
        Expr::Compare(Op::Eq, left, right) => match (&**left, &**right) {
            (Expr::Lookup(lookup, _, keys), Expr::Number(0)) if keys.len() == 1 => {
                referred(project, &project.lookups[*lookup], cell).map(Proposal::Meant)
            }
            _ => None,
        },
        Expr::Not(inner) => match &**inner {
            Expr::Matches(_, matcher) => matching(matcher, cell).map(Proposal::Written),
            Expr::InTexts(_, words) if field.kind != FieldType::Person => {
                let written: Option<Vec<&str>> = field.values.as_ref().map(|map| {
                    let meant = map.iter().filter(|(_, meant)| words.contains(meant));
                    meant.map(|(written, _)| written.as_str()).collect()
                });
                let words: Vec<&str> =
                    written.unwrap_or_else(|| words.iter().map(String::as_str).collect());
                listed(&words, cell)
            }
            _ => None,
        },
        Expr::Unreadable(_) => match (&field.values, field.kind) {
            (Some(map), _) => {
                let words: Vec<&str> = map.keys().map(String::as_str).collect();
                listed(&words, cell)
            }
            (None, FieldType::Date | FieldType::Datetime) => {
                dated(field, cell).map(Proposal::Written)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The cell as an expression takes it: without blanks around it, in half width, in capitals, or with the zeros that a spreadsheet
/// has dropped.
fn matching(matcher: &Matcher, cell: &str) -> Option<String> {
    let tidy = narrow(blank::trim(cell)).into_owned();
    let capitals = tidy.to_uppercase();
    let same = [tidy.clone(), capitals];
    if let Some(same) = same.into_iter().find(|same| matcher.is_match(same)) {
        return Some(same);
    }
    if tidy.is_empty() || !tidy.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lengths = tidy.len() + 1..=LONGEST;
    let mut padded = lengths
        .map(|length| format!("{tidy:0>length$}"))
        .filter(|padded| matcher.is_match(padded));
    // where several lengths will do, nobody knows how many zeros were dropped
    padded.next().filter(|_| padded.next().is_none())
}

/// A code as the column takes it that it refers to. Whether it is there, nobody has looked.
fn referred(project: &Project, lookup: &Lookup, cell: &str) -> Option<String> {
    let ([key], Reduce::Exists) = (lookup.keys.as_slice(), &lookup.reduce) else {
        return None;
    };
    let there = *key.fields().first()?;
    let rules = project
        .rules
        .iter()
        .filter(|rule| rule.table == lookup.table);
    let judgements = rules.flat_map(|rule| &rule.plan.judgements);
    let mut of_there = judgements.filter(|judgement| judgement.column == there);
    of_there.find_map(|judgement| match &judgement.violation {
        Expr::Not(inner) => match &**inner {
            Expr::Matches(_, matcher) => matching(matcher, cell),
            _ => None,
        },
        _ => None,
    })
}

/// The word of a list that a cell is but for blanks, width and case, or else the one that is near.
fn listed(words: &[&str], cell: &str) -> Option<Proposal> {
    let folded = fold(cell);
    let mut same = words.iter().filter(|word| fold(word) == folded);
    if let (Some(same), None) = (same.next(), same.next()) {
        return Some(Proposal::Written((*same).to_owned()));
    }
    let cell = blank::trim(cell);
    // of two letters everything short is near
    if words.len() > MOST_WORDS || cell.is_ascii() && cell.len() < 3 {
        return None;
    }
    let near = nearest(cell, words.iter().copied())?;
    Some(Proposal::Meant(near.to_owned()))
}

/// A day that is written in another form than the declared one.
fn dated(field: &Field, cell: &str) -> Option<String> {
    let declared = field.formats.first()?;
    match date::read(cell, Conventions::default()) {
        // a mere number may be anything
        Reading::Stamp(_, Some(Form::Serial)) => None,
        Reading::Stamp(stamp, _) => date::in_form(declared, stamp.millis),
        _ => date::iso(cell).and_then(|stamp| date::in_form(declared, stamp.millis)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::audited;

    /// What is proposed for a cell of a field that breaks what its dictionary asks.
    fn proposed(field: &str, cell: &str) -> Option<Proposal> {
        let project =
            format!("[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{ {field} }}\n");
        let (project, _) = audited(&project, &[]);
        let mut rules = project.rules.iter().filter(|rule| rule.table == 0);
        rules.find_map(|rule| proposal(&project, 0, rule, cell))
    }

    #[test]
    fn a_code_of_another_table_is_asked_for() {
        let project = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {}\n\
            [tables.u]\nfiles = \"u.csv\"\n[tables.u.fields]\nno = { pattern = '\\d{6}' }\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.reference = { columns = [\"a\"], table = \"u\", key = [\"no\"] }\n";
        let (project, _) = audited(project, &[]);
        let rule = project.rules.iter().find(|rule| rule.id == "r").unwrap();
        let proposed = |cell: &str| proposal(&project, 0, rule, cell);
        assert_eq!(proposed("1002"), Some(Proposal::Meant("001002".to_owned())));
        // it is written as it should be, and not there
        assert_eq!(proposed("001002"), None);
        assert_eq!(proposed("A1"), None);
    }

    #[test]
    fn a_code_as_it_should_be_written() {
        let written = |text: &str| Some(Proposal::Written(text.to_owned()));
        let six = r"pattern = '\d{6}'";
        assert_eq!(proposed(six, "1002"), written("001002"));
        assert_eq!(proposed(six, " ００1002\u{a0}"), written("001002"));
        assert_eq!(proposed(six, "1002a"), None);
        assert_eq!(proposed(six, "1234567"), None);
        // how many zeros there were, nobody knows
        assert_eq!(proposed(r"pattern = '\d{6,8}'", "1002"), None);
        assert_eq!(proposed(r"pattern = 'C\d{2}'", "c07"), written("C07"));
        let secret = r"pattern = '\d{6}', sensitive = true";
        assert_eq!(proposed(secret, "1002"), None);
    }

    #[test]
    fn a_word_of_a_list_and_one_that_is_near() {
        let meant = |text: &str| Some(Proposal::Meant(text.to_owned()));
        let written = |text: &str| Some(Proposal::Written(text.to_owned()));
        let list = "values = [\"Retailer\", \"经销商\", \"门店\"]";
        assert_eq!(proposed(list, " retailer"), written("Retailer"));
        assert_eq!(proposed(list, "Retialer"), meant("Retailer"));
        assert_eq!(proposed(list, "经消商"), meant("经销商"));
        assert_eq!(proposed(list, "工程项目"), None);
        let map = "values = { \"未完结\" = \"open\", \"已完结\" = \"closed\" }";
        assert_eq!(proposed(map, "未完結"), meant("未完结"));
    }

    #[test]
    fn a_day_in_the_declared_form() {
        let date = "type = \"date\", format = \"%Y%m%d\"";
        assert_eq!(
            proposed(date, "2026年3月5日"),
            Some(Proposal::Written("20260305".to_owned()))
        );
        assert_eq!(
            proposed(date, "2026-03-05"),
            Some(Proposal::Written("20260305".to_owned()))
        );
        // which of the two is the month, the cell does not say
        assert_eq!(proposed(date, "03/04/2026"), None);
        assert_eq!(proposed(date, "46086"), None);
        assert_eq!(proposed("type = \"date\"", "someday"), None);
    }
}
