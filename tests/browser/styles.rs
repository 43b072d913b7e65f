//! The style sheet: scopes that do not collide, adopted once, no inline styles.

use crate::harness::{Harness, config};
use backstage_plugin_coder::style::SHEET;
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn no_two_scopes_collide() {
    // A native test names the files of equal length, which stylers gives one scope; this one counts what it made.
    // The build script counts the sheets under `src/`; those of the tokens, the base and the standalone page are not
    // scoped.
    let sheets: usize = env!("COMPONENT_SHEETS").parse().unwrap();
    let scopes: BTreeSet<&str> = SHEET
        .split(".l-")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_digit() && c != '-').next().unwrap_or_default())
        .collect();
    assert_eq!(scopes.len(), sheets, "{scopes:?}");
}

#[wasm_bindgen_test]
fn a_sheet_of_several_components_is_there_once() {
    // `create_workspace/template_form.css` is the sheet of five components, and has one rule for this class.
    assert_eq!(SHEET.matches(".terms.l-").count(), 1);
}

#[wasm_bindgen_test]
fn every_rule_is_about_elements_that_are_scoped_themselves() {
    // stylers treats a spaced `+`, `>` or `~` after parentheses as an element and scopes it: such a rule matches
    // nothing.
    let broken: Vec<&str> =
        SHEET.match_indices(" .l-").map(|(at, _)| &SHEET[at.saturating_sub(40)..at + 20]).collect();
    assert_eq!(broken, [""; 0]);
}

#[wasm_bindgen_test]
async fn two_cards_in_one_root_adopt_one_sheet() {
    let first = Harness::new().card(&config(), None);
    let second = Harness::new().card(&config(), None);
    first.shows("Session token").await;
    second.shows("Session token").await;
    let sheets = Array::from(&Reflect::get(&document(), &"adoptedStyleSheets".into()).unwrap());
    assert_eq!(sheets.length(), 1);
    assert_eq!(first.count("style, [style*=':']") + first.count("[onclick]"), 0);
}
