import { fchmodSync, openSync } from 'node:fs';

/** Opens a log to go on with, for the owner alone, also one that an earlier program left open to others; a descriptor. */
export function openLog(file: string): number {
  const log = openSync(file, 'a', 0o600);
  fchmodSync(log, 0o600);
  return log;
}
