import { Refusals } from '../graph/refusals.ts';
import type { Read } from '../shape/cursor.ts';
import { flag, object, text } from '../shape/read.ts';

/** How people sign in at this deployment, as the hub says it to anyone. */
export interface Provider {
  /** Identifier of the OpenID Connect issuer; a path where the hub itself is the issuer. */
  readonly issuer: string;
  readonly client: string;
  readonly scope: string;
  /** Whether there are people of a demo to choose from. */
  readonly personas: boolean;
}

const read: Read<Provider> = object({ issuer: text, client: text, scope: text, personas: flag });

let found: Promise<Provider> | null = null;

async function load(): Promise<Provider> {
  const response = await fetch('/sign-in.json', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The hub answered ${response.status}`);
  return read({ value: await response.json(), path: [], refusals: new Refusals([]) });
}

/** Asked once a page; a failure is not remembered. */
export function loadProvider(): Promise<Provider> {
  found ??= load().catch((cause: unknown) => {
    found = null;
    throw cause;
  });
  return found;
}
