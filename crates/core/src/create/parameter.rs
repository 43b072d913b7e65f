//! Template parameters: what they are, which control they get, what is a valid value.
//!
//! Coder has two flows: the dynamic one evaluates the template with what was typed so far, the classic one lists
//! static parameters. Both are read into one [`Parameter`].
//!
//! | type | with options | without |
//! |---|---|---|
//! | string | **radio**, dropdown | **input**, textarea |
//! | number | **radio**, dropdown | **input** (number), slider |
//! | bool | **radio**, dropdown | **checkbox**, switch |
//! | list(string) | **radio** (each value a list), multi-select | **tag-select** |
//!
//! Bold: where the template asks for none, or for one that this version does not know.

/// A parameter's control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Input,
    /// Several lines.
    Textarea,
    /// A number.
    Number,
    /// A number between two others.
    Slider,
    /// On or off.
    Switch,
    /// Yes or no.
    Checkbox,
    /// One of a few.
    Radio,
    /// One of many.
    Dropdown,
    /// Some of many.
    MultiSelect,
    /// Any words.
    TagSelect,
    /// None: the template is wrong here, and its diagnostics say how.
    Error,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A number; a whole one where the template sets bounds.
    Number,
    /// A truth value as Go writes it: `true`, `1`, `t`, …
    Bool,
    /// A JSON list of texts.
    List,
}

/// One of the values to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What to call it.
    pub name: String,
    /// Markdown.
    pub description: String,
    /// An icon field; empty for none.
    pub icon: String,
    /// The value.
    pub value: String,
}

/// What the server says of a parameter, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Nothing can be created with it.
    pub is_error: bool,
    /// What is wrong.
    pub summary: String,
    /// More about it.
    pub detail: String,
    /// A required value is missing: no reproach before somebody had a chance to give it.
    pub is_missing: bool,
}

impl Diagnostic {
    /// Both sentences.
    pub fn words(&self) -> String {
        match (self.summary.as_str(), self.detail.as_str()) {
            ("", detail) => detail.to_owned(),
            (summary, "") => summary.to_owned(),
            (summary, detail) => format!("{summary}: {detail}"),
        }
    }
}

/// The only direction in which a number may change from build to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Monotonic {
    /// It may grow.
    Increasing,
    /// It may shrink.
    Decreasing,
}

/// A parameter as it is right now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the template.
    pub name: String,
    /// What to call it; empty for its name.
    pub display_name: String,
    /// Markdown.
    pub description: String,
    /// An icon field; empty for none.
    pub icon: String,
    /// What its values are.
    pub kind: Kind,
    /// How it is set.
    pub control: Control,
    /// Values to choose from.
    pub choices: Vec<Choice>,
    /// Can be changed later.
    pub mutable: bool,
    /// Holds for one build.
    pub ephemeral: bool,
    /// Has no value unless somebody gives one.
    pub required: bool,
    /// What stands in an empty field.
    pub placeholder: String,
    /// What stands beside a checkbox or a switch; empty for nothing.
    pub tick_label: String,
    /// Not to be changed.
    pub disabled: bool,
    /// Not to be read over a shoulder, and never kept.
    pub masked: bool,
    /// The server's value for it: what was sent, else its default.
    pub value: Option<String>,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
    /// In which direction alone a number may change from build to build.
    pub monotonic: Option<Monotonic>,
    /// The template's own words for a value out of range; may have the places `{min}`, `{max}`, `{value}`.
    pub validation_error: String,
    /// What the server says of it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parameter {
    /// What to call the parameter on screen.
    pub fn label(&self) -> &str {
        if self.display_name.is_empty() { &self.name } else { &self.display_name }
    }

    /// Takes over the value that the build before had, which also bounds a number that may only grow or shrink.
    pub fn continue_from(&mut self, before: &str) {
        if let (Some(monotonic), Ok(number)) = (self.monotonic, before.parse::<i64>()) {
            match monotonic {
                Monotonic::Increasing => self.min = Some(self.min.map_or(number, |min| min.max(number))),
                Monotonic::Decreasing => self.max = Some(self.max.map_or(number, |max| max.min(number))),
            }
        }
        self.value = Some(before.to_owned());
    }
}

/// The answer to an evaluation: the parameters there are, in order, and what is wrong with them together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// What the server says of all.
    pub diagnostics: Vec<Diagnostic>,
    /// In the order to show them.
    pub parameters: Vec<Parameter>,
}
