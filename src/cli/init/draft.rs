//! `crm-audit init --from`: a dictionary and rules for exports that are there.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::cli::output::{Terminal, Watch};
use crate::cli::profile::look_through;
use crate::cli::{FAILED, failure};
use crate::draft::{Answers, Draft, Fate, Fitting, Tried};
use crate::findings::Keep;
use crate::findings::asked::{AsOf, ComparedWith, Options};
use crate::findings::outcome::Outcome;
use crate::findings::told::Spool;
use crate::messages::{Message, Messages, message, some};
use crate::profile::{Profile, files_of};
use crate::project::packs::PACKS;
use crate::project::{Loaded, Project, load};
use crate::reports::Report;
use crate::review::{self, Past};
use crate::rules::Origin;
use crate::rules::severity::Severity;
use crate::sources::Input;
use crate::tables::date;
use crate::tables::types::DAY;

/// Rows that are listed of a rule that nearly holds.
const EXCEPTIONS: usize = 5;
/// Names that a sentence gives.
const SHOWN: usize = 8;
/// Packs that are asked for.
const ASKED: usize = 4;

/// Endings of files in a folder that may be exports.
const EXPORTS: [&str; 18] = [
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "xml", "htm", "html", "gz",
    "zip", "dat", "prn", "asc", "xes",
];

/// What is called so lies beside exports, to be read by people.
const PROSE: [&str; 8] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "说明",
    "說明",
];

/// What `--answers` says.
pub(super) struct Given(Vec<(String, String)>);

impl Given {
    /// The answers that are given, or the one that is none.
    pub(super) fn new(written: &[String]) -> Result<Given, Message> {
        let pairs = written.iter().map(|one| match one.split_once('=') {
            Some((what @ ("name" | "pack"), answer)) => Ok((what.to_owned(), answer.to_owned())),
            _ => Err(message!("draft-answer", written = one)),
        });
        Ok(Given(pairs.collect::<Result<_, _>>()?))
    }

    fn all(&self, what: &str) -> Vec<String> {
        let own = self.0.iter().filter(|(given, _)| given == what);
        own.map(|(_, answer)| answer.clone()).collect()
    }
}

/// The text of the files of a draft, by their names.
type Files = Vec<(String, String)>;

/// Drafts a project in a folder; asks where nothing is given and somebody is there to answer.
pub(super) fn run(
    folder: &Path,
    from: &[String],
    given: Option<&Given>,
    terminal: &Terminal,
) -> anyhow::Result<u8> {
    let (found, unread) = files_of(from);
    let (files, mut others) = exports(found, from);
    let watch = Watch::of_files(terminal);
    let Some(mut profile) = look_through(&files, true, terminal, &watch) else {
        return Ok(watch.interrupted());
    };
    watch.clear();
    profile.unread.splice(0..0, unread);
    others.append(&mut profile.no_tables);
    tell(&profile, &others, terminal);
    if profile.tables.is_empty() {
        return Ok(failure(terminal, &message!("draft-nothing")));
    }
    let draft = Draft::new(&profile, folder, &terminal.messages);
    if let Some(taken) = taken(folder, &draft) {
        let file = taken.display().to_string();
        return Ok(failure(terminal, &message!("init-exists", file = file)));
    }
    let mut answers = Answers {
        name: name_of(folder),
        packs: Vec::new(),
    };
    let Some((tried, fitting)) = tried(&draft, &answers, terminal)? else {
        return Ok(watch.interrupted());
    };
    answer(&mut answers, &fitting, given, terminal)?;
    let mut project: Files = vec![(
        "crm-audit.toml".to_owned(),
        draft.dictionary(&answers, &fitting),
    )];
    project.extend(draft.tried_rules(&tried));
    // what cannot be loaded is not written
    let scratch = tempfile::tempdir()?;
    if let Err(code) = loaded(scratch.path(), &project, terminal)? {
        return Ok(code);
    }
    super::write_all(folder, &project, terminal)?;
    super::ignore_history(folder, terminal)?;
    let fates = || tried.values().map(Tried::fate);
    let [tables, fields] = draft.size();
    terminal.note(&message!(
        "draft-done",
        tables = tables,
        fields = fields,
        on = fates().filter(|fate| *fate == Fate::On).count(),
        comments = fates().filter(|fate| *fate == Fate::Comment).count()
    ));
    let folder = super::shown(folder);
    terminal.note(&match draft.last_day() {
        Some(day) => message!("draft-next-month", folder = folder, day = day.to_string()),
        None => message!("draft-next", folder = folder),
    });
    Ok(if profile.unread.is_empty() { 0 } else { FAILED })
}

/// Of the files of a folder those that may be exports; a file that is named is one.
fn exports(found: Vec<Input>, from: &[String]) -> (Vec<Input>, Vec<String>) {
    let named = |input: &Input| from.iter().any(|name| Path::new(name) == input.path);
    let fits = |input: &Input| {
        let name = input.entry_name().unwrap_or(&input.name);
        let Some((stem, ending)) = name.rsplit_once('.') else {
            return false;
        };
        let stem = stem
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or(stem)
            .to_lowercase();
        EXPORTS.contains(&ending.to_lowercase().as_str()) && !PROSE.contains(&stem.as_str())
    };
    let (files, others): (Vec<Input>, Vec<Input>) = found
        .into_iter()
        .partition(|input| named(input) || fits(input));
    (files, others.into_iter().map(|input| input.name).collect())
}

/// Tells what is left out, and what is drafted without much to go by.
fn tell(profile: &Profile, others: &[String], terminal: &Terminal) {
    if !others.is_empty() {
        let count = others.len();
        let names = some(others.iter().map(String::as_str), SHOWN);
        terminal.note(&message!("draft-passed-over", count = count, files = names));
    }
    for (file, reason) in &profile.unread {
        terminal.note(&message!(
            "draft-unread",
            file = file,
            reason = reason.clone()
        ));
    }
    for table in &profile.tables {
        for file in &table.files {
            let name = file.source.input.name.as_str();
            if let Some(error) = &file.error {
                terminal.note(&message!(
                    "draft-not-whole",
                    file = name,
                    reason = error.clone()
                ));
            }
            if !table.begins.has_header {
                terminal.note(&message!("draft-headless", file = name));
            }
            if file.rows == 0 && table.rows == 0 {
                terminal.note(&message!("draft-no-rows", file = name));
            }
        }
    }
}

/// A file of the draft that is there already: it is never touched.
fn taken(folder: &Path, draft: &Draft) -> Option<PathBuf> {
    let rules = draft.all_rules().into_iter().map(|(name, _)| name);
    let mut paths = std::iter::once("crm-audit.toml".to_owned())
        .chain(rules)
        .map(|name| folder.join(name));
    paths.find(|path| path.exists())
}

fn name_of(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "crm-audit".to_owned())
}

/// Takes what is given, asks where nothing is, and otherwise takes the defaults.
fn answer(
    answers: &mut Answers,
    fitting: &[Fitting],
    given: Option<&Given>,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    if let Some(given) = given {
        answers.name = given
            .all("name")
            .pop()
            .unwrap_or_else(|| answers.name.clone());
        answers.packs = given.all("pack");
        return Ok(());
    }
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(());
    }
    answers.name = ask(
        &message!("draft-ask-name"),
        &answers.name,
        &terminal.messages,
    )?;
    for one in fitting.iter().take(ASKED) {
        let [count, all] = one.rules;
        let question = message!(
            "draft-ask-pack",
            pack = one.pack.as_str(),
            count = count,
            all = all
        );
        let answer = ask(&question, "n", &terminal.messages)?.to_lowercase();
        if answer.starts_with(['y', '是']) {
            answers.packs.push(one.pack.clone());
        }
    }
    Ok(())
}

fn ask(question: &Message, default: &str, messages: &Messages) -> anyhow::Result<String> {
    let asked = message!(
        "draft-default",
        question = question.clone(),
        answer = default
    );
    let colon = messages.key("colon");
    let mut err = std::io::stderr().lock();
    write!(err, "{}{colon}", messages.text(&asked))?;
    err.flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    let answer = answer.trim();
    Ok(if answer.is_empty() { default } else { answer }.to_owned())
}

/// Loads files as a project; tells what is wrong with them.
fn loaded(
    folder: &Path,
    files: &Files,
    terminal: &Terminal,
) -> anyhow::Result<Result<Project, u8>> {
    for (name, text) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    let Loaded { files, result, .. } = load(folder);
    Ok(result.map_err(|problems| {
        let mistakes = crate::project::Mistakes { files, problems };
        crate::cli::tell(terminal, &mistakes);
        FAILED
    }))
}

/// What came of all proposals, by their ids, and the packs that fit; none where the user stopped it.
type Tries = (BTreeMap<String, Tried>, Vec<Fitting>);

/// Tries all proposals on the exports.
fn tried(draft: &Draft, answers: &Answers, terminal: &Terminal) -> anyhow::Result<Option<Tries>> {
    let scratch = tempfile::tempdir()?;
    let every = Answers {
        packs: PACKS.iter().map(|pack| pack.name.to_owned()).collect(),
        ..answers.clone()
    };
    let mut files: Files = vec![("crm-audit.toml".to_owned(), draft.dictionary(&every, &[]))];
    files.extend(draft.all_rules());
    let Ok(project) = loaded(scratch.path(), &files, terminal)? else {
        anyhow::bail!(terminal.messages.key("draft-not-loaded"));
    };
    let watch = Watch::new(terminal, &project);
    let now = jiff::Zoned::now();
    let instant = date::millis(now.datetime());
    let is_proposed = |ix: &usize| {
        draft
            .proposals
            .iter()
            .any(|proposal| proposal.id == project.rules[*ix].id)
    };
    let tables: BTreeMap<String, Vec<Input>> = draft
        .inputs()
        .map(|(name, inputs)| (name.to_owned(), inputs))
        .collect();
    let by_table = project.tables.iter().enumerate();
    let mut options = Options {
        as_of: AsOf {
            day: instant - instant.rem_euclid(DAY),
            instant,
        },
        now: now.timestamp(),
        selected: (0..project.rules.len()).filter(is_proposed).collect(),
        inputs: by_table
            .filter_map(|(ix, table)| Some((ix, tables.get(&table.name)?.clone())))
            .collect(),
        only: None,
        keep: Keep::First(EXCEPTIONS),
        spool: Spool::default(),
        fingerprints: false,
        ageing: false,
        probe: None,
        patterns: false,
        compared_with: ComparedWith::Nothing,
        names_of_project: false,
        wanted: BTreeMap::new(),
        counted: BTreeMap::new(),
        progress: &watch,
    };
    let review = review::run(&project, &mut options, Past::LeftOut, None);
    watch.clear();
    let Ok((review, _)) = review else {
        return Ok(None);
    };
    let report = Report {
        project: &project,
        review: &review,
        messages: &terminal.messages,
        fail_on: Severity::Info,
        exit_zero: false,
    };
    let mut tried = BTreeMap::new();
    for result in report.rules() {
        if let Outcome::Judged(counts) = result.outcome {
            let several = report.exports().count() > 1;
            let exceptions = report.findings(&result, EXCEPTIONS).map(|finding| {
                let place = if several {
                    message!("profile-file-row", file = finding.file, row = finding.row)
                } else {
                    message!("profile-row", row = finding.row)
                };
                let colon = terminal.messages.key("colon");
                format!(
                    "{}{colon}{}",
                    terminal.messages.text(&place),
                    finding.message
                )
            });
            let one = Tried {
                judged: counts.ok + counts.violation,
                broken: counts.violation,
                exceptions: exceptions.collect(),
            };
            tried.insert(result.rule.id.clone(), one);
        }
    }
    Ok(Some((tried, fitting(&project))))
}

/// The packs of which rules can run.
fn fitting(project: &Project) -> Vec<Fitting> {
    let packs = PACKS.iter().filter_map(|pack| {
        let own = |origin: &Origin| matches!(origin, Origin::Pack(name) if *name == pack.name);
        let fit = project
            .rules
            .iter()
            .filter(|rule| own(&rule.origin))
            .count();
        let all = pack.text.matches("[[rule]]").count();
        (fit >= 3).then(|| Fitting {
            pack: pack.name.to_owned(),
            rules: [fit, all],
        })
    });
    packs.collect()
}
