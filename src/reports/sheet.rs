//! A sheet of what somebody has to do: one file to print or to mail, or plain text for a chat.
//!
//! It is made of a template and the style of the page for the meeting; no script runs in it.

mod text;
mod view;

use std::io::{self, Write};

use self::view::View;
use super::Report;
use super::page::rendered;
use super::work::Share;
use crate::fingerprint::Fingerprint;
use crate::rules::Rule;

pub(crate) use self::text::write as write_text;

const TEMPLATE: &str = include_str!("sheet/sheet.html");
/// What is different from the page for the meeting.
const STYLE: &str = include_str!("sheet/sheet.css");
/// Stands in the head of a sheet, before what it is of.
pub(crate) const MARK: &str = "<meta name=\"crm-audit-sheet\" content=\"";
/// Stands behind it, before what the rules are known by that something is open or was decided of.
pub(crate) const RULES: &str = "<meta name=\"crm-audit-rules\" content=\"";

/// What a sheet is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    Owner,
    Department,
}

impl Of {
    pub(crate) const ALL: [Of; 2] = [Of::Owner, Of::Department];

    /// Behind the mark.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Of::Owner => "owner",
            Of::Department => "department",
        }
    }

    /// What somebody is called, and what nobody is.
    pub(crate) fn called(self, name: &str, report: &Report) -> String {
        match (name, self) {
            ("", Of::Owner) => report.messages.key("tasks-nobody"),
            ("", Of::Department) => report.messages.key("tasks-no-department"),
            _ => name.to_owned(),
        }
    }
}

/// By what a sheet knows a rule again.
pub(crate) fn known_by(rule: &Rule) -> String {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add_part(&rule.id);
    format!("{:016x}", fingerprint.short())
}

/// What there is to say to somebody.
pub(crate) struct Sheet<'a> {
    pub(crate) report: &'a Report<'a>,
    pub(crate) of: Of,
    /// Empty where nobody is named.
    pub(crate) name: &'a str,
    pub(crate) share: &'a Share<'a>,
}

/// Writes it to be printed or mailed.
pub(crate) fn write(sheet: &Sheet, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let view = View::new(sheet);
    let page = rendered(TEMPLATE, &view, sheet.report.messages).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}
