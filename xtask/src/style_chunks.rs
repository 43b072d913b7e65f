//! Checks that the release element's initial chunk has the style sheets of the components in it.

use anyhow::{Result, ensure};
use std::collections::BTreeSet;

/// The length of the class by which stylers scopes a sheet.
const CLASS: usize = "l-123456".len();

/// Checks that each sheet that the code of a chunk names is in the chunk. `wasm` is a file with both, code and sheets.
///
/// # Errors
/// If a sheet is missing; the error names its class.
pub fn check(wasm: &[u8]) -> Result<()> {
    let (mut defined, mut named) = (BTreeSet::new(), BTreeSet::new());
    for (at, class) in wasm.windows(CLASS).enumerate() {
        let is_class = class.starts_with(b"l-")
            && class[3..].iter().all(u8::is_ascii_digit)
            && (class[2] == b'-' || class[2].is_ascii_digit());
        if is_class {
            let is_selector = at > 0 && wasm[at - 1] == b'.';
            if is_selector { &mut defined } else { &mut named }.insert(String::from_utf8_lossy(class));
        }
    }
    ensure!(!defined.is_empty(), "the initial chunk has no style sheet");
    let missing: Vec<_> = named.difference(&defined).collect();
    ensure!(
        missing.is_empty(),
        "the initial chunk has components without their styles, of the classes {missing:?}: add their sheets to \
         INITIAL_SHEETS in build.rs"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_component_needs_its_sheet_in_its_own_chunk() {
        assert!(check(b"row.l-170410{color:red}headl-170410l--67011").is_err());
        assert!(check(b".row.l-170410{}.a.l--67011{}headl-170410l--670112px").is_ok());
    }

    #[test]
    fn a_chunk_without_any_sheet_is_not_the_initial_one() {
        assert!(check(b"headrowl-").is_err());
    }
}
