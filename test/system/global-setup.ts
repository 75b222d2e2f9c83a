import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';
import { launch } from '../launch/launcher.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A running system with the demo population, anchored. */
    system: { readonly url: string; readonly home: string };
  }
}

const runShape = z.object({ url: z.string() });

/** Starts the whole product once for all tests of a project that look at it from outside, on a home of its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'caretrail-system-'));
  const launcher = await launch({ METRICS_PORT: '0', CARETRAIL_HOME: home, CARETRAIL_LOG: 'debug' });
  const { url } = runShape.parse(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')));
  project.provide('system', { url, home });
  return async () => {
    launcher.kill('SIGTERM');
    if (launcher.exitCode === null) await once(launcher, 'exit');
    rmSync(home, { recursive: true, force: true });
  };
}
