//! Drafts of projects: a dictionary for some exports, and rules that they suggest, from what a profile tells of them.
//!
//! The dictionary is written first, with all rules that may be proposed. They are tried on the exports by the program itself;
//! then the draft is written once more, with the rules that hold, and those that nearly hold as comments.

mod files;
mod known;
mod names;
mod proposals;
mod table;
mod toml;
mod vocabulary;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use jiff::civil::Date;

pub(crate) use self::proposals::Proposal;
pub(crate) use self::vocabulary::said;

use self::files::{MONTH, last_day};
use self::names::Names;
use self::table::{FieldDraft, Kind, TableDraft, agree};
use self::toml::{comment, list, quoted};
use crate::messages::{Messages, message};
use crate::profile::column::Column;
use crate::profile::{Profile, TableProfile};
use crate::sources::Input;

/// Of how many rows one may break a rule that is worth a look.
const NEARLY: u64 = 10;

/// What the user decides about a draft.
#[derive(Debug, Clone)]
pub(crate) struct Answers {
    /// What reports call the project.
    pub(crate) name: String,
    /// Packs to use, beside the proposed rules.
    pub(crate) packs: Vec<String>,
}

/// A draft before its rules are tried.
pub(crate) struct Draft<'a> {
    profile: &'a Profile,
    messages: &'a Messages,
    tables: Vec<TableDraft>,
    pub(crate) proposals: Vec<Proposal>,
    zone: Option<String>,
}

/// What came of a proposal when it was tried.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tried {
    pub(crate) judged: u64,
    pub(crate) broken: u64,
    /// The first rows that break it, as reports tell them.
    pub(crate) exceptions: Vec<String>,
}

/// What becomes of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    On,
    Comment,
    LeftOut,
}

impl Tried {
    pub(crate) fn fate(&self) -> Fate {
        match (self.judged, self.broken) {
            (0, _) => Fate::LeftOut,
            (_, 0) => Fate::On,
            (judged, broken) if broken * NEARLY <= judged => Fate::Comment,
            _ => Fate::LeftOut,
        }
    }
}

/// A pack that fits the draft.
#[derive(Debug, Clone)]
pub(crate) struct Fitting {
    pub(crate) pack: String,
    /// Rules that can run, and all.
    pub(crate) rules: [usize; 2],
}

impl<'a> Draft<'a> {
    /// A draft that lies in a folder.
    pub(crate) fn new(profile: &'a Profile, folder: &Path, messages: &'a Messages) -> Draft<'a> {
        let mut taken = Names::default();
        let mut tables: Vec<TableDraft> = profile
            .tables
            .iter()
            .enumerate()
            .map(|(at, table)| TableDraft::new(table, folder, at + 1, &mut taken))
            .collect();
        agree(&mut tables, profile);
        let proposals = proposals::proposals(profile, &tables, messages);
        let columns = profile.tables.iter().flat_map(|table| &table.columns);
        let mut dates = columns.filter_map(|column| column.dates.as_ref());
        let zoned = dates.any(|dates| dates.zoned.count > 0);
        let system = || jiff::tz::TimeZone::system().iana_name().map(str::to_owned);
        Draft {
            profile,
            messages,
            tables,
            proposals,
            zone: zoned.then(|| system().unwrap_or_else(|| "UTC".to_owned())),
        }
    }

    /// The files of the tables, by name of the table.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = (&str, Vec<Input>)> {
        self.tables
            .iter()
            .zip(&self.profile.tables)
            .map(|(draft, table)| {
                let mut inputs: Vec<Input> = Vec::new();
                for file in &table.files {
                    let input = &file.source.input;
                    let same =
                        |known: &Input| known.path == input.path && known.entry == input.entry;
                    if !inputs.iter().any(same) {
                        inputs.push(input.clone());
                    }
                }
                (draft.name.as_str(), inputs)
            })
    }

    fn key(&self, key: &str) -> String {
        self.messages.key(key)
    }

    /// The text of `crm-audit.toml`.
    pub(crate) fn dictionary(&self, answers: &Answers, fitting: &[Fitting]) -> String {
        let mut out = comment(&self.key("draft-head"));
        out.push_str("\n[project]\n");
        let _ = writeln!(out, "name = {}", quoted(&answers.name));
        let _ = writeln!(out, "lang = {}", quoted(self.messages.lang.tag()));
        if let Some(zone) = &self.zone {
            let why = self.key("draft-zone");
            let _ = writeln!(out, "timezone = {}   # {why}", quoted(zone));
        }
        let packs = answers.packs.iter().map(|pack| format!("pack:{pack}"));
        let rules: Vec<String> = std::iter::once("rules/*.toml".to_owned())
            .chain(packs)
            .collect();
        let _ = writeln!(out, "rules = {}", list(&rules));
        for one in fitting
            .iter()
            .filter(|one| !answers.packs.contains(&one.pack))
        {
            let [fit, all] = one.rules;
            let fits = message!(
                "draft-pack",
                pack = one.pack.as_str(),
                count = fit,
                all = all
            );
            out.push_str(&comment(&self.messages.text(&fits)));
            let line = list(["rules/*.toml".to_owned(), format!("pack:{}", one.pack)]);
            out.push_str(&comment(&format!("rules = {line}")));
        }
        for (draft, table) in self.tables.iter().zip(&self.profile.tables) {
            self.table(&mut out, draft, table);
        }
        self.links(&mut out);
        out
    }

    /// Documents that may wait for others: whether they do is for people to say.
    fn links(&self, out: &mut String) {
        let mut links = self.profile.references.iter().filter_map(|one| {
            let (from, to) = (&self.tables[one.table], &self.tables[one.to]);
            let documents = from.date.is_some() && to.date.is_some() && to.key == [one.key];
            let (column, key) = (from.name_of(one.column)?, to.name_of(one.key)?);
            (documents && one.table != one.to && !to.is_people).then(|| {
                let zeros = if one.needs_no_zeros() {
                    "\nnormalise = [\"leading_zeros\"]"
                } else {
                    ""
                };
                let ends = [
                    format!("{}.{column}", from.name),
                    format!("{}.{key}", to.name),
                ];
                format!(
                    "[[link]]\nfrom = {}\nto = {}{zeros}",
                    quoted(&ends[0]),
                    quoted(&ends[1])
                )
            })
        });
        if let Some(first) = links.next() {
            out.push('\n');
            out.push_str(&comment(&self.key("draft-links")));
            for link in std::iter::once(first).chain(links) {
                out.push_str(&comment(&link));
            }
        }
    }

    fn table(&self, out: &mut String, draft: &TableDraft, table: &TableProfile) {
        let name = &draft.name;
        let _ = writeln!(out, "\n[tables.{name}]");
        if draft.is_people {
            out.push_str(&comment(&self.key("draft-people")));
        }
        let _ = writeln!(out, "label = {}", quoted(&draft.label));
        let _ = writeln!(out, "files = {}", list(&draft.files));
        match &draft.sheets[..] {
            [] => {}
            [sheet] => {
                let _ = writeln!(out, "sheet = {}", quoted(sheet));
            }
            several => {
                let _ = writeln!(out, "sheet = {}", list(several));
            }
        }
        if let Some(row) = table.begins.header_row {
            let _ = writeln!(out, "header_row = {row}");
        }
        if !table.begins.has_header {
            out.push_str(&comment(&self.key("draft-no-header")));
            let _ = writeln!(out, "columns = {}", list(&table.begins.headings));
        }
        let key: Vec<&str> = draft
            .key
            .iter()
            .filter_map(|at| draft.name_of(*at))
            .collect();
        if key.is_empty() {
            out.push_str(&comment(&self.key("draft-no-key")));
        } else {
            let _ = writeln!(out, "key = {}", list(&key));
        }
        for (what, column) in [("date", draft.date), ("department", draft.department)] {
            if let Some(name) = column.and_then(|column| draft.name_of(column)) {
                let _ = writeln!(out, "{what} = {}", quoted(name));
            }
        }
        let _ = writeln!(out, "\n[tables.{name}.fields]");
        let fields = draft.fields.iter().zip(&table.columns);
        for (field, column) in fields {
            if let Some(field) = field {
                self.field(out, field, column);
            }
        }
        if draft.fields.iter().any(Option::is_none) {
            out.push_str(&comment(&self.key("draft-unheaded")));
        }
    }

    fn field(&self, out: &mut String, field: &FieldDraft, column: &Column) {
        let mut says = vec![format!("header = {}", quoted(&field.header))];
        if let Some(nth) = field.nth {
            says.push(format!("nth = {nth}"));
        }
        if let Some(kind) = field.kind.tag() {
            says.push(format!("type = {}", quoted(kind)));
        }
        if let Some(unit) = &column.unit {
            says.push(format!("unit = {}", quoted(unit)));
        }
        // a column that says nothing else says that
        if !column.nothing.is_empty() && column.telling() > 0 {
            let words = column.nothing.iter().map(|(word, _)| word);
            says.push(format!("null = {}", list(words)));
        }
        if column.sensitive {
            says.push("sensitive = true".to_owned());
        }
        let _ = write!(out, "{} = {{ {} }}", field.name, says.join(", "));
        let against = column
            .against
            .first
            .as_ref()
            .filter(|_| field.kind.tag().is_some());
        let told = match against {
            _ if field.kind == Kind::OpenDate => Some(message!("draft-open-date")),
            Some(first) => Some(message!(
                "draft-against",
                count = column.against.count,
                example = column.shown(&first.text),
                row = first.spot.row
            )),
            None => None,
        };
        if let Some(told) = told {
            let _ = write!(
                out,
                "   {}",
                comment(&self.messages.text(&told).replace('\n', " ")).trim_end()
            );
        }
        out.push('\n');
    }

    /// The rule files by name, with all that may be proposed.
    pub(crate) fn all_rules(&self) -> Vec<(String, String)> {
        self.rules(&|out, proposal| {
            out.push_str(&self.rule(proposal));
            out.push('\n');
        })
    }

    /// The rule files by name, as the proposals did when they were tried.
    pub(crate) fn tried_rules(&self, tried: &BTreeMap<String, Tried>) -> Vec<(String, String)> {
        self.rules(&|out, proposal| {
            let Some(tried) = tried.get(&proposal.id) else {
                return;
            };
            let reason = message!("draft-reason", reason = proposal.reason.as_str());
            let reason = comment(&self.messages.text(&reason));
            match tried.fate() {
                Fate::LeftOut => {}
                Fate::On => {
                    let _ = writeln!(out, "{reason}{}", self.rule(proposal));
                }
                Fate::Comment => {
                    let broken =
                        message!("draft-broken", count = tried.broken, rows = tried.judged);
                    let _ = write!(out, "{reason}{}", comment(&self.messages.text(&broken)));
                    for exception in &tried.exceptions {
                        out.push_str(&comment(&format!("  {}", exception.replace('\n', " "))));
                    }
                    let _ = writeln!(out, "{}", comment(self.rule(proposal).trim_end()));
                }
            }
        })
    }

    fn rules(&self, write: &dyn Fn(&mut String, &Proposal)) -> Vec<(String, String)> {
        let tables = self.tables.iter().enumerate();
        let files = tables.map(|(at, draft)| {
            let head = message!("draft-rules-head", table = draft.label.as_str());
            let mut out = comment(&self.messages.text(&head));
            out.push('\n');
            let own = self.proposals.iter().filter(|one| one.table == at);
            own.for_each(|proposal| write(&mut out, proposal));
            (format!("rules/{}.toml", draft.name), out)
        });
        files.collect()
    }

    fn rule(&self, proposal: &Proposal) -> String {
        let draft = &self.tables[proposal.table];
        let owner = draft.owner.and_then(|owner| draft.name_of(owner));
        let owner = owner.map_or(String::new(), |owner| {
            format!("owner = {}\n", quoted(owner))
        });
        format!(
            "[[rule]]\nid = {}\nlabel = {}\ntable = {}\nseverity = {}\n{owner}{}\n",
            quoted(&proposal.id),
            quoted(&proposal.label),
            quoted(&draft.name),
            quoted(proposal.severity),
            proposal.check
        )
    }

    /// The last day of the latest month, where tables have a folder for each: an audit as of another month finds none of it.
    pub(crate) fn last_day(&self) -> Option<Date> {
        let drafts = self.tables.iter().zip(&self.profile.tables);
        let monthly =
            drafts.filter(|(draft, _)| draft.files.iter().any(|file| file.contains(MONTH)));
        let files = monthly.flat_map(|(_, table)| &table.files);
        last_day(files.map(|file| file.source.input.path.as_path()))
    }

    /// How many tables and fields it has.
    pub(crate) fn size(&self) -> [usize; 2] {
        let fields = self
            .tables
            .iter()
            .map(|table| table.fields.iter().flatten().count());
        [self.tables.len(), fields.sum()]
    }
}
