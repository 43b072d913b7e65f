//! Writes `crates/facts/coder.json`: the used models of Coder's OpenAPI file, without descriptions, and corrected
//! where Coder's responses differ from the file.

use crate::paths;
use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// The arguments of `cargo xtask facts`.
#[derive(ClapArgs)]
pub struct FactsArgs {
    /// Coder's OpenAPI file: `coderd/apidoc/swagger.json` of its repository
    #[arg(long)]
    from: PathBuf,
}

/// Models that the project reads, sends or declares. Models in their fields are added automatically.
const MODELS: &[&str] = &[
    "APIKey",
    "AppHostResponse",
    "AuthMethods",
    "AuthorizationRequest",
    "AuthorizationResponse",
    "BuildInfoResponse",
    "CreateTokenRequest",
    "CreateWorkspaceBuildRequest",
    "CreateWorkspaceRequest",
    "DeleteExternalAuthByIDResponse",
    "DeleteWorkspaceAgentPortShareRequest",
    "DynamicParametersRequest",
    "DynamicParametersResponse",
    "Entitlements",
    "Experiment",
    "ExternalAuth",
    "ExternalAuthDevice",
    "ExternalAuthLink",
    "GenerateAPIKeyResponse",
    "GetUsersResponse",
    "LinkConfig",
    "Organization",
    "Preset",
    "ProvisionerJobLog",
    "PutExtendWorkspaceRequest",
    "RegionsResponse",
    "ResolveAutostartResponse",
    "Response",
    "SSHConfigResponse",
    "Template",
    "TemplateVersion",
    "TemplateVersionExternalAuth",
    "TemplateVersionParameter",
    "TemplateVersionVariable",
    "UpdateCheckResponse",
    "UpdateUserProfileRequest",
    "UpdateUserQuietHoursScheduleRequest",
    "UpdateWorkspaceAutomaticUpdatesRequest",
    "UpdateWorkspaceAutostartRequest",
    "UpdateWorkspaceDormancy",
    "UpdateWorkspaceRequest",
    "UpdateWorkspaceTTLRequest",
    "UpsertWorkspaceAgentPortShareRequest",
    "UserLoginType",
    "UserParameter",
    "UserQuietHoursScheduleResponse",
    "WorkspaceAgentListeningPortsResponse",
    "WorkspaceAgentLog",
    "WorkspaceAgentMetadata",
    "WorkspaceAgentPortShares",
    "WorkspaceBuildTimings",
    "WorkspaceQuota",
    "WorkspacesResponse",
];

/// A difference between Coder's responses and the file, with its cause.
enum Correction {
    /// Fields that Go omits while they have their zero value (`omitempty`), which the file does not record.
    Omitted(&'static str, &'static [&'static str]),
    /// Fields that are a pointer, a `sql.Null…`, a `NullUUID` or a nil slice in Go and therefore null while unset,
    /// which the file does not record.
    Null(&'static str, &'static [&'static str]),
    /// Fields that are always present in responses; the file's `required` only covers requests.
    Always(&'static str, &'static [&'static str]),
    /// Fields of a struct without JSON tags: responses have Go's field names, the file has them in lower camel
    /// case.
    GoNames(&'static str, &'static [(&'static str, &'static str)]),
    /// An enumeration that grows with each release and whose words decide nothing in this project.
    AnyText(&'static str),
    /// A word that represents the absence of a value and never occurs in a response.
    NoWord(&'static str, &'static str),
    /// The name of a generic type in the file.
    Called(&'static str, &'static str),
}

use Correction::{Always, AnyText, Called, GoNames, NoWord, Null, Omitted};

const CORRECTIONS: &[Correction] = &[
    Omitted("AuthMethods", &["terms_of_service_url"]),
    Omitted("AuthorizationObject", &["any_org", "organization_id", "owner_id", "resource_id"]),
    Omitted("BuildInfoResponse", &["webpush_public_key"]),
    Omitted("CreateTokenRequest", &["allow_list", "lifetime", "scope", "scopes", "token_name"]),
    Omitted("DeleteExternalAuthByIDResponse", &["token_revocation_error"]),
    Omitted("ExternalAuth", &["supports_revocation"]),
    Omitted("Feature", &["actual", "actual_ms", "hard_limit", "limit", "soft_limit", "usage_period"]),
    Omitted("PreviewParameterStyling", &["disabled", "label", "mask_input", "placeholder"]),
    Omitted(
        "ProvisionerJob",
        &[
            "available_workers",
            "canceled_at",
            "completed_at",
            "error",
            "error_code",
            "started_at",
            "worker_id",
            "worker_name",
        ],
    ),
    Omitted("ProvisionerJobInput", &["error", "template_version_id", "workspace_build_id"]),
    Omitted(
        "ProvisionerJobMetadata",
        &["template_id", "workspace_build_transition", "workspace_id", "workspace_name"],
    ),
    Omitted("Response", &["detail", "validations"]),
    Omitted("SSHConfigResponse", &["hostname_suffix"]),
    Omitted("SharedWorkspaceActor", &["avatar_url"]),
    Omitted("SlimRole", &["organization_id"]),
    Omitted("TemplateVersion", &["matched_provisioners", "template_id", "warnings"]),
    Omitted("TemplateVersionExternalAuth", &["optional"]),
    Omitted(
        "TemplateVersionParameter",
        &[
            "display_name",
            "validation_error",
            "validation_max",
            "validation_min",
            "validation_monotonic",
            "validation_regex",
        ],
    ),
    Omitted("Workspace", &["autostart_schedule", "shared_with", "ttl_ms"]),
    Omitted(
        "WorkspaceAgent",
        &[
            "directory",
            "disconnected_at",
            "expanded_directory",
            "first_connected_at",
            "instance_id",
            "last_connected_at",
            "latency",
            "metadata",
            "ready_at",
            "started_at",
        ],
    ),
    Omitted("WorkspaceAgentHealth", &["reason"]),
    Omitted("WorkspaceAgentScript", &["exit_code", "status"]),
    Omitted(
        "WorkspaceApp",
        &["command", "display_name", "group", "icon", "subdomain_name", "tooltip", "url"],
    ),
    Omitted(
        "WorkspaceBuild",
        &["has_ai_task", "has_external_agent", "matched_provisioners", "workspace_owner_avatar_url"],
    ),
    Omitted("WorkspaceResource", &["agents", "metadata"]),
    Null("DynamicParametersResponse", &["parameters"]),
    Null("ExternalAuth", &["user"]),
    Null("MatchedProvisioners", &["most_recently_seen"]),
    Null(
        "PreviewParameterValidation",
        &["validation_max", "validation_min", "validation_monotonic", "validation_regex"],
    ),
    Null("UpdateWorkspaceAutostartRequest", &["schedule"]),
    Null("UpdateWorkspaceTTLRequest", &["ttl_ms"]),
    Null("Workspace", &["deleting_at", "dormant_at", "latest_app_status", "next_start_at", "task_id"]),
    Null("WorkspaceAgent", &["environment_variables", "parent_id"]),
    Null("WorkspaceBuild", &["deadline", "max_deadline", "template_version_preset_id"]),
    Always("User", &["login_type", "organization_ids", "roles", "status", "updated_at"]),
    GoNames(
        "Preset",
        &[
            ("Default", "boolean"),
            ("Description", "string"),
            ("DesiredPrebuildInstances", "integer | null"),
            ("ID", "uuid"),
            ("Icon", "string"),
            ("Name", "string"),
            ("Parameters", "[PresetParameter] | null"),
        ],
    ),
    GoNames("PresetParameter", &[("Name", "string"), ("Value", "string")]),
    GoNames("TransitionStats", &[("P50", "integer | null"), ("P95", "integer | null")]),
    AnyText("APIKeyScope"),
    AnyText("RBACResource"),
    NoWord("LoginType", ""),
    NoWord("WorkspaceRole", ""),
    Called("RegionsResponse", "RegionsResponse-codersdk_Region"),
];

/// Writes the table.
///
/// # Errors
/// If the file cannot be read, a model is missing, or a correction does not apply.
pub fn run(args: &FactsArgs) -> Result<()> {
    let text =
        fs::read_to_string(&args.from).with_context(|| format!("cannot read {}", args.from.display()))?;
    let file: Value = serde_json::from_str(&text).context("no JSON")?;
    let table = table(&file["definitions"])?;
    let path = paths::root().join("crates/facts/coder.json");
    fs::write(&path, format!("{:#}\n", Value::Object(table)))?;
    println!("written: {}", path.display());
    Ok(())
}

fn table(definitions: &Value) -> Result<Map<String, Value>> {
    let mut pending: BTreeSet<String> = MODELS.iter().map(|&name| name.to_owned()).collect();
    let mut table = Map::new();
    while let Some(name) = pending.pop_first() {
        if table.contains_key(&name) {
            continue;
        }
        let called = CORRECTIONS.iter().find_map(|c| match c {
            Called(ours, theirs) if *ours == name => Some(*theirs),
            _ => None,
        });
        let definition = &definitions[format!("codersdk.{}", called.unwrap_or(&name))];
        if !definition.is_object() {
            bail!("{name} is not described");
        }
        let model = model(&name, definition, &mut pending);
        table.insert(name, model);
    }
    for correction in CORRECTIONS {
        correct(&mut table, correction)?;
    }
    table.sort_keys();
    Ok(table)
}

fn model(name: &str, described: &Value, pending: &mut BTreeSet<String>) -> Value {
    if let Some(fields) = CORRECTIONS.iter().find_map(|c| match c {
        GoNames(model, fields) if *model == name => Some(fields),
        _ => None,
    }) {
        if name == "Preset" {
            pending.insert("PresetParameter".to_owned());
        }
        return fields
            .iter()
            .map(|(key, holds)| ((*key).to_owned(), json!(holds)))
            .collect::<Map<_, _>>()
            .into();
    }
    let Some(properties) = described["properties"].as_object() else {
        let words = described["enum"].as_array().cloned();
        return words.map_or_else(|| json!(type_of(described, pending)), Value::Array);
    };
    let required: Option<Vec<&str>> =
        described["required"].as_array().map(|all| all.iter().filter_map(Value::as_str).collect());
    let is_optional = |key: &str| required.as_ref().is_some_and(|required| !required.contains(&key));
    let field = |(key, described): (&String, &Value)| {
        let mark = if is_optional(key) { "?" } else { "" };
        (format!("{key}{mark}"), json!(type_of(described, pending)))
    };
    properties.iter().map(field).collect::<Map<_, _>>().into()
}

fn type_of(described: &Value, pending: &mut BTreeSet<String>) -> String {
    let text = |key: &str| described[key].as_str().unwrap_or_default();
    let reference = described["$ref"].as_str().or_else(|| described["allOf"][0]["$ref"].as_str());
    if let Some(reference) = reference {
        let name = reference.rsplit('.').next().unwrap_or_default();
        if name == "NullUUID" {
            return "uuid | null".to_owned();
        }
        pending.insert(name.to_owned());
        return name.to_owned();
    }
    if let Some(words) = described["enum"].as_array() {
        let words: Vec<String> =
            words.iter().filter_map(Value::as_str).map(|word| format!("'{word}'")).collect();
        return words.join(" | ");
    }
    match (text("type"), text("format")) {
        ("array", _) => format!("[{}]", type_of(&described["items"], pending)),
        ("object", _) => format!("{{{}}}", type_of(&described["additionalProperties"], pending)),
        ("string", "date-time") => "time".to_owned(),
        ("string", "uuid") => "uuid".to_owned(),
        (kind, _) => kind.to_owned(),
    }
}

fn correct(table: &mut Map<String, Value>, correction: &Correction) -> Result<()> {
    match correction {
        Omitted(model, keys) => each(table, model, keys, |key, holds| (format!("{key}?"), holds.to_owned())),
        Always(model, keys) => each(table, model, keys, |key, holds| (key.to_owned(), holds.to_owned())),
        Null(model, keys) => each(table, model, keys, |key, holds| {
            (key.to_owned(), format!("{} | null", holds.trim_end_matches(" | null")))
        }),
        AnyText(name) => {
            let old = table.insert((*name).to_owned(), json!("string"));
            old.map(drop).with_context(|| format!("{name} is not described"))
        }
        NoWord(name, word) => {
            let words = table.get_mut(*name).and_then(Value::as_array_mut);
            let words = words.with_context(|| format!("{name} has no words"))?;
            let before = words.len();
            words.retain(|known| known != word);
            if words.len() == before { bail!("{name} has no word {word:?}") } else { Ok(()) }
        }
        GoNames(..) | Called(..) => Ok(()),
    }
}

/// Changes some fields of a model; a missing field is an error.
fn each(
    table: &mut Map<String, Value>,
    model: &str,
    keys: &[&str],
    change: impl Fn(&str, &str) -> (String, String),
) -> Result<()> {
    let fields = table.get_mut(model).and_then(Value::as_object_mut);
    let fields = fields.with_context(|| format!("{model} has no fields"))?;
    if let Some(missing) = keys.iter().find(|&&key| !fields.keys().any(|k| k.trim_end_matches('?') == key)) {
        bail!("{model}.{missing} is not described");
    }
    *fields = std::mem::take(fields)
        .into_iter()
        .map(|(key, holds)| {
            let plain = key.trim_end_matches('?');
            if !keys.contains(&plain) {
                return (key, holds);
            }
            let (key, holds) = change(plain, holds.as_str().unwrap_or_default());
            (key, json!(holds))
        })
        .collect();
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_description_becomes_a_model_of_facts() {
        let mut pending = BTreeSet::new();
        let described = json!({
            "description": "Sentences stay behind.", "required": ["a", "b", "c", "d", "e", "f", "g"],
            "properties": {
                "a": {"type": "string", "description": "Also here."}, "b": {"type": "string", "format": "date-time"},
                "c": {"type": "array", "items": {"$ref": "#/definitions/codersdk.Inner"}},
                "d": {"allOf": [{"$ref": "#/definitions/codersdk.Word"}], "enum": ["x"]},
                "e": {"type": "object", "additionalProperties": {"type": "integer"}},
                "f": {"$ref": "#/definitions/uuid.NullUUID"}, "g": {"type": "string", "enum": ["x", "y"]},
                "h": {"type": "string", "format": "uuid"},
            },
        });
        assert_eq!(
            model("Outer", &described, &mut pending),
            json!({
                "a": "string", "b": "time", "c": "[Inner]", "d": "Word", "e": "{integer}", "f": "uuid | null",
                "g": "'x' | 'y'", "h?": "uuid",
            })
        );
        assert_eq!(pending.into_iter().collect::<Vec<_>>(), ["Inner", "Word"]);
    }

    #[test]
    fn a_correction_that_finds_nothing_to_correct_is_said() {
        let mut table = Map::new();
        table.insert("Outer".into(), json!({"a": "string", "b?": "integer"}));
        table.insert("Word".into(), json!(["", "x"]));
        correct(&mut table, &Omitted("Outer", &["a"])).unwrap();
        correct(&mut table, &Null("Outer", &["b"])).unwrap();
        correct(&mut table, &NoWord("Word", "")).unwrap();
        assert_eq!(json!(table), json!({"Outer": {"a?": "string", "b": "integer | null"}, "Word": ["x"]}));
        for wrong in [Omitted("Outer", &["c"]), Null("Other", &["a"]), AnyText("Other"), NoWord("Word", "")] {
            assert!(correct(&mut table, &wrong).is_err());
        }
    }
}
