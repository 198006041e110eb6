//! The kinds of workbook.

/// The kinds of workbook, told apart by what is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// An `OpenDocument` spreadsheet that is one XML file.
    Fods,
    /// "XML Spreadsheet 2003"
    Xml2003,
}

impl Format {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Fods => "fods",
            Format::Xml2003 => "XML Spreadsheet 2003",
        }
    }
}
