//! Puts the findings of a rule into the database, in the order of their identities.

use super::store::{PackedPart, Session, Trouble, Whose};
use crate::findings::Documents;
use crate::fingerprint::identity::Identity;
use crate::tables::packed::Packed;

/// Findings in one blob: half a megabyte.
const PART: usize = 1 << 16;
/// Where there are more findings they are sorted in shares, by the first bits of their identities: one that fits the cache takes
/// a fraction of the time.
const SHARE_BITS: u32 = 4;

/// Findings to be put, in the order of the rows.
#[derive(Default)]
struct Share {
    /// Each with its number.
    found: Vec<(Identity, u32)>,
    /// By number, as the next.
    documents: Vec<Identity>,
    /// The documents as people may see them.
    shown: Packed,
    whose: Whose,
}

impl Share {
    /// Of the findings in a field, those whose identities begin with some bits.
    fn of(documents: &Documents, field: Option<&str>, beginning: (u32, u64)) -> Share {
        let (mut share, mut number) = (Share::default(), 0);
        documents.each_of(field, beginning, |identity, document, shown, who| {
            share.found.push((identity, number));
            share.documents.push(document);
            share.shown.push(shown);
            share.whose.push(who.0, who.1);
            number += 1;
        });
        share.found.sort_unstable();
        share
    }
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
    let mut part = PackedPart::default();
    for field in documents.fields() {
        let name = field.unwrap_or_default();
        let mut put = |part: &mut PackedPart| -> Result<(), Trouble> {
            session.put_part(judged, number, name, part)?;
            number += 1;
            part.clear();
            Ok(())
        };
        for begin in 0..1 << bits {
            let share = Share::of(documents, field, (bits, begin));
            for (identity, number) in share.found {
                let number = number as usize;
                let document = share.documents[number];
                let (shown, who) = (share.shown.get(number), share.whose.get(number));
                part.push(identity, Some(document), shown, who)?;
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
