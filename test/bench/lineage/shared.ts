import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '@caretrail/db/demo';
import { importFhir } from '@caretrail/db/import';
import type { Server } from '@caretrail/db/server';
import { type Caller, PUBLIC_CALLER } from '@caretrail/kit';
import { SHARED_SET, TYPES } from '../import.ts';
import { LineagePlace } from './place.ts';

interface Claim {
  readonly id: string;
  readonly patient: string;
}

/** Persons who each ask for a claim of their own. */
export interface SharedPlace {
  readonly name: string;
  readonly place: LineagePlace;
  readonly claims: readonly Claim[];
}

export const self = ({ patient }: Claim): Caller => ({
  ...PUBLIC_CALLER,
  ...{ tier: 'patient', subject: patient, purpose: 'PATRQT', purposes: ['PATRQT'] },
});

/** The shared set of FHIR files, or the demo's people where it is absent. */
export async function sharedPlace(server: Server): Promise<SharedPlace> {
  const shared = existsSync(SHARED_SET);
  let claims: readonly Claim[] = [];
  const place = await LineagePlace.open(server, 'shared', async (admin, importer) => {
    if (shared)
      await importFhir(
        TYPES.map((type) => join(SHARED_SET, `${type}.ndjson.gz`)),
        { sql: importer },
      );
    else await seedDemo(importer);
    claims = await admin<Claim[]>`select record as id, subject as patient from provenance.version
      where type = 'Claim' and number = 1 order by record limit 200`;
  });
  return { name: shared ? 'the shared set' : 'the demo', place, claims };
}
