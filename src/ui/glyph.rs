//! One family of line glyphs, drawn on a 24-unit grid.

use coder_core::status::Picture;
use leptos::prelude::*;

/// What a glyph says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Make something new.
    Plus,
    /// More actions.
    Dots,
    /// Look for something.
    Search,
    /// Take away.
    Cross,
    /// There is more below.
    Down,
    /// Ask again.
    Refresh,
    /// Part ways with an account.
    Unlink,
    /// Leads elsewhere.
    External,
    /// A workspace's state.
    Status(Picture),
}

impl Sign {
    fn path(self) -> &'static str {
        match self {
            Self::Plus => "M12 5v14M5 12h14",
            Self::Dots => "M12 5v.5M12 11.75v.5M12 18.5v.5",
            Self::Search => "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M20 20l-4.4-4.4",
            Self::Cross => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Down => "M12 5v13M6.5 12.5L12 18l5.5-5.5",
            Self::Refresh => "M20 11a8 8 0 1 0-.6 4M20 4.5V11h-6.5",
            Self::Unlink => {
                "M10 14a4 4 0 0 1 0-5.6l2.2-2.2a4 4 0 0 1 5.6 5.6l-.8.8M14 10a4 4 0 0 1 0 5.6l-2.2 2.2a4 4 0 0 1-5.6-5.6l.8-.8M4 4l16 16"
            }
            Self::External => "M14 5h5v5M19 5l-8 8M11 6H6v12h12v-5",
            Self::Status(Picture::Play) => "M8 5.5v13l10.5-6.5z",
            Self::Status(Picture::Square) => "M7 7h10v10H7z",
            Self::Status(Picture::Spinner) => "M12 4a8 8 0 1 1-8 8",
            Self::Status(Picture::Hourglass) => {
                "M7 4h10M7 20h10M8 4c0 4 4 6 4 8s-4 4-4 8M16 4c0 4-4 6-4 8s4 4 4 8"
            }
            Self::Status(Picture::Alert) => "M12 4.5l9 15.5H3zM12 10.5v4M12 17.2v.01",
            Self::Status(Picture::Question) => {
                "M9 9.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1M12 17.6v.01M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17"
            }
        }
    }
}

/// A glyph beside or in place of words; never read out, so the words must be there too.
#[component]
pub fn Glyph(
    /// What to draw.
    #[prop(into)]
    sign: Signal<Sign>,
) -> impl IntoView {
    let spins = move || sign.get() == Sign::Status(Picture::Spinner);
    view! {
        <svg class="coder-glyph" class:spins=spins viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || sign.get().path()></path>
        </svg>
    }
}
