import { inject } from 'vitest';

export interface LiveEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A client of `GET /events`: it keeps what it is told, and the id to resume at, as a browser would. */
export class Listener {
  readonly events: LiveEvent[] = [];
  /** Last id, of an event or of a sign of life. */
  last = '';
  readonly #leaving = new AbortController();
  readonly ended: Promise<void>;

  private constructor(response: Response) {
    this.ended = this.#read(response).catch(() => {});
  }

  /** @param url - origin of the hub, where it is another than the running system's own */
  static async open(
    headers: Record<string, string>,
    last?: string,
    url = inject('system').url,
  ): Promise<Listener> {
    const leaving = new AbortController();
    const response = await fetch(`${url}/events`, {
      headers: { ...headers, ...(last && { 'last-event-id': last }) },
      signal: leaving.signal,
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    const listener = new Listener(response);
    listener.#leaving.signal.addEventListener('abort', () => leaving.abort());
    while (listener.last === '') await new Promise((resolve) => setTimeout(resolve, 20));
    return listener;
  }

  of(event: string): readonly LiveEvent['data'][] {
    return this.events.filter((one) => one.event === event).map(({ data }) => data);
  }

  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.ended;
  }

  async #read(response: Response): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const messages = rest.split('\n\n');
      rest = messages.pop() ?? '';
      for (const text of messages) this.#take(text);
    }
  }

  #take(text: string): void {
    const fields = new Map(
      text.split('\n').map((line) => [line.split(': ', 1)[0], line.replace(/^\w*: /, '')]),
    );
    this.last = fields.get('id') ?? this.last;
    const [event, data] = [fields.get('event'), fields.get('data')];
    if (event !== undefined && data !== undefined)
      this.events.push({ id: this.last, event, data: JSON.parse(data) });
  }
}
