//! The shipped wasm: defines the custom elements.

fn main() {
    backstage_plugin_coder::element::define();
}
