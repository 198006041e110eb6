//! The chart beside the totals: the worst rules, painted by severity. The table of totals is its legend.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel, ChartFont, ChartFormat,
    ChartLine, ChartPoint, ChartSolidFill, ChartType, Color,
};

use super::rules::{FINDINGS, LABEL};
use super::style::paint;
use crate::reports::{Report, RuleResult};
use crate::rules::severity::Severity;

/// Bars that stay legible.
const MOST: usize = 10;

/// A bar for each of the worst rules, which are the first ones of the table; none if no rule is violated.
pub(super) fn worst_rules(report: &Report, results: &[RuleResult], first: u32) -> Option<Chart> {
    let worst: Vec<&RuleResult> = results.iter().filter(|r| r.failed()).take(MOST).collect();
    let most = worst.iter().map(|r| r.counts().findings).max()?;
    let last = first + u32::try_from(worst.len()).ok()? - 1;
    let key = |key| report.messages.key(key);
    let sheet = key("workbook-sheet-summary");
    let points: Vec<ChartPoint> = worst.iter().map(|r| point(r.rule.severity)).collect();
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_categories((sheet.as_str(), first, LABEL, last, LABEL))
        .set_values((sheet.as_str(), first, FINDINGS, last, FINDINGS))
        .set_points(&points)
        .set_data_label(ChartDataLabel::new().show_value().set_num_format("#,##0"))
        .set_gap(gap(worst.len()));
    let title_font = ChartFont::new().set_bold().set_size(12).clone();
    chart
        .title()
        .set_name(&key("workbook-chart"))
        .set_font(&title_font);
    chart.legend().set_hidden();
    // the worst on top; the numbers would follow to the top, so they go to the far end, which is the bottom
    chart.y_axis().set_reverse().set_name(&key("column-rule"));
    chart.y_axis().set_major_tick_type(ChartAxisTickType::None);
    let values = chart.x_axis();
    values
        .set_name(&key("column-findings"))
        .set_num_format("#,##0")
        .set_min(0);
    values.set_label_position(ChartAxisLabelPosition::High);
    values.set_major_tick_type(ChartAxisTickType::None);
    values.set_format(ChartLine::new().set_hidden(true));
    values.set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0x00E3_E7EA)));
    // half findings do not exist
    if most <= 10 {
        values.set_major_unit(1);
    }
    let mut frame = ChartFormat::new();
    frame.set_border(ChartLine::new().set_color(Color::RGB(0x00D5_DBE0)));
    chart.chart_area().set_format(&mut frame);
    Some(chart)
}

/// The space between bars, in percent of a bar: few bars must not become blocks.
fn gap(bars: usize) -> u16 {
    u16::try_from(40 + (MOST - bars) * 25).unwrap_or(40)
}

fn point(severity: Severity) -> ChartPoint {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(paint(severity).0));
    ChartPoint::new().set_format(&mut format)
}
