//! Which files a site is read from, and what an event says of one: site.yaml, content/, templates/ and static/.

use std::path::Path;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::load::is_nobodys;

/// The one file.
pub const FILE: &str = "site.yaml";
/// The folders.
pub const FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// The path below the root, as load names it, if the site may be read from there. Hidden files and what editors leave behind
/// are not, and some editors write them at every pause.
pub fn source(path: &Path, root: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let is_ours = match parts.as_slice() {
        [only] => *only == FILE || FOLDERS.contains(&&**only),
        [first, ..] => FOLDERS.contains(&&**first),
        [] => false,
    };
    // Vim makes and removes 4913 to learn whether it may write in the folder.
    let is_passed_over = parts.iter().any(|part| is_nobodys(part) || part == "4913");
    if !is_ours || is_passed_over {
        return None;
    }
    // A site's paths are in NFC. For a name that is not, on a disk that keeps it so, the folder above it is told, in which it
    // will be found.
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let is_kept = |(part, lossy): &(_, &std::borrow::Cow<'_, str>)| {
        let part: &&std::ffi::OsStr = part;
        part.to_str().is_some() && normalizer.is_normalized(lossy)
    };
    let kept: Vec<&str> = below.iter().zip(&parts).take_while(is_kept).map(|(_, part)| &**part).collect();
    Some(kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_count() {
        let root = Path::new("/site");
        let source = |path: &str| source(Path::new(path), root);
        assert_eq!(source("/site/site.yaml").as_deref(), Some("site.yaml"));
        assert_eq!(source("/site/content").as_deref(), Some("content"));
        assert_eq!(source("/site/content/zh/a.md").as_deref(), Some("content/zh/a.md"));
        for other in [
            "/site",
            "/site/public/a.html",
            "/site/README.md",
            "/site/content/zh/.a.md.swp",
            "/site/content/a.md~",
            "/site/content/zh/4913",
            "/site/content/zh/#a.md#",
            "/site/content/zh/a.md___jb_tmp___",
            "/else/site.yaml",
        ] {
            assert_eq!(source(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_that_the_site_spells_otherwise_is_told_by_its_folder() {
        let told = source(Path::new("/site/content/ja/か\u{3099}/a.md"), Path::new("/site"));
        assert_eq!(told.as_deref(), Some("content/ja"));
        let told = source(Path::new("/site/content/ja/\u{304c}/a.md"), Path::new("/site"));
        assert_eq!(told.as_deref(), Some("content/ja/\u{304c}/a.md"));
    }
}
