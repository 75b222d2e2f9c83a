import { closePool } from '@caretrail/db';
import { createSubgraph, type Subgraph } from '@caretrail/kit';
import type { PatientsOptions } from './options.ts';
import { patientsSchema } from './schema.ts';
import { openStore } from './store.ts';

export type { PatientsOptions } from './options.ts';
export { pseudonymKeys } from './patient/pseudonym-keys.ts';
export { PATIENTS_SETTINGS } from './settings.ts';

/** The patients subgraph, ready to answer in this process. */
export function createPatients(options: PatientsOptions): Subgraph {
  const { pool, onFailure } = options;
  return createSubgraph({
    name: 'patients',
    ...patientsSchema(options),
    openStore: openStore(pool),
    onFailure,
    close: () => closePool(pool),
  });
}

/** The SDL of the patients subgraph, which depends on no option. */
export const patientsSdl = (): string =>
  patientsSchema({ cursorKey: new Uint8Array(32), pseudonymKey: () => undefined, anchors: null }).sdl;
