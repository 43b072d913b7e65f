//! Line icons, drawn on a 24-unit grid.

use coder_core::status::StatusIcon;
use leptos::prelude::*;

/// The name of an icon, after its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Create.
    Plus,
    /// More actions.
    More,
    /// Search.
    Search,
    /// Close or remove.
    Close,
    /// More content below.
    ChevronDown,
    /// A menu below a button.
    CaretDown,
    /// Refresh or try again.
    Refresh,
    /// Unlink an account.
    Unlink,
    /// A link that leaves the page.
    External,
    /// Details.
    Details,
    /// Favorite.
    Star,
    /// Delete.
    Trash,
    /// Activate a dormant workspace.
    Wake,
    /// An editor.
    Code,
    /// A terminal.
    Terminal,
    /// A web app.
    Globe,
    /// Copy or duplicate.
    Copy,
    /// Success.
    Check,
    /// The status of a workspace.
    Status(StatusIcon),
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Plus => "M12 5v14M5 12h14",
            Self::More => "M12 5v.5M12 11.75v.5M12 18.5v.5",
            Self::Search => "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M20 20l-4.4-4.4",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::ChevronDown => "M12 5v13M6.5 12.5L12 18l5.5-5.5",
            Self::CaretDown => "M7 10l5 5 5-5",
            Self::Refresh => "M20 11a8 8 0 1 0-.6 4M20 4.5V11h-6.5",
            Self::Unlink => {
                "M10 14a4 4 0 0 1 0-5.6l2.2-2.2a4 4 0 0 1 5.6 5.6l-.8.8M14 10a4 4 0 0 1 0 5.6l-2.2 2.2a4 4 0 0 1-5.6-5.6l.8-.8M4 4l16 16"
            }
            Self::External => "M14 5h5v5M19 5l-8 8M11 6H6v12h12v-5",
            Self::Details => "M4 6.5h16M4 12h16M4 17.5h10",
            Self::Star => "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z",
            Self::Trash => "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.2 10.5v5.5M13.8 10.5v5.5",
            Self::Wake => "M12 4v8M7.2 6.8a7.5 7.5 0 1 0 9.6 0",
            Self::Code => "M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5M13.5 5l-3 14",
            Self::Terminal => "M4 5h16v14H4zM7.5 9.5l2.5 2.5-2.5 2.5M12.5 15h4",
            Self::Globe => {
                "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"
            }
            Self::Copy => "M9 9h10v10H9zM5 15V5h10",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Status(StatusIcon::Play) => "M8 5.5v13l10.5-6.5z",
            Self::Status(StatusIcon::Square) => "M7 7h10v10H7z",
            Self::Status(StatusIcon::Spinner) => "M12 4a8 8 0 1 1-8 8",
            Self::Status(StatusIcon::Hourglass) => {
                "M7 4h10M7 20h10M8 4c0 4 4 6 4 8s-4 4-4 8M16 4c0 4-4 6-4 8s4 4 4 8"
            }
            Self::Status(StatusIcon::Alert) => "M12 4.5l9 15.5H3zM12 10.5v4M12 17.2v.01",
            Self::Status(StatusIcon::Question) => {
                "M9 9.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1M12 17.6v.01M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17"
            }
        }
    }
}

/// A decorative icon, hidden from screen readers; a text must be present as well.
#[component]
pub fn Icon(
    /// The icon's name.
    #[prop(into)]
    icon: Signal<IconName>,
) -> impl IntoView {
    let spins = move || icon.get() == IconName::Status(StatusIcon::Spinner);
    view! {
        <svg class="coder-glyph" class:spins=spins viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || icon.get().path()></path>
        </svg>
    }
}
