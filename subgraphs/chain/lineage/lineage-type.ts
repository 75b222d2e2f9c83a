import type { Builder } from '@caretrail/kit';
import { type addOrganization, organizationOf } from '../members/organization-stub.ts';
import type { addTrace } from '../trace/trace-type.ts';
import { FORMAT_VALUES, FORMATS } from './export/formats.ts';
import {
  AGENT_KIND,
  LINEAGE_KIND,
  LINEAGE_RELATION,
  type Lineage,
  type LineageEdge,
  type LineageNode,
} from './lineage.ts';

export interface LineageSurroundings {
  readonly recordVersion: ReturnType<typeof addTrace>['recordVersion'];
  readonly organization: ReturnType<typeof addOrganization>;
}

const RELATIONS = Object.fromEntries(LINEAGE_RELATION.map((relation) => [relation, {}]));

function addNode(builder: Builder, { recordVersion, organization }: LineageSurroundings) {
  const kind = builder.enumType('LineageKind', {
    description: 'W3C PROV: a version of a record, what made it, or who did.',
    values: LINEAGE_KIND,
  });
  const agentKind = builder.enumType('LineageAgentKind', { values: AGENT_KIND });
  const of = <Key extends 'sources' | 'derived' | 'depth' | 'added' | 'record' | 'type'>(key: Key) => ({
    resolve: (node: LineageNode) => (node.kind === 'ENTITY' ? node[key] : null),
  });
  return builder.objectRef<LineageNode>('LineageNode').implement({
    embedded: true,
    fields: (t) => ({
      id: t.exposeID('id', {
        nullable: false,
        description: 'Of a version its hash; what `lineage` takes again.',
      }),
      kind: t.field({ type: kind, nullable: false, resolve: (node) => node.kind }),
      type: t.string({ description: 'Record type of a version.', ...of('type') }),
      record: t.id(of('record')),
      version: t.field({
        type: recordVersion,
        resolve: (node) => (node.kind === 'ENTITY' ? { version: node.version, grants: node.grants } : null),
      }),
      depth: t.int({ description: 'Steps from what was asked for.', ...of('depth') }),
      sources: t.int({
        description:
          'How many versions it was made from, shown here or not, of those that are there for you.',
        ...of('sources'),
      }),
      derived: t.int({ description: 'How many versions were made from it, likewise.', ...of('derived') }),
      added: t.boolean({ description: 'It came after `since`; null without one.', ...of('added') }),
      activity: t.string({
        description: 'What was done.',
        resolve: (node) =>
          node.kind === 'ACTIVITY' ? node.activity : node.kind === 'ENTITY' ? node.version.activity : null,
      }),
      recordedAt: t.field({
        type: 'DateTime',
        resolve: (node) => (node.kind === 'AGENT' ? null : node.recordedAt),
      }),
      agentKind: t.field({
        type: agentKind,
        resolve: (node) => (node.kind === 'AGENT' ? node.agentKind : null),
      }),
      organization: t.field({
        type: organization,
        description: 'That the agent is, or for which it was done.',
        resolve: (node, _, context) =>
          organizationOf(context, node.kind === 'ENTITY' ? node.version.organization : node.organization),
      }),
    }),
  });
}

function addEdge(builder: Builder) {
  const relation = builder.enumType('LineageRelation', {
    description: 'W3C PROV-DM, from the effect to its cause.',
    values: RELATIONS,
  });
  return builder.objectRef<LineageEdge>('LineageEdge').implement({
    embedded: true,
    fields: (t) => ({
      from: t.exposeID('from', { nullable: false }),
      to: t.exposeID('to', { nullable: false }),
      relation: t.field({ type: relation, nullable: false, resolve: (edge) => edge.relation as never }),
    }),
  });
}

/** `Lineage`, its nodes and edges: embedded, each node judged by the see policy of its record. */
export function addLineageType(builder: Builder, around: LineageSurroundings) {
  const node = addNode(builder, around);
  const edge = addEdge(builder);
  const format = builder.enumType('LineageFormat', { values: FORMAT_VALUES });
  return builder.objectRef<Lineage>('Lineage').implement({
    embedded: true,
    description: 'How versions of records came to be, as a graph of W3C PROV.',
    fields: (t) => ({
      nodes: t.field({
        type: [node],
        nullable: false,
        description: 'Versions nearest first, then what made them and who did.',
        resolve: ({ nodes }) => [...nodes],
      }),
      edges: t.field({ type: [edge], nullable: false, resolve: ({ edges }) => [...edges] }),
      truncated: t.exposeBoolean('truncated', {
        nullable: false,
        description:
          'There is more within the asked depth than one answer holds: ask from a node of its rim.',
      }),
      export: t.string({
        description: 'What is shown here as a text to keep: nothing more, and nothing less.',
        args: { format: t.arg({ type: format, required: true }) },
        resolve: (lineage, { format: form }) => FORMATS[form](lineage),
      }),
      asOf: t.expose('asOf', { type: 'DateTime' }),
      since: t.expose('since', { type: 'DateTime' }),
    }),
  });
}
