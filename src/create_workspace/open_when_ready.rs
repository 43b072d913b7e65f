//! The choice whether the new workspace opens in an app once it is ready.

use crate::launches::Launches;
use crate::provider::use_provider;
use crate::texts::tf;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The checkbox that opens the new workspace in an app once it is ready. The choice is stored. Nothing where there is
/// no card that could wait for the workspace.
#[component]
pub(super) fn OpenWhenReady() -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let launches = use_context::<Launches>()?;
    let account = use_provider().account;
    let is_on = RwSignal::new(account.preferences().lists().opens_created());
    let choose = move |event| {
        let opens = event_target_checked(&event);
        is_on.set(opens);
        account.preferences().update_lists(|stored| stored.opens_created = Some(opens));
    };
    let label = move || tf(Message::OpenWhenReady, &[("way", &launches.created_label())]);
    Some(view! {
        class=class,
        <label class="when-ready">
            <input type="checkbox" part="open-when-ready" prop:checked=is_on on:change=choose/>
            {label}
        </label>
    })
}
