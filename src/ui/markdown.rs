//! Markdown as nodes: what is HTML in it stays text, links lead to the web only, pictures are their words.

use super::NewTab;
use coder_core::link::is_web_link;
use leptos::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A text in Markdown from outside.
#[component]
pub fn Markdown(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let nodes = nodes(&mut Parser::new(&text), None);
    view! { <div class="coder-markdown">{nodes}</div> }
}

/// The nodes up to the end of what is open.
fn nodes(events: &mut Parser, until: Option<TagEnd>) -> Vec<AnyView> {
    let mut all = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(end) if Some(end) == until => break,
            Event::Start(tag) => all.push(node(events, tag)),
            Event::Code(code) => all.push(view! { <code>{code.to_string()}</code> }.into_any()),
            Event::SoftBreak => all.push(" ".into_any()),
            Event::HardBreak => all.push(view! { <br/> }.into_any()),
            Event::Rule => all.push(view! { <hr/> }.into_any()),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                all.push(text.to_string().into_any());
            }
            _ => {}
        }
    }
    all
}

fn node(events: &mut Parser, tag: Tag) -> AnyView {
    let inside = nodes(events, Some(tag.to_end()));
    match tag {
        Tag::Paragraph => view! { <p>{inside}</p> }.into_any(),
        // A description is no page: its headings are heavier lines.
        Tag::Heading { .. } | Tag::Strong => view! { <strong>{inside}</strong> }.into_any(),
        Tag::Emphasis => view! { <em>{inside}</em> }.into_any(),
        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
            view! { <pre class="coder-code" tabindex="0">{inside}</pre> }.into_any()
        }
        Tag::List(None) => view! { <ul>{inside}</ul> }.into_any(),
        Tag::List(Some(_)) => view! { <ol>{inside}</ol> }.into_any(),
        Tag::Item => view! { <li>{inside}</li> }.into_any(),
        Tag::BlockQuote(_) => view! { <blockquote>{inside}</blockquote> }.into_any(),
        Tag::Link { dest_url, .. } if is_web_link(&dest_url) => {
            let href = dest_url.to_string();
            view! {
                <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">{inside}<NewTab/></a>
            }
            .into_any()
        }
        _ => inside.into_any(),
    }
}
