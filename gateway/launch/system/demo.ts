import { connect } from '@caretrail/db';
import { seedDemo } from '@caretrail/db/demo';
import type { Settings } from '../settings.ts';
import type { Progress } from './progress.ts';

/** Makes the demo population at the first start; one that was interrupted is completed, a later start changes nothing. */
export async function makeDemo(
  settings: Settings,
  address: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const sql = connect(address, { max: 4, name: 'caretrail demo', statementTimeout: 120_000 });
  try {
    await seedDemo(sql, {
      treatingDays: settings.treatingDays,
      onProgress: ({ done, total }) =>
        progress.advance('Making the demo population', total ? done / total : 0),
      ...(signal && { signal }),
    });
  } finally {
    await sql.end();
  }
}
