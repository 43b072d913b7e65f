//! Icons at paths of Coder's set, drawn for the demo: SVGs and an emoji.

/// Returns the content type and the bytes of the icon at a path.
pub fn at(path: &str) -> Option<(&'static str, &'static [u8])> {
    match path {
        "/icon/docker.svg" => Some(("image/svg+xml", DOCKER.as_bytes())),
        "/icon/code.svg" => Some(("image/svg+xml", CODE.as_bytes())),
        "/icon/cursor.svg" => Some(("image/svg+xml", CURSOR.as_bytes())),
        "/icon/jetbrains.svg" => Some(("image/svg+xml", JETBRAINS.as_bytes())),
        "/icon/folder.svg" => Some(("image/svg+xml", FOLDER.as_bytes())),
        "/emojis/1f4e6.png" => Some(BOX),
        _ => None,
    }
}

/// A small picture of a box.
pub const BOX: (&str, &[u8]) = ("image/png", include_bytes!("box.png"));

const DOCKER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1d63ed" d="M4 14h4v4H4zm5 0h4v4H9zm5 0h4v4h-4zm5 0h4v4h-4zM9 9h4v4H9zm5 0h4v4h-4zm5-5h4v4h-4zm-5 0h4v4h-4zm5 5h4v4h-4zM2 19h24c3 0 4-2 4-4-2-1-4 0-4 0l-1 3H2c0 6 4 10 11 10 8 0 13-4 15-9z"/></svg>"##;

const CODE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f7acc"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="M12 10l-6 6 6 6M20 10l6 6-6 6"/></svg>"##;
const CURSOR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M16 2l12 7v14l-12 7-12-7V9z"/><path fill="#fff" d="M16 16L27 10 17 28z"/></svg>"##;
const JETBRAINS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#c2166d"/><path stroke="#fff" stroke-width="3" stroke-linecap="round" d="M8 24h9"/></svg>"##;
const FOLDER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#b7791f" d="M3 7h10l3 4h13v15H3z"/></svg>"##;
