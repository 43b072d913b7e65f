//! What happened, what it means, and the one button that helps.

use super::glyph::{Glyph, Sign};
use crate::texts::t;
use coder_core::Error;
use coder_core::error::{Help, explain};
use coder_core::status::Picture;
use coder_core::text::Text;
use leptos::prelude::*;

/// An error for the screen. Everything a server said is shown as text.
#[component]
pub fn ErrorNotice(
    /// What went wrong.
    error: Error,
    /// What "Try again" does.
    retry: Callback<()>,
    /// The retry is under way.
    #[prop(into)]
    busy: Signal<bool>,
    /// It is not asked for again by itself.
    #[prop(optional)]
    by_hand: bool,
    /// Another way out, beside the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/notice.css");
    let said = explain(&error);
    let said = if by_hand { said.by_hand() } else { said };
    let help = said.help;
    let act = move |_| match help {
        Help::Reload => {
            if let Some(window) = web_sys::window() {
                let _ = window.location().reload();
            }
        }
        _ if busy.get_untracked() => {}
        _ => retry.run(()),
    };
    let label = move || match help {
        Help::Reload => t(Text::Reload),
        _ if busy.get() => t(Text::Checking),
        _ => t(Text::TryAgain),
    };
    view! {
        class=class,
        <div class="notice" part="notice" role="alert" data-code=error.code()>
            <span class="sign"><Glyph sign=Sign::Status(Picture::Alert)/></span>
            <div class="words">
                <p class="title">{t(said.title)}</p>
                <p class="advice">{t(said.advice)}</p>
                {said.yaml.map(|yaml| view! { <YamlLines yaml/> })}
                {(!said.detail.is_empty()).then(|| view! { class=class, <p class="detail">{said.detail.clone()}</p> })}
                <div class="ways">
                    {(help != Help::Edit).then(|| view! {
                        <button
                            type="button" class="coder-button" aria-disabled=move || busy.get().then_some("true") on:click=act
                        >
                            {label}
                        </button>
                    })}
                    {children.map(|children| children())}
                </div>
            </div>
        </div>
    }
}

/// Lines to add to a file.
#[component]
pub fn YamlLines(
    /// The lines.
    yaml: &'static str,
) -> impl IntoView {
    view! { <pre class="coder-code" tabindex="0">{yaml}</pre> }
}

/// Tells a screen reader that a link opens in a new tab.
#[component]
pub fn NewTab() -> impl IntoView {
    view! { <span class="coder-hidden">" "{t(Text::NewTab)}</span> }
}
