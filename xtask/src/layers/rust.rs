//! Imports between the files of a crate.
//!
//! An import counts for the file that defines the name: modules that re-export it with `pub use` are passed through.
//! `mod x;`, `pub use` and everything under `#[cfg(test)]` are no imports.

use super::{Imports, Sources};
use std::collections::{BTreeMap, BTreeSet};
use syn::buffer::{Cursor, TokenBuffer};
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, ImplItemFn, Item, ItemMod, ItemUse, Macro, UseTree, Visibility};

/// A path in the source, or the path of a module from the crate's root.
type Path = Vec<String>;

/// The names in a module.
#[derive(Default)]
struct Module {
    file: String,
    /// Items that are defined here.
    defined: BTreeSet<String>,
    /// Names that are imported or re-exported here, with their paths.
    used: BTreeMap<String, Path>,
    /// Paths of which all names are imported here.
    globs: Vec<Path>,
    /// Paths in imports and in code.
    mentioned: BTreeSet<Path>,
}

/// What a path leads to.
enum Found {
    Module(Path),
    /// An item, with the module that defines it.
    Item(Path, String),
}

/// The modules of a crate.
struct Crate<'a> {
    sources: &'a Sources,
    /// Directory of the root file.
    dir: &'a str,
    modules: BTreeMap<Path, Module>,
    /// The module that is being read.
    at: Path,
}

/// Returns the imports of a crate, from its root file.
pub fn imports(sources: &Sources, root: &str) -> Imports {
    let (dir, _) = root.rsplit_once('/').unwrap_or_default();
    let mut all = Crate { sources, dir, modules: BTreeMap::new(), at: Path::new() };
    all.read(root);
    let mut imports = Imports::default();
    for (at, module) in &all.modules {
        for path in &module.mentioned {
            if let Some(Found::Item(of, name)) = all.resolve(at, path, 8) {
                imports.add(&module.file, &all.modules[&of].file, &name);
            }
        }
    }
    imports
}

impl Crate<'_> {
    fn read(&mut self, file: &str) {
        let parsed = syn::parse_file(&self.sources[file]).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.modules.insert(self.at.clone(), Module { file: file.to_owned(), ..Module::default() });
        self.visit_file(&parsed);
    }

    fn module(&mut self) -> &mut Module {
        self.modules.entry(self.at.clone()).or_default()
    }

    /// Resolves a path in a module. `depth` limits the number of names that are passed through.
    fn resolve(&self, from: &Path, path: &[String], depth: usize) -> Option<Found> {
        let mut at = from.clone();
        for (nth, segment) in path.iter().enumerate() {
            match segment.as_str() {
                "crate" => at.clear(),
                "self" => {}
                "super" => drop(at.pop()),
                name => match self.lookup(&at, name, nth + 1 == path.len(), depth) {
                    Some(Found::Module(next)) => at = next,
                    Some(item) => return Some(item),
                    // An item that a macro defines.
                    None if nth > 0 && !at.is_empty() => return Some(Found::Item(at, name.to_owned())),
                    None => return None,
                },
            }
        }
        Some(Found::Module(at))
    }

    /// Looks up a name in a module. As the last one of a path, it is an item sooner than a module.
    fn lookup(&self, at: &Path, name: &str, is_last: bool, depth: usize) -> Option<Found> {
        let depth = depth.checked_sub(1)?;
        let module = self.modules.get(at)?;
        let child = [at.as_slice(), &[name.to_owned()]].concat();
        let is_module = self.modules.contains_key(&child);
        if is_module && !is_last {
            return Some(Found::Module(child));
        }
        if module.defined.contains(name) {
            return Some(Found::Item(at.clone(), name.to_owned()));
        }
        if let Some(found) = module.used.get(name).and_then(|path| self.resolve(at, path, depth)) {
            return Some(found);
        }
        if is_module {
            return Some(Found::Module(child));
        }
        module.globs.iter().find_map(|glob| match self.resolve(at, glob, depth)? {
            Found::Module(of) => self.lookup(&of, name, is_last, depth),
            Found::Item(..) => None,
        })
    }

    fn use_tree(&mut self, tree: &UseTree, prefix: &[String], is_public: bool) {
        let (name, ident) = match tree {
            UseTree::Path(path) => {
                let prefix = [prefix, &[path.ident.to_string()]].concat();
                return self.use_tree(&path.tree, &prefix, is_public);
            }
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.use_tree(tree, prefix, is_public));
            }
            UseTree::Glob(_) => return self.module().globs.push(prefix.to_vec()),
            UseTree::Name(name) => (&name.ident, &name.ident),
            UseTree::Rename(name) => (&name.rename, &name.ident),
        };
        // `use a::{self}` imports `a`.
        let path = if ident == "self" { prefix.to_vec() } else { [prefix, &[ident.to_string()]].concat() };
        let name = if name == "self" { path.last().cloned().unwrap_or_default() } else { name.to_string() };
        if !is_public {
            self.module().mentioned.insert(path.clone());
        }
        self.module().used.insert(name, path);
    }
}

impl<'a> Visit<'a> for Crate<'_> {
    fn visit_item(&mut self, item: &'a Item) {
        let (attributes, name) = parts(item);
        if is_test(attributes) {
            return;
        }
        if let Some(name) = name {
            self.module().defined.insert(name.to_string());
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        let file = self.module().file.clone();
        self.at.push(item.ident.to_string());
        if let Some((_, items)) = &item.content {
            self.modules.insert(self.at.clone(), Module { file, ..Module::default() });
            items.iter().for_each(|item| self.visit_item(item));
        } else {
            let path = format!("{}/{}", self.dir, self.at.join("/"));
            let files = [format!("{path}.rs"), format!("{path}/mod.rs")];
            if let Some(file) = files.iter().find(|file| self.sources.contains_key(*file)) {
                self.read(file);
            }
        }
        self.at.pop();
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.use_tree(&item.tree, &[], !matches!(item.vis, Visibility::Inherited));
    }

    fn visit_impl_item_fn(&mut self, item: &'a ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_attribute(&mut self, _: &'a Attribute) {}

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.module().mentioned.insert(segments);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a Macro) {
        self.visit_path(&call.path);
        let mut found = BTreeSet::new();
        paths_in(TokenBuffer::new2(call.tokens.clone()).begin(), &mut found);
        // A lowercase word alone may be a variable, an attribute or a field.
        found.retain(|path| path.len() > 1 || path[0].starts_with(char::is_uppercase));
        self.module().mentioned.extend(found);
    }
}

/// Collects the paths in the tokens of a macro call.
fn paths_in(mut at: Cursor, found: &mut BTreeSet<Path>) {
    let (mut path, mut colons) = (Path::new(), 0);
    while !at.eof() {
        if let Some((ident, next)) = at.ident() {
            if colons != 2 {
                found.extend((!path.is_empty()).then(|| std::mem::take(&mut path)));
            }
            path.push(ident.to_string());
            (colons, at) = (0, next);
            continue;
        }
        if let Some((punct, next)) = at.punct() {
            colons = if punct.as_char() == ':' { colons + 1 } else { 0 };
            at = next;
        } else if let Some((inside, _, _, next)) = at.any_group() {
            paths_in(inside, found);
            (colons, at) = (0, next);
        } else {
            let Some((_, next)) = at.token_tree() else { break };
            (colons, at) = (0, next);
        }
    }
    found.extend((!path.is_empty()).then_some(path));
}

/// Returns an item's attributes and the name that it defines.
fn parts(item: &Item) -> (&[Attribute], Option<&Ident>) {
    match item {
        Item::Const(item) => (&item.attrs, Some(&item.ident)),
        Item::Enum(item) => (&item.attrs, Some(&item.ident)),
        Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
        Item::Impl(item) => (&item.attrs, None),
        Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
        Item::Mod(item) => (&item.attrs, None),
        Item::Static(item) => (&item.attrs, Some(&item.ident)),
        Item::Struct(item) => (&item.attrs, Some(&item.ident)),
        Item::Trait(item) => (&item.attrs, Some(&item.ident)),
        Item::Type(item) => (&item.attrs, Some(&item.ident)),
        Item::Use(item) => (&item.attrs, None),
        _ => (&[], None),
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<Ident>().is_ok_and(|word| word == "test")
    })
}
