import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from './child.ts';
import { supervise } from './supervise.ts';

const parent = join(import.meta.dirname, 'parent.ts');
let folder: string;

/** A child that answers with what it was told and writes a mark when it stops in order. */
const WELL_BEHAVED = `
import { writeFileSync } from 'node:fs';
import { connectParent } from ${JSON.stringify(parent)};
const parent = await connectParent();
parent.stopping.addEventListener('abort', () => { writeFileSync(parent.config.mark, 'stopped'); process.exit(0); });
parent.onMessage((message) => writeFileSync(parent.config.mark, JSON.stringify(message)));
parent.ready({ pid: process.pid, said: parent.config.word });
setInterval(() => {}, 1000);
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-child-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function options(name: string, source: string, readyWithin = 10_000) {
  const entry = join(folder, `${name}.mts`);
  writeFileSync(entry, source);
  const mark = join(folder, `${name}.mark`);
  const config = { word: 'hello', mark };
  return { name, entry, config, logFile: join(folder, `${name}.log`), readyWithin, stopWithin: 2_000, mark };
}

const pidOf = (ready: Readonly<Record<string, unknown>>) => Number(ready['pid']);

describe('a child process', () => {
  it('gets its configuration, says that it is ready, and stops in order when its pipe closes', async () => {
    const wanted = options('good', WELL_BEHAVED);
    const child = await startChild(wanted);
    expect(child.ready['said']).toBe('hello');
    await child.stop();
    expect(readFileSync(wanted.mark, 'utf8')).toBe('stopped');
    expect(await child.ended).toBe('exit 0');
  });

  it('is not told what only the launcher may know', async () => {
    const secrets = { DATABASE_URL: 'postgres://admin:secret@127.0.0.1/', PGPASSWORD: 'secret' };
    Object.assign(process.env, secrets);
    try {
      const told = `process.stdin.once('data', () => console.log(JSON.stringify({ ready: { env: process.env } }))); process.stdin.on('end', () => process.exit(0));`;
      const child = await startChild(options('curious', told));
      expect(JSON.stringify(child.ready)).not.toContain('secret');
      expect(child.ready['env']).toMatchObject({ PATH: process.env['PATH'] });
      await child.stop();
    } finally {
      for (const name of Object.keys(secrets)) delete process.env[name];
    }
  });

  it('that refuses to start says why in its own words', async () => {
    const refusing = `
      import { connectParent } from ${JSON.stringify(parent)};
      await (await connectParent()).refuse('OIDC_ISSUER does not answer: correct it.');`;
    const started = startChild(options('refusing', refusing));
    await expect(started).rejects.toThrow(/^OIDC_ISSUER does not answer: correct it\.$/);
  });

  it('is killed when it will not stop', async () => {
    const child = await startChild({
      ...options(
        'stubborn',
        `process.stdin.once('data', () => console.log('{"ready":{}}')); setInterval(() => {}, 1000);`,
      ),
      stopWithin: 300,
    });
    await child.stop();
    expect(await child.ended).toBe('signal SIGKILL');
  });

  it('that fails or dallies at the start is refused with the place of its log', async () => {
    await expect(startChild(options('broken', 'process.exit(3)'))).rejects.toThrow(
      /ended while starting: see .*broken.log/,
    );
    await expect(startChild(options('late', 'setInterval(() => {}, 1000)', 400))).rejects.toThrow(
      /did not start in time/,
    );
  });

  it('is started again with all it was told when it is killed', async () => {
    const wanted = options('revived', WELL_BEHAVED);
    const lines: string[] = [];
    const supervised = await supervise(wanted, (line) => lines.push(line));
    supervised.announce({ ready: true });
    await wait(200);
    writeFileSync(wanted.mark, '');
    process.kill(pidOf(supervised.ready), 'SIGKILL');
    await expect.poll(() => readFileSync(wanted.mark, 'utf8'), { timeout: 8_000 }).toBe('{"ready":true}');
    expect(lines).toEqual(['The revived ended (signal SIGKILL); starting it again.']);
    await supervised.stop();
    expect(readFileSync(wanted.mark, 'utf8')).toBe('stopped');
  });
});
