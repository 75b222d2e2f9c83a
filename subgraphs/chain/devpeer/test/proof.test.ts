import { randomBytes } from 'node:crypto';
import { trustFileOf } from '@caretrail/chain/ledger';
import {
  checkpointArgument,
  commitVersion,
  inclusionPath,
  logLeaf,
  type SchemaDocument,
  toBase64url,
  toHex,
  treeRoot,
  verify,
} from '@caretrail/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

const SCHEMA: SchemaDocument = { type: 'Claim', schema: 1, fields: ['state', 'total', 'paid'] };
const LOG = 'care/saint-anne';

let network: TestLedger;
let file: Readonly<Record<string, unknown>> & {
  readonly receipts: readonly unknown[];
  readonly leaves: readonly { readonly value: unknown }[];
};
let trust: Uint8Array;

beforeAll(async () => {
  network = await startTestLedger();
  trust = trustFileOf(network.profile, [SCHEMA]);
  const ledger = network.connect('saint-anne');
  const version = commitVersion({
    header: {
      schema: SCHEMA,
      record: 'b3c1f8f4-0000-4000-8000-000000000001',
      version: 1,
      organization: 'saint-anne',
      log: LOG,
      activity: 'import',
      agent: 'caretrail',
      recordedAt: '2026-03-01T12:00:00.000Z',
      parents: [],
    },
    values: ['PAID', { currency: 'USD', value: '1.10' }, null],
    salt32: randomBytes(32),
  });
  const entries = [randomBytes(32), version.hash, randomBytes(32)].map(logLeaf);
  const checkpoint = { log: LOG, size: entries.length, root: treeRoot(entries) };
  const genesis = Buffer.from(network.profile.genesis, 'hex');
  const argument = checkpointArgument({ ...checkpoint, genesis, previous: null, consistency: [] });
  const prepared = await ledger.prepare('anchor:submit', [argument]);
  await ledger.send(prepared);
  await ledger.status(prepared.transactionId, 10_000);
  const receipts = await ledger.receipts(prepared.transactionId);
  expect(receipts.map(({ msp }) => msp)).toEqual(['HospitalMSP', 'PayerMSP', 'RegulatorMSP']);
  file = {
    ...{ format: 1, leafCount: version.leaves.length, versionHash: toHex(version.hash) },
    leaves: [0, 5].map((index) => ({
      index,
      value: version.values[index],
      fieldSalt: toHex(version.salts[index] ?? new Uint8Array()),
      path: inclusionPath(version.leaves, index).map(toHex),
    })),
    inclusion: {
      ...{ log: LOG, size: checkpoint.size, root: toHex(checkpoint.root), index: 1 },
      path: inclusionPath(entries, 1).map(toHex),
    },
    receipts: receipts.map(({ proposal, payload, endorser, signature }) => ({
      proposal: toBase64url(proposal),
      payload: toBase64url(payload),
      endorser: toBase64url(endorser),
      signature: toBase64url(signature),
    })),
  };
});
afterAll(() => network?.stop());

const encoded = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

describe('what the embedded ledger signs', () => {
  it('verifies as a proof with everything switched off', async () => {
    const verdict = await verify(encoded(file), trust);
    expect(verdict.steps.map(({ step, reason }) => `${step} ${reason}`)).toEqual([
      'file OK',
      'record OK',
      'log OK',
      'ledger OK',
      'organizations OK',
    ]);
    expect(verdict.ok).toBe(true);
  });

  it('still verifies with the receipts of any two organizations, not of one', async () => {
    const [hospital, payer, regulator] = file.receipts;
    for (const receipts of [
      [hospital, payer],
      [hospital, regulator],
      [payer, regulator],
    ])
      expect((await verify(encoded({ ...file, receipts }), trust)).ok).toBe(true);
    const alone = await verify(encoded({ ...file, receipts: [payer] }), trust);
    expect(alone.steps.find(({ result }) => result === 'failed')).toMatchObject({
      step: 'organizations',
      reason: 'TOO_FEW',
    });
  });

  it('does not verify after a change of a value, or under another ledger’s trust file', async () => {
    const [header, total] = file.leaves;
    const changed = { ...file, leaves: [header, { ...total, value: { currency: 'USD', value: '1.1' } }] };
    expect(await verify(encoded(changed), trust)).toMatchObject({ ok: false });
    const genesis = network.profile.genesis.replaceAll(/./g, '0');
    const other = trustFileOf({ ...network.profile, genesis }, [SCHEMA]);
    const verdict = await verify(encoded(file), other);
    expect(verdict.steps.find(({ result }) => result === 'failed')).toMatchObject({
      step: 'ledger',
      reason: 'GENESIS',
    });
  });
});
