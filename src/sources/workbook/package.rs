//! The container of xlsx and xlsb (ECMA-376, part 2): parts in a ZIP, and relationships that say which part is what. Names are
//! compared without regard to case, and `\` separates folders as well as `/`, for there are programs that write both.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::errors::{missing, zip_error};
use super::kind::Format;
use super::xml::Xml;
use crate::messages::message;
use crate::sources::SourceError;

/// The part that lists the others by what they are.
const CONTENTS: &str = "[Content_Types].xml";

/// Where the relationships of the package itself stand.
const ROOT: &str = "_rels/.rels";

/// The record that the main part of an xlsb begins with.
const BEGIN_BOOK: [u8; 3] = [0x83, 0x01, 0x00];

/// The parts of a workbook.
pub(crate) struct Package<R> {
    zip: ZipArchive<R>,
    /// The places of the parts by their names.
    places: HashMap<String, usize>,
    /// Names that several parts have, so that nobody knows which of them is meant.
    doubled: HashSet<String>,
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
        let (mut places, mut doubled) = (HashMap::new(), HashSet::new());
        for (place, name) in zip.file_names_raw().enumerate() {
            let name = normal(&String::from_utf8_lossy(name));
            if places.insert(name.clone(), place).is_some() {
                doubled.insert(name);
            }
        }
        Package {
            zip,
            places,
            doubled,
        }
    }

    /// Opens the container of a file.
    pub(crate) fn open(file: R) -> Result<Package<R>, SourceError> {
        let zip = ZipArchive::new(file).map_err(|e| zip_error(&e))?;
        Ok(Package::new(zip))
    }

    pub(crate) fn holds(&self, name: &str) -> bool {
        self.places.contains_key(&normal(name))
    }

    /// The content of a part; its checksum is verified at its end.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<ZipFile<'_, R>>, SourceError> {
        let name = normal(name);
        let Some(&place) = self.places.get(&name) else {
            return Ok(None);
        };
        if self.doubled.contains(&name) {
            return Err(message!("source-part-twice", part = name));
        }
        let part = self.zip.by_index(place);
        part.map(Some).map_err(|e| zip_error(&e))
    }

    /// How many files it consists of.
    pub(crate) fn count(&self) -> usize {
        self.zip.len()
    }

    /// The place of a part among them; none where it is not there, or nobody knows which of two is meant.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        let name = normal(name);
        let place = self.places.get(&name);
        place.filter(|_| !self.doubled.contains(&name)).copied()
    }

    /// The file at a place as it is packed, to be copied.
    pub(crate) fn packed(&mut self, place: usize) -> Result<ZipFile<'_, R>, SourceError> {
        let part = self.zip.by_index_raw(place);
        part.map_err(|e| zip_error(&e))
    }

    /// The content of a part that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<ZipFile<'_, R>, SourceError> {
        let part = self.part(name)?;
        part.ok_or_else(|| missing(name))
    }

    /// The content of the part that is `kind` to the part `of`; where that says of none, of the one that has the usual name, or
    /// that the list of contents says is one. What is named must be there.
    pub(crate) fn part_of(
        &mut self,
        of: &str,
        relationships: &Relationships,
        kind: &str,
        usual: &str,
    ) -> Result<Option<ZipFile<'_, R>>, SourceError> {
        let (folder, _) = of.rsplit_once('/').unwrap_or_default();
        let usual = Some(resolved(folder, usual)).filter(|name| self.holds(name));
        let named = match relationships.of_kind(kind).map(str::to_owned).or(usual) {
            None => self.listed(kind)?,
            named => named,
        };
        named.map(|name| self.needed(&name)).transpose()
    }

    /// The first part that the list of contents says is of a kind: the last word of its type, as in
    /// `application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml`.
    fn listed(&mut self, kind: &str) -> Result<Option<String>, SourceError> {
        let Some(part) = self.part(CONTENTS)? else {
            return Ok(None);
        };
        let mut xml = Xml::new(part)?;
        xml.child(0)?;
        let mut found = None;
        while let Some(tag) = xml.child(1)? {
            let of = tag.text(b"ContentType")?.unwrap_or_default();
            let of = of.strip_suffix("+xml").unwrap_or(&of);
            if of.rsplit('.').next() == Some(kind) && found.is_none() {
                found = tag.text(b"PartName")?;
            }
        }
        xml.finish()?;
        Ok(found)
    }

    /// The kind of workbook that the package is, if it is one.
    pub(crate) fn format(&mut self) -> Option<Format> {
        if !self.holds(CONTENTS) {
            return None;
        }
        let main = match self.main_part() {
            Ok(main) => main?,
            Err(_) => self.usual_main_part()?.to_owned(),
        };
        let mut start = [0; BEGIN_BOOK.len()];
        let read = self
            .needed(&main)
            .map(|mut part| part.read_exact(&mut start));
        if matches!(read, Ok(Ok(()))) && start == BEGIN_BOOK {
            return Some(Format::Xlsb);
        }
        let root = self.needed(&main).and_then(Xml::new).and_then(|mut xml| {
            let root = xml.child(0)?;
            Ok(root.is_some_and(|tag| tag.name() == b"workbook"))
        });
        // one that cannot be read is told when it is read
        let format = if main.rsplit('.').next() == Some("bin") {
            Format::Xlsb
        } else {
            Format::Xlsx
        };
        root.unwrap_or(main.contains("workbook")).then_some(format)
    }

    fn usual_main_part(&self) -> Option<&'static str> {
        let mut usual = ["xl/workbook.xml", "xl/workbook.bin"].into_iter();
        usual.find(|name| self.holds(name))
    }

    /// The part that the package is about: the workbook.
    pub(crate) fn main_part(&mut self) -> Result<Option<String>, SourceError> {
        let relationships = self.relationships("")?;
        let named = relationships.of_kind("officeDocument");
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
    pub(crate) fn all(&self) -> &[Relationship] {
        &self.0
    }

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

#[cfg(test)]
mod tests {
    use super::super::made::{Made, all_of};
    use super::*;

    const SHEET: &str = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";

    fn made() -> Made {
        let shared = "<sst><si><t>found</t></si></sst>";
        Made::xlsx(SHEET).with("xl/sharedStrings.xml", shared)
    }

    /// What kind of workbook it is, and its cells.
    fn read(made: &Made) -> (Option<Format>, Result<Vec<String>, SourceError>) {
        let format = Package::open(made.file()).unwrap().format();
        let cells = made.open(Format::Xlsx).and_then(all_of);
        (format, cells)
    }

    fn is_found(made: &Made) {
        let found = vec!["A1 found".to_owned()];
        assert_eq!(read(made), (Some(Format::Xlsx), Ok(found)));
    }

    #[test]
    fn names_as_programs_write_them() {
        is_found(&made());
        is_found(&made().renamed(|name| name.replace('/', "\\")));
        is_found(&made().renamed(|name| format!("/{name}")));
        is_found(&made().renamed(str::to_uppercase));
        let rels = "xl/_rels/workbook.xml.rels";
        for (from, to) in [
            ("\"worksheets/", "\"/xl/worksheets/"),
            ("\"worksheets/", "\"xl/worksheets/"),
            ("\"worksheets/", "\"./Worksheets/"),
            ("\"worksheets/", "\"../xl/worksheets/"),
            ("\"worksheets/", "\"worksheets\\"),
            (
                "schemas.openxmlformats.org/officeDocument/2006",
                "purl.oclc.org/ooxml/officeDocument",
            ),
        ] {
            is_found(&made().replaced(rels, from, to));
        }
    }

    #[test]
    fn parts_of_other_names() {
        let elsewhere = made()
            .replaced("_rels/.rels", "xl/workbook.xml", "book/main.xml")
            .renamed(|name| {
                let name = name.replace("xl/workbook.xml", "book/main.xml");
                let name = name.replace("xl/_rels/workbook.xml", "book/_rels/main.xml");
                name.replace("xl/", "book/")
            });
        is_found(&elsewhere);
        let named = made()
            .replaced(
                "xl/_rels/workbook.xml.rels",
                "sharedStrings.xml",
                "texts2.xml",
            )
            .renamed(|name| name.replace("sharedStrings", "texts2"));
        is_found(&named);
        // not said, but where they usually are
        is_found(&made().with("_rels/.rels", "<Relationships/>"));
        is_found(&made().replaced("xl/_rels/workbook.xml.rels", "/sharedStrings", "/other"));
        let mut without = made();
        without.0.retain(|(name, _)| name != "_rels/.rels");
        is_found(&without);
    }

    #[test]
    fn packages_that_are_no_workbooks() {
        let document = made().with("xl/workbook.xml", "<w:document/>");
        assert_eq!(read(&document).0, None);
        let mut archive = made();
        archive.0.retain(|(name, _)| name != "[Content_Types].xml");
        assert_eq!(read(&archive).0, None);
        // told when it is read
        let broken = made().with("xl/workbook.xml", "");
        assert_eq!(read(&broken).0, Some(Format::Xlsx));
        assert!(read(&broken).1.is_err());
        let records = Made::xlsb(&[]);
        assert_eq!(read(&records).0, Some(Format::Xlsb));
    }

    /// What is named must be there: without it the cells would be others.
    #[test]
    fn parts_that_are_named_and_not_there() {
        let key = |made: Made| read(&made).1.err().map(|error| error.key);
        let without = |mut made: Made, part: &str| {
            made.0.retain(|(name, _)| name != part);
            made
        };
        let rels = "xl/_rels/workbook.xml.rels";
        let missing = Some("source-part-missing");
        for part in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"] {
            assert_eq!(key(without(made(), part)), missing, "{part}");
        }
        let sheet = without(made(), "xl/worksheets/sheet1.xml");
        assert_eq!(key(sheet), Some("source-sheet-missing"));
        // named by the list of contents alone
        let contents = |kind: &str, part: &str| {
            format!(
                "<Types><Override PartName=\"/{part}\" ContentType=\"application/\
                 vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/></Types>"
            )
        };
        for (kind, part) in [
            ("sharedStrings", "xl/sharedStrings.xml"),
            ("styles", "xl/styles.xml"),
        ] {
            let listed = || {
                let other = format!("/other{kind}");
                let listed = made().with("[Content_Types].xml", &contents(kind, part));
                listed.replaced(rels, &format!("/{kind}"), &other)
            };
            assert_eq!(key(listed()), None, "{part}");
            assert_eq!(key(without(listed(), part)), missing, "{part}");
        }
        // there under another name, which the list of contents knows
        let moved = made()
            .with(
                "[Content_Types].xml",
                &contents("sharedStrings", "texts/shared.xml"),
            )
            .replaced(rels, "/sharedStrings", "/other")
            .renamed(|name| name.replace("xl/sharedStrings", "texts/shared"));
        is_found(&moved);
        // the name of two parts
        let mut twice = made();
        twice
            .0
            .push(("xl/SharedStrings.xml".to_owned(), b"<sst/>".to_vec()));
        assert_eq!(key(twice), Some("source-part-twice"));
        for part in ["xl/sharedStrings.bin", "xl/styles.bin"] {
            let records = without(Made::xlsb(&[]), part);
            let error = records.open(Format::Xlsb).err();
            assert_eq!(error.map(|error| error.key), missing, "{part}");
        }
    }

    #[test]
    fn sheets_that_hold_no_cells() {
        let rels = "xl/_rels/workbook.xml.rels";
        let sheets = |made: &Made| {
            let book = made.open(Format::Xlsx).unwrap();
            let cells: Vec<bool> = book.sheets.iter().map(|sheet| sheet.cells).collect();
            (cells, book.missing().to_vec())
        };
        let two = || Made::xlsx_of(&[SHEET, SHEET]);
        assert_eq!(sheets(&two()), (vec![true, true], vec![]));
        let book = "xl/workbook.xml";
        for (part, from, to) in [
            (book, "r:id=\"r4\"", "r:id=\"\""),
            (book, "r:id=\"r4\"", ""),
            (book, "r:id=\"r4\"", "r:id=\"r9\""),
            (book, "r:id=\"r4\"", "r:id=\"r9\" state=\"hidden\""),
            (rels, "sheet2.xml\"", "sheet2.xml\" TargetMode=\"External\""),
            (rels, "sheet2.xml", "sheet3.xml"),
            // the same part once more
            (rels, "sheet2.xml", "sheet1.xml"),
            (book, "r:id=\"r4\"", "r:id=\"r3\""),
        ] {
            let error = two().replaced(part, from, to).open(Format::Xlsx).err();
            assert_eq!(error.unwrap().key, "source-sheet-missing", "{to}");
        }
        // a module of an old version is listed, and hidden
        let module = two().replaced(book, "r:id=\"r4\"", "r:id=\"\" state=\"veryHidden\"");
        assert_eq!(sheets(&module), (vec![true, false], vec!["S2".to_owned()]));
        for kind in [
            "chartsheet",
            "dialogsheet",
            "xlMacrosheet",
            "xlIntlMacrosheet",
        ] {
            let made = two().replaced(
                rels,
                "worksheet\" Target=\"worksheets/sheet2",
                &format!("{kind}\" Target=\"worksheets/sheet2"),
            );
            assert_eq!(sheets(&made), (vec![true, false], vec![]), "{kind}");
        }
    }
}
