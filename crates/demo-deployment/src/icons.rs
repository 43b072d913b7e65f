//! Two icons from Coder's set: an SVG and an emoji.

/// Returns the content type and the bytes of the icon at a path.
pub fn at(path: &str) -> Option<(&'static str, &'static [u8])> {
    match path {
        "/icon/docker.svg" => Some(("image/svg+xml", DOCKER.as_bytes())),
        "/emojis/1f4e6.png" => Some(BOX),
        _ => None,
    }
}

/// A small picture of a box.
pub const BOX: (&str, &[u8]) = ("image/png", include_bytes!("box.png"));

const DOCKER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1d63ed" d="M4 14h4v4H4zm5 0h4v4H9zm5 0h4v4h-4zm5 0h4v4h-4zM9 9h4v4H9zm5 0h4v4h-4zm5-5h4v4h-4zm-5 0h4v4h-4zm5 5h4v4h-4zM2 19h24c3 0 4-2 4-4-2-1-4 0-4 0l-1 3H2c0 6 4 10 11 10 8 0 13-4 15-9z"/></svg>"##;
