/** Versions of a person: a visit and its claim, which the insurer decides about twice, ten times over. */
const A_PERSON = 40;

/**
 * SQL that fills an empty database with this many versions, 40 a person, and the facts about who is who. Nothing is
 * anchored. Made the same every time; live events are not written, which no lineage looks at.
 */
export const versionsSql = (count: number): string => `
create function pg_temp.u(text) returns uuid language sql immutable return md5($1)::uuid;
alter table provenance.version disable trigger feed_versions;
insert into access.member (slug, msp, kind, name, organization)
  select slug, 'HospitalMSP', 'hospital', slug, pg_temp.u(slug) from unnest(array['h1', 'h2', 'i1']) slug;
insert into provenance.version (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member,
    sensitivity, at, organization, log, activity, agent, recorded_at, parents, leaves)
  select sha256((of.record || number)::bytea), pg_temp.u(of.record), type, 1, number, pg_temp.u('p' || person),
    'h' || 1 + person % 2, case type when 'Claim' then 'h' || 1 + person % 2 end, case type when 'Claim' then 'i1' end,
    case type when 'Encounter' then 'N' end, '2024-01-01'::timestamptz + visit * interval '1 day',
    case when number = 1 then 'h' || 1 + person % 2 else 'i1' end, 'care/h1', activity, 'software/caretrail-import',
    '2024-06-01'::timestamptz + number * interval '1 hour',
    case when number > 1 then array[sha256((of.record || number - 1)::bytea)]
      when type = 'Claim' then array[sha256(('e' || person || '/' || visit || 1)::bytea)] else '{}' end, '\\x00'
  from generate_series(1, ${count / A_PERSON}) person, generate_series(1, 10) visit,
    (values ('Encounter', 'e', 1, 'import'), ('Claim', 'c', 1, 'import'), ('Claim', 'c', 2, 'adjudicate'),
      ('Claim', 'c', 3, 'adjudicate')) kind (type, letter, number, activity),
    lateral (select letter || person || '/' || visit as record) of;
insert into access.treating select 'h' || 1 + n % 2, pg_temp.u('p' || n), 'infinity' from generate_series(1, ${count / A_PERSON}) n;
insert into access.custodian select 'h' || 1 + n % 2, pg_temp.u('p' || n) from generate_series(1, ${count / A_PERSON}) n;
insert into access.insurer select 'i1', pg_temp.u('p' || n) from generate_series(1, ${count / A_PERSON}) n;
insert into access.delegate select pg_temp.u('p' || n), pg_temp.u('p' || n), 'infinity' from generate_series(1, ${count / A_PERSON}) n;
insert into access.regulatory_case
  values (pg_temp.u('case'), 'auditor', 'A reason', now(), 'infinity');
insert into access.case_scope select pg_temp.u('case'), pg_temp.u('p' || n) from generate_series(1, 100) n;
`;
