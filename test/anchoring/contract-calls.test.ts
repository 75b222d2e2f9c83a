import { randomBytes } from 'node:crypto';
import { contractCall, type Effects, submissionState, submit } from '@caretrail/db/submission';
import { Signer } from '@caretrail/devpeer/testing';
import {
  type Command,
  commandArgument,
  grantConsent,
  registerKey,
  revokeConsent,
  withdrawUpload,
} from '@caretrail/proof/command';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnchoringPlace, until } from './anchoring-place.ts';

const id = () => randomBytes(16).toString('hex');
const organization = 'lakeside';
const member = organization;
const now = () => Math.floor(Date.now() / 1000);
const commitment = 'ab'.repeat(32);

let place: AnchoringPlace;
beforeAll(async () => {
  place = await AnchoringPlace.open();
});
afterAll(() => place?.close());

const NOTHING = { widens: true, apply: async () => {} };
const effects: Effects = new Map(
  [registerKey, grantConsent, revokeConsent, withdrawUpload].map(({ name }) => [name, NOTHING]),
);

/** Puts a call on record as a mutation would, in a transaction of its own; answers its number. */
async function record<Request>(command: Command<Request>, request: Request, ...signers: readonly Signer[]) {
  const argument = commandArgument(command, request);
  const statements = await Promise.all(signers.map((signer) => signer.sign(command, argument)));
  const call = contractCall(command, request, { organization, now: now(), statements });
  const { number } = await place.admin.begin((sql) => submit(sql, effects, { ...call, details: {} }));
  return number;
}

const decided = (call: number) =>
  until(
    () => submissionState(place.admin, call),
    (seen) => seen !== null && seen.state !== 'PENDING',
  );

/** A person with a key, whose registration is on record before anything else of theirs. */
async function person() {
  const signer = await Signer.create();
  const registration = await record(
    registerKey,
    { organization: member, subject: id(), key: signer.key },
    signer,
  );
  return { signer, registration };
}

const consentOnLedger = async (consent: string) => {
  const ledger = place.ledger.connect(member);
  return JSON.parse(Buffer.from(await ledger.evaluate('consent:consent', [consent])).toString());
};

describe('calls of contracts', () => {
  it('of one key reach the ledger in the order of their signing; a refusal is final and holds nobody up', async () => {
    const { signer, registration } = await person();
    const consent = id();
    const granted = await record(grantConsent, { consent, commitment, until: null }, signer);
    const wrong = await record(withdrawUpload, { upload: id() });
    const revoked = await record(revokeConsent, { consent }, signer);
    const again = await record(revokeConsent, { consent }, signer);
    const worker = place.work([member], { effects });
    expect(await decided(revoked)).toMatchObject({ state: 'VALID' });
    expect(await decided(registration)).toMatchObject({ state: 'VALID' });
    expect(await decided(granted)).toMatchObject({ state: 'VALID' });
    expect(await decided(again)).toMatchObject({ state: 'INVALID', code: 'CONSENT_ENDED' });
    expect(await decided(wrong)).toMatchObject({ state: 'INVALID', code: 'UPLOAD_UNKNOWN' });
    expect(await consentOnLedger(consent)).toMatchObject({ state: 'REVOKED' });
    await worker.stop();
  });

  it('are not lost or doubled where the worker dies between any two steps', async () => {
    const { signer } = await person();
    for (const deadly of ['prepare', 'keep', 'send', 'decide'] as const) {
      const consent = id();
      const call = await record(grantConsent, { consent, commitment, until: null }, signer);
      const kept = async () =>
        (
          await place.admin`select transaction, sendings from provenance.outbox where number = ${call} and lane like 'call/%'`
        )[0];
      // A step that never ends is what a killed process leaves behind.
      let reached = () => {};
      const died = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const first = place.work([member], {
        effects,
        onStep: (step, { number }) => {
          if (number !== call || step !== deadly) return;
          reached();
          throw new Error('the process ends here');
        },
      });
      await died;
      const before = await kept();
      await first.stop();
      const second = place.work([member], { effects });
      const end = await decided(call);
      expect(end).toMatchObject({ state: 'VALID' });
      if (deadly === 'send' || deadly === 'decide')
        expect(end).toMatchObject({ transaction: before?.['transaction'] });
      expect(await consentOnLedger(consent)).toMatchObject({ state: 'ACTIVE' });
      await second.stop();
    }
  });

  it('wait for a ledger that is away', async () => {
    const { signer } = await person();
    const worker = place.work([member], { effects });
    await place.ledger.killDevpeer();
    const consent = id();
    const call = await record(grantConsent, { consent, commitment, until: null }, signer);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await submissionState(place.admin, call)).toMatchObject({ state: 'PENDING' });
    await place.ledger.startDevpeer();
    expect(await decided(call)).toMatchObject({ state: 'VALID' });
    await worker.stop();
  });

  it('are refused before they are on record where the contract would not take them, or out of their time', async () => {
    const malformed = { consent: 'no id', commitment, until: null };
    expect(() => contractCall(grantConsent, malformed, { organization, now: now() })).toThrow(/^ARGUMENTS/);
    const many = { organization, now: now(), statements: ['a statement too many'] };
    expect(() => contractCall(withdrawUpload, { upload: id() }, many)).toThrow(/^ARGUMENTS/);
    const [signer, request] = [await Signer.create(), { consent: id() }];
    const argument = commandArgument(revokeConsent, request);
    const statements = [await signer.sign(revokeConsent, argument)];
    const at = (time: number) => () =>
      contractCall(revokeConsent, request, { organization, now: time, statements });
    expect(at(now())).not.toThrow();
    expect(at(now() + 3700)).toThrow(/out of its time: sign again/);
    expect(at(now() - 3700)).toThrow(/out of its time: sign again/);
    const other = { organization, now: now(), statements };
    expect(() => contractCall(revokeConsent, { consent: id() }, other)).toThrow(/about another call/);
  });
});
