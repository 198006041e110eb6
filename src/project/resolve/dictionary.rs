//! A table of the dictionary: its files, its key, its fields.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::messages::{LocalText, message};
use crate::mistakes::placed::{Name, OneOrMany, Placed};
use crate::mistakes::{Place, Problem, SourceFile};
use crate::project::raw::{Delimiter, RawField, RawTable, Values};
use crate::project::sections::Section;
use crate::rules::{type_name, unknown_field};
use crate::sources::layout::Totals;
use crate::tables::date::{Conventions, Reading};
use crate::tables::encodings::encoding;
use crate::tables::forms::narrow;
use crate::tables::header::Headings;
use crate::tables::types::FieldType;
use crate::tables::{Field, Table, date, header, patterns};

/// Names that a condition takes for a value of its own: a field of that name would never be asked for.
const MEANT_OTHERWISE: [&str; 3] = ["as_of", "true", "false"];

/// A table as the dictionary says it is. Mistakes go to `problems`.
pub(super) fn table(
    name: &str,
    section: &Section<RawTable>,
    zone: Option<&TimeZone>,
    files: &[SourceFile],
    problems: &mut Vec<Problem>,
) -> Table {
    let raw = &section.value;
    let file = section.place.file;
    let fields: Vec<Field> = raw
        .fields
        .iter()
        .map(|(name, field)| describe(name, field, zone, file, problems))
        .collect();
    let mut table = Table {
        name: name.to_owned(),
        label: raw
            .label
            .clone()
            .unwrap_or_else(|| LocalText::Plain(name.to_owned())),
        files: raw.files.items().to_vec(),
        folder: files[file].folder.clone(),
        fields,
        key: Vec::new(),
        per_document: raw.per.is_some(),
        date: None,
        department: None,
        sheet: raw.sheet.clone(),
        encoding: raw.encoding.as_ref().and_then(|label| {
            let place = Place::new(file, label.span());
            encoding(label)
                .map_err(|(message, hint)| {
                    problems.push(Problem::at(message, place).maybe_hint(hint));
                })
                .ok()
        }),
        columns: raw.columns.as_ref().map(|columns| (**columns).clone()),
        header_row: raw.header_row,
        delimiter: raw.delimiter.map(Delimiter::byte),
        notes: raw.notes.unwrap_or(true),
        unpacked: raw.max_unpacked_mb.map(|mb| u64::from(mb) << 20),
        totals: match &raw.totals {
            Some(words) => Totals::new(words.iter().map(String::as_str)),
            None => Totals::default(),
        },
        optional: raw.optional,
        place: Place::new(file, raw.files.span()),
    };
    same_headers(&table, raw, file, problems);
    if let Some(columns) = &raw.columns {
        let headings = Headings::new(&table);
        if !columns.iter().any(|c| headings.field(c).is_some()) {
            let place = Place::new(file, columns.span());
            problems.push(Problem::at(message!("problem-unknown-columns"), place));
        }
    }
    if table.files.is_empty() {
        let message = message!("problem-empty-text", name = "files");
        problems.push(Problem::at(message, table.place.clone()));
    }
    for pattern in &table.files {
        problems.extend(patterns::mistake(pattern, table.place.clone()));
    }
    named_fields(&mut table, raw, file, problems);
    table
}

/// The fields that the table's own keys name.
fn named_fields(table: &mut Table, raw: &RawTable, file: usize, problems: &mut Vec<Problem>) {
    let mut find_at = |written: &str, place: Place| {
        let found = table.find(written);
        if found.is_none() {
            let (message, hint) = unknown_field(table, written);
            problems.push(Problem::at(message, place).maybe_hint(hint));
        }
        found
    };
    let document: Option<Vec<usize>> = raw.per.as_ref().map(|per| {
        let names = per.items().iter();
        let place = || Place::new(file, per.span());
        names.filter_map(|name| find_at(name, place())).collect()
    });
    let mut find = |written: &Name| find_at(written, Place::new(file, written.span()));
    let key: Vec<usize> = raw.key.iter().filter_map(&mut find).collect();
    let department = raw.department.as_ref().and_then(&mut find);
    let dated = raw
        .date
        .as_ref()
        .and_then(|name| find(name).map(|f| (f, name)));
    if let Some((field, written)) = dated
        && !matches!(
            table.fields[field].kind,
            FieldType::Date | FieldType::Datetime
        )
    {
        let message = message!(
            "problem-field-type",
            field = &**written,
            found = type_name(table.fields[field].kind),
            wanted = message!("types-date")
        );
        problems.push(Problem::at(message, Place::new(file, written.span())));
    }
    table.key = match (document, &raw.per) {
        (Some(document), Some(per)) => {
            documents(raw, per, &document, &key, file, problems);
            document
        }
        _ => key,
    };
    table.department = department;
    table.date = dated.map(|(field, _)| field);
}

/// What identifies a document is its key, and no other is declared.
fn documents(
    raw: &RawTable,
    per: &Placed<OneOrMany>,
    document: &[usize],
    key: &[usize],
    file: usize,
    problems: &mut Vec<Problem>,
) {
    let place = Place::new(file, per.span());
    if per.items().is_empty() {
        problems.push(Problem::at(message!("problem-per-empty"), place));
    } else if let Some(first) = raw.key.first().filter(|_| key != document) {
        let other = Place::new(file, first.span());
        let mistake = Problem::at(message!("problem-per-key"), place).other(other);
        problems.push(mistake.hint(message!("hint-per-key")));
    }
}

/// A column can only be one field.
fn same_headers(table: &Table, raw: &RawTable, file: usize, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<(String, Option<usize>), usize> = BTreeMap::new();
    let names: Vec<&Name> = raw.fields.keys().collect();
    for (ix, field) in table.fields.iter().enumerate() {
        for written in &field.headers {
            let heading = (header::fold(written), field.nth);
            let before = *first.entry(heading).or_insert(ix);
            if before != ix {
                let place = |ix: usize| {
                    let heading = raw.fields[names[ix]].header.as_ref();
                    Place::new(file, heading.map_or_else(|| names[ix].span(), Placed::span))
                };
                let message = message!("problem-same-header", header = written);
                let problem = Problem::at(message, place(ix)).other(place(before));
                problems.push(problem.hint(message!("hint-same-header")));
            }
        }
    }
}

fn describe(
    name: &Name,
    raw: &RawField,
    zone: Option<&TimeZone>,
    file: usize,
    problems: &mut Vec<Problem>,
) -> Field {
    let headers = raw
        .header
        .as_ref()
        .map_or_else(|| vec![(**name).clone()], |h| h.items().to_vec());
    if let Some(formats) = &raw.format {
        for format in formats.items().iter().filter(|f| !date::valid_format(f)) {
            let message = message!("problem-bad-format", format = format);
            problems.push(Problem::at(message, Place::new(file, formats.span())));
        }
        if !matches!(raw.kind, FieldType::Date | FieldType::Datetime) {
            problems.push(Problem::at(
                message!("problem-format-needs-date"),
                Place::new(file, formats.span()),
            ));
        }
    }
    check_units(raw, file, problems);
    if MEANT_OTHERWISE
        .iter()
        .any(|word| name.eq_ignore_ascii_case(word))
    {
        let message = message!("problem-reserved-field", name = name.as_str());
        let problem = Problem::at(message, Place::new(file, name.span()));
        problems.push(problem.hint(message!("hint-reserved-field", name = name.as_str())));
    }
    let formats = raw
        .format
        .as_ref()
        .map_or_else(Vec::new, |f: &Placed<OneOrMany>| f.items().to_vec());
    let null: Vec<String> = raw.null.iter().map(|word| word.trim().to_owned()).collect();
    let map = raw.values.as_ref().and_then(|values| match &**values {
        Values::Map(map) => Some((map.clone(), values.span())),
        Values::List(_) => None,
    });
    if let Some((_, span)) = &map
        && !matches!(raw.kind, FieldType::Text | FieldType::Boolean)
    {
        problems.push(Problem::at(
            message!("problem-map-needs-text"),
            Place::new(file, span.clone()),
        ));
    }
    let words = raw.values.as_ref().map(|values| match &**values {
        Values::Map(map) => map.values().cloned().collect(),
        Values::List(list) => list.clone(),
    });
    Field {
        name: (**name).clone(),
        kind: raw.kind,
        label: raw
            .label
            .clone()
            .unwrap_or_else(|| LocalText::Plain(headers.first().cloned().unwrap_or_default())),
        headers,
        nth: raw.nth.map(|nth| nth.get() as usize - 1),
        fill_down: raw.fill_down,
        null_dates: null_dates(raw.kind, &null, &formats, zone),
        null,
        values: map.map(|(map, _)| map),
        words,
        sensitive: raw.sensitive.unwrap_or_default(),
        optional: raw.optional,
        example: raw.example.as_ref().map(|example| (**example).clone()),
        help: raw.help.clone(),
        supplier: raw.supplier.clone(),
        formats,
        own_zone: raw
            .timezone
            .as_ref()
            .and_then(|name| own_zone(name, raw.kind, zone, file, problems)),
        zone: zone.cloned(),
        units: raw.unit.as_ref().map_or_else(Vec::new, |units| {
            let units = units.items().iter();
            units.map(|u| narrow(u.trim()).into_owned()).collect()
        }),
    }
}

/// The zone of a column whose times go by other clocks than the company's.
fn own_zone(
    name: &Name,
    kind: FieldType,
    company: Option<&TimeZone>,
    file: usize,
    problems: &mut Vec<Problem>,
) -> Option<TimeZone> {
    let place = || Place::new(file, name.span());
    if kind != FieldType::Datetime {
        let message = message!("problem-zone-needs-datetime");
        problems.push(Problem::at(message, place()));
    } else if company.is_none() {
        let message = message!("problem-zone-of-company");
        problems.push(Problem::at(message, place()).hint(message!("hint-zone-of-company")));
    }
    zone(name, file, problems)
}

/// A unit that looks like a part of the number would change it.
fn check_units(raw: &RawField, file: usize, problems: &mut Vec<Problem>) {
    let Some(units) = &raw.unit else { return };
    let place = || Place::new(file, units.span());
    for unit in units.items() {
        let first = narrow(unit.trim()).chars().next();
        if first.is_none_or(|c| c.is_ascii_digit() || "+-.,()".contains(c)) {
            let message = message!("problem-bad-unit", unit = unit);
            problems.push(Problem::at(message, place()));
        }
    }
    if !matches!(raw.kind, FieldType::Integer | FieldType::Decimal) {
        problems.push(Problem::at(message!("problem-unit-needs-number"), place()));
    }
}

/// The null words of a date column that are dates themselves: they stand for an empty cell in every form.
fn null_dates(
    kind: FieldType,
    null: &[String],
    formats: &[String],
    zone: Option<&TimeZone>,
) -> Vec<i64> {
    if !matches!(kind, FieldType::Date | FieldType::Datetime) {
        return Vec::new();
    }
    let stamp = |word: &String| {
        let conventions = Conventions {
            formats,
            zone,
            ..Conventions::default()
        };
        date::iso(word).or_else(|| match date::read(word, conventions) {
            Reading::Stamp(stamp, _) => Some(stamp),
            Reading::Unordered | Reading::Zoned | Reading::Refused(_) | Reading::Unreadable => None,
        })
    };
    let stamps = null.iter().filter_map(stamp);
    stamps.map(|stamp| stamp.millis).collect()
}

/// A zone by its name; one that nobody knows is a mistake.
pub(super) fn zone(name: &Name, file: usize, problems: &mut Vec<Problem>) -> Option<TimeZone> {
    let zone = date::zone(name);
    if zone.is_none() {
        let message = message!("problem-unknown-zone", name = name.as_str());
        let mistake = Problem::at(message, Place::new(file, name.span()));
        problems.push(mistake.hint(message!("hint-zone")));
    }
    zone
}
