/** A part of an answer of the graph, read member by member: what is null, or of another kind than asked for, is not there. */
export class Node {
  readonly #value: Readonly<Record<string, unknown>>;

  private constructor(value: Readonly<Record<string, unknown>>) {
    this.#value = value;
  }

  static of(value: unknown): Node | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? new Node(value as Readonly<Record<string, unknown>>)
      : undefined;
  }

  text(name: string): string | undefined {
    const value = this.#value[name];
    return typeof value === 'string' ? value : undefined;
  }

  integer(name: string): number | undefined {
    const value = this.#value[name];
    return typeof value === 'number' ? value : undefined;
  }

  truth(name: string): boolean {
    return this.#value[name] === true;
  }

  node(name: string): Node | undefined {
    return Node.of(this.#value[name]);
  }

  nodes(name: string): readonly Node[] {
    const value = this.#value[name];
    return Array.isArray(value) ? value.map((one) => Node.of(one)).filter((one) => one !== undefined) : [];
  }

  texts(name: string): readonly string[] {
    const value = this.#value[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }
}
