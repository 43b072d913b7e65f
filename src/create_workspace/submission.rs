//! The submission of a creation form.

use super::form_state::FormState;
use crate::browser::AbortOnDrop;
use crate::effect::effect;
use crate::session::{Account, FailureReason};
use crate::spawn::spawn_local;
use crate::ui::focus_obstacle;
use coder_core::Error;
use coder_core::create::{Blockers, Form};
use coder_core::models::{Template, Workspace};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// The submission of a creation form: whether it is pending, and why it failed.
#[derive(Clone, Copy)]
pub(super) struct Submission {
    state: FormState,
    account: StoredValue<Account>,
    template: StoredValue<Template>,
    /// What the form lacks; `None` before the first evaluation.
    pub blockers: Memo<Option<Blockers>>,
    /// Whether the form is shown, rather than only its confirmation.
    pub shows_form: RwSignal<bool>,
    /// The reason of the latest failure.
    pub cause: RwSignal<Option<FailureReason>>,
    /// A free name, if the submitted one is taken.
    pub free: RwSignal<Option<String>>,
    /// The form's element.
    pub element: NodeRef<html::Form>,
    busy: RwSignal<bool>,
    /// Whether to submit the form as soon as the pending evaluation has ended.
    waits: RwSignal<bool>,
    on_created: Callback<Arc<Workspace>>,
}

impl Submission {
    /// Creates the submission of the form of a template.
    pub fn new(
        account: &Account,
        template: &Template,
        state: FormState,
        shows_form: bool,
        on_created: Callback<Arc<Workspace>>,
    ) -> Self {
        let blockers = Memo::new(move |_| {
            let evaluation = state.evaluation.read();
            let evaluation = evaluation.as_ref()?;
            Some(state.form.read().blockers(evaluation, &state.auth.read()))
        });
        let submission = Self {
            state,
            account: StoredValue::new(account.clone()),
            template: StoredValue::new(template.clone()),
            blockers,
            shows_form: RwSignal::new(shows_form),
            cause: RwSignal::new(None),
            free: RwSignal::new(None),
            element: NodeRef::new(),
            busy: RwSignal::new(false),
            waits: RwSignal::new(false),
            on_created,
        };
        effect(move || {
            let is_over = state.evaluation.read().is_some() || state.error.read().is_some();
            if is_over && !state.evaluating.get() && submission.waits.get_untracked() {
                submission.waits.set(false);
                submission.submit();
            }
        });
        submission
    }

    /// Whether the workspace is being created, or will be once the pending evaluation has ended.
    pub fn is_pending(self) -> bool {
        self.busy.get() || self.waits.get()
    }

    /// Creates the workspace, or moves the focus to what the form lacks.
    pub fn submit(self) {
        let state = self.state;
        if self.busy.get_untracked() {
            return;
        }
        if state.evaluating.get_untracked() {
            return self.waits.set(true);
        }
        let Some(evaluation) = state.evaluation.get_untracked() else {
            // Not evaluated yet: wait, or show the error of the evaluation with its retry button.
            let has_failed = state.error.read_untracked().is_some();
            return if has_failed { self.show_problem() } else { self.waits.set(true) };
        };
        if !self.blockers.get_untracked().is_some_and(|blockers| blockers.is_empty()) {
            return self.show_problem();
        }
        let form = state.form.get_untracked();
        self.busy.set(true);
        self.cause.set(None);
        self.free.set(None);
        let (account, template) = (self.account.get_value(), self.template.get_value());
        let body = form.to_request(&template.active_version_id, &evaluation.parameters);
        spawn_local(async move {
            let result = account.create(body, form.name.trim(), &template.id).await;
            let is_taken = matches!(&result, Err(FailureReason::Error(Error::Conflict(_))));
            match result {
                Ok(workspace) => self.created(&account, workspace),
                Err(reason) => self.failed(reason),
            }
            let _ = self.busy.try_set(false);
            if is_taken {
                self.find_free_name(&account, &form).await;
            }
        });
    }

    fn created(self, account: &Account, workspace: Workspace) {
        account.preferences().forget_draft();
        let _ = self.state.dirty.try_set(false);
        // The form may have been closed by then; the list shows the workspace all the same.
        self.on_created.try_run(Arc::new(workspace));
    }

    fn failed(self, reason: FailureReason) {
        if let FailureReason::Error(error) = &reason {
            let is_rejected = self.state.form.try_update(|form| {
                form.apply_error(error);
                form.server_error("external_auth").is_some()
            });
            if is_rejected == Some(true) {
                // The known external authentication is outdated.
                let _ = self.state.auth_asked.try_update(|times| *times += 1);
            }
        }
        let _ = self.cause.try_set((reason != FailureReason::Silent).then_some(reason));
        if !self.cause.is_disposed() {
            self.show_problem();
        }
    }

    async fn find_free_name(self, account: &Account, form: &Form) {
        let Ok(abort) = AbortOnDrop::new() else { return };
        let name = account.free_name(form.name.trim(), true, &abort.signal()).await;
        let _ = self.free.try_set((name != form.name.trim()).then_some(name));
    }

    /// Shows the form with all its problems, and moves the focus to the first one.
    fn show_problem(self) {
        self.state.tried.set(true);
        self.shows_form.set(true);
        let element = self.element;
        focus_obstacle(move || element.try_get_untracked().flatten().map(Into::into));
    }
}
