//! Encodings by the names that people give them.

use encoding_rs::Encoding;

use crate::messages::{Message, message};
use crate::mistakes::did_you_mean;
use crate::sources::encoding;

/// The encoding of a label, or a mistake and what may have been meant.
pub(crate) fn encoding(label: &str) -> Result<&'static Encoding, (Message, Option<Message>)> {
    encoding::named(label).ok_or_else(|| {
        let message = message!("problem-unknown-encoding", name = label);
        (message, did_you_mean(label, encoding::LABELS))
    })
}
