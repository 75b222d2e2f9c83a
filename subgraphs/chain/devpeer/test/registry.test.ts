import { randomBytes } from 'node:crypto';
import type { Ledger } from '@caretrail/chain/ledger';
import {
  approveRecovery,
  cancelRecovery,
  commandArgument,
  completeRecovery,
  registerKey,
  replaceKey,
  requestRecovery,
  retireKey,
  vetoRecovery,
} from '@caretrail/proof/command';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, register, Signer, send, startTestLedger, submit, type TestLedger } from '../testing/index.ts';

const id = () => randomBytes(16).toString('hex');
const HOUR = 3_600_000;
const organization = 'lakeside';

let network: TestLedger;
let hospital: Ledger;
let payer: Ledger;
let lakeside: Ledger;
let northgate: Ledger;
beforeAll(async () => {
  network = await startTestLedger({ simulateEach: true });
  hospital = network.connectAs(network.key('administrators', 'HospitalMSP'));
  payer = network.connectAs(network.key('administrators', 'PayerMSP'));
  [lakeside, northgate] = [network.connect('lakeside'), network.connect('northgate')];
});
afterAll(() => network?.stop());
afterEach(() => vi.useRealTimers());

const keyOf = (signer: Signer) => ask(lakeside, 'registry:key', signer.thumbprint);

/** Moves the clocks of chaincode and client; those of the client go back after the test. */
async function moveClocks(ahead: number): Promise<void> {
  vi.useRealTimers();
  await network.killChaincode();
  await network.startChaincode({ ahead });
  vi.setSystemTime(Date.now() + ahead);
}

/** A key that is lost, one to take its place, and how steps of the recovery name both. */
async function lost() {
  const [old, next] = [await Signer.create(network.profile), await Signer.create(network.profile)];
  expect(await register(hospital, old, { organization, subject: null })).toBe('VALID');
  const recovery = { replaces: old.thumbprint, thumbprint: next.thumbprint };
  const request = { organization, key: next.key, replaces: old.thumbprint };
  return { old, next, recovery, request };
}

describe('a key', () => {
  it('is an organization’s by its administrator, or a person’s by the organization itself', async () => {
    const [own, persons, subject] = [
      await Signer.create(network.profile),
      await Signer.create(network.profile),
      id(),
    ];
    expect(await register(lakeside, own, { organization, subject: null })).toBe('REFUSED NOT_ADMINISTRATOR');
    expect(await register(payer, own, { organization, subject: null })).toBe('REFUSED NOT_ADMINISTRATOR');
    expect(await register(hospital, own, { organization, subject: null })).toBe('VALID');
    expect(await register(hospital, own, { organization, subject: null })).toBe('REFUSED KEY_EXISTS');
    expect(await register(northgate, persons, { organization, subject })).toBe('REFUSED NOT_ADMINISTRATOR');
    expect(await register(lakeside, persons, { organization, subject })).toBe('VALID');
    const second = await Signer.create(network.profile);
    expect(await register(hospital, second, { organization, subject })).toBe('REFUSED SUBJECT_EXISTS');
    const thief = await Signer.create(network.profile);
    const argument = commandArgument(registerKey, { organization, subject: null, key: second.key });
    const stolen = [argument, await thief.sign(registerKey, argument)];
    expect(await send(hospital, registerKey.name, stolen)).toBe('REFUSED STATEMENT');
  });

  it('gives way to another by the signatures of both, and retires by its own', async () => {
    const { old, next, request } = await lost();
    expect(await submit(hospital, replaceKey, request, next, next)).toBe('REFUSED KEY_UNKNOWN');
    expect(await submit(hospital, replaceKey, request, next, old)).toBe('VALID');
    expect(await keyOf(old)).toMatchObject({ state: 'REPLACED', successor: next.thumbprint });
    expect(await submit(hospital, retireKey, { organization, thumbprint: next.thumbprint }, old)).toBe(
      'REFUSED STATEMENT',
    );
    expect(await submit(hospital, retireKey, { organization, thumbprint: next.thumbprint }, next)).toBe(
      'VALID',
    );
    expect(await keyOf(next)).toMatchObject({ state: 'RETIRED' });
    expect(await register(hospital, next, { organization, subject: null })).toBe('REFUSED KEY_EXISTS');
  });
});

describe('a lost key', () => {
  it('that is not lost objects, by whoever carries its word, and the new key is spent', async () => {
    const { old, next, recovery, request } = await lost();
    expect(await submit(hospital, requestRecovery, request, next)).toBe('VALID');
    // Endorsed before the objection and held back: it read what the objection has changed.
    const heldBack = await payer.prepare(approveRecovery.name, [commandArgument(approveRecovery, recovery)]);
    expect(await submit(northgate, vetoRecovery, recovery, next)).toBe('REFUSED STATEMENT');
    expect(await submit(northgate, vetoRecovery, recovery, old)).toBe('VALID');
    await payer.send(heldBack);
    expect(await payer.status(heldBack.transactionId, 10_000)).toMatchObject({
      validation: 'MVCC_READ_CONFLICT',
    });
    expect(await keyOf(old)).toMatchObject({ state: 'ACTIVE' });
    expect(await keyOf(next)).toMatchObject({ state: 'DISCARDED' });
    expect(await submit(hospital, requestRecovery, request, next)).toBe('REFUSED KEY_EXISTS');
    const another = await Signer.create(network.profile);
    expect(await submit(hospital, requestRecovery, { ...request, key: another.key }, another)).toBe('VALID');
    const again = { ...recovery, thumbprint: another.thumbprint };
    expect(await submit(payer, cancelRecovery, again)).toBe('REFUSED NOT_ADMINISTRATOR');
    expect(await submit(hospital, cancelRecovery, again)).toBe('VALID');
    expect(await ask(lakeside, 'registry:recovery', old.thumbprint)).toMatchObject({ state: 'CANCELLED' });
  });

  it('is replaced by two organizations, 72 hours after the second one agreed', async () => {
    const { old, next, recovery, request } = await lost();
    expect(await submit(lakeside, requestRecovery, request, next)).toBe('REFUSED NOT_ADMINISTRATOR');
    expect(await submit(hospital, requestRecovery, request, next)).toBe('VALID');
    expect(await submit(hospital, requestRecovery, request, next)).toBe('REFUSED KEY_EXISTS');
    const another = await Signer.create(network.profile);
    expect(await submit(hospital, requestRecovery, { ...request, key: another.key }, another)).toBe(
      'REFUSED RECOVERY_OPEN',
    );
    expect(await submit(hospital, completeRecovery, recovery)).toBe('REFUSED RECOVERY_STATE');
    expect(await submit(hospital, approveRecovery, recovery)).toBe('REFUSED SAME_PARTY');
    expect(await submit(payer, approveRecovery, { ...recovery, thumbprint: old.thumbprint })).toBe(
      'REFUSED RECOVERY_UNKNOWN',
    );
    vi.setSystemTime(Date.now() - 80 * HOUR);
    expect(await submit(payer, approveRecovery, recovery)).toBe('REFUSED CLOCK');
    vi.useRealTimers();
    expect(await submit(payer, approveRecovery, recovery)).toBe('VALID');
    expect(await submit(hospital, completeRecovery, recovery)).toBe('REFUSED TOO_EARLY');
    vi.setSystemTime(Date.now() + 80 * HOUR);
    expect(await submit(hospital, completeRecovery, recovery)).toBe('REFUSED CLOCK');
    await moveClocks(72.5 * HOUR);
    expect(await submit(payer, completeRecovery, recovery)).toBe('REFUSED NOT_ADMINISTRATOR');
    expect(await submit(hospital, completeRecovery, recovery)).toBe('VALID');
    expect(await keyOf(old)).toMatchObject({ state: 'REPLACED', successor: next.thumbprint });
    expect(await keyOf(next)).toMatchObject({ state: 'ACTIVE', organization, subject: null });
  }, 60_000);
});
