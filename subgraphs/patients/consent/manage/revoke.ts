import {
  type ConsentStep,
  DECISION_EFFECTS,
  keepSequence,
  lockPerson,
  provisionsOf,
  recordStep,
  writeDecision,
} from '@caretrail/db/decisions';
import { contractCall, submit } from '@caretrail/db/submission';
import { type RequestContext, sql as statement, tagged } from '@caretrail/kit';
import { type LedgerPlace, revokeConsent } from '@caretrail/proof/command';
import { type Decided, madeBy } from './decided.ts';
import { keeperOf, membersOf } from './keeper.ts';
import { signerOf } from './signer.ts';
import { lastStep, requireGrantor, standing } from './standing.ts';

/** A revocation as a person signs it. */
export interface Revocation {
  readonly patient: string;
  /** Id on the ledger. */
  readonly consent: string;
  /** JWS over `consent:revoke`. */
  readonly statement: string;
}

/** Ends a decision: what it permits ends with this transaction, what it denies once the ledger has it. @throws MutationRefused */
export async function revoke(
  context: RequestContext,
  ledger: LedgerPlace,
  revocation: Revocation,
): Promise<Decided> {
  const { patient, consent, statement: jws } = revocation;
  const sql = tagged(context.store);
  await lockPerson(sql, patient);
  const last = await lastStep(context, patient, consent);
  if (last.step === 'revoke' && last.consent === consent) return madeBy(context, last);
  const stands = await standing(context, patient, consent);
  const { record, terms } = stands;
  const request = { consent };
  const signed = { ledger, command: revokeConsent, request, jws, field: 'statement' };
  const { key, sequence } = await signerOf(context, patient, signed);
  await requireGrantor(context, stands, key);
  const call = contractCall(revokeConsent, request, {
    ...{ organization: key.organization, now: context.now, statements: [jws] },
  });
  if (terms === null) throw new Error('a decision that stands has terms');

  const decidedAt = await dateOf(context, record);
  const members = await membersOf(context);
  const { stated } = provisionsOf(terms, (slug) => members.get(slug), decidedAt);
  const number = await writeDecision(sql, {
    ...(await keeperOf(context, patient)),
    ...{ record, patient, activity: 'revoke', grantees: [], provisions: stated, decidedAt },
    ...{ recordedAt: new Date().toISOString(), decision: terms.decision, period: terms.period },
  });
  const details = { record, number, patient, rows: [] };
  const { number: submission } = await submit(sql, DECISION_EFFECTS, { ...call, patient, details });
  const step: ConsentStep = {
    ...{ record, number, patient, step: 'revoke', consent, amends: null, terms: null, salt: null },
    ...{ key: key.thumbprint, statement: jws, submission, provisions: [] },
  };
  await recordStep(sql, step);
  await keepSequence(sql, key.thumbprint, sequence);
  return madeBy(context, step);
}

/** When the decision was made: a revocation does not make it younger. */
async function dateOf({ store }: RequestContext, record: string): Promise<string> {
  const [row] = await store.query<{ date_time: string }>(
    statement`select date_time from patients.consent_detail where consent = ${record}::uuid`,
  );
  if (!row) throw new Error('a decision that stands has its record');
  return row.date_time;
}
