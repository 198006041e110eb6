//! Notes: a part with their texts, and a drawing with the box of each. What the sheet has of both is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::Stop;
use super::drawing::{NEW_DRAWING, drawn, without};
use super::xml::{Element, appended, edited, elements, in_cell, odd, plain, prefix};
use crate::sources::workbook::{cell_at, cell_name};

/// Our part of a note stands between these. Whatever somebody writes before or behind it is theirs.
const BEGIN: &str = "▼ crm-audit";
const END: &str = "▲ crm-audit";
const AUTHOR: &str = "crm-audit";
/// Who is said to have written what belongs to a conversation, whose text stands in another part.
const CONVERSATION: &str = "tc=";
/// What goes into a line of a box.
const LINE: usize = 44;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// Row and column of a cell, from 0.
type Place = (u32, u32);

/// The two parts.
pub(super) struct Parts {
    pub(super) texts: String,
    pub(super) drawing: String,
    /// Cells that have a conversation, in which nobody else writes.
    pub(super) left_out: usize,
}

/// Puts notes into the parts of a sheet; both are new where they are none. What earlier marks wrote goes.
pub(super) fn noted(
    texts: Option<&str>,
    drawing: Option<&str>,
    notes: &BTreeMap<Place, &str>,
    was_marked: bool,
) -> Result<Parts, Stop> {
    let new = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors/><commentList/></comments>"
    );
    let (texts, gone) = match texts {
        Some(texts) if was_marked => without_ours(texts)?,
        Some(texts) => (texts.to_owned(), BTreeSet::new()),
        None => (new, BTreeSet::new()),
    };
    let drawing = drawing.map_or_else(|| NEW_DRAWING.to_owned(), |drawing| without(drawing, &gone));
    let all = elements(&texts)?;
    let root = all.first().ok_or_else(odd)?;
    let p = prefix(&texts[root.tag.clone()]).to_owned();
    let child = |name: &str| {
        let found = all.iter().find(|e| e.depth == 1 && e.name(&texts) == name);
        found.cloned().ok_or_else(odd)
    };
    let (authors, list) = (child("authors")?, child("commentList")?);
    let names = all
        .iter()
        .filter(|e| e.depth == 2 && authors.inner.contains(&e.whole.start));
    let names: Vec<&str> = names.map(|e| &texts[e.inner.clone()]).collect();
    let mut edits = Vec::new();
    let author = names
        .iter()
        .position(|name| *name == AUTHOR)
        .unwrap_or_else(|| {
            edits.push(appended(
                &texts,
                &authors,
                &format!("<{p}author>{AUTHOR}</{p}author>"),
            ));
            names.len()
        });
    let known = known(&texts, &all, &list, &names);
    let (mut more, mut boxes) = (String::new(), Vec::new());
    let mut left_out = 0;
    for (place, note) in notes {
        let block = in_cell(&block(note));
        match known.get(place) {
            Some(Known::Conversation) => {
                left_out += 1;
            }
            Some(Known::Note(text)) => edits.extend(added(&texts, text, &p, &block)),
            None => {
                let cell = cell_name(place.0, place.1);
                let _ = write!(
                    more,
                    "<{p}comment ref=\"{cell}\" authorId=\"{author}\"><{p}text>{}</{p}text></{p}comment>",
                    run(&p, &block)
                );
                boxes.push((*place, lines(note)));
            }
        }
    }
    if !more.is_empty() {
        edits.push(appended(&texts, &list, &more));
    }
    Ok(Parts {
        texts: edited(&texts, edits),
        drawing: drawn(&drawing, &boxes)?,
        left_out,
    })
}

/// What we say in a note, so that it is known again.
pub(super) fn block(note: &str) -> String {
    format!("{BEGIN}\n{note}\n{END}")
}

/// What a cell has.
enum Known {
    /// The element of its text.
    Note(Element),
    Conversation,
}

fn known(texts: &str, all: &[Element], list: &Element, authors: &[&str]) -> BTreeMap<Place, Known> {
    let mut known = BTreeMap::new();
    let mut current = None;
    for e in all.iter().filter(|e| list.inner.contains(&e.whole.start)) {
        if e.depth == 2 {
            let place = e.attribute(texts, "ref");
            let place = place.and_then(|r| cell_at(r.trim().as_bytes()));
            let author = e.attribute(texts, "authorId");
            let author = author.and_then(|a| authors.get(a.trim().parse::<usize>().ok()?));
            current = place;
            if author.is_some_and(|name| name.starts_with(CONVERSATION))
                && let Some(place) = place
            {
                known.insert(place, Known::Conversation);
            }
        } else if e.depth == 3
            && e.name(texts) == "text"
            && let Some(place) = current
        {
            known.entry(place).or_insert(Known::Note(e.clone()));
        }
    }
    known
}

fn run(p: &str, text: &str) -> String {
    format!("<{p}r><{p}t xml:space=\"preserve\">{text}</{p}t></{p}r>")
}

/// Puts our block behind the text of a note. A text that is not in runs becomes one.
fn added(texts: &str, element: &Element, p: &str, block: &str) -> Vec<(Range<usize>, String)> {
    let ours = run(p, &format!("\n{block}"));
    let inner = &texts[element.inner.clone()];
    let plain = elements(inner).ok();
    let plain = plain.and_then(|all| all.first().filter(|e| e.name(inner) == "t").cloned());
    let mut edits = Vec::new();
    if let Some(plain) = plain {
        let at = element.inner.start;
        edits.push((at..at, format!("<{p}r>")));
        let end = at + plain.whole.end;
        edits.push((end..end, format!("</{p}r>{ours}")));
    } else {
        edits.push(appended(texts, element, &ours));
    }
    edits
}

/// The texts without what is ours, and the cells that have no note any more.
fn without_ours(texts: &str) -> Result<(String, BTreeSet<Place>), Stop> {
    let all = elements(texts)?;
    let (mut edits, mut gone) = (Vec::new(), BTreeSet::new());
    for comment in all
        .iter()
        .filter(|e| e.depth == 2 && e.name(texts) == "comment")
    {
        let written = &texts[comment.whole.clone()];
        let Some(rest) = cut(written) else {
            continue;
        };
        let place = comment.attribute(texts, "ref");
        let place = place.and_then(|r| cell_at(r.trim().as_bytes()));
        if let (true, Some(place)) = (is_blank(&rest), place) {
            gone.insert(place);
            edits.push((comment.whole.clone(), String::new()));
        } else {
            edits.push((comment.whole.clone(), rest));
        }
    }
    Ok((edited(texts, edits), gone))
}

/// A note without our block, whose tags stay; none where there is no block.
fn cut(note: &str) -> Option<String> {
    let begin = note.find(BEGIN)?;
    let end = begin + note[begin..].find(END)? + END.len();
    let mut out = note[..begin].trim_end_matches('\n').to_owned();
    let mut inside = false;
    for c in note[begin..end].chars() {
        inside |= c == '<';
        if inside {
            out.push(c);
        }
        inside &= c != '>';
    }
    out.push_str(&note[end..]);
    // a run that held nothing else
    let p = prefix(note.trim_start_matches('<'));
    Some(out.replace(&run(p, ""), ""))
}

fn is_blank(note: &str) -> bool {
    let mut inside = false;
    let text = note.chars().filter(|c| {
        let of_tag = inside || *c == '<';
        inside = of_tag && *c != '>';
        !of_tag
    });
    let text: String = text.collect();
    plain(&text).trim().is_empty()
}

/// How many lines a note takes in its box.
fn lines(note: &str) -> u32 {
    let wide = |line: &str| {
        unicode_width::UnicodeWidthStr::width(line)
            .div_ceil(LINE)
            .max(1)
    };
    let lines: usize = note.lines().map(wide).sum();
    u32::try_from(lines + 2).unwrap_or(u32::MAX).min(40)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEIRS: &str = "<comments xmlns=\"m\"><authors><author>Li</author><author>tc={1}</author></authors><commentList>\
        <comment ref=\"A2\" authorId=\"0\"><text><t>plain</t></text></comment>\
        <comment ref=\"B2\" authorId=\"0\"><text><r><t>rich</t></r></text></comment>\
        <comment ref=\"C2\" authorId=\"1\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>";

    fn notes() -> BTreeMap<Place, &'static str> {
        [
            ((1, 0), "a & b"),
            ((1, 1), "b"),
            ((1, 2), "c"),
            ((4, 3), "d"),
        ]
        .into()
    }

    #[test]
    fn notes_of_others_stay_and_ours_do_not_pile_up() {
        let drawing = drawn(NEW_DRAWING, &[((1, 0), 2), ((1, 1), 2)]).unwrap();
        let first = noted(Some(THEIRS), Some(&drawing), &notes(), false).unwrap();
        assert_eq!(first.left_out, 1);
        assert_eq!(first.texts.matches(BEGIN).count(), 3);
        assert!(
            first.texts.contains("<r><t>plain</t></r><r>"),
            "{}",
            first.texts
        );
        assert!(first.texts.contains("a &amp; b\n▲ crm-audit"));
        assert_eq!(first.drawing.matches("<v:shape ").count(), 3);
        let again = noted(Some(&first.texts), Some(&first.drawing), &notes(), true).unwrap();
        assert_eq!(again.texts, first.texts);
        assert_eq!(again.drawing.matches("<v:shape ").count(), 3);
        // all is well now
        let none = noted(
            Some(&first.texts),
            Some(&first.drawing),
            &BTreeMap::new(),
            true,
        )
        .unwrap();
        let authors = "<author>tc={1}</author><author>crm-audit</author>";
        let theirs = THEIRS.replace("<author>tc={1}</author>", authors);
        let theirs = theirs.replace("<t>plain</t>", "<r><t>plain</t></r>");
        assert_eq!(none.texts, theirs);
        assert_eq!(none.drawing, drawing);
    }

    #[test]
    fn an_answer_in_our_note_is_kept() {
        let first = noted(None, None, &notes(), false).unwrap();
        assert_eq!(first.texts.matches(BEGIN).count(), 4);
        let answered = first
            .texts
            .replacen("▲ crm-audit", "▲ crm-audit\nsince 2019", 1);
        let again = noted(
            Some(&answered),
            Some(&first.drawing),
            &BTreeMap::new(),
            true,
        )
        .unwrap();
        assert!(again.texts.contains("since 2019"), "{}", again.texts);
        assert!(!again.texts.contains(BEGIN));
        assert_eq!(again.drawing.matches("<v:shape ").count(), 1);
    }
}
