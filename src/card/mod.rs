//! The workspaces card: a list of workspaces, or the sign-in form while no account is linked.
//!
//! Composed of public parts, one file each, which share a [`CardContext`] and can be arranged differently.

mod action_notices;
mod card_number;
mod card_root;
mod coder_workspaces_card;
mod context;
mod create_workspace_button;
mod create_workspace_link;
mod dev_container_link;
mod empty_state;
mod extra_actions;
mod extra_actions_button;
mod failed_action;
mod header_row;
mod incompatible_notice;
mod launch_status;
mod lazy_views;
mod list_slots;
mod loading_row;
mod loading_rows;
mod preserve_focus;
mod quick_filters;
mod reminders;
mod results;
mod row_actions;
mod row_controls;
mod row_display;
mod row_extend;
mod row_failure;
mod row_menu;
mod row_metadata;
mod row_open_menu;
mod row_ports;
mod row_progress;
mod row_ready;
mod search_box;
mod search_note;
mod search_state;
mod search_tools;
mod session_expiry;
mod templates;
mod virtual_list;
mod warm_up;
mod workspaces_list;
mod workspaces_list_icon;
mod workspaces_list_item;

pub use card_root::CardRoot;
pub use coder_workspaces_card::CoderWorkspacesCard;
pub use context::{
    CardContext, EntityInput, use_card, use_coder_workspaces_config, use_coder_workspaces_query,
};
pub use create_workspace_button::CreateWorkspaceButton;
pub use create_workspace_link::CreateWorkspaceLink;
pub use dev_container_link::DevContainerLink;
pub use extra_actions_button::ExtraActionsButton;
pub use header_row::HeaderRow;
pub use list_slots::ListItem;
pub use quick_filters::QuickFilters;
pub use reminders::Reminders;
pub use search_box::SearchBox;
pub use session_expiry::SessionExpiry;
pub use workspaces_list::WorkspacesList;
pub use workspaces_list_icon::WorkspacesListIcon;
pub use workspaces_list_item::WorkspacesListItem;
