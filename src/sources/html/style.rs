//! What the styles of a page say about its cells: the number formats that Excel keeps to, and what is hidden.

use std::collections::HashMap;

use crate::sources::workbook::NumberFormat;

/// The property in which Excel keeps a number format.
const NUMBER_FORMAT: &str = "mso-number-format";

/// What a style says; nothing where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) hidden: bool,
    /// The place of the number format among those of the page.
    pub(super) format: Option<usize>,
}

/// The styles of a page.
#[derive(Debug, Default)]
pub(super) struct Styles {
    classes: HashMap<String, Style>,
    /// Places of formats by how they are written.
    places: HashMap<String, usize>,
    formats: Vec<NumberFormat>,
}

impl Styles {
    /// Takes the rules of a style sheet that are for a class.
    pub(super) fn sheet(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else {
                continue;
            };
            let style = self.declared(declarations);
            if style == Style::default() {
                continue;
            }
            for selector in selectors.split(',') {
                let class = selector.trim().rsplit_once('.').map(|(_, class)| class);
                if let Some(class) = class.filter(|class| is_name(class)) {
                    let known = self.classes.entry(class.to_owned()).or_default();
                    *known = known.and(style);
                }
            }
        }
    }

    /// The style of an element by its attributes `style` and `class`.
    pub(super) fn of(&mut self, style: Option<&str>, classes: Option<&str>) -> Style {
        let of_classes = classes.unwrap_or_default().split_ascii_whitespace();
        let known = of_classes.filter_map(|class| self.classes.get(class));
        let known = known.fold(Style::default(), |all, &style| all.and(style));
        match style {
            Some(style) => known.and(self.declared(style)),
            None => known,
        }
    }

    pub(super) fn format(&self, place: usize) -> Option<&NumberFormat> {
        self.formats.get(place)
    }

    fn declared(&mut self, declarations: &str) -> Style {
        let mut style = Style::default();
        for (name, value) in Declarations(declarations) {
            let name = name.trim();
            if name.eq_ignore_ascii_case(NUMBER_FORMAT) {
                style.format = self.place(value.trim());
            } else if name.eq_ignore_ascii_case("display") {
                style.hidden = value
                    .trim()
                    .get(..4)
                    .is_some_and(|v| v.eq_ignore_ascii_case("none"));
            }
        }
        style
    }

    /// The place of a format; none if it shows quantities.
    fn place(&mut self, written: &str) -> Option<usize> {
        if let Some(place) = self.places.get(written) {
            return Some(*place);
        }
        match NumberFormat::named(&unescaped(written)) {
            NumberFormat::Number => None,
            format => {
                self.formats.push(format);
                self.places
                    .insert(written.to_owned(), self.formats.len() - 1);
                Some(self.formats.len() - 1)
            }
        }
    }
}

impl Style {
    /// This style, with what a nearer one says.
    fn and(self, nearer: Style) -> Style {
        Style {
            hidden: self.hidden || nearer.hidden,
            format: nearer.format.or(self.format),
        }
    }
}

fn is_name(class: &str) -> bool {
    !class.is_empty()
        && class
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// The properties of a style with their values; a `;` in quotes or behind a `\` ends none.
struct Declarations<'a>(&'a str);

impl<'a> Iterator for Declarations<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let (name, rest) = self.0.split_once(':')?;
        let end = end_of(rest);
        self.0 = rest.get(end + 1..).unwrap_or_default();
        // the name begins behind what has no value
        let name = name.rsplit(';').next().unwrap_or(name);
        Some((name, &rest[..end]))
    }
}

/// Where a value ends.
fn end_of(value: &str) -> usize {
    let mut quote = None;
    let mut escaped = false;
    for (at, b) in value.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' | b'\'' if quote == Some(b) => quote = None,
            b'"' | b'\'' if quote.is_none() => quote = Some(b),
            b';' if quote.is_none() => return at,
            _ => {}
        }
    }
    value.len()
}

/// A value as it is meant: without its quotes, and with the characters that are written as `\` and themselves or their number.
fn unescaped(value: &str) -> String {
    let mut value = value;
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            value = inner.strip_suffix(quote).unwrap_or(inner);
            break;
        }
    }
    let mut out = String::new();
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut number = String::new();
        while number.len() < 4
            && let Some(digit) = rest.next_if(char::is_ascii_hexdigit)
        {
            number.push(digit);
        }
        match u32::from_str_radix(&number, 16).ok() {
            // Excel writes them with four digits; a zero may be meant as one
            Some(code) if number.len() == 4 && code > 0 => out.extend(char::from_u32(code)),
            Some(_) => out.push_str(&number),
            None => out.extend(rest.next()),
        }
    }
    out
}
