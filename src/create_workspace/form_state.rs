//! The state that the components of a creation form share.

use crate::texts::{t, texts};
use coder_core::create::{Form, Parameter, ResolvedParameters};
use coder_core::models::{ExternalAuth, Preset};
use coder_core::{Error, i18n::Message};
use leptos::prelude::*;

/// The state of a creation form.
#[derive(Clone, Copy)]
pub(super) struct FormState {
    /// The entered values.
    pub form: RwSignal<Form>,
    /// The parameters from the latest successful evaluation.
    pub evaluation: RwSignal<Option<ResolvedParameters>>,
    /// Whether an evaluation is pending, so that the shown parameters may be outdated.
    pub evaluating: RwSignal<bool>,
    /// The error of the latest evaluation.
    pub error: RwSignal<Option<Error>>,
    /// The external authentication that the template needs.
    pub auth: RwSignal<Vec<ExternalAuth>>,
    /// The error of the latest request for external authentication.
    pub auth_error: RwSignal<Option<Error>>,
    /// The number of times that the user fetched external authentication again.
    pub auth_asked: RwSignal<u32>,
    /// Whether the user tried to submit the form; missing values are reported from then on.
    pub tried: RwSignal<bool>,
    /// Whether the user entered anything.
    pub dirty: RwSignal<bool>,
    /// The number of changes, and whether the latest one is part of typing.
    pub changed: RwSignal<(u32, bool)>,
}

impl FormState {
    /// Creates the state of an untouched form.
    pub fn new(form: Form, dirty: RwSignal<bool>) -> Self {
        Self {
            form: RwSignal::new(form),
            evaluation: RwSignal::new(None),
            evaluating: RwSignal::new(false),
            error: RwSignal::new(None),
            auth: RwSignal::new(Vec::new()),
            auth_error: RwSignal::new(None),
            auth_asked: RwSignal::new(0),
            tried: RwSignal::new(false),
            dirty,
            changed: RwSignal::new((0, false)),
        }
    }

    /// Sets the value of a parameter; `typing` debounces the evaluation.
    pub fn set(&self, name: &str, value: &str, typing: bool) {
        self.form.update(|form| form.set(name, value));
        self.dirty.set(true);
        self.evaluate(typing);
    }

    /// Requests an evaluation; `typing` debounces it.
    pub fn evaluate(&self, typing: bool) {
        self.changed.update(|(count, was_typing)| {
            *count = count.wrapping_add(1);
            *was_typing = typing;
        });
    }

    /// Removes a stray piece from the value of a parameter.
    pub fn drop_stray(&self, parameter: &Parameter, stray: &str) {
        self.form.update(|form| form.drop_stray(parameter, stray));
        self.dirty.set(true);
        self.evaluate(false);
    }

    /// Selects a preset, or none.
    pub fn choose(&self, preset: Option<Preset>) {
        self.form.update(|form| form.preset = preset);
        self.dirty.set(true);
        self.evaluate(false);
    }

    /// Returns a parameter of the latest evaluation by its name.
    pub fn parameter(&self, name: &str) -> Option<Parameter> {
        let evaluation = self.evaluation.read();
        evaluation.as_ref()?.parameters.iter().find(|p| p.name == name).cloned()
    }

    /// Returns the value of a parameter.
    pub fn value(&self, parameter: &Parameter) -> String {
        self.form.read().value(parameter)
    }

    /// Returns the error message of a parameter.
    ///
    /// A field error from Coder always counts; other errors only if the parameter was touched or set by a preset, or
    /// once the user tried to submit the form.
    pub fn problem(&self, parameter: &Parameter) -> Option<String> {
        let form = self.form.read();
        if let Some(message) = form.server_error(&parameter.name) {
            return Some(or_rejected(message.to_owned()));
        }
        let may_say = self.tried.get() || form.is_touched(&parameter.name) || form.is_preset(&parameter.name);
        if !may_say {
            return None;
        }
        if let Err(problem) = parameter.validate(&form.value(parameter)) {
            return Some(problem.message(&texts()));
        }
        // Checked after the value itself: during an evaluation, Coder's diagnostics may be about an earlier value.
        let message = parameter.diagnostics.iter().find(|d| d.is_error);
        message.map(|message| {
            if message.is_missing {
                t(Message::ParameterMissing).to_owned()
            } else {
                or_rejected(message.text())
            }
        })
    }
}

/// Returns a message from Coder, or a generic one if the message is blank.
pub(super) fn or_rejected(message: String) -> String {
    if message.trim().is_empty() { t(Message::ParameterRefused).to_owned() } else { message }
}

pub(super) fn use_state() -> FormState {
    expect_context()
}
