//! Figures in the words of a complaint: `9,000億円` is `900,000,000,000 JPY`.

use std::fmt;

use crate::base::date::bounds::MONTH_NAMES;

use super::{Date, Kind, Year};

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(value, None) => value.fmt(f),
            Self::Number(value, Some(unit)) | Self::Amount(value, unit) => write!(f, "{value} {unit}"),
            Self::Percentage(value) => write!(f, "{value}%"),
            Self::Discount(value) => write!(f, "{value}% of the price"),
            Self::Points(value) => write!(f, "{value} percentage points"),
            Self::Multiple(value) => write!(f, "{value} times"),
            Self::Increase(value) => write!(f, "{value} times more"),
            Self::Ordinal(value) => write!(f, "number {value}"),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = self.month.and_then(|month| MONTH_NAMES.get(usize::from(month).wrapping_sub(1)));
        let part = match (self.half, self.quarter, month, self.day) {
            (Some(half), ..) => format!("half {half}"),
            (_, Some(quarter), ..) => format!("quarter {quarter}"),
            (_, _, Some(month), Some(day)) => format!("{month} {day}"),
            (_, _, Some(month), None) => (*month).to_owned(),
            (_, _, None, Some(day)) => format!("day {day}"),
            (_, _, None, None) => String::new(),
        };
        match (self.year, part.as_str()) {
            (None, part) => f.write_str(part),
            (Some(year), "") => year.fmt(f),
            (Some(year), part) => write!(f, "{part}, {year}"),
        }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Calendar(year) => write!(f, "{year}"),
            Self::Fiscal(year) | Self::Either(year) => write!(f, "fiscal year {year}"),
            Self::Decade(year) => write!(f, "the {year}s"),
            Self::Century(number) => write!(f, "century {number}"),
            Self::Told => f.write_str("a year said by another"),
        }
    }
}
