import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServerTls } from './tls.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const at = (days: number) => new Date(START + days * DAY);

let folder: string;
beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'caretrail-tls-')), 'tls');
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const verified = ({ certificate, authority }: { certificate: string; authority: string }) =>
  new X509Certificate(certificate).verify(new X509Certificate(authority).publicKey);

describe('the certificate of the ledger’s servers', () => {
  it('is made once, with keys for the owner alone', async () => {
    const first = await openServerTls(folder, at(0));
    expect(verified(first)).toBe(true);
    expect(await openServerTls(folder, at(100))).toEqual(first);
    expect(readdirSync(folder).sort()).toEqual(['authority.json', 'server.json']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('is issued anew before it ends, under the same authority', async () => {
    const old = await openServerTls(folder, at(0));
    const ends = Date.parse(new X509Certificate(old.certificate).validTo);
    const renewed = await openServerTls(folder, new Date(ends - 30 * DAY));
    expect(renewed.authority).toBe(old.authority);
    expect(renewed.certificate).not.toBe(old.certificate);
    expect(verified(renewed)).toBe(true);
  });

  it('follows its authority when that one ends', async () => {
    const old = await openServerTls(folder, at(0));
    const ends = Date.parse(new X509Certificate(old.authority).validTo);
    const renewed = await openServerTls(folder, new Date(ends - 30 * DAY));
    expect(renewed.authority).not.toBe(old.authority);
    expect(verified(renewed)).toBe(true);
  });
});
