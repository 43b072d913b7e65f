//! Exports of dependencies that nothing calls, left out of the release element.
//!
//! Leptos links `wasm-streams`, whose classes wasm-bindgen exports to JavaScript although no script of ours uses them: 4 kB
//! after brotli. An export keeps its code, so it has to be dropped before the linker removes unused code: the compiler runs
//! xtask in place of the linker; it drops the arguments that export them, and runs the linker. Their descriptions for
//! wasm-bindgen are removed from the linked file.

use crate::wasm_sections::replaced;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};
use wasm_encoder::CustomSection;
use wasmparser::Payload;

/// The environment variable with the path of the linker, set while xtask runs in its place.
pub const LINKER: &str = "XTASK_LINKER";

/// Part of the names of the dead exports: methods of `wasm_streams`' classes, their `free` functions and descriptors.
const DEAD_EXPORT: &str = "intounderlying";

/// Part of the names of the dead classes in wasm-bindgen's descriptions.
const DEAD_CLASS: &[u8] = b"IntoUnderlying";

/// The custom section with wasm-bindgen's descriptions.
const DESCRIPTIONS: &str = "__wasm_bindgen_unstable";

/// Runs the linker with the arguments of this process, without the dead exports.
pub fn link(linker: OsString) -> ExitCode {
    match Command::new(linker).args(kept(env::args_os().skip(1))).status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1).into(),
        Err(error) => {
            eprintln!("cannot start the linker: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the linker's arguments without the exports that are dead: `--export name` or `--export=name`.
fn kept(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut kept: Vec<OsString> = Vec::new();
    for arg in args {
        let text = arg.to_string_lossy();
        let is_value = kept.last().is_some_and(|last| last == "--export");
        let is_dead = text.contains(DEAD_EXPORT) && (is_value || text.starts_with("--export="));
        match (is_dead, is_value) {
            (true, true) => drop(kept.pop()),
            (true, false) => {}
            (false, _) => kept.push(arg),
        }
    }
    kept
}

/// Removes the descriptions of dead classes from a linked wasm.
///
/// # Errors
/// If the file cannot be read or written, or is not a wasm with descriptions of the known form.
pub fn remove_descriptions(wasm: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("no {}", wasm.display()))?;
    let module = replaced(&bytes, |payload, module| match payload {
        Payload::CustomSection(section) if section.name() == DESCRIPTIONS => {
            let data = live(section.data())?.into();
            module.section(&CustomSection { name: DESCRIPTIONS.into(), data });
            Ok(true)
        }
        _ => Ok(false),
    })?;
    fs::write(wasm, module).with_context(|| format!("cannot write {}", wasm.display()))
}

/// Returns the descriptions without those of dead classes. Each description is two blocks, a version and a program; each
/// block is its length in four bytes and its content.
fn live(mut descriptions: &[u8]) -> Result<Vec<u8>> {
    let mut live = Vec::new();
    while !descriptions.is_empty() {
        let (version, rest) = block(descriptions)?;
        let (program, rest) = block(rest)?;
        let is_dead = program.windows(DEAD_CLASS.len()).any(|part| part == DEAD_CLASS);
        if !is_dead {
            live.extend([version, program].concat());
        }
        descriptions = rest;
    }
    Ok(live)
}

/// Returns the first block, with its length, and the bytes after it.
fn block(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let length = bytes.first_chunk().map(|length| u32::from_le_bytes(*length) as usize + 4);
    length.and_then(|length| bytes.split_at_checked(length)).context("descriptions of an unknown form")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{kept, live};
    use std::ffi::OsString;

    #[test]
    fn arguments_lose_the_dead_exports_and_nothing_else() {
        let before = [
            "-flavor",
            "wasm",
            "--export",
            "__wbg_intounderlyingsource_free",
            "--export",
            "main",
            "--export=intounderlyingsink_write",
            "/home/intounderlying/main.o",
            "--export",
            "__wbindgen_describe_intounderlyingsink_write",
            "-o",
            "out.wasm",
        ];
        let after = ["-flavor", "wasm", "--export", "main", "/home/intounderlying/main.o", "-o", "out.wasm"];
        assert_eq!(kept(before.into_iter().map(OsString::from)), after);
    }

    fn description(program: &str) -> Vec<u8> {
        let block =
            |text: &str| [&u32::try_from(text.len()).unwrap().to_le_bytes(), text.as_bytes()].concat();
        [block("{\"version\":\"1\"}"), block(program)].concat()
    }

    #[test]
    fn descriptions_of_dead_classes_are_removed() {
        let [live_one, dead, live_two] =
            ["fetch", "class IntoUnderlyingSource", "setTimeout"].map(description);
        let all = [live_one.clone(), dead, live_two.clone()].concat();
        assert_eq!(live(&all).unwrap(), [live_one, live_two].concat());
    }

    #[test]
    fn descriptions_of_another_form_are_an_error() {
        let mut cut = description("fetch");
        cut.pop();
        assert_eq!(live(&cut).unwrap_err().to_string(), "descriptions of an unknown form");
    }
}
