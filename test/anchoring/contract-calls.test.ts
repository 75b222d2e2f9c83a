import { randomBytes } from 'node:crypto';
import { connect } from '@caretrail/db';
import { contractCall, type Effects, submissionState, submit } from '@caretrail/db/submission';
import { Signer } from '@caretrail/devpeer/testing';
import type { Caller } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import {
  type Command,
  commandArgument,
  grantConsent,
  registerKey,
  revokeConsent,
  withdrawUpload,
} from '@caretrail/proof/command';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../subgraphs/patients/test/ask.ts';
import { CALLERS } from '../../subgraphs/patients/test/callers.ts';
import { fillClinic } from '../../subgraphs/patients/test/clinic.ts';
import { PEOPLE } from '../../subgraphs/patients/test/people.ts';
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
  const signer = await Signer.create(place.ledger.profile);
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
    const [signer, request] = [await Signer.create(place.ledger.profile), { consent: id() }];
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

  it('of an emergency access act at once and reach the ledger afterwards, and its review behind it', async () => {
    await fillClinic(place.admin);
    const clinic = createPatients({
      cursorKey: new Uint8Array(32),
      pseudonymKey: (slug) => new TextEncoder().encode(slug),
      anchors: null,
      pool: connect(place.database.address('caretrail_patients')),
      onFailure: (error) => {
        throw error;
      },
    });
    const doctor: Caller = { ...CALLERS.clinician, purpose: 'ETREAT', authenticatedAt: now() };
    const opened = await ask(
      clinic,
      doctor,
      `mutation { openBreakGlass(input: { person: { identifier: "MRN-bob" }, reason: INCAPACITY,
        explanation: "Found unconscious in the street." }) { record { id patient { id } } anchor errors { code } } }`,
    );
    expect(opened.data).toMatchObject({
      openBreakGlass: { record: { patient: { id: PEOPLE.bob } }, anchor: 'PENDING', errors: [] },
    });
    await ask(
      clinic,
      CALLERS.privacyOfficer,
      'mutation ($id: ID!) { reviewBreakGlass(input: { id: $id, outcome: JUSTIFIED }) { errors { code } } }',
      { id: (opened.data as { openBreakGlass: { record: { id: string } } }).openBreakGlass.record.id },
    );
    await clinic.close();
    const worker = place.work([member]);
    const calls = await place.admin<{ number: string; argument: string }[]>`
      select number, arguments[1] as argument from provenance.submission where call like 'access:%' order by number`;
    for (const { number } of calls) expect(await decided(Number(number))).toMatchObject({ state: 'VALID' });
    const { access, actor } = JSON.parse(calls[0]?.argument ?? '');
    const ledger = place.ledger.connect(member);
    const found = JSON.parse(Buffer.from(await ledger.evaluate('access:access', [access])).toString());
    expect(found).toMatchObject({
      ...{ organization: member, reason: 'INCAPACITY', state: 'REVIEWED', actor },
      review: { outcome: 'JUSTIFIED' },
    });
    expect(Date.parse(found.until) - Date.parse(found.opened)).toBe(4 * 3_600_000);
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`clinician|bob|unconscious|${PEOPLE.bob}`));
    await worker.stop();
  });
});
