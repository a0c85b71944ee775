//! What an editor reads of figures that differ, and of what passes.
