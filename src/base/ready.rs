//! What many pages give to their templates, turned into what templates read once and shared by all of them.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

/// A value that does not change, and what templates read of it. A clone is the same value.
pub struct Ready<T>(Arc<Inner<T>>);

struct Inner<T> {
    value: T,
    /// Made when a page asks for it first; `None` where the value cannot be turned, which is said when it is asked for.
    ready: OnceLock<Option<Value>>,
}

impl<T> Ready<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(Inner { value, ready: OnceLock::new() }))
    }
}

impl<T> Clone for Ready<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Ready<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.value.fmt(f)
    }
}

impl<T: PartialEq> PartialEq for Ready<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.value == other.0.value
    }
}

impl<T: Eq> Eq for Ready<T> {}

/// Within a view this hands on the one [`Value`], which costs a count and no copy.
impl<T: Serialize> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.ready.get_or_init(|| Value::try_from_serializable(&self.0.value).ok()) {
            Some(ready) => ready.serialize(serializer),
            None => self.0.value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn views_share_what_is_ready() {
        let words = Ready::new(BTreeMap::from([("by", "written by"), ("close", "close")]));
        let views = [&words, &words.clone()].map(|words| Value::from_serializable(&BTreeMap::from([("words", words)])));
        let [one, other] = views.each_ref().map(|view| view.get_from_path("words").and_then(Value::as_map));
        let (Some(one), Some(other)) = (one, other) else { panic!("words are a map to templates") };
        assert!(std::ptr::eq(one, other));
        assert_eq!(Value::from_serializable(&words), Value::from_serializable(&*words));
        // In no order that could be told: templates ask for words by name.
        assert_eq!(serde_json::to_value(&words).unwrap(), serde_json::json!({"by": "written by", "close": "close"}));
    }
}
