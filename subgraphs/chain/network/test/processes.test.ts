import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Processes } from '../processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'caretrail-processes-'));
afterAll(async () => {
  await new Processes(folder).stopAll();
  rmSync(folder, { recursive: true });
});

const sleeper = { name: 'sleeper', program: 'sleep', args: ['60'], environment: {} };

describe('the processes of a network', () => {
  it('are known to a later command by their folder, and stopped by it', async () => {
    new Processes(folder).start(sleeper);
    const later = new Processes(folder);
    expect(later.names).toEqual(['sleeper']);
    expect(await later.isRunning('sleeper')).toBe(true);
    await later.stopAll();
    expect({ names: later.names, runs: await later.isRunning('sleeper') }).toEqual({
      names: [],
      runs: false,
    });
  });

  it('are not mistaken for another one that has got the same id', async () => {
    const processes = new Processes(folder);
    processes.start(sleeper);
    const file = join(folder, 'process', 'sleeper');
    const id = readFileSync(file, 'utf8');
    writeFileSync(file, String(process.pid));
    expect(await processes.isRunning('sleeper')).toBe(false);
    await processes.stopAll(); // and this test goes on
    writeFileSync(file, id);
    await processes.stopAll();
  });

  it('leave their last words, of which a start that failed tells', async () => {
    const processes = new Processes(folder);
    processes.start({ ...sleeper, name: 'broken', args: ['for', 'ever'] });
    await expect.poll(() => processes.isRunning('broken')).toBe(false);
    await expect.poll(() => processes.lastLine('broken')).not.toBe('');
  });
});
