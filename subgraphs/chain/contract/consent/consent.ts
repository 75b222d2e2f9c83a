import type { amendConsent, grantConsent, RequestOf, revokeConsent } from '@caretrail/proof/command';
import { z } from 'zod';
import { demand } from '../refusal.ts';
import type { RegisteredKey } from '../registry/key.ts';
import { organizationId } from '../registry/organization.ts';
import { acceptPerson, type SignedCall } from '../statement/signed-call.ts';

export const grantShape = z.strictObject({
  consent: z.string(),
  /** Who granted it: the person of the signing key, who is one of the organization's. */
  organization: organizationId,
  subject: z.string(),
  /** To what is consented. */
  commitment: z.string(),
  /** When it expires by the hub's clock. */
  until: z.string().nullable(),
  amends: z.string().nullable(),
});

export const endShape = z.strictObject({
  kind: z.enum(['AMENDED', 'REVOKED']),
  /** The consent that took its place. */
  successor: z.string().nullable(),
});

/** A consent as it was granted; nothing ever changes it. */
export type Grant = Readonly<z.infer<typeof grantShape>>;

/** The fact that ends a consent; there is at most one. */
type End = Readonly<z.infer<typeof endShape>>;

/** A consent as the channel knows it. */
export interface ConsentState {
  readonly grant: Grant | null;
  readonly end: End | null;
}

/** `EXPIRED` is not among them: only a hub's clock tells. */
export const consentState = ({ grant, end }: ConsentState) =>
  grant && { ...grant, state: end?.kind ?? ('ACTIVE' as const), successor: end?.successor ?? null };

/** A step of the grantor: the key after it has spoken, and the new facts. */
export interface Step {
  readonly key: RegisteredKey;
  readonly granted?: Grant;
  readonly ended?: { readonly consent: string; readonly end: End };
}

interface Signer {
  readonly key: RegisteredKey | null;
}

export function grant(
  state: Signer & { readonly known: Grant | null },
  { request, signed }: SignedCall<RequestOf<typeof grantConsent>>,
): Step & { readonly granted: Grant } {
  const key = acceptPerson(signed, state.key);
  demand(state.known === null, 'CONSENT_EXISTS');
  return { key, granted: { ...request, ...personOf(key), amends: null } };
}

/** A new consent takes the place of one that still stands. */
export function amend(
  state: Signer & { readonly known: Grant | null; readonly amended: ConsentState },
  { request, signed }: SignedCall<RequestOf<typeof amendConsent>>,
  /** The transaction's time, milliseconds: a claim, and good enough against honest mistakes. */
  claimed: number,
): Required<Step> {
  const key = acceptPerson(signed, state.key);
  const { until } = checkStanding(state.amended, key);
  demand(until === null || claimed < Date.parse(until), 'CONSENT_EXPIRED');
  demand(state.known === null, 'CONSENT_EXISTS');
  const end = { kind: 'AMENDED', successor: request.consent } as const;
  return { key, granted: { ...request, ...personOf(key) }, ended: { consent: request.amends, end } };
}

/** A revocation is a fact of its own, and final. An expired consent may be revoked: narrowing never comes too late. */
export function revoke(
  state: Signer & { readonly revoked: ConsentState },
  { request, signed }: SignedCall<RequestOf<typeof revokeConsent>>,
): Required<Omit<Step, 'granted'>> {
  const key = acceptPerson(signed, state.key);
  checkStanding(state.revoked, key);
  return { key, ended: { consent: request.consent, end: { kind: 'REVOKED', successor: null } } };
}

type Person = Pick<Grant, 'organization' | 'subject'>;

const personOf = ({ organization, subject }: Person): Person => ({ organization, subject });

function checkStanding({ grant: granted, end }: ConsentState, person: Person): Grant {
  demand(granted !== null, 'CONSENT_UNKNOWN');
  const isGrantor = granted.subject === person.subject && granted.organization === person.organization;
  demand(isGrantor, 'NOT_GRANTOR');
  demand(end === null, 'CONSENT_ENDED', `the consent is ${end?.kind.toLowerCase()}`);
  return granted;
}
