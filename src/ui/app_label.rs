//! Labels and icons of app links.

use super::IconName;
use crate::texts::t;
use coder_core::apps::{AppKind, AppLink};

/// Returns the label of an app link.
pub(crate) fn app_label(app: &AppLink) -> String {
    app.kind.text().map_or_else(|| app.label.clone(), |text| t(text).to_owned())
}

/// Returns the icon of a kind of app.
pub(crate) fn app_icon(kind: AppKind) -> IconName {
    match kind {
        AppKind::Editor(_) | AppKind::Desktop => IconName::Code,
        AppKind::Terminal => IconName::Terminal,
        AppKind::App => IconName::Globe,
    }
}
