//! External test data, found through $TAIYAKU_VECTORS. Without it those tests say so and pass; with it, a file that is
//! missing or empty fails.

use serde_json::Value;

pub mod ratchet;

/// The vector file of that name, or `None` where no vectors are to be had.
pub fn load(name: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("TAIYAKU_VECTORS") else {
        println!("skipped: TAIYAKU_VECTORS is not set");
        return None;
    };
    let path = std::path::Path::new(&folder).join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).expect("vector files are JSON"))
}

/// The values of a JSON array that must hold some.
pub fn array(value: &Value) -> &[Value] {
    let values = value.as_array().expect("an array");
    assert!(!values.is_empty(), "no cases");
    values
}

/// The text of a JSON string.
pub fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

/// HTML in the spelling that the vectors are compared in.
pub fn normalize(html: &str) -> String {
    html.replace("&quot;", "\"").replace("<br />", "<br>").trim().to_owned()
}

/// `None` if `actual` is as expected, else both in words: a case of a set.
pub fn compare<T: std::fmt::Debug + PartialEq>(actual: T, expected: T) -> Option<String> {
    (actual != expected).then(|| format!("{actual:?} instead of {expected:?}"))
}
