import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, startSystem } from '@caretrail/gateway/launch';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A running system with the demo population, anchored. */
    system: { readonly url: string; readonly home: string };
  }
}

/** Starts the whole product once for all tests that look at it from outside, on a home of its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'caretrail-system-'));
  const settings = readSettings({
    PORT: '0',
    METRICS_PORT: '0',
    CARETRAIL_HOME: home,
    CARETRAIL_LOG: 'debug',
  });
  const silent = { say: () => {}, advance: () => {} };
  const system = await startSystem(settings, silent);
  project.provide('system', { url: system.url, home });
  return async () => {
    await system.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
