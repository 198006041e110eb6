//! Pages and documents state their encoding themselves.

use std::collections::BTreeSet;

use encoding_rs::{Encoding, UTF_8};

use super::{Decision, Part, Sample, detect, refuted};
use crate::messages::Message;
use crate::sources::Settings;

/// The encoding of a file with tags: the one that the project declares, or that the file states and keeps to, or the likely one.
pub(crate) fn stated(
    sample: &Sample,
    stated: Option<&'static Encoding>,
    settings: &Settings,
) -> Result<Decision, Message> {
    let knows = |text: &str| {
        let cells = text.split(['<', '>']);
        let fields = cells.filter_map(|cell| (settings.field)(cell));
        fields.collect::<BTreeSet<_>>().len()
    };
    if let Some(charset) = settings.encoding {
        let declared = Decision::declared(charset, &sample.start)?;
        return refuted(charset, sample, &knows).map_or(Ok(declared), Err);
    }
    let likely = detect(sample, &knows);
    match stated.filter(|encoding| keeps_to(sample, encoding)) {
        // what has a mark or is valid UTF-8 is nothing else, whatever it says of itself
        Some(stated) if likely.bom == 0 && likely.encoding != UTF_8 => {
            Decision::declared(stated.into(), &sample.start)
        }
        _ => Ok(likely),
    }
}

fn keeps_to(sample: &Sample, encoding: &'static Encoding) -> bool {
    let is_text = |part: &Part| {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let most = decoder.max_utf8_buffer_length(part.bytes.len());
        let mut text = String::with_capacity(most.unwrap_or_default());
        let (_, _, replaced) = decoder.decode_to_string(&part.bytes, &mut text, part.to_end);
        !replaced
    };
    is_text(&sample.start) && sample.later.as_ref().is_none_or(is_text)
}
