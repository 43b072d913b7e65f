//! The released WebAssembly module, which defines the custom elements.

fn main() {
    backstage_plugin_coder::element::define();
}
