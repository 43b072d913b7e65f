// The one thing that must be an ES class: it keeps an element's properties and attributes from before the
// wasm was there, while it is, and between two stays in a document.

/**
 * @param {string} tag
 * @param {string[]} attributes observed attributes
 * @param {string[]} properties object-valued properties
 * @param {(host: HTMLElement, root: ShadowRoot) => any} connect gives a `Mounted` (src/element/mod.rs)
 */
export function define_element(tag, attributes, properties, connect) {
  if (customElements.get(tag)) return;

  class CoderElement extends HTMLElement {
    static observedAttributes = attributes;
    #values = new Map();
    #mounted = null;

    constructor() {
      super();
      this.attachShadow({ mode: 'open' });
    }

    connectedCallback() {
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
      for (const name of attributes) this.#mounted.set_attribute(name, this.getAttribute(name) ?? undefined);
      for (const [name, value] of this.#values) this.#mounted.set_property(name, value);
      this.#mounted.show();
    }

    disconnectedCallback() {
      // A move disconnects and connects again in one go; wait to see which it is. It also keeps the view from
      // being freed by a handler of its own.
      queueMicrotask(() => {
        if (this.isConnected || !this.#mounted) return;
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
