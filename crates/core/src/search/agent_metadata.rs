//! The term of a query that asks for the agents' metadata. Coder has it since 2.37.

use crate::error::Error;

const KEY: &str = "include_agent_metadata";

/// Returns a query that also asks for the agents' metadata with these keys.
///
/// ```
/// use coder_core::search::with_agent_metadata;
/// assert_eq!(with_agent_metadata("owner:me", &["cpu".into(), "mem".into()]), "owner:me include_agent_metadata:cpu,mem");
/// assert_eq!(with_agent_metadata("owner:me", &[]), "owner:me");
/// ```
pub fn with_agent_metadata(query: &str, keys: &[String]) -> String {
    match keys.is_empty() {
        true => query.to_owned(),
        false => format!("{query} {KEY}:{}", keys.join(",")).trim_start().to_owned(),
    }
}

/// Whether a search can express a key of metadata.
pub fn is_metadata_key(key: &str) -> bool {
    !key.contains([' ', ',', ':', '"'])
}

/// Whether Coder refused a query because it does not know the term for metadata.
pub fn lacks_agent_metadata(error: &Error) -> bool {
    matches!(error, Error::Validation(message) if message.fields.iter().any(|field| field.field == KEY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ServerMessage;
    use crate::models::FieldError;

    #[test]
    fn a_deployment_without_the_term_names_it() {
        let refused = |field: &str| {
            let fields = vec![FieldError { field: field.to_owned(), detail: String::new() }];
            Error::Validation(ServerMessage { message: String::new(), detail: String::new(), fields })
        };
        assert!(lacks_agent_metadata(&refused("include_agent_metadata")));
        assert!(!lacks_agent_metadata(&refused("statsu")));
        assert!(!lacks_agent_metadata(&Error::Unreachable));
    }

    #[test]
    fn a_query_for_all_workspaces_may_ask_as_well() {
        assert_eq!(with_agent_metadata("", &["cpu".to_owned()]), "include_agent_metadata:cpu");
    }
}
