import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Home } from './home.ts';

const shape = z.object({
  pid: z.int(),
  url: z.string(),
  /** Administrator's connection to the database of this home. */
  database: z.string(),
  /** Address of the metrics; null where METRICS_PORT is off. */
  metrics: z.string().nullable().default(null),
});
/** Where a running system can be reached; for the owner of the home only (mode 0600). */
export type RunFile = z.infer<typeof shape>;

export function writeRunFile(home: Home, content: RunFile): void {
  const draft = `${home.run}.new`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  renameSync(draft, home.run);
}

/** The run file, or null when the home is stopped. A file left by a crash is told apart by the lock, not here. */
export function readRunFile(home: Home): RunFile | null {
  try {
    return shape.parse(JSON.parse(readFileSync(home.run, 'utf8')));
  } catch {
    return null;
  }
}

export function removeRunFile(home: Home): void {
  rmSync(home.run, { force: true });
}
