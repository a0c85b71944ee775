//! Which of several records of a passage counts. Merges leave them: two people recorded it in two versions of the lock. The
//! texts were merged as well, and the record that fits them is the one that was made of them. Where none fits, one that
//! calls the passage stale is taken, so that a person looks at it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::parse::lock::{Lock, Record};
use crate::parse::unit_id::TITLE;

use super::state::{Recorded, hosted_blocks};
use super::unit::Unit;
use super::wording::Wordings;

impl Recorded<'_> {
    /// The lock of a language with one record a passage.
    pub fn settled(&self, language: usize, units: &[Unit]) -> Option<Arc<Lock>> {
        let lock = self.locks[language].as_ref()?;
        let (Some(source), Some(target)) = (&self.documents[self.source], &self.documents[language]) else {
            return Some(Arc::clone(lock));
        };
        if lock.rivals.is_empty() {
            return Some(Arc::clone(lock));
        }
        let (source, target) = (Wordings::new(source), Wordings::new(target));
        let by_id: BTreeMap<&str, &Unit> = units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
        let texts = |id: &str| {
            let of = |wordings: &Wordings<'_>, side: usize| match by_id.get(id) {
                Some(unit) => wordings.of(hosted_blocks(units, unit, side)),
                None if id == TITLE => wordings.title(),
                None => String::new(),
            };
            (Digest::of(&of(&source, self.source)), Digest::of(&of(&target, language)))
        };
        let mut settled = Lock::clone(lock);
        for (id, mut rival) in std::mem::take(&mut settled.rivals) {
            let texts = texts(&id);
            if let Some(record) = settled.records.get_mut(&id)
                && weight(&rival, texts) > weight(record, texts)
            {
                std::mem::swap(record, &mut rival);
            }
            settled.spare.push(rival.span);
        }
        settled.spare.sort_unstable();
        Some(Arc::new(settled))
    }
}

/// How well a record fits the digests of the source and of the translation as they are.
fn weight(record: &Record, (source, target): (Digest, Digest)) -> u8 {
    match (record.target == target, record.source == source) {
        (true, true) => 3,
        (true, false) => 2,
        // Made from another source, or of another translation: what nobody has recorded as it is may not pass as current.
        (false, false) => 1,
        (false, true) => 0,
    }
}
