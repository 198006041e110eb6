//! Parts in a ZIP: the container of xlsx and xlsb (ECMA-376, part 2) and of ods (ODF 1.3, part 2, 3).

use std::fmt::Write as _;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A part by its name.
pub(super) type Part<'a> = (&'a str, Vec<u8>);

/// Packs the parts; the type of an ods stands first and as it is.
pub(super) fn zipped(parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = match *name {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The relations of a package or of one of its parts: identifier, kind and target of each.
pub(super) fn relations(relations: &[(String, &str, String)]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for (id, kind, target) in relations {
        let kind =
            format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
        let _ = write!(
            xml,
            "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>"
        );
    }
    (xml + "</Relationships>").into_bytes()
}

/// The types of the parts.
pub(super) fn content_types(types: &[(String, &str)]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    );
    for (part, kind) in types {
        let _ = write!(
            xml,
            "<Override PartName=\"/{part}\" ContentType=\"application/{kind}\"/>"
        );
    }
    (xml + "</Types>").into_bytes()
}
