import {
  type AddedRecord,
  addMutation,
  type Builder,
  type GrantedRow,
  type Payload,
  type PayloadFields,
  type RequestContext,
} from '@caretrail/kit';
import type { LedgerPlace } from '@caretrail/proof/command';
import { type StatedTerms, termsOf } from '@caretrail/proof/consent';
import type { Around } from '../../record/around.ts';
import type { Decision } from '../consent-values.ts';
import { decide } from './decide.ts';
import type { Decided } from './decided.ts';
import { addConsentInputs } from './inputs.ts';
import { type Preview, preview } from './preview.ts';
import { addReach } from './reach-type.ts';
import { type Revocation, revoke } from './revoke.ts';

interface Stated {
  readonly terms: StatedTerms;
}
interface Granted extends Stated {
  readonly consent: string;
  readonly salt: string;
  readonly statement: string;
}

/** What a person does about who may see what. */
export function addConsentMutations<Row extends GrantedRow>(
  builder: Builder,
  around: Around,
  {
    Decision: decision,
    told,
    consents,
    ledger,
  }: {
    /** The ledger that people sign for. */
    readonly ledger: () => LedgerPlace;
    readonly Decision: Decision;
    readonly told: PayloadFields;
    readonly consents: AddedRecord<Row>;
  },
): void {
  const inputs = addConsentInputs(builder, decision);
  const payload = builder.objectRef<Payload<Decided>>('ConsentPayload').implement({
    embedded: true,
    fields: (t) => ({
      record: t.field({
        type: consents.ref,
        access: consents.see,
        resolve: ({ made }, _, context) => (made && fresh(made, context, consents)) as never,
      }),
      ...told(t),
    }),
  });
  const Reach = addReach(builder, around, { Decision: decision, ConsentClass: inputs.ConsentClass });
  const previewed = builder.objectRef<Payload<Preview>>('ConsentPreviewPayload').implement({
    embedded: true,
    fields: (t) => ({
      reaches: t.field({ type: [Reach], resolve: ({ made }) => made && [...made.reaches] }),
      ...told(t),
    }),
  });
  const common = { access: 'consent.manage', payload, patient: ofTerms } as const;
  addMutation<Stated, Preview>(builder, {
    ...common,
    ...{ name: 'previewConsent', input: inputs.Preview as never, payload: previewed },
    description: 'Who would see how much if this were granted. Nothing is written.',
    run: ({ terms }, context) => preview(context, termsOf(terms)),
  });
  addMutation<Granted, Decided>(builder, {
    ...common,
    ...{ name: 'grantConsent', input: inputs.Grant as never },
    description:
      'Puts a signed decision on record. What it permits holds once the ledger has it; what it denies, at once.',
    run: ({ terms, ...input }, context) =>
      decide(context, ledger(), { ...input, terms: termsOf(terms), amends: null }),
  });
  addMutation<Granted & { readonly amends: string }, Decided>(builder, {
    ...common,
    ...{ name: 'amendConsent', input: inputs.Amend as never },
    description:
      'Puts a signed decision in the place of another. Until the ledger has it, the narrower of both holds.',
    run: ({ terms, ...input }, context) => decide(context, ledger(), { ...input, terms: termsOf(terms) }),
  });
  addMutation<Revocation, Decided>(builder, {
    ...{ name: 'revokeConsent', access: 'consent.manage', input: inputs.Revoke as never, payload },
    description: 'Ends a decision. What it permitted ends with this answer, also while the ledger is away.',
    patient: ({ patient }) => patient,
    run: (input, context) => revoke(context, ledger(), input),
  });
}

const ofTerms = ({ terms }: Stated): string => terms.patient;

/** The record as the change left it. */
function fresh<Row extends GrantedRow>(
  { record }: Decided,
  context: RequestContext,
  { loaders }: AddedRecord<Row>,
) {
  const of = loaders(context);
  of.forget(record);
  return of.byId(record);
}
