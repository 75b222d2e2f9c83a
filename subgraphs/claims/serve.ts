import { readFileSync } from 'node:fs';
import { openServedDatabase } from '@caretrail/db';
import { AnchorCheck } from '@caretrail/db/provenance';
import { runSubgraph, SUBGRAPH_SETTINGS } from '@caretrail/kit/remote';
import { usable } from '@caretrail/kit/settings';
import { createClaims } from './index.ts';

/** The claims subgraph in a process of its own. */
await runSubgraph('claims', SUBGRAPH_SETTINGS, ({ settings, onFailure }) => {
  const { connections, ...served } = openServedDatabase(settings.DATABASE_LOGIN_URL, {
    name: 'claims',
    connections: settings.DATABASE_CONNECTIONS,
  });
  return {
    subgraph: createClaims({
      pool: connections,
      cursorKey: settings.CURSOR_KEY,
      anchors: usable(
        'TRUST_FILE',
        'must be a trust file',
        () => new AnchorCheck(readFileSync(settings.TRUST_FILE)),
      ),
      onFailure,
    }),
    ...served,
  };
});
