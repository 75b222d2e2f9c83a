import { contractCall, submit } from '@caretrail/db/submission';
import { BadInput, isRecordId, MutationRefused, type RequestContext, sql, tagged } from '@caretrail/kit';
import { type REVIEW_OUTCOMES, reviewAccess } from '@caretrail/proof/command';
import type { PatientsSchemaOptions } from '../options.ts';
import { checkedFinding } from '../review/finding.ts';
import { BREAK_GLASS_COLUMNS, type BreakGlassRow } from './break-glass-row.ts';
import { BREAK_GLASS_EFFECTS } from './effects.ts';
import { reviewable } from './list-reviews.ts';
import { staffId } from './staff-id.ts';

export interface ReviewBreakGlassInput {
  readonly id: string;
  readonly outcome: (typeof REVIEW_OUTCOMES)[number];
  /** What was found, in words; required of what was not justified. */
  readonly finding?: string | null | undefined;
}

/** What is not there, is the caller's own, or is another organization's reads alike. */
const unknown = () =>
  new MutationRefused('UNKNOWN', 'id', 'There is no emergency access of this id for you to review.');

/**
 * Judges an emergency access, once, and tells the person. What was not justified opens nothing from now on.
 */
export async function reviewBreakGlass(
  { id, outcome, finding: text }: ReviewBreakGlassInput,
  context: RequestContext,
  { pseudonymKey }: PatientsSchemaOptions,
): Promise<BreakGlassRow> {
  const { caller, store } = context;
  const { organization, subject } = caller;
  const key = organization === null ? undefined : pseudonymKey(organization);
  if (organization === null || subject === null || key === undefined)
    throw new BadInput('Emergency accesses are reviewed where the organization’s keys are held.');
  const finding = checkedFinding(outcome, text);
  const [found] = isRecordId(id)
    ? await store.query<{ readonly id: string; readonly ledger: string }>(sql`
        select e.id, e.ledger_id as ledger from access.emergency e
        where e.id = ${id}::uuid and ${reviewable(context)}`)
    : [];
  if (found === undefined) throw unknown();
  const [row] = await store.query<BreakGlassRow>(sql`
    update access.emergency e set reviewed_at = now(), reviewer = ${subject}, reviewed_for = ${organization},
      outcome = ${outcome}, finding = ${finding}
    where e.id = ${found.id}::uuid and e.reviewed_at is null
    returning ${BREAK_GLASS_COLUMNS}`);
  if (row === undefined)
    throw new MutationRefused('REVIEWED', 'id', 'Somebody has reviewed this emergency access already.');
  const call = { access: found.ledger, organization, reviewer: staffId(key, subject), outcome };
  await submit(tagged(store), BREAK_GLASS_EFFECTS, {
    ...contractCall(reviewAccess, call, { organization, now: context.now, about: found.ledger }),
    ...{ patient: row.patient, details: { emergency: row.id } },
  });
  return row;
}
