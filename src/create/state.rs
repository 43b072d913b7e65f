//! What the pieces of one form share.

use crate::texts::{t, texts};
use coder_core::create::{Evaluation, Form, Parameter};
use coder_core::wire::{ExternalAuth, Preset};
use coder_core::{Error, text::Text};
use leptos::prelude::*;

/// One form.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// What was given.
    pub form: RwSignal<Form>,
    /// What there is, as far as it is known.
    pub evaluation: RwSignal<Option<Evaluation>>,
    /// An evaluation is under way: what is shown may not be the last word.
    pub evaluating: RwSignal<bool>,
    /// Why the latest evaluation failed.
    pub error: RwSignal<Option<Error>>,
    /// Accounts it needs.
    pub auth: RwSignal<Vec<ExternalAuth>>,
    /// Why they are not known.
    pub auth_error: RwSignal<Option<Error>>,
    /// Counts how often they are asked for by hand.
    pub auth_asked: RwSignal<u32>,
    /// Somebody tried to send it: what is missing may be said.
    pub tried: RwSignal<bool>,
    /// Somebody entered something.
    pub dirty: RwSignal<bool>,
    /// Counts changes; with whether typing goes on.
    pub changed: RwSignal<(u32, bool)>,
}

impl State {
    /// A form that nobody has touched.
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

    /// Gives a parameter a value; `typing` if more of it is to come.
    pub fn set(&self, name: &str, value: &str, typing: bool) {
        self.form.update(|form| form.set(name, value));
        self.dirty.set(true);
        self.evaluate(typing);
    }

    /// Asks the server what is true now.
    pub fn evaluate(&self, typing: bool) {
        self.changed.update(|(count, was_typing)| {
            *count = count.wrapping_add(1);
            *was_typing = typing;
        });
    }

    /// Drops what strays in a parameter's value.
    pub fn drop_stray(&self, parameter: &Parameter, stray: &str) {
        self.form.update(|form| form.drop_stray(parameter, stray));
        self.dirty.set(true);
        self.evaluate(false);
    }

    /// Chooses a preset, or none.
    pub fn choose(&self, preset: Option<Preset>) {
        self.form.update(|form| form.preset = preset);
        self.dirty.set(true);
        self.evaluate(false);
    }

    /// A parameter by its name, as the latest evaluation has it.
    pub fn parameter(&self, name: &str) -> Option<Parameter> {
        let evaluation = self.evaluation.read();
        evaluation.as_ref()?.parameters.iter().find(|p| p.name == name).cloned()
    }

    /// A parameter's value.
    pub fn value(&self, parameter: &Parameter) -> String {
        self.form.read().value(parameter)
    }

    /// What is wrong with a parameter, in words; what is merely missing is said once somebody tried to go on.
    pub fn problem(&self, parameter: &Parameter) -> Option<String> {
        let form = self.form.read();
        if let Some(said) = form.refused(&parameter.name) {
            return Some(or_refused(said.to_owned()));
        }
        let may_say = self.tried.get() || form.is_touched(&parameter.name) || form.is_preset(&parameter.name);
        if !may_say {
            return None;
        }
        if let Err(problem) = parameter.check(&form.value(parameter)) {
            return Some(problem.say(&texts()));
        }
        // While the server thinks, what it said may be about what was typed before.
        let said = parameter.diagnostics.iter().find(|d| d.is_error);
        said.map(|said| {
            if said.is_missing { t(Text::ParameterMissing).to_owned() } else { or_refused(said.words()) }
        })
    }
}

/// What the server said, or that it said no where it gave no reason.
pub(super) fn or_refused(said: String) -> String {
    if said.trim().is_empty() { t(Text::ParameterRefused).to_owned() } else { said }
}

pub(super) fn use_state() -> State {
    expect_context()
}
