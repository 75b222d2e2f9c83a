import type { Grants } from '@caretrail/kit';
import type { VersionRow } from '../trace/trace-row.ts';

export const LINEAGE_DIRECTION = ['UPSTREAM', 'DOWNSTREAM', 'BOTH'] as const;
type LineageDirection = (typeof LINEAGE_DIRECTION)[number];

/** W3C PROV-DM's three kinds of thing. */
export const LINEAGE_KIND = ['ENTITY', 'ACTIVITY', 'AGENT'] as const;

/** W3C PROV-DM's relations, from the effect to its cause. */
export const LINEAGE_RELATION = [
  'WAS_GENERATED_BY',
  'WAS_DERIVED_FROM',
  'WAS_REVISION_OF',
  'WAS_ATTRIBUTED_TO',
  'WAS_ASSOCIATED_WITH',
  'ACTED_ON_BEHALF_OF',
] as const;
export type LineageRelation = (typeof LINEAGE_RELATION)[number];

export const AGENT_KIND = ['ORGANIZATION', 'SOFTWARE', 'PERSON', 'OTHER'] as const;
export type AgentKind = (typeof AGENT_KIND)[number];

/** A version of a record. Its id is its hash, in hex. */
export interface EntityNode {
  readonly kind: 'ENTITY';
  readonly id: string;
  readonly record: string;
  readonly type: string;
  readonly version: VersionRow;
  /** What lets the caller see the record. */
  readonly grants: Grants;
  /** Id of the node of who made it. */
  readonly agent: string;
  /** Steps from what was asked for. */
  readonly depth: number;
  /** How many versions it was made from, and how many were made from it, of those that are there for the caller. */
  readonly sources: number;
  readonly derived: number;
  /** When it was recorded, as the caller is told. */
  readonly recordedAt: string;
  /** Whether it came after the earlier of two times; null where there is one time alone. */
  readonly added: boolean | null;
}

/** What made versions: one program or person, for one organization, at one time. */
interface ActivityNode {
  readonly kind: 'ACTIVITY';
  readonly id: string;
  readonly activity: string;
  /** Member slug. */
  readonly organization: string;
  readonly recordedAt: string;
}

interface AgentNode {
  readonly kind: 'AGENT';
  readonly id: string;
  readonly agentKind: AgentKind;
  /** Member slug, of an organization. */
  readonly organization: string | null;
}

export type LineageNode = EntityNode | ActivityNode | AgentNode;

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: LineageRelation;
}

export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** There is more within the asked depth than one answer holds. */
  readonly truncated: boolean;
  readonly asOf: string | null;
  readonly since: string | null;
}

/** What is asked for; times in ISO 8601, UTC with milliseconds. */
export interface LineageQuestion {
  /** Record id or version hash. */
  readonly of: string;
  readonly direction: LineageDirection;
  /** Steps from version to version, 0 to {@link MOST_DEPTH}. */
  readonly depth: number;
  /** Null: now. */
  readonly asOf: string | null;
  /** Null: nothing is compared. */
  readonly since: string | null;
}

export const MOST_DEPTH = 10;
