//! Shares fetched lists between tabs: one tab's pages serve all tabs that show the same list.
//!
//! A message holds the user's id, the search, and for each page the index of its first row, the index after its last
//! row, and the body of the response.

use super::fetched_page::FetchedPage;
use crate::browser::Broadcast;
use crate::client::SessionContext;
use coder_core::storage_keys::{self, Purpose};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// The pages of a list as another tab fetched them: ranges of rows with the bodies of the responses.
pub(super) type SharedPages = Vec<(Range<usize>, String)>;

/// Callback for the search and the pages of a list that another tab fetched.
type OnShared = Rc<dyn Fn(&str, SharedPages)>;

/// The channel between the tabs of one account.
pub(super) struct TabSync {
    context: Rc<SessionContext>,
    /// Opened with the first list.
    channel: OnceCell<Broadcast>,
    on_shared: RefCell<Option<OnShared>>,
}

impl TabSync {
    /// Creates a channel that is not open yet.
    pub fn new(context: Rc<SessionContext>) -> Rc<Self> {
        Rc::new(Self { context, channel: OnceCell::new(), on_shared: RefCell::default() })
    }

    /// Sets the callback for pages that other tabs fetch.
    pub fn on_shared(&self, callback: impl Fn(&str, SharedPages) + 'static) {
        self.on_shared.replace(Some(Rc::new(callback)));
    }

    /// Subscribes to pages that other tabs fetch; does nothing from the second call on.
    pub fn listen(self: &Rc<Self>) {
        self.channel();
    }

    fn channel(self: &Rc<Self>) -> &Broadcast {
        self.channel.get_or_init(|| {
            let name =
                storage_keys::name(Purpose::Lists, &self.context.proxy_path, self.context.host().user());
            let sync = self.clone();
            Broadcast::open(&name, move |texts| sync.on_message(&texts))
        })
    }

    /// Posts the pages of a search, fetched for a user of Coder, to the other tabs.
    pub fn broadcast(self: &Rc<Self>, user_id: &str, search: &str, pages: &[FetchedPage]) {
        let rows: Vec<_> = pages.iter().map(|FetchedPage { rows, .. }| [rows.start, rows.end]).collect();
        let rows: Vec<_> = rows.iter().map(|ends| ends.map(|end| end.to_string())).collect();
        let mut texts = vec![user_id, search];
        for ([start, end], FetchedPage { text, .. }) in rows.iter().zip(pages) {
            texts.extend([start, end, text.as_str()]);
        }
        self.channel().post(&texts);
    }

    fn on_message(&self, texts: &[String]) {
        let [id, search, pages @ ..] = texts else { return };
        // Another tab may be linked with a different Coder account of the same person.
        if self.context.user_id().as_ref() != Some(id) {
            return;
        }
        let page = |page: &[String]| {
            let [start, end, text] = page else { return None };
            Some((start.parse().ok()?..end.parse().ok()?, text.clone()))
        };
        let callback = self.on_shared.borrow().clone();
        if let (Some(callback), Some(pages)) = (callback, pages.chunks(3).map(page).collect()) {
            callback(search, pages);
        }
    }
}
