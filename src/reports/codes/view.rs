//! What there is to tell of a scheme, before it is told.

use std::borrow::Cow;

use crate::coding::Scheme;
use crate::coding::assess::{Facts, facts};
use crate::coding::examples::{right, wrong};
use crate::coding::recode::{Move, plan};
use crate::coding::spreadsheet::is_threatened;
use crate::coding::usage::{Usage, usage};
use crate::messages::Messages;
use crate::project::Project;
use crate::review::codes::Material;
use crate::tables::mask::mask;

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
pub(super) struct Examples {
    pub(super) form: usize,
    pub(super) right: Vec<String>,
    pub(super) wrong: Vec<String>,
}

/// All that there is to tell of a scheme.
pub(crate) struct View<'a> {
    pub(super) project: &'a Project,
    pub(in crate::reports) messages: &'a Messages,
    pub(super) scheme: &'a Scheme,
    pub(super) material: &'a Material,
    pub(super) asked: Asked,
    pub(super) limit: usize,
    pub(super) facts: Vec<Facts>,
    /// None where there are no codes.
    pub(super) usage: Option<Usage>,
    pub(super) examples: Vec<Examples>,
    pub(super) moves: Vec<Move>,
    /// Whether not everybody may see the codes.
    pub(super) is_secret: bool,
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
        let has_codes = material.cells().next().is_some();
        let usage = (asked == Asked::Scheme && has_codes)
            .then(|| usage(scheme, material.cells(), material.as_of, &material.lists));
        let examples = match asked {
            Asked::Examples(count) => examples(scheme, material, count),
            Asked::Scheme | Asked::Recode => Vec::new(),
        };
        let moves = match asked {
            Asked::Recode => plan(scheme, material.cells(), &material.lists),
            Asked::Scheme | Asked::Examples(_) => Vec::new(),
        };
        let is_secret = material.secret(project).is_some();
        let mut codes: Vec<&str> = Vec::new();
        if asked == Asked::Scheme && !is_secret {
            codes.extend(material.cells().map(|cell| &*cell.code));
            codes.sort_unstable();
            codes.dedup();
        }
        View {
            is_secret,
            project,
            messages,
            scheme,
            material,
            asked,
            limit,
            facts: facts(scheme, &material.agreed, &codes),
            usage,
            examples,
            moves,
        }
    }

    /// What people call the scheme.
    pub(in crate::reports) fn label(&self) -> &str {
        self.scheme.label.in_lang(self.messages.lang)
    }

    /// A code of the list that a spreadsheet would damage if it opened it as CSV.
    pub(crate) fn threatened(&self) -> Option<&str> {
        let all = self.moves.iter();
        let moved = all.flat_map(|one| std::iter::once(&one.old).chain(&one.new));
        let taught = self
            .examples
            .iter()
            .flat_map(|one| one.right.iter().chain(&one.wrong));
        moved
            .chain(taught)
            .map(String::as_str)
            .find(|code| is_threatened(code))
    }

    /// A code that stands in an export, as it may be shown.
    pub(super) fn shown<'c>(&self, code: &'c str) -> Cow<'c, str> {
        mask(code, self.is_secret)
    }

    /// How many cells in other columns name a code.
    pub(super) fn references(&self, code: &str) -> u64 {
        self.material
            .referred
            .get(code)
            .copied()
            .unwrap_or_default()
    }

    /// A right code of each form, to show what codes look like.
    pub(super) fn sample(&self, form: usize) -> Option<String> {
        let form = &self.scheme.variants[form].form;
        let listed = |table, field| self.material.lists.shown(table, field);
        // of a hierarchy, one of the last level
        let count = form.levels().map_or(1, |levels| levels.ends().len());
        right(form, count, self.material.as_of, &listed).pop()
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
