/** Milliseconds a part may take to answer. */
export const DEADLINE = 3_000;

/** One thing looked at; `cure` says what to do when it is not well. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly cure: string | null;
}

export const well = (check: string, detail: string): Finding => ({ check, ok: true, detail, cure: null });
export const ill = (check: string, detail: string, cure: string): Finding => ({
  check,
  ok: false,
  detail,
  cure,
});
