//! The isolated development app that Trunk builds.

fn main() {
    console_error_panic_hook::set_once();
    backstage_plugin_coder::standalone::start();
}
