// The one thing that must be an ES class: it keeps an element's properties and attributes from before the
// wasm was there, while it is, and between two stays in a document; and it says so when the wasm has died.

/** What is in a document. */
const mounted = new Set();
/** Where our wasm came from, by the frames it leaves in a stack; unknown where a browser does not tell. */
let source;
let dead = false;
/** What to say then: title, advice, button. */
let lastWords = [];

/** A trap ends every call into the wasm that was under way, and leaves it in no state to be called again. */
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

/** What stands in the place of an element that has died; built without the wasm, and without styles of its own. */
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
 * @param {(host: HTMLElement, root: ShadowRoot) => any} connect gives a `Mounted` (src/element/mod.rs)
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
        // Set before the element was upgraded: an own property hides the accessor.
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
      lastWords = this.#mounted.last_words();
      this.#mounted.show();
    }

    disconnectedCallback() {
      // A move disconnects and connects again in one go; wait to see which it is. It also keeps the view from
      // being freed by a handler of its own.
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
      // Never freed: that would be a call into what is dead.
      this.#mounted = null;
      // What a provider is around belongs to the page, and goes on.
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
