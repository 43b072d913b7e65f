//! The quota of a creation form.

use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::models::Quota;
use leptos::prelude::*;

/// The use of the quota; nothing without a limit.
#[component]
pub(super) fn QuotaLine(
    /// The quota, once it is known.
    quota: RwSignal<Option<Quota>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    move || {
        quota.get().filter(|quota| quota.budget >= 0).map(|quota| {
            let (used, budget) = (quota.credits_consumed.to_string(), quota.budget.to_string());
            let is_spent = quota.is_spent();
            let spent = is_spent.then(|| format!(" {}", t(Message::CreateQuotaSpent)));
            view! {
                class=class,
                <p class="quota" class:spent=is_spent>
                    {tf(Message::CreateQuota, &[("used", &used), ("budget", &budget)])}{spent}
                </p>
            }
        })
    }
}
