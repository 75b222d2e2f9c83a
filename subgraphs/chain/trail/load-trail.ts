import {
  CATALOGUE,
  type Fragment,
  KNOWN_TYPES,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  relationsFor,
  SEE_POLICY,
  sql,
} from '@caretrail/kit';
import { ANCHOR, VERSION } from '../trace/version-sql.ts';
import { type TrailFilterInput, trailConditions } from './trail-filter.ts';
import type { TrailRow } from './trail-row.ts';

/** The types of a person's own records that their token's scopes leave them. */
const ownTypes = ({ caller, now }: RequestContext): readonly string[] =>
  KNOWN_TYPES.filter((type) => {
    const wanted = relationsFor(CATALOGUE.get(SEE_POLICY[type]), caller, { now, types: [type] });
    return wanted !== 'any' && wanted.includes('self');
  });

/** Whether the caller may know who read their records. */
function mayKnowReaders({ caller, now }: RequestContext): boolean {
  const wanted = relationsFor(CATALOGUE.get('accesslog.read'), caller, { now, types: ['AuditEvent'] });
  return wanted !== 'any' && wanted.includes('self');
}

/**
 * All that happened to a person's records, as rows `h`: versions, by the first half of their hash as an id, and reads, gathered
 * by reader, day and purpose. Row-level security judges both; what is asked here stands on its own.
 */
function happened(patient: string, context: RequestContext): Fragment {
  const { caller } = context;
  const own = sql`${patient}::uuid = any(array(
    select patient from access.delegate where subject = ${caller.subject} and until > now()))`;
  return sql`(
    select 'RECORDED' as kind, v.recorded_at as happened_at, encode(substring(v.hash for 16), 'hex')::uuid as id,
      v.hash as version, v.type, null::text as tier, null::text as role, null::text as purpose, null::text as reading,
      null::text[] as classes, null::int as requests, null::boolean as emergency, null::boolean as own
    from provenance.version v
    where v.subject = ${patient}::uuid and v.type = any(${ownTypes(context)}::text[]) and ${own}
    union all
    select 'READ', max(e.at), md5(e.key)::uuid, null, null, min(e.tier), min(e.role), min(e.purpose), min(e.organization),
      array(select distinct class from unnest(string_to_array(string_agg(array_to_string(e.classes, ','), ','), ',')) class
        where class <> '' order by 1),
      count(distinct e.request)::int, bool_or(${patient}::uuid = any(e.emergency)),
      bool_and(e.tier = ${caller.tier} and e.subject is not distinct from ${caller.subject})
    from (
      select row((at at time zone 'UTC')::date, tier, role, subject, organization, purpose, case_id)::text as key, event.*
      from (select at, tier, role, subject, organization, purpose, case_id, request, classes, emergency from access.event
        where outcome = 'PERMITTED' and patients @> array[${patient}::uuid] and ${own} and ${mayKnowReaders(context)}) event
    ) e group by e.key
  ) h`;
}

/** A page of a person's trail, newest first. */
export function loadTrail(
  patient: string,
  filter: TrailFilterInput,
  page: PageArguments,
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<TrailRow>> {
  return pageByInstant<TrailRow>(
    {
      place: `Patient.trail ${patient} ${JSON.stringify(filter)}`,
      columns: sql`h.kind, h.id, h.happened_at, h.type, h.tier, h.role, h.purpose, h.reading, h.classes, h.requests,
        h.emergency, h.own, ${VERSION}`,
      from: sql`${happened(patient, context)} left join provenance.version v on v.hash = h.version ${ANCHOR}`,
      where: trailConditions(filter),
      at: sql`h.happened_at`,
      id: sql`h.id`,
      order: 'newest first',
    },
    page,
    context,
    cursorKey,
  );
}
