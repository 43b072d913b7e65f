//! The desktop editors that Coder's extension for VS Code runs in. For other programs, [`super::program`] decides which
//! URLs may receive an API key.

use crate::i18n::Message;

/// A desktop editor that a template can display without an app of its own.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Editor {
    /// The name in an agent's `display_apps`.
    pub(super) display_app: &'static str,
    /// The scheme of the editor's URLs; also one of [`CODE_SCHEMES`].
    pub(super) scheme: &'static str,
    /// The name on the screen.
    pub(super) name: Message,
    /// The path of the icon on a Coder deployment.
    pub(super) icon: &'static str,
}

impl Editor {
    /// Returns the [`AppLink::key`](super::AppLink::key) of the editor's links.
    pub fn key(&self) -> &'static str {
        self.display_app
    }
}

/// VS Code.
pub static VS_CODE: Editor =
    Editor { display_app: "vscode", scheme: "vscode", name: Message::OpenVsCode, icon: "/icon/code.svg" };
static VS_CODE_INSIDERS: Editor = Editor {
    display_app: "vscode_insiders",
    scheme: "vscode-insiders",
    name: Message::OpenVsCodeInsiders,
    icon: "/icon/code-insiders.svg",
};

/// The editors that Coder can display, in the order of their links.
pub(super) static EDITORS: [&Editor; 2] = [&VS_CODE, &VS_CODE_INSIDERS];

/// The schemes of VS Code and its forks. Coder's extension has the same URL in all of them.
pub(super) const CODE_SCHEMES: [&str; 9] = [
    "vscode",
    "vscode-insiders",
    "vscodium",
    "windsurf",
    "devin",
    "cursor",
    "kiro",
    "positron",
    "antigravity",
];

#[cfg(test)]
mod tests {
    use super::{CODE_SCHEMES, EDITORS};

    #[test]
    fn every_editor_that_is_displayed_may_get_a_key() {
        for editor in EDITORS {
            assert!(CODE_SCHEMES.contains(&editor.scheme), "{editor:?}");
        }
    }
}
