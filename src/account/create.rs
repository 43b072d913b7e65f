//! Creating a workspace, and the form that is being filled in.

use super::Account;
use super::drives::Cause;
use crate::browser::{Failure, pause};
use coder_core::Error;
use coder_core::create::{free_name, name_stem};
use coder_core::drive::is_in_doubt;
use coder_core::endpoint::Call;
use coder_core::json::Read;
use coder_core::refresh::{Retry, retry_delay};
use coder_core::text::Text;
use coder_core::wire::{Names, Workspace};
use leptos::prelude::ReadUntracked as _;
use serde_json::{Value, json};
use web_sys::AbortSignal;

impl Account {
    /// Creates a workspace: sends the call once, and if its answer was lost, looks for the workspace.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) async fn create(&self, body: Value, name: &str, template: &str) -> Result<Workspace, Cause> {
        // Ends with the session, the page or the call's own time limit: whether the form is still shown makes no
        // difference.
        let signal = self.drives_signal()?;
        let owner = self.0.state.read_untracked().user().map(|user| user.id.clone());
        let error = match self.call(&Call::create_workspace(body), &signal).await {
            Ok(value) => match Workspace::read(&value) {
                Ok(workspace) => return Ok(self.created(workspace)),
                Err(malformed) => Error::from(malformed),
            },
            Err(Failure::Error(error @ Error::Conflict(_))) => return Err(Cause::Error(error)),
            Err(Failure::Error(error)) if is_in_doubt(&error) => error,
            Err(failure) => return Err(failure.into()),
        };
        let (mut retry, call) = (Retry::default(), Call::workspace_named(name));
        loop {
            let failure = match self.call(&call, &signal).await {
                Ok(value) => match Workspace::read(&value) {
                    Ok(found)
                        if found.template_id == template
                            && found.latest_build.build_number == 1
                            && Some(&found.owner_id) == owner.as_ref() =>
                    {
                        return Ok(self.created(found));
                    }
                    // Somebody else's doing, under the same name.
                    Ok(_) => return Err(Cause::Because(Text::Overtaken)),
                    Err(_) => return Err(Cause::Because(Text::LostTrack)),
                },
                Err(Failure::Error(Error::NotFound(_) | Error::Gone(_))) => {
                    return Err(match error {
                        error @ (Error::Server(_) | Error::NotCoder { .. }) => Cause::Error(error),
                        _ => Cause::Because(Text::CreateLost),
                    });
                }
                Err(Failure::Canceled) => return Err(Cause::Nothing),
                Err(Failure::Error(failure)) => failure,
            };
            let Some(pause_ms) = retry_delay(&mut retry, call.method, &failure, crate::browser::jitter())
            else {
                return Err(Cause::Because(Text::LostTrack));
            };
            pause(pause_ms, &signal).await;
        }
    }

    /// Returns the first of a name and its numbered variants that the user has no workspace of; the name itself where
    /// that cannot be known. `is_taken` if the name is known not to be free.
    pub(crate) async fn free_name(&self, name: &str, is_taken: bool, signal: &AbortSignal) -> String {
        let answer = self.call(&Call::own_named_like(name_stem(name)), signal).await;
        let known = answer.map(|page| Names::of(&page)).unwrap_or_default().0;
        free_name(name, known.iter().map(String::as_str).chain(is_taken.then_some(name)))
    }

    fn created(&self, workspace: Workspace) -> Workspace {
        self.follow(&workspace);
        self.noticed(&workspace);
        self.refresh_lists();
        workspace
    }

    /// The form for a template, as it was left by a reload.
    pub(crate) fn draft(&self, template: &str) -> Option<Value> {
        let kept = self.0.drafts.read()?;
        let is_its = kept.get("template").and_then(Value::as_str) == Some(template);
        is_its.then(|| kept.get("form").cloned()).flatten()
    }

    /// Keeps the form for a template.
    pub(crate) fn keep_draft(&self, template: &str, form: &Value) {
        self.0.drafts.write(&json!({ "template": template, "form": form }));
    }

    /// Forgets the form.
    pub(crate) fn forget_draft(&self) {
        self.0.drafts.remove();
    }
}
