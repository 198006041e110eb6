//! A plan from old codes to new ones: what can be mended is mended, what collides gets the next free serial, and what nobody can
//! know is left to people.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Form, Lists, Misfit, Scheme, Segments};

/// An old code and what is to become of it.
#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) old: String,
    /// None where somebody has to decide.
    pub(crate) new: Option<String>,
    pub(crate) why: Why,
    /// What is wrong with the old one, and the number of the form that it was held against.
    pub(crate) misfit: Misfit,
    pub(crate) form: usize,
}

/// How a new code was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It is what was meant.
    Mended,
    /// What was meant is another code already: it gets the next free serial of its series.
    Taken,
    /// What can be read of it is kept, and it gets the next free serial.
    Numbered,
    /// Not enough can be read of it.
    ByHand,
}

impl Why {
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Why::Mended => "mended",
            Why::Taken => "taken",
            Why::Numbered => "numbered",
            Why::ByHand => "by-hand",
        }
    }
}

/// Moves for all codes that follow no form, in their order. No two codes become one.
pub(crate) fn plan<'c>(
    scheme: &Scheme,
    codes: impl Iterator<Item = &'c str>,
    lists: &Lists,
) -> Vec<Move> {
    let codes: BTreeSet<&str> = codes.collect();
    let (right, wrong): (Vec<&str>, Vec<&str>) = codes.iter().partition(|code| {
        scheme
            .of(code)
            .is_some_and(|form| form.is_listed(code, lists))
    });
    let mut taken = Taken::default();
    for code in &right {
        taken.add(scheme, code);
    }
    let mut moves: Vec<Move> = wrong.iter().map(|code| held(scheme, code, lists)).collect();
    // codes that can be mended go first, for theirs are the numbers that people know
    for one in &mut moves {
        if let Some(meant) = one.misfit.meant.clone()
            && taken.codes.insert(meant.clone())
        {
            taken.add(scheme, &meant);
            (one.new, one.why) = (Some(meant), Why::Mended);
        }
    }
    // where it is only possible what was meant, any code may be the wrong one
    let open = |one: &&mut Move| one.new.is_none() && !one.misfit.is_guess();
    for one in moves.iter_mut().filter(open) {
        let form = &scheme.variants[one.form].form;
        let (like, why) = match &one.misfit.meant {
            Some(meant) => (meant.as_str(), Why::Taken),
            None => (one.old.as_str(), Why::Numbered),
        };
        if let Some(new) = taken
            .next(one.form, form, like)
            .filter(|new| form.is_listed(new, lists))
        {
            taken.add(scheme, &new);
            (one.new, one.why) = (Some(new), why);
        }
    }
    moves
}

/// A wrong code, held against the form that it comes nearest to.
fn held(scheme: &Scheme, code: &str, lists: &Lists) -> Move {
    let forms = scheme.variants.iter().enumerate();
    let unlisted = forms.clone().find_map(|(ix, variant)| {
        let misfit = variant
            .form
            .fits(code)
            .then(|| variant.form.off_list(code, lists))??;
        Some((ix, misfit))
    });
    let mut tried = forms.map(|(ix, variant)| (ix, variant.form.misfit_on(code, lists)));
    let (form, misfit) = unlisted
        .or_else(|| tried.clone().find(|(_, misfit)| misfit.meant.is_some()))
        .or_else(|| tried.clone().find(|(_, misfit)| misfit.is_guess()))
        .or_else(|| tried.next())
        .expect("a scheme has a form");
    Move {
        old: code.to_owned(),
        new: None,
        why: Why::ByHand,
        misfit,
        form,
    }
}

/// The codes that are there, or are to be.
#[derive(Default)]
struct Taken {
    codes: BTreeSet<String>,
    /// By form and series, the last serial.
    last: BTreeMap<(usize, Vec<String>), u64>,
}

impl Taken {
    fn add(&mut self, scheme: &Scheme, code: &str) {
        self.codes.insert(code.to_owned());
        let mut forms = scheme.variants.iter().enumerate();
        let Some((ix, variant)) = forms.find(|(_, variant)| variant.form.fits(code)) else {
            return;
        };
        let Some(segments) = variant.form.segments() else {
            return;
        };
        if let (Some((serial, digits, per)), Some(pieces)) =
            (segments.serial(), segments.pieces(code))
        {
            let key = per.iter().map(|ix| pieces[*ix].to_owned()).collect();
            let number = digits.number(pieces[serial]).unwrap_or_default();
            let last = self.last.entry((ix, key)).or_default();
            *last = number.max(*last);
        }
    }

    /// A code like another one, with the next free serial; none where its other segments cannot be read.
    fn next(&self, ix: usize, form: &Form, like: &str) -> Option<String> {
        let segments = form.segments()?;
        let (serial, digits, per) = segments.serial()?;
        let mut pieces = readable(segments, like)?;
        let key: Vec<String> = per.iter().map(|ix| pieces[*ix].clone()).collect();
        let start = match &segments.all[serial].content {
            Content::Serial { start, .. } => start.unwrap_or(1),
            _ => 1,
        };
        let last = self.last.get(&(ix, key)).copied();
        let next = last.map_or(start, |last| last + 1);
        pieces[serial] = digits.written(next, segments.all[serial].least)?;
        let code = segments.joined(&pieces)?;
        (form.fits(&code) && !self.codes.contains(&code)).then_some(code)
    }
}

/// The pieces of a code that are right, apart from its serial and its check; what can only be one thing is known anyhow.
fn readable(segments: &Segments, code: &str) -> Option<Vec<String>> {
    let pieces = segments.pieces(code).or_else(|| {
        let separator = segments.separator.as_deref()?;
        let parts: Vec<&str> = code.split(separator).collect();
        (parts.len() == segments.all.len()).then_some(parts)
    })?;
    let both = segments.all.iter().zip(pieces);
    both.map(|(segment, piece)| {
        let width = super::cut::width(piece);
        let fits = (segment.least..=segment.most).contains(&width) && segment.content.fits(piece);
        match &segment.content {
            Content::Serial { .. } | Content::Check(_) => Some(piece.to_owned()),
            Content::Literal(text) => Some(text.clone()),
            _ if fits => Some(piece.to_owned()),
            Content::Values(values) if values.len() == 1 => values.keys().next().cloned(),
            _ => None,
        }
    })
    .collect()
}
