//! The command line of a shell in a workspace.

use super::context::AppContext;
use crate::models::Agent;
use crate::shell;

/// Returns the `coder ssh` command line that opens a shell in a workspace.
pub fn ssh_command(place: AppContext, agent: &Agent) -> String {
    let target = format!("{}/{}.{}", place.owner, place.workspace, agent.name);
    // Prevents a leading hyphen from being parsed as an option.
    let end_of_options = if target.starts_with('-') { "-- " } else { "" };
    format!("coder ssh {end_of_options}{}", shell::quote(&target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apps::fixture::{access, agent};
    use serde_json::json;

    #[test]
    fn a_name_is_one_word_of_the_shell_and_no_option() {
        let access = access();
        let line = |owner: &str, workspace: &str| {
            let place = AppContext { access: &access, api: &access, wildcard: "", owner, workspace };
            ssh_command(place, &agent(json!([])))
        };
        assert_eq!(line("al", "a;curl x|sh"), "coder ssh 'al/a;curl x|sh.main'");
        assert_eq!(line("-x", "ws"), "coder ssh -- -x/ws.main");
    }
}
