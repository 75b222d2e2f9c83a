import { Refusals } from '../graph/refusals.ts';
import { object, text } from '../shape/read.ts';

/** What must survive the way to the issuer and back. Never a token. */
export interface Pending {
  readonly state: string;
  readonly verifier: string;
  readonly redirect: string;
  readonly persona: string;
  /** Path inside the explorer to go to afterwards. */
  readonly next: string;
}

const KEY = 'caretrail.pending';
const read = object<Pending>({ state: text, verifier: text, redirect: text, persona: text, next: text });

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

const PERSONA = 'caretrail.persona';

/** The name of who was signed in in this tab, so that a reload can continue the issuer's session. */
export const rememberPersona = (name: string): void => sessionStorage.setItem(PERSONA, name);
export const rememberedPersona = (): string | null => sessionStorage.getItem(PERSONA);
export const forgetPersona = (): void => sessionStorage.removeItem(PERSONA);
