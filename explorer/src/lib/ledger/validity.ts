import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';

/** What a transaction does, in words: by contract and function, else the function's own name. */
export function actionOf(contract: string | null, name: string | null, { ledger }: Words): string {
  if (name === null) return ledger.configuration;
  const known = say(ledger.actions, `${contract}:${name}`);
  return known === `${contract}:${name}` ? name : known;
}

/** Fabric's validation code in a sentence. */
export const validityOf = (code: string, { ledger }: Words): string =>
  code in ledger.validity ? say(ledger.validity, code) : ledger.notValid;
