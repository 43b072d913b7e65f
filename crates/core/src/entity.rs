//! The fields of a Backstage catalog entity that the card uses.

use crate::json::{DecodeError, Object};
use crate::repo::RepoUrl;
use serde_json::Value;

/// The annotation with an entity's source location.
pub const SOURCE_LOCATION: &str = "backstage.io/source-location";

/// The fields that are read from a catalog entity; all others are ignored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// The target of `backstage.io/source-location`; `None` if the annotation is missing or invalid.
    pub source_location: Option<String>,
    /// The raw value of the same annotation; `None` if it is missing or `null`.
    pub written_location: Option<Value>,
    /// `metadata.tags`.
    pub tags: Vec<String>,
    /// The raw value of `spec.coder`; `None` if the key is missing.
    pub coder: Option<Value>,
    /// The annotation `vsCodeUrl` of Coder's devcontainers backend plugin, if it is a `vscode://` URL.
    pub vs_code_url: Option<String>,
}

/// Tags that Coder's devcontainers plugins put on entities: the backend's, and the frontend's default.
const DEVCONTAINERS_TAGS: [&str; 2] = ["devcontainers", "devcontainers-plugin"];

impl Entity {
    /// Parses an entity object.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the value is not an object with `metadata.name`, or if `kind` is not a string.
    /// Invalid annotations and tags are ignored, as in Backstage.
    ///
    /// ```
    /// let entity = coder_core::Entity::read(&serde_json::json!({
    ///     "kind": "Component",
    ///     "metadata": {"name": "payments", "annotations": {"backstage.io/source-location": "url:https://github.com/acme/payments/"}},
    /// })).unwrap();
    /// assert_eq!(entity.source_location.as_deref(), Some("https://github.com/acme/payments/"));
    /// ```
    pub fn read(value: &Value) -> Result<Self, DecodeError> {
        let entity = Object::new(value)?;
        entity.or_default::<String>("kind")?;
        let metadata_value = value.get("metadata").unwrap_or(&Value::Null);
        let metadata = Object::new(metadata_value).map_err(|e| e.in_field("metadata"))?;
        metadata.required::<String>("name").map_err(|e| e.in_field("metadata"))?;
        let location = value.pointer("/metadata/annotations/backstage.io~1source-location");
        Ok(Self {
            source_location: location.and_then(Value::as_str).and_then(location_target),
            written_location: location.filter(|value| !value.is_null()).cloned(),
            tags: metadata.or_default("tags").unwrap_or_default(),
            coder: value.pointer("/spec/coder").cloned(),
            vs_code_url: value
                .pointer("/metadata/annotations/vsCodeUrl")
                .and_then(Value::as_str)
                .filter(|url| url.starts_with("vscode://"))
                .map(str::to_owned),
        })
    }

    /// Whether the entity is marked for Coder, by `spec.coder` or by a devcontainers tag.
    pub fn is_compatible(&self) -> bool {
        self.coder.is_some() || self.has_dev_container()
    }

    /// Whether the entity's tags mark its repository as having a dev container.
    pub fn has_dev_container(&self) -> bool {
        self.tags.iter().any(|tag| DEVCONTAINERS_TAGS.contains(&tag.as_str()))
    }

    /// Returns the link that opens the repository's dev container in a local VS Code.
    ///
    /// The link is the entity's annotation or, for a tagged entity without the annotation, built from `repo`.
    pub fn dev_container_link(&self, repo: Option<&RepoUrl>) -> Option<String> {
        let own = || {
            let repo = repo.filter(|_| self.has_dev_container())?;
            let query =
                form_urlencoded::Serializer::new(String::new()).append_pair("url", repo.as_str()).finish();
            Some(format!("vscode://ms-vscode-remote.remote-containers/cloneInVolume?{query}"))
        };
        self.vs_code_url.clone().or_else(own)
    }
}

/// Returns the target of a location ref `<type>:<target>`; `None` if the ref is invalid.
///
/// The rules are Backstage's: the ref is split at the first colon, a bare `https://…` URL has no type and is
/// rejected, and so is a `javascript:` target.
fn location_target(location: &str) -> Option<String> {
    let (kind, target) = location.split_once(':')?;
    let target = target.trim();
    let refused = kind.is_empty()
        || target.is_empty()
        || matches!(kind, "http" | "https")
        || target.to_ascii_lowercase().starts_with("javascript:");
    (!refused).then(|| target.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    fn with_location(location: &str) -> Option<String> {
        let entity = json!({"metadata": {"name": "x", "annotations": {SOURCE_LOCATION: location}}});
        Entity::read(&entity).unwrap().source_location
    }

    #[test]
    fn the_source_location_is_read_as_backstage_reads_it() {
        assert_eq!(with_location("url:https://a.b/c").as_deref(), Some("https://a.b/c"));
        assert_eq!(with_location("https://a.b/c"), None, "a bare URL is not a location ref");
        assert_eq!(with_location("url:javascript:alert(1)"), None);
        assert_eq!(with_location("nonsense"), None);
        assert_eq!(with_location("url:"), None);
    }

    #[test]
    fn managed_by_location_is_not_a_fallback() {
        let entity = json!({"metadata": {"name": "x", "annotations": {"backstage.io/managed-by-location": "url:https://a.b/c"}}});
        assert_eq!(Entity::read(&entity).unwrap().source_location, None);
    }

    #[test]
    fn odd_annotations_and_tags_do_not_stop_the_entity_from_being_read() {
        let entity = json!({"kind": "API", "metadata": {"name": "x", "annotations": 5, "tags": "no"}, "spec": {"coder": null}});
        let entity = Entity::read(&entity).unwrap();
        assert_eq!(entity.coder, Some(Value::Null), "null is kept: it is a mistake worth telling");
        assert!(entity.tags.is_empty());
    }

    #[test]
    fn spec_coder_or_a_devcontainers_tag_make_an_entity_compatible() {
        let read = |tags: Value, spec: Value| {
            Entity::read(&json!({"metadata": {"name": "x", "tags": tags}, "spec": spec})).unwrap()
        };
        assert!(!read(json!(["rust"]), json!({})).is_compatible());
        assert!(read(json!([]), json!({"coder": {}})).is_compatible());
        assert!(read(json!(["devcontainers"]), json!({})).is_compatible());
        assert!(read(json!(["devcontainers-plugin"]), json!({})).is_compatible());
    }

    #[test]
    fn a_dev_container_opens_by_its_annotation_or_by_tag_and_repository() {
        let read = |tags: Value, url: &str| {
            Entity::read(&json!({"metadata": {"name": "x", "tags": tags, "annotations": {"vsCodeUrl": url}}}))
                .unwrap()
        };
        let repo = RepoUrl::parse("https://github.com/acme/x").unwrap();
        let made = "vscode://ms-vscode-remote.remote-containers/cloneInVolume?url=https%3A%2F%2Fgithub.com%2Facme%2Fx";
        assert_eq!(read(json!([]), "vscode://a").dev_container_link(None).as_deref(), Some("vscode://a"));
        assert_eq!(
            read(json!(["devcontainers"]), "javascript:alert(1)").dev_container_link(Some(&repo)).as_deref(),
            Some(made)
        );
        assert_eq!(read(json!(["devcontainers"]), "").dev_container_link(None), None);
        assert_eq!(read(json!([]), "https://evil.example").dev_container_link(Some(&repo)), None);
    }

    #[test]
    fn what_is_no_entity_says_why() {
        let error = Entity::read(&json!({"metadata": {}})).unwrap_err();
        assert_eq!(error.to_string(), "metadata.name: expected a value, found nothing");
        assert!(Entity::read(&json!("component:default/x")).is_err());
    }

    #[test]
    fn a_location_needs_a_kind_and_a_target() {
        assert_eq!(with_location(":https://a.b/c"), None);
        assert_eq!(with_location("url:  "), None);
        assert_eq!(with_location("http://a.b/c"), None);
        assert_eq!(with_location("url: https://a.b/c ").as_deref(), Some("https://a.b/c"));
        assert_eq!(with_location("url:JavaScript:alert(1)"), None);
    }
}
