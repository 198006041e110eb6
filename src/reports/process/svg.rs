//! The map as a picture that any browser shows: places and ways, how often they are gone and how long that takes.
//!
//! What only cases with findings do is told apart by its colour, by dashes and by the shape of its arrow.

use std::fmt::Write;

use super::layout::{At, Layout, Size, ems, laid_out};
use super::view::{View, share, short, took_text};
use crate::messages::{Lang, grouped, message};
use crate::process::map::{Edge, Node};
use crate::reports::percent;

/// Heights of fonts, in pixels.
const FONT: f64 = 13.0;
const SMALL: f64 = 11.5;
const TITLE: f64 = 19.0;
/// Room around everything.
const MARGIN: f64 = 28.0;
/// The picture is at least so wide: its words need it.
const NARROWEST: f64 = 620.0;
/// Columns of a label in one line, and lines of it.
const LABEL: usize = 24;
const LINES: usize = 3;
/// Waits that stand out.
const LONGEST: usize = 3;

const INK: &str = "#1f2933";
const QUIET: &str = "#52606d";
const LINE: &str = "#52606d";
const DEVIATION: &str = "#c2410c";
const SLOW: (&str, &str) = ("#fef3c7", "#b45309");
/// Grounds of places, from rare to frequent, each with what is legible on it.
const SHADES: [(&str, &str); 5] = [
    ("#f4f8fc", INK),
    ("#dbe9f6", INK),
    ("#b5d3ec", INK),
    ("#7fb2dc", INK),
    ("#2b6cb0", "#ffffff"),
];

/// Draws the map.
pub(super) fn draw(view: &View) -> String {
    let picture = Picture::new(view);
    picture.draw()
}

/// A place, with what is written on it.
struct Plate {
    lines: Vec<String>,
    /// Below the others, smaller.
    count: String,
    size: Size,
}

struct Picture<'p> {
    view: &'p View<'p>,
    plates: Vec<Plate>,
    /// What is written at each edge: how often, and how long it takes.
    labels: Vec<(Vec<String>, Size)>,
    /// Which edges have the longest waits.
    slow: Vec<bool>,
    layout: Layout,
}

impl<'p> Picture<'p> {
    fn new(view: &'p View<'p>) -> Picture<'p> {
        let map = &view.shown;
        let end = |key: &str| plate(vec![view.key(key)], grouped(map.cases));
        let mut plates = vec![end("map-start")];
        plates.extend(map.nodes.iter().map(|node| {
            let cases = percent(share(node.cases, map.cases));
            let count = message!("map-node", count = node.events, share = cases);
            plate(broken(&view.label(node.sort)), view.text(&count))
        }));
        plates.push(end("map-end"));
        let labels: Vec<(Vec<String>, Size)> = map
            .edges
            .iter()
            .map(|edge| {
                let mut lines = vec![grouped(edge.times)];
                lines.extend(edge.took.map(|took| view.text(&short(&took))));
                let size = size(&lines, SMALL, (8.0, 4.0));
                (lines, size)
            })
            .collect();
        let longest = map.waits(view.log);
        let longest = &longest[..longest.len().min(LONGEST)];
        let slow = map.edges.iter().map(|edge| longest.contains(edge));
        let sizes: Vec<Size> = plates.iter().map(|plate| plate.size).collect();
        let room: Vec<Size> = labels.iter().map(|(_, size)| *size).collect();
        Picture {
            view,
            slow: slow.collect(),
            layout: laid_out(map, &sizes, &room),
            plates,
            labels,
        }
    }

    fn draw(&self) -> String {
        let (from, to) = (self.layout.from, self.layout.to);
        let width = (to.x - from.x).max(NARROWEST);
        let head = self.head(width);
        let legend = self.legend(width);
        let top = MARGIN + head.height;
        let (mut out, view) = (String::new(), self.view);
        let whole = (
            width + 2.0 * MARGIN,
            top + (to.y - from.y) + 24.0 + legend.height + MARGIN,
        );
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{0:.0}\" height=\"{1:.0}\" \
             viewBox=\"0 0 {0:.0} {1:.0}\" font-family=\"{2}\" font-size=\"{FONT}\" fill=\"{INK}\">\n\
             <title>{3}</title>\n<desc>{4}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
            whole.0,
            whole.1,
            fonts(view.report.messages.lang),
            escaped(&view.title()),
            escaped(&view.facts()),
        );
        let _ = writeln!(
            out,
            "<g transform=\"translate({MARGIN} {MARGIN})\">\n{}</g>",
            head.drawn
        );
        let left = MARGIN + (width - (to.x - from.x)) / 2.0 - from.x;
        let _ = writeln!(
            out,
            "<g transform=\"translate({left:.1} {:.1})\">",
            top - from.y
        );
        self.edges(&mut out);
        self.places(&mut out);
        self.texts(&mut out);
        out.push_str("</g>\n");
        let below = top + (to.y - from.y) + 24.0;
        let _ = writeln!(
            out,
            "<g transform=\"translate({MARGIN} {below:.1})\">\n{}</g>\n</svg>",
            legend.drawn
        );
        out
    }

    fn edges(&self, out: &mut String) {
        let map = &self.view.shown;
        let most = map.edges.first().map_or(1, |edge| edge.times);
        // the frequent ones above the rare
        for (edge, (points, label)) in map.edges.iter().zip(&self.layout.edges).rev() {
            let width = 1.2 + 4.8 * share(edge.times, most).sqrt();
            let style = Style::of(self.is_deviation(edge.is_deviation), width);
            let _ = write!(out, "<g><title>{}</title>", escaped(&self.told(edge)));
            arrow(&by_label(points, *label), style, out);
            out.push_str("</g>\n");
        }
    }

    fn places(&self, out: &mut String) {
        let map = &self.view.shown;
        let most = map.nodes.first().map_or(1, |node| node.events);
        let ends = [0, self.plates.len() - 1];
        for (at, (plate, middle)) in self.plates.iter().zip(&self.layout.spots).enumerate() {
            let (x, y) = (
                middle.x - plate.size.width / 2.0,
                middle.y - plate.size.height / 2.0,
            );
            let node = at.checked_sub(1).and_then(|at| map.nodes.get(at));
            let ((ground, ink), round, told) = match node.filter(|_| !ends.contains(&at)) {
                Some(node) => (shade(share(node.events, most)), 7.0, self.told_of(node)),
                None => (
                    ("#3e4c59", "#ffffff"),
                    plate.size.height / 2.0,
                    plate.lines.join(" "),
                ),
            };
            let border = match node {
                Some(node) if self.is_deviation(node.is_deviation) => {
                    format!("stroke=\"{DEVIATION}\" stroke-width=\"2\" stroke-dasharray=\"6 4\"")
                }
                Some(_) => "stroke=\"#7b8794\"".to_owned(),
                None => "stroke=\"none\"".to_owned(),
            };
            let _ = write!(
                out,
                "<g><title>{}</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
                 rx=\"{round:.1}\" fill=\"{ground}\" {border}/>",
                escaped(&told),
                plate.size.width,
                plate.size.height,
            );
            let mut line = y + 7.0 + FONT * 0.95;
            for text in &plate.lines {
                centred(text, (middle.x, line), ink, FONT, true, out);
                line += FONT * 1.3;
            }
            centred(
                &plate.count,
                (middle.x, line - FONT * 1.3 + SMALL * 1.4),
                ink,
                SMALL,
                false,
                out,
            );
            out.push_str("</g>\n");
        }
    }

    /// What is written at the edges, above all lines.
    fn texts(&self, out: &mut String) {
        let map = &self.view.shown;
        for (at, (lines, size)) in self.labels.iter().enumerate() {
            let middle = self.layout.edges[at].1;
            let edge = &map.edges[at];
            let (x, y) = (middle.x - size.width / 2.0, middle.y - size.height / 2.0);
            let (ground, border) = if self.slow[at] {
                (SLOW.0, format!(" stroke=\"{}\"", SLOW.1))
            } else {
                ("#ffffff", String::new())
            };
            let opacity = if self.slow[at] { "1" } else { "0.88" };
            let _ = write!(
                out,
                "<g><title>{}</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"3\" \
                 fill=\"{ground}\" fill-opacity=\"{opacity}\"{border}/>",
                escaped(&self.told(edge)),
                size.width,
                size.height,
            );
            let ink = if self.is_deviation(edge.is_deviation) {
                DEVIATION
            } else {
                INK
            };
            let mut line = y + 2.0 + SMALL * 0.95;
            for (number, text) in lines.iter().enumerate() {
                let is_bold = self.slow[at] && number == 1;
                centred(text, (middle.x, line), ink, SMALL, is_bold, out);
                line += SMALL * 1.25;
            }
            out.push_str("</g>\n");
        }
    }

    fn is_deviation(&self, is: bool) -> bool {
        is && self.view.is_judged()
    }

    /// What there is to say of a way.
    fn told(&self, edge: &Edge) -> String {
        let view = self.view;
        let mut lines = vec![
            format!("{} → {}", view.spot(edge.from), view.spot(edge.to)),
            view.text(&message!(
                "map-times",
                times = edge.times,
                cases = edge.cases
            )),
        ];
        lines.extend(self.findings(edge.deviating));
        lines.extend(edge.took.map(|took| {
            let [median, ninth] = [took.median, took.ninth].map(|one| took_text(took.clock, one));
            view.text(&message!("map-waited", median = median, ninth = ninth))
        }));
        lines.join("\n")
    }

    fn told_of(&self, node: &Node) -> String {
        let view = self.view;
        let mut lines = vec![
            view.label(node.sort),
            view.text(&message!(
                "map-times",
                times = node.events,
                cases = node.cases
            )),
        ];
        lines.extend(self.findings(node.deviating));
        lines.join("\n")
    }

    fn findings(&self, cases: u64) -> Option<String> {
        let told = message!("map-cases-deviating", count = cases);
        self.view.is_judged().then(|| self.view.text(&told))
    }

    /// What the picture is of.
    fn head(&self, width: f64) -> Block {
        let view = self.view;
        let mut block = Block::default();
        block.text(&view.title(), TITLE, width, INK);
        block.height += 4.0;
        for text in [
            view.facts(),
            view.conformance(),
            view.lasting(),
            view.filter(),
        ] {
            block.text(&text, SMALL + 0.5, width, QUIET);
        }
        for text in view.order() {
            block.text(&text, SMALL + 0.5, width, QUIET);
        }
        block.height += 20.0;
        block
    }

    /// What its signs mean.
    fn legend(&self, width: f64) -> Block {
        let view = self.view;
        let mut block = Block::default();
        if view.is_judged() {
            block.sample(
                &view.key("map-legend-conforming"),
                width,
                Style::of(false, 2.5),
            );
            block.sample(
                &view.key("map-legend-deviating"),
                width,
                Style::of(true, 2.5),
            );
        } else {
            block.sample(&view.key("map-legend-path"), width, Style::of(false, 2.5));
        }
        if self.slow.contains(&true) {
            let least = view.shown.least_waits();
            let slow = message!("map-legend-slow", least = least);
            block.pill(&view.text(&slow), width);
        }
        block.height += 8.0;
        block.line();
        block.text(&self.units(), SMALL, width, QUIET);
        block
    }

    /// By which clocks the waits are read.
    fn units(&self) -> String {
        let mut clocks: Vec<_> = self
            .view
            .shown
            .edges
            .iter()
            .filter_map(|edge| Some(edge.took?.clock))
            .collect();
        clocks.sort_unstable();
        clocks.dedup();
        let clocks: Vec<String> = clocks
            .into_iter()
            .map(|clock| self.view.text(&self.view.clock(clock)))
            .collect();
        if clocks.is_empty() {
            return self.view.key("map-legend-counts");
        }
        self.view.text(&message!(
            "map-legend-units",
            clocks = clocks.join(&self.view.key("profile-semicolon"))
        ))
    }
}

/// How a way is drawn.
#[derive(Clone, Copy)]
struct Style {
    colour: &'static str,
    width: f64,
    is_deviation: bool,
}

impl Style {
    fn of(is_deviation: bool, width: f64) -> Style {
        Style {
            colour: if is_deviation { DEVIATION } else { LINE },
            width,
            is_deviation,
        }
    }
}

/// The points of a way, with that of its label twice: the curve keeps near it.
fn by_label(points: &[At], label: At) -> Vec<At> {
    let is_label = |at: &At| (at.x - label.x).abs() + (at.y - label.y).abs() < 1.0;
    let twice = |at: &At| 1 + usize::from(is_label(at));
    let points = points
        .iter()
        .flat_map(|at| std::iter::repeat_n(*at, twice(at)));
    points.collect()
}

/// A curve through points with a head: a full triangle, or an empty diamond for a deviation.
fn arrow(points: &[At], style: Style, out: &mut String) {
    let [.., before, end] = points else {
        return;
    };
    let (dx, dy) = (end.x - before.x, end.y - before.y);
    let far = (dx * dx + dy * dy).sqrt().max(0.001);
    let (dx, dy) = (dx / far, dy / far);
    let length = 7.0 + style.width * 1.3;
    let half = 3.0 + style.width * 0.8;
    let back = |along: f64, aside: f64| At {
        x: end.x - dx * along - dy * aside,
        y: end.y - dy * along + dx * aside,
    };
    let mut line = points.to_vec();
    if let Some(last) = line.last_mut() {
        *last = back(length.min(far), 0.0);
    }
    let dashes = if style.is_deviation {
        " stroke-dasharray=\"7 4\""
    } else {
        ""
    };
    let _ = write!(
        out,
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1}\"{dashes}/>",
        curve(&line),
        style.colour,
        style.width
    );
    let corners = if style.is_deviation {
        vec![
            *end,
            back(length / 2.0, half),
            back(length, 0.0),
            back(length / 2.0, -half),
        ]
    } else {
        vec![*end, back(length, half), back(length, -half)]
    };
    let corners: Vec<String> = corners
        .iter()
        .map(|at| format!("{:.1},{:.1}", at.x, at.y))
        .collect();
    let ground = if style.is_deviation {
        "#ffffff"
    } else {
        style.colour
    };
    let _ = write!(
        out,
        "<polygon points=\"{}\" fill=\"{ground}\" stroke=\"{}\" stroke-width=\"1.4\"/>",
        corners.join(" "),
        style.colour
    );
}

/// A smooth curve from the first point to the last, drawn to those between: a uniform cubic B-spline.
fn curve(points: &[At]) -> String {
    let at = |x: f64, y: f64| format!("{x:.1} {y:.1}");
    let mut out = format!("M{}", at(points[0].x, points[0].y));
    let mut to = |command: &str, parts: &[At]| {
        let parts: Vec<String> = parts.iter().map(|part| at(part.x, part.y)).collect();
        let _ = write!(out, "{command}{}", parts.join(" "));
    };
    let mixed = |one: At, other: At, share: f64| At {
        x: one.x + (other.x - one.x) * share,
        y: one.y + (other.y - one.y) * share,
    };
    let last = points.len() - 1;
    if last == 1 {
        to("L", &[points[1]]);
        return out;
    }
    // between two points, and at a point as its neighbours pull it
    let knot = |before: At, point: At, after: At| {
        mixed(
            mixed(before, point, 2.0 / 3.0),
            mixed(point, after, 1.0 / 3.0),
            0.5,
        )
    };
    to("L", &[mixed(points[0], points[1], 1.0 / 6.0)]);
    for at in 1..last {
        let (before, point, after) = (points[at - 1], points[at], points[at + 1]);
        let controls = [
            mixed(before, point, 1.0 / 3.0),
            mixed(before, point, 2.0 / 3.0),
        ];
        to("C", &[controls[0], controls[1], knot(before, point, after)]);
    }
    let (before, end) = (points[last - 1], points[last]);
    to(
        "C",
        &[
            mixed(before, end, 1.0 / 3.0),
            mixed(before, end, 2.0 / 3.0),
            mixed(before, end, 5.0 / 6.0),
        ],
    );
    to("L", &[end]);
    out
}

/// Lines of text and samples, one below another.
#[derive(Default)]
struct Block {
    drawn: String,
    height: f64,
    /// Where the next sample stands in its line.
    x: f64,
}

impl Block {
    /// A text, broken into lines that fit.
    fn text(&mut self, text: &str, font: f64, width: f64, ink: &str) {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred columns"
        )]
        let columns = (width / font / 0.55) as usize;
        for line in wrapped(text, columns) {
            self.height += font * 1.45;
            let _ = writeln!(
                self.drawn,
                "<text x=\"0\" y=\"{:.1}\" font-size=\"{font}\" fill=\"{ink}\"{}>{}</text>",
                self.height - font * 0.35,
                if font > FONT {
                    " font-weight=\"600\""
                } else {
                    ""
                },
                escaped(&line)
            );
        }
    }

    /// Begins another line of samples.
    fn line(&mut self) {
        if self.x > 0.0 {
            self.x = 0.0;
            self.height += 20.0;
        }
    }

    /// Room for a sign and its text; where it begins.
    fn room(&mut self, text: &str, sign: f64, width: f64) -> f64 {
        let takes = sign + ems(text) * SMALL;
        if self.x > 0.0 && self.x + takes > width {
            self.line();
        }
        let x = self.x;
        let _ = writeln!(
            self.drawn,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{SMALL}\" fill=\"{INK}\">{}</text>",
            x + sign,
            self.height + 14.0,
            escaped(text)
        );
        self.x += takes + 26.0;
        x
    }

    fn sample(&mut self, text: &str, width: f64, style: Style) {
        let x = self.room(text, 56.0, width);
        let y = self.height + 10.0;
        let points = [At { x, y }, At { x: x + 46.0, y }];
        arrow(&points, style, &mut self.drawn);
        self.drawn.push('\n');
    }

    fn pill(&mut self, text: &str, width: f64) {
        let x = self.room(text, 32.0, width);
        let _ = writeln!(
            self.drawn,
            "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"24\" height=\"13\" rx=\"3\" fill=\"{}\" stroke=\"{}\"/>",
            self.height + 4.0,
            SLOW.0,
            SLOW.1
        );
    }
}

fn plate(lines: Vec<String>, count: String) -> Plate {
    let wide = size(&lines, FONT * 1.06, (28.0, 0.0)).width;
    let wide = wide.max(ems(&count) * SMALL + 28.0);
    #[allow(clippy::cast_precision_loss, reason = "a few lines")]
    let height = 14.0 + lines.len() as f64 * FONT * 1.3 + SMALL * 1.3;
    Plate {
        lines,
        count,
        size: Size {
            width: wide.max(70.0),
            height,
        },
    }
}

/// The room of lines, with what is left free around them.
fn size(lines: &[String], font: f64, (aside, above): (f64, f64)) -> Size {
    let widest = lines.iter().map(|line| ems(line)).fold(0.0, f64::max);
    #[allow(clippy::cast_precision_loss, reason = "a few lines")]
    let height = lines.len() as f64 * font * 1.25 + above;
    Size {
        width: widest * font + aside,
        height,
    }
}

/// A label in few lines; what is left of it stands in its tooltip.
fn broken(label: &str) -> Vec<String> {
    let mut lines = wrapped(label, LABEL);
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines[LINES - 1].push('…');
    }
    lines
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let lines = textwrap::wrap(text, columns.max(8));
    let lines: Vec<String> = lines
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    if lines.is_empty() {
        vec![String::new()]
    } else {
        lines
    }
}

fn centred(text: &str, (x, y): (f64, f64), ink: &str, font: f64, is_bold: bool, out: &mut String) {
    let bold = if is_bold { " font-weight=\"600\"" } else { "" };
    let _ = write!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{font}\" text-anchor=\"middle\" fill=\"{ink}\"{bold}>{}</text>",
        escaped(text)
    );
}

fn shade(share: f64) -> (&'static str, &'static str) {
    let steps = [0.05, 0.2, 0.5, 0.8];
    SHADES[steps.iter().filter(|step| share >= **step).count()]
}

/// The fonts of the language's systems.
fn fonts(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
        }
        Lang::ZhCn => {
            "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
        }
        Lang::ZhTw => {
            "'Microsoft JhengHei', 'PingFang TC', 'Noto Sans CJK TC', 'Noto Sans TC', sans-serif"
        }
    }
}

/// Text as XML takes it: nothing of it is markup, and no sign is forbidden.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            escaped("</text><script>a('&\")\u{1b}"),
            "&lt;/text&gt;&lt;script&gt;a(&#39;&amp;&quot;)\u{fffd}"
        );
    }

    #[test]
    fn labels_have_few_lines_and_chinese_is_broken_too() {
        assert_eq!(broken("订单审核"), ["订单审核"]);
        let lines = broken(
            "销售订单由区域经理复核并转财务部门进行信用额度确认后再行释放出货指令给仓库与物流",
        );
        assert_eq!(lines.len(), LINES);
        assert!(lines[LINES - 1].ends_with('…'));
    }

    #[test]
    fn curves_begin_and_end_at_their_points() {
        let at = |x: f64, y: f64| At { x, y };
        let drawn = curve(&[at(0.0, 0.0), at(10.0, 30.0), at(20.0, 90.0)]);
        assert!(
            drawn.starts_with("M0.0 0.0L") && drawn.ends_with("L20.0 90.0"),
            "{drawn}"
        );
        assert_eq!(curve(&[at(0.0, 0.0), at(1.0, 2.0)]), "M0.0 0.0L1.0 2.0");
    }
}
