//! The map as text that Mermaid draws: in Markdown, in a wiki, in an editor.

use std::fmt::Write;

use super::view::{View, short};
use crate::messages::{grouped, message};
use crate::process::map::Spot;

/// The places are called n0 (the start), n1, … in the order of the map: words such as `end` mean something to Mermaid.
pub(super) fn write(view: &View) -> String {
    let map = &view.shown;
    let end = map.nodes.len() + 1;
    let number = |spot: Spot| match spot {
        Spot::Start => 0,
        Spot::End => end,
        Spot::Sort(sort) => {
            let at = map.nodes.iter().position(|node| node.sort == sort);
            at.unwrap_or_default() + 1
        }
    };
    let mut out = String::from("flowchart TD\n");
    let told = [view.title(), view.facts(), view.filter()];
    for text in told.into_iter().chain(view.order()) {
        let _ = writeln!(out, "  %% {}", text.replace(['\n', '{', '}', '%'], " "));
    }
    let _ = writeln!(out, "  n0([\"{}\"])", quoted(&view.key("map-start")));
    for (at, node) in map.nodes.iter().enumerate() {
        let label = quoted(&view.label(node.sort));
        let _ = writeln!(
            out,
            "  n{}[\"{label}<br/>{}\"]",
            at + 1,
            grouped(node.events)
        );
    }
    let _ = writeln!(out, "  n{end}([\"{}\"])", quoted(&view.key("map-end")));
    let mut deviations = Vec::new();
    for (at, edge) in map.edges.iter().enumerate() {
        let is_deviation = edge.is_deviation && view.is_judged();
        let arrow = if is_deviation { "-.->" } else { "-->" };
        if is_deviation {
            deviations.push(at.to_string());
        }
        let times = grouped(edge.times);
        let label = match edge.took {
            Some(took) => view.text(&message!("map-edge", times = times, took = short(&took))),
            None => times,
        };
        let _ = writeln!(
            out,
            "  n{} {arrow}|\"{}\"| n{}",
            number(edge.from),
            quoted(&label),
            number(edge.to)
        );
    }
    if !deviations.is_empty() {
        let _ = writeln!(out, "  linkStyle {} stroke:#c2410c", deviations.join(","));
    }
    out
}

/// Text between quotes: what Mermaid or HTML would read as its own is written as a number.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // `%%{` begins a directive wherever it stands
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | ';' | '%' | '{' | '}' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn labels_stay_between_their_quotes() {
        assert_eq!(quoted("a\"]; end #1 <b>"), "a#34;]#59; end #35;1 #60;b#62;");
        assert_eq!(quoted("%%{init}%%"), "#37;#37;#123;init#125;#37;#37;");
        assert_eq!(quoted("订单审核"), "订单审核");
    }
}
