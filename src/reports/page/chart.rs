//! Pictures without words: bars as SVG. All texts stand in the page beside them, where they are measured, broken, read aloud and
//! found.

use std::fmt::Write;

/// The room of a run, and that of its bar, in pixels where there is enough of it.
const STEP: u32 = 18;
const BAR: u32 = 13;
const HEIGHT: f64 = 38.0;

/// A bar for each run, the last one being of this run; a dashed line where it is not known. `most`: what the highest bar can stand
/// for, if that does not hang on the values.
pub(super) fn bars(values: &[Option<f64>], most: Option<f64>) -> String {
    let highest = values.iter().flatten().fold(0.0, |a: f64, b| a.max(*b));
    let most = most.unwrap_or(highest);
    let width = u32::try_from(values.len()).unwrap_or(0) * STEP;
    let mut svg = format!(
        "<svg width=\"{width}\" viewBox=\"0 0 {width} 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
    );
    let last = values.len().saturating_sub(1);
    for (at, (value, x)) in values.iter().zip((0..).step_by(STEP as usize)).enumerate() {
        let Some(value) = value else {
            let end = x + BAR;
            let _ = write!(
                svg,
                "<line class=\"unknown\" x1=\"{x}\" y1=\"34\" x2=\"{end}\" y2=\"34\"/>"
            );
            continue;
        };
        // what is little is seen, and is no nothing
        let part = if most > 0.0 { value / most } else { 0.0 };
        let height = if *value > 0.0 {
            (part * HEIGHT).max(1.5)
        } else {
            0.0
        };
        let class = if at == last { " class=\"now\"" } else { "" };
        let y = HEIGHT + 1.0 - height;
        let _ = write!(
            svg,
            "<rect{class} x=\"{x}\" y=\"{y:.1}\" width=\"{BAR}\" height=\"{height:.1}\"/>"
        );
    }
    let _ = write!(
        svg,
        "<line x1=\"0\" y1=\"39.5\" x2=\"{width}\" y2=\"39.5\"/></svg>"
    );
    svg
}

/// How much something is of the most there is, as a bar.
#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(super) fn share(part: u64, most: u64) -> String {
    let width = if most > 0 {
        (part as f64 / most as f64 * 80.0).clamp(1.0, 80.0)
    } else {
        0.0
    };
    format!(
        "<svg viewBox=\"0 0 80 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"all\" width=\"80\" height=\"10\"/><rect width=\"{width:.1}\" height=\"10\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_has_no_bar() {
        let svg = bars(&[None, Some(0.0), Some(0.001), Some(50.0)], Some(100.0));
        assert_eq!(svg.matches("<rect").count(), 3);
        assert_eq!(svg.matches("class=\"unknown\"").count(), 1);
        assert!(
            svg.contains("height=\"0.0\"")
                && svg.contains("height=\"1.5\"")
                && svg.contains("height=\"19.0\"")
        );
        // nothing throughout is no division
        assert!(!bars(&[Some(0.0)], None).contains("NaN"));
        assert!(!share(0, 0).contains("NaN"));
    }
}
