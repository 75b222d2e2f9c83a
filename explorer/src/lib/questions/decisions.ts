import { CONSENT_CLASSES } from '@caretrail/proof/consent';
import { question } from '../graph/question.ts';
import { CONSENT_DECISIONS } from '../records/provision.ts';
import { connection, type Page } from '../shape/connection.ts';
import { json, list, object, oneOf, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

export const CONSENT_EFFECTS = ['WAITING', 'IN_FORCE', 'REFUSED', 'EXPIRED', 'REVOKED'] as const;

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
const errors = list(object({ code: text, message: text }));
const change = object({ errors });

/** A mutation whose answer is only that it was made, or why not. */
const changing = (name: string, input: string) =>
  question<{ input: object }, { change: ReturnType<typeof change> | null }>(
    `mutation ${name.charAt(0).toUpperCase()}${name.slice(1)}($input: ${input}!) { change: ${name}(input: $input) { errors { code message } } }`,
    object({ change: orNull(change) }),
  );

export const CHANGES = {
  grantConsent: changing('grantConsent', 'GrantConsentInput'),
  revokeConsent: changing('revokeConsent', 'RevokeConsentInput'),
  registerKey: changing('registerKey', 'RegisterKeyInput'),
};

export const previewQuestion = question<
  { input: object },
  { change: { reaches: readonly Reach[] | null; errors: ReturnType<typeof errors> } | null }
>(
  `mutation PreviewConsent($input: PreviewConsentInput!) {
    change: previewConsent(input: $input) { reaches { decision actor class records sensitive } errors { code message } }
  }`,
  object({ change: orNull(object({ reaches: orNull(list(reach)), errors })) }),
);
