import { CHAIN_SETTINGS } from '@caretrail/chain';
import { SUBGRAPH_SETTINGS } from '@caretrail/kit/remote';
import { PATIENTS_SETTINGS } from '@caretrail/patients';
import type { z } from 'zod';
import { HUB_SETTINGS } from './hub/hub-settings.ts';
import { PREPARE_SETTINGS } from './prepare/prepare-settings.ts';
import { WORKER_SETTINGS } from './worker/worker-settings.ts';

/** The programs of a deployment whose parts are processes of their own, by entry, and what each may be told. */
export const PROGRAMS: Readonly<Record<string, z.ZodObject>> = {
  'gateway/launch/serve-hub.ts': HUB_SETTINGS,
  'gateway/launch/serve-worker.ts': WORKER_SETTINGS,
  'gateway/launch/prepare.ts': PREPARE_SETTINGS,
  'subgraphs/patients/serve.ts': PATIENTS_SETTINGS,
  'subgraphs/claims/serve.ts': SUBGRAPH_SETTINGS,
  'subgraphs/chain/serve.ts': CHAIN_SETTINGS,
};
