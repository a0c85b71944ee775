//! From numbers to places: an axis from zero or around the numbers, with ticks at round ones.

/// An axis of numbers, laid from `from` to `to` in drawing units.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// An axis for numbers between `low` and `high`. Where all are one, it is given room.
    pub fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + low.abs().max(1.0) };
        Self { low, high, from, to }
    }

    /// The same axis from tick to tick.
    pub fn widened(self, ticks: usize) -> Self {
        let (step, power) = self.step(ticks);
        let step = step as f64 * 10_f64.powi(power.into());
        Self { low: (self.low / step).floor() * step, high: (self.high / step).ceil() * step, ..self }
    }

    /// Where a number stands.
    pub fn at(&self, number: f64) -> f64 {
        // Shares first: the difference of two great numbers must not leave the doubles.
        let share = (number / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0);
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Where zero stands, or the end of the axis that is nearest to it.
    pub fn zero(&self) -> f64 {
        self.at(0.0)
    }

    /// Round numbers on the axis, about so many, each as a factor and a power of ten.
    pub fn ticks(&self, about: usize) -> Vec<(i64, i16)> {
        let (step, power) = self.step(about);
        let unit = 10_f64.powi(power.into()) * step as f64;
        let (first, last) = ((self.low / unit - 1e-9).ceil(), (self.high / unit + 1e-9).floor());
        (first as i64..=last as i64).map(|at| (at * step, power)).collect()
    }

    /// The least of 1, 2, 5 times a power of ten that parts the axis into no more than so many steps.
    fn step(&self, about: usize) -> (i64, i16) {
        let rough = (self.high / 2.0 - self.low / 2.0) / (about.max(1) as f64 / 2.0);
        let power = rough.log10().floor().clamp(-320.0, 300.0) as i16;
        let lead = rough / 10_f64.powi(power.into());
        match lead {
            lead if lead <= 1.0 + 1e-9 => (1, power),
            lead if lead <= 2.0 + 1e-9 => (2, power),
            lead if lead <= 5.0 + 1e-9 => (5, power),
            _ => (1, power + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(ticks: &[(i64, i16)]) -> Vec<f64> {
        ticks.iter().map(|(factor, power)| *factor as f64 * 10_f64.powi((*power).into())).collect()
    }

    #[test]
    fn ticks_are_round() {
        let scale = Scale::new((0.0, 9000.0), (0.0, 100.0));
        assert_eq!(numbers(&scale.ticks(5)), [0.0, 2000.0, 4000.0, 6000.0, 8000.0]);
        assert_eq!(numbers(&scale.widened(5).ticks(5)), [0.0, 2000.0, 4000.0, 6000.0, 8000.0, 10000.0]);
        assert_eq!(numbers(&Scale::new((-3.0, 4.0), (0.0, 1.0)).ticks(4)), [-2.0, 0.0, 2.0, 4.0]);
        assert_eq!(numbers(&Scale::new((0.0, 0.0), (0.0, 1.0)).ticks(2)), [0.0, 0.5, 1.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_numbers_have_their_places(low in -1e300..1e300_f64, high in -1e300..1e300_f64, share in 0.0..1.0_f64) {
            let (low, high) = (low.min(high), low.max(high));
            let scale = Scale::new((low, high), (10.0, 110.0)).widened(5);
            let at = scale.at(low + (high - low) * share);
            prop_assert!((10.0..=110.0).contains(&at), "{at}");
            let ticks = scale.ticks(5);
            prop_assert!(ticks.len() <= 8 && ticks.windows(2).all(|pair| pair[0].0 < pair[1].0), "{ticks:?}");
        }
    }
}
