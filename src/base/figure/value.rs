//! Exact numbers: what two texts say is compared without rounding, so a third stays a third.

use std::fmt;

/// A rational number in lowest terms; the denominator is positive. What does not fit into 127 bits is no figure of any text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    numerator: i128,
    denominator: i128,
}

impl Value {
    /// Nothing.
    pub const ZERO: Self = Self::integer(0);
    /// One.
    pub const ONE: Self = Self::integer(1);

    /// A whole number.
    pub const fn integer(value: i128) -> Self {
        Self { numerator: value, denominator: 1 }
    }

    /// `numerator` over `denominator`; `None` for a division by zero and for what does not fit.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        if denominator == 1 {
            return Some(Self::integer(numerator));
        }
        let divisor = greatest_common_divisor(numerator.abs(), denominator.abs()) * denominator.signum();
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// Ten to that power, which may be negative.
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Self::ratio(1, power) } else { Some(Self::integer(power)) }
    }

    /// Digits and the number of them that stand behind the point.
    pub fn decimal(mut digits: impl Iterator<Item = u32>, n_decimals: usize) -> Option<Self> {
        let first = digits.next()?.into();
        let numerator = digits.try_fold(first, |sum: i128, digit| sum.checked_mul(10)?.checked_add(digit.into()))?;
        Self::ratio(numerator, 10_i128.checked_pow(u32::try_from(n_decimals).ok()?)?)
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::ratio(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        Self::ratio(numerator, self.denominator.checked_mul(other.denominator)?)
    }

    /// The quotient.
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(Self::ratio(other.denominator, other.numerator)?)
    }

    /// Multiplied by itself, or divided, that many times.
    pub fn power(self, exponent: i32) -> Option<Self> {
        let times = exponent.unsigned_abs();
        let (numerator, denominator) = (self.numerator.checked_pow(times)?, self.denominator.checked_pow(times)?);
        if exponent < 0 { Self::ratio(denominator, numerator) } else { Self::ratio(numerator, denominator) }
    }

    /// With the other sign.
    pub fn negated(self) -> Self {
        Self { numerator: -self.numerator, denominator: self.denominator }
    }

    /// As a whole number, if it is one.
    pub fn whole(self) -> Option<i128> {
        (self.denominator == 1).then_some(self.numerator)
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it is at least that whole number.
    pub fn is_at_least(self, least: i128) -> bool {
        least.checked_mul(self.denominator).is_some_and(|least| self.numerator >= least)
    }
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// In digits with groups of three, as decimals where they end, else as a fraction: `900,000,000,000`, `31.2`, `1/3`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut twos, mut fives) = (self.denominator, 0, 0);
        while rest % 2 == 0 {
            (rest, twos) = (rest / 2, twos + 1);
        }
        while rest % 5 == 0 {
            (rest, fives) = (rest / 5, fives + 1);
        }
        let n_decimals: u32 = if twos > fives { twos } else { fives };
        let scaled = 10_i128.checked_pow(n_decimals).and_then(|power| self.numerator.checked_mul(power));
        let Some(scaled) = scaled.filter(|_| rest == 1) else {
            return write!(f, "{}/{}", self.numerator, self.denominator);
        };
        let digits = format!("{:0>1$}", (scaled / self.denominator).unsigned_abs(), n_decimals as usize + 1);
        let (whole, decimals) = digits.split_at(digits.len() - n_decimals as usize);
        if self.numerator < 0 {
            f.write_str("-")?;
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if decimals.is_empty() { Ok(()) } else { write!(f, ".{decimals}") }
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_are_exact_and_shown_in_groups() {
        let shown = |numerator, denominator| Value::ratio(numerator, denominator).map(|value| value.to_string());
        assert_eq!(shown(900_000_000_000, 1).as_deref(), Some("900,000,000,000"));
        assert_eq!(shown(312, 10).as_deref(), Some("31.2"));
        assert_eq!(shown(-1, 4).as_deref(), Some("-0.25"));
        assert_eq!(shown(2, 6).as_deref(), Some("1/3"));
        assert_eq!(shown(1, 0), None);
        let third = Value::ratio(1, 3).expect("a third");
        assert_eq!(third.plus(third).and_then(|sum| sum.plus(third)), Some(Value::ONE));
        assert_eq!(Value::integer(i128::MAX).times(Value::integer(2)), None);
        assert_eq!(Value::integer(2).power(-2), Value::ratio(1, 4));
    }
}
