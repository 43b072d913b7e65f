//! The menu of what else one can do: refresh, unlink; and who is linked with what.

use super::context::use_card;
use super::icon::RemoteIcon;
use super::menus;
use crate::browser::now_ms;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Act, Glyph, Menu, MenuButton, MenuItem, MenuPlace, Sign};
use coder_core::text::Text;
use coder_core::wire::BuildInfo;
use leptos::prelude::*;
use std::sync::Arc;

/// The button with three dots and its menu.
#[component]
pub fn ExtraActionsButton() -> impl IntoView {
    view! {
        <MenuButton
            label=t(Text::Actions) button_part="actions-button" face=|| view! { <Glyph sign=Sign::Dots/> }
            menu=Arc::new(|place| menus::loaded(move |menus| (menus.extra)(place)))
        />
    }
}

/// What its menu holds.
#[component]
pub(super) fn ExtraActions(
    /// Where it was asked for.
    place: MenuPlace,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/actions.css");
    let card = use_card();
    let app = card.app;
    let account = use_provider().account;
    let refreshed_at = StoredValue::new(f64::NEG_INFINITY);
    let refresh = {
        let account = account.clone();
        Callback::new(move |()| {
            let now = now_ms();
            // A second click right behind the first asks for nothing new.
            if now - refreshed_at.get_value() < f64::from(account.tuning().refresh_throttle_ms) {
                return;
            }
            refreshed_at.set_value(now);
            if let Ok(query) = &*card.query.read_untracked() {
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
        Some(tf(Text::Deployment, &[("deployment", &deployment), ("version", &info.version)]))
    };
    let note = move || {
        view! {
            class=class,
            {move || user.get().map(|user| {
                let linked_as = tf(Text::LinkedAs, &[("user", user.display_name())]);
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
    let items = vec![
        MenuItem::new(t(Text::Refresh), Sign::Refresh, Act::run(move || refresh.run(()))),
        MenuItem::new(t(Text::Unlink), Sign::Unlink, Act::run(move || unlink.run(()))),
    ];
    view! {
        <Menu place items=Signal::stored(items) note on_open/>
    }
}
