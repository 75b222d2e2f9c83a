import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { openAsker } from './asker.ts';
import { caretrail } from './caretrail.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command', () => {
  it('prints one JSON document and nothing else with --json', async () => {
    const { code, stdout } = await caretrail(['personas', '--json']);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout)[0])).toEqual([
      'name',
      'tier',
      'role',
      'organization',
      'subject',
      'purposes',
      'case',
    ]);
  });

  it('prints a token alone, and narrows it to one purpose', async () => {
    const { stdout } = await caretrail(['token', '--persona', 'clinician', '--purpose', 'ETREAT']);
    const claims: unknown = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({
      aud: 'caretrail',
      caretrail: { role: 'clinician', purposes: ['ETREAT'] },
    });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  it.each([
    [['nonsense'], /unknown command/],
    [['verify', 'x.json'], /--trust/],
    [['token', '--persona', 'nobody'], /There is no persona nobody: choose from public, patient/],
    [['token', '--persona', 'clinician', '--purpose', 'HCOMPL'], /has no purpose HCOMPL/],
    [['prove', 'Claim/1'], /is no record/],
    [['token', '--persona', 'patient', '--subject', 'somebody'], /is no id of a patient record/],
  ])('%s is wrong usage: exit code 2 and a line that helps', async (args, words) => {
    const { code, stdout, stderr } = await caretrail(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });

  it('has help on every subcommand', async () => {
    for (const name of [
      'import',
      'personas',
      'token',
      'prove',
      'verify',
      'trust',
      'consent',
      'export',
      'retention',
      'doctor',
      'api-key',
    ]) {
      const { code, stdout } = await caretrail([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: caretrail ${name}`);
    }
  });

  it('decides as a patient: looks, permits, shows the receipt and revokes, with a key of the home', async () => {
    const { data } = await (await openAsker()).ask('clinician', '{ patients(first: 2) { nodes { id } } }');
    const { nodes } = z.object({ nodes: z.array(z.object({ id: z.string() })) }).parse(data?.['patients']);
    const personas = JSON.parse((await caretrail(['personas', '--json'])).stdout);
    // The persona's own key is made in a browser, by another test.
    const own = personas.find(({ name }: { name: string }) => name === 'patient').subject;
    const subject = nodes.find(({ id }) => id !== own)?.id ?? '';
    const consent = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await caretrail(['consent', ...args, '--subject', subject]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return stdout.trim();
    };
    const [preview, id] = await Promise.all([
      consent('preview', 'northgate', '--purpose', 'TREAT'),
      consent('grant', 'northgate', '--class', 'CLINICAL', '--except', 'staff/nobody'),
    ]);
    expect(preview).toMatch(/PERMIT +northgate +CLINICAL/);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    await expect.poll(() => consent('list'), { timeout: 30_000 }).toMatch(`${id}  PERMIT    IN_FORCE`);
    expect(await consent('revoke', id)).toBe('');
    const [receipt, keys, refused] = await Promise.all([
      consent('receipt', id),
      consent('keys', 'list'),
      caretrail(['consent', 'grant', 'lakeside', '--until', 'never']),
    ]);
    expect(JSON.parse(receipt)).toMatchObject({
      consent_receipt: {
        pii_processing: [{ recipients: ['northgate'] }, { decision: 'deny' }],
        consent_events: [{ event_state: 'given' }, { event_state: 'withdrawn' }],
      },
      evidence: { consent: id, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(keys).toMatch(/ACTIVE +DEPLOYMENT/);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^.+\.\n$/) });
  }, 90_000);

  it('imports into the running system, and importing again changes nothing', async () => {
    const path = join(folder, 'patient.ndjson');
    const patient = {
      resourceType: 'Patient',
      id: 'a-late-arrival',
      gender: 'female',
      birthDate: '1980-02',
      name: [{ family: 'Ng' }],
    };
    writeFileSync(path, `${JSON.stringify(patient)}\n{"resourceType":"Patient","id":1}\n`);
    const first = JSON.parse((await caretrail(['import', path, '--json'])).stdout);
    expect(first.resources.Patient).toEqual({ imported: 1, updated: 0, unchanged: 0, quarantined: 1 });
    expect(first.quarantine).toMatchObject([{ file: path, line: 2 }]);
    const second = JSON.parse((await caretrail(['import', path, '--json'])).stdout);
    expect(second.resources.Patient).toEqual({ imported: 0, updated: 0, unchanged: 1, quarantined: 1 });
  });

  it('issues, lists and revokes API keys, and shows each once', async () => {
    const asked = [
      'api-key',
      'issue',
      'Open data portal',
      '--requests-per-minute',
      '1',
      '--expires',
      '2999-12-31',
    ];
    const issued = await caretrail(asked);
    const [, id] = /^Key ([0-9a-f]{10}) for Open data portal/.exec(issued.stderr) ?? [];
    const key = issued.stdout.trim();
    expect(key).toMatch(/^caretrail_key_[\w-]{43}$/);
    const status = async () => {
      const headers = { 'content-type': 'application/json', 'caretrail-key': key };
      const body = '{"query":"{ me { tier } }"}';
      return (await fetch(`${inject('system').url}/graphql`, { method: 'POST', headers, body })).status;
    };
    expect([await status(), await status()]).toEqual([200, 429]);
    const listed = async () => (await caretrail(['api-key', 'list'])).stdout;
    expect(await listed()).toMatch(new RegExp(`${id}  Open data portal  active +1 +120000 .*2999-12-31`));
    expect(await listed()).not.toContain(key.slice(-20));
    expect((await caretrail(['api-key', 'revoke', `${id}`])).stdout).toContain('is revoked');
    await expect.poll(status, { timeout: 5_000 }).toBe(401);
    expect(JSON.parse((await caretrail(['api-key', 'list', '--json'])).stdout)).toMatchObject([
      { id, state: 'revoked', requests: 1, cost: 120_000 },
    ]);
    const away = { DATABASE_LOGIN_URL: 'postgres://caretrail_worker:secret@127.0.0.1:1/caretrail' };
    expect(await caretrail(['api-key', 'list'], away)).toEqual({
      ...{ code: 1, stdout: '' },
      stderr: 'DATABASE_LOGIN_URL names no database that can be asked as caretrail_worker (ECONNREFUSED).\n',
    });
    for (const wrong of [
      ['api-key', 'revoke', 'nothing'],
      [...asked.slice(0, 3), '--cost-per-minute', '10'],
      [...asked.slice(0, 3), '--expires', '2001-02-03'],
    ])
      expect((await caretrail(wrong)).code).not.toBe(0);
  });

  it('makes no home where there is none, unless it brings records', async () => {
    const none = join(folder, 'none');
    const { code, stderr } = await caretrail(['personas'], { CARETRAIL_HOME: none });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `There is no home ${none} yet: start it once with \`npm start\`.\n`,
    });
    expect(existsSync(none)).toBe(false);
  });

  it('says its version, that of the project', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(await caretrail(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('finds nothing to mend', async () => {
    const { code, stdout } = await caretrail(['doctor', '--json']);
    expect({ code, ill: JSON.parse(stdout).filter(({ ok }: { ok: boolean }) => !ok) }).toEqual({
      code: 0,
      ill: [],
    });
    const found = new Map(
      JSON.parse(stdout).map((one: { check: string; detail: string }) => [one.check, one.detail]),
    );
    expect(found.get('ledger')).toMatch(/^\d+ blocks/);
    expect(found.get('worker')).toBe('runs');
    expect(found.has('anchoring')).toBe(true);
  });
});

describe('the logs', () => {
  it('are for the owner alone', () => {
    const logs = join(inject('system').home, 'log');
    const modes = readdirSync(logs).map((file) => (statSync(join(logs, file)).mode & 0o777).toString(8));
    expect(new Set(modes)).toEqual(new Set(['600']));
  });
});

describe('a second start on one home', () => {
  it('is refused with the cure', async () => {
    const { readSettings, startSystem } = await import('@caretrail/gateway/launch');
    const settings = readSettings({ PORT: '0', CARETRAIL_HOME: inject('system').home });
    await expect(startSystem(settings, { say: () => {}, advance: () => {} })).rejects.toThrow(
      /already running on .*, at http.*: use it, stop it first/,
    );
  });

  it('and one on a taken port too', async () => {
    const { readSettings, startSystem } = await import('@caretrail/gateway/launch');
    const { port } = new URL(inject('system').url);
    const settings = readSettings({ PORT: port, CARETRAIL_HOME: join(folder, 'home') });
    await expect(startSystem(settings, { say: () => {}, advance: () => {} })).rejects.toThrow(
      `Port ${port} is taken: stop what uses it`,
    );
  });
});
