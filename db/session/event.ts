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
}

/** One statement for all events of a transaction; at least one. */
export const insertEvents = (events: readonly AccessEvent[], settings: SessionSettings): Fragment => fragment`
  insert into access.event (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes,
    patients, policies, consents, outcome, emergency)
  values ${events.map((event) => values(event, settings)).reduce((all, next) => fragment`${all}, ${next}`)}`;

const values = (event: AccessEvent, settings: SessionSettings): Fragment => fragment`
    (${event.request}, ${event.subgraph}, ${event.tier}, ${event.role}, ${settings.subject},
    ${settings.organization}, ${settings.purpose}, ${settings.case}::uuid, ${event.operation},
    ${event.classes}::text[], ${event.patients}::uuid[], ${event.policies}::text[], ${event.consents}::uuid[],
    ${event.outcome}, ${event.emergency ?? []}::uuid[])`;
