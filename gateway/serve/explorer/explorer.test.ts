import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHub } from '../../test/test-hub.ts';
import type { Hub } from '../options.ts';

const SCRIPT = 'document.documentElement.dataset.theme = "dark"';
const PAGE = `<!doctype html><script>${SCRIPT}</script><script type="module" src="/_app/x.js"></script><div></div>`;
const STYLE = 'position: absolute; left: 0';
const CODE = `x('<div id="svelte-announcer" aria-live="assertive" style="${STYLE}"></div>')`;
const hash = (text: string) => createHash('sha256').update(text).digest('base64');

let hub: Hub;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-explorer-'));
  await mkdir(join(folder, '_app', 'immutable'), { recursive: true });
  await writeFile(join(folder, '200.html'), PAGE);
  await writeFile(join(folder, '_app', 'immutable', 'a.js'), CODE);
  await writeFile(join(folder, '_app', 'immutable', 'a.js.br'), brotliCompressSync(CODE));
  await writeFile(join(folder, '_app', 'immutable', 'a.js.gz'), gzipSync(CODE));
  hub = await startTestHub({ explorer: { folder, connect: ['https://id.example'] } });
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

describe('the explorer', () => {
  it.each(['/', '/en/records/1', '/zh/verify?x=1'])('starts from its one page at %s', async (path) => {
    const response = await fetch(`${hub.url}${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toBe(PAGE);
  });

  it('runs only scripts and styles that its build holds, named by hash', async () => {
    const policy = (await fetch(`${hub.url}/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'self' 'sha256-${hash(SCRIPT)}';`);
    expect(policy).toContain(`style-src 'self' 'unsafe-hashes' 'sha256-${hash(STYLE)}';`);
    expect(policy).toContain("connect-src 'self' https://id.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('sends a file in the form that %s accepts', async (accepted, encoding) => {
    const response = await fetch(`${hub.url}/_app/immutable/a.js`, {
      headers: { 'accept-encoding': accepted },
    });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(await response.text()).toBe(CODE);
  });

  it.each(['/_app/gone.js', '/_app/../../package.json', '/_app/%2e%2e/%2e%2e/etc/passwd'])(
    'has no other files: %s',
    async (path) => {
      const text = await (await fetch(`${hub.url}${path}`)).text();
      expect([PAGE, 'Not found.\n']).toContain(text);
    },
  );

  it('takes nothing', async () => {
    expect((await fetch(`${hub.url}/`, { method: 'POST' })).status).toBe(405);
  });
});
