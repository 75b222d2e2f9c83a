import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What became of a series of kills. */
export interface CrashReport {
  /** Runs that died at their write point. */
  readonly kills: number;
  /** Runs that ended before they came to it. */
  readonly survived: number;
  /** Transactions that were told. */
  readonly told: number;
}

const VICTIM = join(import.meta.dirname, 'victim.ts');
/** Write points of a first start, and of a start and a transaction on what is there. */
const FIRST_START = 40;
const LATER_START = 30;

/**
 * Kills a ledger again and again at its write points, the first start's one after another and then those of its
 * transactions; rejects when a start does not find all that was told before. `seed` makes a series repeatable.
 */
export async function runVictims(kills: number, seed: number): Promise<CrashReport> {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-crash-'));
  const report = { kills: 0, survived: 0 };
  const told: number[] = [];
  let started = false;
  try {
    for (let run = 0; report.kills < kills; run += 1) {
      const killAt = started ? 1 + ((run * 7) % LATER_START) : 1 + ((run * 5) % FIRST_START);
      const result = await victim({ folder, told, killAt, seed: seed + run, transactions: 4 });
      started ||= result.lines.length > 0;
      told.push(...result.lines.filter((line) => line !== 'verified').map(Number));
      if (result.signal === 'SIGKILL') report.kills += 1;
      else if (result.code === 0) report.survived += 1;
      else throw new Error(`run ${run} of seed ${seed}, killed at ${killAt}: ${result.errors}`);
    }
    const last = { folder, told, killAt: 1_000_000, seed, transactions: 0 };
    const { code, errors } = await victim(last);
    if (code !== 0) throw new Error(`after all kills: ${errors}`);
    return { ...report, told: told.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ending {
  readonly lines: readonly string[];
  readonly errors: string;
  readonly code: number | null;
  readonly signal: string | null;
}

function victim(configuration: unknown): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-deprecation', VICTIM, JSON.stringify(configuration)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Most of a victim's life is the loading of code.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'caretrail-crash-code') },
    });
    const text = { out: '', errors: '' };
    child.stdout.on('data', (bytes: Buffer) => {
      text.out += bytes.toString();
    });
    child.stderr.on('data', (bytes: Buffer) => {
      text.errors += bytes.toString();
    });
    child.on('close', (code, signal) => {
      const lines = text.out.split('\n').filter((line) => line !== '');
      resolve({ lines, errors: text.errors, code, signal });
    });
  });
}
