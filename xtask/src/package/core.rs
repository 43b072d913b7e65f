//! The package of the core's rules for Node.js.

use super::tarball::{copy_common, pack as pack_stage};
use crate::files::copy_dir;
use crate::toolchain::Wasm;
use crate::{output, paths, tools};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles and packs the rules.
///
/// # Errors
/// If compiling fails, a file is missing, or the tarball has an unexpected one.
pub fn pack(out: &Path) -> Result<PathBuf> {
    let stage = out.join("core");
    copy_dir(&paths::root().join("npm/core"), &stage)?;
    compile(&stage.join("dist"))?;
    copy_common(&stage)?;
    let expected = ["dist/core.js", "dist/core_bg.wasm", "index.d.ts", "index.js"];
    pack_stage(&stage, out, &expected, |_| false)
}

/// Compiles the rules to WebAssembly, with the JavaScript that loads it in Node.js.
fn compile(dist: &Path) -> Result<()> {
    let mut wasm = Wasm::set_up()?;
    let scratch = paths::scratch()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["build", "--locked", "--release", "--package", "coder-core-node"]);
    cargo.args(["--target", "wasm32-unknown-unknown"]);
    wasm.apply_release(&mut cargo);
    output::run_with_progress("compiling the core for Node.js", &mut cargo, &scratch.join("core-node.log"))?;
    let linked = paths::target().join("wasm32-unknown-unknown/release/coder_core_node.wasm");
    let mut glue = Command::new(tools::wasm_bindgen()?.join("wasm-bindgen"));
    glue.args(["--target", "nodejs", "--no-typescript", "--out-name", "core", "--out-dir"])
        .arg(dist)
        .arg(linked);
    output::run_with_progress("making the glue", &mut glue, &scratch.join("bindgen-core.log"))?;
    let module = dist.join("core_bg.wasm");
    let mut optimize = Command::new(tools::wasm_opt()?.join("wasm-opt"));
    optimize.args(["-O3", "--strip-debug", "-o"]).arg(&module).arg(&module);
    output::run_with_progress("optimizing", &mut optimize, &scratch.join("wasm-opt-core.log"))
}
