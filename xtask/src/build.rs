//! `cargo xtask build`: the release element, and what it weighs.

use crate::{paths, toolchain::Wasm, tools, ui};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the release element consists of.
pub struct Element {
    /// The optimized wasm.
    pub wasm: PathBuf,
    /// The glue and the snippets it imports.
    pub scripts: Vec<PathBuf>,
}

pub fn run() -> Result<()> {
    let element = element()?;
    ui::say("\n  file                                         raw      brotli");
    let mut total = (0, 0);
    for file in std::iter::once(&element.wasm).chain(&element.scripts) {
        let bytes = fs::read(file)?;
        let brotli = brotli_size(&bytes)?;
        total = (total.0 + bytes.len(), total.1 + brotli);
        ui::say(&row(&file.file_name().unwrap_or_default().to_string_lossy(), bytes.len(), brotli));
    }
    ui::say(&row("wasm + glue (style sheet inside)", total.0, total.1));
    ui::say(&format!("\n  in {}", element.wasm.parent().unwrap_or(Path::new("")).display()));
    Ok(())
}

fn row(name: &str, raw: usize, brotli: usize) -> String {
    format!("  {name:<40} {raw:>9} B {brotli:>9} B")
}

/// Builds the element for release into `target/element`.
pub fn element() -> Result<Element> {
    ui::say("Building the element for release");
    let mut wasm = Wasm::set_up()?;
    let bindgen = tools::wasm_bindgen()?;
    let wasm_opt = tools::wasm_opt()?;
    let scratch = paths::scratch()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args([
        "build",
        "--release",
        "--bin",
        "element",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    wasm.apply_release(&mut cargo);
    ui::long(
        "compiling (with the standard library, a few minutes the first time)",
        &mut cargo,
        &scratch.join("release.log"),
    )?;

    let out = paths::target().join("element");
    let _ = fs::remove_dir_all(&out);
    let compiled = paths::target().join("wasm32-unknown-unknown/release/element.wasm");
    let mut glue = Command::new(bindgen.join("wasm-bindgen"));
    glue.args(["--target", "web", "--no-typescript", "--out-name", "element", "--out-dir"])
        .arg(&out)
        .arg(&compiled);
    ui::long("making the glue", &mut glue, &scratch.join("bindgen.log"))?;
    let wasm = out.join("element_bg.wasm");
    let mut optimize = Command::new(wasm_opt.join("wasm-opt"));
    optimize.arg("-Oz").arg(&wasm).arg("-o").arg(&wasm);
    ui::long("optimizing for size", &mut optimize, &scratch.join("wasm-opt.log"))?;
    let mut scripts = vec![out.join("element.js")];
    scripts.extend(scripts_below(&out.join("snippets"))?);
    Ok(Element { wasm, scripts })
}

fn scripts_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("no {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(scripts_below(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Bytes after brotli at its highest quality, as a server would keep it compressed.
fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).context("brotli failed")?;
    Ok(out.len())
}
