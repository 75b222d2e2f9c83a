import type { Line } from './lines.ts';

/** One NDJSON text to import, wherever its bytes come from. */
export interface Input {
  /** How reports call it. */
  readonly file: string;
  /** Lines in groups, in order. @throws Error of the stream when the text cannot be read to its end */
  lines(): AsyncIterable<readonly Line[]>;
}
