// What class names and refs of an app's own reach inside of a part. A shadow root keeps the page's rules out: those
// that name such a class are taken over into it, and are made to weigh more than the part's own, as they do where
// everything stands in one document.
import { useEffect, useLayoutEffect, type Ref, type RefObject } from 'react';

/** Something within a part's shadow root. */
export interface Inner {
  /** Where it stands, as a CSS selector. */
  at: string;
  className?: string;
  ref?: Ref<never>;
  /** Attributes in place of the part's own; `undefined` leaves one as it is. */
  attributes?: Record<string, string | undefined>;
  /** Listeners by event. */
  on?: Record<string, (event: Event) => void>;
}

/** Gives what stands inside of `host` its class names, refs and attributes, whenever it comes. */
export function useInside(host: RefObject<HTMLElement>, inner: readonly Inner[]): void {
  const classes = inner.flatMap(({ className }) => namesOf(className));
  useEffect(() => {
    const root = host.current?.shadowRoot;
    if (!root || inner.every(isNothing)) return undefined;
    const touched = inner.map(one => touch(root, one));
    const look = () => touched.forEach(one => one.look());
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true });
    look();
    return () => {
      observer.disconnect();
      touched.forEach(one => one.leave());
    };
  });
  const named = classes.join(' ');
  useLayoutEffect(() => {
    const root = host.current?.shadowRoot;
    if (!root || !named) return undefined;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rulesOf(named.split(' ')));
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter(one => one !== sheet);
    };
  }, [host, named]);
}

const namesOf = (className: string | undefined) => (className ?? '').split(/\s+/).filter(Boolean);

const isNothing = ({ className, ref, attributes, on }: Inner) =>
  !className && !ref && !on && Object.values(attributes ?? {}).every(value => value === undefined);

/** Follows what stands at one place: it is drawn anew at times. */
function touch(root: ShadowRoot, { at, className, ref, attributes = {}, on = {} }: Inner) {
  let found: Element | null = null;
  const before = new Map<string, string | null>();
  const names = namesOf(className);
  const leave = () => {
    if (!found) return;
    found.classList.remove(...names);
    for (const [name, value] of before) {
      if (value === null) found.removeAttribute(name);
      else found.setAttribute(name, value);
    }
    before.clear();
    for (const [name, hear] of Object.entries(on)) found.removeEventListener(name, hear);
    found = null;
    give(ref, null);
  };
  const look = () => {
    const next = root.querySelector(at);
    if (next === found) return;
    leave();
    if (!next) return;
    found = next;
    next.classList.add(...names);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined) continue;
      before.set(name, next.getAttribute(name));
      next.setAttribute(name, value);
    }
    for (const [name, hear] of Object.entries(on)) next.addEventListener(name, hear);
    give(ref, next);
  };
  return { look, leave };
}

function give(ref: Ref<never> | undefined, element: Element | null): void {
  try {
    if (typeof ref === 'function') ref(element as never);
    else if (ref) (ref as { current: Element | null }).current = element;
  } catch (error) {
    // An app's own function that fails is told as such; the other elements get what is theirs.
    reportError(error);
  }
}

/** The document's rules that name one of the classes. */
function rulesOf(classes: readonly string[]): string {
  const named = classes.map(name => `\\.${CSS.escape(name).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`).join('|');
  const pattern = new RegExp(`(?:${named})(?![\\w-])`, 'g');
  const heavier = (css: string) => css.replace(pattern, '$&$&$&');
  const taken = (rules: CSSRuleList): string[] =>
    Array.from(rules).flatMap(rule => {
      if (rule instanceof CSSStyleRule) return rule.selectorText.search(pattern) < 0 ? [] : [heavier(rule.cssText)];
      if (rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule) {
        const within = taken(rule.cssRules);
        const kind = rule instanceof CSSMediaRule ? 'media' : 'supports';
        return within.length ? [`@${kind} ${rule.conditionText} { ${within.join('\n')} }`] : [];
      }
      return [];
    });
  return [...Array.from(document.styleSheets), ...document.adoptedStyleSheets]
    .flatMap(sheet => {
      try {
        return taken(sheet.cssRules);
      } catch {
        // Another origin’s sheet is not for reading.
        return [];
      }
    })
    .join('\n');
}
