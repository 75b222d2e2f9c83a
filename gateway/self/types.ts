import { type Admit, type Builder, type Caller, PURPOSES, ROLES, TIERS } from '@caretrail/kit';
import type { FieldDecision } from './decision.ts';
import type { OperationCost } from './operation.ts';
import type { OwnPolicy } from './own-policy.ts';

function addCaller(builder: Builder, enums: Enums) {
  return builder.objectRef<Caller>('Caller').implement({
    embedded: true,
    description: 'Who the hub takes you for, and in what capacity.',
    fields: (t) => ({
      tier: t.expose('tier', { type: enums.Tier, nullable: false }),
      role: t.expose('role', { type: enums.Role }),
      subject: t.exposeID('subject', {
        description: 'Your record if you are a patient, else your staff id.',
      }),
      organization: t.exposeString('organization', { description: 'Slug of the member you belong to.' }),
      purpose: t.expose('purpose', { type: enums.Purpose, description: 'The purpose of this request.' }),
      purposes: t.field({
        type: [enums.Purpose],
        nullable: false,
        resolve: ({ purposes }) => [...purposes],
      }),
      scopes: t.field({
        type: ['String'],
        description: 'SMART scopes of the token; null if it names none.',
        resolve: ({ scopes }) => (scopes ? [...scopes] : null),
      }),
      case: t.exposeID('case', { description: 'The regulatory case this request names.' }),
      expires: t.field({
        type: 'DateTime',
        resolve: ({ expires }) => (expires === null ? null : new Date(expires * 1000)),
      }),
    }),
  });
}

const addEnums = (builder: Builder) => ({
  Tier: builder.enumType('Tier', { values: TIERS }),
  Role: builder.enumType('Role', { values: ROLES }),
  Purpose: builder.enumType('Purpose', { values: PURPOSES }),
  Decision: builder.enumType('Decision', { values: ['ALLOWED', 'REFUSED', 'DEPENDS_ON_ROW'] as const }),
  Layer: builder.enumType('Layer', { values: ['HUB', 'SUBGRAPH'] as const }),
});

type Enums = ReturnType<typeof addEnums>;

function addPolicy(builder: Builder, { Role, Purpose, Decision }: Enums) {
  const AdmitType = builder.objectRef<Admit>('Admit').implement({
    embedded: true,
    description: 'One way through a policy for your tier; empty lists stand for any.',
    fields: (t) => ({
      roles: t.field({ type: [Role], nullable: false, resolve: ({ roles }) => [...roles] }),
      purposes: t.field({ type: [Purpose], nullable: false, resolve: ({ purposes }) => [...purposes] }),
      relations: t.field({
        type: ['String'],
        nullable: false,
        description: 'What must hold between you and the row; any one of them.',
        resolve: ({ relations }) => [...relations],
      }),
      stepUp: t.boolean({
        nullable: false,
        description: 'A fresh sign-in is asked for.',
        resolve: ({ stepUp }) => stepUp === true,
      }),
      never: t.field({
        type: ['String'],
        nullable: false,
        description: 'Whom this leaves out, whatever their relation.',
        resolve: ({ never = [] }) => [...never],
      }),
    }),
  });
  return builder.objectRef<OwnPolicy>('Policy').implement({
    embedded: true,
    description: 'A rule of access, as far as it concerns your tier, and what becomes of it for you.',
    fields: (t) => ({
      id: t.id({ nullable: false, resolve: ({ rule }) => rule.id }),
      title: t.string({ nullable: false, resolve: ({ rule }) => rule.title }),
      why: t.string({ nullable: false, resolve: ({ rule }) => rule.why }),
      see: t.string({
        description: 'The policy that is read together with this one: both must pass.',
        resolve: ({ rule }) => rule.see,
      }),
      dataClass: t.string({
        description:
          'The class of data that a person’s decision names to narrow this; null where consent has no say.',
        resolve: ({ rule }) => rule.dataClass,
      }),
      admits: t.field({ type: [AdmitType], nullable: false, resolve: ({ rule }) => [...rule.admits] }),
      decision: t.expose('decision', { type: Decision, nullable: false }),
      code: t.exposeString('code'),
      reason: t.exposeString('reason'),
      requires: t.field({ type: ['String'], nullable: false, resolve: ({ requires }) => [...requires] }),
      fields: t.field({
        type: ['String'],
        nullable: false,
        description: 'Fields of your schema that name it.',
        resolve: ({ fields }) => [...fields],
      }),
    }),
  });
}

function addFieldDecision(builder: Builder, { Decision, Layer }: Enums) {
  return builder.objectRef<FieldDecision>('FieldDecision').implement({
    embedded: true,
    description: 'What would become of one selected field.',
    fields: (t) => ({
      path: t.field({ type: ['String'], nullable: false, resolve: ({ path }) => [...path] }),
      type: t.exposeString('type', { nullable: false }),
      field: t.exposeString('field', { nullable: false }),
      decision: t.expose('decision', { type: Decision, nullable: false }),
      policy: t.exposeString('policy'),
      layer: t.expose('layer', { type: Layer, nullable: false }),
      code: t.exposeString('code'),
      reason: t.exposeString('reason'),
      requires: t.field({ type: ['String'], nullable: false, resolve: ({ requires }) => [...requires] }),
    }),
  });
}

const addOperationCost = (builder: Builder) =>
  builder.objectRef<OperationCost>('OperationCost').implement({
    embedded: true,
    description:
      'The price of an operation, known before anything is fetched: 1 an object times the pages around it.',
    fields: (t) => ({
      cost: t.exposeFloat('cost', {
        nullable: false,
        description: 'A whole number; pages in pages may go beyond 32 bits.',
      }),
      limit: t.exposeFloat('limit', {
        nullable: false,
        description: 'The most that one request of yours may cost.',
      }),
    }),
  });

export function addTypes(builder: Builder) {
  const enums = addEnums(builder);
  return {
    Caller: addCaller(builder, enums),
    Policy: addPolicy(builder, enums),
    OperationCost: addOperationCost(builder),
    FieldDecision: addFieldDecision(builder, enums),
  };
}
