import { CONSENT_CLASSES, type StatedTerms } from '@caretrail/proof/consent';
import { change } from '../graph/change.ts';
import { question } from '../graph/question.ts';
import { CONSENT_DECISIONS } from '../records/provision.ts';
import { connection, type Page } from '../shape/connection.ts';
import { json, list, object, oneOf, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const CONSENT_EFFECTS = ['WAITING', 'IN_FORCE', 'REFUSED', 'EXPIRED', 'REVOKED'] as const;

const bounds = object({ start: orNull(text), end: orNull(text) });
const rule = {
  decision: oneOf(CONSENT_DECISIONS),
  ...{ actors: list(text), classes: list(oneOf(CONSENT_CLASSES)), purposes: list(text) },
  ...{ period: orNull(bounds), dataPeriod: orNull(bounds) },
};
const terms = object({ ...rule, exceptions: list(object(rule)) });
export type Terms = ReturnType<typeof terms>;

const ledger = object({
  ...{ consent: text, effect: oneOf(CONSENT_EFFECTS), reason: orNull(text) },
  ...{ transaction: orNull(text), terms },
});
const decision = object({
  ...{ id: text, decision: orNull(oneOf(CONSENT_DECISIONS)), status: orNull(text), dateTime: orNull(text) },
  ledger: orNull(ledger),
});
export type Decision = ReturnType<typeof decision>;

/** What a person has decided, newest first, with what the ledger has of it. */
export const decisionsQuestion = question<
  { patient: string; first: number; after: string | null },
  { patient: { consents: Shown<Page<Decision>> } | null }
>(
  `query Decisions($patient: ID!, $first: Int!, $after: String) {
    patient(id: $patient) {
      consents(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { id decision status dateTime ledger { consent effect reason transaction terms } }
      }
    }
  }`,
  object({ patient: orNull(object({ consents: shown(connection(decision)) })) }),
);

/** The receipt of one decision (ISO/IEC TS 27560). */
export const receiptQuestion = question<
  { id: string },
  { consent: { ledger: { receipt: unknown } | null } | null }
>(
  `query Receipt($id: ID!) { consent(id: $id) { ledger { receipt } } }`,
  object({ consent: orNull(object({ ledger: orNull(object({ receipt: json })) })) }),
);

const reach = object({
  ...{ decision: oneOf(CONSENT_DECISIONS), actor: orNull(text), class: oneOf(CONSENT_CLASSES) },
  ...{ records: whole, sensitive: whole },
});
export type Reach = ReturnType<typeof reach>;

/** Who would see how much; nothing is written. */
export const previewConsent = change<{ readonly terms: StatedTerms }, readonly Reach[]>(
  `mutation PreviewConsent($input: PreviewConsentInput!) {
    made: previewConsent(input: $input) { record: reaches { decision actor class records sensitive } errors { code } }
  }`,
  list(reach),
);

interface Signed {
  readonly consent: string;
  /** JWS. */
  readonly statement: string;
}

const made = object({ id: text });

export const grantConsentChange = change<
  Signed & { readonly salt: string; readonly terms: StatedTerms },
  { id: string }
>(
  `mutation GrantConsent($input: GrantConsentInput!) {
    made: grantConsent(input: $input) { record { id } errors { code } }
  }`,
  made,
);

export const revokeConsentChange = change<Signed & { readonly patient: string }, { id: string }>(
  `mutation RevokeConsent($input: RevokeConsentInput!) {
    made: revokeConsent(input: $input) { record { id } errors { code } }
  }`,
  made,
);
