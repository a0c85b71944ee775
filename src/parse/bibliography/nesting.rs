//! What names what, and so takes it up: macros of a style, entries that inherit. Programs that follow the names one by one
//! would run for ever in a circle, and nearly so where each takes up several.

use std::collections::BTreeMap;

/// So many are taken up by the largest that anyone has written, many times over.
const MOST: usize = 10_000;

/// The first name, in order, that takes up itself or more than can be followed.
pub fn endless<'a>(names: &BTreeMap<&'a str, Vec<&'a str>>) -> Option<&'a str> {
    let mut costs: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    names.keys().copied().find(|name| !is_finite(name, names, &mut costs))
}

/// Follows the names without recursion: a name is open (`None`) from when it is met until all that it takes up is counted.
fn is_finite<'a>(
    start: &'a str,
    names: &BTreeMap<&'a str, Vec<&'a str>>,
    costs: &mut BTreeMap<&'a str, Option<usize>>,
) -> bool {
    let mut open: Vec<(&str, usize)> = vec![(start, 0)];
    while let Some((name, next)) = open.pop() {
        let inner = names.get(name).map_or(&[][..], Vec::as_slice);
        if let Some(Some(_)) = costs.get(name) {
            continue;
        }
        costs.entry(name).or_insert(None);
        match inner.get(next) {
            Some(&taken) => match costs.get(taken) {
                Some(Some(_)) => open.push((name, next + 1)),
                Some(None) => return false,
                None => open.extend([(name, next), (taken, 0)]),
            },
            None => {
                let inner = inner.iter().filter_map(|taken| costs.get(taken).copied().flatten());
                let cost = inner.fold(1_usize, usize::saturating_add);
                if cost > MOST {
                    return false;
                }
                costs.insert(name, Some(cost));
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'a>(all: &[(&'a str, &[&'a str])]) -> BTreeMap<&'a str, Vec<&'a str>> {
        all.iter().map(|(name, inner)| (*name, inner.to_vec())).collect()
    }

    #[test]
    fn circles_and_towers_are_found() {
        assert_eq!(endless(&names(&[("a", &["b", "b"]), ("b", &["c", "d"]), ("c", &[])])), None);
        assert_eq!(endless(&names(&[("a", &["a"])])), Some("a"));
        assert_eq!(endless(&names(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])])), Some("a"));
        let tower: Vec<String> = (0..40).map(|at| format!("m{at:02}")).collect();
        let mut doubled: BTreeMap<&str, Vec<&str>> =
            tower.windows(2).map(|pair| (pair[0].as_str(), vec![pair[1].as_str(); 2])).collect();
        assert!(endless(&doubled).is_some());
        doubled.values_mut().for_each(|inner| inner.truncate(1));
        assert_eq!(endless(&doubled), None);
    }
}
