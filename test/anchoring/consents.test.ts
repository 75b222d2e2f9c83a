import { connect } from '@caretrail/db';
import { DECISION_EFFECTS } from '@caretrail/db/decisions';
import { AnchorCheck } from '@caretrail/db/provenance';
import { Signer } from '@caretrail/devpeer/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import { commandArgument, revokeConsent } from '@caretrail/proof/command';
import { type ConsentTerms, consentCommitment } from '@caretrail/proof/consent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../subgraphs/patients/test/ask.ts';
import { CALLERS, clinicianAt } from '../../subgraphs/patients/test/callers.ts';
import { fillClinic } from '../../subgraphs/patients/test/clinic.ts';
import { PEOPLE } from '../../subgraphs/patients/test/people.ts';
import { AnchoringPlace, until } from './anchoring-place.ts';
import { type Change, randomId, SigningPerson, type Stated } from './signing-person.ts';

let place: AnchoringPlace;
let patients: Subgraph;
let bob: SigningPerson;
const failures: unknown[] = [];
beforeAll(async () => {
  place = await AnchoringPlace.open();
  await fillClinic(place.admin);
  patients = createPatients({
    cursorKey: new Uint8Array(32),
    pseudonymKey: (slug) => new TextEncoder().encode(slug),
    anchors: new AnchorCheck(place.trust),
    pool: connect(place.database.address('caretrail_patients')),
    onFailure: (error) => failures.push(error),
  });
  const signer = await Signer.create(place.ledger.profile);
  bob = new SigningPerson({ patients, patient: PEOPLE.bob, organization: 'northgate', signer });
});
afterAll(async () => {
  expect(failures).toEqual([]);
  await patients?.close();
  await place?.close();
});

const work = () => place.work(['northgate'], { effects: DECISION_EFFECTS });

/** Lets the worker write until nothing waits. */
async function settled(): Promise<void> {
  const worker = work();
  await until(
    () => place.admin<{ waiting: number }[]>`
      select count(*)::int as waiting from provenance.submission where state = 'PENDING'`,
    ([row]) => row?.waiting === 0,
  );
  await worker.stop();
}

const seenBy = async (caller: Caller = CALLERS.clinician) => {
  const { data } = await ask(
    patients,
    caller,
    `{ patient(id: "${PEOPLE.bob}") { name { family } encounters(first: 1) { nodes { id period { start } } pageInfo { endCursor } } } }`,
  );
  return data?.['patient'] as {
    readonly name: unknown;
    readonly encounters: {
      readonly nodes: readonly object[];
      readonly pageInfo: { readonly endCursor: string };
    };
  } | null;
};

/** What a hospital that Bob permits may see, and for what. */
const LAKESIDE = { decision: 'PERMIT', actors: ['lakeside'], purposes: ['TREAT'] } as const;
interface Receipt {
  readonly consent_receipt: object;
  readonly evidence: { readonly terms: ConsentTerms; readonly salt: string };
}
interface Listed {
  readonly ledger: { readonly consent: string; readonly effect: string; readonly receipt: unknown } | null;
}
const effectOf = async (consent: string) => {
  const { data } = await bob.ask(
    `{ patient(id: "${PEOPLE.bob}") { consents { nodes { ledger { consent effect state reason receipt } } } } }`,
  );
  const patient = data?.['patient'] as
    | { readonly consents: { readonly nodes: readonly Listed[] } }
    | undefined;
  return patient?.consents.nodes.map(({ ledger }) => ledger).find((ledger) => ledger?.consent === consent);
};
const codes = ({ errors }: Change) => errors.map(({ code }) => code);

describe('a person who signs', () => {
  it('is seen by another hospital once the ledger has what they permit, and by it no more from the next request after they revoke', async () => {
    expect(codes(await bob.grant(LAKESIDE))).toEqual(['KEY_UNKNOWN']);
    const registered = await bob.register();
    expect(registered).toMatchObject({ anchor: 'PENDING', errors: [], record: { state: 'PENDING' } });
    const granted = await bob.grant(LAKESIDE);
    expect(granted).toMatchObject({ anchor: 'PENDING', errors: [] });
    expect(granted.record).toMatchObject({
      status: 'active',
      ledger: { effect: 'WAITING', state: 'PENDING' },
    });
    expect(await seenBy()).toBeNull();
    await settled();
    expect(await effectOf(granted.consent)).toMatchObject({ effect: 'IN_FORCE', state: 'VALID' });
    const seen = await seenBy();
    expect(seen).toMatchObject({ name: {}, encounters: { nodes: [{}] } });
    expect(await seenBy({ ...CALLERS.clinician, purpose: 'ETREAT' })).toBeNull();

    // Somebody turns pages while it is revoked: no cursor of theirs goes on.
    const next = () =>
      ask(
        patients,
        CALLERS.clinician,
        `query ($after: String) { patient(id: "${PEOPLE.bob}") { encounters(first: 1, after: $after) { nodes { id } } } }`,
        { after: seen?.encounters.pageInfo.endCursor },
      );
    expect((await next()).data).toMatchObject({ patient: { encounters: {} } });
    const revoked = await bob.revoke(granted.consent);
    expect(revoked).toMatchObject({ anchor: 'PENDING', errors: [], record: { status: 'inactive' } });
    expect(await seenBy()).toBeNull();
    expect((await next()).data).toEqual({ patient: null });
    expect(await bob.revoke(granted.consent)).toMatchObject({ anchor: 'PENDING', errors: [] });
    await settled();
    expect(await bob.revoke(granted.consent)).toMatchObject({ anchor: 'ANCHORED', errors: [] });
    const onLedger = await place.ledger.connect('northgate').evaluate('consent:consent', [granted.consent]);
    expect(JSON.parse(Buffer.from(onLedger).toString())).toMatchObject({ state: 'REVOKED' });
    expect(await seenBy()).toBeNull();
  });

  it('narrows at once and widens with the ledger, also where a decision takes the place of another', async () => {
    const { consent } = await bob.grant({ ...LAKESIDE, purposes: [] });
    await settled();
    expect(await seenBy()).not.toBeNull();
    const clinical = await bob.amend(consent, { ...LAKESIDE, classes: ['CLINICAL'] });
    expect(codes(clinical)).toEqual([]);
    // Neither the old nor, before the ledger has it, the new.
    expect(await seenBy()).toBeNull();
    await settled();
    expect(await seenBy()).toMatchObject({ name: null, encounters: { nodes: [{}] } });
    expect(codes(await bob.amend(consent, LAKESIDE))).toEqual(['CONSENT_ENDED']);
    const everyone = await bob.grant({ decision: 'DENY' });
    expect(await seenBy()).toBeNull();
    expect(await seenBy(clinicianAt('northgate'))).toBeNull();
    await settled();
    await bob.revoke(everyone.consent);
    // To take back a deny widens.
    expect(await seenBy()).toBeNull();
    await settled();
    expect(await seenBy()).not.toBeNull();
    await bob.revoke(clinical.consent);
    await settled();
  });

  it('opens nothing by what the ledger refuses, and what was denied by it stays denied', async () => {
    const taken = await bob.grant({ decision: 'DENY', actors: ['northgate'] });
    await bob.revoke(taken.consent);
    await settled();
    // As though another hub had used the id: the record does not know, the ledger does.
    await place.admin`delete from access.consent_step where consent = ${taken.consent}`;
    const again = await bob.grant(
      { ...LAKESIDE, exceptions: [{ decision: 'DENY', classes: ['IDENTITY'] }] },
      { consent: taken.consent },
    );
    expect(again).toMatchObject({ anchor: 'PENDING', errors: [] });
    await settled();
    expect(await effectOf(again.consent)).toMatchObject({ effect: 'REFUSED', reason: 'CONSENT_EXISTS' });
    expect(await seenBy()).toBeNull();
    const denied = await place.admin`
      select from access.consent where patient = ${PEOPLE.bob} and not permit and data_class = 'identity'`;
    expect(denied).toHaveLength(1);
  });

  it('is told what is wrong with a statement, and nothing is written then', async () => {
    const count = async () => (await place.admin`select from provenance.submission`).length;
    const before = await count();
    const stranger = bob.withKey(await Signer.create(place.ledger.profile));
    expect(codes(await stranger.grant(LAKESIDE))).toEqual(['KEY_UNKNOWN']);
    expect(codes(await stranger.register())).toEqual(['SUBJECT_EXISTS']);
    const elsewhere = { genesis: '0'.repeat(64) };
    expect(codes(await bob.grant(LAKESIDE, { about: elsewhere }))).toEqual(['STATEMENT']);
    expect(codes(await bob.grant(LAKESIDE, { about: { sequence: 2_000_000 } }))).toEqual(['SEQUENCE_LEAP']);
    expect(codes(await bob.grant(LAKESIDE, { about: { sequence: 1 } }))).toEqual(['SEQUENCE']);
    const argument = { consent: randomId() };
    const old = await bob.signer.sign(revokeConsent, commandArgument(revokeConsent, argument), {
      sequence: 1,
    });
    expect(codes(await bob.grant(LAKESIDE, { change: { statement: old } }))).toEqual(['STATEMENT']);
    expect(codes(await bob.grant(LAKESIDE, { change: { statement: 'no statement' } }))).toEqual([
      'STATEMENT',
    ]);
    expect(codes(await bob.grant(LAKESIDE, { change: { salt: 'no salt' } }))).toEqual(['ARGUMENTS']);
    expect(codes(await bob.grant({ ...LAKESIDE, actors: ['nowhere'] }))).toEqual(['ACTOR_UNKNOWN']);
    expect(codes(await bob.grant({ decision: 'PERMIT' }))).toEqual(['TERMS']);
    expect(codes(await bob.revoke(randomId()))).toEqual(['CONSENT_UNKNOWN']);
    expect(await count()).toBe(before);
  });

  it('is told who would see how much, and gets a receipt that anyone can compare with the ledger', async () => {
    const reaches = async (stated: Stated) => {
      const previewed = await bob.preview(stated);
      expect(previewed?.errors).toEqual([]);
      return previewed?.reaches ?? [];
    };
    const all = await reaches(LAKESIDE);
    const clinical = all.find(({ class: name }) => name === 'CLINICAL');
    expect(all.map(({ actor, class: name }) => [actor, name])).toEqual(
      ['IDENTITY', 'CLINICAL', 'CLAIM', 'CONSENT'].map((name) => ['lakeside', name]),
    );
    expect(clinical?.records).toBeGreaterThan(0);
    const nothing = { start: '1900', end: '1900' };
    const old = await reaches({ ...LAKESIDE, classes: ['CLINICAL'], dataPeriod: nothing });
    expect(old).toMatchObject([{ class: 'CLINICAL', records: 0 }]);
    expect(await reaches({ decision: 'DENY', classes: ['CLAIM'] })).toMatchObject([
      { decision: 'DENY', actor: null, class: 'CLAIM', emergency: true },
    ]);

    const { consent } = await bob.grant({ ...LAKESIDE, period: { start: null, end: '2999-12-31' } });
    await settled();
    await bob.revoke(consent);
    await settled();
    const { receipt } = (await effectOf(consent)) ?? {};
    const { consent_receipt: told, evidence } = receipt as Receipt;
    expect(told).toMatchObject({
      schema_version: 'ISO/IEC TS 27560:2023',
      pii_principal_id: PEOPLE.bob,
      pii_processing: [{ decision: 'permit', recipients: ['lakeside'], purposes: [{ purpose: 'TREAT' }] }],
      consent_events: [
        { event_state: 'given', validity_duration: { until: '2999-12-31T23:59:59.999Z' } },
        { event_state: 'withdrawn' },
      ],
    });
    const onLedger = await place.ledger.connect('northgate').evaluate('consent:consent', [consent]);
    expect(JSON.parse(Buffer.from(onLedger).toString())).toMatchObject({
      state: 'REVOKED',
      commitment: consentCommitment(evidence.terms, evidence.salt),
    });
  });

  it('gives way to another key by both signatures, and ends what it granted with that; a retired key ends nothing', async () => {
    const { consent } = await bob.grant(LAKESIDE);
    const [next, other] = [
      await Signer.create(place.ledger.profile),
      await Signer.create(place.ledger.profile),
    ];
    expect(await bob.replaceBy(next)).toMatchObject({ errors: [], record: { state: 'PENDING' } });
    expect(codes(await bob.replaceBy(other))).toEqual(['REPLACEMENT_OPEN']);
    const after = bob.withKey(next);
    expect(codes(await after.revoke(consent))).toEqual(['KEY_NOT_ACTIVE']);
    await settled();
    expect(codes(await bob.revoke(consent))).toEqual(['KEY_NOT_ACTIVE']);
    expect(codes(await after.revoke(consent))).toEqual([]);
    await settled();
    const kept = await after.grant(LAKESIDE);
    expect(await after.retire()).toMatchObject({ errors: [], record: { state: 'RETIRED' } });
    expect(codes(await after.grant(LAKESIDE))).toEqual(['KEY_NOT_ACTIVE']);
    const anew = bob.withKey(other);
    expect(codes(await anew.register())).toEqual([]);
    expect(codes(await anew.revoke(kept.consent))).toEqual(['NOT_GRANTOR']);
    expect(codes(await anew.grant({ decision: 'DENY', actors: ['lakeside'] }))).toEqual([]);
    await settled();
    expect(await seenBy()).toBeNull();
  });
});
