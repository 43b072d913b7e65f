//! Lines of a log, with ANSI colors.

use coder_core::ansi::{Span, parse};
use coder_core::models::LogLine;
use leptos::prelude::*;

/// A line of a log, with the stage's name above the first line of a stage.
#[component]
pub(super) fn LogViewLine(
    /// The line.
    line: LogLine,
    /// Whether the line starts a stage.
    begins: bool,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/log_view_line.css");
    let LogLine { stage, level, output, .. } = line;
    let runs = parse(&output);
    view! {
        class=class,
        {begins.then(|| view! { class=class, <p class="stage">{stage}</p> })}
        {(!runs.is_empty()).then(|| view! {
            class=class,
            <p class="line" data-level=level>
                {runs.into_iter().map(|Span { text, style }| view! {
                    class=class,
                    <span
                        class="run" class:bold=style.bold class:dim=style.dim class:italic=style.italic
                        class:underline=style.underline data-color=style.color.map(|color| color.to_string())
                    >
                        {text}
                    </span>
                }).collect_view()}
            </p>
        })}
    }
}
