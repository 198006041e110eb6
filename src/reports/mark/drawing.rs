//! The drawing of a sheet with the boxes of its notes (VML).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Stop;
use super::xml::odd;

/// Row and column of a cell, from 0.
type Place = (u32, u32);

/// The width of a box in columns.
const COLUMNS: u32 = 4;
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:v=", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o=", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:x=", "urn:schemas-microsoft-com:office:excel"),
];
pub(super) const NEW_DRAWING: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>";
const SHAPE_TYPE: &str = " id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// A drawing without the boxes of notes of some cells. It is no XML in all programs, so it is taken as text.
pub(super) fn without(drawing: &str, cells: &BTreeSet<Place>) -> String {
    let mut out = String::with_capacity(drawing.len());
    let mut rest = drawing;
    while let Some(length) = rest.find(":shape ") {
        let start = rest[..length].rfind('<').unwrap_or(length);
        let close = format!("</{}:shape>", &rest[start + 1..length.max(start + 1)]);
        let Some(end) = rest[start..].find(&close) else {
            break;
        };
        let (before, shape) = rest[..start + end + close.len()].split_at(start);
        let number = |name: &str| {
            let at = shape.find(name)? + name.len();
            let text = shape[at..].split('<').next()?;
            text.trim().parse::<u32>().ok()
        };
        let place = number(":Row>").zip(number(":Column>"));
        out.push_str(before);
        if place.is_none_or(|place| !cells.contains(&place)) {
            out.push_str(shape);
        }
        rest = &rest[start + end + close.len()..];
    }
    out.push_str(rest);
    out
}

/// The drawing with more boxes, each for so many lines.
pub(super) fn drawn(drawing: &str, boxes: &[(Place, u32)]) -> Result<String, Stop> {
    if boxes.is_empty() {
        return Ok(drawing.to_owned());
    }
    let end = drawing.rfind("</xml>").ok_or_else(odd)?;
    let root = drawing.find("<xml").ok_or_else(odd)?;
    let root = drawing[root..].split('>').next().unwrap_or_default();
    let is_declared = NAMESPACES.iter().all(|(prefix, _)| root.contains(prefix));
    let declared = NAMESPACES.map(|(prefix, space)| format!(" {prefix}\"{space}\""));
    let declared = if is_declared {
        String::new()
    } else {
        declared.concat()
    };
    let mut number = last_number(drawing).max(1024);
    let mut out = String::with_capacity(drawing.len() + 900 * boxes.len());
    out.push_str(&drawing[..end]);
    if !drawing.contains("id=\"_x0000_t202\"") {
        let _ = write!(out, "<v:shapetype{declared}{SHAPE_TYPE}");
    }
    for ((row, column), lines) in boxes {
        number += 1;
        let (left, right) = (column + 1, column + 1 + COLUMNS);
        let (top, bottom) = (row.saturating_sub(1), row.saturating_sub(1) + lines + 1);
        let height = 15 * (lines + 1);
        let _ = write!(
            out,
            "<v:shape{declared} id=\"_x0000_s{number}\" type=\"#_x0000_t202\" \
             style=\"position:absolute;margin-left:60pt;margin-top:1.5pt;width:192pt;height:{height}pt;z-index:{number};visibility:hidden\" \
             fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
             <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        );
    }
    out.push_str(&drawing[end..]);
    Ok(out)
}

/// The highest number of a shape.
fn last_number(drawing: &str) -> u64 {
    let ids = drawing.split("_x0000_s").skip(1);
    let number = |text: &str| {
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        text[..end.min(9)].parse::<u64>().ok()
    };
    ids.filter_map(number).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::xml::elements;
    use super::*;

    #[test]
    fn drawings_of_programs_with_other_prefixes() {
        let shape = "<ns1:shape id=\"_x0000_s1026\"><ns2:Row>1</ns2:Row><ns2:Column>0</ns2:Column></ns1:shape>";
        let drawing = format!("<xml xmlns:ns1=\"v\"><ns1:shapetype id=\"a\"/>{shape}</xml>");
        let drawn = drawn(&drawing, &[((3, 3), 2)]).unwrap();
        assert!(
            drawn.contains("<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\""),
            "{drawn}"
        );
        assert!(drawn.contains("_x0000_s1027"));
        assert!(elements(&drawn).is_ok());
        let without = without(&drawn, &[(3, 3), (1, 0)].into());
        assert!(!without.contains(":shape "), "{without}");
        assert!(elements(&without).is_ok());
    }
}
