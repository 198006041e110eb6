//! `crm-audit simulate`: what changed, new or dropped rules would have found on the exports of this month and of earlier ones.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{Terminal, Watch, print, printed, written};
use super::outputs::{Reads, outputs};
use super::replacing::replace;
use super::selection::{Selection, SelectionArgs};
use super::{Common, FAILED, Opened, failure, failures, open, tell};
use crate::findings::Keep;
use crate::findings::asked::AsOf;
use crate::history::{days, path_in};
use crate::messages::{Message, display_path, message};
use crate::project::{Loaded, Mistakes, Project, load_proposed, nearest_project};
use crate::reports::Report;
use crate::reports::grid::Screen;
use crate::reports::simulate::{Day, Format, Judged, Simulation, write};
use crate::review::simulate::{Change, Side, changes, compare, judged_for, overwritten};
use crate::review::{self, Past, Review};
use crate::rules::severity::Severity;

/// Findings that are listed for a program.
const MOST_LISTED: usize = 10_000;

#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    #[arg(value_name = "RULES")]
    rules: PathBuf,
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    months: usize,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
}

/// Both projects, and what is asked of them.
struct Both {
    present: Project,
    proposed: Project,
    changes: Vec<Change>,
    selections: [Selection; 2],
}

/// Simulates and reports.
pub(crate) fn run(args: &SimulateArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let path = args.selection.project.as_ref();
    let Opened {
        project: mut present,
        terminal,
    } = match open(path, common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let Some(mut proposed) = propose(args, &terminal) else {
        return Ok(FAILED);
    };
    let mut mistakes = Vec::new();
    if args.selection.reads_stdin() {
        return Ok(failure(&terminal, &message!("simulate-stdin")));
    }
    let format =
        |file: &str| Format::of_file(file).ok_or_else(|| message!("simulate-format", file = file));
    // what is proposed has the rules of today as well, so that a name that it does not know is a mistake
    let is = Selection::new(&args.selection, &mut proposed, &terminal, &mut mistakes);
    let known = args.selection.known_to(&present);
    let selections = [
        Selection::new(&known, &mut present, &terminal, &mut mistakes),
        is,
    ];
    mistakes.dedup();
    let mut reads = Reads::of(&present, selections[0].as_ref());
    reads.add(args.rules.clone());
    let files = outputs(&args.output, &reads, format, &mut mistakes);
    let [Some(was), Some(is)] = selections else {
        return Ok(failures(&terminal, &mistakes));
    };
    if !mistakes.is_empty() {
        return Ok(failures(&terminal, &mistakes));
    }
    drop(reads);
    let selected = [was.rules(), is.rules()];
    let mut changes = changes(&present, &proposed);
    changes.retain(|change| {
        change.present.is_none_or(|ix| selected[0].contains(&ix))
            && change.proposed.is_none_or(|ix| selected[1].contains(&ix))
    });
    if changes.is_empty() {
        terminal.note(&message!(
            "simulate-nothing",
            file = display_path(&args.rules)
        ));
        return Ok(3);
    }
    let both = Both {
        present,
        proposed,
        changes,
        selections: [was, is],
    };
    both.report(args, &files, &terminal)
}

/// The project with the proposed rules in it; none where there are mistakes, which are told.
fn propose(args: &SimulateArgs, terminal: &Terminal) -> Option<Project> {
    let folder = args.selection.project.clone();
    let folder = folder.unwrap_or_else(nearest_project);
    let Loaded { files, result, .. } = load_proposed(&folder, &args.rules);
    match result {
        Ok(project) => Some(project),
        Err(problems) => {
            tell(terminal, &Mistakes { files, problems });
            None
        }
    }
}

impl Both {
    fn report(
        &self,
        args: &SimulateArgs,
        files: &[(PathBuf, Format)],
        terminal: &Terminal,
    ) -> anyhow::Result<u8> {
        let watch = Watch::new(terminal, &self.present);
        let is_json = |format: Format| format == Format::Json;
        let listed = if is_json(args.format) || files.iter().any(|(_, format)| is_json(*format)) {
            MOST_LISTED
        } else {
            args.limit
        };
        let Some((simulation, errors)) = self.simulate(args, listed, &watch, terminal)? else {
            return Ok(watch.interrupted());
        };
        watch.clear();
        for (path, format) in files {
            if !replace(path, &Watch::stopped, |out| {
                write(*format, &simulation, Screen::FILE, args.limit, out)
            })? {
                return Ok(watch.interrupted());
            }
            written(terminal, path);
        }
        let mut text = Vec::new();
        let screen = terminal.screen();
        write(args.format, &simulation, screen, args.limit, &mut text)?;
        printed(print(&String::from_utf8_lossy(&text)))?;
        for error in &errors {
            terminal.error(&terminal.messages.text(error));
        }
        Ok(if errors.is_empty() { 0 } else { FAILED })
    }

    /// All days, the earliest first, and what could not be audited on the last; none where the user stopped it.
    fn simulate(
        &self,
        args: &SimulateArgs,
        listed: usize,
        watch: &Watch,
        terminal: &Terminal,
    ) -> anyhow::Result<Option<(Simulation, Vec<Message>)>> {
        let today = self.selections[0].as_of;
        let (earlier, notice) = self.earlier(args);
        let mut runs: Vec<Vec<Day>> = self.changes.iter().map(|_| Vec::new()).collect();
        for as_of in earlier.iter().rev().map(|day| AsOf::end_of(*day)) {
            if let Some(reason) = self.overwritten(as_of) {
                let reason = terminal.messages.text(&reason);
                for run in &mut runs {
                    run.push(Day::without(as_of.text(), reason.clone()));
                }
                continue;
            }
            let Some(reviews) = self.judge(as_of, watch) else {
                return Ok(None);
            };
            self.add(as_of, &self.reports(&reviews, terminal), listed, &mut runs)?;
        }
        let Some(reviews) = self.judge(today, watch) else {
            return Ok(None);
        };
        let reports = self.reports(&reviews, terminal);
        self.add(today, &reports, listed, &mut runs)?;
        let [present, proposed] = &reports;
        let unchanged = self.unchanged(&args.rules);
        let mut simulation = Simulation::new(proposed, present, &self.changes, unchanged);
        for (rule, runs) in simulation.rules.iter_mut().zip(runs) {
            rule.runs = runs;
        }
        let notice = notice.map(|notice| terminal.messages.text(&notice));
        simulation.notices.extend(notice);
        let [present, proposed] = reviews;
        let mut errors = proposed.audit.errors;
        let others = present.audit.errors.into_iter();
        errors.extend(others.filter(|e| !errors.contains(e)).collect::<Vec<_>>());
        Ok(Some((simulation, errors)))
    }

    fn reports<'a>(&'a self, reviews: &'a [Review; 2], terminal: &'a Terminal) -> [Report<'a>; 2] {
        let [present, proposed] = reviews;
        [(&self.present, present), (&self.proposed, proposed)].map(|(project, review)| Report {
            project,
            review,
            messages: &terminal.messages,
            fail_on: Severity::Low,
            exit_zero: false,
        })
    }

    /// Adds a day to each rule.
    fn add(
        &self,
        as_of: AsOf,
        reports: &[Report; 2],
        listed: usize,
        runs: &mut [Vec<Day>],
    ) -> anyhow::Result<()> {
        let [present, proposed] = reports;
        let [was, is] = [present, proposed].map(|report| Side {
            project: report.project,
            review: report.review,
        });
        for (change, run) in self.changes.iter().zip(runs) {
            run.push(match compare(change, &was, &is) {
                Ok(compared) => Day {
                    as_of: as_of.text(),
                    not_simulated: None,
                    judged: Some(Judged::new(change, &compared, present, proposed, listed)?),
                },
                Err(reason) => Day::without(as_of.text(), present.text(&reason)),
            });
        }
        Ok(())
    }

    /// The days of earlier months, the newest first, and what there is to say of others.
    fn earlier(&self, args: &SimulateArgs) -> (Vec<i64>, Option<Message>) {
        let most = args.months.saturating_sub(1);
        let selection = &self.selections[0];
        if !selection.inputs.is_empty() {
            let given = message!("simulate-given");
            return (Vec::new(), Some(given).filter(|_| most > 0));
        }
        let path = path_in(self.present.folder());
        match days(&path, selection.as_of.day, most) {
            Ok(days) => {
                let fewer = message!("simulate-fewer", count = days.len());
                let fewer = Some(fewer).filter(|_| days.len() < most);
                (days, fewer)
            }
            Err(trouble) => (Vec::new(), Some(trouble.message(&path))),
        }
    }

    fn project(&self, side: usize) -> &Project {
        [&self.present, &self.proposed][side]
    }

    /// The rules, by index, that one of both projects has to judge.
    fn judged(&self, side: usize) -> Vec<usize> {
        let rules = self.changes.iter();
        let rules = rules.filter_map(|change| [change.present, change.proposed][side]);
        judged_for(self.project(side), rules)
    }

    /// Why there are no exports of an earlier day.
    fn overwritten(&self, as_of: AsOf) -> Option<Message> {
        let today = self.selections[0].as_of.day;
        [0, 1]
            .into_iter()
            .find_map(|side| overwritten(self.project(side), &self.judged(side), as_of.day, today))
    }

    /// What both projects find; none where the user stopped it.
    fn judge(&self, as_of: AsOf, watch: &Watch) -> Option<[Review; 2]> {
        let judge = |side: usize| {
            let mut options = self.selections[side].options(Keep::All, false, watch);
            options.as_of = as_of;
            options.selected = self.judged(side);
            let run = review::run(self.project(side), &mut options, Past::LookedUp, None);
            run.ok().map(|(review, _)| review)
        };
        Some([judge(0)?, judge(1)?])
    }

    /// How many rules of the proposal are written as they are today.
    fn unchanged(&self, proposal: &Path) -> usize {
        let changed = |ix: usize| self.changes.iter().any(|c| c.proposed == Some(ix));
        let rules = self.proposed.rules.iter().enumerate();
        rules
            .filter(|(ix, rule)| {
                let file = self.proposed.files.get(rule.place.file);
                file.is_some_and(|file| Path::new(&file.name).starts_with(proposal))
                    && !changed(*ix)
            })
            .count()
    }
}
