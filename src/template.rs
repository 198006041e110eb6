//! What is asked of whoever fills in a table: its columns with all that the dictionary and the rules hold them to, the order in
//! which tables are imported, and how a file that comes back differs from what was sent out. Nothing here knows how it is written.

mod asked;
mod changes;
mod order;
pub(crate) mod returned;
pub(crate) mod shape;

use std::sync::Arc;

use encoding_rs::Encoding;

pub(crate) use self::order::order;

use self::shape::Piece;
use crate::codes::identifier;
use crate::coding::Scheme;
use crate::fingerprint::Fingerprint;
use crate::project::Project;
use crate::rules::plan::{Expr, Op};
use crate::sources::stamp;
use crate::tables::types::{FieldIx, FieldType, TableIx};
use crate::tables::{date, number};

/// Of longer lists a template does not say which words were in it.
const MOST_WORDS: usize = 1_000;

/// What is asked of a table.
pub(crate) struct Template {
    pub(crate) table: TableIx,
    /// In the order of the dictionary.
    pub(crate) columns: Vec<Column>,
}

/// What is asked of a column.
pub(crate) struct Column {
    pub(crate) field: FieldIx,
    pub(crate) heading: String,
    pub(crate) kind: FieldType,
    pub(crate) required: Required,
    /// Fewest and most characters.
    pub(crate) chars: (Option<u64>, Option<u64>),
    /// Most bytes, each in an encoding.
    pub(crate) bytes: Vec<(u64, &'static Encoding)>,
    /// Most digits after the point.
    pub(crate) scale: Option<u32>,
    /// What a number or date must be to a constant, or to the day of the audit.
    pub(crate) bounds: Vec<(Op, Expr)>,
    /// The words that may stand there, as exports write them.
    pub(crate) values: Option<Vec<String>>,
    pub(crate) patterns: Vec<Pattern>,
    /// Whether no two rows may hold the same.
    pub(crate) unique: bool,
    /// Where its values must be found.
    pub(crate) refers: Vec<Refers>,
    pub(crate) schemes: Vec<Arc<Scheme>>,
    pub(crate) standards: Vec<identifier::Scheme>,
    /// Rules about it that are none of these, by index, and those that hold for some rows only.
    pub(crate) rules: Vec<usize>,
}

/// Whether a cell must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Required {
    No,
    /// In rows that meet the condition of a rule.
    Sometimes,
    Always,
}

/// An expression that the whole cell must match.
pub(crate) struct Pattern {
    pub(crate) written: String,
    /// Its pieces, where it is no more than these.
    pub(crate) shape: Option<Vec<Piece>>,
}

/// Another column that must hold a value.
pub(crate) struct Refers {
    pub(crate) table: TableIx,
    pub(crate) field: FieldIx,
    /// Which rows there count; all where there is none.
    pub(crate) when: Option<Expr>,
}

impl Template {
    pub(crate) fn of(project: &Project, table: TableIx) -> Template {
        Template {
            table,
            columns: asked::columns(project, table),
        }
    }

    /// The fingerprint of what is asked: where it differs, a template is an old one.
    pub(crate) fn fingerprint(&self, project: &Project) -> String {
        let mut fingerprint = Fingerprint::default();
        let fields = &project.tables[self.table].fields;
        for column in &self.columns {
            fingerprint.add_part(&fields[column.field].name);
            fingerprint.add_part(&column.heading);
            fingerprint.add_part(&column.asked(project));
        }
        fingerprint.text()
    }

    /// What its sheet says of itself. `examples` are parallel to the columns; none where there is no example row.
    pub(crate) fn entry(
        &self,
        project: &Project,
        sheet: &str,
        examples: &[String],
    ) -> stamp::Entry {
        let dictionary = &project.tables[self.table];
        let columns = self.columns.iter().enumerate();
        stamp::Entry {
            table: dictionary.name.clone(),
            sheet: sheet.to_owned(),
            asked: self.fingerprint(project),
            columns: columns
                .map(|(ix, column)| stamp::Column {
                    field: dictionary.fields[column.field].name.clone(),
                    heading: column.heading.clone(),
                    asked: column.asked(project),
                    values: column.words().to_vec(),
                    example: examples.get(ix).cloned().unwrap_or_default(),
                })
                .collect(),
        }
    }
}

impl Column {
    /// The words that may stand there, where they are not too many to be kept.
    fn words(&self) -> &[String] {
        let words = self.values.as_deref().unwrap_or_default();
        if words.len() > MOST_WORDS { &[] } else { words }
    }

    /// What is asked of it, as the dictionary writes it: `required; max_chars=20`. It is compared, and no rule is made of it.
    pub(crate) fn asked(&self, project: &Project) -> String {
        let mut all = vec![format!("type={:?}", self.kind).to_lowercase()];
        all.extend(match self.required {
            Required::Always => Some("required".to_owned()),
            Required::Sometimes => Some("required=sometimes".to_owned()),
            Required::No => None,
        });
        all.extend(self.chars.0.map(|least| format!("min_chars={least}")));
        all.extend(self.chars.1.map(|most| format!("max_chars={most}")));
        let bytes = self.bytes.iter();
        all.extend(bytes.map(|(most, encoding)| {
            format!("max_bytes_{}={most}", encoding.name().to_lowercase())
        }));
        all.extend(self.scale.map(|digits| format!("scale={digits}")));
        let bounds = self.bounds.iter();
        all.extend(bounds.map(|(op, limit)| {
            let limit = constant(limit).unwrap_or_else(|| "as_of".to_owned());
            format!("{}={limit}", op.name())
        }));
        if let Some(values) = &self.values {
            let mut fingerprint = Fingerprint::default();
            for value in values {
                fingerprint.add_part(value);
            }
            all.push(format!(
                "values={} ({:08x})",
                values.len(),
                fingerprint.short() >> 32
            ));
        }
        let patterns = self.patterns.iter();
        all.extend(patterns.map(|pattern| format!("pattern={}", pattern.written)));
        all.extend(self.unique.then(|| "unique".to_owned()));
        all.extend(self.refers.iter().map(|refers| {
            let table = &project.tables[refers.table];
            format!(
                "reference={}.{}",
                table.name, table.fields[refers.field].name
            )
        }));
        all.extend(
            self.schemes
                .iter()
                .map(|scheme| format!("coding={}", scheme.name)),
        );
        all.extend(
            self.standards
                .iter()
                .map(|scheme| format!("identifier={}", scheme.name())),
        );
        all.join(SEPARATOR)
    }
}

/// What stands between what is asked of a column.
const SEPARATOR: &str = "; ";

/// A limit as people write it; none where it is that of the day.
pub(crate) fn constant(limit: &Expr) -> Option<String> {
    match limit {
        Expr::Number(value) => Some(number::text(*value)),
        Expr::Date(at) | Expr::Instant(at) => Some(date::text(*at)),
        _ => None,
    }
}
