//! A finding in the language of the report.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::blocks::{Block, blocks};
use super::sentence::{self, Sentence};
use super::{Report, RuleResult, acts, coding, flaws};
use crate::blank::{self, Unseen};
use crate::dispositions::{Decision, Entry};
use crate::findings::said::{
    Figure, NEEDED_BITS, Near, Neighbour, Place, Said, Steps, Told, Twin, Used,
};
use crate::findings::{Row, shown_key};
use crate::history::State;
use crate::messages::{Arg, Lang, LocalText, Message, grouped_decimal, message};
use crate::rules::plan::{Clock, Detail, EMPTY, Expr, Judgement, Part, TimeLimit, Wanted};
use crate::tables::flaw::Flaws;
use crate::tables::mask::MASK;
use crate::tables::packed::Packed;
use crate::tables::types::{FieldIx, FieldType, ONE};
use crate::tables::{date, number};

/// Characters of a cell that a sentence quotes at most.
const QUOTED: usize = 80;

/// Sentences, and durations, that are kept for the next finding that reads alike.
const MOST_SENTENCES: usize = 1_000;
const MOST_SPANS: usize = 10_000;

/// A finding in the language of the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Finding<'r> {
    pub(crate) identity: String,
    pub(crate) rule: &'r str,
    /// What the rule is called.
    pub(crate) label: Cow<'r, str>,
    pub(crate) severity: &'static str,
    pub(crate) table: &'r str,
    pub(crate) file: &'r str,
    pub(crate) sheet: Option<&'r str>,
    /// 0 where it stands in no file: a record of the history.
    pub(crate) row: u64,
    pub(crate) column: Option<Cow<'r, str>>,
    pub(crate) key: Cow<'r, str>,
    pub(crate) value: Cow<'r, str>,
    /// When what took too long was done all the same, as it is written; null where it is not done yet, and where the finding is
    /// about no time.
    pub(crate) done: Option<&'r str>,
    pub(crate) expected: String,
    pub(crate) message: String,
    pub(crate) owner: &'r str,
    pub(crate) department: &'r str,
    /// New, again or reopened; null where no history is kept, as the next two.
    pub(crate) state: Option<State>,
    /// The day of the first run that found it.
    pub(crate) first_seen: Option<&'r str>,
    /// In how many runs it was found, this one included.
    pub(crate) times_seen: Option<u32>,
    /// Null where no baseline is given.
    pub(crate) in_baseline: Option<bool>,
    /// The cell that names the owner, as it is written; null where the project has no people or the rule no owner.
    pub(crate) account: Option<&'r str>,
    /// Whether the owner was new on the day of the document; null where that is not known.
    pub(crate) new_staff: Option<bool>,
    /// Link by link what it holds back; null where no link leads to its table.
    pub(crate) blocks: Option<Vec<Block>>,
    /// Null where nothing was decided about it.
    pub(crate) disposition: Option<Disposition>,
    /// All cells that it looks at, the first being that of `column`; null where it is one.
    pub(crate) cells: Option<Vec<Cell<'r>>>,
    /// Other rows that it is about, at most five; null where it is about one.
    pub(crate) places: Option<Vec<OtherPlace<'r>>>,
}

/// A cell that a finding looks at.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Cell<'r> {
    pub(crate) column: &'r str,
    pub(crate) value: &'r str,
}

/// Another row that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct OtherPlace<'r> {
    /// The event that stands there, where it is about a process.
    pub(crate) event: Option<String>,
    pub(crate) file: &'r str,
    pub(crate) sheet: Option<&'r str>,
    pub(crate) row: u64,
}

/// What was decided about a finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Disposition {
    pub(crate) verdict: Decision,
    /// Where it stands in `dispositions.toml`.
    pub(crate) line: u64,
    /// The last day of an exception.
    pub(crate) until: Option<String>,
    /// The last day to act.
    pub(crate) due: Option<String>,
    /// Who must act.
    pub(crate) owner: Option<String>,
    pub(crate) decided_on: String,
    /// Whether the finding does not fail a run: the last day has not passed.
    pub(crate) holds: bool,
    pub(crate) reason: String,
    pub(crate) cause: Option<String>,
    pub(crate) remedy: Option<String>,
    pub(crate) decided_by: String,
}

impl Finding<'_> {
    /// Whether it can fail a run.
    pub(crate) fn is_open(&self) -> bool {
        let held = self.disposition.as_ref().is_some_and(|d| d.holds);
        self.in_baseline != Some(true) && !held
    }

    /// Whether the record has to be put right, be it decided already or not.
    pub(crate) fn is_to_mend(&self) -> bool {
        let decided = self.disposition.as_ref();
        let kept = decided.is_some_and(|d| d.holds && d.verdict.keeps_the_record());
        self.in_baseline != Some(true) && !kept
    }
}

impl Disposition {
    fn new(entry: &Entry, holds: bool) -> Disposition {
        Disposition {
            verdict: entry.decision,
            line: entry.line,
            until: entry.until(),
            due: entry.due(),
            owner: entry.owner.clone(),
            decided_on: date::text(entry.decided_on),
            holds,
            reason: entry.reason.clone(),
            cause: entry.cause.clone(),
            remedy: entry.remedy.clone(),
            decided_by: entry.decided_by.clone(),
        }
    }

    /// What was decided, for how long, and whether that is over.
    pub(super) fn text(&self) -> Message {
        let verdict = self.verdict.label();
        match (&self.until, &self.due) {
            (Some(day), _) if self.holds => {
                message!("disposition-until", verdict = verdict, day = day)
            }
            (Some(day), _) => message!("disposition-expired", verdict = verdict, day = day),
            (None, Some(day)) if self.holds => {
                message!("disposition-due", verdict = verdict, day = day)
            }
            (None, Some(day)) => message!("disposition-overdue", verdict = verdict, day = day),
            (None, None) => verdict,
        }
    }
}

/// Turns the collected findings of one rule into texts. A sentence is formatted once for all findings that differ only in the
/// words it quotes; these are filled in. So are durations, and what is said of a column.
pub(super) struct Rendering<'a> {
    report: &'a Report<'a>,
    result: RuleResult<'a>,
    label: String,
    /// Name and sheet of the table's files.
    inputs: Vec<(&'a str, Option<&'a str>)>,
    /// Of each judgement, `expected` and `message` by what decides how they read.
    sentences: Vec<HashMap<Choices, [Sentence; 2]>>,
    /// What is said of a cell of a field: of one that is filled, and of one that is empty.
    cells: HashMap<FieldIx, [Sentence; 2]>,
    /// What the headings of times say.
    marks: HashMap<FieldIx, Mark>,
    spans: BTreeMap<(Clock, u64), String>,
    /// What the last finding told its sentences: its memory is used again.
    arguments: Arguments,
    /// What stands for an empty cell.
    empty: String,
    /// What stands between the parts of a list.
    separator: String,
}

/// What a heading of times says: what was done, or what it is called.
struct Mark {
    is_act: bool,
    word: String,
}

/// An argument that decides how a sentence reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Choice {
    Number(i64),
    Word(&'static str),
}

type Choices = Vec<(&'static str, Choice)>;

/// What a finding tells its sentences.
#[derive(Default)]
struct Arguments {
    choices: Choices,
    /// What they only quote, and how it is called.
    words: Packed,
    names: Vec<&'static str>,
}

impl Arguments {
    fn clear(&mut self) {
        self.choices.clear();
        self.words.clear();
        self.names.clear();
    }

    fn choose(&mut self, name: &'static str, choice: Choice) {
        self.choices.push((name, choice));
    }

    fn quote(&mut self, name: &'static str, word: &str) {
        self.names.push(name);
        self.words.push(word);
    }

    fn word(&self, number: usize) -> &str {
        if number < self.words.len() {
            self.words.get(number)
        } else {
            ""
        }
    }
}

impl<'a> Rendering<'a> {
    pub(super) fn new(report: &'a Report<'a>, result: &RuleResult<'a>) -> Rendering<'a> {
        let audit = &report.review.audit;
        let inputs = audit.inputs_of(report.project, result.rule.table);
        let inputs = inputs
            .into_iter()
            .map(|i| (i.input.name.as_str(), i.sheet.as_deref()));
        let judgements = result.rule.plan.judgements.iter();
        Rendering {
            report,
            result: *result,
            label: report.rule_label(result.rule),
            inputs: inputs.collect(),
            sentences: judgements.map(|_| HashMap::new()).collect(),
            cells: HashMap::new(),
            marks: HashMap::new(),
            spans: BTreeMap::new(),
            arguments: Arguments::default(),
            empty: report.text(&message!("cell-empty")),
            separator: report.messages.key("list-separator"),
        }
    }

    /// What all findings of the rule have in common.
    pub(super) fn blank<'f>(&self) -> Finding<'f>
    where
        'a: 'f,
    {
        let rule = self.result.rule;
        Finding {
            identity: String::new(),
            rule: &rule.id,
            label: Cow::Owned(self.label.clone()),
            severity: rule.severity.tag(),
            table: &self.result.table.name,
            file: "",
            sheet: None,
            row: 0,
            column: None,
            key: "".into(),
            value: "".into(),
            done: None,
            expected: String::new(),
            message: String::new(),
            owner: "",
            department: "",
            state: None,
            first_seen: None,
            times_seen: None,
            in_baseline: None,
            account: None,
            new_staff: None,
            blocks: None,
            disposition: None,
            cells: None,
            places: None,
        }
    }

    /// A finding. `at` is the position among the rule's findings.
    pub(super) fn finding(&mut self, at: usize, row: &Row<'a>) -> Finding<'a> {
        let mut finding = self.blank();
        self.fill(&mut finding, at, row);
        finding
    }

    /// Makes another finding of the rule of the last one, whose memory is used again.
    pub(super) fn fill<'f>(&mut self, finding: &mut Finding<'f>, at: usize, row: &Row<'f>)
    where
        'a: 'f,
    {
        let (rule, table) = (self.result.rule, self.result.table);
        let judgement = &rule.plan.judgements[row.judgement];
        (finding.file, finding.sheet) = self.inputs.get(row.input).copied().unwrap_or_default();
        row.identity.write(&mut finding.identity);
        self.say(row, &mut finding.expected, &mut finding.message);
        if let Some(beside) = self.beside_the_point(row) {
            let told = std::mem::take(&mut finding.message);
            let message = self.report.text(&beside.with("told", told));
            finding.message = blank::visible(&message).into_owned();
        }
        finding.row = row.line;
        finding.key = shown_key(table, row.key);
        finding.cells = self.cells(row);
        (finding.column, finding.value) = match &finding.cells {
            Some(cells) if judgement.together => {
                let columns: Vec<&str> = cells.iter().map(|cell| cell.column).collect();
                let values: Vec<&str> = cells.iter().map(|cell| cell.value).collect();
                (Some(columns.join("|").into()), values.join("|").into())
            }
            _ => {
                let column = (!rule.is_shape()).then(|| &table.fields[judgement.column]);
                (column.map(|c| c.name.as_str().into()), row.value.into())
            }
        };
        finding.done = rule.done(table, row.judgement, row.value);
        (finding.owner, finding.department) = (row.owner, row.department);
        (finding.account, finding.new_staff) = (row.account, row.new_staff);
        finding.places = self.places(&row.said);
        finding.disposition = self.disposition(at);
        let review = self.report.review;
        let seen = review.history.as_ref();
        let seen = seen.and_then(|history| history.seen(self.result.ix, at));
        finding.state = seen.as_ref().map(|seen| seen.state);
        finding.first_seen = seen.as_ref().map(|seen| seen.first);
        finding.times_seen = seen.map(|seen| seen.times);
        let baseline = review.baseline.as_ref();
        finding.in_baseline = baseline.map(|baseline| baseline.holds(self.result.ix, at));
        let blocked = review.audit.blocks.of_document(rule.table, row.key);
        finding.blocks = blocked.map(|blocked| blocks(self.report, blocked));
    }

    fn disposition(&self, at: usize) -> Option<Disposition> {
        let ledger = self.report.project.ledger.as_ref()?;
        let label = self.result.labels?.label(at)?;
        Some(Disposition::new(
            &ledger.entries[label.entry as usize],
            label.holds,
        ))
    }

    /// What a text holds that nobody sees: it may differ from what it should be by that alone.
    fn unseen(&self, row: &Row) -> Option<Unseen> {
        let judgement = &self.result.rule.plan.judgements[row.judgement];
        let field = self.result.table.fields.get(judgement.column)?;
        let beside = row.beside.iter().take(judgement.beside.len());
        let mut values = std::iter::once(row.value).chain(beside);
        let is_text = field.kind == FieldType::Text && !self.result.rule.is_shape();
        values.find_map(|value| blank::unseen(value).filter(|_| is_text))
    }

    /// The sentence about what nobody sees, here or where a key was looked for.
    fn beside_the_point(&self, row: &Row) -> Option<Message> {
        let detail = &self.result.rule.plan.judgements[row.judgement].detail;
        let near = match (detail, &row.said) {
            // it says so itself
            (Detail::Flaws(_), _) => return None,
            (Detail::Near(..), Said::Number(near)) => Near::of(*near),
            _ => None,
        };
        Some(match (near, self.unseen(row)) {
            (Some(Near::There(Unseen::End)), _) => message!("finding-there-behind"),
            (Some(Near::There(Unseen::Start)), _) => message!("finding-there-before"),
            (Some(Near::There(Unseen::Character)), _) => message!("finding-there-unseen"),
            (Some(Near::Here), Some(Unseen::End)) => message!("finding-found-behind"),
            (Some(Near::Here), Some(Unseen::Start)) => message!("finding-found-before"),
            (Some(Near::Here), _) => message!("finding-found-unseen"),
            (None, Some(Unseen::End)) => message!("finding-blank-behind"),
            (None, Some(Unseen::Start)) => message!("finding-blank-before"),
            (None, Some(Unseen::Character)) => message!("finding-unseen"),
            (None, None) => return None,
        })
    }

    /// All cells that the finding looks at, where they are several.
    fn cells<'f>(&self, row: &Row<'f>) -> Option<Vec<Cell<'f>>>
    where
        'a: 'f,
    {
        let judgement = &self.result.rule.plan.judgements[row.judgement];
        if judgement.beside.is_empty() {
            return None;
        }
        let fields = &self.result.table.fields;
        let cell = |field: usize, value: &'f str| Cell {
            column: &fields[field].name,
            value,
        };
        let beside = judgement.beside.iter().zip(row.beside.iter());
        let beside = beside.map(|(&field, value)| cell(field, value));
        let first = cell(judgement.column, row.value);
        Some(std::iter::once(first).chain(beside).collect())
    }

    fn places(&self, said: &Said) -> Option<Vec<OtherPlace<'a>>> {
        let place = |event: Option<String>, input: u32, row: u64| {
            let input = self.inputs.get(input as usize);
            let (file, sheet) = input.copied().unwrap_or_default();
            OtherPlace {
                event,
                file,
                sheet,
                row,
            }
        };
        match said {
            Said::Figures(_, places, _) if places.is_empty() => None,
            Said::Places(places, _) | Said::Figures(_, places, _) => {
                let places = places.iter().map(|at| place(None, at.input, at.row));
                Some(places.collect())
            }
            Said::Neighbour(neighbour) => {
                let at = neighbour.place.as_ref()?;
                Some(vec![place(None, at.input, at.row)])
            }
            Said::Twin(twin) => {
                let rival = twin.rival.iter().map(|(place, _)| *place);
                let all = std::iter::once(twin.place).chain(rival);
                Some(all.map(|at| place(None, at.input, at.row)).collect())
            }
            Said::Steps(steps) if !steps.others.is_empty() => {
                let others = steps.others.iter().map(|other| {
                    let event = self.report.local(&other.label);
                    place(Some(event), other.input, other.row)
                });
                Some(others.collect())
            }
            _ => None,
        }
    }

    /// Writes both sentences.
    fn say(&mut self, row: &Row, expected: &mut String, message: &mut String) {
        let mut arguments = std::mem::take(&mut self.arguments);
        arguments.clear();
        self.tell(row, &mut arguments);
        let choices = arguments.choices.as_slice();
        let mut new = None;
        let sentences = match self.sentences[row.judgement].get(choices) {
            Some(sentences) => sentences,
            None => new.insert(self.sentences(row.judgement, &arguments)),
        };
        let cell = |number: usize| {
            let value = std::iter::once(row.value).chain(row.beside.iter());
            let value = value.into_iter().nth(number);
            let value = shown(value.unwrap_or_default());
            if value.is_empty() {
                self.empty.as_str()
            } else {
                value
            }
        };
        for (sentence, text) in sentences.iter().zip([expected, message]) {
            text.clear();
            sentence.write(text, |number| arguments.word(number), cell);
        }
        let known = &mut self.sentences[row.judgement];
        if let Some(new) = new
            && known.len() < MOST_SENTENCES
        {
            known.insert(arguments.choices.clone(), new);
        }
        self.arguments = arguments;
    }

    fn sentences(&self, judgement: usize, arguments: &Arguments) -> [Sentence; 2] {
        let judgement = &self.result.rule.plan.judgements[judgement];
        let choices = &arguments.choices;
        let told = match &judgement.detail {
            Detail::Parts(parts) => not_so(parts, choices).map(|told| ("told", Arg::from(told))),
            _ => None,
        };
        [&judgement.expected, &judgement.message].map(|message| {
            let mut message = message.clone();
            let choices = choices.iter().map(|&(name, choice)| {
                let argument = match choice {
                    Choice::Number(number) => Arg::from(number),
                    Choice::Word(word) => Arg::from(word),
                };
                (name, argument)
            });
            message.args.extend(choices);
            let gaps = arguments.names.iter().zip(sentence::gaps());
            let gaps = gaps.map(|(name, gap)| (*name, Arg::from(gap.to_string())));
            message.args.extend(gaps);
            message.args.extend(told.clone());
            Sentence::new(&self.report.text(&message))
        })
    }

    fn tell(&mut self, row: &Row, arguments: &mut Arguments) {
        let judgement = &self.result.rule.plan.judgements[row.judgement];
        arguments.quote("value", shown(row.value));
        self.say_columns(judgement, row, arguments);
        self.say_detail(judgement, row, arguments);
    }

    /// What a field is called.
    fn heading(&self, field: FieldIx) -> &'a str {
        let label = &self.result.table.fields[field].label;
        label.in_lang(self.report.messages.lang)
    }

    /// What the columns are called, and what stands in them.
    fn say_columns(&mut self, judgement: &Judgement, row: &Row, arguments: &mut Arguments) {
        if judgement.column >= self.result.table.fields.len() {
            return;
        }
        let mut cells = String::new();
        if judgement.together {
            let columns = std::iter::once(&judgement.column).chain(&judgement.beside);
            let headings: Vec<&str> = columns.map(|&field| self.heading(field)).collect();
            self.say_cell(judgement.column, row.value, &mut cells);
            self.say_beside(judgement, row, &mut cells);
            arguments.quote("column", &headings.join(&self.separator));
        } else {
            let is_alone = judgement.beside.is_empty() || row.beside.is_empty();
            let shows = if is_alone { "no" } else { "yes" };
            arguments.choose("shows", Choice::Word(shows));
            self.say_beside(judgement, row, &mut cells);
            arguments.quote("column", self.heading(judgement.column));
        }
        arguments.quote("cells", &cells);
    }

    /// Adds the cells of the other columns to a list.
    fn say_beside(&mut self, judgement: &Judgement, row: &Row, cells: &mut String) {
        for (&field, value) in judgement.beside.iter().zip(row.beside.iter()) {
            self.say_cell(field, value, cells);
        }
    }

    /// Adds what stands in a column to a list.
    fn say_cell(&mut self, field: FieldIx, value: &str, cells: &mut String) {
        if !cells.is_empty() {
            cells.push_str(&self.separator);
        }
        let (report, heading) = (self.report, self.heading(field));
        let [filled, empty] = self.cells.entry(field).or_insert_with(|| {
            let gap = sentence::gaps()
                .next()
                .map_or_else(String::new, String::from);
            [
                message!("finding-cell", column = heading, value = gap),
                message!("finding-cell-empty", column = heading),
            ]
            .map(|message| Sentence::new(&report.text(&message)))
        });
        let value = shown(value);
        let sentence = if value.is_empty() { empty } else { filled };
        sentence.write(cells, |_| value, |_| "");
    }

    /// What the finding says beside its cells.
    fn say_detail(&mut self, judgement: &Judgement, row: &Row, arguments: &mut Arguments) {
        let report = self.report;
        match (&judgement.detail, &row.said) {
            (Detail::Span(clock, _, limit), said) => {
                self.say_ends(judgement.column, row, limit, arguments);
                if let Said::Text(masked) = said {
                    arguments.quote("detail", masked);
                    arguments.quote("excess", masked);
                    return;
                }
                let millis = match said {
                    Said::Span(millis) => *millis,
                    _ => 0,
                };
                self.say_late(limit, (*clock, millis), arguments);
            }
            (Detail::Parts(_), said) => {
                let parts = match said {
                    Said::Number(parts) => i64::try_from(*parts).unwrap_or(ALL),
                    _ => ALL,
                };
                arguments.choose("parts", Choice::Number(parts));
            }
            (Detail::Flaws(_), said) => self.say_flaws(said, arguments),
            (Detail::Needed(wanted), Said::Number(bits)) => {
                self.say_needed(wanted, *bits, arguments);
            }
            (Detail::Figures(names), said) => self.say_figures(names, row, said, arguments),
            (Detail::Unfit(fields), said) => self.say_unfit(fields, said, arguments),
            (Detail::Code(coded), Said::Code(misfit)) => {
                arguments.quote("detail", &report.text(&coding::told(coded, misfit)));
            }
            (_, Said::Neighbour(neighbour)) => self.say_neighbour(row, neighbour, arguments),
            (Detail::Twin(agree, uses, _), Said::Twin(twin)) => {
                self.say_twin(row, twin, agree, uses, arguments);
            }
            (Detail::Near(..), _)
            | (
                _,
                Said::Unfit(_) | Said::Code(_) | Said::Twin(_) | Said::Flaws(_) | Said::Figures(..),
            ) => {}
            (_, Said::Nothing) => match judgement.detail {
                Detail::None => {}
                _ => arguments.quote("detail", ""),
            },
            (_, Said::Text(text)) => arguments.quote("detail", shown(text)),
            (_, Said::Number(number)) => match whole(*number) {
                Some(number) => arguments.choose("detail", Choice::Number(number)),
                None => arguments.quote("detail", &grouped_decimal(&number::text(*number))),
            },
            (_, Said::Span(millis)) => {
                self.quote_span("detail", Clock::Elapsed, *millis, arguments);
            }
            (_, Said::Others(values, rows)) => {
                let rows = if values.len() > 1 { 0 } else { *rows };
                arguments.choose("rows", number_of(rows));
                let values: Vec<String> = values.iter().map(|v| shown(v).to_owned()).collect();
                arguments.quote("detail", &report.list(&values));
            }
            (_, Said::Places(places, more)) => {
                arguments.quote("detail", &self.places_text(row, places, *more));
            }
            (_, Said::Record(record)) => {
                let cells = record
                    .cells
                    .map_or_else(String::new, |cells| cells.to_string());
                arguments.quote("detail", &cells);
                arguments.quote("other", &record.width.to_string());
                let number = record.number.map_or_else(String::new, |number| {
                    report.text(&message!("finding-record", record = number.to_string()))
                });
                arguments.quote("record", &number);
            }
            (_, Said::Labels(labelled, covers)) => {
                arguments.quote("detail", &labelled.to_string());
                arguments.quote("other", &covers.to_string());
            }
            (_, Said::Steps(steps)) => self.say_steps(row, steps, arguments),
            (_, Said::Months(recurs)) => {
                arguments.choose("count", number_of(recurs.findings));
                arguments.choose("months", number_of(recurs.months));
                arguments.quote("since", recurs.since.as_str());
                let rule = &report.project.rules[recurs.rule];
                arguments.quote("rule", &report.rule_label(rule));
            }
        }
    }

    /// What the row that is led to holds, where that is not what it should.
    fn say_unfit(&self, fields: &[(LocalText, Expr)], said: &Said, arguments: &mut Arguments) {
        let report = self.report;
        let texts: &[Cow<str>] = match said {
            Said::Unfit(texts) => texts,
            _ => &[],
        };
        let states: Vec<String> = (fields.iter().zip(texts))
            .filter(|(_, text)| !text.is_empty())
            .map(|((label, _), text)| {
                let column = report.local(label);
                report.text(&match text.as_ref() {
                    EMPTY => message!("finding-cell-empty", column = column),
                    value => message!("cell-is", column = column, value = shown(value)),
                })
            })
            .collect();
        let told = if states.is_empty() { "no" } else { "yes" };
        arguments.choose("told", Choice::Word(told));
        arguments.quote("state", &report.list(&states));
    }

    /// What is missing of what is asked for, and how much of it is there.
    fn say_needed(&self, wanted: &[Wanted], bits: i128, arguments: &mut Arguments) {
        let is_set = |bit: usize| bits >> bit & 1 == 1;
        let all = || wanted.iter().enumerate();
        let weight = |is_in: &dyn Fn(usize) -> bool| -> u64 {
            let those = all().filter(|(bit, _)| is_in(*bit));
            those.map(|(_, one)| u64::from(one.weight)).sum()
        };
        let is_missing = |bit: usize| is_set(bit + NEEDED_BITS);
        let (asked, missing) = (weight(&is_set), weight(&is_missing));
        let score = (asked - missing) * 100 / asked.max(1);
        arguments.choose("score", number_of(score));
        let missing: Vec<&Wanted> = all()
            .filter(|(bit, _)| is_missing(*bit))
            .map(|(_, one)| one)
            .collect();
        let groups = missing.chunk_by(|one, other| one.group == other.group);
        let groups = groups.map(|group| {
            let columns: Vec<String> = (group.iter())
                .map(|one| self.report.local(&one.column))
                .collect();
            let columns = self.report.list(&columns);
            match &group[0].why {
                Some(why) => {
                    let why = self.report.text(why);
                    self.report
                        .text(&message!("complete-columns", columns = columns, why = why))
                }
                None => columns,
            }
        });
        let also = |first, second| {
            self.report
                .text(&message!("told-also", first = first, second = second))
        };
        arguments.quote("missing", &groups.reduce(also).unwrap_or_default());
    }

    /// What a group of rows comes to; nothing of what is masked.
    fn say_figures(
        &self,
        names: &'static [&'static str],
        row: &Row,
        said: &Said,
        arguments: &mut Arguments,
    ) {
        let Said::Figures(figures, places, more) = said else {
            for name in names.iter().chain(["detail"].iter()) {
                arguments.quote(name, MASK);
            }
            return;
        };
        for (name, figure) in names.iter().zip(figures) {
            match figure {
                Figure::Count(count) => arguments.choose(name, number_of(*count)),
                Figure::Number(number) => {
                    arguments.quote(name, &grouped_decimal(&number::text(*number)));
                }
                Figure::Time(millis) => arguments.quote(name, &date::text(*millis)),
                Figure::Text(text) => arguments.quote(name, text),
                Figure::Leading(all) => {
                    let each = all.iter().map(|leading| {
                        self.report.text(&message!(
                            "leading-digits",
                            digits = leading.digits.as_str(),
                            count = leading.count,
                            expected = leading.expected
                        ))
                    });
                    arguments.quote(name, &self.report.list(&each.collect::<Vec<_>>()));
                }
            }
        }
        arguments.quote("detail", &self.places_text(row, places, *more));
    }

    /// Which code is numbered next to it, and what is wrong between the two.
    fn say_neighbour(&self, row: &Row, neighbour: &Neighbour, arguments: &mut Arguments) {
        let [first, last] = &neighbour.missing;
        let missing = if first == last {
            first.clone()
        } else {
            format!("{first}–{last}")
        };
        let [day, otherday] = &neighbour.days;
        let lower = if neighbour.is_lower { "yes" } else { "no" };
        let there = if neighbour.place.is_some() {
            "yes"
        } else {
            "no"
        };
        arguments.choose("count", number_of(neighbour.count));
        arguments.choose("lower", Choice::Word(lower));
        arguments.choose("there", Choice::Word(there));
        arguments.quote("missing", &missing);
        arguments.quote("other", shown(&neighbour.code));
        arguments.quote("day", day);
        arguments.quote("otherday", otherday);
        let place = neighbour.place.iter().copied().collect::<Vec<_>>();
        arguments.quote("detail", &self.places_text(row, &place, 0));
    }

    /// Which row it may be a copy of, why, and what hangs on both.
    fn say_twin(
        &self,
        row: &Row,
        twin: &Twin,
        agree: &[FieldIx],
        uses: &[LocalText],
        arguments: &mut Arguments,
    ) {
        let report = self.report;
        let yes_or_no = |is: bool| Choice::Word(if is { "yes" } else { "no" });
        arguments.choose("grade", Choice::Word(twin.grade.tag()));
        arguments.choose("reason", Choice::Word(twin.reason.tag()));
        arguments.choose("coded", yes_or_no(!twin.code.is_empty()));
        arguments.quote("code", shown(&twin.code));
        arguments.quote("name", shown(&twin.name));
        arguments.quote("detail", &self.places_text(row, &[twin.place], 0));
        let agrees = twin.agrees.and_then(|at| agree.get(at as usize));
        arguments.choose("agrees", yes_or_no(agrees.is_some()));
        arguments.quote("agreed", agrees.map_or("", |&field| self.heading(field)));
        arguments.choose("shared", yes_or_no(twin.is_code_shared));
        arguments.choose("torn", yes_or_no(twin.rival.is_some()));
        let (rival, other) = twin.rival.as_ref().map_or_else(Default::default, |rival| {
            let (place, code) = rival;
            (self.places_text(row, &[*place], 0), shown(code))
        });
        arguments.quote("rival", &rival);
        arguments.quote("other", other);
        let uses = uses.iter().zip(&twin.uses);
        let uses: Vec<String> = uses
            .filter(|(_, [there, here])| twin.rival.is_none() && there.rows + here.rows > 0)
            .map(|(label, [there, here])| {
                report.text(&message!(
                    "twin-used",
                    table = report.local(label),
                    there = there.rows,
                    summed = summed(there),
                    sum = sum(there),
                    here = here.rows,
                    owned = summed(here),
                    own = sum(here)
                ))
            })
            .collect();
        arguments.choose("used", yes_or_no(!uses.is_empty()));
        arguments.quote("uses", &report.list(&uses));
    }

    /// All that is wrong with the cell, and what should stand there.
    fn say_flaws(&self, said: &Said, arguments: &mut Arguments) {
        let none = Flaws::default();
        let flaws = match said {
            Said::Flaws(flaws) => flaws.as_ref(),
            _ => &none,
        };
        let report = self.report;
        let told: Vec<String> = (flaws.all.iter())
            .map(|flaw| report.text(&flaws::told(flaw)))
            .collect();
        arguments.quote("flaws", &told.join(&report.messages.key("fault-separator")));
        let proposal = flaws.proposal.as_deref();
        let proposed = if proposal.is_some() { "yes" } else { "no" };
        arguments.choose("proposed", Choice::Word(proposed));
        // whole: it is there to be pasted back
        arguments.quote("proposal", proposal.unwrap_or_default());
    }

    /// What other events of the case there are, or are not.
    fn say_steps(&mut self, row: &Row, steps: &Steps, arguments: &mut Arguments) {
        let report = self.report;
        arguments.choose("how", Choice::Word(steps.how));
        arguments.choose("count", number_of(steps.count));
        let local = |names: &[LocalText]| -> Vec<String> {
            names.iter().map(|name| report.local(name)).collect()
        };
        arguments.quote("names", &report.list(&local(&steps.names)));
        let way: Vec<String> = (steps.way.iter())
            .map(|(_, label)| report.local(label))
            .collect();
        arguments.quote("way", &way.join(" → "));
        for (name, word) in &steps.words {
            arguments.quote(name, shown(word));
        }
        match steps.span {
            Some((clock, millis)) => self.quote_span("span", clock, millis, arguments),
            None => arguments.quote("span", ""),
        }
        let others: Vec<String> = (steps.others.iter())
            .map(|other| self.other_event(row, other))
            .collect();
        let others = report.list(&others);
        let others = match steps.more {
            0 => others,
            more => report.text(&message!("places-more", places = others, count = more)),
        };
        arguments.quote("detail", &others);
    }

    /// Another event, with its time and its place.
    fn other_event(&self, row: &Row, other: &Told) -> String {
        let report = self.report;
        let input = self.inputs.get(other.input as usize);
        let (file, sheet) = input.copied().unwrap_or_default();
        let file = sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file}!{sheet}"));
        let is_here = other.input as usize == row.input;
        report.text(&message!(
            "other-event",
            event = report.local(&other.label),
            at = other.at.as_str(),
            dated = if other.at.is_empty() { "no" } else { "yes" },
            file = if is_here { "here".to_owned() } else { file },
            row = other.row.to_string()
        ))
    }

    /// From when to when something took.
    fn say_ends(
        &mut self,
        column: FieldIx,
        row: &Row,
        limit: &TimeLimit,
        arguments: &mut Arguments,
    ) {
        let is_open = row.value.is_empty();
        let state = if is_open { "open" } else { "closed" };
        arguments.choose("state", Choice::Word(state));
        let marks = [("began", "from", limit.from), ("ended", "column", column)];
        for (how, name, field) in marks {
            let mark = self.mark(field);
            let is_act = if mark.is_act { "act" } else { "date" };
            arguments.choose(how, Choice::Word(is_act));
            arguments.quote(name, &mark.word);
        }
    }

    /// How long something took, and how much too long.
    fn say_late(
        &mut self,
        limit: &TimeLimit,
        (clock, millis): (Clock, i64),
        arguments: &mut Arguments,
    ) {
        self.quote_span("detail", clock, millis, arguments);
        let excess = millis.saturating_sub(limit.millis).max(0);
        let seconds = excess.unsigned_abs().div_ceil(1000);
        if seconds < 60 && clock != Clock::Workdays {
            let excess = message!("span-seconds", count = seconds);
            arguments.quote("excess", &self.report.text(&excess));
        } else {
            self.quote_span("excess", clock, excess, arguments);
        }
    }

    /// What the heading of a field of times says.
    fn mark(&mut self, field: FieldIx) -> &Mark {
        let (heading, lang) = (self.heading(field), self.report.messages.lang);
        self.marks.entry(field).or_insert_with(|| {
            let act = acts::act(heading).filter(|_| lang != Lang::En);
            Mark {
                is_act: act.is_some(),
                word: act.unwrap_or(heading).to_owned(),
            }
        })
    }

    fn quote_span(
        &mut self,
        name: &'static str,
        clock: Clock,
        millis: i64,
        arguments: &mut Arguments,
    ) {
        if self.spans.len() == MOST_SPANS {
            self.spans.clear();
        }
        let report = self.report;
        let text = self.spans.entry((clock, told_minutes(clock, millis)));
        let text = text.or_insert_with(|| report.text(&span(clock, millis)));
        arguments.quote(name, text);
    }

    /// Rows of the same file by their numbers, others with their file.
    fn places_text(&self, row: &Row, places: &[Place], more: u64) -> String {
        let report = self.report;
        let (here, others): (Vec<&Place>, Vec<&Place>) = places
            .iter()
            .partition(|place| place.input as usize == row.input);
        let rows: Vec<String> = here.iter().map(|place| place.row.to_string()).collect();
        let mut told = Vec::new();
        if !rows.is_empty() {
            let (count, rows) = (rows.len(), report.list(&rows));
            told.push(report.text(&message!("places-here", count = count, rows = rows)));
        }
        told.extend(others.into_iter().map(|place| {
            let input = self.inputs.get(place.input as usize);
            let (file, sheet) = input.copied().unwrap_or_default();
            let file = sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file}!{sheet}"));
            let row = place.row.to_string();
            report.text(&message!("places-other", file = file, row = row))
        }));
        let places = report.list(&told);
        match more {
            0 => places,
            more => report.text(&message!("places-more", places = places, count = more)),
        }
    }
}

/// A number without digits behind the point.
fn whole(number: i128) -> Option<i64> {
    let whole = number::is_whole(number).then_some(number / ONE)?;
    i64::try_from(whole).ok()
}

/// All parts of a condition.
const ALL: i64 = -1;

/// What there is to say of the parts of a condition that do not hold.
fn not_so(parts: &[Part], choices: &[(&'static str, Choice)]) -> Option<Message> {
    let chosen = choices.iter().find_map(|(name, choice)| match choice {
        Choice::Number(chosen) if *name == "parts" => Some(*chosen),
        _ => None,
    });
    let chosen = chosen.unwrap_or(ALL);
    let told = parts.iter().enumerate();
    let told = told.filter(|(bit, _)| chosen >> bit & 1 == 1);
    let also = |first, second| message!("told-also", first = first, second = second);
    told.map(|(_, part)| part.told.clone()).reduce(also)
}

/// Whether what leads to a row has a sum to be told.
fn summed(used: &Used) -> &'static str {
    match (used.rows, used.amount) {
        (0, _) => "no",
        (_, Some(_)) => "yes",
        (_, None) if used.is_unreadable => "partly",
        (_, None) => "no",
    }
}

fn sum(used: &Used) -> String {
    let sum = used.amount.map(|sum| grouped_decimal(&number::text(sum)));
    sum.unwrap_or_default()
}

/// A count that decides how a sentence reads.
fn number_of(count: u64) -> Choice {
    Choice::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// As much of a cell as a sentence quotes; all of it stands beside the sentence.
fn shown(value: &str) -> &str {
    let end = value.char_indices().nth(QUOTED);
    end.map_or(value, |(end, _)| &value[..end])
}

/// As many minutes of a duration as [`span`] tells.
fn told_minutes(clock: Clock, millis: i64) -> u64 {
    let minutes = millis.unsigned_abs() / 60_000;
    let unit = match clock {
        Clock::Workdays => 1440,
        Clock::Workhours => 1,
        Clock::Elapsed | Clock::Days if minutes < 1440 => 1,
        Clock::Elapsed | Clock::Days => 60,
    };
    minutes - minutes % unit
}

/// A duration in the two largest units that it has. Working hours do not add up to days.
pub(super) fn span(clock: Clock, millis: i64) -> Message {
    let minutes = millis.unsigned_abs() / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match clock {
        Clock::Workdays => return message!("span-workdays", count = days),
        Clock::Workhours => return workhours(minutes / 60, rest),
        Clock::Elapsed | Clock::Days => {}
    }
    match (days, hours, rest) {
        (0, 0, _) => message!("span-minutes", count = rest),
        (0, _, 0) => message!("span-hours", count = hours),
        (0, _, _) => {
            let (first, second) = (
                message!("span-hours", count = hours),
                message!("span-minutes", count = rest),
            );
            message!("span-two", first = first, second = second)
        }
        (_, 0, _) => message!("span-days", count = days),
        _ => {
            let (first, second) = (
                message!("span-days", count = days),
                message!("span-hours", count = hours),
            );
            message!("span-two", first = first, second = second)
        }
    }
}

fn workhours(hours: u64, minutes: u64) -> Message {
    let (first, second) = (
        message!("span-workhours", count = hours),
        message!("span-minutes", count = minutes),
    );
    match (hours, minutes) {
        (_, 0) => first,
        (0, _) => message!("span-workminutes", count = minutes),
        _ => message!("span-two", first = first, second = second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        assert_eq!(
            span(Clock::Elapsed, 3_600_000 * 80),
            message!(
                "span-two",
                first = message!("span-days", count = 3u64),
                second = message!("span-hours", count = 8u64)
            )
        );
        assert_eq!(
            span(Clock::Days, 86_400_000 * 6),
            message!("span-days", count = 6u64)
        );
        assert_eq!(
            span(Clock::Elapsed, 60_000 * 59),
            message!("span-minutes", count = 59u64)
        );
        let (hours, minutes) = (
            message!("span-workhours", count = 9u64),
            message!("span-minutes", count = 30u64),
        );
        assert_eq!(
            span(Clock::Workhours, 34_200_000),
            message!("span-two", first = hours, second = minutes)
        );
        assert_eq!(
            span(Clock::Workdays, 86_400_000 * 2),
            message!("span-workdays", count = 2u64)
        );
    }
}
