//! The table of people: whose an account is, since when and until when.

use crate::rules::matcher::Matcher;

use super::raw::{RawPeople, RawTable};
use super::sections::{Broken, Section};
use crate::messages::{Message, message};
use crate::mistakes::placed::Name;
use crate::mistakes::{Place, Problem, nearest};
use crate::rules::people::People;
use crate::rules::type_name;
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Table, person};

/// The name of the table, and of the section beside it.
const PEOPLE: &str = "people";

/// The fields that the table may have beside the account.
const OPTIONAL: [&str; 5] = ["name", "department", "joined", "left", "assessed_on"];

/// The people of a project, where it has a table of them without mistakes.
pub(super) fn resolve(
    section: Option<&Section<RawPeople>>,
    tables: &[Table],
    raw_tables: &[Section<RawTable>],
    broken: &Broken,
    doubts: &mut Vec<Message>,
    problems: &mut Vec<Problem>,
) -> Option<People> {
    let Some(ix) = tables.iter().position(|table| table.name == PEOPLE) else {
        if let Some(section) = section.filter(|_| !broken.tables.contains(PEOPLE)) {
            let near = nearest(PEOPLE, tables.iter().map(|table| table.name.as_str()));
            let near =
                near.and_then(|near| raw_tables.get(tables.iter().position(|t| t.name == near)?));
            let place = near.map_or(&section.place, |near| &near.place);
            let problem = Problem::at(message!("problem-no-people-table"), place.clone());
            problems.push(problem.hint(meant(PEOPLE, near.is_some())));
        }
        return None;
    };
    let (table, raw) = (&tables[ix], &raw_tables[ix]);
    let Some(account) = table.find("account") else {
        let near = nearest(
            "account",
            table.fields.iter().map(|field| field.name.as_str()),
        );
        let near = near.and_then(|near| raw.value.fields.keys().find(|name| ***name == near));
        let place = near.map_or_else(
            || raw.place.clone(),
            |near| Place::new(raw.place.file, near.span()),
        );
        let problem = Problem::at(message!("problem-people-no-account"), place);
        problems.push(problem.hint(meant("account", near.is_some())));
        return None;
    };
    doubts.extend(OPTIONAL.into_iter().filter_map(|name| near_to(name, table)));
    let shared = section.map_or(&[][..], |section| &section.value.shared);
    Some(People {
        table: ix,
        account,
        name: table.find("name"),
        department: table.find("department"),
        joined: dated("joined", table, raw, problems),
        left: dated("left", table, raw, problems),
        assessed_on: dated("assessed_on", table, raw, problems),
        new_days: section.map_or(RawPeople::default().new_days, |s| s.value.new_days),
        shared: section.and_then(|s| any_of(shared, s.place.file, problems)),
        patterns: shared.iter().filter_map(pattern).collect(),
    })
}

/// That a field may be meant as one that the table does not have.
fn near_to(name: &str, table: &Table) -> Option<Message> {
    if table.find(name).is_some() {
        return None;
    }
    let fields = table.fields.iter().map(|field| field.name.as_str());
    let others = fields.filter(|field| *field != "account" && !OPTIONAL.contains(field));
    let field = nearest(name, others)?;
    Some(message!("people-field-near", field = field, name = name))
}

/// What to do where a name is missing: correct the one that is near it, or declare it.
fn meant(name: &str, misspelt: bool) -> Message {
    if misspelt {
        message!("hint-did-you-mean", name = name)
    } else {
        message!("hint-people")
    }
}

/// The field of that name, which must hold dates.
fn dated(
    name: &str,
    table: &Table,
    raw: &Section<RawTable>,
    problems: &mut Vec<Problem>,
) -> Option<FieldIx> {
    let field = table.find(name)?;
    let kind = table.fields[field].kind;
    if matches!(kind, FieldType::Date | FieldType::Datetime) {
        return Some(field);
    }
    let (written, _) = raw.value.fields.get_index(field)?;
    let message = message!(
        "problem-field-type",
        field = name,
        found = type_name(kind),
        wanted = message!("types-date")
    );
    let place = Place::new(raw.place.file, written.span());
    problems.push(Problem::at(message, place));
    None
}

/// One expression for all patterns, in which `*` stands for any characters and `?` for one; none without patterns.
fn any_of(patterns: &[Name], file: usize, problems: &mut Vec<Problem>) -> Option<Matcher> {
    for pattern in patterns.iter().filter(|pattern| pattern.trim().is_empty()) {
        let message = message!("problem-empty-text", name = "shared");
        problems.push(Problem::at(message, Place::new(file, pattern.span())));
    }
    let first = patterns.first()?;
    let translated: Vec<String> = patterns.iter().map(|p| translated(p)).collect();
    let any = format!("(?s){}", translated.join("|"));
    // they can only be too many
    let bad = |_| {
        let message = message!("problem-bad-regex", error = message!("regex-large"));
        problems.push(Problem::at(message, Place::new(file, first.span())));
    };
    Matcher::whole(&any).map_err(bad).ok()
}

fn translated(pattern: &str) -> String {
    let escaped = regex::escape(&person::clean(pattern));
    escaped.replace(r"\*", ".*").replace(r"\?", ".")
}

fn pattern(written: &Name) -> Option<(String, Matcher)> {
    let matcher = Matcher::whole(&format!("(?s){}", translated(written))).ok()?;
    Some((written.to_string(), matcher))
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::rules::matcher::Matcher;
    use crate::testing::audited;

    #[test]
    fn a_field_that_is_nearly_one_of_people_is_told() {
        let project = "[tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\n\
            account = {}\nname = {}\nlefton = {}\ndepartement = {}\nphone = {}\n";
        let (project, _) = audited(project, &[("p.csv", "account\n1\n")]);
        let messages = Messages::new(Lang::En);
        let told: Vec<String> = project.notices.iter().map(|n| messages.text(n)).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("`departement`") && told[0].contains("`department`"));
        assert!(told[1].contains("`lefton`") && told[1].contains("`left`"));
    }

    fn shared(patterns: &str) -> Matcher {
        let project = format!(
            "[tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {{}}\n[people]\nshared = {patterns}\n"
        );
        let (project, _) = audited(&project, &[("p.csv", "account\n1\n")]);
        project.people.unwrap().shared.unwrap()
    }

    #[test]
    fn patterns_of_shared_accounts_are_cleaned_and_whole() {
        let shared = shared("[\"Admin\", \"仓库*\", \"a.b?\", \"ＰＯＳ*\"]");
        for account in ["admin", "仓库", "仓库01", "a.bc", "pos1"] {
            assert!(shared.is_match(account), "{account}");
        }
        for account in ["admin1", "badmin", "一号仓库", "axbc", "a.b"] {
            assert!(!shared.is_match(account), "{account}");
        }
    }
}
