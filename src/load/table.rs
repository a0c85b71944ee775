//! Tables that charts name: the only data of authors that is read because a text says so. Found by the line that names one,
//! `data: ../shared/market.csv`, so that no file is read on a guess; what that line means is for parse to say.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use memchr::memmem;

use crate::base::diagnostic::Diagnostics;
use crate::base::path::join;
use crate::base::text::SourceFile;

use super::{AssetContent, LoadError, MOST_BYTES, Sources, decode};

/// Endings of the tables that can be read.
const ENDINGS: [&str; 3] = [".csv", ".yaml", ".yml"];

/// The paths, below the site's folder, of the tables that texts with a chart name.
pub fn named(texts: &[Arc<SourceFile>]) -> BTreeSet<String> {
    texts.iter().filter(|text| has_chart(&text.text)).flat_map(|text| names(text)).collect()
}

/// Whether a text has a fence of a chart (CommonMark, section 4.5), wherever it lies.
fn has_chart(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "chart").any(|at| {
        let before = text[..at].trim_end_matches([' ', '\t']);
        before.ends_with("```") || before.ends_with("~~~")
    })
}

fn names(text: &SourceFile) -> impl Iterator<Item = String> {
    let values = text.text.match_indices("data:").filter_map(|(at, key)| text.text[at + key.len()..].lines().next());
    values.filter_map(|value| {
        let end = value.find([',', '}']).or_else(|| value.find(" #")).unwrap_or(value.len());
        let name = value[..end].trim().trim_matches(['"', '\'']);
        ENDINGS.iter().any(|ending| name.ends_with(ending)).then(|| join(&text.path, name))?
    })
}

/// Reads the tables among the files that are copied. They are copied all the same: a reader may want the numbers.
pub fn read(sources: &mut Sources, named: &BTreeSet<String>, diagnostics: &mut Diagnostics) -> Result<(), LoadError> {
    for asset in sources.assets.iter().filter(|asset| named.contains(&asset.path)) {
        let AssetContent::File(place) = &asset.content else { continue };
        let failed = |error| LoadError { path: place.clone(), error };
        let bytes = fs::read(place).map_err(failed)?;
        if bytes.len() > MOST_BYTES {
            return Err(failed(std::io::Error::other("a table of more than 1 GiB")));
        }
        sources.tables.push(decode(bytes).add_to(&mut sources.files, asset.path.clone(), diagnostics));
    }
    sources.tables.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(())
}
