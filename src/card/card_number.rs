//! Numbers of the cards on a page, which give each landmark a unique label.

use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static NUMBERS: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
}

/// Returns the number of a card, from 0, which no other card has until the current owner is cleaned up.
pub(super) fn use_card_number() -> usize {
    let number = NUMBERS.with_borrow_mut(|numbers| {
        let free = numbers.iter().position(|is_taken| !is_taken).unwrap_or(numbers.len());
        if free == numbers.len() {
            numbers.push(false);
        }
        numbers[free] = true;
        free
    });
    on_cleanup(move || NUMBERS.with_borrow_mut(|numbers| numbers[number] = false));
    number
}

/// Returns the label of a card's landmark. The label of the first card has no number.
pub(super) fn numbered(label: &str, number: usize) -> String {
    if number == 0 { label.to_owned() } else { format!("{label} ({})", number + 1) }
}
