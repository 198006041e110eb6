//! Tells a link whose keys never fit. What is held back over it would be nothing, and look like good news.

use super::Run;
use super::asking::Ask;
use super::held_back::name_of;
use crate::engine::gather::Gathered;
use crate::engine::gather::waiting::Named;
use crate::findings::asked::Cancelled;
use crate::messages::{Message, message};
use crate::rules::plan::LinkIx;

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
        let fits = if let Some(known) = self.engine.knows(link.known) {
            known.has_any(&named.keys)
        } else {
            let ask = Ask {
                lookups: vec![link.known],
                ..Ask::default()
            };
            let files = self.files_of(link.to);
            let answer = self.read(link.to, &files, &ask)?;
            let unread = answer.inputs.iter().any(|input| input.error.is_some());
            let whole = !unread && !answer.breaks_off();
            // where it is not known, nothing is said
            !whole
                || answer
                    .gathered
                    .iter()
                    .any(|(gathered, lacking)| match gathered {
                        Gathered::Answers(answered) => {
                            lacking.is_some() || answered.answers.has_any(&named.keys)
                        }
                        _ => false,
                    })
        };
        Ok((!fits).then(|| {
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
