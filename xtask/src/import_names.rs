//! Short names for the imports that wasm-bindgen's glue provides.
//!
//! wasm-bindgen names an import after its function and 16 random digits (`__wbg_insertBefore_3c1b…`), in the wasm and in
//! the glue. Random digits cannot be compressed: about 24 bytes of brotli per import.

use crate::wasm_sections::replaced;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wasm_encoder::ImportSection;
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasmparser::{Import, ImportSectionReader, Payload};

/// The module whose imports are renamed: wasm-bindgen's glue. The lazily loaded chunks import nothing from it.
const GLUE: &str = "./element_bg.js";

/// The beginning of the names that wasm-bindgen generates.
const GENERATED: &str = "__wb";

/// New names by old names.
type ShortNames = BTreeMap<String, String>;

/// Shortens the names of a wasm's imports, in the wasm and in its glue.
///
/// # Errors
/// If a file cannot be read or written, if the wasm cannot be parsed, or if the glue does not have a name once.
pub fn shorten(wasm: &Path, glue: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("no {}", wasm.display()))?;
    let text = fs::read_to_string(glue).with_context(|| format!("no {}", glue.display()))?;
    let (module, names) = renamed_module(&bytes)?;
    fs::write(glue, renamed_glue(&text, &names)?)?;
    fs::write(wasm, module)?;
    Ok(())
}

/// Returns the wasm with short names, and the names.
fn renamed_module(bytes: &[u8]) -> Result<(Vec<u8>, ShortNames)> {
    let mut names = ShortNames::new();
    let module = replaced(bytes, |payload, module| {
        let Payload::ImportSection(imports) = payload else { return Ok(false) };
        module.section(&renamed_imports(imports.clone(), &mut names)?);
        Ok(true)
    })?;
    Ok((module, names))
}

fn renamed_imports(imports: ImportSectionReader, names: &mut ShortNames) -> Result<ImportSection> {
    let mut section = ImportSection::new();
    for import in imports.into_imports() {
        let Import { module, name, ty } = import?;
        let ty = RoundtripReencoder.entity_type(ty)?;
        if module == GLUE && name.starts_with(GENERATED) {
            let next = short_name(names.len());
            section.import(module, names.entry(name.to_owned()).or_insert(next), ty);
        } else {
            section.import(module, name, ty);
        }
    }
    Ok(section)
}

/// Returns the short name of a number: `_a`, `_b`, …, `_z`, `_aa`.
fn short_name(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
        if number == 0 {
            break;
        }
        number -= 1;
    }
    letters.push('_');
    letters.iter().rev().collect()
}

/// Returns the glue with short names, whole identifiers only.
fn renamed_glue(text: &str, names: &ShortNames) -> Result<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let (mut renamed, mut rest, mut seen) = (String::new(), text, ShortNames::new());
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        renamed.push_str(before);
        let short = names.get(word);
        if let Some(short) = short {
            ensure!(seen.insert(word.to_owned(), short.clone()).is_none(), "the glue has {word} twice");
        }
        ensure!(!names.values().any(|taken| taken == word), "the glue has a name {word} of its own");
        renamed.push_str(short.map_or(word, String::as_str));
        rest = after;
    }
    for name in names.keys() {
        ensure!(seen.contains_key(name), "the glue does not provide {name}");
    }
    renamed.push_str(rest);
    Ok(renamed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{GLUE, ShortNames, renamed_glue, renamed_module, short_name};
    use wasm_encoder::{
        CodeSection, EntityType, Function, FunctionSection, ImportSection, Module, TypeSection,
    };
    use wasmparser::{Import, Parser, Payload};

    /// Returns a module with these imports, and with a function of its own.
    fn module(names: &[(&str, &str)]) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        for (module, name) in names {
            imports.import(module, name, EntityType::Function(0));
        }
        functions.function(0);
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&code);
        module.finish()
    }

    fn imports(bytes: &[u8]) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            if let Payload::ImportSection(imports) = payload.unwrap() {
                for import in imports.into_imports() {
                    let Import { module, name, .. } = import.unwrap();
                    all.push((module.to_owned(), name.to_owned()));
                }
            }
        }
        all
    }

    #[test]
    fn what_wasm_bindgen_named_is_renamed_and_nothing_else() {
        let before = module(&[
            (GLUE, "__wbg_insertBefore_3c1b2d4e5f607182"),
            (GLUE, "memory"),
            ("./split.js", "__wbg_load"),
            (GLUE, "__wbindgen_throw"),
        ]);
        let (after, names) = renamed_module(&before).unwrap();
        let pair = |module: &str, name: &str| (module.to_owned(), name.to_owned());
        assert_eq!(
            imports(&after),
            [pair(GLUE, "_a"), pair(GLUE, "memory"), pair("./split.js", "__wbg_load"), pair(GLUE, "_b")]
        );
        let [first, second] = ["__wbg_insertBefore_3c1b2d4e5f607182", "__wbindgen_throw"];
        assert_eq!(
            names,
            ShortNames::from([(first.to_owned(), "_a".to_owned()), (second.to_owned(), "_b".to_owned())])
        );
        let sections = |bytes: &[u8]| {
            let all = Parser::new(0).parse_all(bytes);
            all.filter_map(|payload| payload.unwrap().as_section().map(|(id, _)| id)).collect::<Vec<_>>()
        };
        assert_eq!(sections(&after), sections(&before));
    }

    #[test]
    fn the_glue_keeps_all_but_whole_names() {
        let names = ShortNames::from([("__wbg_a_1".to_owned(), "_a".to_owned())]);
        let text = "const i = { __wbg_a_1: function() { return x__wbg_a_1 + __wbg_a_12; } };";
        assert_eq!(
            renamed_glue(text, &names).unwrap(),
            "const i = { _a: function() { return x__wbg_a_1 + __wbg_a_12; } };"
        );
    }

    #[test]
    fn a_glue_of_another_form_is_an_error() {
        let names = ShortNames::from([("__wbg_a_1".to_owned(), "_a".to_owned())]);
        let wrong = |text: &str| renamed_glue(text, &names).unwrap_err().to_string();
        assert_eq!(wrong("{}"), "the glue does not provide __wbg_a_1");
        assert_eq!(wrong("{ __wbg_a_1: 1, __wbg_a_1: 2 }"), "the glue has __wbg_a_1 twice");
        assert_eq!(wrong("{ __wbg_a_1: _a }"), "the glue has a name _a of its own");
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = (0..2_000).map(short_name).collect();
        assert_eq!(names.len(), 2_000);
        assert_eq!([0, 25, 26, 701, 702].map(short_name), ["_a", "_z", "_aa", "_zz", "_aaa"]);
    }
}
