//! Files that are no pages: each is written in Rust, for templates escape HTML only.

use crate::base::highlight;
use crate::link::route::Data;

/// Its text.
pub fn data(data: Data) -> String {
    match data {
        Data::CodeStyle => highlight::style_sheet(),
        Data::NoJekyll => String::new(),
    }
}
