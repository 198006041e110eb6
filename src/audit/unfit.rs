//! Tells a link whose keys never fit. What is held back over it would be nothing, and look like good news.

use polars::prelude::StringChunked;

use super::Run;
use super::held_back::name_of;
use crate::engine::job::Job;
use crate::engine::links::Named;
use crate::engine::lookups::{Answer, LookupTable};
use crate::findings::asked::Cancelled;
use crate::messages::{Message, message};
use crate::rules::plan::LinkIx;
use crate::tables::texts::Texts;

impl Run<'_> {
    /// Says so where rows name documents to wait for, but neither one with a finding nor any other that there is. For that the
    /// table of these documents is read once more.
    pub(super) fn unfit(
        &mut self,
        link: LinkIx,
        named: &Named,
    ) -> Result<Option<Message>, Cancelled> {
        if named.fits || named.rows == 0 {
            return Ok(None);
        }
        let project = self.project;
        let link = &project.links[link];
        let keys: StringChunked = named.keys.iter().map(|key| Some(key.as_str())).collect();
        let keys = Texts::Column(keys);
        let none_in = |known: &LookupTable| {
            let mut none_fits = true;
            known.get_all(&keys, |answer| none_fits &= answer == Answer::Number(0));
            none_fits
        };
        let unfit = if let Some(known) = &self.lookups[link.known] {
            none_in(known)
        } else {
            let job = Job {
                lookups: vec![link.known],
                ..Job::ahead(link.to)
            };
            let files = self.files_of(link.to);
            let read = self.read(&files, &job)?;
            let whole = read.incomplete.is_empty() && read.inputs.iter().all(|i| i.error.is_none());
            whole && read.lookups.iter().all(none_in)
        };
        Ok(unfit.then(|| {
            message!(
                "link-unfit",
                label = name_of(project, link),
                rows = named.rows,
                keys = named.keys.len(),
                table = project.tables[link.to].label.clone()
            )
        }))
    }
}
