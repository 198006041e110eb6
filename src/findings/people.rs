//! People: whose an account is, and who must act on a finding.

use polars::prelude::PlHashMap;

use crate::rules::matcher::Matcher;
use crate::rules::people::People;
use crate::rules::plan::NEVER;
use crate::tables::mask::mask;
use crate::tables::types::{DAY, FieldIx};
use crate::tables::{Table, person};

/// A row of the table of people. Days are midnights, in milliseconds since 1970-01-01; none where they are not known.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) account: String,
    /// As reports show it.
    pub(crate) name: String,
    /// As reports show it.
    pub(crate) department: String,
    pub(crate) joined: Option<i64>,
    /// [`NEVER`] where the cell is empty.
    pub(crate) left: Option<i64>,
    /// [`NEVER`] where the cell is empty.
    pub(crate) assessed_on: Option<i64>,
}

impl Person {
    /// None where the table does not say.
    pub(crate) fn department(&self) -> Option<&str> {
        Some(self.department.as_str()).filter(|department| !department.is_empty())
    }
}

/// All people, to be found by account and by name.
#[derive(Debug)]
pub(crate) struct Directory {
    people: Vec<Person>,
    /// By cleaned account.
    accounts: PlHashMap<String, usize>,
    /// By cleaned name; none where several people have it.
    names: PlHashMap<String, Option<usize>>,
    shared: Option<Matcher>,
    /// Whether nobody may see the accounts.
    secret: bool,
    new_days: i64,
    tells_new: bool,
    /// The day of the audit.
    pub(super) as_of: i64,
}

/// Whose a cell is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose<'d> {
    /// The cell is empty.
    Nobodys,
    One(&'d Person),
    /// An account that several people use, with its row in the table where it has one.
    Shared(Option<&'d Person>),
    /// A name that several people have.
    Several,
    Unknown,
}

impl<'d> Whose<'d> {
    /// The row of the table that the cell leads to.
    pub(crate) fn person(self) -> Option<&'d Person> {
        match self {
            Whose::One(person) => Some(person),
            Whose::Shared(person) => person,
            Whose::Nobodys | Whose::Several | Whose::Unknown => None,
        }
    }
}

impl Directory {
    /// Of an account that stands in several rows the one that is left last is taken, the first of those that are alike.
    pub(crate) fn new(rows: Vec<Person>, people: &People, table: &Table, as_of: i64) -> Directory {
        let mut directory = Directory {
            people: Vec::new(),
            accounts: PlHashMap::default(),
            names: PlHashMap::default(),
            shared: people.shared.clone(),
            secret: table.fields[people.account].sensitive,
            new_days: i64::from(people.new_days),
            tells_new: people.tells_new(),
            as_of,
        };
        for row in rows {
            let account = person::clean(&row.account).into_owned();
            let ix = *directory
                .accounts
                .entry(account)
                .or_insert(directory.people.len());
            match directory.people.get_mut(ix) {
                None => directory.people.push(row),
                Some(before) if before.left < row.left => *before = row,
                Some(_) => {}
            }
        }
        for (ix, person) in directory.people.iter().enumerate() {
            if !person.name.is_empty() {
                let name = person::clean(&person.name).into_owned();
                let known = directory.names.entry(name).or_insert(Some(ix));
                *known = known.filter(|known| *known == ix);
            }
        }
        directory.name_apart(people, table);
        directory
    }

    /// Puts the names as reports show them: two people never look like one.
    fn name_apart(&mut self, people: &People, table: &Table) {
        let secret = |field: Option<FieldIx>| field.is_some_and(|f| table.fields[f].sensitive);
        for (ix, person) in self.people.iter_mut().enumerate() {
            let account = mask(&person.account, secret(Some(people.account)));
            let own = self.names.get(&*person::clean(&person.name));
            let name = mask(&person.name, secret(people.name));
            person.name = match own {
                None => account.into_owned(),
                Some(known) if *known == Some(ix) => name.into_owned(),
                Some(_) => format!("{name} ({account})"),
            };
            let department = mask(&person.department, secret(people.department));
            person.department = department.into_owned();
        }
    }

    /// Whether it can be told who is new.
    pub(crate) fn tells_new(&self) -> bool {
        self.tells_new
    }

    pub(crate) fn whose(&self, cell: &str) -> Whose<'_> {
        let cleaned = person::clean(cell);
        if cleaned.is_empty() {
            return Whose::Nobodys;
        }
        let shared = |account: &str| self.shared.as_ref().is_some_and(|s| s.is_match(account));
        let account = self.accounts.get(&*cleaned).copied().map(Some);
        match account.or_else(|| self.names.get(&*cleaned).copied()) {
            Some(Some(ix)) => {
                let one = &self.people[ix];
                if shared(&cleaned) || shared(&person::clean(&one.account)) {
                    Whose::Shared(Some(one))
                } else {
                    Whose::One(one)
                }
            }
            _ if shared(&cleaned) => Whose::Shared(None),
            Some(None) => Whose::Several,
            None => Whose::Unknown,
        }
    }

    /// The account of whoever a cell names, as the table has it; none where that is not known, and where nobody may see it.
    pub(crate) fn account(&self, cell: &str) -> Option<&str> {
        let person = self.whose(cell).person().filter(|_| !self.secret)?;
        Some(&person.account)
    }

    /// Whether somebody was new on the day of a document: the first so many days from joining on, or not assessed yet. None
    /// where that is not known.
    pub(super) fn is_new(&self, person: &Person, day: Option<i64>) -> Option<bool> {
        let day = day?;
        let days = person.joined.map(|joined| (day - joined).div_euclid(DAY));
        if days.is_some_and(|days| days < 0) {
            return Some(false);
        }
        let recent = days.map(|days| days < self.new_days);
        let unassessed = match person.assessed_on {
            // an empty cell says nothing of somebody of whom it is not known whether he has joined
            Some(NEVER) if days.is_none() => None,
            assessed_on => assessed_on.map(|assessed_on| day < assessed_on),
        };
        match (recent, unassessed) {
            (None, None) => None,
            (recent, unassessed) => Some(recent == Some(true) || unassessed == Some(true)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};
    use crate::reports::Finding;
    use crate::tables::date;
    use crate::testing::{audited, tried};

    const ORDERS: &str = "[tables.o]\nfiles = \"o.csv\"\nkey = [\"k\"]\ndepartment = \"dept\"\n[tables.o.fields]\n\
        k = {}\nby = { null = [\"-\"] }\ndept = {}\nat = { type = \"date\" }\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\nowner = \"by\"\ncheck.required = { columns = [\"at\"] }\n";
    const PEOPLE: &str = "[tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\nname = {}\ndepartment = {}\n";

    /// Owner, department, account and whether he is new, finding by finding.
    fn owners(
        project: &str,
        files: &[(&str, &str)],
    ) -> Vec<(String, String, String, Option<bool>)> {
        let told = |f: Finding| {
            let account = f.account.unwrap_or("–");
            let [owner, department, account] = [f.owner, f.department, account].map(str::to_owned);
            (owner, department, account, f.new_staff)
        };
        let found = tried(project, files, "r").findings;
        found.into_iter().map(told).collect()
    }

    fn notices(project: &str, files: &[(&str, &str)]) -> Vec<String> {
        let (_, audit) = audited(project, files);
        let messages = Messages::new(Lang::En);
        audit.notices.iter().map(|n| messages.text(n)).collect()
    }

    fn owner(
        name: &str,
        department: &str,
        account: &str,
    ) -> (String, String, String, Option<bool>) {
        (name.into(), department.into(), account.into(), None)
    }

    #[test]
    fn owners_are_found_by_account_and_then_by_name() {
        let people = "account,name,department\nu1,Ann,Sales\nU2,Bob,\nBob,Cy,IT\nu4,,IT\nu5,Dee,A\nu6,Dee,B\n";
        let orders = "k,by,dept,at\n1,Ｕ１ ,x,\n2,ann,x,\n3,u2,x,\n4,bob,x,\n5,u4,x,\n6,dee,x,\n7,u6,x,\n8,zoe,x,\n9,,x,\n10,-,x,\n";
        let project = format!("{ORDERS}{PEOPLE}");
        let files = [("o.csv", orders), ("p.csv", people)];
        assert_eq!(
            owners(&project, &files),
            [
                owner("Ann", "Sales", "Ｕ１"),
                owner("Ann", "Sales", "ann"),
                owner("Bob", "x", "u2"),
                // an account goes before a name
                owner("Cy", "IT", "bob"),
                owner("u4", "IT", "u4"),
                owner("dee", "x", "dee"),
                owner("Dee (u6)", "B", "u6"),
                owner("zoe", "x", "zoe"),
                owner("", "x", ""),
                owner("-", "x", "-"),
            ]
        );
        assert_eq!(
            notices(&project, &files),
            [
                "the owner of 1 finding is neither an account nor a name in people: zoe",
                "the owner of 1 finding has a name that several people in people share; who must act only an account can tell: dee",
            ]
        );
    }

    /// Who stands in a broken row of the list is not known, and not to be called a stranger without a word.
    #[test]
    fn broken_rows_of_people_are_told() {
        let people = "account,name,department\nu1,Ann,Sales\nu2,\"Bea,Sales\n";
        let files = [("o.csv", "k,by,dept,at\n1,u2,x,\n"), ("p.csv", people)];
        let told = notices(&format!("{ORDERS}{PEOPLE}"), &files);
        assert!(
            told.iter()
                .any(|n| n.starts_with("people: 1 row has no readable key")),
            "{told:?}"
        );
    }

    #[test]
    fn a_shared_account_is_told_by_its_name_as_well() {
        let people = "account,name\nadmin1,系统管理员\n";
        let orders = "k,by,dept,at\n1,系统管理员,x,\n2,admin1,x,\n";
        let project = format!("{ORDERS}{PEOPLE}[people]\nshared = [\"admin*\"]\n");
        let told = notices(&project, &[("o.csv", orders), ("p.csv", people)]).concat();
        assert!(told.contains("2 findings"), "{told}");
        assert!(told.contains(": 系统管理员, admin1"), "{told}");
    }

    #[test]
    fn without_people_owners_are_as_they_are_written() {
        let files = [("o.csv", "k,by,dept,at\n1, U1,x,\n")];
        assert_eq!(owners(ORDERS, &files), [owner("U1", "x", "–")]);
        let project = format!("{ORDERS}{PEOPLE}");
        for (people, reason) in [
            ("account,name\n", "people holds no rows"),
            ("name\nAnn\n", "people could not be read"),
        ] {
            let files = [files[0], ("p.csv", people)];
            assert_eq!(owners(&project, &files), [owner("U1", "x", "–")]);
            let told = notices(&project, &files).concat();
            let expected = format!("owners are shown as they stand in the documents: {reason}");
            assert!(told.contains(&expected), "{told}");
        }
        let told = notices(&project, &files).concat();
        assert!(told.contains("documents: people has no file"), "{told}");
    }

    #[test]
    fn what_is_sensitive_stays_masked() {
        let people = "account,name,department\nu1,Ann,Sales\n";
        let files = [
            ("o.csv", "k,by,dept,at\n1,u1,x,\n2,ann,x,\n3,zoe,x,\n"),
            ("p.csv", people),
        ];
        let project = format!("{ORDERS}{PEOPLE}");
        let secret_owner = project.replace("by = {", "by = { sensitive = true,");
        let masked = [(); 3].map(|()| "***");
        let found = owners(&secret_owner, &files);
        assert_eq!(
            found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(),
            masked
        );
        assert_eq!(
            found.iter().map(|f| f.2.as_str()).collect::<Vec<_>>(),
            masked
        );
        assert!(!notices(&secret_owner, &files).concat().contains("zoe"));
        let secret_name = project.replace("name = {}", "name = { sensitive = true }");
        let found = owners(&secret_name, &files);
        assert_eq!(found[0], owner("***", "Sales", "u1"));
    }

    #[test]
    fn who_is_new_is_so_from_joining_on() {
        let day = |text: &str| date::iso(text).unwrap().millis;
        let is_new = |joined: Option<&str>, assessed_on: Option<i64>, at: &str| {
            let person = Person {
                account: "u".to_owned(),
                name: String::new(),
                department: String::new(),
                joined: joined.map(day),
                left: None,
                assessed_on,
            };
            let directory = Directory {
                people: Vec::new(),
                accounts: PlHashMap::default(),
                names: PlHashMap::default(),
                shared: None,
                secret: false,
                new_days: 90,
                tells_new: true,
                as_of: day("2026-12-31"),
            };
            directory.is_new(&person, Some(day(at)))
        };
        let joined = Some("2026-07-01");
        for (assessed_on, at, expected) in [
            (None, "2026-06-30", false),
            (None, "2026-07-01", true),
            (None, "2026-09-28", true),
            (None, "2026-09-29", false),
            (Some(day("2026-11-01")), "2026-06-30", false),
            (Some(day("2026-11-01")), "2026-10-31", true),
            (Some(day("2026-11-01")), "2026-11-01", false),
            (Some(NEVER), "2026-12-31", true),
        ] {
            assert_eq!(is_new(joined, assessed_on, at), Some(expected), "{at}");
        }
        assert_eq!(is_new(None, None, "2026-07-01"), None);
        assert_eq!(is_new(None, Some(NEVER), "2026-07-01"), None);
        let assessed = Some(day("2026-07-01"));
        assert_eq!(is_new(None, assessed, "2026-06-30"), Some(true));
        assert_eq!(is_new(None, assessed, "2026-07-01"), Some(false));
    }

    #[test]
    fn without_a_date_the_day_of_the_audit_counts() {
        let people = "account,joined\nu1,2026-08-03\nu2,2026-08-02\nu3,\n";
        let fields = "[tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\njoined = { type = \"date\" }\n";
        let orders = "k,by,dept,at\n1,u1,2026-07-01,\n2,u2,2026-08-02,\n3,u3,2026-08-01,\n4,u2,,\n5,zoe,2026-08-01,\n";
        let files = [("o.csv", orders), ("p.csv", people)];
        let project = format!("{ORDERS}{fields}");
        let is_new = |project: &str| -> Vec<Option<bool>> {
            owners(project, &files).into_iter().map(|f| f.3).collect()
        };
        let (new, old) = (Some(true), Some(false));
        assert_eq!(is_new(&project), [new, old, None, old, None]);
        let dated = project
            .replace("department = \"dept\"", "date = \"dept\"")
            .replace("dept = {}", "dept = { type = \"date\" }");
        assert_eq!(is_new(&dated), [old, new, None, None, None]);
    }

    /// A table of people may refer to the table whose owners it names, and have owners itself.
    #[test]
    fn people_may_stand_in_a_circle() {
        let people = "account,name,department\nu1,Ann,Sales\nu2,,\n";
        let more = "[[rule]]\nid = \"p\"\ntable = \"people\"\nowner = \"account\"\ncheck.required = { columns = [\"name\"] }\n\
            [[rule]]\nid = \"back\"\ntable = \"people\"\ncheck.reference = { columns = [\"account\"], table = \"o\", key = [\"by\"] }\n";
        let project = format!("{ORDERS}{PEOPLE}{more}");
        let files = [("o.csv", "k,by,dept,at\n1,u1,x,\n"), ("p.csv", people)];
        assert_eq!(owners(&project, &files), [owner("Ann", "Sales", "u1")]);
        assert_eq!(tried(&project, &files, "p").findings[0].owner, "u2");
        assert_eq!(tried(&project, &files, "back").rows(), [3]);
    }
}
