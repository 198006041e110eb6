//! The charts of the summary: how it has been over the recorded runs and, in the first run, the worst rules.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartPoint, ChartSolidFill, ChartType, Color,
};

use super::style::paint;
use crate::reports::{Report, RuleResult};
use crate::rules::severity::Severity;

/// Where the table of the worst rules has their names and their findings.
pub(super) const LABEL: u16 = 2;
pub(super) const FINDINGS: u16 = 8;

/// A column for each run, in layers of the severities: `columns` have their findings, the first one has the days.
pub(super) fn trend(
    report: &Report,
    severities: &[(u16, Severity)],
    (first, last): (u32, u32),
) -> Chart {
    let sheet = report.messages.key("workbook-sheet-summary");
    let sheet = sheet.as_str();
    let mut chart = Chart::new(ChartType::ColumnStacked);
    // the worst at the bottom, where lengths can be compared
    for (column, severity) in severities {
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(paint(*severity).0));
        chart
            .add_series()
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, *column, last, *column))
            .set_name((sheet, first - 1, *column))
            .set_gap(60)
            .set_format(&mut format);
    }
    titled(&mut chart, &report.messages.key("workbook-trend"));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    // a month is not longer than another one because more days lie between two runs
    chart
        .x_axis()
        .set_text_axis(true)
        .set_num_format("yyyy-mm-dd");
    chart.x_axis().set_major_tick_type(ChartAxisTickType::None);
    values(&mut chart);
    chart
}

/// A bar for each of the worst rules; none if no rule is violated.
pub(super) fn worst_rules(
    report: &Report,
    worst: &[&RuleResult],
    (first, last): (u32, u32),
) -> Option<Chart> {
    let most = worst.iter().map(|r| r.open()).max()?;
    let sheet = report.messages.key("workbook-sheet-summary");
    let points: Vec<ChartPoint> = worst.iter().map(|r| point(r.rule.severity)).collect();
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_categories((sheet.as_str(), first, LABEL, last, LABEL))
        .set_values((sheet.as_str(), first, FINDINGS, last, FINDINGS))
        .set_points(&points)
        .set_data_label(ChartDataLabel::new().show_value().set_num_format("#,##0"))
        .set_gap(40);
    titled(&mut chart, &report.messages.key("workbook-chart"));
    chart.legend().set_hidden();
    // the worst on top; the numbers would follow to the top, so they go to the far end, which is the bottom
    chart.y_axis().set_reverse();
    chart.y_axis().set_major_tick_type(ChartAxisTickType::None);
    let values = chart.x_axis();
    values.set_num_format("#,##0").set_min(0);
    values.set_label_position(ChartAxisLabelPosition::High);
    values.set_major_tick_type(ChartAxisTickType::None);
    values.set_format(ChartLine::new().set_hidden(true));
    values.set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0x00E3_E7EA)));
    // half findings do not exist
    if most <= 10 {
        values.set_major_unit(1);
    }
    Some(chart)
}

fn titled(chart: &mut Chart, title: &str) {
    let font = ChartFont::new().set_bold().set_size(11).clone();
    chart.title().set_name(title).set_font(&font);
    let mut frame = ChartFormat::new();
    frame.set_border(ChartLine::new().set_color(Color::RGB(0x00D5_DBE0)));
    chart.chart_area().set_format(&mut frame);
}

fn values(chart: &mut Chart) {
    let values = chart.y_axis();
    values.set_num_format("#,##0").set_min(0);
    values.set_major_tick_type(ChartAxisTickType::None);
    values.set_format(ChartLine::new().set_hidden(true));
    values.set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0x00E3_E7EA)));
}

fn point(severity: Severity) -> ChartPoint {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(paint(severity).0));
    ChartPoint::new().set_format(&mut format)
}
