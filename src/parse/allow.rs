//! What an author lets pass: `allow: [{rule: figures-differ, unit: s3, reason: "…"}]` in the front matter drops the complaints
//! of one rule about one unit. The unit `top` is the title and the document as a whole. A reason must be given: whoever
//! comes later has to know whether it still holds.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule::{self, Rule};
use crate::base::text::{Span, Spanned};
use crate::base::yaml::{Fields, Node, nearest};

/// A rule that is not held against one unit.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The rule.
    pub rule: Spanned<&'static Rule>,
    /// The unit; `top` for the title and the document as a whole.
    pub unit: Spanned<String>,
}

/// Reads the items of `allow`. What cannot be read allows nothing.
pub fn read(items: Vec<Node<'_>>, diagnostics: &mut Diagnostics) -> Vec<Allow> {
    items.into_iter().filter_map(|item| allow(item, diagnostics)).collect()
}

fn allow(node: Node<'_>, diagnostics: &mut Diagnostics) -> Option<Allow> {
    let mut fields = Fields::new(node, diagnostics);
    if !node.is_mapping() {
        return None;
    }
    let name = fields.required_text("rule");
    let unit = fields.required_text("unit");
    let reason = fields.required_text("reason");
    fields.finish();
    let rule = name.and_then(|name| Some(Spanned::new(rule_of(&name, diagnostics)?, name.span)));
    let reason = reason?;
    if reason.value.trim().is_empty() {
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, reason.span, "this reason is empty")
                .help("say why it is right as it stands, so that others need not ask: reason: \"…\""),
        );
        return None;
    }
    Some(Allow { rule: rule?, unit: unit? })
}

fn rule_of(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<&'static Rule> {
    let Some(rule) = rule::find(&name.value) else {
        diagnostics.push(unknown(&rule::WRONG_VALUE, &name.value, name.span));
        return None;
    };
    if rule.is_structural() {
        let message = format!("`{}` cannot be allowed: it is always an error", rule.name);
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, name.span, message)
                .help("without it a page would be lost or unsafe; mend what it tells of, and remove this item"),
        );
        return None;
    }
    Some(rule)
}

/// A complaint of `rule` about a name that no rule has.
pub fn unknown(rule: &'static Rule, name: &str, span: Span) -> Diagnostic {
    let complaint = Diagnostic::new(rule, span, format!("there is no rule `{name}`"));
    match nearest(name, rule::ALL.iter().map(|rule| rule.name)) {
        Some(near) => complaint.help(format!("did you mean `{near}`?")),
        None => complaint.help("rules are named in the brackets of a complaint: error[broken-reference]"),
    }
}
