//! The parts of a package, and what becomes of each: most are copied as they are packed.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::Stop;
use super::book::related;
use super::xml::odd;
use crate::sources::workbook::Package;

/// A part that is held in memory is no longer.
const MOST_PART: u64 = 256 << 20;
/// From so many bytes on, marks may make a part longer than an archive of the old form holds.
const LARGE: u64 = 3 << 30;

pub(super) struct Parts {
    pub(super) package: Package<BufReader<File>>,
    /// Parts that are written anew, by name.
    replaced: BTreeMap<String, String>,
    /// Parts that there were none of.
    pub(super) added: Vec<(String, String)>,
    /// The places of parts that were written already, or are left out.
    done: Vec<usize>,
}

impl Parts {
    pub(super) fn open(file: File) -> Result<Parts, Stop> {
        Ok(Parts {
            package: Package::open(BufReader::new(file))?,
            replaced: BTreeMap::new(),
            added: Vec::new(),
            done: Vec::new(),
        })
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Stop> {
        if let Some(text) = self.replaced.get(name) {
            return Ok(text.clone());
        }
        let mut bytes = Vec::new();
        let part = self.package.needed(name)?;
        let read = part.take(MOST_PART + 1).read_to_end(&mut bytes);
        read.map_err(|_| odd())?;
        if bytes.len() as u64 > MOST_PART {
            return Err(odd());
        }
        let text = String::from_utf8(bytes).map_err(|_| odd())?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    pub(super) fn replace(&mut self, part: String, text: String) {
        self.replaced.insert(part, text);
    }

    /// Has a part name others; returns what it calls them.
    pub(super) fn relate(
        &mut self,
        part: &str,
        more: &[(&str, &str)],
    ) -> Result<Vec<String>, Stop> {
        let rels = relationships_of(part);
        let is_there = self.package.holds(&rels);
        let known = is_there.then(|| self.text(&rels)).transpose()?;
        let (text, ids) = related(known.as_deref(), more)?;
        match known {
            Some(_) => self.replace(rels, text),
            None => self.added.push((rels, text)),
        }
        Ok(ids)
    }

    /// A name that no part has.
    pub(super) fn free(&self, before: &str, behind: &str) -> String {
        let mut number = 1;
        loop {
            let name = format!("{before}{number}{behind}");
            let taken = self.added.iter().any(|(other, _)| *other == name);
            if !taken && !self.package.holds(&name) {
                return name;
            }
            number += 1;
        }
    }

    pub(super) fn leave_out(&mut self, part: &str) {
        self.done.extend(self.package.place(part));
    }

    /// Begins a part that is written to its end at once.
    pub(super) fn begin<W: Write + Seek>(
        &mut self,
        part: &str,
        zip: &mut ZipWriter<W>,
    ) -> Result<(), Stop> {
        let place = self.package.place(part).ok_or_else(odd)?;
        let name = name_of(&mut self.package, place)?;
        let size = self.package.packed(place)?.size();
        self.done.push(place);
        begin(zip, &name, size)
    }

    /// Writes what is left.
    pub(super) fn copy_rest<W: Write + Seek>(
        &mut self,
        zip: &mut ZipWriter<W>,
    ) -> Result<(), Stop> {
        let mut places = HashMap::new();
        for (part, text) in &self.replaced {
            places.insert(self.package.place(part).ok_or_else(odd)?, text);
        }
        for place in 0..self.package.count() {
            if self.done.contains(&place) {
                continue;
            }
            if let Some(text) = places.get(&place) {
                begin(zip, &name_of(&mut self.package, place)?, text.len() as u64)?;
                zip.write_all(text.as_bytes())?;
            } else {
                let part = self.package.packed(place)?;
                zip.raw_copy_file(part).map_err(|e| failed(&e))?;
            }
        }
        for (name, text) in &self.added {
            begin(zip, name, text.len() as u64)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(())
    }
}

/// The part that says which others a part names.
pub(super) fn relationships_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let rels = format!("{folder}/_rels/{name}.rels");
    rels.trim_start_matches('/').to_owned()
}

fn name_of(package: &mut Package<BufReader<File>>, place: usize) -> Result<String, Stop> {
    let part = package.packed(place)?;
    let name = part.name().map_err(|e| failed(&e))?;
    Ok(name.into_owned())
}

/// Begins a part that comes to about so many bytes.
fn begin<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str, size: u64) -> Result<(), Stop> {
    // dated by nothing: the same input gives the same bytes. Programs refuse the form of large parts where it is not needed
    let options = SimpleFileOptions::default().large_file(size > LARGE);
    zip.start_file(name, options).map_err(|e| failed(&e))
}

pub(super) fn failed(error: &zip::result::ZipError) -> Stop {
    match error {
        zip::result::ZipError::Io(error) => Stop::Failed(match error.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(error.kind(), error.to_string()),
        }),
        _ => odd(),
    }
}
