//! Makes findings of what an engine finds: names who must act, and masks what not everybody may see. It is the same for every
//! engine.

use std::borrow::Cow;

use super::Columns;
use super::alike::Alike;
use super::lines::Lines;
use super::owners::{Owner, OwnerNotes, Owners};
use super::people::{Directory, Person};
use super::said::{Figure, Neighbour, Said, Twin};
use super::told::{Spool, Telling};
use super::words::Gathering;
use crate::fingerprint::identity::{Identity, Naming};
use crate::project::Project;
use crate::rules::Rule;
use crate::rules::plan::{Detail, Judgement};
use crate::tables::mask::{MASK, mask};
use crate::tables::packed::Packed;
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Table, person};

/// What is wrong with a row, as an engine tells it: with cells as they stand in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Find<'a> {
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    /// Index of the file among the files of its table.
    pub(crate) input: usize,
    /// The row as a person sees it in the file.
    pub(crate) line: u64,
    /// The cells of the table's key, or what stands for them where all are empty.
    pub(crate) key: Cow<'a, str>,
    /// What the key says, where that is not how it is written.
    pub(crate) key_value: Option<Cow<'a, str>>,
    /// Its document, where documents are looked for and it is known already.
    pub(crate) document: Option<Identity>,
    pub(crate) value: Cow<'a, str>,
    /// The cells of the other columns of the judgement.
    pub(crate) beside: Vec<Cow<'a, str>>,
    pub(crate) said: Said<'a>,
    /// The cell that names who must act.
    pub(crate) owner: Cow<'a, str>,
    pub(crate) department: Cow<'a, str>,
    /// Midnight of the day of the document, in milliseconds since 1970-01-01; none where it is not known.
    pub(crate) day: Option<i64>,
    /// Whether it is about something that is no row.
    pub(crate) is_about: bool,
}

impl Find<'_> {
    /// About something that is no row, by what that is called: the row is only where to look.
    pub(crate) fn about(self, document: &str) -> Self {
        Find {
            is_about: true,
            key: document.to_owned().into(),
            key_value: None,
            owner: "".into(),
            department: "".into(),
            ..self
        }
    }
}

/// What a finding is known by.
struct Names {
    identity: Identity,
    /// What it was known by while keys went by how they are written, where that differs.
    was: Option<Identity>,
}

impl Names {
    /// `naming`: by judgement; that of a find without one is the last.
    fn new(find: &Find, naming: &mut [Naming]) -> Names {
        let last = naming.len() - 1;
        let naming = &mut naming[find.judgement.min(last)];
        let as_written = naming.of(&find.key);
        match find.key_value.as_deref() {
            Some(value) => Names {
                identity: naming.of(value),
                was: Some(as_written),
            },
            None => Names {
                identity: as_written,
                was: None,
            },
        }
    }
}

/// Columns in the making.
struct Making<'a> {
    finisher: &'a Finisher<'a>,
    naming: Vec<Naming>,
    judgement: Vec<u32>,
    input: Vec<u32>,
    line: Vec<u64>,
    identity: Vec<Identity>,
    was: Vec<Option<Identity>>,
    key_value: Vec<Option<Box<str>>>,
    document: Vec<Identity>,
    key: Packed,
    telling: Telling,
    owner: Gathering,
    department: Gathering,
    account: Gathering,
    new_staff: Vec<Option<bool>>,
}

impl<'a> Making<'a> {
    fn new(finisher: &'a Finisher<'a>) -> Making<'a> {
        Making {
            finisher,
            naming: finisher.naming(),
            judgement: Vec::new(),
            input: Vec::new(),
            line: Vec::new(),
            identity: Vec::new(),
            was: Vec::new(),
            key_value: Vec::new(),
            document: Vec::new(),
            key: Packed::default(),
            telling: Telling::new(finisher.has_beside),
            owner: Gathering::default(),
            department: Gathering::default(),
            account: Gathering::default(),
            new_staff: Vec::new(),
        }
    }

    fn add(&mut self, find: &Find) {
        let finisher = self.finisher;
        let narrow = |n: usize| u32::try_from(n).expect("fewer than 2^32");
        let names = Names::new(find, &mut self.naming);
        let beside = finisher.beside(find);
        self.telling
            .push(&finisher.value(find), beside, finisher.said(find));
        self.judgement.push(narrow(find.judgement));
        self.input.push(narrow(find.input));
        self.line.push(find.line);
        self.identity.push(names.identity);
        if finisher.hides_key(find) {
            // it is known by its name all the same
            let document = Identity::of_document(&finisher.table.name, &find.key);
            self.document.push(find.document.unwrap_or(document));
            self.key.push(MASK);
        } else {
            self.document.extend(find.document);
            self.key.push(&find.key);
        }
        if finisher.keyed_by_value {
            self.was.push(names.was);
            let value = find.key_value.as_deref();
            self.key_value.push(value.map(Box::from));
        }
        let owner = finisher.owner(find);
        self.owner.push(&owner.name);
        self.department.push(&owner.department);
        if finisher.owners.are_known() {
            self.account.push(&owner.account);
            self.new_staff.push(owner.is_new);
        }
    }

    fn columns(self) -> Columns {
        let finisher = self.finisher;
        let (by_value, known) = (finisher.keyed_by_value, finisher.owners.are_known());
        Columns {
            // what is known of some only is known of none
            document: (self.document.len() == self.line.len()).then(|| tight(self.document)),
            judgement: Alike::new(self.judgement),
            input: Alike::new(self.input),
            line: Lines::new(self.line),
            identity: tight(self.identity),
            was: by_value.then(|| tight(self.was)),
            key_value: by_value.then(|| tight(self.key_value)),
            key: self.key.tight(),
            told: finisher.spool.keep(self.telling.told()),
            owner: self.owner.words(),
            department: self.department.words(),
            account: known.then(|| self.account.words()),
            new_staff: known.then(|| tight(self.new_staff)),
        }
    }
}

/// Without room for more.
fn tight<T>(mut column: Vec<T>) -> Vec<T> {
    column.shrink_to_fit();
    column
}

/// Makes the findings of a rule.
pub(crate) struct Finisher<'a> {
    /// Index of the rule in the project.
    pub(crate) ix: usize,
    pub(crate) rule: &'a Rule,
    pub(crate) table: &'a Table,
    owners: Owners<'a>,
    people: Option<&'a Directory>,
    /// Whether the key of the table has parts that can be written in several ways.
    keyed_by_value: bool,
    has_beside: bool,
    /// By judgement: whether what it says is computed from what not everybody may see, and would give it away.
    hides: Vec<bool>,
    /// Whether nobody may see by what rows are put together or in order: which they are, and what comes of it, would say that.
    is_arranged: bool,
    /// Where findings leave what they tell.
    spool: Spool,
}

impl<'a> Finisher<'a> {
    /// `people`: who the owners are, where that is known.
    pub(crate) fn new(
        project: &'a Project,
        ix: usize,
        people: Option<&'a Directory>,
    ) -> Finisher<'a> {
        let rule = &project.rules[ix];
        let table = &project.tables[rule.table];
        Finisher {
            ix,
            rule,
            table,
            owners: Owners::new(rule, table, people),
            people: people.filter(|_| rule.owner.is_some()),
            keyed_by_value: table
                .key
                .iter()
                .any(|&field| table.fields[field].kind != FieldType::Text),
            has_beside: rule
                .plan
                .judgements
                .iter()
                .any(|j| j.others().next().is_some()),
            hides: rule
                .plan
                .judgements
                .iter()
                .map(|judgement| hides(judgement, table))
                .collect(),
            is_arranged: {
                let exprs = rule.plan.source.arranged_by();
                table.hides(exprs.iter().flat_map(|expr| expr.fields()))
            },
            spool: Spool::default(),
        }
    }

    /// Has the findings leave what they tell where those of other rules do.
    pub(crate) fn sharing(self, spool: &Spool) -> Finisher<'a> {
        let spool = spool.clone();
        Finisher { spool, ..self }
    }

    /// What was found as columns; none where nothing was.
    pub(crate) fn columns<'f>(&self, found: impl IntoIterator<Item = Find<'f>>) -> Option<Columns> {
        let mut found = found.into_iter().peekable();
        found.peek()?;
        let mut making = Making::new(self);
        for find in found {
            making.add(&find);
        }
        Some(making.columns())
    }

    /// What there is to say of those who must act, by their cells: one for each finding.
    pub(crate) fn notes<'c>(&self, cells: impl Iterator<Item = &'c str>) -> OwnerNotes {
        self.owners.notes(cells)
    }

    /// Whether there may be something to say of those who must act.
    pub(crate) fn knows_owners(&self) -> bool {
        self.people.is_some()
    }

    /// Whether the day of its document says whether an owner was new.
    pub(crate) fn asks_for_days(&self) -> bool {
        self.people.is_some_and(Directory::tells_new)
    }

    /// By whom reports group times: an owner and a department, by their cells. Two spellings of an account are one.
    pub(crate) fn group(&self, owner: &str, department: &str) -> (String, String) {
        let known = self.owners.whose(owner).person();
        let name = |field: Option<FieldIx>, cell: &str| {
            field.map_or_else(String::new, |field| self.name(field, cell))
        };
        (
            known.map_or_else(
                || name(self.rule.owner, owner),
                |known| self.owners.name(known).into_owned(),
            ),
            known
                .and_then(Person::department)
                .map_or_else(|| name(self.table.department, department), str::to_owned),
        )
    }

    fn name(&self, field: FieldIx, cell: &str) -> String {
        let described = &self.table.fields[field];
        let name = match described.kind {
            FieldType::Person => person::clean(cell),
            _ => cell.trim().into(),
        };
        described.mask(&name).into_owned()
    }

    fn owner<'f>(&'f self, find: &'f Find) -> Owner<'f> {
        self.owners.of(&find.owner, &find.department, find.day)
    }

    fn value<'f>(&self, find: &'f Find) -> Cow<'f, str> {
        if self.rule.is_shape() {
            // which part of the record is which field is not known
            let secret = self.table.fields.iter().any(|field| field.sensitive);
            return if secret && !find.value.is_empty() {
                MASK.into()
            } else {
                find.value.as_ref().into()
            };
        }
        if self.is_arranged && !find.value.is_empty() {
            return MASK.into();
        }
        let column = self.rule.plan.judgements[find.judgement].column;
        self.masked(column, &find.value)
    }

    /// Whether what it is called, which is no row, says what nobody may see.
    fn hides_key(&self, find: &Find) -> bool {
        let judgement = self.rule.plan.judgements.get(find.judgement);
        let is_secret = || judgement.is_some_and(|judgement| self.is_secret(judgement.column));
        find.is_about && !find.key.is_empty() && (self.is_arranged || is_secret())
    }

    /// A cell of a field.
    fn masked<'c>(&self, field: FieldIx, cell: &'c str) -> Cow<'c, str> {
        let field = self.table.fields.get(field);
        field.map_or(Cow::Borrowed(cell), |field| field.mask(cell))
    }

    /// The other cells of the judgement.
    fn beside<'f>(&'f self, find: &'f Find) -> impl Iterator<Item = Cow<'f, str>> {
        let fields = self.rule.plan.judgements[find.judgement].others();
        let cells = find.beside.iter().zip(fields);
        cells.map(|(cell, field)| self.masked(field, cell))
    }

    fn said<'f>(&self, find: &'f Find) -> Said<'f> {
        let judgement = &self.rule.plan.judgements[find.judgement];
        match (&find.said, &judgement.detail) {
            (_, Detail::Secret) => Said::Text(MASK.into()),
            (Said::Neighbour(neighbour), _)
                if self.is_arranged || self.is_secret(judgement.column) =>
            {
                let is_secret = self.is_secret(judgement.column);
                let code = |text: &String| mask(text, is_secret).into_owned();
                let day = |text: &String| mask(text, self.is_arranged).into_owned();
                Said::Neighbour(Box::new(Neighbour {
                    missing: neighbour.missing.each_ref().map(code),
                    code: code(&neighbour.code),
                    days: neighbour.days.each_ref().map(day),
                    ..(**neighbour).clone()
                }))
            }
            (Said::Text(_) | Said::Number(_) | Said::Span(_) | Said::SoFar(_), detail)
                if self.hides[find.judgement] && !matches!(detail, Detail::Raw(_)) =>
            {
                Said::Text(MASK.into())
            }
            (Said::Text(cell), Detail::Raw(field)) => Said::Text(self.masked(*field, cell)),
            (Said::Flaws(flaws), _) => Said::Flaws(flaws.masked(self.is_secret(judgement.column))),
            (Said::Others(values, rows), _) => {
                let values = values.iter().map(|value| {
                    if self.is_arranged {
                        MASK.into()
                    } else {
                        self.masked(judgement.column, value)
                    }
                });
                Said::Others(values.collect(), *rows)
            }
            (Said::Twin(twin), Detail::Twin(_, _, is_code_secret)) => {
                let name = mask(&twin.name, self.is_secret(judgement.column)).into_owned();
                let code = mask(&twin.code, *is_code_secret).into_owned();
                let rival = twin.rival.as_ref().map(|(place, code)| {
                    let code = mask(code, *is_code_secret).into_owned();
                    (*place, code)
                });
                Said::Twin(Box::new(Twin {
                    name,
                    code,
                    rival,
                    ..(**twin).clone()
                }))
            }
            (Said::Figures(..), _) if self.is_arranged || self.is_secret(judgement.column) => {
                Said::Text(MASK.into())
            }
            (Said::Figures(figures, places, more), Detail::Figures(names)) => {
                let shown = names.iter().zip(figures).map(|(name, figure)| {
                    if judgement.secret == Some(*name) {
                        Figure::Text(MASK.into())
                    } else {
                        figure.clone()
                    }
                });
                Said::Figures(shown.collect(), places.clone(), *more)
            }
            (said, _) => said.borrowed(),
        }
    }

    /// By judgement; that of a rule which has none is the last.
    fn naming(&self) -> Vec<Naming> {
        let judgements = self.rule.plan.judgements.iter();
        let columns = judgements.map(|judgement| {
            let field = (!self.rule.is_shape()).then(|| &self.table.fields[judgement.column]);
            field.map_or("", |field| field.name.as_str())
        });
        let columns = columns.chain([""]);
        columns
            .map(|column| Naming::new(&self.rule.id, &self.table.name, column))
            .collect()
    }

    /// A cell of a field as it may be shown.
    pub(crate) fn shown<'c>(&self, field: FieldIx, cell: &'c str) -> Cow<'c, str> {
        self.masked(field, cell.trim())
    }

    fn is_secret(&self, field: FieldIx) -> bool {
        let field = self.table.fields.get(field);
        field.is_some_and(|field| field.sensitive)
    }
}

/// Whether what a judgement says comes of a sensitive field.
fn hides(judgement: &Judgement, table: &Table) -> bool {
    let exprs = judgement.detail.exprs();
    table.hides(exprs.iter().flat_map(|expr| expr.fields()))
}

#[cfg(test)]
mod tests {
    use crate::testing::tried;

    /// Whatever a finding shows of a field: its cell, that of another row, a part of a broken record.
    #[test]
    fn what_is_sensitive_is_masked_wherever_it_is_shown() {
        let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\n\
            k = {}\ncode = {}\nname = { sensitive = true }\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\n\
            check.dependency = { columns = [\"code\"], determines = \"name\" }\n\
            [[rule]]\nid = \"c\"\ntable = \"t\"\n\
            check.compare = { left = \"code\", op = \"=\", right = \"name\" }\n";
        let csv = "k,code,name\n1,A,Alpha Works\n2,A,Alpha Works\n3,A,Gamma Mills\n4,B,\"Delta Ltd";
        let shown = |rule: &str| {
            let found = tried(project, &[("t.csv", csv)], rule).findings;
            let last = found.into_iter().next_back().unwrap();
            (last.value, last.message)
        };
        let (value, message) = shown("r");
        assert_eq!(value, "Gam***ls");
        assert!(message.contains("Alp***ks"), "{message}");
        let (value, message) = shown("c");
        assert_eq!(value, "A");
        assert!(message.contains("Gam***ls"), "{message}");
        let (value, _) = shown("t.rows.shape");
        assert_eq!(value, "***");
    }

    /// From a day that everybody sees, how long it took leads to the other one.
    #[test]
    fn what_is_computed_from_what_is_sensitive_is_masked() {
        let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\n\
            k = {}\nborn = { type = \"date\", sensitive = true }\nseen = { type = \"date\" }\n";
        let csv = "k,born,seen\n1,1960-01-01,2026-05-01\n2,2026-05-01,2026-06-01\n3,1961-02-01,\n";
        let backwards = "born *** is before seen 2026-05-01";
        for (from, to, expected) in [
            (
                "born",
                "seen",
                [
                    "seen came *** after born: limit 3 days, *** over",
                    "seen came *** after born: limit 3 days, *** over",
                    "*** after born there is still no seen: limit 3 days, *** over",
                ]
                .as_slice(),
            ),
            (
                "seen",
                "born",
                &[backwards, "born *** is before seen 2026-06-01"],
            ),
        ] {
            let rule = format!(
                "{project}[[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.latency = \
                 {{ from = \"{from}\", to = \"{to}\", within = \"3 days\", still_open = \"count\" }}\n"
            );
            let found = tried(&rule, &[("t.csv", csv)], "r").findings;
            let said: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
            assert_eq!(said, expected, "{from} {to}");
        }
    }
}
