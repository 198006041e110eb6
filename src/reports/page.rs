//! The page for the meeting: one file of HTML that needs nothing else, made of a template, a style and a script that stand beside
//! this file.
//!
//! What is shown is put together as data first, a file for each part of the page; the template then writes it. Every value is
//! escaped where it is written, whoever it comes from.

mod believed;
mod cards;
mod changes;
mod chart;
mod closed;
mod data;
mod list;
mod meeting;
mod moves;
mod people;
mod rules;
mod sample;
mod values;
mod view;

use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, HtmlEscape, UndefinedBehavior, Value};

use serde::Serialize;

use self::view::View;
pub(super) use self::view::{generator, policy};
use super::Report;
use super::folder::common_folder;
use super::harmless::{self, clean};
use crate::findings::key_figures::KeyFigures;
use crate::findings::outcome::Evidence;
use crate::findings::probe::Probe;
use crate::messages::{Messages, message};
use crate::project::Project;

const TEMPLATE: &str = include_str!("page/index.html");
pub(super) const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
/// What the page says it was made by, before the version.
pub(crate) const GENERATOR: &str = "crm-audit";

/// What there is to say of a run beside its report.
pub(crate) struct Pack<'a> {
    pub(crate) report: &'a Report<'a>,
    /// Where the company stands now.
    pub(crate) figures: KeyFigures,
    /// How the sample was picked.
    pub(crate) probe: Probe,
    /// How many documents of all tables together are shown of it.
    pub(crate) sample: usize,
    /// Whether the runs before were asked for.
    pub(crate) has_past: bool,
    /// The other files of the pack: the name and the key of what is said of it.
    pub(crate) files: &'a [(&'a str, &'static str)],
}

/// Writes the page.
pub(crate) fn write(pack: &Pack, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let view = View::new(pack)?;
    let page = rendered(TEMPLATE, &view, pack.report.messages).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

/// Whose page it is: what stands above it, and in its head before the day.
pub(crate) fn title(project: &Project) -> String {
    project.name.clone().unwrap_or_else(|| GENERATOR.to_owned())
}

/// The same of a page that was written, by the beginning of it.
pub(crate) fn title_in(head: &str) -> Option<String> {
    let (_, title) = head.split_once("<title>")?;
    let (title, _) = title.split_once("</title>")?;
    let (title, _) = title.rsplit_once(" · ")?;
    // what the template writes for them
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    let plain = signs
        .iter()
        .fold(title.to_owned(), |title, (written, sign)| {
            title.replace(written, sign)
        });
    Some(plain)
}

/// What a template makes of data, which it finds as `page`.
pub(super) fn rendered(
    template: &str,
    view: &impl Serialize,
    messages: &Messages,
) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // what steers a text, or shows nothing, is shown as what it is
    environment.set_formatter(|out, state, value| {
        let visible = match value.as_str() {
            Some(text) if !value.is_safe() => Value::from(clean(text)),
            _ => value.clone(),
        };
        minijinja::escape_formatter(out, state, &visible)
    });
    // made once: it reads the whole catalogue
    let texts = Messages::new(messages.lang);
    environment.add_function("t", move |key: &str| texts.key(key));
    environment.add_filter("coded", coded);
    environment.add_template("index.html", template)?;
    let page = Value::from(Serde(view));
    let context = Value::from_pairs([("page", page)]);
    environment.get_template("index.html")?.render(context)
}

/// What stands between backticks as code.
fn coded(text: &str) -> Value {
    let text = clean(text);
    let parts = harmless::coded(&text).into_iter();
    let written = parts.map(|(is_code, part)| {
        let part = HtmlEscape(part);
        if is_code {
            format!("<code>{part}</code>")
        } else {
            part.to_string()
        }
    });
    Value::from_safe_string(written.collect())
}

/// A text and what belongs to it; what is empty is not shown.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Line {
    pub(super) label: String,
    pub(super) value: String,
    /// A class of the style.
    tag: String,
    href: String,
}

impl Line {
    pub(super) fn new(label: impl Into<String>) -> Line {
        Line {
            label: label.into(),
            ..Line::default()
        }
    }

    pub(super) fn value(self, value: impl Into<String>) -> Line {
        let value = value.into();
        Line { value, ..self }
    }

    pub(super) fn tag(self, tag: &str) -> Line {
        let tag = tag.to_owned();
        Line { tag, ..self }
    }

    fn href(self, href: String) -> Line {
        Line { href, ..self }
    }
}

/// A count as people write it.
fn counted(count: u64) -> String {
    crate::messages::grouped(count)
}

/// What stands for what is not known.
const UNKNOWN: &str = "–";

/// The address of the findings that fit: names of facets and what they are to be.
fn findings_of(asked: &[(&str, &str)]) -> String {
    format!("#findings?{}", query(asked))
}

/// The address of those that are not found any more.
fn closed_of(asked: &[(&str, &str)]) -> String {
    format!("#closed?{}", query(asked))
}

fn query(asked: &[(&str, &str)]) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    /// What stands for itself in every part of an address: RFC 3986, section 2.3.
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let parts = asked.iter().map(|(name, value)| {
        // as the script has it, which knows texts by how they are shown
        let value = clean(value);
        format!("{name}={}", utf8_percent_encode(&value, RESERVED))
    });
    parts.collect::<Vec<_>>().join("&")
}

/// A file with its sheet, without the folders that all files are in.
fn place_of(report: &Report, input: &Evidence) -> String {
    let folder = common_folder(report.exports().map(|input| input.input.name.as_str()));
    let file = input.input.name.as_str();
    let file = file.strip_prefix(folder).unwrap_or(file);
    match &input.sheet {
        None => file.to_owned(),
        Some(sheet) => report.text(&message!("file-and-sheet", file = file, sheet = sheet)),
    }
}

/// Whether there is a run before that this one is compared with: a part of the company is compared with none.
fn has_before(report: &Report) -> bool {
    let history = report.review.history.as_ref();
    report.review.is_whole && history.is_some_and(|history| history.previous().is_some())
}

/// How it was on the day of an earlier run.
fn before(report: &Report, day: &str, figure: String) -> String {
    report.text(&message!("workbook-before", day = day, figure = figure))
}

#[cfg(test)]
mod tests {
    use super::coded;

    #[test]
    fn what_stands_between_backticks_is_code_and_nothing_else_is() {
        for (text, shown) in [
            ("run `a <b>` now", "run <code>a &lt;b&gt;</code> now"),
            ("one ` alone <i>", "one ` alone &lt;i&gt;"),
            ("`a` and `b`", "<code>a</code> and <code>b</code>"),
        ] {
            assert_eq!(coded(text).as_str(), Some(shown));
        }
    }
}
