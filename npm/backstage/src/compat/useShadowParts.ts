// Applies an app's class names and refs inside a part's shadow root, as the React plugin's class name props need it.
// Page styles do not reach into a shadow root, so the rules for these classes are copied into it, with a higher
// specificity than the part's own rules. They are copied once for each change of the class names, so rules that the
// page inserts later have no effect. New code should style the elements with `::part()`.
import { useEffect, useLayoutEffect, type Ref, type RefObject } from 'react';

/** A node in a part's shadow root. */
export interface ShadowTarget {
  /** CSS selector of the node. */
  selector: string;
  className?: string;
  ref?: Ref<never>;
  /** Attributes that override the part's own; `undefined` leaves one unchanged. */
  attributes?: Record<string, string | undefined>;
  /** Listeners by event name. */
  on?: Record<string, (event: Event) => void>;
}

/** Applies class names, refs and attributes to nodes in the shadow root of `host`, as soon as each node appears. */
export function useShadowParts(host: RefObject<HTMLElement>, targets: readonly ShadowTarget[]): void {
  useEffect(() => {
    const root = host.current?.shadowRoot;
    if (!root || targets.every(isEmpty)) return undefined;
    const attached = targets.map(target => attach(root, target));
    const update = () => attached.forEach(target => target.update());
    const observer = new MutationObserver(update);
    observer.observe(root, { childList: true, subtree: true });
    update();
    return () => {
      observer.disconnect();
      attached.forEach(target => target.detach());
    };
  });
  const classes = targets.flatMap(({ className }) => classesOf(className)).join(' ');
  useLayoutEffect(() => {
    const root = host.current?.shadowRoot;
    if (!root || !classes) return undefined;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rulesForClasses(classes.split(' ')));
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter(other => other !== sheet);
    };
  }, [host, classes]);
}

const classesOf = (className: string | undefined) => (className ?? '').split(/\s+/).filter(Boolean);

const isEmpty = ({ className, ref, attributes, on }: ShadowTarget) =>
  !className && !ref && !on && Object.values(attributes ?? {}).every(value => value === undefined);

/** Tracks the node that matches a target's selector, because renders may replace it. */
function attach(root: ShadowRoot, { selector, className, ref, attributes = {}, on = {} }: ShadowTarget) {
  let node: Element | null = null;
  const previousValues = new Map<string, string | null>();
  const classes = classesOf(className);
  const detach = () => {
    if (!node) return;
    node.classList.remove(...classes);
    for (const [name, value] of previousValues) {
      if (value === null) node.removeAttribute(name);
      else node.setAttribute(name, value);
    }
    previousValues.clear();
    for (const [name, listener] of Object.entries(on)) node.removeEventListener(name, listener);
    node = null;
    assignRef(ref, null);
  };
  const update = () => {
    const next = root.querySelector(selector);
    if (next === node) return;
    detach();
    if (!next) return;
    node = next;
    next.classList.add(...classes);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined) continue;
      previousValues.set(name, next.getAttribute(name));
      next.setAttribute(name, value);
    }
    for (const [name, listener] of Object.entries(on)) next.addEventListener(name, listener);
    assignRef(ref, next);
  };
  return { update, detach };
}

function assignRef(ref: Ref<never> | undefined, element: Element | null): void {
  try {
    if (typeof ref === 'function') ref(element as never);
    else if (ref) (ref as { current: Element | null }).current = element;
  } catch (error) {
    // An app's failing ref callback is reported; the other nodes still get their refs.
    reportError(error);
  }
}

/** Returns the document's rules that use one of the classes. */
function rulesForClasses(classes: readonly string[]): string {
  const names = classes.map(name => `\\.${CSS.escape(name).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`).join('|');
  const pattern = new RegExp(`(?:${names})(?![\\w-])`, 'g');
  const raiseSpecificity = (css: string) => css.replace(pattern, '$&$&$&');
  const matching = (rules: CSSRuleList): string[] =>
    Array.from(rules).flatMap(rule => {
      if (rule instanceof CSSStyleRule) {
        return rule.selectorText.search(pattern) < 0 ? [] : [raiseSpecificity(rule.cssText)];
      }
      if (rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule) {
        const nested = matching(rule.cssRules);
        const kind = rule instanceof CSSMediaRule ? 'media' : 'supports';
        return nested.length ? [`@${kind} ${rule.conditionText} { ${nested.join('\n')} }`] : [];
      }
      return [];
    });
  return [...Array.from(document.styleSheets), ...document.adoptedStyleSheets]
    .flatMap(sheet => {
      try {
        return matching(sheet.cssRules);
      } catch {
        // Style sheets of other origins are unreadable.
        return [];
      }
    })
    .join('\n');
}
