import { CATALOGUE, type Fragment, type RequestContext, relationsFor, sql } from '@caretrail/kit';

/** What a caller may read of `access.event` as `e`, along `accesslog.read`. */
export interface AccessScope {
  readonly passes: Fragment;
  /** People whom the caller may know of in what was read, as a condition on an id `person`. */
  readonly known: Fragment;
  /** Whether any of a `uuid[]` of an event is such a person. */
  readonly any: (people: Fragment) => Fragment;
  /** Whether what passes is the log of an organization, which is long, and not what concerns a few people. */
  readonly whole: boolean;
}

const NOBODY: AccessScope = { passes: sql`false`, known: sql`false`, any: () => sql`false`, whole: false };

/** What concerns a few people, as an array that is worked out once and leads into an index. */
const concerning = (people: Fragment, outcome: Fragment): AccessScope => ({
  passes: sql`(${outcome} and e.patients && ${people})`,
  known: sql`person = any (${people})`,
  any: (listed) => sql`(${listed} && ${people})`,
  whole: false,
});

/** The log of an organization: what its own people read, and whom of that the organization has in its keeping. */
function kept(organization: string | null, patient: string | null): AccessScope {
  const known = sql`exists (select from access.custodian c where c.member = ${organization} and c.patient = person
    and (${patient}::uuid is null or person = ${patient}::uuid))`;
  const about = sql`(${patient}::uuid is null or (e.patients @> array[${patient}::uuid] and exists (select from access.custodian c
    where c.member = ${organization} and c.patient = ${patient}::uuid)))`;
  return {
    passes: sql`(e.organization = ${organization} and ${about})`,
    known,
    any: (listed) =>
      sql`(${listed} <> '{}' and (${patient}::uuid is null or ${listed} @> array[${patient}::uuid]))`,
    whole: patient === null,
  };
}

/**
 * The events that the caller may read. A person: those that showed something of them, or of whom they stand for. A privacy
 * officer: what their organization read, and was refused. An auditor: what concerns the people of the case, refusals too.
 *
 * @param patient narrows it to one person; null: all of whom the caller may know
 */
export function accessScope({ caller, now }: RequestContext, patient: string | null): AccessScope {
  const wanted = relationsFor(CATALOGUE.get('accesslog.read'), caller, { now, types: ['AuditEvent'] });
  if (wanted === 'any') return NOBODY;
  if (wanted.includes('self')) {
    const people = sql`array(select d.patient from access.delegate d where d.subject = ${caller.subject}
      and d.until > now() and d.patient::text = ${patient ?? caller.subject})`;
    return concerning(people, sql`e.outcome = 'PERMITTED'`);
  }
  if (wanted.includes('case')) {
    const people = sql`array(select s.patient from access.case_scope s join access.regulatory_case k on k.id = s.case_id
      where k.id = ${caller.case}::uuid and k.auditor = ${caller.subject} and k.opened_at <= now() and k.open_until > now()
      and k.closed_at is null and (${patient}::uuid is null or s.patient = ${patient}::uuid))`;
    return concerning(people, sql`true`);
  }
  return wanted.includes('custodian') ? kept(caller.organization, patient) : NOBODY;
}
