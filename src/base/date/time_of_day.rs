//! Times of day (EDTF level 0, "date and time"): told right from wrong, and set aside.

/// Whether `text` is hours, minutes and seconds, with or without an offset from -12:00 to +14:00.
pub(super) fn is_valid(text: &str) -> bool {
    let Some((clock, rest)) = text.split_at_checked(8) else {
        return false;
    };
    let numbers: Option<Vec<u32>> = clock.split(':').map(two_digits).collect();
    match numbers.as_deref() {
        Some([24, 0, 0]) => is_offset(rest),
        Some([0..24, 0..60, 0..60]) => is_offset(without_fraction(rest)),
        _ => false,
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A fraction of a second is a point and digits; without digits the point stays, and is no offset.
fn without_fraction(text: &str) -> &str {
    let Some(fraction) = text.strip_prefix('.') else {
        return text;
    };
    let rest = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
    if rest.len() == fraction.len() { text } else { rest }
}

fn is_offset(text: &str) -> bool {
    if matches!(text, "" | "Z") {
        return true;
    }
    let Some((sign @ ("+" | "-"), digits)) = text.split_at_checked(1) else {
        return false;
    };
    let (hours, minutes) = match digits.len() {
        2 => (digits, "00"),
        4 => digits.split_at(2),
        _ => match digits.split_once(':') {
            Some(parts) => parts,
            None => return false,
        },
    };
    let (Some(hours), Some(minutes)) = (two_digits(hours), two_digits(minutes)) else {
        return false;
    };
    let total = hours * 60 + minutes;
    // ISO 8601-1: UTC itself is +00:00, never -00:00.
    minutes < 60 && if sign == "+" { total <= 14 * 60 } else { (1..=12 * 60).contains(&total) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_whole_and_offsets_exist() {
        for text in ["00:00:00", "24:00:00", "23:59:59.1Z", "10:10:10+14:00", "10:10:10-1200", "10:10:10+00"] {
            assert!(super::is_valid(text), "{text}");
        }
        for text in ["10:10", "24:00:01", "10:60:00", "10:10:10.", "10:10:10-00:00", "10:10:10+14:01", "1０:10:10", ""]
        {
            assert!(!super::is_valid(text), "{text}");
        }
    }
}
