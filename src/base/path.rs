//! Paths below the site's folder, with `/` on every system.

/// `path` as seen from the file `base`, both below the site's folder; `None` if it leads out of it.
pub fn join(base: &str, path: &str) -> Option<String> {
    join_in(base.rsplit_once('/').map_or("", |(folder, _)| folder), path)
}

/// `path` as seen from a folder; `None` if it leads out of the tree.
pub fn join_in(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_are_relative_to_the_file() {
        assert_eq!(join("content/zh/a/b.md", "../c.md").as_deref(), Some("content/zh/c.md"));
        assert_eq!(join("content/zh/a.md", "./x/y.png").as_deref(), Some("content/zh/x/y.png"));
        assert_eq!(join("content/zh/a.md", "../../../x"), None);
    }
}
