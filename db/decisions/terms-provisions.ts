import type { ConsentClass, ConsentRule, ConsentTerms } from '@caretrail/proof/consent';
import { TYPES_OF } from '../import/consent/data-classes.ts';
import {
  granteesOf,
  type Provision,
  type ProvisionRow,
  provisionRows,
} from '../import/consent/provision-rows.ts';
import type { ConsentProvision } from '../records/index.ts';

/** A decision as a record states it and as access is judged by it. */
export interface Provisions {
  /** The base rule, then its exceptions, in the words of FHIR. */
  readonly stated: readonly ConsentProvision[];
  readonly rows: readonly ProvisionRow[];
  /** Members and subjects that a permit names. */
  readonly grantees: readonly string[];
}

const STAFF = 'staff/';

/** By what name a token speaks of an actor: a member's slug, or the id of a person. */
export const actorName = (actor: string): string =>
  actor.startsWith(STAFF) ? actor.slice(STAFF.length) : actor;

const typesOf = (classes: readonly ConsentClass[]): string[] =>
  classes.flatMap((name) => [...(TYPES_OF[name.toLowerCase()] ?? [])]);

/** What an exception leaves open is as in the base rule. */
const within = (base: ConsentRule, exception: ConsentRule): ConsentRule => ({
  ...exception,
  actors: exception.actors.length > 0 ? exception.actors : base.actors,
  classes: exception.classes.length > 0 ? exception.classes : base.classes,
  purposes: exception.purposes.length > 0 ? exception.purposes : base.purposes,
  dataPeriod: exception.dataPeriod ?? base.dataPeriod,
});

/**
 * What terms permit and deny: one reading for what a person signs and for what a document says (`provisionRows`).
 *
 * @param organizationOf record id of a member's organization; undefined for a person, whom the record does not name
 * @param decidedAt from when the terms hold where they name no beginning; RFC 3339
 */
export function provisionsOf(
  terms: ConsentTerms,
  organizationOf: (slug: string) => string | undefined,
  decidedAt: string,
): Provisions {
  const rules = [terms, ...terms.exceptions.map((exception) => within(terms, exception))];
  const told = rules.map((rule): Provision => {
    const { decision, purposes, period, dataPeriod } = rule;
    return {
      ...{ decision, purposes, period, dataPeriod, narrower: false },
      classes: typesOf(rule.classes),
      actors: rule.actors.map(actorName),
    };
  });
  const rows = provisionRows(told, decidedAt);
  const stated = told.map(
    ({ narrower: _, ...rule }): ConsentProvision => ({
      ...rule,
      actors: rule.actors.map((actor) => ({
        ...{ role: 'IRCP', practitioner: null },
        organization: organizationOf(actor ?? '') ?? null,
      })),
    }),
  );
  return { stated, rows, grantees: granteesOf(rows) };
}
