//! The standalone development app, built by Trunk.

fn main() {
    console_error_panic_hook::set_once();
    backstage_plugin_coder::standalone::start();
}
