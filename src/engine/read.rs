//! Reads the files of a table, one after another, and puts together what the batches of each yield.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::batch::{Ahead, BatchJob, Yield};
use super::days::Days;
use super::gather::Part;
use super::gather::heads::FirstLines;
use super::header::Lacks;
use super::judging::Judging;
use super::lookups::LookupTable;
use super::opening::{layout, no_header, settings};
use super::orders::Orders;
use super::sets::Alike;
use super::sifted::{Above, unheaded};
use super::{Answer, Request, needs, sums};
use crate::findings::asked::{Cancelled, Options};
use crate::findings::outcome::Evidence;
use crate::findings::owners::OwnerNotes;
use crate::findings::set_aside::{SetAside, emptied};
use crate::fingerprint::identity::Identity;
use crate::fingerprint::known::Known;
use crate::groups::Beside;
use crate::messages::{Arg, Message, message, some};
use crate::project::Project;
use crate::sources::batch::{Aside, Sifted};
use crate::sources::met::{Cut, Met};
use crate::sources::stamp::Stamp;
use crate::sources::workers::in_order;
use crate::sources::{Input, Opened, SourceError, fingerprint, open, version};
use crate::tables::cell::reads;
use crate::tables::date;
use crate::tables::header::{Header, Headings, matched};
use crate::tables::mask::MASK;
use crate::tables::typed::{Needs, Whole};
use crate::tables::types::{DAY, FieldIx};
use crate::tables::written::Forms;
use crate::template::returned;

/// Sheets and headings that a sentence names.
const SHOWN_SHEETS: usize = 20;
const SHOWN_HEADINGS: usize = 12;
/// How many rules a notice names.
const SHOWN_RULES: usize = 5;
/// Of how many rows one is dated ahead where the day of the audit is too early.
const MANY: u64 = 100;

/// What came of the rows of a file.
#[derive(Default)]
struct Body {
    rows: u64,
    /// Those that are judged, where not all are.
    judged: Option<u64>,
    refused: u64,
    met: Met,
    sifted: Sifted,
    error: Option<SourceError>,
}

/// What came of reading a table.
pub(super) enum Came {
    Answer(Box<Answer>),
    /// Dates that need a survey first.
    Unordered,
    /// Columns of times that hold days only, and that rules compare with others: to be read once more, as days.
    Days(Days),
}

/// What was learnt when tables were read before.
#[derive(Clone, Copy)]
pub(super) struct Learnt<'a> {
    /// By index, what rules can look up.
    pub(super) lookups: &'a [Option<LookupTable>],
    /// In which order the table writes day and month.
    pub(super) orders: Option<&'a Orders>,
    /// Which of its columns of times hold days only.
    pub(super) days: &'a Days,
    /// Where its documents have their first lines, if only those are judged.
    pub(super) heads: Option<&'a FirstLines>,
}

/// Reads a table for a request.
pub(super) struct Reader<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
    request: &'a Request<'a>,
    learnt: Learnt<'a>,
    midnights: Days,
    /// The earliest date of the documents.
    earliest: Option<i64>,
    /// Its documents that are dated after the audit.
    ahead: Option<Ahead>,
    /// Whether dates were met that need a survey, and there was none.
    unordered: bool,
    /// Of the file that is being read.
    forms: Forms,
    needs: Needs,
    /// Parallel to the rules of the request, as the next.
    rules: Vec<Judging>,
    /// Whether as many findings of a rule are there as are kept.
    enough: Arc<[AtomicBool]>,
    /// Parallel to what is to be gathered, each with the reason why it is not all there is.
    gathered: Vec<(Part, Option<Message>)>,
    undecided: HashSet<(usize, Identity)>,
    /// By number: whether there is a row of a document that is judged, where not all are.
    listed: Vec<bool>,
    inputs: Vec<Evidence>,
    errors: Vec<Message>,
    notices: Vec<Message>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        project: &'a Project,
        options: &'a Options<'a>,
        request: &'a Request<'a>,
        learnt: Learnt<'a>,
    ) -> Reader<'a> {
        let rules = request.rules.iter();
        let gather = request.gather.iter();
        let mut reader = Reader {
            project,
            options,
            request,
            learnt,
            midnights: Days::default(),
            earliest: None,
            ahead: None,
            unordered: false,
            forms: Forms::default(),
            needs: needs::of_request(project, request),
            enough: rules.clone().map(|_| AtomicBool::new(false)).collect(),
            rules: rules.map(|finisher| Judging::new(finisher.ix)).collect(),
            gathered: gather.map(|one| (one.nothing(), None)).collect(),
            undecided: HashSet::new(),
            listed: vec![false; request.only.map_or(0, Known::len)],
            inputs: Vec::new(),
            errors: Vec::new(),
            notices: Vec::new(),
        };
        reader.set_aside_unordered();
        reader
    }

    /// Reads all files.
    pub(super) fn read(mut self) -> Result<Came, Cancelled> {
        let mut waiting: VecDeque<Input> = self.request.files.iter().cloned().collect();
        while let Some(input) = waiting.pop_front() {
            let more = self.file(&input)?;
            if self.unordered {
                return Ok(Came::Unordered);
            }
            for input in more.into_iter().rev() {
                waiting.push_front(input);
            }
        }
        let compared = self.midnights.compared(self.request);
        if compared.iter().any(|field| !self.learnt.days.has(*field)) {
            return Ok(Came::Days(self.midnights));
        }
        let dictionary = &self.project.tables[self.request.table];
        let told = compared.into_iter().map(|field| {
            message!(
                "audit-column-of-days",
                table = dictionary.label.clone(),
                field = dictionary.fields[field].named()
            )
        });
        self.notices.extend(told);
        self.notices
            .extend(self.all_later().or_else(|| self.some_later()));
        Ok(Came::Answer(Box::new(self.finish())))
    }

    /// That all documents are dated after the day of the audit, which looks at a future then.
    fn all_later(&self) -> Option<Message> {
        let day = self.options.as_of.day;
        let earliest = self.earliest.filter(|earliest| *earliest >= day + DAY)?;
        let table = &self.project.tables[self.request.table];
        let what = if table.date.is_some() {
            "documents"
        } else {
            "dates"
        };
        let first = date::text(earliest - earliest.rem_euclid(DAY));
        // of which field the date is, is known where the table says by which it goes
        let mut dated = table.fields.iter().filter(|field| field.kind.is_date());
        let first = match table.date {
            Some(field) => table.fields[field].mask(&first).into_owned(),
            None if dated.any(|field| field.sensitive) => MASK.to_owned(),
            None => first,
        };
        Some(message!(
            "audit-all-later",
            table = table.label.clone(),
            what = what,
            as_of = date::text(day),
            first = first
        ))
    }

    /// That many documents are dated after the day of the audit: one alone may be a slip, several of a hundred are a day that is
    /// too early.
    fn some_later(&self) -> Option<Message> {
        let ahead = self.ahead?;
        let rows: u64 = self.inputs.iter().map(|input| input.rows).sum();
        if ahead.count < 2 || ahead.count * MANY < rows {
            return None;
        }
        let table = &self.project.tables[self.request.table];
        let (input, row) = ahead.place;
        let field = &table.fields[table.date?];
        Some(message!(
            "audit-some-later",
            table = table.label.clone(),
            count = ahead.count,
            as_of = self.options.as_of.text(),
            newest = field.mask(&date::text(ahead.newest)).into_owned(),
            column = field.label.clone(),
            file = self.inputs[input as usize].input.name.as_str(),
            row = row
        ))
    }

    /// Tells the columns whose order of day and month is not known; what needs them is not run.
    fn set_aside_unordered(&mut self) {
        if let Some(orders) = self.learnt.orders {
            self.notices.extend(orders.told(self.request));
        }
        let orders = self.learnt.orders.into_iter();
        for lacking in orders.flat_map(|orders| orders.lacking(self.request)) {
            let label = &self.project.tables[self.request.table].fields[lacking.field].label;
            let mut reason = message!("not-run-order", field = label.clone());
            // whose dates they are
            if let Some(file) = lacking.error.argument("file") {
                reason = reason.with("file", file.clone());
            }
            for rule in lacking.rules {
                self.rules[rule].lack(reason.clone());
            }
            for one in lacking.gather {
                self.gathered[one].1.get_or_insert(lacking.error.clone());
            }
            self.errors.push(lacking.error);
        }
    }

    /// Reads a file; returns what else of it is of the table.
    fn file(&mut self, input: &Input) -> Result<Vec<Input>, Cancelled> {
        let dictionary = &self.project.tables[self.request.table];
        let mut evidence = Evidence::new(self.request.table, input.clone());
        let headings = Headings::new(dictionary);
        let field = |heading: &str| headings.likely(heading);
        let reads = |field: FieldIx, cell: &str| reads(&dictionary.fields[field], cell);
        let mut more = Vec::new();
        let before = version(&input.path);
        match open(input, &settings(dictionary, input, &field, &reads)) {
            Err(error) => evidence.error = Some(error),
            Ok(opened) => {
                let mut parts = input.parts(&opened.form);
                if !parts.is_empty() {
                    more = parts.split_off(1);
                    evidence.input = parts.remove(0);
                }
                self.opened(opened, &field, &mut evidence)?;
            }
        }
        // it may have ended because of that
        if self.options.progress.cancelled() {
            return Err(Cancelled);
        }
        if self.request.fingerprints && !self.unordered {
            evidence.sha256 = self.fingerprint(input);
        }
        // neither its rows nor its fingerprint need be those of one file
        if before.is_some() && version(&input.path) != before {
            evidence.error = Some(message!("source-changed"));
            evidence.sha256 = None;
        }
        let forms = std::mem::take(&mut self.forms);
        for told in forms.notices(dictionary) {
            self.tell_of_file(&evidence.place(), told);
        }
        evidence.decisions.extend(forms.decisions(dictionary));
        self.inputs.push(evidence);
        Ok(more)
    }

    /// The fingerprint of a file, taken once for all of its sheets.
    fn fingerprint(&self, input: &Input) -> Option<String> {
        let before = self.inputs.last().filter(|i| i.input.path == input.path);
        match before {
            Some(before) => before.sha256.clone(),
            None => fingerprint(&input.path).ok(),
        }
    }

    fn opened(
        &mut self,
        opened: Opened,
        field: &(dyn Fn(&str) -> Option<FieldIx> + Sync),
        evidence: &mut Evidence,
    ) -> Result<(), Cancelled> {
        let place = self.tell_form(&opened, evidence);
        let heading = opened.heading.clone();
        let dictionary = &self.project.tables[self.request.table];
        let mut header = matched(dictionary, &heading.columns);
        let stamp = opened.form.stamp.clone();
        self.tell_return(&place, stamp.as_ref(), &opened);
        let is_return = stamp.is_some_and(|stamp| stamp.entry(&dictionary.name).is_some());
        if is_return {
            // each was told with its letters, as added, renamed or dropped since
            header.extra.clear();
        }
        if header.columns.iter().all(Option::is_none) {
            let by_name = opened.form.by_name;
            evidence.error = Some(no_header(dictionary, &heading, by_name));
            return Ok(());
        }
        evidence.columns.clone_from(&header.columns);
        evidence.header = heading.rows.map(|(_, last)| last);
        evidence.above = heading.end;
        evidence.emptied.clone_from(&opened.form.emptied);
        evidence.decisions.extend(match heading.rows {
            None if opened.form.by_name => None,
            None => Some(message!("decision-no-header")),
            Some((first, last)) if first == last => {
                Some(message!("decision-header-row", row = first))
            }
            Some((first, last)) => {
                Some(message!("decision-header-rows", first = first, last = last))
            }
        });
        evidence.aside.add(heading.around.iter().copied());
        let runnable = self.hold_against(&place, &header);
        let body = self.body(opened, &header, field, &runnable, &mut evidence.aside)?;
        evidence.rows = body.rows;
        evidence.judged = body.judged;
        evidence.refused = body.refused;
        evidence.error = body.error.or_else(|| emptied(&evidence.emptied));
        evidence.decisions.extend(body.met.decisions());
        if let Some(cut) = body.met.cut.map(Cut::message) {
            self.notices.push(message!(
                "audit-breaks-off",
                file = place.clone(),
                cut = cut.clone(),
                table = dictionary.label.clone()
            ));
            evidence.cut = Some(cut);
        }
        if is_return {
            let rows = body.rows + body.refused;
            let gaps = evidence.aside.gaps(heading.end, rows, &evidence.emptied);
            if let Some(told) = gaps {
                self.tell_of_file(&place, told);
            }
        }
        evidence.fills = !body.sifted.filled.is_empty();
        let above = Above::new(dictionary, &header, &heading);
        let (decisions, mut told) = above.told(&body.sifted);
        evidence.decisions.extend(decisions);
        told.extend(body.met.doubts());
        told.extend(above.nameless(&body.sifted, body.rows));
        told.extend(unheaded(&body.sifted));
        if let Some(line) = body.sifted.wordless_end.filter(|_| self.request.in_turn) {
            told.extend(sums::told(dictionary, &evidence.input, line));
        }
        for told in told {
            self.tell_of_file(&place, told);
        }
        for (reason, decision) in evidence.aside.decisions() {
            // a row that might be thought to be audited
            if !matches!(reason, Aside::Title | Aside::Blank | Aside::Copy) {
                self.tell_of_file(&place, decision.clone());
            }
            evidence.decisions.push(decision);
        }
        if evidence.rows == 0 && evidence.error.is_none() {
            self.notices.push(message!("audit-no-rows", file = place));
        }
        Ok(())
    }

    /// Tells how a file is written; returns how it is named.
    fn tell_form(&mut self, opened: &Opened, evidence: &mut Evidence) -> Arg {
        let form = &opened.form;
        evidence.encoding.clone_from(&form.encoding);
        evidence.sheet.clone_from(&form.sheet);
        evidence.place_of_sheet = form.place;
        evidence.other_sheets.clone_from(&form.other_sheets);
        evidence.hidden_sheets.clone_from(&form.hidden_sheets);
        evidence.decisions.clone_from(&form.decisions);
        let place = evidence.place();
        for told in form.doubts.iter().chain(&opened.heading.doubts).cloned() {
            self.tell_of_file(&place, told);
        }
        if !form.unfit_sheets.is_empty() {
            let sheets = some(form.unfit_sheets.iter().map(String::as_str), SHOWN_SHEETS);
            let file = evidence.input.name.as_str();
            self.notices.push(message!(
                "source-unfit-sheets",
                file = file,
                sheets = sheets
            ));
        }
        place
    }

    /// Tells how a template that came back differs from what would be sent out today.
    fn tell_return(&mut self, file: &Arg, stamp: Option<&Stamp>, opened: &Opened) {
        let Some(stamp) = stamp else {
            return;
        };
        let sheet = opened.form.sheet.as_deref().unwrap_or_default();
        let headings = &opened.heading.columns;
        for told in returned::told(self.project, self.request.table, stamp, sheet, headings) {
            self.tell_of_file(file, told);
        }
    }

    fn tell_of_file(&mut self, file: &Arg, told: Message) {
        let notice = message!("notice-of-file", file = file.clone(), told = told);
        self.notices.push(notice);
    }

    /// Tells what the header of a file lacks; returns which rules it has the columns for.
    fn hold_against(&mut self, file: &Arg, header: &Header) -> Vec<bool> {
        let lacks = Lacks::new(self.project, self.request, file, header);
        for (rule, runnable) in self.rules.iter_mut().zip(&lacks.runnable) {
            if *runnable {
                rule.see();
            }
        }
        for (rule, reason) in lacks.rules {
            self.rules[rule].lack(reason);
        }
        for (one, reason) in lacks.gather {
            self.gathered[one].1.get_or_insert(reason);
        }
        self.notices.extend(lacks.notices);
        self.errors.extend(lacks.errors);
        lacks.runnable
    }

    /// Reads the rows of an opened file. A failure on the way ends the file; what was read before it counts.
    fn body(
        &mut self,
        opened: Opened,
        header: &Header,
        field: &(dyn Fn(&str) -> Option<FieldIx> + Sync),
        runnable: &[bool],
        aside: &mut SetAside,
    ) -> Result<Body, Cancelled> {
        let dictionary = &self.project.tables[self.request.table];
        let readable = |column: usize, cell: &str| header.readable(dictionary, column, cell);
        let needs = self.needs.clone();
        let job = BatchJob {
            project: self.project,
            options: self.options,
            request: self.request,
            lookups: self.learnt.lookups,
            heads: self.learnt.heads,
            whole: Whole {
                orders: self.learnt.orders.map_or(&[], |orders| &orders.decided),
                days: self.learnt.days.by_field(),
            },
            needs: &needs,
            header,
            runnable,
            layout: layout(
                dictionary,
                header,
                &opened.heading,
                field,
                &readable,
                opened.form.stamp.as_ref(),
            ),
            enough: Arc::clone(&self.enough),
            input: u32::try_from(self.inputs.len()).expect("fewer files than 2^32"),
        };
        let progress = self.options.progress;
        let mut body = Body::default();
        let mut cancelled = false;
        body.error = in_order(
            opened,
            |chunk| job.run(chunk),
            |mut part| {
                if part.notes.unordered && self.learnt.orders.is_none() {
                    self.unordered = true;
                    return ControlFlow::Break(());
                }
                body.sifted.add(std::mem::take(&mut part.sifted), body.rows);
                body.rows += part.rows;
                if let Some((rows, documents)) = part.listed.take() {
                    *body.judged.get_or_insert_default() += rows;
                    for at in documents {
                        self.listed[at] = true;
                    }
                }
                body.refused += part.refused;
                aside.add(std::mem::take(&mut part.aside));
                body.met.add(&part.met);
                progress.read(&dictionary.name, part.rows, part.bytes);
                self.take(part);
                cancelled = progress.cancelled();
                // nothing below belongs to the table
                if cancelled || body.sifted.other_table.is_some() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        if let Some((row, headings)) = &body.sifted.other_table {
            let headings = some(headings.iter().map(String::as_str), SHOWN_HEADINGS);
            body.error = Some(message!(
                "source-other-table",
                row = *row,
                headers = headings
            ));
        }
        if cancelled || progress.cancelled() {
            return Err(Cancelled);
        }
        Ok(body)
    }

    fn take(&mut self, part: Yield) {
        self.forms.add(part.notes.forms);
        self.midnights.add(&part.notes.midnights);
        self.earliest = self.earliest.into_iter().chain(part.earliest).min();
        self.ahead = match (self.ahead, part.ahead) {
            (Some(known), Some(next)) => Some(known.and(next)),
            (known, next) => known.or(next),
        };
        let keep = self.options.keep.limit();
        let rules = self.rules.iter_mut().zip(&self.request.rules);
        for ((rule, finisher), (judged, enough)) in
            rules.zip(part.judged.into_iter().zip(self.enough.iter()))
        {
            let Some(mut judged) = judged else {
                continue;
            };
            let undecided = std::mem::take(&mut judged.undecided).into_iter();
            let undecided = undecided.map(|document| (finisher.ix, document));
            self.undecided.extend(undecided);
            if rule.add(judged, keep) {
                enough.store(true, Ordering::Relaxed);
            }
        }
        let gather = self.request.gather.iter().zip(&mut self.gathered);
        for ((gather, (before, _)), next) in gather.zip(part.parts) {
            gather.merge(before, next);
        }
    }

    fn finish(self) -> Answer {
        let whole = self.request.only.is_none();
        let unread = self.inputs.iter().all(|i| i.error.is_some() && i.rows == 0);
        let keep = self.options.keep.limit();
        let (mut notices, mut owners) = (self.notices, OwnerNotes::default());
        let (mut outcomes, mut findings) = (Vec::new(), Vec::new());
        let mut undecidable = Vec::new();
        let mut alikes: BTreeMap<(bool, Alike), Vec<&str>> = BTreeMap::new();
        for (mut rule, finisher) in self.rules.into_iter().zip(&self.request.rules) {
            let beside = Beside {
                as_of: self.options.as_of.day,
                earlier: self
                    .options
                    .counted
                    .get(&finisher.ix)
                    .map_or(&[], Vec::as_slice),
            };
            let alike = rule.finish_set(finisher, keep, beside);
            if let Some(alike) = alike.filter(|_| self.request.in_turn) {
                let rules = alikes
                    .entry((finisher.rule.kind == "unique", alike))
                    .or_default();
                rules.push(finisher.rule.id.as_str());
            }
            let (outcome, found, open) =
                rule.finish(self.project, whole, unread, &mut notices, &mut owners);
            outcomes.push((finisher.ix, outcome));
            findings.push(found);
            undecidable.push((finisher.ix, open));
        }
        // rules that look at the same keys tell the same
        notices.extend(alikes.into_iter().map(|((unique, alike), rules)| {
            message!(
                "audit-alike",
                rules = some(rules.into_iter(), SHOWN_RULES),
                kind = if unique { "unique" } else { "other" },
                count = alike.rows,
                row = alike.line.to_string(),
                file = self.inputs[alike.input as usize].place()
            )
        }));
        let gather = self.request.gather.iter().zip(self.gathered);
        Answer {
            outcomes,
            findings,
            undecided: self.undecided,
            listed: self.listed,
            undecidable,
            owners,
            gathered: gather
                .map(|(one, (part, lacking))| (one.finish(part), lacking))
                .collect(),
            inputs: self.inputs,
            errors: self.errors,
            notices,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::audited;

    /// As of 2026-10-31.
    #[test]
    fn an_audit_before_all_documents_is_told() {
        let notices = |kind: &str, csv: &str| {
            let project = format!(
                "[tables.t]\nfiles = \"t.csv\"\ndate = \"day\"\n[tables.t.fields]\nk = {{ required = true }}\n\
                 day = {{ type = \"{kind}\" }}\n"
            );
            let (_, audit) = audited(&project, &[("t.csv", csv)]);
            let messages = Messages::new(Lang::En);
            let texts = audit.notices.iter().map(|m| messages.text(m));
            texts
                .filter(|text| text.contains("--as-of"))
                .collect::<Vec<_>>()
        };
        for kind in ["date", "datetime"] {
            let told = notices(kind, "k,day\n1,2026-11-09\n2,2026-11-02\n3,\n");
            assert!(
                told[0].contains("2026-10-31") && told[0].contains("2026-11-02"),
                "{told:?}"
            );
            // one alone may be a slip
            assert_eq!(
                notices(kind, "k,day\n1,2026-11-09\n2,2026-10-31\n"),
                [""; 0]
            );
            let told = notices(kind, "k,day\n1,2026-11-09\n2,2026-10-31\n3,2026-11-10\n");
            let newest = "2 rows are dated after the day of the audit, 2026-10-31; the newest is of 2026-11-10 (day, ";
            assert!(
                told[0].contains(newest) && told[0].contains("row 4)"),
                "{told:?}"
            );
            assert_eq!(notices(kind, "k,day\n1,\n"), [""; 0]);
        }
        let undated = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nmade = { type = \"date\" }\n\
            due = { type = \"datetime\" }\n";
        for (csv, count) in [
            ("made,due\n2026-11-03,2026-12-01 08:00\n,2026-11-02\n", 1),
            // what is due lies ahead
            ("made,due\n2026-10-30,2026-12-01 08:00\n", 0),
        ] {
            let (_, audit) = audited(undated, &[("t.csv", csv)]);
            let later = audit.notices.iter().filter(|m| m.key == "audit-all-later");
            assert_eq!(later.count(), count, "{csv}");
        }
        assert_eq!(notices("datetime", "k,day\n1,2026-10-31 23:59\n"), [""; 0]);
        assert_eq!(notices("datetime", "k,day\n1,2026-11-01 00:00\n").len(), 1);
    }
}
