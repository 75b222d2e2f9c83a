import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Count, countVitest, sum } from './count.ts';

const root = join(import.meta.dirname, '..');
const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', APOLLO_TELEMETRY_DISABLED: '1' };

async function run(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}

/** A stage that passes or fails as one. */
async function stage(title: string, task: string): Promise<Count> {
  process.stdout.write(`\n── ${title}\n`);
  const passed = await run('turbo', ['run', task, '--output-logs=new-only', '--no-update-notifier']);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** All vitest files: unit, integration on the real database and ledger, browser. */
async function tests(): Promise<Count> {
  process.stdout.write('\n── tests\n');
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-test-'));
  const report = join(folder, 'report.json');
  try {
    const ok = await run('vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    return countVitest(readFileSync(report, 'utf8'), ok);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const total = sum([
  await stage('format and lint', '//#lint'),
  await stage('types', '//#types'),
  await stage('dead code', '//#dead-code'),
  await stage('explorer: types and words', '@caretrail/explorer#check'),
  await stage('explorer: build', '@caretrail/explorer#build'),
  await tests(),
]);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
