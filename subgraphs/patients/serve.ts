import { readFileSync } from 'node:fs';
import { openServedDatabase } from '@caretrail/db';
import { AnchorCheck } from '@caretrail/db/provenance';
import { runSubgraph } from '@caretrail/kit/remote';
import { usable } from '@caretrail/kit/settings';
import { createPatients } from './index.ts';
import { pseudonymKeys } from './patient/pseudonym-keys.ts';
import { PATIENTS_SETTINGS } from './settings.ts';

/** The patients subgraph in a process of its own. */
await runSubgraph('patients', PATIENTS_SETTINGS, ({ settings, onFailure }) => {
  const { connections, ...served } = openServedDatabase(settings.DATABASE_LOGIN_URL, {
    name: 'patients',
    connections: settings.DATABASE_CONNECTIONS,
  });
  return {
    subgraph: createPatients({
      pool: connections,
      cursorKey: settings.CURSOR_KEY,
      pseudonymKey: pseudonymKeys(settings.PSEUDONYM_KEY),
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
