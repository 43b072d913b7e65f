// Streams of live updates, read as a program does.

/** Returns the events in the text of a stream. */
function eventsIn(text) {
  const blocks = text.split('\n\n').filter(block => block.includes('event: '));
  return blocks.map(block => {
    const values = field =>
      block
        .split('\n')
        .filter(line => line.startsWith(`${field}:`))
        .map(line => line.slice(field.length + 1).replace(/^ /, ''));
    const [topic, ...frame] = values('data');
    return { name: values('event')[0], topic, frame: frame.join('\n') };
  });
}

/** Reads a stream to its end. */
export class EventStream {
  events = [];
  /** Number of bytes so far. */
  size = 0;
  isEnded = false;
  #abort;

  constructor(response, abort) {
    this.response = response;
    this.#abort = abort;
    void this.#read().catch(() => {});
  }

  async #read() {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of this.response.body) {
        this.size += chunk.length;
        text += decoder.decode(chunk, { stream: true });
        const end = text.lastIndexOf('\n\n') + 2;
        if (end < 2) continue;
        this.events.push(...eventsIn(text.slice(0, end)));
        text = text.slice(end);
      }
    } finally {
      this.isEnded = true;
    }
  }

  /** Returns the events of a name and a topic. */
  of(name, topic) {
    return this.events.filter(event => event.name === name && (!topic || event.topic === topic));
  }

  close() {
    this.#abort.abort();
  }
}
