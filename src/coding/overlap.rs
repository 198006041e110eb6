//! Whether two forms accept the same code: then nobody can tell from a code how it is to be read.
//!
//! Each form becomes an automaton over characters; a code that both accept is a way through both at once.

use std::collections::{BTreeSet, VecDeque};

use super::{Body, Characters, Content, Form};
use crate::tables::types::{FieldIx, TableIx};

/// Wider than this nothing is looked at.
const WIDEST: usize = 40;

/// What leads from one state to the next.
#[derive(Debug, Clone)]
enum Step<'f> {
    One(char),
    Of(&'f Characters),
    /// A character of what stands in a column: nobody knows it here, but it is the same for both.
    In(TableIx, FieldIx),
}

impl Step<'_> {
    /// A character that both may be.
    fn common(&self, other: &Step) -> Option<char> {
        match (self, other) {
            (Step::One(a), Step::One(b)) => (a == b).then_some(*a),
            (Step::One(c), Step::Of(all)) | (Step::Of(all), Step::One(c)) => {
                all.contains(*c).then_some(*c)
            }
            (Step::Of(a), Step::Of(b)) => a.iter().find(|c| b.contains(*c)),
            (Step::In(table, field), Step::In(other, same)) => {
                (table == other && field == same).then_some('?')
            }
            _ => None,
        }
    }
}

/// The ways through a form.
#[derive(Debug, Default)]
struct Ways<'f> {
    steps: Vec<Vec<(Step<'f>, usize)>>,
    ends: BTreeSet<usize>,
}

impl<'f> Ways<'f> {
    fn new(form: &'f Form) -> Ways<'f> {
        let mut ways = Ways {
            steps: vec![Vec::new()],
            ends: BTreeSet::new(),
        };
        match &form.body {
            Body::Levels(levels) => {
                let mut at = vec![0];
                for width in 1..=levels.width() {
                    at = vec![ways.step(&at, &Step::Of(levels.characters()))];
                    if levels.pad().is_none() && levels.ends().contains(&width) {
                        ways.ends.extend(&at);
                    }
                }
                ways.ends.extend(&at);
            }
            Body::Segments(segments) => {
                let mut at = vec![0];
                for (ix, segment) in segments.all.iter().enumerate() {
                    if let Some(separator) = segments.separator.as_deref().filter(|_| ix > 0) {
                        at = vec![ways.text(&at, separator)];
                    }
                    let widths = (segment.least, segment.most);
                    at = ways.content(&at, &segment.content, widths);
                }
                ways.ends.extend(at);
            }
        }
        ways
    }

    /// A new state, that a step leads to from some others.
    fn step(&mut self, from: &[usize], step: &Step<'f>) -> usize {
        let state = self.steps.len();
        self.steps.push(Vec::new());
        for &from in from {
            self.steps[from].push((step.clone(), state));
        }
        state
    }

    fn text(&mut self, from: &[usize], text: &str) -> usize {
        let mut at = from.to_vec();
        for c in text.chars() {
            at = vec![self.step(&at, &Step::One(c))];
        }
        at.first().copied().unwrap_or_default()
    }

    fn any_of<'t>(&mut self, from: &[usize], texts: impl Iterator<Item = &'t str>) -> Vec<usize> {
        texts.map(|text| self.text(from, text)).collect()
    }

    fn several(
        &mut self,
        from: &[usize],
        step: &Step<'f>,
        (least, most): (usize, usize),
    ) -> Vec<usize> {
        let (mut at, mut reached) = (from.to_vec(), Vec::new());
        for width in 1..=most.min(WIDEST.max(least)) {
            at = vec![self.step(&at, step)];
            if width >= least {
                reached.extend(&at);
            }
        }
        reached
    }

    fn content(
        &mut self,
        from: &[usize],
        content: &'f Content,
        widths: (usize, usize),
    ) -> Vec<usize> {
        match content {
            Content::Literal(text) => vec![self.text(from, text)],
            Content::Values(values) => self.any_of(from, values.keys().map(String::as_str)),
            Content::In { table, field, .. } => {
                self.several(from, &Step::In(*table, *field), widths)
            }
            Content::Date(form) => {
                let mut at = from.to_vec();
                for choice in form.choices() {
                    at = self.any_of(&at, choice.iter().map(String::as_str));
                }
                at
            }
            Content::Serial { digits, .. } => self.several(from, &Step::Of(digits), widths),
            Content::Characters(characters) => self.several(from, &Step::Of(characters), widths),
            Content::Check(check) => {
                let mut at = from.to_vec();
                for _ in 0..check.width() {
                    let marks: Vec<String> = check.marks().chars().map(String::from).collect();
                    at = self.any_of(&at, marks.iter().map(String::as_str));
                }
                at
            }
        }
    }
}

/// A code that both forms accept, apart from its check character; `?` stands for what is looked up. None where none can be shown.
pub(crate) fn overlap(one: &Form, other: &Form) -> Option<String> {
    let (one, other) = (Ways::new(one), Ways::new(other));
    let mut met = BTreeSet::from([(0, 0)]);
    let mut left = VecDeque::from([((0, 0), String::new())]);
    while let Some(((a, b), code)) = left.pop_front() {
        if one.ends.contains(&a) && other.ends.contains(&b) {
            return Some(code);
        }
        for (step, to) in &one.steps[a] {
            for (same, there) in &other.steps[b] {
                if let Some(c) = step.common(same)
                    && met.insert((*to, *there))
                {
                    let mut code = code.clone();
                    code.push(c);
                    left.push_back(((*to, *there), code));
                }
            }
        }
    }
    None
}
