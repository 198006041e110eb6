//! Minutes in which decisions were filled in, as rows of a report would have them: one for each finding that the lines are about.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use super::sheet::{Entered, Filled, Row, Slot, Stamp};
use crate::messages::{Lang, Message, Messages, message};
use crate::mistakes::did_you_mean;
use crate::reports::minutes::{Item, MARK, Stamp as Written, VERSION};
use crate::reports::xlsx::form::{self, Blank};
use crate::sources::written;

/// Whether a file is called as minutes are.
pub(super) fn is_named(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ["md", "markdown"].contains(&ending.to_lowercase().as_str()))
}

/// Reads them, or says why they cannot be read.
pub(super) fn read(path: &Path) -> Result<Filled, Message> {
    let file = path.display().to_string();
    let text = written(path)
        .map_err(|reason| message!("dispose-from-unread", file = &*file, reason = reason))?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut gathered = Gathered::new(name.to_string_lossy().into_owned());
    for (line, text) in (1..).zip(text.lines()) {
        gathered.line(line, text)?;
    }
    gathered.finish(&file)
}

/// What has been read of the minutes so far.
struct Gathered {
    name: String,
    labels: HashMap<String, Blank>,
    /// What the line is called that says when the meeting was.
    dated: Vec<String>,
    stamp: Option<Stamp>,
    held_on: Option<(Arc<str>, String)>,
    item: Option<Open>,
    rows: Vec<Row>,
}

/// The item whose lines are being read.
struct Open {
    /// What its lines decide on, by rule.
    items: Vec<Item>,
    /// Where its comment stands.
    spot: Arc<str>,
    lines: BTreeMap<Blank, (Arc<str>, String)>,
    /// The line that was read last; what is indented below it belongs to it.
    last: Option<Blank>,
}

impl Gathered {
    /// Labels are known in every language: minutes may be in another than the terminal.
    fn new(name: String) -> Gathered {
        let (mut labels, mut dated) = (HashMap::new(), Vec::new());
        for &lang in Lang::value_variants() {
            let messages = Messages::new(lang);
            dated.push(messages.key("minutes-held-on").to_lowercase());
            for blank in Blank::ALL {
                labels.insert(messages.key(blank.heading()).to_lowercase(), blank);
            }
        }
        Gathered {
            name,
            labels,
            dated,
            stamp: None,
            held_on: None,
            item: None,
            rows: Vec::new(),
        }
    }

    fn spot(&self, line: usize) -> Arc<str> {
        Arc::from(format!("{}:{line}", self.name))
    }

    fn line(&mut self, line: usize, text: &str) -> Result<(), Message> {
        let [before, behind] = MARK;
        let json = text.trim().strip_prefix(before);
        if let Some(json) = json.and_then(|json| json.strip_suffix(behind)) {
            return self.comment(line, json);
        }
        if text.starts_with('#') {
            self.end_of_item();
            return Ok(());
        }
        let spot = self.spot(line);
        let Some(open) = &mut self.item else {
            self.head(spot, text);
            return Ok(());
        };
        let is_point = text.starts_with(['-', '*', '+']);
        match (open.last, is_point) {
            (Some(last), false) if !text.trim().is_empty() => {
                if let Some((_, said)) = open.lines.get_mut(&last) {
                    let gap = if said.is_empty() { "" } else { " " };
                    said.push_str(gap);
                    said.push_str(text.trim());
                }
                return Ok(());
            }
            (_, false) => return Ok(()),
            (_, true) => {}
        }
        let (label, value) = parts(text);
        let Some(&blank) = self.labels.get(&label) else {
            open.last = None;
            let meant = did_you_mean(&label, self.labels.keys().map(String::as_str));
            return match meant.filter(|_| !label.is_empty()) {
                Some(hint) => {
                    let what =
                        message!("dispose-minutes-label", written = label).hinted(Some(hint));
                    Err(message!("dispose-cell", cell = &*spot, what = what))
                }
                None => Ok(()),
            };
        };
        if let Some((before, _)) = open.lines.insert(blank, (spot.clone(), value)) {
            let what = message!("dispose-minutes-twice", written = label, cell = &*before);
            return Err(message!("dispose-cell", cell = &*spot, what = what));
        }
        open.last = Some(blank);
        Ok(())
    }

    /// A line of the meeting itself; the first that says when it was counts.
    fn head(&mut self, spot: Arc<str>, text: &str) {
        if self.held_on.is_none() && text.starts_with(['-', '*', '+']) {
            let (label, value) = parts(text);
            if self.dated.contains(&label) {
                self.held_on = Some((spot, value));
            }
        }
    }

    /// What the minutes are of, or what the next lines are about.
    fn comment(&mut self, line: usize, json: &str) -> Result<(), Message> {
        self.end_of_item();
        let spot = self.spot(line);
        if let Ok(stamp) = serde_json::from_str::<Written>(json) {
            self.stamp.get_or_insert(Stamp {
                version: stamp.minutes.to_string(),
                project: stamp.project,
                rules: stamp.rules_sha256,
                as_of: stamp.as_of,
            });
            return Ok(());
        }
        let one = serde_json::from_str::<Item>(json).map(|item| vec![item]);
        let Ok(items) = one.or_else(|_| serde_json::from_str(json)) else {
            let what = message!("dispose-minutes-comment");
            return Err(message!("dispose-cell", cell = &*spot, what = what));
        };
        self.item = Some(Open {
            items,
            spot,
            lines: BTreeMap::new(),
            last: None,
        });
        Ok(())
    }

    /// A row for each finding, where anything was filled in.
    fn end_of_item(&mut self) {
        let Some(open) = self.item.take() else { return };
        if open.lines.values().all(|(_, said)| said.is_empty()) {
            return;
        }
        let entered = |text: &str| Entered {
            text: text.to_owned(),
            calculated: false,
        };
        let (mut spots, mut cells) = (BTreeMap::new(), BTreeMap::new());
        spots.insert(Slot::Identity, open.spot.clone());
        spots.insert(Slot::Rule, open.spot);
        for (blank, (spot, said)) in open.lines {
            spots.insert(Slot::Blank(blank), spot);
            cells.insert(Slot::Blank(blank), entered(&said));
        }
        for item in open.items {
            cells.insert(Slot::Rule, entered(&item.rule));
            for identity in item.findings {
                let mut cells = cells.clone();
                cells.insert(Slot::Identity, entered(&identity));
                self.rows.push(Row {
                    spots: spots.clone(),
                    cells,
                    deviation: item.deviation.clone(),
                });
            }
        }
    }

    fn finish(mut self, file: &str) -> Result<Filled, Message> {
        self.end_of_item();
        match self.stamp {
            Some(stamp) if stamp.version == VERSION.to_string() => Ok(Filled {
                stamp: Stamp {
                    version: form::VERSION.to_owned(),
                    ..stamp
                },
                held_on: self.held_on,
                rows: self.rows,
            }),
            Some(_) => Err(message!("dispose-from-version", file = file)),
            None => Err(message!("dispose-from-not-ours", file = file)),
        }
    }
}

/// What a point of a list is called, in small letters, and what it says.
fn parts(point: &str) -> (String, String) {
    let said = point[1..].trim();
    let (label, value) = said.split_once([':', '：']).unwrap_or((said, ""));
    let label = label.trim().trim_matches('*').to_lowercase();
    (label, value.trim().trim_matches('*').trim().to_owned())
}
