import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';

const entry = join(import.meta.dirname, '..', '..', 'gateway', 'command', 'caretrail.ts');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a person does, on the running system's home unless `environment` names another (`CARETRAIL_HOME`). */
export function caretrail(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const home = environment['CARETRAIL_HOME'] ?? inject('system').home;
  const env = { ...process.env, ...environment, CARETRAIL_HOME: home };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [entry, ...args],
      { env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}
