//! A plan from old codes to new ones: what can be mended is mended, spellings of one code become that code, what collides gets a free
//! serial, and what nobody can know is left to people.

use std::collections::{BTreeMap, BTreeSet};

use super::usage::is_at_end;
use super::{Against, Cell, Content, Fault, Form, Lists, Misfit, Scheme, Segments, Slip};

/// An old code and what is to become of it.
#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) old: String,
    /// None where somebody has to decide.
    pub(crate) new: Option<String>,
    pub(crate) why: Why,
    /// The other spellings of the same code that are in use.
    pub(crate) same: Vec<String>,
    /// What is wrong with the old one, and the number of the form that it was held against.
    pub(crate) misfit: Misfit,
    pub(crate) form: usize,
}

/// How a new code was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It is what was meant.
    Mended,
    /// It is what was meant, and so are others: one code in several spellings.
    Spelling,
    /// What can be read of it is kept, with its serial, and what its row says takes the place of the rest.
    Completed,
    /// The same with a free serial.
    Numbered,
    /// Not enough can be known of it.
    ByHand,
}

impl Why {
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Why::Mended => "mended",
            Why::Spelling => "spelling",
            Why::Completed => "completed",
            Why::Numbered => "numbered",
            Why::ByHand => "by-hand",
        }
    }
}

/// A wrong code, and what all rows with it say of its segments.
struct Wrong {
    at: Move,
    says: BTreeMap<usize, String>,
    /// Whether rows with it contradict each other, so that it stands for several things.
    is_torn: bool,
}

/// Moves for all codes that are wrong where they stand, in their order. Two codes become one only where they are spellings of one.
pub(crate) fn plan<'c>(
    scheme: &Scheme,
    cells: impl Iterator<Item = &'c Cell>,
    lists: &Lists,
) -> Vec<Move> {
    let mut cells: Vec<&Cell> = cells.collect();
    cells.sort_by(|a, b| (&a.code, a.place).cmp(&(&b.code, b.place)));
    let mut taken = Taken::default();
    let mut wrong: Vec<Wrong> = Vec::new();
    for same in cells.chunk_by(|a, b| a.code == b.code) {
        if same.iter().any(|cell| scheme.is_off(cell, lists)) {
            wrong.push(Wrong::of(scheme, same, lists));
        }
        if same
            .iter()
            .any(|cell| scheme.followed(cell, lists).is_some())
        {
            taken.add(scheme, &same[0].code);
        }
    }
    // what was meant is the number that people know, so it goes first
    let mut meant: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (ix, one) in wrong.iter().enumerate() {
        if let Some(code) = one.meant(scheme) {
            meant.entry(code.to_owned()).or_default().push(ix);
        }
    }
    for (code, spelt) in meant {
        let olds: Vec<String> = spelt.iter().map(|&ix| wrong[ix].at.old.clone()).collect();
        let right = taken.codes.contains(&code).then(|| code.clone());
        for &ix in &spelt {
            let at = &mut wrong[ix].at;
            let others = olds.iter().filter(|old| **old != at.old).cloned();
            at.same = right.clone().into_iter().chain(others).collect();
            at.new = Some(code.clone());
            at.why = if at.same.is_empty() {
                Why::Mended
            } else {
                Why::Spelling
            };
        }
        taken.add(scheme, &code);
    }
    // with the serial that it has, where no other code has it; then the rest with free ones
    for keeps_serial in [true, false] {
        for one in wrong
            .iter_mut()
            .filter(|one| one.at.new.is_none() && one.is_open())
        {
            let form = &scheme.variants[one.at.form].form;
            let Some((pieces, is_whole)) = one
                .pieces(form)
                .filter(|(_, whole)| *whole || !keeps_serial)
            else {
                continue;
            };
            let segments = form.segments();
            let new = if keeps_serial {
                segments.and_then(|all| all.joined(&pieces))
            } else {
                taken.next(one.at.form, form, pieces)
            };
            let is_free = |new: &String| {
                form.fits(new) && form.is_listed(new, lists) && !taken.codes.contains(new)
            };
            if let Some(new) = new.filter(is_free) {
                taken.add(scheme, &new);
                one.at.new = Some(new);
                one.at.why = if keeps_serial && is_whole {
                    Why::Completed
                } else {
                    Why::Numbered
                };
            }
        }
    }
    wrong.into_iter().map(|one| one.at).collect()
}

impl Wrong {
    /// Of cells with the same code.
    fn of(scheme: &Scheme, same: &[&Cell], lists: &Lists) -> Wrong {
        let off: Vec<&&Cell> = same
            .iter()
            .filter(|cell| scheme.is_off(cell, lists))
            .collect();
        let (form, misfit) = scheme.held(off[0], lists);
        let mut says: BTreeMap<usize, String> = BTreeMap::new();
        let mut is_torn =
            off.len() < same.len() || off.iter().any(|cell| cell.against != off[0].against);
        for (segment, piece) in off.iter().flat_map(|cell| cell.says.iter().flatten()) {
            let known = says.entry(*segment).or_insert_with(|| piece.clone());
            is_torn |= known != piece;
        }
        Wrong {
            at: Move {
                old: same[0].code.to_string(),
                new: None,
                why: Why::ByHand,
                same: Vec::new(),
                misfit,
                form,
            },
            says,
            is_torn,
        }
    }

    /// What was meant, unless its row says otherwise.
    fn meant(&self, scheme: &Scheme) -> Option<&str> {
        let code = self.at.misfit.meant.as_deref()?;
        let form = &scheme.variants[self.at.form].form;
        let agrees =
            |(segment, piece): (&usize, &String)| form.segment(code, *segment) == Some(piece);
        (!self.is_torn && self.says.iter().all(agrees)).then_some(code)
    }

    /// Whether a new code may be found for it: where it is only possible what was meant, any code may be the wrong one, and where
    /// it is a code of another category, the category may be wrong.
    fn is_open(&self) -> bool {
        let misfit = &self.at.misfit;
        let is_other = misfit
            .slips
            .iter()
            .any(|slip| matches!(slip, Slip::Variant(_)));
        !self.is_torn && !is_other && !misfit.is_guess()
    }

    /// The pieces of a new code: what can be read of the old one or of what was meant, where the row says nothing else, and what the
    /// row says where nothing can be read; and whether its serial can be. None where one is missing, or the row contradicts the code.
    fn pieces(&self, form: &Form) -> Option<(Vec<String>, bool)> {
        let segments = form.segments()?;
        let meant = self.at.misfit.meant.as_deref();
        let old = cut(segments, meant.unwrap_or(&self.at.old));
        // any character may be the wrong one
        let is_open = matches!(self.at.misfit.fault, Fault::Check(..));
        let mut is_whole = !is_open && segments.serial().is_some() && !self.says.is_empty();
        let mut pieces = Vec::new();
        for (ix, segment) in segments.all.iter().enumerate() {
            let piece = old.as_ref().map(|pieces| pieces[ix]);
            let fits = |piece: &&str| {
                let width = super::cut::width(piece);
                (segment.least..=segment.most).contains(&width) && segment.content.fits(piece)
            };
            let read = piece.filter(fits);
            let said = self.says.get(&ix).map(String::as_str);
            pieces.push(match &segment.content {
                Content::Literal(text) => text.clone(),
                // it is put in once the others are there
                Content::Check(check) => "0".repeat(check.width()),
                Content::Serial { .. } => {
                    is_whole &= read.is_some();
                    read.unwrap_or_default().to_owned()
                }
                Content::Values(values) if values.len() == 1 => values.keys().next()?.clone(),
                _ => match (read, said) {
                    // what was meant is only supposed
                    (Some(read), Some(said)) if read != said && meant.is_none() => return None,
                    (_, Some(said)) => said.to_owned(),
                    (Some(read), None) => read.to_owned(),
                    (None, None) => return None,
                },
            });
        }
        Some((pieces, is_whole))
    }
}

/// A code in pieces, right or wrong.
fn cut<'c>(segments: &Segments, code: &'c str) -> Option<Vec<&'c str>> {
    segments.pieces(code).or_else(|| {
        let separator = segments.separator.as_deref()?;
        let parts: Vec<&str> = code.split(separator).collect();
        (parts.len() == segments.all.len()).then_some(parts)
    })
}

impl Scheme {
    /// What is wrong with a code where it stands, and the number of the form that it was held against: that which its row asks for,
    /// or that which it comes nearest to.
    pub(crate) fn held(&self, cell: &Cell, lists: &Lists) -> (usize, Misfit) {
        let code = &*cell.code;
        let misfit = |ix: usize| {
            let form = &self.variants[ix].form;
            let unlisted = form
                .fits(code)
                .then(|| form.off_list(code, lists))
                .flatten();
            (ix, unlisted.unwrap_or_else(|| form.misfit_on(code, lists)))
        };
        if let Against::Form(ix) = cell.against {
            let (ix, found) = misfit(ix as usize);
            let form = &self.variants[ix].form;
            let is_other = !form.fits(code) && self.of(code).is_some();
            let found = if is_other {
                self.misfit(form, code)
            } else {
                found
            };
            return (ix, found);
        }
        let all: Vec<(usize, Misfit)> = (0..self.variants.len()).map(misfit).collect();
        let is_unlisted = |(ix, _): &&(usize, Misfit)| self.variants[*ix].form.fits(code);
        let nearest = (all.iter().find(is_unlisted))
            .or_else(|| all.iter().find(|(_, misfit)| misfit.meant.is_some()))
            .or_else(|| all.iter().find(|(_, misfit)| misfit.is_guess()))
            .or(all.first());
        nearest.cloned().expect("a scheme has a form")
    }
}

/// The codes that are there, or are to be.
#[derive(Default)]
struct Taken {
    codes: BTreeSet<String>,
    /// By form and series.
    serials: BTreeMap<(usize, Vec<String>), Serials>,
}

/// The serials of a series.
#[derive(Default)]
struct Serials {
    used: BTreeSet<u64>,
    /// All below are used, or below the start.
    free_from: u64,
}

impl Serials {
    /// The first that was left out.
    fn free(&mut self, start: u64) -> u64 {
        self.free_from = self.free_from.max(start);
        while self.used.contains(&self.free_from) {
            self.free_from += 1;
        }
        self.free_from
    }
}

impl Taken {
    fn add(&mut self, scheme: &Scheme, code: &str) {
        if !self.codes.insert(code.to_owned()) {
            return;
        }
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
            let serials = self.serials.entry((ix, key)).or_default();
            serials.used.extend(digits.number(pieces[serial]));
        }
    }

    /// A code of such pieces with a free serial: the next one, and where the series is at its end by then, the first that was left
    /// out.
    fn next(&mut self, ix: usize, form: &Form, mut pieces: Vec<String>) -> Option<String> {
        let segments = form.segments()?;
        let (serial, digits, per) = segments.serial()?;
        let key: Vec<String> = per.iter().map(|ix| pieces[*ix].clone()).collect();
        let segment = &segments.all[serial];
        let serials = self.serials.entry((ix, key)).or_default();
        let start = segment.start();
        let last = serials.used.last();
        let behind = last.map_or(start, |last| last.saturating_add(1)).max(start);
        let capacity = segment.capacity().unwrap_or(u128::MAX);
        let ahead = is_at_end(u128::from(behind - start), capacity)
            && !is_at_end(serials.used.len() as u128, capacity);
        let written = |number: u64| digits.written(number, segment.least);
        pieces[serial] = match written(behind) {
            Some(next) if !ahead => next,
            _ => written(serials.free(start))?,
        };
        segments.joined(&pieces)
    }
}
