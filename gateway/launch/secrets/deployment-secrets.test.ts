import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeDeploymentSecrets, rotateContextKey } from './deployment-secrets.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'caretrail-secrets-')), 'secrets');
afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

const key = z.object({ kid: z.string(), d: z.string().optional() });
const signing = () => key.parse(JSON.parse(readFileSync(join(folder, 'context-key.json'), 'utf8')));
const accepted = () =>
  z.object({ keys: z.array(key) }).parse(JSON.parse(readFileSync(join(folder, 'context-keys.json'), 'utf8')))
    .keys;

describe('the secrets of a deployment', () => {
  it('cannot be renewed before they are made', () => {
    expect(() => rotateContextKey(folder)).toThrow('There are no secrets in');
  });

  it('are the owner’s alone, and nothing else lies in their folder', () => {
    const written = makeDeploymentSecrets(folder, 'database:5432/caretrail');
    expect(written.toSorted()).toEqual(
      readdirSync(folder)
        .map((name) => join(folder, name))
        .toSorted(),
    );
    for (const file of written) expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('have one password for a login, in its address and where the logins are made', () => {
    const passwords = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(join(folder, 'database-passwords.json'), 'utf8')));
    const address = new URL(readFileSync(join(folder, 'claims-database-url'), 'utf8'));
    expect([address.username, address.host, address.pathname]).toEqual([
      'caretrail_claims',
      'database:5432',
      '/caretrail',
    ]);
    expect(address.password).toBe(passwords['caretrail_claims']);
    expect(new Set(Object.values(passwords)).size).toBe(Object.keys(passwords).length);
  });

  it('are never made anew over what is there', () => {
    const before = signing();
    expect(() => makeDeploymentSecrets(folder, 'elsewhere')).toThrow('--rotate');
    expect(signing()).toEqual(before);
  });

  it('have a hub key that is renewed while the old one still counts; its private half is the hubs’ alone', () => {
    const { kid: old } = signing();
    rotateContextKey(folder);
    expect(signing().kid).not.toBe(old);
    expect(accepted().map(({ kid }) => kid)).toEqual([old, signing().kid]);
    expect(accepted().filter(({ d }) => d !== undefined)).toEqual([]);
    expect(signing().d).toBeDefined();
  });
});
