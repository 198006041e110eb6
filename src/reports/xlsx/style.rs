//! How the workbook looks: one palette, and few formats that all cells share.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::messages::Lang;
use crate::reports::percent;
use crate::rules::severity::Severity;

/// Excel's format of an amount.
pub(super) const MONEY: &str = "#,##0.00";

const INK: Color = Color::RGB(0x0026_3238);
const QUIET: Color = Color::RGB(0x0078_838C);
const LINE: Color = Color::RGB(0x00D5_DBE0);
const SLATE: Color = Color::RGB(0x0037_474F);
const LINK: Color = Color::RGB(0x001F_5F99);
const RED: Color = Color::RGB(0x00B7_1C1C);
const AMBER: Color = Color::RGB(0x009A_5B00);
const GREEN: Color = Color::RGB(0x002E_7D32);
const CARD: Color = Color::RGB(0x00F1_F4F6);
const FILL: Color = Color::RGB(0x00FF_F8E1);
const FILL_HEADER: Color = Color::RGB(0x009A_6A00);

/// The colours of a severity: what it is painted in, and what is legible on it.
pub(super) fn paint(severity: Severity) -> (Color, Color) {
    match severity {
        Severity::Critical => (Color::RGB(0x008E_1B3A), Color::White),
        Severity::High => (Color::RGB(0x00D6_453D), Color::White),
        Severity::Medium => (Color::RGB(0x00F2_B134), INK),
        Severity::Low => (Color::RGB(0x007F_B2D9), INK),
        Severity::Info => (Color::RGB(0x00CF_D6DB), INK),
    }
}

/// All formats. A cell refers to its format, so their number must not grow with the findings.
pub(super) struct Styles {
    pub(super) base: Format,
    /// In pixels, of a row of one line.
    pub(super) row_height: u32,
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) heading: Format,
    pub(super) header: Format,
    pub(super) header_right: Format,
    pub(super) verdict_good: Format,
    pub(super) verdict_bad: Format,
    pub(super) verdict_doubtful: Format,
    /// Paragraphs.
    pub(super) remark: Format,
    pub(super) note: Format,
    pub(super) note_line: Format,
    /// Cells of tables: one line, then several.
    pub(super) line: Format,
    pub(super) text: Format,
    pub(super) bold: Format,
    pub(super) link: Format,
    pub(super) code: Format,
    pub(super) quiet: Format,
    pub(super) good: Format,
    pub(super) bad: Format,
    pub(super) doubtful: Format,
    pub(super) count: Format,
    /// Zeros and dashes among counts.
    pub(super) faint: Format,
    pub(super) bold_number: Format,
    pub(super) money: Format,
    /// Text that stands in for one that is missing.
    pub(super) quiet_text: Format,
    /// A figure with its name above and that of the run before below.
    pub(super) card_label: Format,
    pub(super) card: Format,
    pub(super) card_note: Format,
    pub(super) row_number: Format,
    pub(super) day: Format,
    /// What people fill in: the heading, and the ground of the cells.
    pub(super) header_to_fill: Format,
    pub(super) to_fill: Format,
    severities: [Format; 5],
}

impl Styles {
    pub(super) fn new(lang: Lang) -> Styles {
        let (base, row_height) = base(lang);
        let note = base.clone().set_align(FormatAlign::Top).set_text_wrap();
        let line = ruled(&base, LINE)
            .set_align(FormatAlign::Left)
            .set_indent(1);
        let text = line.clone().set_text_wrap();
        // right-aligned and indented numbers dance in LibreOffice
        let count = ruled(&base, LINE)
            .set_align(FormatAlign::Right)
            .set_num_format("#,##0");
        Styles {
            row_height,
            title: base.clone().set_bold().set_font_size(20),
            subtitle: base.clone().set_font_size(11).set_font_color(QUIET),
            heading: base.clone().set_bold().set_font_size(13),
            header: header(&base).set_align(FormatAlign::Left).set_indent(1),
            header_right: header(&base).set_align(FormatAlign::Right),
            verdict_good: verdict(&base, Color::RGB(0x00DC_F0DE), GREEN),
            verdict_bad: verdict(&base, Color::RGB(0x00FB_E0DE), RED),
            verdict_doubtful: verdict(&base, Color::RGB(0x00FD_F0D3), AMBER),
            remark: note.clone(),
            note: note.set_font_color(QUIET),
            note_line: base.clone().set_font_color(QUIET),
            bold: text.clone().set_bold(),
            link: text
                .clone()
                .set_font_color(LINK)
                .set_underline(FormatUnderline::Single),
            code: text.clone().set_font_name("Consolas").set_font_size(9),
            quiet: line.clone().set_font_color(QUIET),
            good: text.clone().set_font_color(GREEN),
            bad: text.clone().set_font_color(RED).set_bold(),
            doubtful: text.clone().set_font_color(AMBER),
            faint: count.clone().set_font_color(QUIET),
            bold_number: count.clone().set_bold(),
            money: count.clone().set_num_format(MONEY),
            quiet_text: text.clone().set_font_color(QUIET),
            card_label: card(&base).set_font_color(QUIET),
            card: card(&base)
                .set_bold()
                .set_font_size(24)
                .set_num_format("#,##0"),
            card_note: card(&base).set_font_color(QUIET).set_font_size(9),
            row_number: count.clone().set_num_format("0"),
            day: line.clone().set_num_format("yyyy-mm-dd"),
            header_to_fill: header(&base)
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_background_color(FILL_HEADER),
            to_fill: Format::new().set_background_color(FILL),
            severities: Severity::ALL.map(|severity| pill(&base, severity)),
            line,
            text,
            count,
            base,
        }
    }

    pub(super) fn severity(&self, severity: Severity) -> &Format {
        &self.severities[Severity::Critical as usize - severity as usize]
    }

    /// A share keeps its value and is shown as in every report: never 0 or 100 % where it is neither.
    pub(super) fn rate(&self, share: f64) -> Format {
        rate_in(&self.count, share)
    }
}

/// The same in another format.
pub(super) fn rate_in(like: &Format, share: f64) -> Format {
    let shown = percent(share);
    let rounded = shown.starts_with(['<', '>']);
    let format = if rounded {
        format!("\"{shown}\"")
    } else {
        "0.0%".to_owned()
    };
    like.clone().set_num_format(format)
}

/// The font of the language's Windows, so that Chinese and Latin letters go together, and the height of its rows.
fn base(lang: Lang) -> (Format, u32) {
    let format = Format::new().set_font_color(INK);
    match lang {
        Lang::En => (format, 20),
        Lang::ZhCn => (
            format.set_font_name("Microsoft YaHei").set_font_size(10),
            22,
        ),
        Lang::ZhTw => (
            format.set_font_name("Microsoft JhengHei").set_font_size(10),
            22,
        ),
    }
}

fn ruled(base: &Format, line: Color) -> Format {
    let format = base.clone().set_align(FormatAlign::Top);
    format
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(line)
}

fn header(base: &Format) -> Format {
    let format = base
        .clone()
        .set_bold()
        .set_background_color(SLATE)
        .set_font_color(Color::White);
    format
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// One of five figures side by side, set apart by white.
fn card(base: &Format) -> Format {
    base.clone()
        .set_background_color(CARD)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border_left(FormatBorder::Thick)
        .set_border_left_color(Color::White)
        .set_border_right(FormatBorder::Thick)
        .set_border_right_color(Color::White)
}

fn verdict(base: &Format, ground: Color, text: Color) -> Format {
    let format = base
        .clone()
        .set_bold()
        .set_font_size(13)
        .set_font_color(text);
    let format = format
        .set_background_color(ground)
        .set_align(FormatAlign::VerticalCenter);
    format.set_align(FormatAlign::Left).set_indent(1)
}

fn pill(base: &Format, severity: Severity) -> Format {
    let (ground, text) = paint(severity);
    let format = ruled(base, Color::White).set_align(FormatAlign::Center);
    format.set_background_color(ground).set_font_color(text)
}
