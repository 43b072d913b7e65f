//! Safe rendering of Markdown: HTML in it stays text, only web links are links, images become their alternative text.

use super::NewTabHint;
use coder_core::url::is_http_url;
use leptos::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// An untrusted Markdown text.
#[component]
pub fn Markdown(
    /// The Markdown source.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let nodes = nodes(&mut Parser::new(&text), 0);
    view! { <div class="coder-markdown">{nodes}</div> }
}

/// Maximum nesting depth of quotes, lists and other elements; deeper content becomes text at this depth. Each level
/// takes stack space, which an untrusted text must not exhaust.
const MAX_DEPTH: usize = 24;

/// Returns the nodes up to the end of the open element.
fn nodes(events: &mut Parser, depth: usize) -> Vec<AnyView> {
    let mut all = Vec::new();
    let mut too_deep = 0;
    while let Some(event) = events.next() {
        match event {
            Event::End(_) if too_deep > 0 => too_deep -= 1,
            // Nested elements have consumed their own end events.
            Event::End(_) => break,
            Event::Start(_) if depth == MAX_DEPTH => too_deep += 1,
            Event::Start(tag) => all.push(node(events, tag, depth + 1)),
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

fn node(events: &mut Parser, tag: Tag, depth: usize) -> AnyView {
    let inside = nodes(events, depth);
    match tag {
        Tag::Paragraph => view! { <p>{inside}</p> }.into_any(),
        // Headings become bold text, so that a description does not change the page's outline.
        Tag::Heading { .. } | Tag::Strong => view! { <strong>{inside}</strong> }.into_any(),
        Tag::Emphasis => view! { <em>{inside}</em> }.into_any(),
        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
            view! { <pre class="coder-code" tabindex="0">{inside}</pre> }.into_any()
        }
        Tag::List(None) => view! { <ul>{inside}</ul> }.into_any(),
        Tag::List(Some(_)) => view! { <ol>{inside}</ol> }.into_any(),
        Tag::Item => view! { <li>{inside}</li> }.into_any(),
        Tag::BlockQuote(_) => view! { <blockquote>{inside}</blockquote> }.into_any(),
        Tag::Link { dest_url, .. } if is_http_url(&dest_url) => {
            let href = dest_url.to_string();
            view! {
                <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">{inside}<NewTabHint/></a>
            }
            .into_any()
        }
        _ => inside.into_any(),
    }
}
