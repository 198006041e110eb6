//! The container of xlsx and xlsb (ECMA-376, part 2): parts in a ZIP, and relationships that say which part is what. Names are
//! compared without regard to case, and `\` separates folders as well as `/`, for there are programs that write both.

use std::collections::HashMap;
use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::book::{Format, broken};
use super::xml::Xml;
use crate::messages::message;
use crate::sources::SourceError;

/// Where the relationships of the package itself stand.
const ROOT: &str = "_rels/.rels";

/// The record that the main part of an xlsb begins with.
const BEGIN_BOOK: [u8; 3] = [0x83, 0x01, 0x00];

/// The parts of a workbook.
pub(crate) struct Package<R> {
    zip: ZipArchive<R>,
    /// The places of the parts by their names.
    places: HashMap<String, usize>,
}

/// What a part, or the package, says of another part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// What the part calls it.
    pub(crate) id: String,
    /// What it is to the part: the last word of its address, as `worksheet`. The addresses of the strict form are others.
    pub(crate) kind: String,
    /// The name of the other part.
    pub(crate) target: String,
}

/// What a part says of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relationships(Vec<Relationship>);

impl<R: Read + Seek> Package<R> {
    pub(crate) fn new(zip: ZipArchive<R>) -> Package<R> {
        let names = zip.file_names_raw().enumerate();
        let places = names.map(|(place, name)| (normal(&String::from_utf8_lossy(name)), place));
        Package {
            places: places.collect(),
            zip,
        }
    }

    /// Opens the container of a file.
    pub(crate) fn open(file: R) -> Result<Package<R>, SourceError> {
        let zip = ZipArchive::new(file).map_err(|e| damaged(&e))?;
        Ok(Package::new(zip))
    }

    pub(crate) fn holds(&self, name: &str) -> bool {
        self.places.contains_key(&normal(name))
    }

    /// The content of a part; its checksum is verified at its end.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<ZipFile<'_, R>>, SourceError> {
        let Some(&place) = self.places.get(&normal(name)) else {
            return Ok(None);
        };
        self.zip.by_index(place).map(Some).map_err(|e| damaged(&e))
    }

    /// The content of a part that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<ZipFile<'_, R>, SourceError> {
        let part = self.part(name)?;
        part.ok_or_else(|| broken(&format!("no {name}")))
    }

    /// The content of the part that is `kind` to the part `of`; where that says of none, of the one that has the usual name.
    pub(crate) fn part_of(
        &mut self,
        of: &str,
        relationships: &Relationships,
        kind: &str,
        usual: &str,
    ) -> Result<Option<ZipFile<'_, R>>, SourceError> {
        if let Some(name) = relationships.of_kind(kind) {
            return self.part(name);
        }
        let (folder, _) = of.rsplit_once('/').unwrap_or_default();
        self.part(&resolved(folder, usual))
    }

    /// The kind of workbook that the package is, if it is one.
    pub(crate) fn format(&mut self) -> Option<Format> {
        if !self.holds("[Content_Types].xml") {
            return None;
        }
        let main = match self.main_part() {
            Ok(main) => main?,
            Err(_) => self.usual_main_part()?.to_owned(),
        };
        let mut start = [0; BEGIN_BOOK.len()];
        let read = self.part(&main).ok()??.read_exact(&mut start);
        if read.is_ok() && start == BEGIN_BOOK {
            return Some(Format::Xlsb);
        }
        let part = self.part(&main).ok()??;
        let root = Xml::new(part).and_then(|mut xml| {
            let root = xml.child(0)?;
            Ok(root.is_some_and(|tag| tag.name() == b"workbook"))
        });
        // one that cannot be read is told when it is read
        root.unwrap_or(main.contains("workbook"))
            .then_some(Format::Xlsx)
    }

    fn usual_main_part(&self) -> Option<&'static str> {
        let mut usual = ["xl/workbook.xml", "xl/workbook.bin"].into_iter();
        usual.find(|name| self.holds(name))
    }

    /// The part that the package is about: the workbook.
    pub(crate) fn main_part(&mut self) -> Result<Option<String>, SourceError> {
        let relationships = self.relationships("")?;
        let named = relationships.of_kind("officeDocument");
        let named = named.filter(|name| self.holds(name));
        Ok(named.or(self.usual_main_part()).map(str::to_owned))
    }

    /// What a part says of others; of the package where it has no name. Addresses outside of the package are left out.
    pub(crate) fn relationships(&mut self, of: &str) -> Result<Relationships, SourceError> {
        let of = normal(of);
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", &of));
        let part = match (folder, name) {
            ("", "") => ROOT.to_owned(),
            ("", name) => format!("_rels/{name}.rels"),
            (folder, name) => format!("{folder}/_rels/{name}.rels"),
        };
        let mut found = Vec::new();
        let Some(part) = self.part(&part)? else {
            return Ok(Relationships(found));
        };
        let mut xml = Xml::new(part)?;
        xml.child(0)?;
        while let Some(tag) = xml.child(1)? {
            let external = tag.attribute(b"TargetMode") == Some(b"External");
            if tag.name() != b"Relationship" || external {
                continue;
            }
            let kind = tag.text(b"Type")?.unwrap_or_default();
            found.push(Relationship {
                id: tag.text(b"Id")?.unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: tag.text(b"Target")?.unwrap_or_default(),
            });
        }
        xml.finish()?;
        drop(xml);
        for relationship in &mut found {
            let target = resolved(folder, &relationship.target);
            // some programs write all names from the root
            let plain = normal(&relationship.target);
            relationship.target =
                if !self.places.contains_key(&target) && self.places.contains_key(&plain) {
                    plain
                } else {
                    target
                };
        }
        Ok(Relationships(found))
    }
}

impl Relationships {
    pub(crate) fn by_id(&self, id: &str) -> Option<&Relationship> {
        self.0.iter().find(|r| r.id == id)
    }

    /// The first part that is this to the one that names it.
    pub(crate) fn of_kind(&self, kind: &str) -> Option<&str> {
        let found = self.0.iter().find(|r| r.kind == kind);
        found.map(|r| r.target.as_str())
    }
}

/// The name that parts are told apart by.
fn normal(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    name.trim_start_matches('/').to_owned()
}

/// The name of a part that is named from a folder on.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").to_lowercase();
    let from = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = from.split('/').collect();
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.retain(|name| !name.is_empty());
    names.join("/")
}

/// A ZIP that cannot be read.
fn damaged(error: &ZipError) -> SourceError {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            message!("source-encrypted")
        }
        other => broken(other),
    }
}
