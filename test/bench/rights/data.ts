/**
 * 10,000 patients, 200,000 encounters and claims, 50 hospitals of which the first has a third of all encounters, 5 payers,
 * 4,000 permits and 1,500 denies, a third of them for a period of data. Made in SQL, the same every time.
 */
export const DATA = `
create function pg_temp.u(text) returns uuid language sql immutable return md5($1)::uuid;
select setseed(0.42);
create temp table visit_place as
  select i as patient, k, case when random() < 0.25 then 1 else 1 + floor(50 * random() * random())::int end as hospital
  from generate_series(1, 10000) i, generate_series(1, 4) k;
insert into patients.patient (id, custodian, birth_year, sex, state, zip3)
  select pg_temp.u('p' || patient), 'h' || hospital, 1930 + patient % 80, 'FEMALE', 'MA', '021'
  from visit_place where k = 1;
insert into patients.patient_identity (patient, custodian, name, identifiers, telecom)
  select id, custodian, '{"family": "Name"}', '[]', '[]' from patients.patient;
insert into patients.encounter (id, patient, custodian, sensitivity, at, class, status, month, type_group)
  select pg_temp.u('e' || i), pg_temp.u('p' || patient), 'h' || hospital, case when i % 25 = 0 then 'R' else 'N' end, at,
    'AMB', 'finished', to_char(at at time zone 'UTC', 'YYYY-MM'), 'G' || i % 40
  from (select i, 1 + i % 10000 as patient, 1 + floor(4 * random())::int as k,
      date_trunc('second', now()) - random() * interval '5 years' as at from generate_series(1, 200000) i) x
  join visit_place using (patient, k);
insert into patients.encounter_detail (encounter, patient, custodian, sensitivity, at, period_start, type)
  select id, patient, custodian, sensitivity, at, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    '{"system": "http://snomed.info/sct", "code": "185345009", "display": "Encounter for symptom"}'
  from patients.encounter;
insert into access.insurer select 'i' || case when random() < 0.4 then 1 else 2 + floor(4 * random())::int end, id
  from patients.patient;
insert into claims.claim (id, patient, encounter, custodian, provider_member, insurer_member, provider, at, state, month,
    type_group, total, total_currency)
  select md5('c' || e.id)::uuid, e.patient, e.id, e.custodian, e.custodian, i.member, pg_temp.u(e.custodian), e.at, 'PAID',
    e.month, e.type_group, 129.16, 'USD'
  from patients.encounter e join access.insurer i on i.patient = e.patient;
insert into provenance.version (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member,
    sensitivity, at, organization, log, position, activity, agent, recorded_at, parents, leaves)
  select sha256(id::text::bytea), id, type, 1, 1, patient, custodian, provider, insurer, sensitivity, at, custodian,
    'care/' || custodian, row_number() over (partition by custodian) - 1, 'import', 'importer', now(), '{}', '\\x00'
  from (select id, 'Encounter' as type, patient, custodian, null as provider, null as insurer, sensitivity, at
      from patients.encounter
    union all select id, 'Claim', patient, custodian, provider_member, insurer_member, null, at from claims.claim) x;
insert into access.treating select custodian, patient, max(at) + interval '1 year' from patients.encounter group by 1, 2;
insert into access.custodian select custodian, id from patients.patient;
insert into access.delegate select id::text, id, 'infinity' from patients.patient;
insert into access.consent (id, patient, actor, data_class, purpose, permit, deny_emergency, valid_from, valid_to,
    data_from, data_to)
  select pg_temp.u('k' || i), pg_temp.u('p' || 1 + floor(10000 * random())::int),
    case when i > 4000 and i % 5 = 0 then null when random() < 0.2 then 'h1' else 'h' || 1 + floor(50 * random())::int end,
    (array['clinical', 'person', null])[1 + i % 3], case when i % 2 = 0 then 'TREAT' end, i <= 4000, i % 50 = 0,
    '-infinity', 'infinity', case when i % 3 = 0 then now() - interval '3 years' end,
    case when i % 3 = 0 then now() - interval '1 year' end
  from generate_series(1, 5500) i;
insert into access.break_glass select 'doctor' || i, pg_temp.u('p' || i * 31), 'infinity' from generate_series(1, 200) i;
insert into access.regulatory_case
  select pg_temp.u('case' || i), 'auditor', 'A reason', now(), 'infinity' from generate_series(1, 100) i;
insert into access.case_scope select distinct pg_temp.u('case' || i), pg_temp.u('p' || 1 + floor(10000 * random())::int)
  from generate_series(1, 100) i, generate_series(1, case when i = 1 then 3 else 20 end);
`;
