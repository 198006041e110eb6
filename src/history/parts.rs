//! Puts the findings of a rule into the database, in the order of their identities.

use super::store::{PackedPart, Session, Trouble};
use crate::findings::Documents;
use crate::fingerprint::identity::Identity;

/// Findings in one blob: half a megabyte.
const PART: usize = 1 << 16;
/// Where there are more findings they are sorted in shares, by the first bits of their identities: one that fits the cache takes
/// a fraction of the time.
const SHARE_BITS: u32 = 4;

/// A finding to be put.
struct Put {
    identity: Identity,
    document: Identity,
    /// Where in the texts of its share the document is that people may see.
    text: (usize, usize),
}

pub(super) fn put_findings(
    session: &Session,
    judged: i64,
    documents: &Documents,
) -> Result<(), Trouble> {
    let bits = if documents.len() > PART {
        SHARE_BITS
    } else {
        0
    };
    let mut number = 0;
    let (mut part, mut some, mut texts) = (PackedPart::default(), Vec::new(), String::new());
    for field in documents.fields() {
        let name = field.unwrap_or_default();
        let mut put = |part: &mut PackedPart| -> Result<(), Trouble> {
            session.put_part(judged, number, name, part)?;
            number += 1;
            part.clear();
            Ok(())
        };
        for begin in 0..1 << bits {
            some.clear();
            texts.clear();
            documents.each_of(field, (bits, begin), |identity, document, shown| {
                let start = texts.len();
                texts.push_str(shown);
                some.push(Put {
                    identity,
                    document,
                    text: (start, texts.len()),
                });
            });
            some.sort_unstable_by_key(|one| (one.identity, one.text));
            for one in &some {
                let (start, end) = one.text;
                part.push(one.identity, Some(one.document), &texts[start..end])?;
                if part.len() == PART {
                    put(&mut part)?;
                }
            }
        }
        if part.len() > 0 {
            put(&mut part)?;
        }
    }
    Ok(())
}
