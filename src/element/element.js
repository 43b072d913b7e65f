// The ES class of the elements, which cannot be written in Rust. Keeps the properties and attributes of an element
// before and while its view is mounted, and after its removal from a document. Shows a notice in every element once the
// WebAssembly module has trapped.

/** The elements that are in a document. */
const mounted = new Set();
/** The URL of our WebAssembly module, from a stack frame; `undefined` if the browser does not reveal it. */
let source;
let dead = false;
/** The texts of the notice: title, advice, button label. */
let lastWords = [];

/** A trap ends every pending call into the WebAssembly module, and leaves the module in an undefined state. */
function listenForTraps() {
  source = /[^\s(@]+(?=:wasm-function)/.exec(new Error().stack)?.[0];
  addEventListener('error', event => isOurTrap(event.error) && die());
  addEventListener('unhandledrejection', event => isOurTrap(event.reason) && die());
}

function isOurTrap(error) {
  return error instanceof WebAssembly.RuntimeError && (!source || String(error.stack).includes(source));
}

function die() {
  dead = true;
  for (const element of mounted) element._die();
  mounted.clear();
}

/** Returns the notice for an element after a trap; uses neither the WebAssembly module nor styles of its own. */
function notice([title, advice, reload]) {
  const box = document.createElement('section');
  box.className = 'coder-root coder-stopped';
  box.setAttribute('role', 'alert');
  const [heading, words, button] = ['strong', 'p', 'button'].map(tag => document.createElement(tag));
  heading.textContent = title;
  words.textContent = advice;
  button.textContent = reload;
  button.type = 'button';
  button.className = 'coder-button';
  button.addEventListener('click', () => location.reload());
  box.append(heading, words, button);
  return box;
}

/**
 * @param {string} tag
 * @param {string[]} attributes observed attributes
 * @param {string[]} properties object-valued properties
 * @param {(host: HTMLElement, root: ShadowRoot) => any} connect returns an `ElementController` (src/element/mod.rs)
 */
export function define_element(tag, attributes, properties, connect) {
  if (customElements.get(tag)) return;
  if (!source) listenForTraps();

  class CoderElement extends HTMLElement {
    static observedAttributes = attributes;
    #values = new Map();
    #mounted = null;

    constructor() {
      super();
      this.attachShadow({ mode: 'open' });
    }

    connectedCallback() {
      if (dead) return this._die();
      for (const name of properties) {
        // A property that was set before the element was upgraded hides the accessor.
        if (Object.hasOwn(this, name)) {
          const value = this[name];
          delete this[name];
          this[name] = value;
        }
      }
      if (this.#mounted) return this.#mounted.moved();
      this.#mounted = connect(this, this.shadowRoot);
      mounted.add(this);
      for (const name of attributes) this.#mounted.set_attribute(name, this.getAttribute(name) ?? undefined);
      for (const [name, value] of this.#values) this.#mounted.set_property(name, value);
      lastWords = this.#mounted.crash_messages();
      this.#mounted.show();
    }

    disconnectedCallback() {
      // A move disconnects and connects in the same task: a microtask later, moves and removals differ. The delay also
      // keeps a view from being freed by a handler of its own.
      queueMicrotask(() => {
        if (this.isConnected || !this.#mounted) return;
        mounted.delete(this);
        this.#mounted.free();
        this.#mounted = null;
      });
    }

    attributeChangedCallback(name, _before, value) {
      this.#mounted?.set_attribute(name, value ?? undefined);
    }

    _get(name) {
      return this.#values.get(name);
    }

    _set(name, value) {
      this.#values.set(name, value);
      this.#mounted?.set_property(name, value);
    }

    _die() {
      // Never freed: that would be a call into the trapped module.
      this.#mounted = null;
      // The content of a provider belongs to the page, and keeps working.
      this.shadowRoot.replaceChildren(tag === 'coder-provider' ? document.createElement('slot') : notice(lastWords));
    }
  }

  for (const name of properties) {
    Object.defineProperty(CoderElement.prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return this._get(name);
      },
      set(value) {
        this._set(name, value);
      },
    });
  }
  customElements.define(tag, CoderElement);
}
