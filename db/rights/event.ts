import type { TierRole } from './role.ts';
import { all, CASE, literal, ORGANIZATION, PURPOSE, SUBJECT } from './text.ts';

/** Columns that a reader fills in; id and time are the database's own. */
const WRITTEN = `request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters`;

/**
 * An access event can only be added, and only in the writer's own name: it says the tier, role, person, organization,
 * purpose and case that the rows of its transaction were judged by.
 */
export function eventPolicies(table: string, roles: readonly TierRole[]): readonly string[] {
  return roles
    .filter(({ tier }) => tier !== 'public')
    .flatMap((role) => [
      `grant insert (${WRITTEN}) on ${table} to ${role.name};`,
      `create policy ${role.name}_insert on ${table} for insert to ${role.name} with check (\n  ${inOwnName(role)});`,
    ]);
}

const inOwnName = ({ subgraph, tier, role }: TierRole): string =>
  all([
    `event.subgraph = ${literal(subgraph)}`,
    `event.tier = ${literal(tier)}`,
    `event.role is not distinct from ${role === null ? 'null' : literal(role)}`,
    `event.subject is not distinct from ${SUBJECT}`,
    `event.organization is not distinct from ${ORGANIZATION}`,
    `event.purpose is not distinct from ${PURPOSE}`,
    `event.case_id is not distinct from ${CASE}`,
  ]);
