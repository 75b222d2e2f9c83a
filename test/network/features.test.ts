import { describe, it } from 'vitest';
import { describeFeatures } from '../../subgraphs/chain/devpeer/testing/features.ts';
import { missingPrograms } from './fabric.ts';
import { startFabricStage } from './feature-stage.ts';

for (const consensus of ['raft', 'bft'] as const) {
  const missing = await missingPrograms(consensus);
  const title = `a ${consensus} network of the official programs`;
  if (missing === null)
    describeFeatures(title, { start: () => startFabricStage(consensus), bft: consensus === 'bft' });
  else describe(title, () => it.skip(missing, () => {}));
}
