//! The part of an xlsx that holds its styles.

use std::io::Read;

use super::super::styles::Styles;
use super::super::xml::Xml;
use crate::sources::SourceError;

/// Reads the number formats of the styles of cells. There are formats and styles of other things in the part as well.
pub(super) fn read(part: impl Read) -> Result<Styles, SourceError> {
    let mut styles = Styles::default();
    let mut xml = Xml::new(part)?;
    xml.child(0)?;
    while let Some(tag) = xml.child(1)? {
        match tag.name() {
            b"numFmts" => {
                while let Some(tag) = xml.child(2)? {
                    if let (Some(id), Some(code)) =
                        (tag.number(b"numFmtId"), tag.text(b"formatCode")?)
                    {
                        styles.define(id, &code);
                    }
                }
            }
            b"cellXfs" => {
                while let Some(tag) = xml.child(2)? {
                    styles.push(tag.number(b"numFmtId").unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    xml.finish()?;
    Ok(styles)
}
