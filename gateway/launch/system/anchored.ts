import { setTimeout as wait } from 'node:timers/promises';
import { anchorProgress } from '@caretrail/chain/progress';
import { connect } from '@caretrail/db';
import { StartError } from '../start-error.ts';
import type { Progress } from './progress.ts';

/** Milliseconds between two looks. */
const INTERVAL = 150;

/**
 * Waits until every record version is under an anchored checkpoint, saying how far it is.
 * @param worker - address of the login that sees every version; an administrator who is no superuser sees none
 */
export async function anchored(worker: string, progress: Progress, signal?: AbortSignal): Promise<void> {
  const sql = connect(worker, { max: 1, name: 'caretrail launcher' });
  try {
    let most = 0;
    for (;;) {
      const { pending, stopped } = await anchorProgress(sql);
      const [first] = stopped;
      if (first)
        throw new StartError(`The ledger refused a checkpoint of ${first.log}: see \`caretrail doctor\`.`);
      if (pending === 0) break;
      most = Math.max(most, pending);
      progress.advance('Anchoring', 1 - pending / most);
      await wait(INTERVAL, undefined, { ...(signal && { signal }) });
    }
    if (most > 0) progress.advance('Anchoring', 1);
  } finally {
    await sql.end();
  }
}
