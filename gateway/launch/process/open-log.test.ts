import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openLog } from './open-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'caretrail-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

it('a log is its owner’s alone, also one that was open to others', () => {
  const file = join(folder, 'hub.log');
  writeFileSync(file, 'earlier\n', { mode: 0o644 });
  closeSync(openLog(file));
  expect(modeOf(file)).toBe('600');
});

it('what is no file stays everybody’s', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', ['-m', '666', pipe]);
  // Open both ways: a pipe that nobody reads would keep the log waiting.
  const reader = openSync(pipe, 'r+');
  closeSync(openLog(pipe));
  closeSync(reader);
  expect(modeOf(pipe)).toBe('666');
});
