import { fchmodSync, fstatSync, openSync } from 'node:fs';

/**
 * Opens a log to go on with, for the owner alone, also one that an earlier program left open to others; a descriptor.
 * What is no file, as `/dev/null`, is everybody's and stays as it is.
 */
export function openLog(file: string): number {
  const log = openSync(file, 'a', 0o600);
  if (fstatSync(log).isFile()) fchmodSync(log, 0o600);
  return log;
}
