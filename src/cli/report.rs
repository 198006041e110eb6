//! `crm-audit report`: the pack for the monthly meeting, or sheets of what each person has to do.

mod names;
mod sheets;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use self::sheets::{Ended, Sheets};
use super::check::save;
use super::dispose::is_filled_in;
use super::output::{Terminal, Watch, printed, say, written};
use super::outputs::{Reads, no_folder};
use super::replacing::{Prepared, is_temporary, prepare};
use super::selection::{Selection, SelectionArgs};
use super::{Common, Opened, failures, open};
use crate::baseline::Baseline;
use crate::findings::asked::{Cancelled, ComparedWith, Options};
use crate::findings::probe::Probe;
use crate::findings::told::Spool;
use crate::findings::{Collected, Keep};
use crate::fingerprint::Fingerprint;
use crate::history::NOT_RECORDED;
use crate::messages::{Message, display_path, message};
use crate::project::{Project, load_unmasked, nearest_project};
use crate::reports::harmless::clean;
use crate::reports::page::{self, GENERATOR, Pack};
use crate::reports::{Report, actions, brief, due, minutes, xlsx};
use crate::review::key_figures::key_figures;
use crate::review::plain::in_plain_sight;
use crate::review::{self, Past, Review};
use crate::rules::severity::Severity;

/// The page of a pack.
const PAGE: &str = "index.html";
/// Writes a file of a pack.
type Writer = fn(&Report, &mut (dyn Write + Send)) -> io::Result<()>;
/// The other files of a pack, which the page lists: name, what writes it, and the key of what is said of it.
const FILES: [(&str, Writer, &str); 4] = [
    ("findings.xlsx", xlsx::write, "page-file-workbook"),
    ("minutes.md", minutes::write, "page-file-minutes"),
    ("actions.csv", actions::write, "tasks-file-actions"),
    ("actions.ics", due::write, "tasks-file-calendar"),
];
/// Within so many bytes a page, or a sheet, says what it was made by.
const HEAD: u64 = 4_096;
/// Seeds that nobody gave have so few digits that people can copy them.
const SEEDS: u64 = 1_000_000;

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(short, long, value_name = "FOLDER|FILE", required = true)]
    output: PathBuf,
    #[arg(long, value_name = "NAME")]
    owner: Vec<String>,
    #[arg(long, value_name = "NAME")]
    department: Vec<String>,
    #[arg(long, value_name = "RUN")]
    since: Option<String>,
    #[arg(long)]
    unmasked: bool,
    #[arg(long, value_name = "SEVERITY", default_value = "low")]
    fail_on: Severity,
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[arg(long)]
    no_history: bool,
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    sample: usize,
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    #[arg(long)]
    exit_zero: bool,
}

/// Audits and writes the pack.
pub(crate) fn run(args: &ReportArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let path = args.selection.project.as_ref();
    let Opened {
        mut project,
        terminal,
    } = match open(path, common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    match Plan::new(args, &mut project, &terminal) {
        Ok(plan) => execute(args, &project, &plan, &terminal),
        Err(mistakes) => Ok(failures(&terminal, &mistakes)),
    }
}

/// The arguments, resolved against the project.
struct Plan {
    selection: Selection,
    baseline: Option<Baseline>,
    target: Target,
    compared_with: ComparedWith,
}

/// What is written, and where it goes.
enum Target {
    /// The pack, without the files beside its page.
    Page(PathBuf),
    /// The pack.
    Folder(PathBuf),
    /// Sheets in its place.
    Sheets(Sheets),
}

impl Target {
    fn new(args: &ReportArgs) -> Target {
        if let Some(sheets) = Sheets::new(args) {
            return Target::Sheets(sheets);
        }
        let path = &args.output;
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_page = ending.is_some_and(|e| matches!(&*e.to_lowercase(), "html" | "htm"));
        if is_page && !path.is_dir() {
            Target::Page(path.to_owned())
        } else {
            Target::Folder(path.to_owned())
        }
    }

    /// The files of a pack but for its page.
    fn beside(&self) -> Vec<(PathBuf, Writer)> {
        let Target::Folder(folder) = self else {
            return Vec::new();
        };
        let beside = FILES.iter();
        let beside = beside.map(|(name, writer, _)| (folder.join(name), *writer));
        beside.collect()
    }

    /// Why nothing may be written there.
    fn forbidden(
        &self,
        args: &ReportArgs,
        project: &Project,
        reads: &Reads,
        mistakes: &mut Vec<Message>,
    ) {
        if args.since.is_some() && !matches!(self, Target::Sheets(_)) {
            mistakes.push(message!("tasks-since-alone"));
        }
        match self {
            Target::Page(page) => {
                let forbidden = reads.forbid(page);
                mistakes.extend(forbidden.or_else(|| foreign_page(page, project)));
                mistakes.extend(no_folder(page, &display_path(page)));
            }
            Target::Folder(folder) => {
                let beside = self.beside();
                let files = beside.iter().map(|(file, _)| file.clone());
                let files = files.chain([folder.join(PAGE)]);
                mistakes.extend(files.filter_map(|file| reads.forbid(&file)));
                if !folder.exists() {
                    mistakes.extend(no_folder(folder, &display_path(folder)));
                    return;
                }
                let foreign = foreign(folder);
                let page = folder.join(PAGE);
                mistakes.extend(foreign.or_else(|| foreign_page(&page, project)));
                // what was decided in an earlier pack and is in no other place
                let filled = beside.iter().filter(|(file, _)| is_filled_in(file));
                mistakes.extend(
                    filled.map(|(file, _)| message!("report-filled-in", file = display_path(file))),
                );
            }
            Target::Sheets(sheets) => sheets.forbidden(args, reads, mistakes),
        }
    }
}

impl Plan {
    /// All mistakes in the arguments, or none.
    fn new(
        args: &ReportArgs,
        project: &mut Project,
        terminal: &Terminal,
    ) -> Result<Plan, Vec<Message>> {
        let mut mistakes = Vec::new();
        let selection = Selection::new(&args.selection, project, terminal, &mut mistakes);
        let baseline = args.baseline.as_deref().and_then(|path| {
            let read = Baseline::read(path);
            read.map_err(|message| mistakes.push(message)).ok()
        });
        let mut reads = Reads::of(project, selection.as_ref());
        if let Some(baseline) = &args.baseline {
            reads.add(baseline.clone());
        }
        let target = Target::new(args);
        target.forbidden(args, project, &reads, &mut mistakes);
        let mut compared_with = ComparedWith::Nothing;
        if let (Some(selection), Target::Sheets(_)) = (&selection, &target) {
            match sheets::compared_with(args, project, selection.as_of) {
                Ok(run) => compared_with = run,
                Err(mistake) => mistakes.push(mistake),
            }
        }
        match selection {
            Some(selection) if mistakes.is_empty() => Ok(Plan {
                selection,
                baseline,
                target,
                compared_with,
            }),
            _ => Err(mistakes),
        }
    }
}

/// That there is something in a folder that no earlier pack left there.
fn foreign(folder: &Path) -> Option<Message> {
    let file = display_path(folder);
    let Ok(entries) = fs::read_dir(folder) else {
        return Some(message!("report-no-folder", folder = file));
    };
    let names = entries.flatten().map(|entry| entry.file_name());
    // what a killed run left is swept when the files are written
    let names = names.filter(|name| !is_temporary(name));
    let mut names: Vec<String> = names.map(|n| n.to_string_lossy().into_owned()).collect();
    names.sort();
    if names.is_empty() {
        return None;
    }
    let is_ours = |name: &String| name == PAGE || FILES.iter().any(|(ours, ..)| ours == name);
    let foreign = names.iter().find(|name| !is_ours(name));
    let foreign = foreign.or_else(|| (!is_page(&folder.join(PAGE))).then_some(&names[0]));
    foreign.map(|name| message!("report-foreign", folder = file, name = name))
}

/// Why a page may not be written over a file that is there: that is no page of ours, or one of another company.
fn foreign_page(path: &Path, project: &Project) -> Option<Message> {
    if !path.exists() {
        return None;
    }
    let file = display_path(path);
    let Some(head) = head_of_page(path) else {
        return Some(message!("report-not-ours", file = file));
    };
    let title = page::title_in(&head)?;
    let is_ours = title == clean(&page::title(project));
    (!is_ours).then(|| message!("report-other-project", file = file, name = title))
}

/// Whether a file is a page of an earlier pack.
fn is_page(path: &Path) -> bool {
    head_of_page(path).is_some()
}

/// The beginning of such a page.
fn head_of_page(path: &Path) -> Option<String> {
    let says = format!("<meta name=\"generator\" content=\"{GENERATOR} ");
    head_of(path).filter(|head| head.contains(&says))
}

/// The beginning of a file, in which what we have written says what it is.
fn head_of(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    let file = File::open(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head).into_owned())
}

/// The same project and day pick the same documents, unless a seed is given.
fn seed(args: &ReportArgs, project: &Project, as_of: &str) -> u64 {
    args.seed.unwrap_or_else(|| {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_part(project.name.as_deref().unwrap_or_default());
        fingerprint.add_part(as_of);
        fingerprint.short() % SEEDS
    })
}

fn execute(
    args: &ReportArgs,
    project: &Project,
    plan: &Plan,
    terminal: &Terminal,
) -> anyhow::Result<u8> {
    let watch = Watch::new(terminal, project);
    let fingerprints = matches!(plan.target, Target::Folder(_));
    let mut options = plan.selection.options(Keep::All, fingerprints, &watch);
    let probe = Probe {
        seed: seed(args, project, &options.as_of.text()),
        documents: args.sample,
    };
    // a sheet shows none of this
    let is_pack = !matches!(plan.target, Target::Sheets(_));
    options.probe = is_pack.then_some(probe);
    options.patterns = is_pack;
    options.compared_with = plan.compared_with.clone();
    // what is handed on reads alike wherever it was made
    options.names_of_project = true;
    let past = if args.no_history {
        Past::LeftOut
    } else {
        Past::Recorded
    };
    let Ok((review, unsaved)) = review::run(project, &mut options, past, plan.baseline.as_ref())
    else {
        return Ok(watch.interrupted());
    };
    let (recorded, mut masked) = (project, None);
    let (shown, mut review) = if args.unmasked {
        match unmasked(args, project, plan, &options, review) {
            Ok(Some((shown, review, findings))) => {
                masked = Some(findings);
                (Some(shown), review)
            }
            Ok(None) => return Ok(failures(terminal, &[message!("report-changed")])),
            Err(Cancelled) => return Ok(watch.interrupted()),
        }
    } else {
        (None, review)
    };
    let project = shown.as_ref().unwrap_or(project);
    let report = Report {
        project,
        review: &review,
        messages: &terminal.messages,
        fail_on: args.fail_on,
        exit_zero: args.exit_zero,
    };
    let text = match &plan.target {
        Target::Sheets(sheets) => {
            let reads = Reads::of(project, Some(&plan.selection));
            match sheets.write(&report, &reads, &watch, terminal)? {
                Ended::Written(text) => text,
                Ended::Refused(mistakes) => return Ok(failures(terminal, &mistakes)),
                Ended::Stopped => return Ok(watch.interrupted()),
            }
        }
        Target::Page(_) | Target::Folder(_) => {
            let pack = Pack {
                report: &report,
                figures: key_figures(project, &review),
                probe,
                sample: args.sample,
                has_past: !args.no_history,
                files: &[],
            };
            if !write_pack(pack, &plan.target, &watch, terminal)? {
                return Ok(watch.interrupted());
            }
            String::new()
        }
    };
    let mut notices = review.audit.notices.iter();
    if let Some(unrecorded) = notices.find(|notice| notice.key == NOT_RECORDED) {
        terminal.note(unrecorded);
    }
    if project.unmasked {
        terminal.note(&message!("tasks-unmasked"));
    }
    let text = text + &brief::verdict(&report);
    let exit_code = report.exit_code();
    if let Some(findings) = masked {
        review.audit.findings = findings;
    }
    save(
        unsaved,
        (recorded, &options, &review.audit),
        terminal,
        false,
    );
    printed(say(&text))?;
    Ok(exit_code)
}

/// The project with nothing sensitive in it, and the review as that shows it, beside the findings as they are recorded; none where
/// files changed meanwhile.
fn unmasked(
    args: &ReportArgs,
    project: &Project,
    plan: &Plan,
    masked: &Options,
    review: Review,
) -> Result<Option<(Project, Review, Collected)>, Cancelled> {
    let path = args.selection.project.clone();
    let path = path.unwrap_or_else(nearest_project);
    let Ok(mut shown) = load_unmasked(&path).result else {
        return Ok(None);
    };
    if shown.fingerprint() != project.fingerprint() {
        return Ok(None);
    }
    // what the arguments say of the tables
    for (shown, known) in shown.tables.iter_mut().zip(&project.tables) {
        shown.encoding = known.encoding;
    }
    let options = Options {
        as_of: masked.as_of,
        now: masked.now,
        selected: masked.selected.clone(),
        inputs: plan.selection.inputs.clone(),
        only: None,
        keep: masked.keep,
        spool: Spool::default(),
        fingerprints: false,
        ageing: masked.ageing,
        probe: masked.probe,
        patterns: masked.patterns,
        compared_with: ComparedWith::Nothing,
        names_of_project: masked.names_of_project,
        wanted: BTreeMap::new(),
        counted: masked.counted.clone(),
        progress: masked.progress,
    };
    let review = in_plain_sight(&shown, &options, review)?;
    Ok(review.map(|(review, findings)| (shown, review, findings)))
}

/// Writes all files before the first takes its place, so that an interrupted run leaves no page beside the workbook of another day. The
/// page goes first: by it a folder is known as that of a pack. False where the user stopped it.
fn write_pack(
    pack: Pack,
    target: &Target,
    watch: &Watch,
    terminal: &Terminal,
) -> anyhow::Result<bool> {
    let (page, listed) = match target {
        Target::Folder(folder) => {
            fs::create_dir_all(folder).with_context(|| display_path(folder))?;
            let listed = FILES.iter().map(|(name, _, told)| (*name, *told));
            (folder.join(PAGE), listed.collect())
        }
        Target::Page(page) => (page.clone(), Vec::new()),
        Target::Sheets(_) => return Ok(true),
    };
    let pack = Pack {
        files: &listed,
        ..pack
    };
    watch.writes(&page);
    let first = prepare(&page, &Watch::stopped, |out| page::write(&pack, out))?;
    let mut all = vec![(page, first)];
    for (file, writer) in target.beside() {
        watch.writes(&file);
        let next = prepare(&file, &Watch::stopped, |out| writer(pack.report, out))?;
        all.push((file, next));
    }
    watch.clear();
    let (files, prepared): (Vec<PathBuf>, Vec<_>) = all.into_iter().unzip();
    let prepared: Option<Vec<Prepared>> = prepared.into_iter().collect();
    let Some(prepared) = prepared.filter(|_| !Watch::stopped()) else {
        return Ok(false);
    };
    for (file, prepared) in files.iter().zip(prepared) {
        prepared.put()?;
        written(terminal, file);
    }
    Ok(true)
}
