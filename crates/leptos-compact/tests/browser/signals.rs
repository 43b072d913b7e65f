//! Signals with boxed values: alone, in views and properties, and beside Leptos' own.

use crate::harness::{Page, log, logged, settle};
use leptos::html;
use leptos::prelude::*;
use leptos::reactive;
use wasm_bindgen_test::wasm_bindgen_test;

/// Returns an owner on a page whose effects run: the first view that is mounted provides for that.
fn page_owner() -> Owner {
    drop(Page::mount(|| ()));
    Owner::new()
}

/// Runs a function under an owner, and cleans the owner up after it.
fn owned<T>(function: impl FnOnce() -> T) -> T {
    let owner = page_owner();
    let result = owner.with(function);
    owner.cleanup();
    result
}

#[wasm_bindgen_test]
fn a_signal_is_read_and_written_in_each_way() {
    owned(|| {
        let names = RwSignal::new(vec!["a".to_owned()]);
        names.update(|all| all.push("b".to_owned()));
        names.write().push("c".to_owned());
        assert_eq!(names.try_update(|all| all.pop()), Some(Some("c".to_owned())));
        assert_eq!(names.with(Vec::len), 2);
        assert_eq!(names.read()[1], "b");
        assert_eq!(*names.read_untracked(), ["a", "b"]);
        let (read, write) = names.split();
        write.set(vec![]);
        assert_eq!((read.get(), read.get_untracked()), (vec![], vec![]));
        assert!(RwSignal::<Option<u8>>::default().get().is_none());
    });
}

#[wasm_bindgen_test]
async fn subscribers_run_again_for_every_kind_of_reading() {
    let owner = page_owner();
    let signal = owner.with(|| {
        let signal = RwSignal::new(1);
        let shared = ArcRwSignal::from(signal);
        let derived = Signal::derive(move || signal.get() * 10);
        let memo = Memo::new(move |_| derived.get() + 1);
        let kept = ArcMemo::from(memo);
        let wrapped: [Signal<i32>; 4] =
            [memo.into(), signal.into(), shared.read_only().into(), kept.clone().into()];
        let shared_wrapped: ArcSignal<i32> = signal.into();
        Effect::new(move || {
            let all: Vec<i32> = wrapped.iter().map(Signal::get).collect();
            log(format!("{all:?} {} {} {}", shared.get(), *kept.read(), shared_wrapped.get()));
        });
        Effect::new(move || {
            signal.track();
            log("tracked");
        });
        Effect::new(move || log(format!("untracked {}", signal.get_untracked())));
        signal
    });
    settle().await;
    assert_eq!(logged(), ["[11, 1, 1, 11] 1 11 1", "tracked", "untracked 1"]);
    signal.set(2);
    settle().await;
    let mut again = logged();
    again.sort();
    assert_eq!(again, ["[21, 2, 2, 21] 2 21 2", "tracked"]);
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_memo_gets_its_last_value_and_notifies_only_if_the_new_one_differs() {
    let owner = page_owner();
    let (count, parity) = owner.with(|| {
        let count = RwSignal::new(1);
        let parity = Memo::new(move |before: Option<&String>| {
            log(format!("before {before:?}"));
            if count.get() % 2 == 0 { "even".to_owned() } else { "odd".to_owned() }
        });
        Effect::new(move || log(parity.get()));
        (count, parity)
    });
    settle().await;
    assert_eq!(logged(), ["before None", "odd"]);
    count.set(3);
    settle().await;
    assert_eq!(logged(), ["before Some(\"odd\")"]);
    count.set(4);
    settle().await;
    assert_eq!(logged(), ["before Some(\"odd\")", "even"]);
    assert_eq!(parity.get_untracked(), "even");
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_guard_notifies_when_it_is_dropped_unless_it_is_untracked() {
    let owner = page_owner();
    let signal = owner.with(|| {
        let signal = ArcRwSignal::new(0);
        let read = signal.read_only();
        Effect::new(move || log(read.get()));
        signal
    });
    settle().await;
    signal.maybe_update(|value| {
        *value = 1;
        false
    });
    settle().await;
    assert_eq!(logged(), ["0"]);
    signal.notify();
    settle().await;
    assert_eq!(logged(), ["1"]);
    owner.cleanup();
}

#[wasm_bindgen_test]
fn a_disposed_signal_says_so_and_a_counted_one_outlives_its_owner() {
    let (signal, memo, counted) = owned(|| {
        let signal = RwSignal::new("first".to_owned());
        (signal, Memo::new(move |_| signal.get()), ArcRwSignal::new("kept".to_owned()))
    });
    assert!(signal.is_disposed());
    assert_eq!(signal.try_get_untracked(), None);
    assert_eq!(memo.try_get_untracked(), None);
    assert_eq!(signal.try_set("second".to_owned()), Some("second".to_owned()));
    assert_eq!(signal.try_update(|value| value.len()), None);
    signal.update(|_| log("changed"));
    assert!(logged().is_empty());
    assert_eq!(counted.try_set("changed".to_owned()), None);
    assert_eq!(counted.get_untracked(), "changed");
}

#[wasm_bindgen_test]
fn handles_are_equal_if_they_are_of_one_signal() {
    owned(|| {
        let (one, other) = (ArcRwSignal::new(1), ArcRwSignal::new(1));
        assert!(one == one.clone() && one != other);
        assert!(one.read_only() == one.read_only() && one.read_only() != other.read_only());
        assert_eq!(RwSignal::new(1).read_only().get(), 1);
    });
}

/// Reads a value by Leptos' trait.
fn by_trait(signal: &impl Get<Value = i32>) -> i32 {
    signal.get()
}

#[wasm_bindgen_test]
async fn leptos_own_signals_become_ours_and_ours_theirs() {
    let owner = page_owner();
    let (theirs, ours) = owner.with(|| {
        let theirs = reactive::signal::RwSignal::new(1);
        let ours = RwSignal::new(10);
        let from_theirs: Signal<i32> = theirs.into();
        let from_ours = reactive::wrappers::read::Signal::<i32>::from(ours);
        assert_eq!(
            by_trait(&ours) + by_trait(&Signal::derive(move || ours.get())) + by_trait(&Memo::new(|_| 1)),
            21
        );
        Effect::new(move || log(format!("{} {}", from_theirs.get(), from_ours.get())));
        (theirs, ours)
    });
    settle().await;
    theirs.set(2);
    settle().await;
    ours.set(20);
    settle().await;
    assert_eq!(logged(), ["1 10", "2 10", "2 20"]);
    owner.cleanup();
}

/// A component whose property takes anything that is read like a signal.
#[component]
fn Label(
    #[prop(into)] text: Signal<String>,
    #[prop(optional, into)] note: Signal<Option<u8>>,
) -> impl IntoView {
    view! { <label title=move || note.get().map(|note| note.to_string())>{text}</label> }
}

#[wasm_bindgen_test]
fn a_property_takes_a_value_a_function_and_every_signal() {
    let page = Page::mount(|| {
        let ours = RwSignal::new("ours".to_owned());
        let theirs = reactive::signal::RwSignal::new("theirs".to_owned());
        view! {
            <Label text="text" note=1/>
            <Label text=String::from("string") note=|| 2/>
            <Label text=|| "function of text"/>
            <Label text=move || ours.get() + "!"/>
            <Label text=ours/>
            <Label text=Memo::new(move |_| ours.get())/>
            <Label text=theirs/>
        }
    });
    let texts: Vec<_> = page.all("label").iter().map(|label| label.text_content().unwrap()).collect();
    assert_eq!(texts, ["text", "string", "function of text", "ours!", "ours", "ours", "theirs"]);
    let notes: Vec<_> = page.all("label").iter().filter_map(|label| label.get_attribute("title")).collect();
    assert_eq!(notes, ["1", "2"]);
}

#[wasm_bindgen_test]
async fn a_view_shows_signals_as_texts_and_attributes() {
    let (text, off) = (ArcRwSignal::new("one".to_owned()), ArcRwSignal::new(true));
    let page = {
        let (text, off) = (text.clone(), off.clone());
        Page::mount(move || {
            let (shown, read): (Signal<String>, _) = (text.clone().into(), text.read_only());
            let off: Signal<bool> = off.into();
            let memo = Memo::new(move |_| text.get().len());
            view! { <button disabled=off title=read>{shown}" "{memo}</button> }
        })
    };
    assert_eq!(page.html(), "<button disabled=\"\" title=\"one\">one 3</button>");
    text.set("three".to_owned());
    off.set(false);
    settle().await;
    assert_eq!(page.html(), "<button title=\"three\">three 5</button>");
}

#[wasm_bindgen_test]
async fn a_reference_has_its_element_once_it_is_drawn_and_tells_so_once() {
    let is_shown = ArcRwSignal::new(false);
    let shown = is_shown.clone();
    let page = Page::mount(move || {
        let input = NodeRef::<html::Input>::new();
        input.on_load(|input| log(format!("loaded {}", input.value())));
        Effect::new(move || log(format!("has it: {}", input.get().is_some())));
        view! { {move || shown.get().then(|| view! { <input node_ref=input value="typed"/> })} }
    });
    settle().await;
    assert_eq!(logged(), ["has it: false"]);
    is_shown.set(true);
    settle().await;
    assert_eq!(logged(), ["loaded typed", "has it: true"]);
    is_shown.set(false);
    settle().await;
    is_shown.set(true);
    settle().await;
    assert_eq!(logged(), ["has it: true"]);
    drop(page);
}
