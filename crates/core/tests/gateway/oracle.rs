//! Says which request lines a gateway may pass on, without the code that it checks: by anchored regular expressions,
//! and by what lenient servers read in a path.

use regex::Regex;

/// The table in words.
const TABLE: &str = include_str!("table.txt");

/// What stands for a placeholder in a pattern.
const SEGMENT: &str = "[0-9A-Za-z-]+";
const FILE: &str = "[0-9A-Za-z/._%+-]+";
/// What a form encodes a value to, and `=` in it.
const VALUE: &str = "[0-9A-Za-z*._~+%=-]*";

/// The greatest length of a segment. The patterns do not count: that is slow in a test build.
const LONGEST_SEGMENT: usize = 64;

/// The greatest number of servers one behind the other, each of which decodes a path once.
const DECODINGS: usize = 12;

/// A request that may be passed on.
pub struct Form {
    /// The method.
    pub method: &'static str,
    /// The path with its placeholders.
    pub path: &'static str,
    /// The keys that the query may have.
    pub keys: Vec<&'static str>,
    line: Regex,
}

impl Form {
    fn parse(row: &'static str) -> Self {
        let (method, target) = row.split_once(' ').expect("a method and a target");
        let (path, keys) = target.split_once('?').unwrap_or((target, ""));
        let keys: Vec<_> = keys.split('&').filter(|key| !key.is_empty()).collect();
        let pair =
            if keys.is_empty() { String::new() } else { format!("(?:(?:{})(?:={VALUE})?)?", keys.join("|")) };
        let query =
            if path.ends_with("{file}") { String::new() } else { format!(r"(?:\?{pair}(?:&{pair})*)?") };
        let path_pattern = path.replace("{}", SEGMENT).replace("{file}", FILE);
        let line = Regex::new(&format!(r"\A{method} {path_pattern}{query}\z")).expect("a pattern");
        Self { method, path, keys, line }
    }

    /// Whether this is the form of files, which are passed on without a credential.
    pub fn is_icon(&self) -> bool {
        self.path.ends_with("{file}")
    }

    fn has(&self, line: &str) -> bool {
        if !self.line.is_match(line) {
            return false;
        }
        let target = line.split_once(' ').map_or("", |(_, target)| target);
        if self.is_icon() {
            let folder = self.path.split('/').nth(1).unwrap_or_default();
            return readings(target).iter().all(|reading| is_in(reading, folder));
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        path.split('/').all(|segment| segment.len() <= LONGEST_SEGMENT)
            && self.keys.iter().all(|key| times(query, key) <= 1)
    }
}

/// Returns all requests that may be passed on.
pub fn forms() -> Vec<Form> {
    TABLE.lines().filter(|row| !row.starts_with('#')).map(Form::parse).collect()
}

/// Returns the form of a request; `None` if it must not be passed on.
pub fn form_of<'a>(forms: &'a [Form], method: &str, target: &str) -> Option<&'a Form> {
    let line = format!("{method} {target}");
    // The patterns say the same, but slower in a test build.
    let may_be = |form: &Form| {
        form.method == method && target.starts_with(form.path.split('{').next().unwrap_or_default())
    };
    forms.iter().find(|form| may_be(form) && form.has(&line))
}

/// Returns how often a query has a key.
fn times(query: &str, key: &str) -> usize {
    query.split('&').filter(|pair| pair.split('=').next() == Some(key)).count()
}

/// Returns what servers may read in a path, which decode it any number of times, and then take backslashes for
/// slashes, drop white space and control characters, parameters (`;…`) or the query, or do not.
fn readings(path: &str) -> Vec<Vec<u8>> {
    let mut readings = Vec::new();
    let mut bytes = path.as_bytes().to_vec();
    for _ in 0..DECODINGS {
        let lenient: Vec<u8> = short(&bytes)
            .into_iter()
            .filter(|byte| *byte > b' ' && *byte != 0x7f)
            .map(|byte| if byte == b'\\' { b'/' } else { byte })
            .collect();
        let cut = lenient.split(|byte| b"?#".contains(byte)).next().unwrap_or_default().to_vec();
        readings.extend([without_parameters(&lenient), without_parameters(&cut), lenient, cut]);
        let next = percent_decoded(&bytes);
        if next == bytes {
            break;
        }
        bytes = next;
    }
    readings
}

/// Returns a path without the parameters of its segments.
fn without_parameters(path: &[u8]) -> Vec<u8> {
    let segments: Vec<&[u8]> = path
        .split(|byte| *byte == b'/')
        .map(|segment| segment.split(|byte| *byte == b';').next().unwrap_or_default())
        .collect();
    segments.join(&b'/')
}

fn percent_decoded(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let (mut decoded, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).expect("two digits"));
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    decoded
}

/// Returns bytes with each ASCII character that UTF-8 would not write with two bytes written with one, as lenient
/// decoders read it.
fn short(bytes: &[u8]) -> Vec<u8> {
    let (mut shorter, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (0xc0 | 0xc1, Some(next @ 0x80..=0xbf)) => {
                shorter.push((byte & 1) << 6 | next & 0x3f);
                at += 2;
            }
            _ => {
                shorter.push(*byte);
                at += 1;
            }
        }
    }
    shorter
}

/// Whether a path leads to a folder or below it once its dot segments are resolved, and to nowhere else on the way.
fn is_in(path: &[u8], folder: &str) -> bool {
    let mut resolved: Vec<&[u8]> = Vec::new();
    for segment in path.split(|byte| *byte == b'/') {
        match segment {
            b"" | b"." => {}
            b".." => {
                resolved.pop();
                if resolved.is_empty() {
                    return false;
                }
            }
            _ => resolved.push(segment),
        }
        if resolved.first().is_some_and(|first| *first != folder.as_bytes()) {
            return false;
        }
    }
    !resolved.is_empty()
}
