//! What a coding scheme is like: on a terminal, as JSON, as CSV.

mod json;
mod screen;
mod told;

use std::borrow::Cow;
use std::io::{self, Write};

use clap::ValueEnum;

use super::disarmed::disarmed;
use super::grid::Screen;
use super::harmless::clean;
use crate::coding::Scheme;
use crate::coding::assess::{Codes, Facts, Usage, facts, usage};
use crate::coding::examples::{right, wrong};
use crate::coding::recode::{Move, plan};
use crate::messages::Messages;
use crate::project::Project;
use crate::review::codes::Material;
use crate::tables::mask::mask;

/// A format that a scheme can be told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    // Tables for people.
    Table,
    // Everything, for programs.
    Json,
    // The list alone: series, examples or moves.
    Csv,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        match super::Format::of_file(name)? {
            super::Format::Table => Some(Format::Table),
            super::Format::Json => Some(Format::Json),
            super::Format::Csv => Some(Format::Csv),
            super::Format::Jsonl | super::Format::Xlsx => None,
        }
    }
}

/// What is asked of a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// What it is like.
    Scheme,
    /// So many codes that are right, and so many that are wrong, of each form.
    Examples(usize),
    /// What wrong codes are to become.
    Recode,
}

/// Codes for teaching, of one form.
struct Examples {
    form: usize,
    right: Vec<String>,
    wrong: Vec<String>,
}

/// All that there is to tell of a scheme.
pub(crate) struct View<'a> {
    project: &'a Project,
    messages: &'a Messages,
    scheme: &'a Scheme,
    material: &'a Material,
    asked: Asked,
    limit: usize,
    facts: Vec<Facts>,
    /// None where there are no codes.
    usage: Option<Usage>,
    examples: Vec<Examples>,
    moves: Vec<Move>,
    /// Whether not everybody may see the codes.
    is_secret: bool,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        project: &'a Project,
        messages: &'a Messages,
        scheme: &'a Scheme,
        material: &'a Material,
        asked: Asked,
        limit: usize,
    ) -> View<'a> {
        let codes = Codes {
            all: material.codes().collect(),
            as_of: material.as_of,
        };
        let usage = (asked == Asked::Scheme && !codes.all.is_empty())
            .then(|| usage(scheme, &codes, &material.lists));
        let examples = match asked {
            Asked::Examples(count) => examples(scheme, material, count),
            Asked::Scheme | Asked::Recode => Vec::new(),
        };
        let moves = match asked {
            Asked::Recode => plan(
                scheme,
                material.codes().map(|(code, _)| code),
                &material.lists,
            ),
            Asked::Scheme | Asked::Examples(_) => Vec::new(),
        };
        let mut columns = material.columns.iter();
        let is_secret =
            columns.any(|(table, field, _)| project.tables[*table].fields[*field].sensitive);
        View {
            is_secret,
            project,
            messages,
            scheme,
            material,
            asked,
            limit,
            facts: facts(scheme, &material.agreed),
            usage,
            examples,
            moves,
        }
    }

    /// A code that stands in an export, as it may be shown.
    fn shown<'c>(&self, code: &'c str) -> Cow<'c, str> {
        mask(code, self.is_secret)
    }

    /// How many cells in other columns name a code.
    fn references(&self, code: &str) -> u64 {
        self.material
            .referred
            .get(code)
            .copied()
            .unwrap_or_default()
    }

    /// A right code of each form, to show what codes look like.
    fn sample(&self, form: usize) -> Option<String> {
        let form = &self.scheme.variants[form].form;
        let listed = |table, field| self.material.lists.shown(table, field);
        right(form, 1, self.material.as_of, &listed).pop()
    }
}

fn examples(scheme: &Scheme, material: &Material, count: usize) -> Vec<Examples> {
    let variants = scheme.variants.iter().enumerate();
    let all = variants.map(|(form, variant)| {
        let listed = |table, field| material.lists.shown(table, field);
        let right = right(&variant.form, count, material.as_of, &listed);
        let mut wrong = wrong(&variant.form, &right, count);
        // what another category's code is does not teach anything
        wrong.retain(|code| scheme.of(code).is_none());
        Examples { form, right, wrong }
    });
    all.collect()
}

/// Writes it in a format.
pub(crate) fn write(
    format: Format,
    view: &View,
    screen: Screen,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(screen::render(view, screen).as_bytes()),
        Format::Json => json::write(view, out),
        Format::Csv => csv(view, out),
    }
}

/// The list alone, for spreadsheets.
fn csv(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    for row in rows(view) {
        let cells = row.iter().map(|cell| disarmed(&clean(cell)).into_owned());
        writer.write_record(cells).map_err(io::Error::other)?;
    }
    writer.flush()
}

fn rows(view: &View) -> Vec<Vec<String>> {
    let header = |names: &[&str]| {
        vec![
            names
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<String>>(),
        ]
    };
    match view.asked {
        Asked::Scheme => {
            let mut rows = header(&[
                "variant",
                "series",
                "used",
                "capacity",
                "left",
                "grown_12_months",
                "months_left",
            ]);
            for one in view.usage.iter().flat_map(|usage| &usage.series) {
                let number =
                    |number: Option<u128>| number.map_or_else(String::new, |n| n.to_string());
                rows.push(vec![
                    view.scheme.variants[one.form].form.name.clone(),
                    view.shown(&one.key).into_owned(),
                    one.used.to_string(),
                    one.capacity.to_string(),
                    one.left.to_string(),
                    number(one.grown),
                    number(one.months()),
                ]);
            }
            rows
        }
        Asked::Examples(_) => {
            let mut rows = header(&["variant", "code", "right", "told"]);
            for one in &view.examples {
                let form = &view.scheme.variants[one.form].form;
                for code in &one.right {
                    rows.push(vec![
                        form.name.clone(),
                        code.clone(),
                        "yes".to_owned(),
                        String::new(),
                    ]);
                }
                for code in &one.wrong {
                    let told = told::wrong(view, one.form, code);
                    rows.push(vec![form.name.clone(), code.clone(), "no".to_owned(), told]);
                }
            }
            rows
        }
        Asked::Recode => {
            let mut rows = header(&["old", "new", "how", "references", "told"]);
            for one in &view.moves {
                rows.push(vec![
                    view.shown(&one.old).into_owned(),
                    view.shown(one.new.as_deref().unwrap_or_default())
                        .into_owned(),
                    one.why.tag().to_owned(),
                    view.references(&one.old).to_string(),
                    told::of_move(view, one),
                ]);
            }
            rows
        }
    }
}
