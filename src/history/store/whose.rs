//! Whose findings are, in few bytes: many findings are somebody's.

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

use super::Trouble;

/// Owner and department of a finding, as reports show them; empty where it has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Who {
    pub(crate) owner: String,
    pub(crate) department: String,
}

/// Whose some findings are, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Whose {
    owners: Names,
    departments: Names,
}

/// A name for each finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Names {
    /// Each once.
    names: IndexSet<String>,
    /// By finding the place of its name; nothing where all have the same.
    of: Vec<u32>,
}

impl Whose {
    /// Adds that of the next finding.
    pub(crate) fn push(&mut self, owner: &str, department: &str) {
        self.owners.push(owner);
        self.departments.push(department);
    }

    /// That of a finding; none behind the last.
    pub(crate) fn get(&self, at: usize) -> Option<(&str, &str)> {
        Some((self.owners.get(at)?, self.departments.get(at)?))
    }

    /// As it is stored.
    pub(super) fn text(&self) -> Result<String, Trouble> {
        let stored = Whose {
            owners: self.owners.stored(),
            departments: self.departments.stored(),
        };
        serde_json::to_string(&stored).map_err(|_| Trouble::Damaged)
    }

    /// None of a part that was stored before it was recorded.
    pub(super) fn read(text: &str) -> Result<Option<Whose>, Trouble> {
        if text.is_empty() {
            return Ok(None);
        }
        let whose = serde_json::from_str(text).map_err(|_| Trouble::Damaged)?;
        Ok(Some(whose))
    }
}

impl Names {
    fn push(&mut self, name: &str) {
        let place = match self.names.get_index_of(name) {
            Some(place) => place,
            None => self.names.insert_full(name.to_owned()).0,
        };
        self.of.push(u32::try_from(place).unwrap_or(u32::MAX));
    }

    fn get(&self, at: usize) -> Option<&str> {
        let place = match self.of.as_slice() {
            [] => 0,
            of => *of.get(at)?,
        };
        self.names.get_index(place as usize).map(String::as_str)
    }

    fn stored(&self) -> Names {
        match self.names.len() {
            0 | 1 => Names {
                names: self.names.clone(),
                of: Vec::new(),
            },
            _ => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(all: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let mut whose = Whose::default();
        for (owner, department) in all {
            whose.push(owner, department);
        }
        let text = whose.text().unwrap();
        let read = Whose::read(&text).unwrap().unwrap();
        let read = (0..all.len()).filter_map(|at| {
            let (owner, department) = read.get(at)?;
            Some((owner.to_owned(), department.to_owned()))
        });
        (text, read.collect())
    }

    #[test]
    fn names_come_back() {
        let all = [
            ("Ann", "North"),
            ("", "North"),
            ("Ann", ""),
            ("Bob", "South"),
        ];
        let (text, read) = back(&all);
        let owned = |(owner, department): (&str, &str)| (owner.to_owned(), department.to_owned());
        assert_eq!(read, all.map(owned));
        assert_eq!(text.matches("North").count(), 1);
        // mostly nobody is named
        let (text, read) = back(&[("", ""); 100]);
        assert_eq!(read.len(), 100);
        assert!(text.len() < 100, "{text}");
        assert_eq!(Whose::read("").unwrap(), None);
        assert!(Whose::read("[]").is_err());
    }
}
