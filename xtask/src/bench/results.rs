//! The measured numbers of several whole runs, as they appear in the report.

use serde_json::Value;

/// The results of whole runs of a measurement.
pub struct Results(Vec<Value>);

impl Results {
    /// Creates results from the JSON of each run, of which there is at least one.
    pub const fn new(runs: Vec<Value>) -> Self {
        Self(runs)
    }

    /// Returns the number of whole runs.
    pub const fn runs(&self) -> usize {
        self.0.len()
    }

    /// Whether the runs measured something.
    pub fn has(&self, path: &str) -> bool {
        self.0.iter().any(|run| run.pointer(path).is_some_and(Value::is_object))
    }

    /// Returns a text that is the same in all runs.
    pub fn text(&self, path: &str) -> &str {
        self.0.first().and_then(|run| run.pointer(path)?.as_str()).unwrap_or("?")
    }

    /// Returns the median of a number over the runs.
    pub fn number(&self, path: &str) -> Option<f64> {
        median(&self.all(path))
    }

    /// Returns a duration: the median in milliseconds, and its spread.
    pub fn ms(&self, path: &str) -> String {
        shown(&self.all(path), |n| format!("{n:.0}"), " ms")
    }

    /// Returns an integer: the median, and its spread.
    pub fn integer(&self, path: &str) -> String {
        shown(&self.all(path), |n| format!("{n:.0}"), "")
    }

    /// Returns an integer that does not vary, without its spread.
    pub fn plain_integer(&self, path: &str) -> String {
        self.number(path).map_or("–".to_owned(), |n| format!("{n:.0}"))
    }

    /// Returns a number of bytes: the median in mebibytes, and its spread.
    pub fn mib(&self, path: &str) -> String {
        shown(&self.all(path), |n| format!("{:.1}", n / 1_048_576.0), " MiB")
    }

    /// Returns how many times the one is the other: the median of the runs' ratios, and its spread.
    pub fn ratio(&self, ours: &str, floor: &str) -> String {
        shown(&self.each(ours, floor, |ours, floor| ours / floor), |n| format!("{n:.1}"), "×")
    }

    /// Returns by how much the one exceeds the other: the median of the runs' differences, and its spread.
    pub fn excess(&self, of: &str, over: &str, show: impl Fn(f64) -> String) -> String {
        shown(&self.each(of, over, |of, over| of - over), show, "")
    }

    /// Returns what is calculated from two numbers of each run.
    fn each(&self, one: &str, other: &str, calculate: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let number = |run: &Value, path: &str| run.pointer(path).and_then(Value::as_f64);
        let each = self.0.iter().filter_map(|run| Some(calculate(number(run, one)?, number(run, other)?)));
        // A ratio to nothing is none.
        each.filter(|n| n.is_finite()).collect()
    }

    fn all(&self, path: &str) -> Vec<f64> {
        self.0.iter().filter_map(|run| run.pointer(path)?.as_f64()).collect()
    }
}

fn median(all: &[f64]) -> Option<f64> {
    let mut sorted = all.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

/// Returns the median of numbers with their unit, and their spread if they differ; `–` without numbers.
fn shown(all: &[f64], show: impl Fn(f64) -> String, unit: &str) -> String {
    let Some(median) = median(all) else { return "–".to_owned() };
    let least = show(all.iter().copied().fold(f64::INFINITY, f64::min));
    let most = show(all.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    let spread = if least == most { String::new() } else { format!(" ({least}–{most})") };
    format!("{}{unit}{spread}", show(median))
}

#[cfg(test)]
mod tests {
    use super::Results;
    use serde_json::json;

    #[test]
    fn a_figure_is_the_median_of_the_runs_with_its_spread() {
        let results = Results::new(vec![
            json!({"a": 30.0, "b": 10.0, "c": 5}),
            json!({"a": 10.0, "b": 10.0, "c": 5}),
            json!({"a": 20.0, "b": 5.0, "c": 5}),
        ]);
        assert_eq!(results.ms("/a"), "20 ms (10–30)");
        assert_eq!(results.integer("/c"), "5");
        assert_eq!(results.ratio("/a", "/b"), "3.0× (1.0–4.0)");
        assert_eq!(results.excess("/a", "/b", |n| format!("{n:.0}")), "15 (0–20)");
        assert_eq!(results.ms("/missing"), "–");
        assert_eq!(Results::new(vec![json!({"a": 0, "b": 0})]).ratio("/a", "/b"), "–");
    }
}
