import type { Caller } from '@caretrail/kit';
import { pino } from 'pino';
import type { Identity } from '../identity/identity.ts';
import { createHub } from '../serve/create-hub.ts';
import type { Hub, HubOptions } from '../serve/options.ts';
import { CALLERS } from './callers.ts';
import { clinic } from './clinic.ts';

/** Takes the name of a caller for a token: what tokens are is tested where they are read. */
const named: Identity = {
  async authenticate({ authorization }) {
    if (authorization === undefined) return { caller: CALLERS.public };
    const name = String(authorization).replace('Bearer ', '');
    const known: Readonly<Record<string, Caller>> = CALLERS;
    const caller = Object.hasOwn(known, name) ? known[name] : undefined;
    return caller
      ? { caller }
      : { failure: { code: 'UNAUTHENTICATED', status: 401, reason: 'The access token is not valid here.' } };
  },
};

/** A listening hub over the small clinic. */
export async function startTestHub(options: Partial<HubOptions> = {}): Promise<Hub> {
  return createHub({
    subgraphs: Object.values(clinic()),
    identity: named,
    port: 0,
    ready: () => true,
    logger: pino({ level: 'silent' }),
    ...options,
  });
}
