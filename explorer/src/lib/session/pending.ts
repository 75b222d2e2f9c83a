import { Refusals } from '../graph/refusals.ts';
import { object, orNull, text } from '../shape/read.ts';

/** What must survive the way to the issuer and back. Never a token. */
export interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
  readonly persona: string | null;
  /** Path inside the explorer to go to afterwards. */
  readonly next: string;
}

const KEY = 'caretrail.pending';
const read = object<Pending>({
  state: text,
  nonce: text,
  verifier: text,
  redirect: text,
  persona: orNull(text),
  next: text,
});

export const keepPending = (pending: Pending): void => sessionStorage.setItem(KEY, JSON.stringify(pending));

/** Takes the pending sign-in out, so that a redirect can be used once. */
export function takePending(): Pending | null {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (kept === null) return null;
  try {
    return read({ value: JSON.parse(kept), path: [], refusals: new Refusals([]) });
  } catch {
    return null;
  }
}
