//! `cargo xtask build`: builds the release element and measures its size.

use crate::code_size::{Granularity, by_owner};
use crate::size_budget::{self, FileSize, Phase};
use crate::toolchain::Wasm;
use crate::{dead_exports, import_names, output, paths, style_chunks, tools};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of the release element.
pub struct ReleaseElement {
    /// Directory of the files.
    pub dir: PathBuf,
    /// Files for the first paint of a list: the optimized wasm, the JavaScript glue, and the glue's snippets.
    pub initial: Vec<PathBuf>,
    /// Lazily loaded chunks: dialogs, menus and the other elements.
    pub lazy: Vec<PathBuf>,
    /// Code size of the whole linked wasm, by owner.
    pub code: Vec<(String, usize)>,
    /// Code size of the first paint's wasm, by owner and file.
    pub initial_code: Vec<(String, usize)>,
    /// Code size of each lazily loaded chunk, by owner and file.
    lazy_code: Vec<(String, Vec<(String, usize)>)>,
}

impl ReleaseElement {
    /// Measures every file.
    ///
    /// # Errors
    /// If a file cannot be read or compressed.
    pub fn sizes(&self) -> Result<Vec<FileSize>> {
        let mut sizes = size_budget::measure(&self.initial, Phase::Initial)?;
        sizes.extend(size_budget::measure(&self.lazy, Phase::Lazy)?);
        Ok(sizes)
    }

    fn print_code(&self) {
        let print = |code: &[(String, usize)]| {
            for (owner, bytes) in code {
                output::info(&format!("  {owner:<60} {bytes:>9} B"));
            }
        };
        output::info("\nto show a list");
        print(&self.initial_code);
        for (chunk, code) in &self.lazy_code {
            output::info(&format!("\n{chunk}"));
            print(code);
        }
    }
}

#[derive(clap::Args)]
pub struct BuildArgs {
    /// Print how many bytes of code each file and crate adds to what a list needs, before optimization
    #[arg(long)]
    by_file: bool,
}

pub fn run(args: &BuildArgs) -> Result<()> {
    let element = element()?;
    if args.by_file {
        element.print_code();
    }
    let sizes = element.sizes()?;
    output::info("\n  file                                         raw      brotli");
    for file in &sizes {
        output::info(&row(&file.name, file.raw, file.brotli));
    }
    let (initial, total) = size_budget::totals(&sizes);
    output::info(&format!(
        "\n  to show a list {initial} B, everything {total} B; in {}",
        element.dir.display()
    ));
    Ok(())
}

fn row(name: &str, raw: usize, brotli: usize) -> String {
    format!("  {name:<40} {raw:>9} B {brotli:>9} B")
}

/// Builds the release element into `target/element`.
pub fn element() -> Result<ReleaseElement> {
    output::info("Building the element for release");
    let mut wasm = Wasm::set_up()?;
    let bindgen = tools::wasm_bindgen()?;
    let wasm_opt = tools::wasm_opt()?;
    let esbuild = tools::esbuild()?;
    let scratch = paths::scratch()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args([
        "rustc",
        "--locked",
        "--release",
        "--bin",
        "element",
        "--features",
        "split",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    wasm.apply_release(&mut cargo);
    // Splitting moves functions and data, and needs the relocations to update references.
    cargo.args(["--", "-Clink-args=--emit-relocs"]);
    let linker = wasm.linker();
    if let Some(linker) = &linker {
        let own = std::env::current_exe().context("xtask does not know its own path")?;
        cargo.env(dead_exports::LINKER, linker).arg(format!("-Clinker={}", own.display()));
    }
    output::run_with_progress(
        "compiling (with the standard library, a few minutes the first time)",
        &mut cargo,
        &scratch.join("release.log"),
    )?;

    let dir = paths::target().join("element");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).with_context(|| format!("no {}", dir.display()))?;
    let linked = paths::target().join("wasm32-unknown-unknown/release/element.wasm");
    if linker.is_some() {
        dead_exports::remove_descriptions(&linked)?;
    }
    let lazy = split(&linked, &dir)?;
    let mut glue = Command::new(bindgen.join("wasm-bindgen"));
    glue.args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
        "--out-name",
        "element",
        "--out-dir",
    ])
    .arg(&dir)
    .arg(dir.join(MAIN));
    output::run_with_progress("making the glue", &mut glue, &scratch.join("bindgen.log"))?;
    fs::remove_file(dir.join(MAIN))?;
    let mut initial = vec![dir.join("element_bg.wasm")];
    // Code is measured here because wasm-opt strips the function names.
    let code = by_owner(&linked, Granularity::Module)?;
    let initial_code = by_owner(&initial[0], Granularity::File)?;
    let code_of = |wasm: &PathBuf| Ok((chunk_name(wasm), by_owner(wasm, Granularity::File)?));
    let lazy_code = lazy.iter().map(code_of).collect::<Result<_>>()?;
    style_chunks::check(&fs::read(&initial[0])?)?;
    import_names::shorten(&initial[0], &dir.join("element.js"))?;
    for wasm in initial.iter().chain(&lazy) {
        let mut optimize = Command::new(wasm_opt.join("wasm-opt"));
        // Inlining large functions into their only caller makes code less repetitive, so brotli compresses it
        // worse. Low memory is unused: the first kilobyte is the far end of the stack.
        optimize.args([
            "-Oz",
            "--strip-debug",
            "--one-caller-inline-max-function-size=40",
            "--low-memory-unused",
        ]);
        optimize.args(FEATURES).arg(wasm).arg("-o").arg(wasm);
        output::run_with_progress("optimizing for size", &mut optimize, &scratch.join("wasm-opt.log"))?;
    }
    let lazy = keep_by_name(&dir, &mut initial[0], lazy)?;
    initial.push(bundle(&dir, &esbuild)?);
    Ok(ReleaseElement { dir, initial, lazy, code, initial_code, lazy_code })
}

fn chunk_name(wasm: &Path) -> String {
    wasm.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// WebAssembly features that the compiler uses and all supported browsers have; the split-off chunks do not declare
/// them.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-extended-const",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// The split's main module, the input of wasm-bindgen.
const MAIN: &str = "main.wasm";
/// The JavaScript module that fetches the lazily loaded chunks.
const LINK: &str = "split.js";

/// Splits a linked wasm at each `lazy_chunk!` of the source; returns the lazily loaded chunks.
fn split(linked: &Path, dir: &Path) -> Result<Vec<PathBuf>> {
    let bytes = fs::read(linked).with_context(|| format!("no {}", linked.display()))?;
    let main = dir.join(MAIN);
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = dir;
    options.main_out_path = &main;
    options.main_module = "./element.js";
    options.link_name = "./split.js";
    let done = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow::anyhow!("splitting the wasm: {error:#}"))?;
    ensure!(!done.split_modules.is_empty(), "the wasm has no split point: was `split` among its features?");
    Ok(done.split_modules)
}

/// Names each wasm file after its content, and makes browsers use a cached file without revalidation.
///
/// Without this, a host's server requires revalidation of files that it does not know to be immutable.
fn keep_by_name(dir: &Path, main: &mut PathBuf, lazy: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    let glue = dir.join("element.js");
    let link = dir.join(LINK);
    let mut link_text = fs::read_to_string(&link).with_context(|| format!("no {}", link.display()))?;
    let renamed = lazy.iter().map(|wasm| name_by_content(wasm, &mut link_text)).collect::<Result<_>>()?;
    let fetches = link_text.matches("= fetch(new URL(").count();
    ensure!(
        fetches == lazy.len(),
        "{LINK} asks for {fetches} files in the known way, not for {}",
        lazy.len()
    );
    let link_text = link_text.replace("= fetch(new URL(", "= fetchKept(new URL(");
    fs::write(&link, format!("{FETCH_KEPT}{link_text}"))?;
    let mut glue_text = fs::read_to_string(&glue).with_context(|| format!("no {}", glue.display()))?;
    *main = name_by_content(main, &mut glue_text)?;
    fs::write(&glue, glue_text)?;
    Ok(renamed)
}

/// Renames a file after a hash of its content, also in the script that names it.
fn name_by_content(wasm: &Path, script: &mut String) -> Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(wasm).with_context(|| format!("no {}", wasm.display()))?);
    let stem = wasm.file_stem().unwrap_or_default().to_string_lossy();
    let (old, new) = (format!("{stem}.wasm"), format!("{stem}.{:016x}.wasm", hasher.finish()));
    ensure!(script.contains(&old), "no script asks for {old}");
    *script = script.replace(&old, &new);
    let renamed = wasm.with_file_name(new);
    fs::rename(wasm, &renamed)?;
    Ok(renamed)
}

/// The fetch function of lazily loaded chunks: takes the cached file at first, and reloads it on a retry.
const FETCH_KEPT: &str = "const asked = new Set();
function fetchKept(url) {
  const cache = asked.has(url.href) ? 'reload' : 'force-cache';
  asked.add(url.href);
  return fetch(url, { cache });
}
";

/// Bundles the glue, the module that fetches the chunks and the snippets into one file: a module that is imported is
/// another round trip before the wasm is requested.
fn bundle(dir: &Path, esbuild: &Path) -> Result<PathBuf> {
    let glue = dir.join("element.js");
    let mut bundle = Command::new(esbuild.join("esbuild"));
    bundle.arg(&glue).args([
        "--bundle",
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--allow-overwrite",
        "--log-level=warning",
    ]);
    bundle.arg(format!("--outfile={}", glue.display()));
    output::run_with_progress("bundling the glue", &mut bundle, &paths::scratch()?.join("esbuild.log"))?;
    fs::remove_file(dir.join(LINK))?;
    fs::remove_dir_all(dir.join("snippets"))?;
    Ok(glue)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "files of the test's own")]
mod tests {
    use super::{LINK, keep_by_name};
    use std::fs;
    use std::path::PathBuf;

    /// Returns the names of two files with these contents, and the text of the scripts that load them.
    fn renamed(main: &str, later: &str) -> (Vec<String>, String) {
        let dir = std::env::temp_dir().join(format!("coder-names-{}-{main}-{later}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let mut first = write("element_bg.wasm", main);
        let rest = vec![write("split_dialogs.wasm", later)];
        write("element.js", "module_or_path = new URL('element_bg.wasm', import.meta.url);");
        write(LINK, "const src = fetch(new URL(\"./split_dialogs.wasm\", import.meta.url));");
        let rest = keep_by_name(&dir, &mut first, rest).unwrap();
        assert!(first.is_file() && rest.iter().all(|file| file.is_file()));
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let names = vec![name(&first), name(&rest[0])];
        let scripts = ["element.js", LINK].map(|script| fs::read_to_string(dir.join(script)).unwrap());
        fs::remove_dir_all(dir).unwrap();
        (names, scripts.concat())
    }

    #[test]
    fn a_wasm_is_asked_for_by_a_name_that_changes_with_what_is_in_it_and_with_nothing_else() {
        let (names, scripts) = renamed("a", "b");
        for name in &names {
            assert!(scripts.contains(name.as_str()), "{name}: {scripts}");
        }
        assert!(!scripts.contains("_bg.wasm") && !scripts.contains("dialogs.wasm"), "{scripts}");
        assert!(scripts.contains("= fetchKept(new URL(") && scripts.contains("'force-cache'"), "{scripts}");
        let (others, _) = renamed("a", "c");
        assert_eq!(names[0], others[0]);
        assert_ne!(names[1], others[1]);
    }
}
