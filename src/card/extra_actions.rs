//! The card's menu: search, refresh, unlink, and a note with the linked user and the deployment.

use super::context::use_card;
use crate::auth::Gate;
use crate::browser::now_ms;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::RemoteIcon;
use crate::ui::{IconName, Menu, MenuAction, MenuAnchor, MenuItem};
use coder_core::i18n::Message;
use coder_core::models::BuildInfo;
use leptos::prelude::*;
use std::sync::Arc;

/// The card's menu.
#[component]
pub(super) fn ExtraActions(
    /// The menu's button and state.
    anchor: MenuAnchor,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/extra_actions.css");
    let card = use_card();
    let (app, search, gate) = (card.app, card.search, card.gate);
    let account = use_provider().account;
    let refreshed_at = StoredValue::new(f64::NEG_INFINITY);
    let refresh = {
        let account = account.clone();
        Callback::new(move |()| {
            let now = now_ms();
            // Throttled: a second click right after the first sends no request.
            if now - refreshed_at.get_value() < f64::from(account.tuning().refresh_throttle_ms) {
                return;
            }
            refreshed_at.set_value(now);
            if let Ok(query) = card.query.get_untracked() {
                query.refresh();
            }
        })
    };
    let unlink = {
        let account = account.clone();
        Callback::new(move |()| account.unlink())
    };
    let (state, build_info) = (account.state(), RwSignal::new(None::<ArcReadSignal<Option<BuildInfo>>>));
    let on_open = Callback::new(move |()| build_info.set(Some(account.build_info())));
    let user = Memo::new(move |_| state.read().user().cloned());
    let deployment = move || {
        let info = build_info.get()?.get()?;
        let own = app.read().app.access_url.as_ref().map(|url| url.host().to_owned());
        let deployment = own.filter(|host| !host.is_empty()).unwrap_or(info.deployment_id);
        Some(tf(Message::Deployment, &[("deployment", &deployment), ("version", &info.version)]))
    };
    let note = move || {
        view! {
            class=class,
            {move || user.get().map(|user| {
                let linked_as = tf(Message::LinkedAs, &[("user", user.display_name())]);
                view! {
                    class=class,
                    <p class="who">
                        <RemoteIcon
                            field=Signal::stored(user.avatar_url) name=Signal::stored(user.username) part="avatar"
                        />
                        <span class="line">{linked_as}</span>
                    </p>
                }
            })}
            {move || deployment().map(|line| view! { class=class, <p class="line">{line}</p> })}
        }
    };
    let items = move || {
        let run = |text, icon, act| MenuItem::new(t(text), icon, MenuAction::Callback(act));
        let of_list = [
            run(Message::Search, IconName::Search, Arc::new(move || search.open())),
            run(Message::Refresh, IconName::Refresh, Arc::new(move || refresh.run(()))),
        ];
        let of_session = run(Message::Unlink, IconName::Unlink, Arc::new(move || unlink.run(())));
        let has_list = gate.get() == Gate::Open;
        of_list.into_iter().filter(|_| has_list).chain([of_session]).collect::<Vec<_>>()
    };
    view! {
        <Menu anchor items=Signal::derive(items) note on_open/>
    }
}
