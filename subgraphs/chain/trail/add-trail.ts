import { createHmac } from 'node:crypto';
import {
  type Builder,
  CATALOGUE,
  type Connections,
  type Grants,
  isRecordType,
  type Page,
  type RequestContext,
  SEE_POLICY,
} from '@caretrail/kit';
import { type addOrganization, organizationOf } from '../members/organization-stub.ts';
import type { addTraces } from '../trace/add-traces.ts';
import type { addTrace } from '../trace/trace-type.ts';
import { versionRow } from '../trace/version-sql.ts';
import { loadTrail } from './load-trail.ts';
import { addTrailFilter } from './trail-filter.ts';
import type { TrailRow } from './trail-row.ts';

interface TrailSurroundings {
  readonly Patient: ReturnType<typeof addTraces>['Patient'];
  readonly recordVersion: ReturnType<typeof addTrace>['recordVersion'];
  readonly organization: ReturnType<typeof addOrganization>;
  readonly cursorKey: Uint8Array;
}

/** An event with what lets the caller see the person. */
interface TrailEvent {
  readonly row: TrailRow;
  readonly grants: Grants;
}

/** A page of events goes on record under the rules of all that it tells of. */
function noted(page: Page<TrailRow>, grants: Grants, { reads }: RequestContext): Page<TrailEvent> {
  const told = page.edges.map(({ node }) =>
    node.kind === 'READ' ? 'accesslog.read' : isRecordType(node.type) ? SEE_POLICY[node.type] : 'trail.read',
  );
  reads.disclosed(
    [...new Set(['trail.read' as const, ...told])].map((id) => CATALOGUE.get(id)),
    grants,
  );
  const edges = page.edges.map((edge) => ({
    node: { row: edge.node, grants },
    get cursor() {
      return edge.cursor;
    },
  }));
  return { ...page, edges };
}

/** What tells reads apart holds the staff id: ids leave under a key of this deployment alone. */
const idOf = (id: string, key: Uint8Array): string =>
  createHmac('sha256', key).update('caretrail/trail/1\0').update(id).digest('hex').slice(0, 32);

function addTrailEvent(
  builder: Builder,
  { recordVersion, organization, cursorKey }: TrailSurroundings,
  kind: ReturnType<typeof addTrailFilter>['kind'],
) {
  const ofRead = <Value>(read: (row: Extract<TrailRow, { kind: 'READ' }>) => Value) => ({
    resolve: ({ row }: TrailEvent) => (row.kind === 'READ' ? read(row) : null),
  });
  return builder.objectRef<TrailEvent>('TrailEvent').implement({
    embedded: true,
    description: 'Something that happened to a person’s records.',
    fields: (t) => ({
      id: t.id({ nullable: false, resolve: ({ row }) => idOf(row.id, cursorKey) }),
      kind: t.field({ type: kind, nullable: false, resolve: ({ row }) => row.kind }),
      at: t.field({
        type: 'DateTime',
        description: 'Of reads, when the last of them was.',
        resolve: ({ row }) => row.happened_at,
      }),
      activity: t.string({ resolve: ({ row }) => (row.kind === 'RECORDED' ? row.activity : 'read') }),
      type: t.string({
        description: 'Record type of a version.',
        resolve: ({ row }) => (row.kind === 'RECORDED' ? row.type : null),
      }),
      record: t.id({ resolve: ({ row }) => (row.kind === 'RECORDED' ? row.record : null) }),
      version: t.field({
        type: recordVersion,
        resolve: ({ row, grants }) => (row.kind === 'RECORDED' ? { version: versionRow(row), grants } : null),
      }),
      organization: t.field({
        type: organization,
        description: 'That made the version, or whose people read.',
        resolve: ({ row }, _, context) =>
          organizationOf(context, row.kind === 'RECORDED' ? row.organization : row.reading),
      }),
      tier: t.string({ description: 'Of who read.', ...ofRead(({ tier }) => tier) }),
      role: t.string({ description: 'Of who read.', ...ofRead(({ role }) => role) }),
      purpose: t.string({ description: 'Of the reads.', ...ofRead(({ purpose }) => purpose) }),
      classes: t.stringList({
        description: 'Classes of data that were read.',
        ...ofRead(({ classes }) => [...classes]),
      }),
      requests: t.int({
        description: 'Reads that are gathered here.',
        ...ofRead(({ requests }) => requests),
      }),
      emergency: t.boolean({
        description: 'An emergency access alone opened it.',
        ...ofRead(({ emergency }) => emergency),
      }),
      own: t.boolean({ description: 'Whether it was you.', ...ofRead(({ own }) => own) }),
    }),
  });
}

/** `Patient.trail`: who made, changed and saw a person's records, for the person, in one order of time. */
export function addTrail(builder: Builder, connections: Connections, around: TrailSurroundings): void {
  const { kind, filter } = addTrailFilter(builder);
  const event = addTrailEvent(builder, around, kind);
  const connection = connections.of('TrailEvent', event);
  builder.objectField(around.Patient, 'trail', (t) =>
    t.field({
      type: connection,
      access: 'trail.read',
      description: 'Newest first.',
      args: { first: t.arg.int(), after: t.arg.string(), filter: t.arg({ type: filter }) },
      resolve: async ({ id, grants }, { first, after, filter: asked }, context) =>
        noted(await loadTrail(id, asked ?? {}, { first, after }, context, around.cursorKey), grants, context),
    }),
  );
}
