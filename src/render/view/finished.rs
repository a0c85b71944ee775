//! How HTML that is finished reaches templates: as text that they print as it is, and that no filter need declare safe.

use serde::{Serialize, Serializer};
use tera::Value;

/// Finished HTML.
pub(super) fn html<S: Serializer>(html: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Value::safe_string(html).serialize(serializer)
}

/// Finished HTML, where there is any.
pub(super) fn maybe_html<S: Serializer>(html: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    html.as_deref().map(Value::safe_string).serialize(serializer)
}

/// Finished HTML of several texts.
pub(super) fn all_html<S: Serializer>(html: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(html.iter().map(|html| Value::safe_string(html)))
}
