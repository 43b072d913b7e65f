//! Path checks that account for how browsers and servers decode and normalize paths.

use percent_encoding::percent_decode_str;

/// The maximum number of decoding passes; a path that the last pass still changes is rejected.
const ROUNDS: usize = 5;

/// Returns the part of a path before `?` and `#`, fully percent-decoded; `None` if the path is unsafe.
///
/// A browser treats `..`, `%2e%2e` and `\` as path navigation and drops tabs and line feeds; a server behind it may
/// decode `%2f` and `%252e` first, drop the parameters of a segment (`..;x`) or what it takes for the query (`..%3fx`),
/// or decode bytes that are no UTF-8 to a dot. The path is therefore decoded until nothing changes, and rejected if
/// that is no text, or has a dot segment, a backslash or a control character.
pub fn decoded(path: &str) -> Option<String> {
    let mut path = path.split(['?', '#']).next().unwrap_or_default().to_owned();
    for _ in 0..ROUNDS {
        let next = percent_decode_str(&path).decode_utf8().ok()?.into_owned();
        if next == path {
            return is_plain(&path).then_some(path);
        }
        path = next;
    }
    None
}

fn is_plain(path: &str) -> bool {
    !path.contains(|c: char| c.is_control() || c == '\\') && !path.split('/').any(is_dots)
}

fn is_dots(segment: &str) -> bool {
    matches!(segment.split([';', '?', '#']).next().unwrap_or_default().trim(), "." | "..")
}

/// Whether a path leads to something below one of these folders, each of which ends in `/`: as it is written, and as
/// it is decoded.
pub fn is_below(path: &str, folders: &[&str]) -> bool {
    let folder = folders.iter().find(|folder| path.starts_with(**folder));
    folder.is_some_and(|folder| decoded(path).is_some_and(|path| path.len() > folder.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_a_dot_segment_on_any_way_leads_nowhere() {
        for path in [
            "/api/v2/..",
            "/api/v2/../../x",
            "/api/v2/./x",
            "/api/v2/%2e%2e/x",
            "/api/v2/.%2E/x",
            "/api/v2/..%2fx",
            "/api/v2/..%5cx",
            "/api/v2/%252e%252e%252fx",
            "/api/v2/%25252e./x",
            "/api/v2/..\\x",
            "/api/v2/x\\..\\..",
            "/api/v2/.\t./x",
            "/api/v2/.%0a./x",
            "/api/v2/.. ",
            "/api/v2/..?q=1",
            "/api/v2/..#x",
            "/api/v2/x%3f/../..",
            "/api/v2/%2525252525252525252e./x",
            "/api/v2/..;/x",
            "/api/v2/..%3bx=y/z",
            "/api/v2/..%3fx",
            "/api/v2/.%23x/y",
            "/api/v2/%c0%ae%c0%ae/x",
        ] {
            assert!(!is_below(path, &["/api/v2/"]), "{path}");
        }
    }

    #[test]
    fn other_dots_escapes_and_queries_are_left_alone() {
        for path in [
            "/api/v2/workspaces?q=../..",
            "/api/v2/x#/../..",
            "/api/v2/users/me/workspace/a..b",
            "/api/v2/templates/...",
            "/api/v2/files/a%2Fb",
            "/api/v2/users/%C3%A4%20b",
            "/api/v2/100%25",
            "/api/v2/x;y/..z",
        ] {
            assert!(is_below(path, &["/api/v2/"]), "{path}");
        }
        assert_eq!(decoded("/a%20b?c").as_deref(), Some("/a b"));
    }

    #[test]
    fn below_a_folder_is_neither_beside_it_nor_itself() {
        for path in [
            "/api/v2",
            "/api/v2/",
            "/api/v2x/y",
            "//api/v2/x",
            "api/v2/x",
            "",
            "/API/v2/x",
            "/api%2fv2/x",
            "%2Fapi/v2/x",
        ] {
            assert!(!is_below(path, &["/api/v2/"]), "{path}");
        }
    }
}
