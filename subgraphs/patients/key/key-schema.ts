import { KEY_STATES, type PersonKey, personKeys } from '@caretrail/db/decisions';
import {
  actingFor,
  addMutation,
  type Builder,
  CATALOGUE,
  type Payload,
  type PayloadFields,
  type RequestContext,
  tagged,
} from '@caretrail/kit';
import type { LedgerPlace } from '@caretrail/proof/command';
import { addKeyInputs } from '../consent/manage/inputs.ts';
import { keeperOf, membersOf } from '../consent/manage/keeper.ts';
import { organizationLoader } from '../directory/organization.ts';
import type { Around } from '../record/around.ts';
import {
  type KeptKey,
  type Registration,
  type Replacement,
  type Retirement,
  register,
  replace,
  retire,
} from './manage-keys.ts';

/** What somebody needs to know who signs for a person. */
interface Signing {
  readonly organization: string;
  readonly keys: readonly PersonKey[];
}

const POLICY = 'key.manage';

/** A person's keys: what there is to know before signing, and what can be done about them. */
export function addKeys(
  builder: Builder,
  { Organization }: Around,
  { told, ledger }: { readonly told: PayloadFields; readonly ledger: () => LedgerPlace },
): void {
  const { Holder, ...inputs } = addKeyInputs(builder);
  const State = builder.enumType('KeyState', {
    description: 'PENDING: the ledger does not have it yet. REFUSED: it never will.',
    values: KEY_STATES,
  });
  const Key = builder.objectRef<PersonKey>('PersonKey').implement({
    embedded: true,
    fields: (t) => ({
      thumbprint: t.exposeID('thumbprint', { nullable: false, description: 'RFC 7638.' }),
      state: t.field({ type: State, nullable: false, resolve: ({ state }) => state }),
      holder: t.field({ type: Holder, nullable: false, resolve: ({ holder }) => holder }),
      organization: t.exposeString('organization', {
        nullable: false,
        description: 'The member that registered it.',
      }),
      subject: t.exposeID('subject', { nullable: false, description: 'The person on the ledger.' }),
      key: t.field({ type: 'JSON', nullable: false, description: 'Public JWK.', resolve: ({ key }) => key }),
      replaces: t.exposeID('replaces'),
      registeredAt: t.field({ type: 'DateTime', resolve: ({ registeredAt }) => registeredAt }),
      sequence: t.float({
        nullable: false,
        description: 'The next statement’s, or larger.',
        resolve: ({ sequence }) => sequence + 1,
      }),
      code: t.exposeString('code', { description: 'REFUSED: the ledger’s own code.' }),
    }),
  });
  const SigningType = builder.objectRef<Signing>('Signing').implement({
    embedded: true,
    description: 'What a statement is made of, besides the call: docs/contracts.md, "Statements".',
    fields: (t) => ({
      genesis: t.string({
        nullable: false,
        description: 'Header hash of the ledger’s block 0, hex.',
        resolve: () => ledger().genesis,
      }),
      channel: t.string({ nullable: false, resolve: () => ledger().channel }),
      organization: t.exposeString('organization', {
        nullable: false,
        description: 'The member that keeps the person.',
      }),
      members: t.field({
        type: [Organization],
        nullable: false,
        description: 'Whom a decision can name.',
        resolve: async (_, __, context) => {
          const members = [...(await membersOf(context)).values()];
          const found = await Promise.all(members.map((id) => context.use(organizationLoader).load(id)));
          return found.filter((member) => member !== null);
        },
      }),
      keys: t.field({
        type: [Key],
        nullable: false,
        description: 'The newest first.',
        resolve: ({ keys }) => [...keys],
      }),
    }),
  });
  builder.queryField('signing', (t) =>
    t.field({
      type: SigningType,
      access: POLICY,
      description: 'The keys that a person signs with, and what a statement of theirs has to say.',
      args: { patient: t.arg.id({ required: true }) },
      resolve: async (_, { patient }, context, info) => {
        const decision = await ownDecision(context, patient);
        if (decision.allowed) return signingOf(context, patient);
        context.denials.selection(info.path, decision);
        return null;
      },
    }),
  );
  const payload = builder.objectRef<Payload<KeptKey>>('KeyPayload').implement({
    embedded: true,
    fields: (t) => ({ record: t.field({ type: Key, resolve: ({ made }) => made?.key ?? null }), ...told(t) }),
  });
  const common = {
    access: POLICY,
    payload,
    patient: ({ patient }: { readonly patient: string }) => patient,
  } as const;
  addMutation<Omit<Registration, 'key'> & { readonly key: Point }, KeptKey>(builder, {
    ...{ ...common, name: 'registerKey', input: inputs.Register as never },
    description: 'Has the member that keeps the person register their key. The key may sign from now on.',
    run: ({ key, ...input }, context) => register(context, ledger(), { ...input, key: jwk(key) }),
  });
  addMutation<Omit<Replacement, 'key'> & { readonly key: Point }, KeptKey>(builder, {
    ...{ ...common, name: 'replaceKey', input: inputs.Replace as never },
    description: 'Puts a key in the place of another. The old one signs until the ledger has it.',
    run: ({ key, ...input }, context) => replace(context, ledger(), { ...input, key: jwk(key) }),
  });
  addMutation<Retirement, KeptKey>(builder, {
    ...{ ...common, name: 'retireKey', input: inputs.Retire as never },
    description: 'Ends a key with this answer.',
    run: (input, context) => retire(context, ledger(), input),
  });
}

interface Point {
  readonly x: string;
  readonly y: string;
}

const jwk = ({ x, y }: Point) => ({ crv: 'P-256', kty: 'EC', x, y }) as const;

async function ownDecision(context: RequestContext, patient: string) {
  const policies = [CATALOGUE.get(POLICY)];
  const grants = await actingFor(context, POLICY, patient);
  const decision = context.decisions.row('Query.signing', policies, grants);
  if (decision.allowed) context.reads.disclosed(policies, grants);
  else context.reads.refused(policies);
  return decision;
}

async function signingOf(context: RequestContext, patient: string): Promise<Signing> {
  const { custodian } = await keeperOf(context, patient);
  return { organization: custodian, keys: await personKeys(tagged(context.store), [patient]) };
}
