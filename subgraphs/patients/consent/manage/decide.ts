import { randomUUID } from 'node:crypto';
import {
  type ConsentStep,
  DECISION_EFFECTS,
  keepSequence,
  lockPerson,
  provisionsFor,
  provisionsOf,
  recordStep,
  stepsAbout,
  writeDecision,
} from '@caretrail/db/decisions';
import { contractCall, submit } from '@caretrail/db/submission';
import { MutationRefused, type RequestContext, tagged } from '@caretrail/kit';
import { jcs } from '@caretrail/proof';
import { amendConsent, grantConsent, type LedgerPlace } from '@caretrail/proof/command';
import { type ConsentTerms, consentRequest } from '@caretrail/proof/consent';
import { checkTerms } from './check-terms.ts';
import { type Decided, madeBy } from './decided.ts';
import { keeperOf, membersOf } from './keeper.ts';
import { signerOf } from './signer.ts';
import { requireGrantor, standing } from './standing.ts';

/** A decision as a person states and signs it. */
export interface Decision {
  /** Id on the ledger: 32 hex digits that the person made for it. Sent again, it answers what it made the first time. */
  readonly consent: string;
  /** 64 hex digits that the person made. */
  readonly salt: string;
  readonly terms: ConsentTerms;
  /** JWS over `consent:grant`, or over `consent:amend`. */
  readonly statement: string;
  /** Id on the ledger of the decision whose place it takes. */
  readonly amends: string | null;
}

const SALT = /^[0-9a-f]{64}$/;

/** Puts a decision on record, in force as far as it narrows, and on its way to the ledger. @throws MutationRefused */
export async function decide(
  context: RequestContext,
  ledger: LedgerPlace,
  decision: Decision,
): Promise<Decided> {
  const { consent, salt, terms, amends } = decision;
  const { patient } = terms;
  const sql = tagged(context.store);
  await lockPerson(sql, patient);
  const before = await stepsAbout(sql, consent);
  const same = before.find((step) => step.consent === consent && step.step !== 'revoke');
  if (same) return madeBy(context, sameAgain(same, decision));
  if (!SALT.test(salt)) throw new MutationRefused('ARGUMENTS', 'salt', 'A salt is 64 lower-case hex digits.');
  const members = await membersOf(context);
  checkTerms(terms, new Set(members.keys()));
  const request = consentRequest(consent, terms, salt);
  const amended = amends === null ? null : await standing(context, patient, amends);
  const { statement: jws } = decision;
  const signed = { ledger, jws, field: 'statement' };
  const { key, sequence } =
    amends === null
      ? await signerOf(context, patient, { ...signed, command: grantConsent, request })
      : await signerOf(context, patient, {
          ...signed,
          command: amendConsent,
          request: { ...request, amends },
        });
  if (amended) await requireGrantor(context, amended, key);
  const submitter = { organization: key.organization, now: context.now, statements: [jws] };
  const call =
    amends === null
      ? contractCall(grantConsent, request, submitter)
      : contractCall(amendConsent, { ...request, amends }, submitter);

  const at = new Date().toISOString();
  const record = amended?.record ?? randomUUID();
  const { stated, rows, grantees } = provisionsOf(terms, (slug) => members.get(slug), at);
  const provisions = provisionsFor(record, patient, rows);
  const activity = amends === null ? 'grant' : 'amend';
  const number = await writeDecision(sql, {
    ...(await keeperOf(context, patient)),
    ...{ record, patient, activity, grantees, provisions: stated, decidedAt: at, recordedAt: at },
    ...{ decision: terms.decision, period: terms.period },
  });
  const details = { record, number, patient, rows: provisions };
  const { number: submission } = await submit(sql, DECISION_EFFECTS, { ...call, patient, details });
  const step: ConsentStep = {
    ...{ record, number, patient, step: activity, consent, amends, terms, salt },
    ...{ key: key.thumbprint, statement: jws, submission, provisions: provisions.map(({ id }) => id) },
  };
  await recordStep(sql, step);
  await keepSequence(sql, key.thumbprint, sequence);
  return madeBy(context, step);
}

/** The step that a decision made when it was sent before. */
function sameAgain(step: ConsentStep, { terms, salt, amends }: Decision): ConsentStep {
  const text = (value: unknown) => Buffer.from(jcs(value as never)).toString();
  if (step.salt === salt && step.amends === amends && text(step.terms) === text(terms)) return step;
  throw new MutationRefused(
    'CONSENT_EXISTS',
    'consent',
    'The id is taken by another decision: make a new one.',
  );
}
