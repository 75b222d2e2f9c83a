import {
  BREAK_GLASS_REASONS,
  type breakGlass,
  REVIEW_OUTCOMES,
  type RequestOf,
  type reviewAccess,
} from '@caretrail/proof/command';
import { z } from 'zod';
import { DRIFT, instantOf, type Moment } from '../clock/moment.ts';
import { demand } from '../refusal.ts';
import { checkSpeaker, type Organization, organizationId } from '../registry/organization.ts';
import type { Submitter } from '../submitter/submitter.ts';

export const accessShape = z.strictObject({
  access: z.string(),
  organization: organizationId,
  /** Keyed staff id, vouched for by the organization. */
  actor: z.string(),
  reason: z.enum(BREAK_GLASS_REASONS),
  /** To patient and free text. */
  commitment: z.string(),
  opened: z.string(),
  until: z.string(),
  state: z.enum(['OPEN', 'REVIEWED']),
  review: z
    .strictObject({ organization: organizationId, reviewer: z.string(), outcome: z.enum(REVIEW_OUTCOMES) })
    .nullable(),
});

/** An access by breaking the glass. It stays open, though nothing is read any more, until somebody else has judged it. */
export type EmergencyAccess = Readonly<z.infer<typeof accessShape>>;

/** Milliseconds of reading that a broken glass gives. */
const DURATION = 4 * 3_600_000;

const REGULATOR = 'RegulatorMSP';

/** An access may be told late, and never ahead: its beginning is held against each endorser's own clock. */
export function openAccess(
  state: { readonly known: EmergencyAccess | null; readonly organization: Organization | null },
  request: RequestOf<typeof breakGlass>,
  submitter: Submitter,
  { clock }: Moment,
): EmergencyAccess {
  checkSpeaker(state.organization, submitter);
  const opened = Date.parse(request.opened);
  demand(opened <= clock + DRIFT, 'CLOCK', 'the access lies in the future');
  demand(state.known === null, 'ACCESS_EXISTS');
  return { ...request, until: instantOf(opened + DURATION), state: 'OPEN', review: null };
}

/** The access's own organization or the regulator judges it, once, and never the actor. */
export function closeAccess(
  state: { readonly access: EmergencyAccess | null; readonly organization: Organization | null },
  { organization, reviewer, outcome }: RequestOf<typeof reviewAccess>,
  submitter: Submitter,
): EmergencyAccess {
  const reviewing = checkSpeaker(state.organization, submitter);
  const { access } = state;
  demand(access !== null, 'ACCESS_UNKNOWN');
  const isOwn = access.organization === organization;
  demand(isOwn || reviewing.msp === REGULATOR, 'NOT_REVIEWER');
  demand(!isOwn || access.actor !== reviewer, 'REVIEWER_IS_ACTOR');
  demand(access.state === 'OPEN', 'ACCESS_REVIEWED');
  return { ...access, state: 'REVIEWED', review: { organization, reviewer, outcome } };
}
