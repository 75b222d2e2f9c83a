import type { SessionSettings } from './context.ts';
import { type Fragment, fragment } from './fragment.ts';

/** What a request read of people's data in one subgraph (IHE BALP). The settings of its transaction are added to it. */
export interface AccessEvent {
  /** Correlation id of the request. */
  readonly request: string;
  readonly subgraph: string;
  readonly tier: string;
  readonly role: string | null;
  /** Name or digest of the operation. */
  readonly operation: string | null;
  /** Data classes that were read. */
  readonly classes: readonly string[];
  /** Record ids of the patients whose data was read. */
  readonly patients: readonly string[];
  /** Policies and consents that allowed it. */
  readonly policies: readonly string[];
  readonly consents: readonly string[];
  readonly outcome: string;
  /** Those of the patients whom a broken glass alone opened. Default: none. */
  readonly emergency?: readonly string[];
  /** Record ids of the visits of which something was read. Default: none. */
  readonly encounters?: readonly string[];
}

/** One statement for all events of a transaction; at least one. */
export const insertEvents = (events: readonly AccessEvent[], settings: SessionSettings): Fragment => fragment`
  insert into access.event (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes,
    patients, policies, consents, outcome, emergency, unvisited, encounters)
  values ${events.map((event) => values(event, settings)).reduce((all, next) => fragment`${all}, ${next}`)}`;

const values = (event: AccessEvent, settings: SessionSettings): Fragment => fragment`
    (${event.request}, ${event.subgraph}, ${event.tier}, ${event.role}, ${settings.subject},
    ${settings.organization}, ${settings.purpose}, ${settings.case}::uuid, ${event.operation},
    ${event.classes}::text[], ${event.patients}::uuid[], ${event.policies}::text[], ${event.consents}::uuid[],
    ${event.outcome}, ${event.emergency ?? []}::uuid[], ${unvisited(event, settings)},
    ${event.encounters ?? []}::uuid[])`;

/**
 * Whom a clinician read without a visit at their organization in time: asked of the database and not of the relation that
 * opened a row, for a label or a consent may have taken that one's place. Other roles have no visits.
 */
const unvisited = ({ role, outcome, patients }: AccessEvent, { organization }: SessionSettings): Fragment =>
  role === 'clinician' && outcome === 'PERMITTED'
    ? fragment`array(select one from unnest(${patients}::uuid[]) as read (one) where not exists (
        select from access.treating t where t.member = ${organization} and t.patient = one and t.until > now()))`
    : fragment`'{}'::uuid[]`;
