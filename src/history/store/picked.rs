//! Some of the texts of a JSON array, without making the others.

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};

/// The texts at some places of an array, which are sorted; none where it is no array of texts or is too short.
pub(super) fn picked(array: &str, places: &[usize]) -> Option<Vec<String>> {
    let mut json = serde_json::Deserializer::from_str(array);
    let picked = json.deserialize_seq(Places(places)).ok()?;
    json.end().ok()?;
    (picked.len() == places.len()).then_some(picked)
}

struct Places<'p>(&'p [usize]);

impl<'de> Visitor<'de> for Places<'_> {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an array of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Vec<String>, A::Error> {
        let mut picked = Vec::with_capacity(self.0.len());
        let mut at = 0;
        for &place in self.0 {
            while at < place && array.next_element::<IgnoredAny>()?.is_some() {
                at += 1;
            }
            picked.extend(array.next_element()?);
            at += 1;
        }
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(picked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_by_place() {
        let array = r#"["a","b\"","c","d"]"#;
        assert_eq!(picked(array, &[1, 3]).unwrap(), ["b\"", "d"]);
        assert_eq!(picked(array, &[]).unwrap(), [""; 0]);
        for (array, places) in [
            (array, &[4][..]),
            ("[1]", &[0]),
            ("{}", &[]),
            ("[\"a\"", &[0]),
        ] {
            assert_eq!(picked(array, places), None, "{array}");
        }
    }
}
