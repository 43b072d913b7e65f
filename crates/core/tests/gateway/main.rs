//! What a gateway passes on, against an oracle: nothing but the requests of the table, and all of those.
#![allow(clippy::expect_used, clippy::panic, reason = "a failed assumption fails the test")]

mod lines;
mod oracle;

use coder_core::gateway::{ROUTES, is_icon, route_of};
use lines::{Line, Random, any, canonical};
use oracle::{Form, form_of, forms};
use std::ops::AddAssign;
use std::thread;

/// The lines are made in so many parts, each from a seed of its own.
const PARTS: u64 = 4;
const LINES_OF_A_PART: usize = 262_144;

/// What became of the lines.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    canonical: usize,
    mutated_and_passed_on: usize,
    mutated_and_refused: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.canonical += other.canonical;
        self.mutated_and_passed_on += other.mutated_and_passed_on;
        self.mutated_and_refused += other.mutated_and_refused;
    }
}

/// Checks what becomes of a line, and returns whether it is passed on.
fn check(forms: &[Form], Line { method, target, .. }: &Line) -> bool {
    let (with_credential, without) = (route_of(method, target).is_some(), is_icon(method, target));
    if with_credential || without {
        let form = form_of(forms, method, target);
        assert!(
            form.is_some_and(|form| form.is_icon() == without && form.is_icon() != with_credential),
            "passed on: {method:?} {target:?}"
        );
    }
    with_credential || without
}

fn check_part(seed: u64) -> Counts {
    let (forms, mut random, mut counts) = (forms(), Random(seed), Counts::default());
    for number in 0..LINES_OF_A_PART {
        let line = any(&forms, &mut random);
        let passes = check(&forms, &line);
        match (line.is_mutated, passes) {
            (false, _) => {
                assert!(passes, "refused: {} {}", line.method, line.target);
                counts.canonical += 1;
            }
            (true, true) => counts.mutated_and_passed_on += 1,
            (true, false) => {
                // Not each time: the patterns are slow in a test build.
                if number % 32 == 0 {
                    let form = form_of(&forms, &line.method, &line.target);
                    assert!(form.is_none_or(Form::is_icon), "refused: {} {}", line.method, line.target);
                }
                counts.mutated_and_refused += 1;
            }
        }
    }
    counts
}

#[test]
fn of_a_million_request_lines_none_outside_the_table_is_passed_on() {
    let parts: Vec<_> = (0..PARTS).map(|seed| thread::spawn(move || check_part(seed))).collect();
    let mut counts = Counts::default();
    for part in parts {
        counts +=
            part.join().unwrap_or_else(|_| panic!("a line is not treated as the table says; see above"));
    }
    println!("{counts:?}");
    let all = counts.canonical + counts.mutated_and_passed_on + counts.mutated_and_refused;
    assert!(all >= 1_000_000, "{all}");
    assert!(counts.canonical > all / 10, "{counts:?}");
    assert!(
        counts.mutated_and_passed_on > all / 100,
        "some changes lead from one line of the table to another"
    );
    assert!(counts.mutated_and_refused > all / 2, "{counts:?}");
}

#[test]
fn every_line_of_the_table_is_passed_on() {
    let forms = forms();
    assert_eq!(forms.iter().filter(|form| !form.is_icon()).count(), ROUTES.len());
    let mut random = Random(1);
    for form in &forms {
        let longest = "a".repeat(64);
        for id in ["5f0f7a3e-2222-4222-8222-000000000001", "5F0F", "payments-2", "-", "0", &longest] {
            let path = form.path.replace("{}", id).replace("{file}", id);
            assert!(check(&forms, &line(form.method, &path)), "{} {path}", form.method);
            for key in &form.keys {
                let target = format!("{path}?{key}=owner%3Ame+x");
                assert!(check(&forms, &line(form.method, &target)), "{} {target}", form.method);
            }
        }
        for _ in 0..1_000 {
            let line = canonical(form, &mut random);
            assert!(check(&forms, &line), "{} {}", line.method, line.target);
        }
    }
}

#[test]
fn the_oracle_knows_what_is_not_of_the_table() {
    let forms = forms();
    for target in [
        "/api/v2/users",
        "/api/v2/users/me/",
        "/api/v2//users/me",
        "/api/v2/users/%6de",
        "/api/v2/users/me\n",
        "/api/v2/users/me?x=1",
        "/api/v2/users/me#x",
        "/api/v2/workspaces/a;b",
        "/api/v2/workspaces?q=a&q=b",
        "/api/v2/workspaces?q=a&q",
        "/api/v2/workspaces?q=a;deleted=true",
        "/api/v2/workspaces?%71=a",
        "http://coder.example.com/api/v2/users/me",
        "//api/v2/users/me",
        "/icon/",
        "/icon/x?y",
        "/icon/../x",
        "/icon/%2e%2e/x",
        "/icon/%25252e%25252e/x",
        "/icon/..%5cx",
        "/icon/..%3bx/y",
        "/icon//..%3fx",
        "/icon/%c0%ae%c0%ae/x",
        "/icon/.%09./x",
        "/icon/a/..%2f../x",
    ] {
        assert!(form_of(&forms, "GET", target).is_none(), "{target}");
    }
    for method in ["get", "HEAD", "", "GET "] {
        assert!(form_of(&forms, method, "/api/v2/users/me").is_none(), "{method}");
    }
}

fn line(method: &str, target: &str) -> Line {
    Line { method: method.to_owned(), target: target.to_owned(), is_mutated: false }
}
