import {
  type Admit,
  BadInput,
  CATALOGUE,
  type Caller,
  createSubgraph,
  newBuilder,
  type Policy,
  PURPOSES,
  type RequestInfo,
  ROLES,
  type Subgraph,
  subgraphSchema,
  TIERS,
} from '@caretrail/kit';
import type { FieldDecision } from './decision.ts';

export interface SelfOptions {
  /** Decides an operation without running it; throws `BadInput` for one that cannot be asked. */
  readonly explain: (
    caller: Caller,
    operation: string,
    variables: Readonly<Record<string, unknown>>,
  ) => readonly FieldDecision[];
  readonly onFailure: (error: unknown, info: RequestInfo) => void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A policy as one tier sees it: how others pass is not told. */
const concerning = (caller: Caller) =>
  CATALOGUE.policies
    .map(
      (policy): Policy => ({ ...policy, admits: policy.admits.filter(({ tier }) => tier === caller.tier) }),
    )
    .filter(({ admits }) => admits.length > 0);

/** The hub's own subgraph: who am I here, what rules concern me, what would become of this question. */
export function createSelf(options: SelfOptions): Subgraph {
  const builder = newBuilder();
  const Tier = builder.enumType('Tier', { values: TIERS });
  const Role = builder.enumType('Role', { values: ROLES });
  const Purpose = builder.enumType('Purpose', { values: PURPOSES });
  const Verdict = builder.enumType('Decision', { values: ['ALLOWED', 'REFUSED', 'DEPENDS_ON_ROW'] as const });
  const Layer = builder.enumType('Layer', { values: ['HUB', 'SUBGRAPH'] as const });

  const CallerType = builder.objectRef<Caller>('Caller').implement({
    embedded: true,
    fields: (t) => ({
      tier: t.expose('tier', { type: Tier, nullable: false }),
      role: t.expose('role', { type: Role }),
      subject: t.exposeID('subject', {}),
      organization: t.exposeString('organization'),
      purpose: t.expose('purpose', { type: Purpose }),
      purposes: t.field({ type: [Purpose], nullable: false, resolve: ({ purposes }) => [...purposes] }),
      scopes: t.field({ type: ['String'], resolve: ({ scopes }) => (scopes ? [...scopes] : null) }),
      case: t.exposeID('case', {}),
      expires: t.field({
        type: 'DateTime',
        resolve: ({ expires }) => (expires === null ? null : new Date(expires * 1000)),
      }),
    }),
  });
  const AdmitType = builder.objectRef<Admit>('Admit').implement({
    embedded: true,
    fields: (t) => ({
      roles: t.field({ type: [Role], nullable: false, resolve: ({ roles }) => [...roles] }),
      purposes: t.field({ type: [Purpose], nullable: false, resolve: ({ purposes }) => [...purposes] }),
      relations: t.field({ type: ['String'], nullable: false, resolve: ({ relations }) => [...relations] }),
      stepUp: t.boolean({ nullable: false, resolve: ({ stepUp }) => stepUp === true }),
    }),
  });
  const PolicyType = builder.objectRef<Policy>('Policy').implement({
    embedded: true,
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      title: t.exposeString('title', { nullable: false }),
      why: t.exposeString('why', { nullable: false }),
      admits: t.field({ type: [AdmitType], nullable: false, resolve: ({ admits }) => [...admits] }),
    }),
  });
  const DecisionType = builder.objectRef<FieldDecision>('FieldDecision').implement({
    embedded: true,
    fields: (t) => ({
      path: t.field({ type: ['String'], nullable: false, resolve: ({ path }) => [...path] }),
      type: t.exposeString('type', { nullable: false }),
      field: t.exposeString('field', { nullable: false }),
      decision: t.expose('decision', { type: Verdict, nullable: false }),
      policy: t.exposeString('policy'),
      layer: t.expose('layer', { type: Layer, nullable: false }),
      code: t.exposeString('code'),
      reason: t.exposeString('reason'),
      requires: t.field({ type: ['String'], nullable: false, resolve: ({ requires }) => [...requires] }),
    }),
  });

  builder.queryFields((t) => ({
    me: t.field({
      type: CallerType,
      access: 'open',
      nullable: false,
      resolve: (_, __, { caller }) => caller,
    }),
    policies: t.field({
      type: [PolicyType],
      access: 'open',
      nullable: false,
      resolve: (_, __, { caller }) => concerning(caller),
    }),
    explain: t.field({
      type: [DecisionType],
      access: 'open',
      nullable: false,
      args: { operation: t.arg.string({ required: true }), variables: t.arg({ type: 'JSON' }) },
      resolve(_, { operation, variables }, { caller }) {
        if (variables !== null && variables !== undefined && !isRecord(variables))
          throw new BadInput('variables must be an object');
        return [...options.explain(caller, operation, variables ?? {})];
      },
    }),
  }));

  const { schema, sdl } = subgraphSchema(builder);
  return createSubgraph({
    name: 'self',
    schema,
    sdl,
    onFailure: options.onFailure,
    close: async () => {},
    // Nothing here is stored: neither rows to read nor an access to record.
    openStore: () => ({ query: async () => [], commit: async () => {}, rollback: async () => {} }),
  });
}
