//! XLIFF 2.1 (OASIS Standard, 13 February 2018): core elements, notes, and two attributes of our own.

pub mod read;
pub mod write;

/// The namespace of the core (section 4.1).
pub const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";
/// The namespace of our attributes: `made` on a unit names what the translation said when the file was made.
pub const OURS: &str = "urn:taiyaku:exchange";
