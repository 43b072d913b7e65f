//! ANSI styles in a log line, parsed into spans of styled text. All other terminal sequences are dropped.

use anstyle_parse::{DefaultCharAccumulator, Params, Parser, Perform};

/// A span of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text, without control characters.
    pub text: String,
    /// The style of the span.
    pub style: Style,
}

/// The style in which a terminal shows a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The color, one of 16: black, red, green, yellow, blue, magenta, cyan, white, then the bright variants.
    pub color: Option<u8>,
    /// Bold weight.
    pub bold: bool,
    /// Faint weight.
    pub dim: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
}

/// Parses a log line into spans. As in a terminal, a carriage return discards the text before it.
///
/// ```
/// let spans = coder_core::ansi::parse("\u{1b}[31mError:\u{1b}[0m no image");
/// assert_eq!((spans[0].text.as_str(), spans[0].style.color), ("Error:", Some(1)));
/// assert_eq!(spans[1].text, " no image");
/// ```
pub fn parse(line: &str) -> Vec<Span> {
    let line = line.trim_end_matches(['\r', '\n']);
    let mut screen = SpanBuilder::default();
    let mut parser = Parser::<DefaultCharAccumulator>::new();
    for byte in line.bytes() {
        parser.advance(&mut screen, byte);
    }
    screen.runs
}

/// Returns a log line without its styles, for a file or the clipboard.
pub fn strip(line: &str) -> String {
    parse(line).into_iter().map(|run| run.text).collect()
}

#[derive(Default)]
struct SpanBuilder {
    runs: Vec<Span>,
    style: Style,
}

impl Perform for SpanBuilder {
    fn print(&mut self, c: char) {
        // The parser passes the C1 control characters through.
        if c.is_control() && c != '\t' {
            return;
        }
        match self.runs.last_mut() {
            Some(run) if run.style == self.style => run.text.push(c),
            _ => self.runs.push(Span { text: c.to_string(), style: self.style }),
        }
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\t' => self.print('\t'),
            b'\r' => self.runs.clear(),
            _ => {}
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], ignore: bool, action: u8) {
        if action == b'm' && !ignore && intermediates.is_empty() {
            let codes: Vec<u16> = params.iter().flatten().copied().collect();
            self.style = apply_sgr(self.style, &codes);
        }
    }
}

fn apply_sgr(mut style: Style, codes: &[u16]) -> Style {
    let mut codes = codes.iter().copied();
    while let Some(code) = codes.next() {
        match code {
            0 => style = Style::default(),
            1 => style.bold = true,
            2 => style.dim = true,
            3 => style.italic = true,
            4 => style.underline = true,
            22 => (style.bold, style.dim) = (false, false),
            23 => style.italic = false,
            24 => style.underline = false,
            30..=37 => style.color = u8::try_from(code - 30).ok(),
            90..=97 => style.color = u8::try_from(code - 82).ok(),
            39 => style.color = None,
            // A color from the 256-color palette, or an RGB color. Only the first 16 palette colors are supported.
            38 | 48 => match codes.next() {
                Some(5) => {
                    let color = codes.next().and_then(|c| u8::try_from(c).ok()).filter(|c| *c < 16);
                    if code == 38 {
                        style.color = color;
                    }
                }
                Some(2) => {
                    let _ = (codes.next(), codes.next(), codes.next());
                }
                _ => {}
            },
            _ => {}
        }
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Vec<(String, Style)> {
        parse(line).into_iter().map(|run| (run.text, run.style)).collect()
    }

    const PLAIN: Style = Style { color: None, bold: false, dim: false, italic: false, underline: false };

    #[test]
    fn colors_and_weights_make_runs() {
        let green = Style { color: Some(2), bold: true, ..PLAIN };
        assert_eq!(
            seen("a\u{1b}[1;32mb\u{1b}[mc"),
            [("a".into(), PLAIN), ("b".into(), green), ("c".into(), PLAIN)]
        );
        assert_eq!(seen("\u{1b}[94mx")[0].1.color, Some(12));
    }

    #[test]
    fn rich_colors_are_left_out_without_eating_what_follows() {
        assert_eq!(seen("\u{1b}[38;2;1;2;3;4mx"), [("x".into(), Style { underline: true, ..PLAIN })]);
        assert_eq!(seen("\u{1b}[38;5;9mx")[0].1.color, Some(9));
        assert_eq!(seen("\u{1b}[38;5;200mx")[0].1.color, None);
        assert_eq!(seen("\u{1b}[48;5;9mx")[0].1.color, None);
    }

    #[test]
    fn what_moves_a_cursor_or_sets_a_title_is_not_shown() {
        assert_eq!(strip("\u{1b}[2K\u{1b}[1Ga\u{1b}]0;title\u{7}b"), "ab");
        assert_eq!(strip("10%\r50%\r100%"), "100%");
        assert_eq!(strip("done\r\n"), "done");
    }

    #[test]
    fn markup_stays_text_and_unfinished_sequences_do_no_harm() {
        assert_eq!(strip("<b>&amp;</b>"), "<b>&amp;</b>");
        assert_eq!(strip("a\u{1b}["), "a");
        assert_eq!(strip("grüße ➜"), "grüße ➜");
    }

    #[test]
    fn every_attribute_is_set_by_its_code_and_taken_back_by_its_own() {
        let style = |codes: &str| seen(&format!("\u{1b}[{codes}mx"))[0].1;
        assert_eq!(style("1"), Style { bold: true, ..PLAIN });
        assert_eq!(style("2"), Style { dim: true, ..PLAIN });
        assert_eq!(style("3"), Style { italic: true, ..PLAIN });
        assert_eq!(style("4"), Style { underline: true, ..PLAIN });
        let all = Style { color: Some(1), bold: true, dim: true, italic: true, underline: true };
        assert_eq!(style("1;2;3;4;31"), all);
        assert_eq!(style("1;2;3;4;31;22"), Style { bold: false, dim: false, ..all });
        assert_eq!(style("1;2;3;4;31;23"), Style { italic: false, ..all });
        assert_eq!(style("1;2;3;4;31;24"), Style { underline: false, ..all });
        assert_eq!(style("1;2;3;4;31;39"), Style { color: None, ..all });
        assert_eq!(style("1;2;3;4;31;0"), PLAIN);
        for (codes, color) in [("30", 0), ("37", 7), ("90", 8), ("97", 15), ("38;5;15", 15)] {
            assert_eq!(style(codes).color, Some(color), "{codes}");
        }
        assert_eq!(style("38;5;16").color, None);
        assert_eq!(style("31;48;5;9").color, Some(1), "a background leaves the color");
        assert_eq!(style("31;48;2;1;2;3;4"), Style { color: Some(1), underline: true, ..PLAIN });
        assert_eq!(style("5;7;99"), PLAIN, "what has no name here changes nothing");
        assert_eq!(seen("\u{1b}[?31mx\u{1b}[31Kx"), [("xx".into(), PLAIN)], "nor does another sequence");
    }

    #[test]
    fn tabs_stay_and_other_control_characters_go() {
        assert_eq!(strip("a\tb\u{7}c\u{8}d\u{85}e"), "a\tbcde");
        assert_eq!(strip("\r\n"), "");
    }
}
