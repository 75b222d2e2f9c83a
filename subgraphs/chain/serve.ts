import { readFileSync } from 'node:fs';
import { openServedDatabase } from '@caretrail/db';
import { runSubgraph } from '@caretrail/kit/remote';
import { usable } from '@caretrail/kit/settings';
import { createChain } from './create-chain.ts';
import { readProfile } from './ledger/index.ts';
import { CHAIN_SETTINGS } from './settings.ts';

/** The chain subgraph in a process of its own. */
await runSubgraph('chain', CHAIN_SETTINGS, ({ settings, onFailure }) => {
  const { connections, ...served } = openServedDatabase(settings.DATABASE_LOGIN_URL, {
    name: 'chain',
    connections: settings.DATABASE_CONNECTIONS,
  });
  return {
    subgraph: createChain({
      pool: connections,
      cursorKey: settings.CURSOR_KEY,
      profile: usable('LEDGER_PROFILE', 'must be the connection profile of a ledger', () =>
        readProfile(settings.LEDGER_PROFILE),
      ),
      trust: readFileSync(settings.TRUST_FILE),
      onFailure,
    }),
    ...served,
  };
});
