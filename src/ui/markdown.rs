//! Markdown as nodes: what is HTML in it stays text, links lead to the web only, pictures are their words.

use super::NewTab;
use coder_core::link::is_web_link;
use leptos::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// A text in Markdown from outside.
#[component]
pub fn Markdown(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let nodes = nodes(&mut Parser::new(&text), 0);
    view! { <div class="coder-markdown">{nodes}</div> }
}

/// How deep quotes, lists and the like stand in one another; what is deeper is text of that depth. Each level takes of
/// a stack that somebody else's text must not use up.
const DEEPEST: usize = 24;

/// The nodes up to the end of what is open.
fn nodes(events: &mut Parser, depth: usize) -> Vec<AnyView> {
    let mut all = Vec::new();
    let mut too_deep = 0;
    while let Some(event) = events.next() {
        match event {
            Event::End(_) if too_deep > 0 => too_deep -= 1,
            // What was opened in here has taken its own end.
            Event::End(_) => break,
            Event::Start(_) if depth == DEEPEST => too_deep += 1,
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
