import { type JsonValue, jcs, sha256, toHex, type VersionHeader } from '@caretrail/proof';
import { AUDIT_EVENT, AUDIT_EVENT_1, type SchemaDocument } from '../records/index.ts';

/** An access event as statements here read it: instants as text, ids too. */
export interface EventRow {
  readonly id: string;
  /** `YYYY-MM-DDTHH:MM:SS.mmmZ` */
  readonly at: string;
  readonly request: string;
  readonly subgraph: string;
  readonly tier: string;
  readonly role: string | null;
  readonly subject: string | null;
  readonly organization: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly operation: string | null;
  readonly classes: string[];
  readonly patients: string[];
  readonly policies: string[];
  readonly consents: string[];
  readonly outcome: string;
  readonly emergency: string[];
  readonly unvisited: string[];
  readonly encounters: string[];
}

/** The document that a version of an event was committed under; null for a number that there never was. */
export const eventSchema = (schema: number): SchemaDocument | null =>
  [AUDIT_EVENT_1, AUDIT_EVENT].find((document) => document.schema === schema) ?? null;

/** The software that commits what a subgraph wrote. */
const AGENT = 'caretrail-worker';
/** Ids in one leaf; a version's values have a bound, and one that cannot be committed would stop its log. */
const MOST_LISTED = 2_000;

/** A longer list is committed by its length and digest; the leaf is salted like every other. */
const listed = (ids: string[]): JsonValue =>
  ids.length <= MOST_LISTED ? ids : { count: ids.length, sha256: toHex(sha256(jcs(ids))) };

/** Leaves 0 to 3 of the one version that an event has. */
export const eventHeader = (
  { id, at }: EventRow,
  schema: SchemaDocument,
  organization: string,
  log: string,
): VersionHeader => ({
  ...{ schema, record: id, version: 1, organization, log },
  ...{ activity: 'read', agent: AGENT, recordedAt: at, parents: [] },
});

/** The event's leaves in the order of its schema. */
export const eventValues = (event: EventRow, { fields }: SchemaDocument): readonly JsonValue[] =>
  inOrder(event).slice(0, fields.length);

/** A later schema adds leaves and moves none. */
const inOrder = (event: EventRow): readonly JsonValue[] => [
  event.request,
  event.subgraph,
  event.tier,
  event.role,
  event.subject,
  event.organization,
  event.purpose,
  event.case,
  event.operation,
  event.classes,
  listed(event.patients),
  event.policies,
  listed(event.consents),
  event.outcome,
  listed(event.emergency),
  listed(event.unvisited),
  listed(event.encounters),
];
