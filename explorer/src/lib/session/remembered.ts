import { Refusals } from '../graph/refusals.ts';
import { object, orNull, text } from '../shape/read.ts';

/** What a reload of the tab takes up again. No token, and nothing about a person: the issuer knows who it was. */
export interface Remembered {
  /** Name of the demo's persona; null where the issuer knows who is signed in. */
  readonly persona: string | null;
  readonly purpose: string | null;
  /** Id of the case an auditor works on. */
  readonly case: string | null;
}

const KEY = 'caretrail.session';
const read = object<Remembered>({ persona: orNull(text), purpose: orNull(text), case: orNull(text) });

export const remember = (session: Remembered): void => sessionStorage.setItem(KEY, JSON.stringify(session));
export const forget = (): void => sessionStorage.removeItem(KEY);

export function remembered(): Remembered | null {
  try {
    return read({
      value: JSON.parse(sessionStorage.getItem(KEY) ?? 'null'),
      path: [],
      refusals: new Refusals([]),
    });
  } catch {
    return null;
  }
}
