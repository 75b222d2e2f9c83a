import { claimState } from '../../records/index.ts';
import type { AnswerPayload } from '../fhir/claim-answer.ts';
import type { HeldType } from '../fhir/mapped.ts';
import { Refusal } from '../refusal.ts';
import { CLAIM } from '../write/record-tables.ts';
import { makeVersion, type Version } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { type BatchContext, distinct, resolved, Sorting, type TakeIn, type Taken } from './batch.ts';
import { type CurrentClaim, lockClaims } from './current-claims.ts';
import { renewInsurers } from './insurers.ts';

/** How the resources of an answer call the claim. */
const REQUEST = { ClaimResponse: 'request', ExplanationOfBenefit: 'claim' } as const satisfies Partial<
  Record<HeldType, string>
>;

/**
 * An insurer's answer is no record of its own but its claim's next version, in the insurer's log; in the provider's
 * where nobody insures. Several of one claim follow each other.
 */
export const takeAnswers =
  (type: keyof typeof REQUEST): TakeIn<AnswerPayload> =>
  async (sql, rows, context) => {
    const request = `${type}.${REQUEST[type]}`;
    const sorting = new Sorting<AnswerPayload>();
    const claims = await lockClaims(sql, distinct(rows.map((row) => row.claim)));
    const versions = sorting.sort(rows, (taken) => {
      const record = resolved(taken.row.claim, request);
      const claim = claims.get(record);
      if (claim === undefined) throw new Refusal('UNRESOLVABLE_REFERENCE', request);
      const patient = resolved(taken.row.patient, `${type}.patient`);
      if (claim.see.patient !== patient) {
        throw new Refusal('INCONSISTENT_REFERENCE', `${type}.patient`);
      }
      const version = adjudicated(record, claim, taken, context);
      const { keys, see, content, number } = version.draft;
      const head = { number, hash: version.hash };
      claims.set(record, {
        head,
        keys: { ...claim.keys, ...keys, provider_member: claim.keys.provider_member },
        see,
        content,
      });
      return version;
    });
    await writeVersions(sql, CLAIM, versions);
    await renewInsurers(sql, distinct(versions.map(({ draft }) => draft.keys.patient)));
    const taken = sorting.taken.map(({ row }) => ({ row, record: row.claim ?? '' }));
    return { taken, refused: sorting.refused, unresolved: sorting.unresolved };
  };

type ClaimVersion = Version<CurrentClaim['see'], CurrentClaim['content']>;

function adjudicated(
  record: string,
  claim: CurrentClaim,
  { row }: Taken<AnswerPayload>,
  { members, recordedAt }: BatchContext,
): ClaimVersion {
  const { answer, paid, created, adjudications, insurer } = row.payload;
  const { keys, see, content, head } = claim;
  const payer = members.payer(insurer);
  const member = insurer === null ? keys.insurer_member : (payer?.slug ?? null);
  const number = head.number + 1;
  const state = claimState(answer);
  return makeVersion(CLAIM, {
    ...{ record, number, activity: 'adjudicate', recordedAt },
    organization: member ?? keys.provider_member,
    parents: [head.hash],
    keys: { ...keys, insurer_member: member },
    see: {
      ...see,
      state,
      insurer: insurer === null ? see.insurer : (payer?.organization ?? null),
      paid: paid?.value ?? null,
      paid_currency: paid?.currency ?? null,
    },
    content: {
      ...content,
      adjudications,
      history: [...content.history, { number, activity: 'adjudicate', at: created, state }],
    },
  });
}
