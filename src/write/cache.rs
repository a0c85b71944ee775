//! The folder below a site where taiyaku keeps what only saves time. All of it may be removed at any time; what is wrong or
//! of another version in it counts as not there, and a site's folder that cannot be written to has none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Its name, below the site's folder.
pub const CACHE: &str = ".taiyaku";

/// What programs that make backups know caches by (bford.info/cachedir).
const TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Made by taiyaku. It only saves time, and may be removed.\n";

/// The folder of the caches of the site in `root`. It is made if it is not there, with the files by which git and backups
/// pass it over.
///
/// # Errors
/// What the system refuses; it is no reason not to build.
pub fn cache_folder(root: &Path) -> io::Result<PathBuf> {
    let folder = root.join(CACHE);
    if !folder.is_dir() {
        fs::create_dir(&folder)?;
        fs::write(folder.join(".gitignore"), "*\n")?;
        fs::write(folder.join("CACHEDIR.TAG"), TAG)?;
    }
    Ok(folder)
}
