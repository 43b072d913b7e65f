//! Replacement of single sections of a wasm.

use anyhow::{Context, Result};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// Copies a wasm. `replace` may write another section in place of one, and returns whether it did.
///
/// # Errors
/// If the wasm cannot be parsed, or `replace` fails.
pub fn replaced(
    bytes: &[u8],
    mut replace: impl FnMut(&Payload, &mut Module) -> Result<bool>,
) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if replace(&payload, &mut module)? {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let (start, end) = (usize::try_from(range.start)?, usize::try_from(range.end)?);
            let data = bytes.get(start..end).context("a section outside of the file")?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}
