//! The TOML as written, before any name is resolved. The doc comments are what editors show (`crm-audit schema`).

pub(crate) mod collected;

use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use self::collected::{RawCollect, RawControl, RawExpect, RawOpening, RawSupplier};
use crate::calendar::Weekday;
use crate::codes::CheckCharacter;
use crate::messages::{Lang, LocalText};
use crate::mistakes::placed::{Name, OneOrMany, Placed};
use crate::rules::Check;
use crate::rules::plan::process::{Missing, Tie};
use crate::rules::severity::Severity;
use crate::sources::SheetChoice;
use crate::tables::types::{FieldType, Fold};

/// One file: `crm-audit.toml` or one of the rule files. Any section may stand in any file.
///
/// The loader reads section by section to show every mistake at once; this struct is their frame, for the schema.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "describes the file to editors; the sections are read one at a time"
)]
pub(crate) struct RawFile {
    /// Where things are and how they are reported.
    project: Option<RawProject>,
    /// Calendars of your own, beside the shipped `cn` and `tw`.
    #[schemars(default)]
    calendars: IndexMap<String, RawCalendar>,
    /// The data dictionary: one section per table.
    #[schemars(default)]
    tables: IndexMap<String, RawTable>,
    /// Who is new and which accounts are shared, beside the table `people`.
    people: Option<RawPeople>,
    /// What must hold.
    #[schemars(default)]
    rule: Vec<RawRule>,
    /// Which documents wait for which others, so that a finding can show what it holds back.
    #[schemars(default)]
    link: Vec<RawLink>,
    /// What happens to orders, complaints and the like, as events of cases.
    #[schemars(default)]
    process: IndexMap<String, RawProcess>,
    /// How codes are made up, so that `check.coding` and `crm-audit codes` can hold them to it.
    #[schemars(default)]
    coding: IndexMap<String, RawCoding>,
    /// Changes to rules defined elsewhere (dictionary constraints, packs), by rule id.
    #[schemars(default)]
    tune: IndexMap<String, RawTune>,
}

/// `[project]`
#[derive(Debug, Clone, Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawProject {
    /// The company or department, as it stands in the reports.
    pub(crate) name: Option<String>,
    /// Language of the reports; default: the language of the machine.
    pub(crate) lang: Option<Lang>,
    /// Rule files (patterns relative to this file) and shipped packs as `pack:NAME`. Default: `rules/*.toml`.
    pub(crate) rules: Option<Vec<Name>>,
    /// The calendar that workdays are counted by: `cn` (Chinese mainland), `tw` (Taiwan) or one of `[calendars]`.
    /// Default: none, then no rule can count in working time.
    pub(crate) calendar: Option<Name>,
    /// The zone of the company's clocks, `Asia/Shanghai` or `+08:00`: times that are exported with a zone, such as
    /// `2026-03-05T00:30:00Z`, are carried over to it, and an audit without `--as-of` is made as of now in it. Default:
    /// none, then such times cannot be read, and now is by the clock of the machine.
    pub(crate) timezone: Option<Name>,
    /// The hours of a workday, breaks left out: `["08:30-12:00", "13:30-17:30"]`. Default: none, then no rule can
    /// count in workhours.
    pub(crate) hours: Option<Vec<Name>>,
    /// The first day on which the company works in the new system, for data that is collected for it. Default: none.
    #[schemars(with = "Option<TomlDate>")]
    pub(crate) go_live: Option<Placed<toml::value::Datetime>>,
}

/// `[calendars.NAME]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCalendar {
    /// The calendar whose days hold where this one says nothing: `cn`, `tw` or another of `[calendars]`. Default: none.
    pub(crate) extends: Option<Name>,
    /// The days of the week that are worked. Default: those of the extended calendar, or Monday to Friday.
    pub(crate) workdays: Option<Vec<Weekday>>,
    /// Days off: `"2026-07-20"`, or `"2026-07-20..2026-07-31"` with both ends. Default: none.
    #[serde(default)]
    pub(crate) off: Vec<Name>,
    /// Days that are worked although the week or the extended calendar says they are not. Default: none.
    #[serde(default)]
    pub(crate) on: Vec<Name>,
    /// The first day it knows of; what lies outside cannot be judged. Default: that of the extended calendar.
    pub(crate) from: Option<Name>,
    /// The last day it knows of. Default: that of the extended calendar.
    pub(crate) to: Option<Name>,
}

/// `[tables.NAME]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTable {
    /// The table's name for people. Default: its name here.
    pub(crate) label: Option<LocalText>,
    /// The export: one or several patterns relative to this file; all files that match are one table. `{month}` is year and month
    /// of `--as-of`, such as 202610.
    pub(crate) files: Placed<OneOrMany>,
    /// The fields that identify a document, so that a finding is recognised next month. Default: none.
    #[serde(default)]
    pub(crate) key: Vec<Name>,
    /// The fields that identify a document, where the export repeats its head on every line: a document is then judged and counted
    /// once, by its first line, and lines that say something else of it are findings. It is the `key` as well. Default: every line is
    /// judged.
    pub(crate) per: Option<Placed<OneOrMany>>,
    /// The date or datetime field that `since` and `until` of a rule compare with.
    pub(crate) date: Option<Name>,
    /// The field that names the department of a document.
    pub(crate) department: Option<Name>,
    /// The worksheet to read: its name, or its number from 1. Several are one table: a pattern such as `明细*` or `*`, or a list.
    /// Default: the one whose header names most fields.
    pub(crate) sheet: Option<SheetChoice>,
    /// The encoding of text exports, such as "gbk". Default: what the text itself makes likely.
    pub(crate) encoding: Option<Name>,
    /// The columns of an export without a header row, from left to right, as a header would name them.
    pub(crate) columns: Option<Placed<Vec<String>>>,
    /// The row of the header, counted from 1 as in the file. Default: it is looked for in the first 100 rows.
    pub(crate) header_row: Option<u64>,
    /// What stands between the cells of text exports. Default: what the text itself makes likely.
    pub(crate) delimiter: Option<Delimiter>,
    /// The words that begin a total; such rows are not judged. Default: 合计, 小计, 总计, Total and the like; `[]` for none.
    pub(crate) totals: Option<Vec<String>>,
    /// How many megabytes of text and cells an export may come to when it is unpacked and read. Default: 200 times the size of the
    /// file, at least 100; and of what must be in memory as a whole, 1,024 of a page and 4,096 of a part of a workbook.
    pub(crate) max_unpacked_mb: Option<u32>,
    /// Whether signatures, remarks and page numbers at the end of a file or page are set aside. Default: true.
    pub(crate) notes: Option<bool>,
    /// Whether the export may be absent. Default: false, an absent export is an error.
    #[serde(default)]
    pub(crate) optional: bool,
    /// Who sends it in: a name, `{ "NAME" = "FILES" }` for one or several patterns of files of each, or `{ column = "FIELD" }`.
    /// Default: nobody is named.
    pub(crate) supplier: Option<RawSupplier>,
    /// How many rows there should be: a number, or `{ "NAME" = 800 }` by supplier. Default: not known.
    pub(crate) expect: Option<RawExpect>,
    /// When it is collected: `{ from = 2026-11-02, due = 2026-11-20 }`. Default: not known.
    pub(crate) collect: Option<RawCollect>,
    /// What the old system says it comes to. Default: not held against anything.
    pub(crate) control: Option<RawControl>,
    /// What of it is to be loaded, of documents. Default: all rows.
    pub(crate) opening: Option<RawOpening>,
    /// The columns.
    pub(crate) fields: IndexMap<Name, RawField>,
}

/// `[people]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawPeople {
    /// A person is new for so many days, that of joining being the first. Default: 90.
    pub(crate) new_days: u32,
    /// Accounts that several people use; `*` stands for any characters, `?` for one. Default: none.
    pub(crate) shared: Vec<Name>,
}

impl Default for RawPeople {
    fn default() -> RawPeople {
        RawPeople {
            new_days: 90,
            shared: Vec::new(),
        }
    }
}

/// What stands between cells.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub(crate) enum Delimiter {
    #[serde(rename = ",")]
    Comma,
    #[serde(rename = ";")]
    Semicolon,
    #[serde(rename = "\t", alias = "TAB")]
    Tab,
    #[serde(rename = "|")]
    Bar,
}

impl Delimiter {
    pub(crate) fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
        }
    }
}

/// One field of a table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
pub(crate) struct RawField {
    /// How the column is headed in the exports: one name or several. Default: the field's own name.
    #[schemars(with = "Option<OneOrMany>")]
    pub(crate) header: Option<Placed<OneOrMany>>,
    /// Which of several columns with such a heading, from 1. Default: there is only one.
    pub(crate) nth: Option<NonZeroU32>,
    /// Whether an empty cell takes the value above it, in exports that leave repeats blank. A value begins a new group: fields to
    /// its right take nothing from above it. Default: false; merged cells belong to all their rows in any case, numbers in them to
    /// the first.
    #[serde(default)]
    pub(crate) fill_down: bool,
    /// What the cells are. Default: text.
    #[serde(default, rename = "type")]
    pub(crate) kind: FieldType,
    /// Whether a cell must be filled. Default: false.
    #[serde(default)]
    pub(crate) required: bool,
    /// Whether exports may lack the column; what needs it is not judged then, and that is told. Default: false, a column that is
    /// missing is an error.
    #[serde(default)]
    pub(crate) optional: bool,
    /// Fewest characters.
    pub(crate) min_chars: Option<Placed<u32>>,
    /// Most characters (code points, not bytes).
    pub(crate) max_chars: Option<Placed<u32>>,
    /// Most bytes in a named encoding, as ERP systems count: `{ gbk = 40 }`.
    pub(crate) max_bytes: Option<IndexMap<Name, u32>>,
    /// Regular expression that the whole cell must match; `\d`, `\w` and `\s` are ASCII.
    pub(crate) pattern: Option<Name>,
    /// The allowed values, or a map from the export's words to the words the rules use.
    pub(crate) values: Option<Placed<Values>>,
    /// Whether no two rows may hold the same value. Default: false.
    #[serde(default)]
    pub(crate) unique: bool,
    /// Words that stand for an empty cell; a date among them in every form.
    #[serde(default)]
    pub(crate) null: Vec<String>,
    /// Whether values are personal data, masked in every report. Default: false, and true where a `check.identifier` says that they
    /// lead to a person, where a `check.reference` leads to a sensitive field, and for persons where accounts are sensitive.
    pub(crate) sensitive: Option<bool>,
    /// Most digits after the decimal point: 11 or fewer.
    pub(crate) scale: Option<Placed<u32>>,
    /// What may stand behind the numbers, such as `件` or `kg`: one unit or several. With `%`, `12.5%` is 12.5, not 0.125.
    pub(crate) unit: Option<Placed<OneOrMany>>,
    /// How dates are written, in strftime notation: one form or several. ISO dates are read beside them, nothing else.
    /// Default: every form that can mean one day only, and `03/04/2026` where the column shows which is the month.
    pub(crate) format: Option<Placed<OneOrMany>>,
    /// The zone of the clocks that the column's times go by, where that is not the company's: times without a zone are carried
    /// over to `timezone` under `[project]`. Default: they are times of the company.
    pub(crate) timezone: Option<Name>,
    /// The field's name for people. Default: the first header.
    pub(crate) label: Option<LocalText>,
    /// What belongs into the field, for whoever fills it in.
    pub(crate) help: Option<LocalText>,
    /// A value as it should look, which its own column takes.
    pub(crate) example: Option<Name>,
    /// Who supplies the values, such as a department: it stands in the template. Default: the supplier of the table.
    pub(crate) supplier: Option<LocalText>,
}

/// Allowed values, or the translation of the export's words.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Values {
    List(Vec<String>),
    Map(IndexMap<String, String>),
}

/// `[[rule]]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
// the program makes the table of a rule about recurrence; rules about events have a process
#[schemars(extend(
    "if" = { "properties": { "check": { "required": ["recurrence"] } }, "required": ["check"] },
    "else" = {
        "if": { "properties": { "check": { "anyOf": [
            { "required": ["flow"] }, { "required": ["times"] }, { "required": ["first"] }, { "required": ["last"] },
            { "required": ["together"] }, { "required": ["routes"] }, { "required": ["four_eyes"] },
            { "required": ["duties"] }, { "required": ["frozen"] }, { "required": ["match"] }
        ] } }, "required": ["check"] },
        "then": { "anyOf": [{ "required": ["process"] }, { "required": ["table"] }] },
        "else": { "anyOf": [{ "required": ["table"] }, { "required": ["process"] }] }
    }
))]
pub(crate) struct RawRule {
    /// Named for what is wrong: lower case, digits and hyphens.
    pub(crate) id: Name,
    /// The rule's name for people.
    pub(crate) label: Option<LocalText>,
    /// The table it judges; none for `check.recurrence`, which looks at the findings of other rules, and for rules about a process.
    pub(crate) table: Option<Name>,
    /// The process whose cases it judges, for the kinds that are about events.
    pub(crate) process: Option<Name>,
    /// SQL condition over the table's fields; rows that do not meet it are not judged.
    pub(crate) when: Option<Name>,
    /// How bad a violation is. Default: medium.
    pub(crate) severity: Option<Severity>,
    /// The field that names who must act.
    pub(crate) owner: Option<Name>,
    /// How much is still acceptable.
    pub(crate) tolerance: Option<Tolerance>,
    /// First document date the rule applies to (uses the table's `date`).
    #[schemars(with = "Option<TomlDate>")]
    pub(crate) since: Option<Placed<toml::value::Datetime>>,
    /// Last document date the rule applies to.
    #[schemars(with = "Option<TomlDate>")]
    pub(crate) until: Option<Placed<toml::value::Datetime>>,
    /// What a finding says, instead of the sentence of its kind. `{field}` is the cell of a field of the table, as the finding shows
    /// it; `{{` is a brace. Default: the kind's own sentence.
    pub(crate) message: Option<Placed<LocalText>>,
    /// Why it matters.
    pub(crate) why: Option<LocalText>,
    /// What to do about a finding.
    pub(crate) fix: Option<LocalText>,
    /// Where it was decided: a meeting, a circular. `rules log` shows it.
    pub(crate) decided_by: Option<LocalText>,
    /// Words to select rules by.
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    /// What must hold; exactly one kind.
    pub(crate) check: Check,
}

/// A TOML date such as `2026-01-01`, without quotes.
#[derive(JsonSchema)]
#[schemars(extend("format" = "date"), transparent)]
#[expect(dead_code, reason = "stands for a TOML date in the schema")]
pub(crate) struct TomlDate(String);

/// How many violations are still acceptable: a count, or a share such as `"0.5%"` of the judged rows.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tolerance {
    /// Findings count only where there are more than this.
    pub(crate) over: Placed<CountOrShare>,
}

/// `3` or `"0.5%"`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum CountOrShare {
    Count(u64),
    Share(String),
}

/// `[[link]]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLink {
    /// The field that names the document waited for, as `TABLE.FIELD`: `shipments.order_no`.
    pub(crate) from: Name,
    /// The key of the documents waited for, as `TABLE.FIELD`: `orders.order_no`. It must be the whole key of its table.
    pub(crate) to: Name,
    /// The number of the waiting documents that is added up. Default: none.
    pub(crate) amount: Option<Name>,
    /// The date or datetime field since when they wait. Default: the table's `date`.
    pub(crate) date: Option<Name>,
    /// SQL condition over the waiting documents' table: only rows that meet it wait. Default: all.
    pub(crate) when: Option<Name>,
    /// What does not make a difference between the two: trim, case, width, `leading_zeros`, spaces, dashes. Blanks at both
    /// ends never do. Default: nothing else.
    #[serde(default)]
    pub(crate) normalise: Vec<Fold>,
    /// What the waiting documents are called in reports. Default: the name of their table for people.
    pub(crate) label: Option<LocalText>,
}

/// `[process.NAME]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawProcess {
    /// The process's name for people. Default: its name here.
    pub(crate) label: Option<LocalText>,
    /// The field that names the case, in every table of the process: the order number, say.
    pub(crate) case: Name,
    /// The table that its events stand in. Default: each event names its own.
    pub(crate) from: Option<Name>,
    /// The field of that table whose word says which event a row is: the table is a log of events, and words that no event has
    /// are events of their own. Default: none, an event is a date or datetime field.
    pub(crate) activity: Option<Name>,
    /// The date or datetime field of the events of a log.
    pub(crate) at: Option<Name>,
    /// The field of a log that says who did it. Default: none.
    pub(crate) by: Option<Name>,
    /// The field of a log that tells several events of a case apart. Default: their number in the case.
    pub(crate) id: Option<Name>,
    /// SQL condition: rows of the log that do not meet it are no events. Default: all are.
    pub(crate) when: Option<Name>,
    /// What it is where two events cannot be told apart in time: they are of the same moment, or of one day and one has no time.
    /// Default: undecided.
    #[serde(default)]
    pub(crate) tie: Tie,
    /// What it is where somebody has done something and the date is empty or cannot be read. Default: undecided.
    #[serde(default)]
    pub(crate) missing: Missing,
    /// The calendar that its workdays are counted by, as under `[project]`. Default: that of the project.
    pub(crate) calendar: Option<Name>,
    /// The hours of its workdays, as under `[project]`. Default: those of the project.
    pub(crate) hours: Option<Vec<Name>>,
    /// What happens to a case, in the order that the company means it to.
    pub(crate) event: Vec<RawEvent>,
}

/// `[[process.NAME.event]]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawEvent {
    /// What rules call it, such as `order.approved`.
    pub(crate) name: Name,
    /// The event's name for people. Default: its name here.
    pub(crate) label: Option<LocalText>,
    /// The table that it stands in. Default: `from` of the process.
    pub(crate) from: Option<Name>,
    /// The field that names the case in that table; `TABLE.FIELD` for one of a table that a `[[link]]` leads to. Default: `case` of
    /// the process.
    pub(crate) case: Option<Name>,
    /// The date or datetime field that says when it happened; where it is empty, it has not. Default: `at` of the process, in a log.
    pub(crate) at: Option<Name>,
    /// The field that says who did it. Default: `by` of the process, in a log; none elsewhere.
    pub(crate) by: Option<Name>,
    /// The field that tells several of a case apart: the number of the shipment, where the case is the order. Default: `id` of the
    /// process, in a log; their number in the case elsewhere.
    pub(crate) id: Option<Name>,
    /// SQL condition: the event stands only on rows that meet it. Default: on all.
    pub(crate) when: Option<Name>,
    /// The words of the log that name it. Default: its name.
    #[schemars(with = "Option<OneOrMany>")]
    pub(crate) activity: Option<Placed<OneOrMany>>,
}

/// `[coding.NAME]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCoding {
    /// The scheme's name for people. Default: its name here.
    pub(crate) label: Option<LocalText>,
    /// What stands between all segments. Default: nothing; a segment with `literal` stands where punctuation belongs.
    pub(crate) separator: Option<Name>,
    /// The pieces of a code, from left to right. Instead of them: `variant`, or `levels`.
    pub(crate) segments: Option<Placed<Vec<RawSegment>>>,
    /// Several ways to build a code, each for the rows that meet its condition.
    #[serde(default)]
    pub(crate) variant: Vec<RawVariant>,
    /// The widths of the levels of a hierarchy: with `[4, 2, 2]`, 1001 is above 100101, and that above 10010101.
    pub(crate) levels: Option<Placed<Vec<u32>>>,
    /// The characters that codes of levels are made of, such as `A-Z0-9`. Default: `0-9`.
    pub(crate) chars: Option<Name>,
    /// What fills up codes of the upper levels to the full width, such as `0`. Default: nothing, they are shorter.
    pub(crate) pad: Option<Name>,
}

/// `[[coding.NAME.variant]]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawVariant {
    /// SQL condition over the table that is coded; the first variant whose condition a row meets is that of the row. Default: all
    /// rows.
    pub(crate) when: Option<Name>,
    /// What stands between all segments. Default: that of the scheme.
    pub(crate) separator: Option<Name>,
    /// The pieces of a code, from left to right.
    pub(crate) segments: Placed<Vec<RawSegment>>,
}

/// A piece of a code: exactly one of `literal`, `values`, `in`, `date`, `serial`, `check`, and `chars` alone.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSegment {
    /// What rules and findings call it. Default: its number, from 1.
    pub(crate) name: Option<Name>,
    /// The segment's name for people. Default: its name.
    pub(crate) label: Option<LocalText>,
    /// A text that always stands there.
    pub(crate) literal: Option<Name>,
    /// The texts that may stand there, or a map from them to what they mean.
    pub(crate) values: Option<Placed<Values>>,
    /// The column that lists what may stand there, as `TABLE.FIELD`.
    #[serde(rename = "in")]
    pub(crate) listed: Option<Name>,
    /// A date of `%Y`, `%y`, `%m` and `%d`: with `%y%m`, 2601 is January 2026.
    pub(crate) date: Option<Name>,
    /// A number that rises, of so many digits; `chars` names other digits than 0 to 9.
    pub(crate) serial: Option<Placed<u32>>,
    /// The segments with which the serial starts anew. Default: it never does.
    #[serde(default)]
    pub(crate) per: Vec<Name>,
    /// The first serial; those before it are wrong. Default: 1, and nothing is wrong for being less.
    pub(crate) start: Option<Placed<u64>>,
    /// A check character over all other segments; punctuation is passed over.
    pub(crate) check: Option<Placed<CheckCharacter>>,
    /// The characters that may stand there, such as `A-Z0-9`.
    pub(crate) chars: Option<Name>,
    /// How many characters: a number, or the fewest and the most as `[1, 3]`. Default: as many as what stands there has.
    pub(crate) width: Option<Placed<Width>>,
}

/// `3`, or `[1, 3]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Width {
    Fixed(u32),
    Range([u32; 2]),
}

/// `[tune."RULE-ID"]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTune {
    /// `false` switches the rule off. Default: true.
    pub(crate) enabled: Option<bool>,
    /// Another severity.
    pub(crate) severity: Option<Severity>,
    /// Another field that names who must act.
    pub(crate) owner: Option<Name>,
    /// Another tolerance.
    pub(crate) tolerance: Option<Tolerance>,
}
