//! The sections of the project's files, read one by one so that a mistake in one does not hide the next.

mod shapes;

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) use self::shapes::{Named, Section, section};

use self::shapes::{Listed, Once, Shape};
use super::raw::{
    RawCalendar, RawCoding, RawLink, RawPeople, RawProcess, RawProject, RawRule, RawTable, RawTune,
};
use crate::messages::message;
use crate::mistakes::mended::{Mended, mended};
use crate::mistakes::{Place, Problem, SourceFile, did_you_mean, nearest, syntax};

/// All sections of a project. A new one is a field, and a line in `all`.
pub(super) struct Sections {
    project: Once<RawProject>,
    pub(super) calendars: Named<RawCalendar>,
    pub(super) tables: Named<RawTable>,
    pub(super) people: Once<RawPeople>,
    pub(super) rules: Listed<RawRule>,
    pub(super) links: Listed<RawLink>,
    pub(super) processes: Named<RawProcess>,
    pub(super) codings: Named<RawCoding>,
    pub(super) tunes: Named<RawTune>,
    /// Whether a file is no TOML: it is not known what it defines.
    pub(super) has_broken_syntax: bool,
}

impl Default for Sections {
    fn default() -> Sections {
        Sections {
            project: Once::default(),
            calendars: Named::default(),
            tables: Named::default(),
            people: Once::default(),
            rules: Listed::new(message!("problem-rule-brackets")),
            links: Listed::new(message!("problem-link-brackets")),
            processes: Named::default(),
            codings: Named::default(),
            tunes: Named::default(),
            has_broken_syntax: false,
        }
    }
}

/// What is left out because of mistakes in it, by name, so that not everything that names it is told as a mistake too.
#[derive(Default)]
pub(super) struct Broken {
    pub(super) tables: BTreeSet<String>,
    pub(super) rules: BTreeSet<String>,
    pub(super) processes: BTreeSet<String>,
}

impl Sections {
    /// Has no field be sensitive.
    pub(super) fn unmask(&mut self) {
        for (_, table) in &mut self.tables.found {
            for field in table.value.fields.values_mut() {
                field.sensitive = Some(false);
            }
        }
    }

    fn all(&mut self) -> [(&'static str, &mut dyn Shape); 9] {
        [
            ("project", &mut self.project),
            ("calendars", &mut self.calendars),
            ("tables", &mut self.tables),
            ("people", &mut self.people),
            ("rule", &mut self.rules),
            ("link", &mut self.links),
            ("process", &mut self.processes),
            ("coding", &mut self.codings),
            ("tune", &mut self.tunes),
        ]
    }

    pub(super) fn gather(&mut self, source: &SourceFile, file: usize, problems: &mut Vec<Problem>) {
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        if errors.is_empty() {
            return self.read(root.get_ref(), file, problems);
        }
        let (blanks, text) = syntax::foreign_blanks(&source.text, file);
        problems.extend(blanks);
        let (root, errors) = DeTable::parse_recoverable(&text);
        if errors.is_empty() {
            return self.read(root.get_ref(), file, problems);
        }
        let mut told = syntax::problems(&errors, &source.text, file);
        match mended(&told, &text) {
            Some(left) => {
                let others = self.read_rest(&left, file);
                // no quotes make a key of what is none
                let is_none = |place: &Place| {
                    others.iter().any(|other| {
                        let of_key = matches!(
                            other.message.key,
                            "problem-unknown-key" | "problem-unknown-kind"
                        );
                        of_key && other.place.as_ref() == Some(place)
                    })
                };
                told.retain(|problem| {
                    !syntax::is_bare_key(problem) || !problem.place.as_ref().is_some_and(is_none)
                });
                problems.extend(others);
            }
            None => self.has_broken_syntax = true,
        }
        problems.extend(told);
    }

    fn read(&mut self, root: &DeTable, file: usize, problems: &mut Vec<Problem>) {
        let names = self.all().map(|(name, _)| name);
        let (known, unknown): (Vec<_>, Vec<_>) = root
            .iter()
            .partition(|(key, _)| names.contains(&&**key.get_ref()));
        // what stands under them is known before the rest of it is read
        for (key, value) in unknown {
            let place = Place::new(file, key.span());
            let problem = self.unknown(key.get_ref(), value, place);
            // every section of a list has a header to be put right
            let others: &[Spanned<DeValue>] = match value.get_ref() {
                DeValue::Array(sections) => sections.get(1..).unwrap_or_default(),
                _ => &[],
            };
            problems.extend(
                others
                    .iter()
                    .filter(|other| other.get_ref().is_table())
                    .map(|other| Problem {
                        place: Some(Place::new(file, other.span())),
                        ..problem.clone()
                    }),
            );
            problems.push(problem);
        }
        for (key, value) in known {
            let place = Place::new(file, key.span());
            let mut all = self.all().into_iter();
            if let Some((name, section)) = all.find(|(name, _)| *name == &**key.get_ref()) {
                section.read(name, value, place, problems);
            }
        }
    }

    /// Reads a file without its lines that are no TOML: what they say is missed by nobody.
    fn read_rest(&mut self, left: &Mended, file: usize) -> Vec<Problem> {
        let (root, _) = DeTable::parse_recoverable(&left.text);
        let mut others = Vec::new();
        self.read(root.get_ref(), file, &mut others);
        others.retain(|problem| problem.message.key != "problem-missing-key");
        for header in &left.torn {
            let mut names = header.split('.');
            match (names.next(), names.next()) {
                // what it lacks is optional, or it is left out
                (Some("rule" | "link"), None) => {}
                (Some("tables"), Some(name)) => self.tables.tear(name.trim_matches(['"', '\''])),
                _ => self.has_broken_syntax = true,
            }
        }
        others
    }

    /// Puts proposed rules, and what is proposed to be tuned of rules, in the place of those of the same ids. Anything else is a
    /// mistake: it would change more than rules.
    pub(super) fn supersede(&mut self, proposed: Sections, problems: &mut Vec<Problem>) {
        let Sections {
            project,
            calendars,
            tables,
            people,
            rules,
            links,
            processes,
            codings,
            tunes,
            has_broken_syntax,
        } = proposed;
        let others = [
            ("project", project.places()),
            ("calendars", calendars.places()),
            ("tables", tables.places()),
            ("people", people.places()),
            ("link", links.places()),
            ("process", processes.places()),
            ("coding", codings.places()),
        ];
        for (name, places) in others {
            let message = message!("problem-not-a-proposal", section = name);
            let told = places.into_iter();
            problems.extend(told.map(|place| Problem::at(message.clone(), place)));
        }
        let ids: BTreeSet<String> = rules.found.iter().map(|s| s.value.id.to_string()).collect();
        self.rules
            .found
            .retain(|section| !ids.contains(section.value.id.as_str()));
        self.rules.found.extend(rules.found);
        self.rules.broken.extend(rules.broken);
        let names: BTreeSet<String> = tunes.found.iter().map(|(name, _)| name.clone()).collect();
        self.tunes.found.retain(|(name, _)| !names.contains(name));
        self.tunes.found.extend(tunes.found);
        self.tunes.broken.extend(tunes.broken);
        self.has_broken_syntax |= has_broken_syntax;
    }

    /// The mistake in a section of another name than there are.
    fn unknown(&mut self, written: &str, meant: &Spanned<DeValue>, place: Place) -> Problem {
        let names = self.all().map(|(name, _)| name);
        match nearest(written, names) {
            Some("tables") => self.tables.leave_out(meant.get_ref()),
            Some("rule") => self.rules.leave_out(meant.get_ref()),
            _ => {}
        }
        let hint = match written {
            "check" => Some(message!("hint-check-section")),
            _ => did_you_mean(written, names),
        };
        let hint = hint
            .unwrap_or_else(|| message!("hint-one-of", names = names.map(str::to_owned).to_vec()));
        Problem::at(message!("problem-unknown-key", name = written), place).hint(hint)
    }
}
