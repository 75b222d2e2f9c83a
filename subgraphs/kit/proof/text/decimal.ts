/** A JSON number that is no safe integer, as it was written: `1.10` stays `1.10`. */
export class Decimal {
  /** Source text of the number (RFC 8259, 6). */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}
