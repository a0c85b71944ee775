//! One file at a time; never fails.

pub mod emphasis;
pub mod events;
pub mod line_break;
