//! Request lines: those of the table, the same with something wrong about them, and noise.

use crate::oracle::Form;
use std::ops::Range;

/// A request line, without the version of HTTP.
pub struct Line {
    /// The method.
    pub method: String,
    /// The target.
    pub target: String,
    /// Whether something was changed about a line of the table.
    pub is_mutated: bool,
}

/// A sequence of numbers that depends on its seed only (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % end.max(1)
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    fn text(&mut self, alphabet: &[u8], lengths: Range<usize>) -> String {
        let length = lengths.start + self.below(lengths.len());
        (0..length).map(|_| char::from(alphabet[self.below(alphabet.len())])).collect()
    }

    /// Returns a position between two characters.
    fn position(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or_default()
    }
}

const HEX: &[u8] = b"0123456789abcdef";
const SEGMENT: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";
const ENCODED: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*-._+";

const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < bytes.len() {
        bytes[at] = at as u8;
        at += 1;
    }
    bytes
};

const METHODS: [&str; 19] = [
    "", "get", "Get", "GET ", " GET", "GET\0", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "QUERY",
    "GETT", "post", "GET", "POST", "PUT", "PATCH", "DELETE",
];
const DOTS: [&str; 21] = [
    "..",
    ".",
    "%2e%2e",
    "%2E%2E",
    ".%2e",
    "%2e.",
    "%2e",
    "%252e%252e",
    "%25252E.",
    "..;",
    "..;x=y",
    "..%3b",
    "..%3f",
    "..%00",
    ".. ",
    "..%20",
    ".\t.",
    "%c0%ae%c0%ae",
    "\u{ff0e}\u{ff0e}",
    "\u{2024}\u{2024}",
    "...",
];
const SLASHES: [&str; 18] = [
    "//", "///", "\\", "/\\", "%2f", "%2F", "%252f", "%25252F", "%5c", "%5C", "%c0%af", ";/", "/;/", "%00/",
    "/%20/", "\u{2215}", "\u{ff0f}", "\u{2044}",
];
const SPECIAL: [&str; 36] = [
    "\0", "\u{1}", "\u{7f}", "\u{85}", "\t", "\r", "\n", "\r\n", " ", "%00", "%0a", "%0d%0a", "%09", "%20",
    "%", "%%", "%u002e", "%2", ";", "#", "?", "&", "@", ":", "*", "~", "'", "\"", "<", "{}", "|", "\u{e4}",
    "\u{202e}", "\u{feff}", "\u{130}", "\u{d7ff}",
];
const ENDS: [&str; 14] = [
    "/",
    "/..",
    "/.",
    "/x",
    ".json",
    "%20",
    "/%2e%2e",
    "/me",
    "/../users",
    "#",
    "#/../x",
    " HTTP/1.1",
    " HTTP/1.1\r\nX: y\r\n\r\nGET /api/v2/users",
    "/api/v2/deployment/config",
];
const ORIGINS: [&str; 12] = [
    "http://coder.example.com",
    "https://coder.example.com:443",
    "HTTP://x",
    "http:",
    "http:/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "@elsewhere.example",
    "elsewhere.example:443",
    "/",
    "/api/v2/..",
    "*",
];
const PAIRS: [&str; 22] = [
    "q=a",
    "limit=1",
    "offset=0",
    "after=1",
    "expect_status=x",
    "template_id=x",
    "deleted=true",
    "as=owner",
    "Q=a",
    "%71=a",
    "q%00=a",
    "q[]=a",
    "q.=a",
    "q+=a",
    " q=a",
    "=a",
    "=",
    "q",
    "q==",
    "a=q",
    "__proto__=x",
    "coder_session_token=x",
];
const ELSEWHERE: [&str; 12] = [
    "/api/v2/users",
    "/api/v2/deployment/config",
    "/api/v2/users/alice",
    "/api/v2/users/me/keys",
    "/api/v2/workspaceagents/x/pty",
    "/api/v2/debug/health",
    "/@alice/payments/apps/code",
    "/oauth2/tokens",
    "/derp",
    "/healthz",
    "/api/v2",
    "/",
];

/// Returns a line of the table, without a change.
pub fn canonical(form: &Form, random: &mut Random) -> Line {
    let mut target = String::new();
    for (number, part) in form.path.replace("{file}", "{}").split("{}").enumerate() {
        if number > 0 {
            target += &if form.is_icon() { file(random) } else { segment(random) };
        }
        target += part;
    }
    let mut separator = '?';
    for key in &form.keys {
        if random.below(3) > 0 {
            target = format!("{target}{separator}{key}={}", random.text(ENCODED, 0..20));
            separator = '&';
        }
    }
    Line { method: form.method.to_owned(), target, is_mutated: false }
}

/// Returns a line: one in eight is of the table, and one in eight is noise.
pub fn any(forms: &[Form], random: &mut Random) -> Line {
    let form = &forms[random.below(forms.len())];
    let mut line = canonical(form, random);
    match random.below(24) {
        0..=2 => return line,
        3..=5 => noise(&mut line, random),
        _ => {
            for _ in 0..=random.below(3) {
                mutate(&mut line, random);
            }
        }
    }
    line.is_mutated = true;
    line
}

fn segment(random: &mut Random) -> String {
    match random.below(4) {
        0 => random.text(SEGMENT, 1..65),
        1 => random.text(SEGMENT, 1..12),
        2 => "payments-2".to_owned(),
        _ => [8, 4, 4, 4, 12].map(|length| random.text(HEX, length..length + 1)).join("-"),
    }
}

fn file(random: &mut Random) -> String {
    let name = random.text(SEGMENT, 1..12);
    random
        .one_of(&["docker.svg", "1f4e6.png", "a/b%20c.svg", "100%25.png", "a..b.svg"])
        .replace("docker", &name)
}

/// Replaces a line by noise, some of it after the beginning of a route.
fn noise(line: &mut Line, random: &mut Random) {
    let kept = random.position(&line.target);
    line.target.truncate(if random.below(2) == 0 { 0 } else { kept });
    line.target += &random.text(&BYTES, 0..40);
    if random.below(4) == 0 {
        line.method = random.text(&BYTES, 0..8);
    }
}

/// Changes one thing about a line.
fn mutate(line: &mut Line, random: &mut Random) {
    let target = &mut line.target;
    match random.below(17) {
        0 => line.method = random.one_of(&METHODS).to_owned(),
        1 => in_a_path(target, &format!("/{}", random.one_of(&DOTS)), random),
        2 => instead_of_a_slash(target, random.one_of(&SLASHES), random),
        3 => instead_of_a_slash(target, &format!("/{}/", random.one_of(&DOTS)), random),
        4 => instead_of_a_slash(target, "", random),
        5 => target.insert_str(random.position(target), random.one_of(&SPECIAL)),
        6 => escape_one(target, random),
        7 => change_case(target, random),
        8 => in_a_path(target, &format!("/{}", random.text(SEGMENT, 60..200)), random),
        9 => target.insert_str(random.position(target), &random.text(SEGMENT, 1..80)),
        10 => add_pair(target, random),
        11 => *target += random.one_of(&ENDS),
        12 => target.insert_str(0, random.one_of(&ORIGINS)),
        13 => target.truncate(random.position(target)),
        14 => *target = format!("{target}{}{}", random.one_of(&SLASHES), random.one_of(&ELSEWHERE)),
        15 => climb(target, random),
        // Node.js reads each byte of a target as a character.
        _ => *target = target.bytes().map(char::from).collect(),
    }
}

/// Inserts a text before one of the slashes, or at the end.
fn in_a_path(target: &mut String, text: &str, random: &mut Random) {
    let slashes: Vec<_> = target.match_indices('/').map(|(at, _)| at).collect();
    let at = slashes.get(random.below(slashes.len() + 1)).copied().unwrap_or(target.len());
    target.insert_str(at, text);
}

fn instead_of_a_slash(target: &mut String, text: &str, random: &mut Random) {
    let slashes: Vec<_> = target.match_indices('/').map(|(at, _)| at).collect();
    if let Some(at) = slashes.get(random.below(slashes.len())) {
        target.replace_range(at..&(at + 1), text);
    }
}

/// Escapes a character, once or several times.
fn escape_one(target: &mut String, random: &mut Random) {
    let at = random.position(target);
    let Some(character) = target[at..].chars().next().filter(char::is_ascii) else { return };
    let escape = if random.below(2) == 0 {
        format!("%{:02x}", u32::from(character))
    } else {
        format!("%{:02X}", u32::from(character))
    };
    let escape = escape.replacen('%', random.one_of(&["%", "%25", "%2525"]), 1);
    target.replace_range(at..=at, &escape);
}

fn change_case(target: &mut str, random: &mut Random) {
    let at = random.position(target);
    let is_lower = target[at..].starts_with(|first: char| first.is_ascii_lowercase());
    if let Some(byte) = target.get_mut(at..at + 1) {
        if is_lower { byte.make_ascii_uppercase() } else { byte.make_ascii_lowercase() }
    }
}

fn add_pair(target: &mut String, random: &mut Random) {
    let separator = random.one_of(&["?", "&", "&", ";", "??", "&&", "%26", "%3f", "&amp;", "#"]);
    *target = format!("{target}{separator}{}", random.one_of(&PAIRS));
}

/// Leads up from the end of a path and to another one.
fn climb(target: &mut String, random: &mut Random) {
    let dots = format!("{}{}", random.one_of(&["/", "/", "%2f", "\\"]), random.one_of(&DOTS));
    *target += &dots.repeat(1 + random.below(5));
    *target += random.one_of(&ELSEWHERE);
}
