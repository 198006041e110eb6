//! The formats of cells: for each that a marked cell has, a twin that differs in its fill alone.

use std::collections::HashMap;
use std::ops::Range;

use super::Stop;
use super::xml::{
    Element, appended, attribute, edited, elements, number, odd, prefix, with_attribute,
};

/// The red of marked cells. Nobody else uses this very one.
const RED: &str = "FFFF9E99";

/// What `LibreOffice` puts unseen behind it, whatever stood there: the nearest colour of its palette.
const NEAR: &str = "FFFF8080";

/// The part that lists the formats.
pub(super) struct Styles {
    text: String,
    /// What stands before names.
    prefix: String,
    fills: List,
    formats: List,
    twins: HashMap<u32, u32>,
    /// Whether it was marked before, so that its red is ours.
    marked: bool,
}

/// A list of the part, and what is added to it.
struct List {
    element: Element,
    /// As they are written.
    items: Vec<String>,
    places: HashMap<String, u32>,
    /// How many were there.
    known: usize,
}

impl List {
    fn new(text: &str, all: &[Element], name: &str) -> Result<List, Stop> {
        let element = all.iter().find(|e| e.depth == 1 && e.name(text) == name);
        let element = element.ok_or_else(odd)?.clone();
        let within = |e: &&Element| e.depth == 2 && element.inner.contains(&e.whole.start);
        let items = all
            .iter()
            .filter(within)
            .map(|e| text[e.whole.clone()].to_owned());
        let items: Vec<String> = items.collect();
        let mut places = HashMap::new();
        for (place, item) in (0..).zip(&items) {
            places.entry(item.clone()).or_insert(place);
        }
        Ok(List {
            known: items.len(),
            places,
            element,
            items,
        })
    }

    /// The place of an item, which is added where it is not there.
    fn add(&mut self, item: String) -> u32 {
        if let Some(place) = self.places.get(&item) {
            return *place;
        }
        let place = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.places.insert(item.clone(), place);
        self.items.push(item);
        place
    }

    fn edits(&self, text: &str) -> Vec<(Range<usize>, String)> {
        if self.items.len() == self.known {
            return Vec::new();
        }
        let tag = &text[self.element.tag.clone()];
        let counted = with_attribute(tag, "count", &self.items.len().to_string());
        let more = self.items[self.known..].concat();
        vec![
            (self.element.tag.clone(), counted),
            appended(text, &self.element, &more),
        ]
    }
}

impl Styles {
    pub(super) fn new(text: String, marked: bool) -> Result<Styles, Stop> {
        let all = elements(&text)?;
        let root = all.first().ok_or_else(odd)?;
        Ok(Styles {
            prefix: prefix(&text[root.tag.clone()]).to_owned(),
            fills: List::new(&text, &all, "fills")?,
            formats: List::new(&text, &all, "cellXfs")?,
            twins: HashMap::new(),
            text,
            marked,
        })
    }

    /// The twin of a format.
    pub(super) fn twin(&mut self, format: u32) -> u32 {
        if let Some(twin) = self.twins.get(&format) {
            return *twin;
        }
        let item = self.formats.items.get(format as usize);
        let Some(item) = item.or(self.formats.items.first()).cloned() else {
            return format;
        };
        let fill = self.fills.add(self.red_over(number(tag(&item), "fillId")));
        let own = with_attribute(tag(&item), "fillId", &fill.to_string());
        let own = with_attribute(&own, "applyFill", "1");
        let twin = self.formats.add(item.replacen(tag(&item), &own, 1));
        self.twins.insert(format, twin);
        twin
    }

    /// The twin of a format that was asked for before.
    pub(super) fn known_twin(&self, format: u32) -> u32 {
        self.twins.get(&format).copied().unwrap_or(format)
    }

    /// A format that breaks long texts.
    pub(super) fn wrapping(&mut self) -> u32 {
        let p = &self.prefix;
        let item = format!(
            "<{p}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">\
             <{p}alignment vertical=\"top\" wrapText=\"1\"/></{p}xf>"
        );
        self.formats.add(item)
    }

    /// Formats that are twins of earlier marks, each with the one that it was made of: it says the same but for its fill, which
    /// stands unseen behind the red.
    pub(super) fn earlier(&mut self) -> HashMap<u32, u32> {
        if !self.marked {
            return HashMap::new();
        }
        let fills = 0..u32::try_from(self.fills.items.len()).unwrap_or(u32::MAX);
        let behind: HashMap<u32, String> = fills
            .filter_map(|fill| Some((fill, self.behind(fill)?)))
            .collect();
        // formats that say the same beside their fill
        let (mut alike, mut twins) = (HashMap::<String, Vec<(u32, u32)>>::new(), Vec::new());
        for (place, item) in (0..).zip(&self.formats.items) {
            let fill = number(tag(item), "fillId").unwrap_or_default();
            match behind.get(&fill) {
                Some(behind) => twins.push((place, item.clone(), behind.clone())),
                None => alike.entry(rest(item)).or_default().push((place, fill)),
            }
        }
        let mut earlier = HashMap::new();
        for (place, twin, behind) in twins {
            let others = alike.get(&rest(&twin)).map_or(&[][..], Vec::as_slice);
            let same = |(_, fill): &&(u32, u32)| self.colour(*fill).unwrap_or_default() == behind;
            let known = others.iter().find(same).or(others.first());
            let base = known.map_or_else(
                || {
                    // nothing is left of it but what stands behind the red
                    let fill = if behind.is_empty() {
                        0
                    } else {
                        self.fills.add(self.solid(&behind))
                    };
                    let own = with_attribute(tag(&twin), "fillId", &fill.to_string());
                    self.formats.add(twin.replacen(tag(&twin), &own, 1))
                },
                |(base, _)| *base,
            );
            earlier.insert(place, base);
        }
        earlier
    }

    fn solid(&self, colour: &str) -> String {
        let p = &self.prefix;
        format!(
            "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor {colour}/><{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"
        )
    }

    /// The red, with the colour of a fill unseen behind it.
    fn red_over(&self, fill: Option<u32>) -> String {
        let p = &self.prefix;
        let behind = self.colour(fill.unwrap_or_default());
        let behind = behind.unwrap_or_else(|| "indexed=\"64\"".to_owned());
        format!(
            "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"{RED}\"/><{p}bgColor {behind}/></{p}patternFill></{p}fill>"
        )
    }

    /// The colour of a fill that is of one colour, as its attributes say it.
    fn colour(&self, fill: u32) -> Option<String> {
        let fill = self.fills.items.get(fill as usize)?;
        let (pattern, colours) = parts(fill)?;
        let colour = colours
            .into_iter()
            .find(|c| super::xml::local(c) == "fgColor")?;
        (attribute(pattern, "patternType") == Some("solid")).then(|| attributes(colour))
    }

    /// What stands unseen behind a fill of ours, empty where that is nothing; none of another fill.
    fn behind(&self, fill: u32) -> Option<String> {
        let item = self.fills.items.get(fill as usize)?;
        let red = self.colour(fill)?;
        if !red.to_ascii_uppercase().contains(RED) {
            return None;
        }
        let (_, colours) = parts(item)?;
        let behind = colours
            .into_iter()
            .find(|c| super::xml::local(c) == "bgColor");
        let behind = behind.map(attributes);
        let behind = behind.filter(|colour| colour != "indexed=\"64\"" && !colour.contains(NEAR));
        Some(behind.unwrap_or_default())
    }

    pub(super) fn finish(self) -> String {
        let mut edits = self.fills.edits(&self.text);
        edits.extend(self.formats.edits(&self.text));
        edited(&self.text, edits)
    }
}

/// What stands between `<` and `>` of the first tag of an item.
fn tag(item: &str) -> &str {
    let end = item.find('>').unwrap_or(item.len());
    item[..end]
        .trim_start_matches('<')
        .trim_end_matches('/')
        .trim_end()
}

fn attributes(tag: &str) -> String {
    let name = tag.find(|c: char| c.is_ascii_whitespace());
    name.map_or_else(String::new, |name| tag[name..].trim().to_owned())
}

/// What a format says beside its fill.
fn rest(item: &str) -> String {
    let tag = tag(item);
    let plain = with_attribute(tag, "fillId", "");
    let plain = super::xml::without_attribute(&plain, "fillId");
    let plain = super::xml::without_attribute(&plain, "applyFill");
    format!("{plain}{}", &item[item.find('>').unwrap_or(item.len())..])
}

/// The tag of the pattern of a fill, and those of what stands in it.
fn parts(fill: &str) -> Option<(&str, Vec<&str>)> {
    let all = elements(fill).ok()?;
    let tag = |e: &Element| fill.get(e.tag.clone());
    let pattern = all.iter().find(|e| e.name(fill) == "patternFill")?;
    let colours = all.iter().filter(|e| e.depth == 2).filter_map(tag);
    Some((tag(pattern)?, colours.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<styleSheet><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>\
        <fill><patternFill patternType=\"gray125\"/></fill>\
        <fill><patternFill patternType=\"solid\"><fgColor theme=\"4\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
        <cellXfs count=\"3\"><xf numFmtId=\"0\" fillId=\"0\"/><xf numFmtId=\"14\" fillId=\"2\"><alignment wrapText=\"1\"/></xf>\
        <xf numFmtId=\"14\" fillId=\"1\"/></cellXfs></styleSheet>";

    #[test]
    fn twins_differ_in_their_fill_and_are_found_again() {
        let mut styles = Styles::new(TEXT.to_owned(), false).unwrap();
        assert_eq!([0, 1, 0, 2].map(|f| styles.twin(f)), [3, 4, 3, 5]);
        let text = styles.finish();
        assert!(text.contains("<cellXfs count=\"6\">"), "{text}");
        assert!(text.contains("<xf numFmtId=\"14\" fillId=\"4\" applyFill=\"1\"><alignment"));
        assert!(text.contains(&format!("<fgColor rgb=\"{RED}\"/><bgColor theme=\"4\"/>")));
        let mut again = Styles::new(text.clone(), true).unwrap();
        let earlier = again.earlier();
        assert_eq!(earlier, HashMap::from([(3, 0), (4, 1), (5, 2)]));
        assert_eq!([0, 1, 2].map(|f| again.twin(f)), [3, 4, 5]);
        assert_eq!(again.finish(), text);
        // a red of the sender's is none of ours
        assert!(Styles::new(text, false).unwrap().earlier().is_empty());
    }
}
