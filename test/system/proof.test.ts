import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@caretrail/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Asker, openAsker } from './asker.ts';
import { caretrail } from './caretrail.ts';
import { runFile } from './run-file.ts';

const claims = z.object({ claims: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });
const integrity = z.object({ claim: z.object({ integrity: z.string() }) });

let folder: string;
let asker: Asker;
let claim: string;

const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-proof-'));
  asker = await openAsker();
  const { data } = await asker.ask('patient', '{ claims(first: 1) { nodes { id } } }');
  claim = claims.parse(data).claims.nodes[0]?.id ?? '';
  writeFileSync(file('trust.json'), (await caretrail(['trust'])).stdout);
  writeFileSync(
    file('proof.json'),
    (await caretrail(['prove', `Claim/${claim}`, '--fields', 'total,state'])).stdout,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (proof: string) =>
  caretrail(['verify', file(proof), '--trust', file('trust.json'), '--json'], {
    CARETRAIL_HOME: file('nowhere'),
  });

describe('a proof of two fields', () => {
  it('verifies without the home it came from', async () => {
    const { code, stdout } = await verify('proof.json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, ledger: expect.stringContaining('development') });
  });

  it('discloses these two, and of the version itself no more than its maker', () => {
    const proof: unknown = JSON.parse(readFileSync(file('proof.json'), 'utf8'));
    const leaves = z.object({ leaves: z.array(z.object({ index: z.number() })) }).parse(proof).leaves;
    expect(leaves.map(({ index }) => index).filter((index) => index > 3)).toHaveLength(2);
  });

  it('is refused when a value is changed, at the step that sees it', async () => {
    const text = readFileSync(file('proof.json'), 'utf8');
    writeFileSync(
      file('tampered.json'),
      text.replace(/"value":"\d/, (found) => found.replace(/\d$/, '77')),
    );
    const { code, stdout } = await verify('tampered.json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      steps: [
        { step: 'file', result: 'passed' },
        { step: 'record', result: 'failed', reason: 'LEAF' },
        {},
        {},
        {},
      ],
    });
  });

  it('is not for those who do not see the record', async () => {
    const { code, stdout, stderr } = await caretrail(['prove', `Claim/${claim}`, '--persona', 'analyst']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Your role does not have this.');
  });
});

describe('a value changed behind the system’s back', () => {
  it('shows as a mismatch, and as a match when it is put back', async () => {
    const sql = connect(runFile().database, { max: 1 });
    const ask = async () =>
      integrity.parse((await asker.ask('patient', `{ claim(id: "${claim}") { integrity } }`)).data).claim
        .integrity;
    try {
      expect(await ask()).toBe('MATCH');
      await sql`update claims.claim set total = total + 1 where id = ${claim}`;
      expect(await ask()).toBe('MISMATCH');
      await sql`update claims.claim set total = total - 1 where id = ${claim}`;
      expect(await ask()).toBe('MATCH');
    } finally {
      await sql.end();
    }
  });
});
