//! The notice about a setting that is being saved.

use super::save::SaveState;
use crate::session::FailureReason;
use crate::texts::t;
use crate::ui::FailureNotice;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A notice with the state of a form's write.
#[component]
pub(super) fn SaveStatus(save_state: RwSignal<SaveState>) -> impl IntoView {
    move || match save_state.get() {
        SaveState::Failed(cause) if cause != FailureReason::Silent => {
            view! { <FailureNotice title=t(Message::SettingFailed).to_owned() cause/> }.into_any()
        }
        SaveState::Done => {
            view! { <p class="coder-note" role="status">{t(Message::SettingSaved)}</p> }.into_any()
        }
        SaveState::Busy => {
            view! { <p class="coder-note" role="status">{t(Message::SettingSaving)}</p> }.into_any()
        }
        _ => ().into_any(),
    }
}
