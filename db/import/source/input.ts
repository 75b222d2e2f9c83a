import type { Line } from './lines.ts';

/** One text to import, NDJSON or a Bundle, wherever its bytes come from. */
export interface Input {
  /** How reports call it. */
  readonly file: string;
  /** Lines in groups, in order. @throws Refusal, or an Error of the stream, when the text cannot be read to its end */
  lines(): AsyncIterable<readonly Line[]>;
}
