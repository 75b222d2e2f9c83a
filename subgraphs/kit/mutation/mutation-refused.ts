/**
 * A change that the caller asked for and that is not made: it stands among the payload's `errors`, and nothing is written.
 * The message says how to mend it.
 */
export class MutationRefused extends Error {
  override readonly name = 'MutationRefused';
  /** In capitals, such as `KEY_UNKNOWN`. */
  readonly code: string;
  /** The member of the input that it is about, such as `terms.period.end`; null: none in particular. */
  readonly field: string | null;
  /** That it was tried stays written: tries are counted, and would not be if they were undone. */
  readonly kept: boolean;

  constructor(code: string, field: string | null, message: string, { kept = false } = {}) {
    super(message);
    this.code = code;
    this.field = field;
    this.kept = kept;
  }
}
