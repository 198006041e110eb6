//! `report --owner`, `report --department`: a sheet of what is to be done for each person, or each department.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::super::history::run_called;
use super::super::output::{Terminal, Watch, written};
use super::super::outputs::{Reads, no_folder};
use super::super::replacing::{is_temporary, replace};
use super::names::Names;
use super::{ReportArgs, head_of, is_page};
use crate::findings::asked::{AsOf, ComparedWith};
use crate::history::{Store, path_in};
use crate::messages::{Message, display_path, message};
use crate::mistakes::{did_you_mean, offered};
use crate::project::Project;
use crate::reports::harmless::clean;
use crate::reports::sheet::{MARK, Of, RULES, Sheet, known_by, write as write_page, write_text};
use crate::reports::work::{Share, Whose, Work};
use crate::reports::{Report, Verdict, silence};
use crate::tables::date;

/// Stands for everybody.
const ALL: &str = "all";

/// The sheets that are asked for.
pub(super) struct Sheets {
    owners: Whose,
    departments: Whose,
    to: To,
}

/// Where they go.
enum To {
    Folder(PathBuf),
    Page(PathBuf),
    Text(PathBuf),
}

/// How the writing ended.
pub(super) enum Ended {
    /// With what is to be printed of it.
    Written(String),
    Refused(Vec<Message>),
    /// By the user.
    Stopped,
}

/// Somebody's sheet: of what, the name, and the file; none where there is nothing to tell.
type Given<'w> = (Of, &'w str, &'w Share<'w>, PathBuf);

impl Sheets {
    /// None where the pack is asked for.
    pub(super) fn new(args: &ReportArgs) -> Option<Sheets> {
        let whose = |names: &[String]| match names {
            [] => Whose::Nobodys,
            names if names.iter().any(|name| name == ALL) => Whose::Everybodys,
            names => Whose::named(names.iter().map(String::as_str)),
        };
        let (owners, departments) = (whose(&args.owner), whose(&args.department));
        if [&owners, &departments]
            .into_iter()
            .all(|whose| *whose == Whose::Nobodys)
        {
            return None;
        }
        let path = args.output.clone();
        let ending = path.extension().and_then(|ending| ending.to_str());
        let ending = ending.map(str::to_lowercase).filter(|_| !path.is_dir());
        let to = match ending.as_deref() {
            Some("html" | "htm") => To::Page(path),
            Some("md") => To::Text(path),
            _ => To::Folder(path),
        };
        Some(Sheets {
            owners,
            departments,
            to,
        })
    }

    /// Why nothing may be written there.
    pub(super) fn forbidden(&self, args: &ReportArgs, reads: &Reads, mistakes: &mut Vec<Message>) {
        match &self.to {
            To::Page(file) | To::Text(file) => {
                let is_foreign = matches!(self.to, To::Page(_)) && file.exists() && !is_page(file);
                let foreign = || message!("report-not-ours", file = display_path(file));
                let forbidden = reads.forbid(file);
                mistakes.extend(forbidden.or_else(|| is_foreign.then(foreign)));
                mistakes.extend(no_folder(file, &display_path(file)));
                let is_of_one = args.owner.len() + args.department.len() == 1
                    && ![&self.owners, &self.departments].contains(&&Whose::Everybodys);
                if !is_of_one {
                    mistakes.push(message!("tasks-one-file", file = display_path(file)));
                }
            }
            To::Folder(folder) if folder.exists() => mistakes.extend(foreign(folder)),
            To::Folder(folder) => mistakes.extend(no_folder(folder, &display_path(folder))),
        }
    }

    /// Writes the sheets.
    pub(super) fn write(
        &self,
        report: &Report,
        reads: &Reads,
        watch: &Watch,
        terminal: &Terminal,
    ) -> anyhow::Result<Ended> {
        let work = Work::new(report, &self.owners, &self.departments)?;
        let unknown = self.unknown(&work);
        if !unknown.is_empty() {
            return Ok(Ended::Refused(unknown));
        }
        let given = self.given(&work, report);
        let mistakes: Vec<Message> =
            (given.iter().filter_map(|(.., file)| reads.forbid(file))).collect();
        if !mistakes.is_empty() {
            return Ok(Ended::Refused(mistakes));
        }
        if let To::Folder(folder) = &self.to {
            fs::create_dir_all(folder).with_context(|| display_path(folder))?;
        }
        let write = match self.to {
            To::Text(_) => write_text,
            To::Folder(_) | To::Page(_) => write_page,
        };
        let mut kept = Vec::new();
        for &(of, name, share, ref file) in &given {
            // what it says is more than is known now
            if share.counts.found() == 0 && is_unsure(file, report) {
                kept.push(file.clone());
                continue;
            }
            watch.writes(file);
            let sheet = Sheet {
                report,
                of,
                name,
                share,
            };
            if !replace(file, &Watch::stopped, |out: &mut (dyn Write + Send)| {
                write(&sheet, out)
            })? {
                return Ok(Ended::Stopped);
            }
            watch.clear();
        }
        match &self.to {
            To::Folder(folder) => {
                let count = given.len() - kept.len();
                terminal.note(&message!(
                    "tasks-written",
                    count = count,
                    folder = display_path(folder)
                ));
                kept.extend(self.sweep(folder, &given, report, terminal));
            }
            To::Page(file) | To::Text(file) if !given.is_empty() && kept.is_empty() => {
                written(terminal, file);
            }
            To::Page(file) if given.is_empty() && is_unsure(file, report) => {
                kept.push(file.clone());
            }
            To::Page(_) | To::Text(_) => {}
        }
        let mut kept: Vec<String> = kept.iter().map(|file| display_path(file)).collect();
        kept.sort();
        if !kept.is_empty() {
            terminal.note(&message!("tasks-kept", files = kept));
        }
        Ok(Ended::Written(told(report, &given, terminal)))
    }

    /// Names that nobody has.
    fn unknown(&self, work: &Work) -> Vec<Message> {
        let sides = [
            (&self.owners, &work.known_owners),
            (&self.departments, &work.known_departments),
        ];
        let mut unknown = Vec::new();
        for (whose, known) in sides {
            for name in whose.missing(known) {
                let names = || known.iter().map(String::as_str);
                let mistake =
                    message!("tasks-nobody-called", name = name, names = offered(names()));
                unknown.push(mistake.hinted(did_you_mean(name, names())));
            }
        }
        unknown
    }

    /// Who gets a sheet, and where: those with something to do or something done.
    fn given<'w>(&self, work: &'w Work, report: &Report) -> Vec<Given<'w>> {
        let mut names = Names::default();
        let owners = work.owners.iter().map(|one| (Of::Owner, one));
        let departments = work.departments.iter().map(|one| (Of::Department, one));
        let all = owners.chain(departments);
        let given = all.filter(|(_, (_, share))| !share.counts.is_nothing());
        let given = given.map(|(of, (name, share))| {
            let file = match &self.to {
                To::Page(file) | To::Text(file) => file.clone(),
                To::Folder(folder) => {
                    folder.join(format!("{}.html", names.of(&of.called(name, report))))
                }
            };
            (of, name.as_str(), share, file)
        });
        let mut given: Vec<Given> = given.collect();
        // who has the most first; nobody last
        given.sort_by_key(|(of, name, share, _)| {
            (
                *of,
                name.is_empty(),
                Reverse(share.counts.all_open()),
                *name,
            )
        });
        given
    }

    /// Takes sheets of an earlier day away whose people have nothing to do any more, where all are asked for. Returns those that
    /// are left, since nobody knows.
    fn sweep(
        &self,
        folder: &Path,
        given: &[Given],
        report: &Report,
        terminal: &Terminal,
    ) -> Vec<PathBuf> {
        let is_asked = |of: Of| match of {
            Of::Owner => self.owners == Whose::Everybodys,
            Of::Department => self.departments == Whose::Everybodys,
        };
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let files = entries.flatten().map(|entry| entry.path());
        let old = files.filter(|file| {
            let is_new = given.iter().any(|(.., written)| written == file);
            !is_new && sheet_of(file).is_some_and(is_asked)
        });
        let (unsure, old): (Vec<PathBuf>, Vec<PathBuf>) =
            old.partition(|file| is_unsure(file, report));
        let mut gone: Vec<String> = old
            .into_iter()
            .filter(|file| fs::remove_file(file).is_ok())
            .map(|file| display_path(&file))
            .collect();
        gone.sort();
        if !gone.is_empty() {
            terminal.note(&message!("tasks-swept", files = gone));
        }
        unsure
    }
}

/// Who got which sheet, and how much is in it.
fn told(report: &Report, given: &[Given], terminal: &Terminal) -> String {
    let mut out = String::new();
    if given.is_empty() {
        let key = if silence::is_all_known(report) {
            "tasks-nothing"
        } else {
            "tasks-nothing-known"
        };
        out.push_str(&report.messages.key(key));
        out.push('\n');
    }
    for of in Of::ALL {
        let some: Vec<&Given> = given.iter().filter(|(other, ..)| *other == of).collect();
        if some.is_empty() {
            continue;
        }
        let heading = match of {
            Of::Owner => "form-who",
            Of::Department => "column-department",
        };
        let mut grid = terminal.grid([
            terminal.column(heading).flowing(8),
            terminal.number("tasks-open"),
            terminal.number("workbook-overdue"),
            terminal.number("column-new"),
            terminal.number("tasks-still"),
            terminal.number("tasks-fixed"),
            terminal.number("column-gone").yielding(1),
            terminal.number("tasks-agreed").yielding(1),
            terminal.column("column-file").flowing(12).yielding(2),
        ]);
        for (_, name, share, file) in some {
            let mut row = vec![clean(&of.called(name, report))];
            row.extend(share.counts.told(report));
            let file = file.file_name().unwrap_or_default();
            row.push(file.to_string_lossy().into_owned());
            grid.row(row);
        }
        out.push_str(&terminal.drawn(grid));
    }
    out
}

/// That there is something in a folder that no earlier sheet is.
fn foreign(folder: &Path) -> Option<Message> {
    let file = display_path(folder);
    let Ok(entries) = fs::read_dir(folder) else {
        return Some(message!("report-no-folder", folder = file));
    };
    let foreign = entries.flatten().filter(|entry| {
        // what a killed run left is swept when the files are written
        !is_temporary(&entry.file_name()) && sheet_of(&entry.path()).is_none()
    });
    let names = foreign.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let first = names.min()?;
    Some(message!("tasks-foreign", folder = file, name = first))
}

/// What a file is a sheet of; none where it is no sheet of ours.
fn sheet_of(path: &Path) -> Option<Of> {
    let head = head_of(path)?;
    let (_, behind) = head.split_once(MARK)?;
    Of::ALL.into_iter().find(|of| behind.starts_with(of.tag()))
}

/// Whether a sheet of an earlier day is there of which nobody knows whether it is done: a part was audited, or a rule that it tells
/// of was not judged.
fn is_unsure(path: &Path, report: &Report) -> bool {
    let Some(head) = head_of(path).filter(|head| head.contains(MARK)) else {
        return false;
    };
    let rules = head
        .split_once(RULES)
        .and_then(|(_, rest)| rest.split_once('"'));
    let Some((rules, _)) = rules else {
        // an earlier version did not say
        return !silence::is_all_known(report);
    };
    let known = report.project.rules.iter().enumerate();
    let known = known.filter(|(ix, _)| silence::is_known(report, *ix));
    let known: BTreeSet<String> = known.map(|(_, rule)| known_by(rule)).collect();
    let is_nothing = report.verdict() == Verdict::NothingChecked;
    is_nothing
        || !report.review.is_whole
        || !rules.split_whitespace().all(|rule| known.contains(rule))
}

/// The run that the sheets are compared with.
pub(super) fn compared_with(
    args: &ReportArgs,
    project: &Project,
    as_of: AsOf,
) -> Result<ComparedWith, Message> {
    let Some(written) = &args.since else {
        return Ok(ComparedWith::RunBefore);
    };
    if args.no_history {
        return Err(message!("tasks-since-no-history"));
    }
    let path = path_in(project.folder());
    if !path.exists() {
        return Err(message!("history-none", file = display_path(&path)));
    }
    let runs = (Store::open_to_look(&path)).and_then(|mut store| store.look()?.runs());
    let runs = runs.map_err(|trouble| trouble.message(&path))?;
    let run = &runs[run_called(written, &runs)?];
    let day = date::text(as_of.day);
    if run.day >= day {
        return Err(message!(
            "tasks-since-later",
            run = run.day.as_str(),
            day = day
        ));
    }
    Ok(ComparedWith::RunOf(run.day.clone()))
}
