-- Generated from the policy catalogue (npm run generate). Do not edit.

-- Roles belong to the cluster: a database that shares it with another finds them made.
do $$ declare name text; begin
  foreach name in array array[
    'own_patients',
    'own_claims',
    'own_access',
    'own_provenance',
    'own_intake',
    'patients_public',
    'patients_patient',
    'patients_hospital_clinician',
    'patients_hospital_registrar',
    'patients_hospital_analyst',
    'patients_hospital_privacy_officer',
    'patients_payer_adjudicator',
    'patients_regulator_auditor',
    'claims_public',
    'claims_patient',
    'claims_hospital_clinician',
    'claims_hospital_registrar',
    'claims_hospital_analyst',
    'claims_hospital_privacy_officer',
    'claims_payer_adjudicator',
    'claims_regulator_auditor',
    'chain_public',
    'chain_patient',
    'chain_hospital_clinician',
    'chain_hospital_registrar',
    'chain_hospital_analyst',
    'chain_hospital_privacy_officer',
    'chain_payer_adjudicator',
    'chain_regulator_auditor']
  loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
end $$;


-- A subgraph's login may take the roles of its own callers and inherits none. PostgreSQL 15 has no "set true".
-- An administrator who is no superuser must be able to hand tables over to their owners.
do $$ declare name text; modern boolean := current_setting('server_version_num')::int >= 160000; begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    foreach name in array array[
    'own_patients',
    'own_claims',
    'own_access',
    'own_provenance',
    'own_intake']
    loop
      execute format('grant %I to current_user', name);
    end loop;
  end if;
  foreach name in array array[
    'patients_public',
    'patients_patient',
    'patients_hospital_clinician',
    'patients_hospital_registrar',
    'patients_hospital_analyst',
    'patients_hospital_privacy_officer',
    'patients_payer_adjudicator',
    'patients_regulator_auditor',
    'claims_public',
    'claims_patient',
    'claims_hospital_clinician',
    'claims_hospital_registrar',
    'claims_hospital_analyst',
    'claims_hospital_privacy_officer',
    'claims_payer_adjudicator',
    'claims_regulator_auditor',
    'chain_public',
    'chain_patient',
    'chain_hospital_clinician',
    'chain_hospital_registrar',
    'chain_hospital_analyst',
    'chain_hospital_privacy_officer',
    'chain_payer_adjudicator',
    'chain_regulator_auditor']
  loop
    execute format('grant %I to %I', name, 'caretrail_' || split_part(name, '_', 1))
      || case when modern then ' with inherit false, set true' else '' end;
  end loop;
end $$;


-- What an earlier statement gave is gone before this one gives.
do $$ declare found record; space text; name text; begin
  for found in select schemaname, tablename, policyname from pg_policies where schemaname = any (array[
    'patients',
    'claims',
    'access',
    'provenance',
    'intake'])
  loop
    execute format('drop policy %I on %I.%I', found.policyname, found.schemaname, found.tablename);
  end loop;
  revoke all on schema public from public;
  foreach space in array array[
    'patients',
    'claims',
    'access',
    'provenance',
    'intake']
  loop
    execute format('revoke all on all routines in schema %I from public', space);
    foreach name in array array[
    'caretrail_patients',
    'caretrail_claims',
    'caretrail_chain',
    'caretrail_worker',
    'caretrail_import',
    'caretrail_hub',
    'patients_public',
    'patients_patient',
    'patients_hospital_clinician',
    'patients_hospital_registrar',
    'patients_hospital_analyst',
    'patients_hospital_privacy_officer',
    'patients_payer_adjudicator',
    'patients_regulator_auditor',
    'claims_public',
    'claims_patient',
    'claims_hospital_clinician',
    'claims_hospital_registrar',
    'claims_hospital_analyst',
    'claims_hospital_privacy_officer',
    'claims_payer_adjudicator',
    'claims_regulator_auditor',
    'chain_public',
    'chain_patient',
    'chain_hospital_clinician',
    'chain_hospital_registrar',
    'chain_hospital_analyst',
    'chain_hospital_privacy_officer',
    'chain_payer_adjudicator',
    'chain_regulator_auditor']
    loop
      execute format('revoke all on schema %I from %I', space, name);
      execute format('revoke all on all tables in schema %I from %I', space, name);
      execute format('revoke all on all sequences in schema %I from %I', space, name);
      execute format('revoke all on all routines in schema %I from %I', space, name);
    end loop;
  end loop;
end $$;

alter schema patients owner to own_patients;
grant usage on schema patients to
  caretrail_patients,
  caretrail_claims,
  caretrail_chain,
  caretrail_worker,
  caretrail_import,
  caretrail_hub,
  patients_public,
  patients_patient,
  patients_hospital_clinician,
  patients_hospital_registrar,
  patients_hospital_analyst,
  patients_hospital_privacy_officer,
  patients_payer_adjudicator,
  patients_regulator_auditor;
alter schema claims owner to own_claims;
grant usage on schema claims to
  caretrail_patients,
  caretrail_claims,
  caretrail_chain,
  caretrail_worker,
  caretrail_import,
  caretrail_hub,
  claims_public,
  claims_patient,
  claims_hospital_clinician,
  claims_hospital_registrar,
  claims_hospital_analyst,
  claims_hospital_privacy_officer,
  claims_payer_adjudicator,
  claims_regulator_auditor;
alter schema access owner to own_access;
grant usage on schema access to
  caretrail_patients,
  caretrail_claims,
  caretrail_chain,
  caretrail_worker,
  caretrail_import,
  caretrail_hub,
  patients_public,
  patients_patient,
  patients_hospital_clinician,
  patients_hospital_registrar,
  patients_hospital_analyst,
  patients_hospital_privacy_officer,
  patients_payer_adjudicator,
  patients_regulator_auditor,
  claims_public,
  claims_patient,
  claims_hospital_clinician,
  claims_hospital_registrar,
  claims_hospital_analyst,
  claims_hospital_privacy_officer,
  claims_payer_adjudicator,
  claims_regulator_auditor,
  chain_public,
  chain_patient,
  chain_hospital_clinician,
  chain_hospital_registrar,
  chain_hospital_analyst,
  chain_hospital_privacy_officer,
  chain_payer_adjudicator,
  chain_regulator_auditor;
alter schema provenance owner to own_provenance;
grant usage on schema provenance to
  caretrail_patients,
  caretrail_claims,
  caretrail_chain,
  caretrail_worker,
  caretrail_import,
  caretrail_hub,
  patients_public,
  patients_patient,
  patients_hospital_clinician,
  patients_hospital_registrar,
  patients_hospital_analyst,
  patients_hospital_privacy_officer,
  patients_payer_adjudicator,
  patients_regulator_auditor,
  claims_public,
  claims_patient,
  claims_hospital_clinician,
  claims_hospital_registrar,
  claims_hospital_analyst,
  claims_hospital_privacy_officer,
  claims_payer_adjudicator,
  claims_regulator_auditor,
  chain_public,
  chain_patient,
  chain_hospital_clinician,
  chain_hospital_registrar,
  chain_hospital_analyst,
  chain_hospital_privacy_officer,
  chain_payer_adjudicator,
  chain_regulator_auditor;
alter schema intake owner to own_intake;
grant usage on schema intake to
  caretrail_import,
  caretrail_worker;

alter function access.organization() owner to own_access;
alter function access.subject() owner to own_access;
alter function access.case_id() owner to own_access;
alter function access.purpose() owner to own_access;
grant execute on function access.organization(), access.subject(), access.case_id(), access.purpose() to
  patients_public,
  patients_patient,
  patients_hospital_clinician,
  patients_hospital_registrar,
  patients_hospital_analyst,
  patients_hospital_privacy_officer,
  patients_payer_adjudicator,
  patients_regulator_auditor,
  claims_public,
  claims_patient,
  claims_hospital_clinician,
  claims_hospital_registrar,
  claims_hospital_analyst,
  claims_hospital_privacy_officer,
  claims_payer_adjudicator,
  claims_regulator_auditor,
  chain_public,
  chain_patient,
  chain_hospital_clinician,
  chain_hospital_registrar,
  chain_hospital_analyst,
  chain_hospital_privacy_officer,
  chain_payer_adjudicator,
  chain_regulator_auditor;
alter function access.identity_digest(text[]) owner to own_access;
alter function access.identity_digests(jsonb, jsonb, text) owner to own_access;
alter function access.identify() owner to own_access;
grant execute on function access.identity_digest(text[]), access.identity_digests(jsonb, jsonb, text) to caretrail_import;
grant execute on function access.identity_digest(text[]) to patients_hospital_clinician;

-- patients.patient
alter table patients.patient owner to own_patients;
alter table patients.patient enable row level security;
alter table patients.patient force row level security;
grant select on patients.patient to patients_patient;
create policy patients_patient_self on patients.patient for select to patients_patient using (
  patient.id = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on patients.patient to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.patient for select to patients_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = patient.id and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.patient for select to patients_hospital_clinician using (
  patient.id in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('person', 'identity', 'clinical', 'claim', 'consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()));
create policy patients_hospital_clinician_break_glass on patients.patient for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient.id
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.patient as restrictive for select to patients_hospital_clinician using (
  not patient.id in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient.id
  and b.expires > now())
  and not patient.id in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)));
grant select on patients.patient to patients_hospital_registrar;
create policy patients_hospital_registrar_custodian on patients.patient for select to patients_hospital_registrar using (
  patient.custodian = (select access.organization() where access.purpose() in ('PATADMIN', 'HPAYMT')));
grant select on patients.patient to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.patient for select to patients_hospital_privacy_officer using (
  patient.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select on patients.patient to patients_payer_adjudicator;
create policy patients_payer_adjudicator_insurer on patients.patient for select to patients_payer_adjudicator using (
  exists (select from access.insurer i where i.member = (select access.organization() where access.purpose() in ('HPAYMT'))
  and i.patient = patient.id offset 0));
grant select on patients.patient to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.patient for select to patients_regulator_auditor using (
  patient.id = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert, update on patients.patient to caretrail_import;
create policy caretrail_import_select on patients.patient for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.patient for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.patient for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.patient to caretrail_worker;
create policy caretrail_worker_erase_find on patients.patient for select to caretrail_worker using (
  patient.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.patient for delete to caretrail_worker using (
  patient.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.patient_identity
alter table patients.patient_identity owner to own_patients;
alter table patients.patient_identity enable row level security;
alter table patients.patient_identity force row level security;
grant select on patients.patient_identity to patients_patient;
create policy patients_patient_self on patients.patient_identity for select to patients_patient using (
  patient_identity.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on patients.patient_identity to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.patient_identity for select to patients_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = patient_identity.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.patient_identity for select to patients_hospital_clinician using (
  patient_identity.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('identity'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()));
create policy patients_hospital_clinician_break_glass on patients.patient_identity for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient_identity.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.patient_identity as restrictive for select to patients_hospital_clinician using (
  not patient_identity.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('identity'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient_identity.patient
  and b.expires > now())
  and not patient_identity.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('identity'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)));
grant select on patients.patient_identity to patients_hospital_registrar;
create policy patients_hospital_registrar_custodian on patients.patient_identity for select to patients_hospital_registrar using (
  patient_identity.custodian = (select access.organization() where access.purpose() in ('PATADMIN')));
grant select, insert, update on patients.patient_identity to caretrail_import;
create policy caretrail_import_select on patients.patient_identity for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.patient_identity for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.patient_identity for update to caretrail_import using (true) with check (true);
grant select (patient), delete on patients.patient_identity to caretrail_worker;
create policy caretrail_worker_erase_find on patients.patient_identity for select to caretrail_worker using (
  patient_identity.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.patient_identity for delete to caretrail_worker using (
  patient_identity.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.patient_version
alter table patients.patient_version owner to own_patients;
alter table patients.patient_version enable row level security;
alter table patients.patient_version force row level security;
grant select on patients.patient_version to patients_patient;
create policy patients_patient_self on patients.patient_version for select to patients_patient using (
  patient_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on patients.patient_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.patient_version for select to patients_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = patient_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.patient_version for select to patients_hospital_clinician using (
  patient_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('person', 'identity', 'clinical', 'claim', 'consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()));
create policy patients_hospital_clinician_break_glass on patients.patient_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.patient_version as restrictive for select to patients_hospital_clinician using (
  not patient_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient_version.patient
  and b.expires > now())
  and not patient_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)));
grant select on patients.patient_version to patients_hospital_registrar;
create policy patients_hospital_registrar_custodian on patients.patient_version for select to patients_hospital_registrar using (
  patient_version.custodian = (select access.organization() where access.purpose() in ('PATADMIN', 'HPAYMT')));
grant select on patients.patient_version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.patient_version for select to patients_hospital_privacy_officer using (
  patient_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select on patients.patient_version to patients_payer_adjudicator;
create policy patients_payer_adjudicator_insurer on patients.patient_version for select to patients_payer_adjudicator using (
  exists (select from access.insurer i where i.member = (select access.organization() where access.purpose() in ('HPAYMT'))
  and i.patient = patient_version.patient offset 0));
grant select on patients.patient_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.patient_version for select to patients_regulator_auditor using (
  patient_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on patients.patient_version to caretrail_import;
create policy caretrail_import_select on patients.patient_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.patient_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.patient_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.patient_version for select to caretrail_worker using (
  patient_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.patient_version for delete to caretrail_worker using (
  patient_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.patient_identity_version
alter table patients.patient_identity_version owner to own_patients;
alter table patients.patient_identity_version enable row level security;
alter table patients.patient_identity_version force row level security;
grant select on patients.patient_identity_version to patients_patient;
create policy patients_patient_self on patients.patient_identity_version for select to patients_patient using (
  patient_identity_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on patients.patient_identity_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.patient_identity_version for select to patients_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = patient_identity_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.patient_identity_version for select to patients_hospital_clinician using (
  patient_identity_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('identity'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()));
create policy patients_hospital_clinician_break_glass on patients.patient_identity_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient_identity_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.patient_identity_version as restrictive for select to patients_hospital_clinician using (
  not patient_identity_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('identity'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = patient_identity_version.patient
  and b.expires > now())
  and not patient_identity_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('identity'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)));
grant select on patients.patient_identity_version to patients_hospital_registrar;
create policy patients_hospital_registrar_custodian on patients.patient_identity_version for select to patients_hospital_registrar using (
  patient_identity_version.custodian = (select access.organization() where access.purpose() in ('PATADMIN')));
grant select, insert on patients.patient_identity_version to caretrail_import;
create policy caretrail_import_select on patients.patient_identity_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.patient_identity_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.patient_identity_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.patient_identity_version for select to caretrail_worker using (
  patient_identity_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.patient_identity_version for delete to caretrail_worker using (
  patient_identity_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.encounter
alter table patients.encounter owner to own_patients;
alter table patients.encounter enable row level security;
alter table patients.encounter force row level security;
grant select (id, custodian, patient, sensitivity, organization, class, status, month, type_group) on patients.encounter to patients_patient;
create policy patients_patient_self on patients.encounter for select to patients_patient using (
  encounter.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, sensitivity, organization, class, status, month, type_group) on patients.encounter to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.encounter for select to patients_hospital_clinician using (
  encounter.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = encounter.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.encounter for select to patients_hospital_clinician using (
  encounter.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= encounter.at)
  and (c.data_to is null or c.data_to >= encounter.at)));
create policy patients_hospital_clinician_break_glass on patients.encounter for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.encounter as restrictive for select to patients_hospital_clinician using (
  not (encounter.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter.at is null or c.data_from <= encounter.at)
  and (c.data_to is null or encounter.at is null or c.data_to >= encounter.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter.patient
  and b.expires > now())
  and not (encounter.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter.at is null or c.data_from <= encounter.at)
  and (c.data_to is null or encounter.at is null or c.data_to >= encounter.at)))));
grant select (id, custodian, patient, sensitivity, organization, class, status, month, type_group) on patients.encounter to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.encounter for select to patients_hospital_privacy_officer using (
  encounter.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, sensitivity, organization, class, status, month, type_group) on patients.encounter to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.encounter for select to patients_regulator_auditor using (
  encounter.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select (id, custodian, patient, status) on patients.encounter to caretrail_worker;
create policy caretrail_worker_select on patients.encounter for select to caretrail_worker using (true);
grant select, insert, update on patients.encounter to caretrail_import;
create policy caretrail_import_select on patients.encounter for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.encounter for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.encounter for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.encounter to caretrail_worker;
create policy caretrail_worker_erase_find on patients.encounter for select to caretrail_worker using (
  encounter.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.encounter for delete to caretrail_worker using (
  encounter.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.encounter_detail
alter table patients.encounter_detail owner to own_patients;
alter table patients.encounter_detail enable row level security;
alter table patients.encounter_detail force row level security;
grant select (encounter, custodian, patient, sensitivity, period_start, period_end, type, reason, practitioner) on patients.encounter_detail to patients_patient;
create policy patients_patient_self on patients.encounter_detail for select to patients_patient using (
  encounter_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (encounter, custodian, patient, sensitivity, period_start, period_end, type, reason, practitioner) on patients.encounter_detail to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.encounter_detail for select to patients_hospital_clinician using (
  encounter_detail.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = encounter_detail.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.encounter_detail for select to patients_hospital_clinician using (
  encounter_detail.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_detail.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= encounter_detail.at)
  and (c.data_to is null or c.data_to >= encounter_detail.at)));
create policy patients_hospital_clinician_break_glass on patients.encounter_detail for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter_detail.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.encounter_detail as restrictive for select to patients_hospital_clinician using (
  not (encounter_detail.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_detail.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter_detail.at is null or c.data_from <= encounter_detail.at)
  and (c.data_to is null or encounter_detail.at is null or c.data_to >= encounter_detail.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter_detail.patient
  and b.expires > now())
  and not (encounter_detail.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_detail.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter_detail.at is null or c.data_from <= encounter_detail.at)
  and (c.data_to is null or encounter_detail.at is null or c.data_to >= encounter_detail.at)))));
grant select (encounter, period_start, period_end) on patients.encounter_detail to caretrail_worker;
create policy caretrail_worker_select on patients.encounter_detail for select to caretrail_worker using (true);
grant select, insert, update on patients.encounter_detail to caretrail_import;
create policy caretrail_import_select on patients.encounter_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.encounter_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.encounter_detail for update to caretrail_import using (true) with check (true);
grant select (encounter), delete on patients.encounter_detail to caretrail_worker;
create policy caretrail_worker_erase_find on patients.encounter_detail for select to caretrail_worker using (
  encounter_detail.encounter in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.encounter_detail for delete to caretrail_worker using (
  encounter_detail.encounter in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.encounter_version
alter table patients.encounter_version owner to own_patients;
alter table patients.encounter_version enable row level security;
alter table patients.encounter_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.encounter_version to patients_patient;
create policy patients_patient_self on patients.encounter_version for select to patients_patient using (
  encounter_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.encounter_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.encounter_version for select to patients_hospital_clinician using (
  encounter_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = encounter_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.encounter_version for select to patients_hospital_clinician using (
  encounter_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= encounter_version.at)
  and (c.data_to is null or c.data_to >= encounter_version.at)));
create policy patients_hospital_clinician_break_glass on patients.encounter_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.encounter_version as restrictive for select to patients_hospital_clinician using (
  not (encounter_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter_version.at is null or c.data_from <= encounter_version.at)
  and (c.data_to is null or encounter_version.at is null or c.data_to >= encounter_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter_version.patient
  and b.expires > now())
  and not (encounter_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter_version.at is null or c.data_from <= encounter_version.at)
  and (c.data_to is null or encounter_version.at is null or c.data_to >= encounter_version.at)))));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.encounter_version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.encounter_version for select to patients_hospital_privacy_officer using (
  encounter_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.encounter_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.encounter_version for select to patients_regulator_auditor using (
  encounter_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on patients.encounter_version to caretrail_import;
create policy caretrail_import_select on patients.encounter_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.encounter_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.encounter_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.encounter_version for select to caretrail_worker using (
  encounter_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.encounter_version for delete to caretrail_worker using (
  encounter_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.encounter_detail_version
alter table patients.encounter_detail_version owner to own_patients;
alter table patients.encounter_detail_version enable row level security;
alter table patients.encounter_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.encounter_detail_version to patients_patient;
create policy patients_patient_self on patients.encounter_detail_version for select to patients_patient using (
  encounter_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.encounter_detail_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.encounter_detail_version for select to patients_hospital_clinician using (
  encounter_detail_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = encounter_detail_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.encounter_detail_version for select to patients_hospital_clinician using (
  encounter_detail_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_detail_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= encounter_detail_version.at)
  and (c.data_to is null or c.data_to >= encounter_detail_version.at)));
create policy patients_hospital_clinician_break_glass on patients.encounter_detail_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter_detail_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.encounter_detail_version as restrictive for select to patients_hospital_clinician using (
  not (encounter_detail_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_detail_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter_detail_version.at is null or c.data_from <= encounter_detail_version.at)
  and (c.data_to is null or encounter_detail_version.at is null or c.data_to >= encounter_detail_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = encounter_detail_version.patient
  and b.expires > now())
  and not (encounter_detail_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = encounter_detail_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or encounter_detail_version.at is null or c.data_from <= encounter_detail_version.at)
  and (c.data_to is null or encounter_detail_version.at is null or c.data_to >= encounter_detail_version.at)))));
grant select, insert on patients.encounter_detail_version to caretrail_import;
create policy caretrail_import_select on patients.encounter_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.encounter_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.encounter_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.encounter_detail_version for select to caretrail_worker using (
  encounter_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.encounter_detail_version for delete to caretrail_worker using (
  encounter_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.condition
alter table patients.condition owner to own_patients;
alter table patients.condition enable row level security;
alter table patients.condition force row level security;
grant select (id, custodian, patient, sensitivity, encounter, month, code_group, clinical_status) on patients.condition to patients_patient;
create policy patients_patient_self on patients.condition for select to patients_patient using (
  condition.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, sensitivity, encounter, month, code_group, clinical_status) on patients.condition to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.condition for select to patients_hospital_clinician using (
  condition.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = condition.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.condition for select to patients_hospital_clinician using (
  condition.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= condition.at)
  and (c.data_to is null or c.data_to >= condition.at)));
create policy patients_hospital_clinician_break_glass on patients.condition for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.condition as restrictive for select to patients_hospital_clinician using (
  not (condition.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition.at is null or c.data_from <= condition.at)
  and (c.data_to is null or condition.at is null or c.data_to >= condition.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition.patient
  and b.expires > now())
  and not (condition.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition.at is null or c.data_from <= condition.at)
  and (c.data_to is null or condition.at is null or c.data_to >= condition.at)))));
grant select (id, custodian, patient, sensitivity, encounter, month, code_group, clinical_status) on patients.condition to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.condition for select to patients_hospital_privacy_officer using (
  condition.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, sensitivity, encounter, month, code_group, clinical_status) on patients.condition to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.condition for select to patients_regulator_auditor using (
  condition.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert, update on patients.condition to caretrail_import;
create policy caretrail_import_select on patients.condition for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.condition for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.condition for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.condition to caretrail_worker;
create policy caretrail_worker_erase_find on patients.condition for select to caretrail_worker using (
  condition.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.condition for delete to caretrail_worker using (
  condition.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.condition_detail
alter table patients.condition_detail owner to own_patients;
alter table patients.condition_detail enable row level security;
alter table patients.condition_detail force row level security;
grant select (condition, custodian, patient, sensitivity, onset, code, abatement, recorded, verification_status) on patients.condition_detail to patients_patient;
create policy patients_patient_self on patients.condition_detail for select to patients_patient using (
  condition_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (condition, custodian, patient, sensitivity, onset, code, abatement, recorded, verification_status) on patients.condition_detail to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.condition_detail for select to patients_hospital_clinician using (
  condition_detail.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = condition_detail.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.condition_detail for select to patients_hospital_clinician using (
  condition_detail.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_detail.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= condition_detail.at)
  and (c.data_to is null or c.data_to >= condition_detail.at)));
create policy patients_hospital_clinician_break_glass on patients.condition_detail for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition_detail.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.condition_detail as restrictive for select to patients_hospital_clinician using (
  not (condition_detail.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_detail.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition_detail.at is null or c.data_from <= condition_detail.at)
  and (c.data_to is null or condition_detail.at is null or c.data_to >= condition_detail.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition_detail.patient
  and b.expires > now())
  and not (condition_detail.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_detail.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition_detail.at is null or c.data_from <= condition_detail.at)
  and (c.data_to is null or condition_detail.at is null or c.data_to >= condition_detail.at)))));
grant select, insert, update on patients.condition_detail to caretrail_import;
create policy caretrail_import_select on patients.condition_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.condition_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.condition_detail for update to caretrail_import using (true) with check (true);
grant select (condition), delete on patients.condition_detail to caretrail_worker;
create policy caretrail_worker_erase_find on patients.condition_detail for select to caretrail_worker using (
  condition_detail.condition in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.condition_detail for delete to caretrail_worker using (
  condition_detail.condition in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.condition_version
alter table patients.condition_version owner to own_patients;
alter table patients.condition_version enable row level security;
alter table patients.condition_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.condition_version to patients_patient;
create policy patients_patient_self on patients.condition_version for select to patients_patient using (
  condition_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.condition_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.condition_version for select to patients_hospital_clinician using (
  condition_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = condition_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.condition_version for select to patients_hospital_clinician using (
  condition_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= condition_version.at)
  and (c.data_to is null or c.data_to >= condition_version.at)));
create policy patients_hospital_clinician_break_glass on patients.condition_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.condition_version as restrictive for select to patients_hospital_clinician using (
  not (condition_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition_version.at is null or c.data_from <= condition_version.at)
  and (c.data_to is null or condition_version.at is null or c.data_to >= condition_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition_version.patient
  and b.expires > now())
  and not (condition_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition_version.at is null or c.data_from <= condition_version.at)
  and (c.data_to is null or condition_version.at is null or c.data_to >= condition_version.at)))));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.condition_version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.condition_version for select to patients_hospital_privacy_officer using (
  condition_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.condition_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.condition_version for select to patients_regulator_auditor using (
  condition_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on patients.condition_version to caretrail_import;
create policy caretrail_import_select on patients.condition_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.condition_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.condition_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.condition_version for select to caretrail_worker using (
  condition_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.condition_version for delete to caretrail_worker using (
  condition_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.condition_detail_version
alter table patients.condition_detail_version owner to own_patients;
alter table patients.condition_detail_version enable row level security;
alter table patients.condition_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.condition_detail_version to patients_patient;
create policy patients_patient_self on patients.condition_detail_version for select to patients_patient using (
  condition_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.condition_detail_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.condition_detail_version for select to patients_hospital_clinician using (
  condition_detail_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = condition_detail_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.condition_detail_version for select to patients_hospital_clinician using (
  condition_detail_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_detail_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= condition_detail_version.at)
  and (c.data_to is null or c.data_to >= condition_detail_version.at)));
create policy patients_hospital_clinician_break_glass on patients.condition_detail_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition_detail_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.condition_detail_version as restrictive for select to patients_hospital_clinician using (
  not (condition_detail_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_detail_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition_detail_version.at is null or c.data_from <= condition_detail_version.at)
  and (c.data_to is null or condition_detail_version.at is null or c.data_to >= condition_detail_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = condition_detail_version.patient
  and b.expires > now())
  and not (condition_detail_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = condition_detail_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or condition_detail_version.at is null or c.data_from <= condition_detail_version.at)
  and (c.data_to is null or condition_detail_version.at is null or c.data_to >= condition_detail_version.at)))));
grant select, insert on patients.condition_detail_version to caretrail_import;
create policy caretrail_import_select on patients.condition_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.condition_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.condition_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.condition_detail_version for select to caretrail_worker using (
  condition_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.condition_detail_version for delete to caretrail_worker using (
  condition_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.claim
alter table claims.claim owner to own_claims;
alter table claims.claim enable row level security;
alter table claims.claim force row level security;
grant select (id, custodian, patient, provider_member, insurer_member, encounter, provider, insurer, use, state, month, type_group, total, total_currency, paid, paid_currency) on claims.claim to claims_patient;
create policy claims_patient_self on claims.claim for select to claims_patient using (
  claim.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, provider_member, insurer_member, encounter, provider, insurer, use, state, month, type_group, total, total_currency, paid, paid_currency) on claims.claim to claims_hospital_clinician;
create policy claims_hospital_clinician_treating on claims.claim for select to claims_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT'))
  and t.patient = claim.patient and t.until > now() offset 0));
create policy claims_hospital_clinician_provider on claims.claim for select to claims_hospital_clinician using (
  claim.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
create policy claims_hospital_clinician_denied on claims.claim as restrictive for select to claims_hospital_clinician using (
  not (claim.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = claim.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or claim.at is null or c.data_from <= claim.at)
  and (c.data_to is null or claim.at is null or c.data_to >= claim.at)))
  or (claim.provider_member = (select access.organization() where access.purpose() in ('TREAT'))));
grant select (id, custodian, patient, provider_member, insurer_member, encounter, provider, insurer, use, state, month, type_group, total, total_currency, paid, paid_currency) on claims.claim to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.claim for select to claims_hospital_registrar using (
  claim.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (id, custodian, patient, provider_member, insurer_member, encounter, provider, insurer, use, state, month, type_group, total, total_currency, paid, paid_currency) on claims.claim to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer_custodian on claims.claim for select to claims_hospital_privacy_officer using (
  claim.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, provider_member, insurer_member, encounter, provider, insurer, use, state, month, type_group, total, total_currency, paid, paid_currency) on claims.claim to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.claim for select to claims_payer_adjudicator using (
  claim.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (id, custodian, patient, provider_member, insurer_member, encounter, provider, insurer, use, state, month, type_group, total, total_currency, paid, paid_currency) on claims.claim to claims_regulator_auditor;
create policy claims_regulator_auditor_case on claims.claim for select to claims_regulator_auditor using (
  claim.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select (patient, insurer_member) on claims.claim to caretrail_worker;
create policy caretrail_worker_select on claims.claim for select to caretrail_worker using (true);
grant select, insert, update on claims.claim to caretrail_import;
create policy caretrail_import_select on claims.claim for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.claim for insert to caretrail_import with check (true);
create policy caretrail_import_update on claims.claim for update to caretrail_import using (true) with check (true);
grant select (id), delete on claims.claim to caretrail_worker;
create policy caretrail_worker_erase_find on claims.claim for select to caretrail_worker using (
  claim.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.claim for delete to caretrail_worker using (
  claim.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.claim_detail
alter table claims.claim_detail owner to own_claims;
alter table claims.claim_detail enable row level security;
alter table claims.claim_detail force row level security;
grant select (claim, custodian, patient, provider_member, insurer_member, type, created, billable_start, billable_end, lines, diagnoses, adjudications, history) on claims.claim_detail to claims_patient;
create policy claims_patient_self on claims.claim_detail for select to claims_patient using (
  claim_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (claim, custodian, patient, provider_member, insurer_member, type, created, billable_start, billable_end, lines, diagnoses, adjudications, history) on claims.claim_detail to claims_hospital_clinician;
create policy claims_hospital_clinician_provider on claims.claim_detail for select to claims_hospital_clinician using (
  claim_detail.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
grant select (claim, custodian, patient, provider_member, insurer_member, type, created, billable_start, billable_end, lines, diagnoses, adjudications, history) on claims.claim_detail to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.claim_detail for select to claims_hospital_registrar using (
  claim_detail.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (claim, custodian, patient, provider_member, insurer_member, type, created, billable_start, billable_end, lines, diagnoses, adjudications, history) on claims.claim_detail to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.claim_detail for select to claims_payer_adjudicator using (
  claim_detail.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select, insert, update on claims.claim_detail to caretrail_import;
create policy caretrail_import_select on claims.claim_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.claim_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on claims.claim_detail for update to caretrail_import using (true) with check (true);
grant select (claim), delete on claims.claim_detail to caretrail_worker;
create policy caretrail_worker_erase_find on claims.claim_detail for select to caretrail_worker using (
  claim_detail.claim in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.claim_detail for delete to caretrail_worker using (
  claim_detail.claim in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.claim_version
alter table claims.claim_version owner to own_claims;
alter table claims.claim_version enable row level security;
alter table claims.claim_version force row level security;
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_version to claims_patient;
create policy claims_patient_self on claims.claim_version for select to claims_patient using (
  claim_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_version to claims_hospital_clinician;
create policy claims_hospital_clinician_treating on claims.claim_version for select to claims_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT'))
  and t.patient = claim_version.patient and t.until > now() offset 0));
create policy claims_hospital_clinician_provider on claims.claim_version for select to claims_hospital_clinician using (
  claim_version.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
create policy claims_hospital_clinician_denied on claims.claim_version as restrictive for select to claims_hospital_clinician using (
  not (claim_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = claim_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or claim_version.at is null or c.data_from <= claim_version.at)
  and (c.data_to is null or claim_version.at is null or c.data_to >= claim_version.at)))
  or (claim_version.provider_member = (select access.organization() where access.purpose() in ('TREAT'))));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_version to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.claim_version for select to claims_hospital_registrar using (
  claim_version.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_version to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer_custodian on claims.claim_version for select to claims_hospital_privacy_officer using (
  claim_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_version to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.claim_version for select to claims_payer_adjudicator using (
  claim_version.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_version to claims_regulator_auditor;
create policy claims_regulator_auditor_case on claims.claim_version for select to claims_regulator_auditor using (
  claim_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on claims.claim_version to caretrail_import;
create policy caretrail_import_select on claims.claim_version for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.claim_version for insert to caretrail_import with check (true);
grant select (record), delete on claims.claim_version to caretrail_worker;
create policy caretrail_worker_erase_find on claims.claim_version for select to caretrail_worker using (
  claim_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.claim_version for delete to caretrail_worker using (
  claim_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.claim_detail_version
alter table claims.claim_detail_version owner to own_claims;
alter table claims.claim_detail_version enable row level security;
alter table claims.claim_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_detail_version to claims_patient;
create policy claims_patient_self on claims.claim_detail_version for select to claims_patient using (
  claim_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_detail_version to claims_hospital_clinician;
create policy claims_hospital_clinician_provider on claims.claim_detail_version for select to claims_hospital_clinician using (
  claim_detail_version.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_detail_version to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.claim_detail_version for select to claims_hospital_registrar using (
  claim_detail_version.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.claim_detail_version to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.claim_detail_version for select to claims_payer_adjudicator using (
  claim_detail_version.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select, insert on claims.claim_detail_version to caretrail_import;
create policy caretrail_import_select on claims.claim_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.claim_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on claims.claim_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on claims.claim_detail_version for select to caretrail_worker using (
  claim_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.claim_detail_version for delete to caretrail_worker using (
  claim_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.observation
alter table patients.observation owner to own_patients;
alter table patients.observation enable row level security;
alter table patients.observation force row level security;
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.observation to patients_patient;
create policy patients_patient_self on patients.observation for select to patients_patient using (
  observation.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.observation to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.observation for select to patients_hospital_clinician using (
  observation.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = observation.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.observation for select to patients_hospital_clinician using (
  observation.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= observation.at)
  and (c.data_to is null or c.data_to >= observation.at)));
create policy patients_hospital_clinician_break_glass on patients.observation for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.observation as restrictive for select to patients_hospital_clinician using (
  not (observation.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation.at is null or c.data_from <= observation.at)
  and (c.data_to is null or observation.at is null or c.data_to >= observation.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation.patient
  and b.expires > now())
  and not (observation.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation.at is null or c.data_from <= observation.at)
  and (c.data_to is null or observation.at is null or c.data_to >= observation.at)))));
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.observation to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.observation for select to patients_hospital_privacy_officer using (
  observation.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.observation to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.observation for select to patients_regulator_auditor using (
  observation.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert, update on patients.observation to caretrail_import;
create policy caretrail_import_select on patients.observation for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.observation for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.observation for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.observation to caretrail_worker;
create policy caretrail_worker_erase_find on patients.observation for select to caretrail_worker using (
  observation.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.observation for delete to caretrail_worker using (
  observation.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.observation_detail
alter table patients.observation_detail owner to own_patients;
alter table patients.observation_detail enable row level security;
alter table patients.observation_detail force row level security;
grant select (observation, custodian, patient, sensitivity, effective, code, issued, value, interpretation, reference_ranges, components, performer) on patients.observation_detail to patients_patient;
create policy patients_patient_self on patients.observation_detail for select to patients_patient using (
  observation_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (observation, custodian, patient, sensitivity, effective, code, issued, value, interpretation, reference_ranges, components, performer) on patients.observation_detail to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.observation_detail for select to patients_hospital_clinician using (
  observation_detail.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = observation_detail.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.observation_detail for select to patients_hospital_clinician using (
  observation_detail.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_detail.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= observation_detail.at)
  and (c.data_to is null or c.data_to >= observation_detail.at)));
create policy patients_hospital_clinician_break_glass on patients.observation_detail for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation_detail.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.observation_detail as restrictive for select to patients_hospital_clinician using (
  not (observation_detail.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_detail.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation_detail.at is null or c.data_from <= observation_detail.at)
  and (c.data_to is null or observation_detail.at is null or c.data_to >= observation_detail.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation_detail.patient
  and b.expires > now())
  and not (observation_detail.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_detail.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation_detail.at is null or c.data_from <= observation_detail.at)
  and (c.data_to is null or observation_detail.at is null or c.data_to >= observation_detail.at)))));
grant select, insert, update on patients.observation_detail to caretrail_import;
create policy caretrail_import_select on patients.observation_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.observation_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.observation_detail for update to caretrail_import using (true) with check (true);
grant select (observation), delete on patients.observation_detail to caretrail_worker;
create policy caretrail_worker_erase_find on patients.observation_detail for select to caretrail_worker using (
  observation_detail.observation in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.observation_detail for delete to caretrail_worker using (
  observation_detail.observation in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.observation_version
alter table patients.observation_version owner to own_patients;
alter table patients.observation_version enable row level security;
alter table patients.observation_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.observation_version to patients_patient;
create policy patients_patient_self on patients.observation_version for select to patients_patient using (
  observation_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.observation_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.observation_version for select to patients_hospital_clinician using (
  observation_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = observation_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.observation_version for select to patients_hospital_clinician using (
  observation_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= observation_version.at)
  and (c.data_to is null or c.data_to >= observation_version.at)));
create policy patients_hospital_clinician_break_glass on patients.observation_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.observation_version as restrictive for select to patients_hospital_clinician using (
  not (observation_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation_version.at is null or c.data_from <= observation_version.at)
  and (c.data_to is null or observation_version.at is null or c.data_to >= observation_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation_version.patient
  and b.expires > now())
  and not (observation_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation_version.at is null or c.data_from <= observation_version.at)
  and (c.data_to is null or observation_version.at is null or c.data_to >= observation_version.at)))));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.observation_version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.observation_version for select to patients_hospital_privacy_officer using (
  observation_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.observation_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.observation_version for select to patients_regulator_auditor using (
  observation_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on patients.observation_version to caretrail_import;
create policy caretrail_import_select on patients.observation_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.observation_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.observation_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.observation_version for select to caretrail_worker using (
  observation_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.observation_version for delete to caretrail_worker using (
  observation_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.observation_detail_version
alter table patients.observation_detail_version owner to own_patients;
alter table patients.observation_detail_version enable row level security;
alter table patients.observation_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.observation_detail_version to patients_patient;
create policy patients_patient_self on patients.observation_detail_version for select to patients_patient using (
  observation_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.observation_detail_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.observation_detail_version for select to patients_hospital_clinician using (
  observation_detail_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = observation_detail_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.observation_detail_version for select to patients_hospital_clinician using (
  observation_detail_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_detail_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= observation_detail_version.at)
  and (c.data_to is null or c.data_to >= observation_detail_version.at)));
create policy patients_hospital_clinician_break_glass on patients.observation_detail_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation_detail_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.observation_detail_version as restrictive for select to patients_hospital_clinician using (
  not (observation_detail_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_detail_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation_detail_version.at is null or c.data_from <= observation_detail_version.at)
  and (c.data_to is null or observation_detail_version.at is null or c.data_to >= observation_detail_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = observation_detail_version.patient
  and b.expires > now())
  and not (observation_detail_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = observation_detail_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or observation_detail_version.at is null or c.data_from <= observation_detail_version.at)
  and (c.data_to is null or observation_detail_version.at is null or c.data_to >= observation_detail_version.at)))));
grant select, insert on patients.observation_detail_version to caretrail_import;
create policy caretrail_import_select on patients.observation_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.observation_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.observation_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.observation_detail_version for select to caretrail_worker using (
  observation_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.observation_detail_version for delete to caretrail_worker using (
  observation_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.medication_request
alter table patients.medication_request owner to own_patients;
alter table patients.medication_request enable row level security;
alter table patients.medication_request force row level security;
grant select (id, custodian, patient, sensitivity, encounter, month, status, intent, category) on patients.medication_request to patients_patient;
create policy patients_patient_self on patients.medication_request for select to patients_patient using (
  medication_request.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, sensitivity, encounter, month, status, intent, category) on patients.medication_request to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.medication_request for select to patients_hospital_clinician using (
  medication_request.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = medication_request.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.medication_request for select to patients_hospital_clinician using (
  medication_request.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= medication_request.at)
  and (c.data_to is null or c.data_to >= medication_request.at)));
create policy patients_hospital_clinician_break_glass on patients.medication_request for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.medication_request as restrictive for select to patients_hospital_clinician using (
  not (medication_request.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request.at is null or c.data_from <= medication_request.at)
  and (c.data_to is null or medication_request.at is null or c.data_to >= medication_request.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request.patient
  and b.expires > now())
  and not (medication_request.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request.at is null or c.data_from <= medication_request.at)
  and (c.data_to is null or medication_request.at is null or c.data_to >= medication_request.at)))));
grant select (id, custodian, patient, sensitivity, encounter, month, status, intent, category) on patients.medication_request to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.medication_request for select to patients_hospital_privacy_officer using (
  medication_request.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, sensitivity, encounter, month, status, intent, category) on patients.medication_request to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.medication_request for select to patients_regulator_auditor using (
  medication_request.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert, update on patients.medication_request to caretrail_import;
create policy caretrail_import_select on patients.medication_request for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.medication_request for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.medication_request for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.medication_request to caretrail_worker;
create policy caretrail_worker_erase_find on patients.medication_request for select to caretrail_worker using (
  medication_request.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.medication_request for delete to caretrail_worker using (
  medication_request.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.medication_request_detail
alter table patients.medication_request_detail owner to own_patients;
alter table patients.medication_request_detail enable row level security;
alter table patients.medication_request_detail force row level security;
grant select (medication_request, custodian, patient, sensitivity, authored_on, medication, requester, reasons, dosage) on patients.medication_request_detail to patients_patient;
create policy patients_patient_self on patients.medication_request_detail for select to patients_patient using (
  medication_request_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (medication_request, custodian, patient, sensitivity, authored_on, medication, requester, reasons, dosage) on patients.medication_request_detail to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.medication_request_detail for select to patients_hospital_clinician using (
  medication_request_detail.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = medication_request_detail.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.medication_request_detail for select to patients_hospital_clinician using (
  medication_request_detail.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_detail.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= medication_request_detail.at)
  and (c.data_to is null or c.data_to >= medication_request_detail.at)));
create policy patients_hospital_clinician_break_glass on patients.medication_request_detail for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request_detail.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.medication_request_detail as restrictive for select to patients_hospital_clinician using (
  not (medication_request_detail.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_detail.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request_detail.at is null or c.data_from <= medication_request_detail.at)
  and (c.data_to is null or medication_request_detail.at is null or c.data_to >= medication_request_detail.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request_detail.patient
  and b.expires > now())
  and not (medication_request_detail.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_detail.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request_detail.at is null or c.data_from <= medication_request_detail.at)
  and (c.data_to is null or medication_request_detail.at is null or c.data_to >= medication_request_detail.at)))));
grant select, insert, update on patients.medication_request_detail to caretrail_import;
create policy caretrail_import_select on patients.medication_request_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.medication_request_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.medication_request_detail for update to caretrail_import using (true) with check (true);
grant select (medication_request), delete on patients.medication_request_detail to caretrail_worker;
create policy caretrail_worker_erase_find on patients.medication_request_detail for select to caretrail_worker using (
  medication_request_detail.medication_request in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.medication_request_detail for delete to caretrail_worker using (
  medication_request_detail.medication_request in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.medication_request_version
alter table patients.medication_request_version owner to own_patients;
alter table patients.medication_request_version enable row level security;
alter table patients.medication_request_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.medication_request_version to patients_patient;
create policy patients_patient_self on patients.medication_request_version for select to patients_patient using (
  medication_request_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.medication_request_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.medication_request_version for select to patients_hospital_clinician using (
  medication_request_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = medication_request_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.medication_request_version for select to patients_hospital_clinician using (
  medication_request_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= medication_request_version.at)
  and (c.data_to is null or c.data_to >= medication_request_version.at)));
create policy patients_hospital_clinician_break_glass on patients.medication_request_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.medication_request_version as restrictive for select to patients_hospital_clinician using (
  not (medication_request_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request_version.at is null or c.data_from <= medication_request_version.at)
  and (c.data_to is null or medication_request_version.at is null or c.data_to >= medication_request_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request_version.patient
  and b.expires > now())
  and not (medication_request_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request_version.at is null or c.data_from <= medication_request_version.at)
  and (c.data_to is null or medication_request_version.at is null or c.data_to >= medication_request_version.at)))));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.medication_request_version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.medication_request_version for select to patients_hospital_privacy_officer using (
  medication_request_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.medication_request_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.medication_request_version for select to patients_regulator_auditor using (
  medication_request_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on patients.medication_request_version to caretrail_import;
create policy caretrail_import_select on patients.medication_request_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.medication_request_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.medication_request_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.medication_request_version for select to caretrail_worker using (
  medication_request_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.medication_request_version for delete to caretrail_worker using (
  medication_request_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.medication_request_detail_version
alter table patients.medication_request_detail_version owner to own_patients;
alter table patients.medication_request_detail_version enable row level security;
alter table patients.medication_request_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.medication_request_detail_version to patients_patient;
create policy patients_patient_self on patients.medication_request_detail_version for select to patients_patient using (
  medication_request_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.medication_request_detail_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.medication_request_detail_version for select to patients_hospital_clinician using (
  medication_request_detail_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = medication_request_detail_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.medication_request_detail_version for select to patients_hospital_clinician using (
  medication_request_detail_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_detail_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= medication_request_detail_version.at)
  and (c.data_to is null or c.data_to >= medication_request_detail_version.at)));
create policy patients_hospital_clinician_break_glass on patients.medication_request_detail_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request_detail_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.medication_request_detail_version as restrictive for select to patients_hospital_clinician using (
  not (medication_request_detail_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_detail_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request_detail_version.at is null or c.data_from <= medication_request_detail_version.at)
  and (c.data_to is null or medication_request_detail_version.at is null or c.data_to >= medication_request_detail_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = medication_request_detail_version.patient
  and b.expires > now())
  and not (medication_request_detail_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = medication_request_detail_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or medication_request_detail_version.at is null or c.data_from <= medication_request_detail_version.at)
  and (c.data_to is null or medication_request_detail_version.at is null or c.data_to >= medication_request_detail_version.at)))));
grant select, insert on patients.medication_request_detail_version to caretrail_import;
create policy caretrail_import_select on patients.medication_request_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.medication_request_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.medication_request_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.medication_request_detail_version for select to caretrail_worker using (
  medication_request_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.medication_request_detail_version for delete to caretrail_worker using (
  medication_request_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.diagnostic_report
alter table patients.diagnostic_report owner to own_patients;
alter table patients.diagnostic_report enable row level security;
alter table patients.diagnostic_report force row level security;
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.diagnostic_report to patients_patient;
create policy patients_patient_self on patients.diagnostic_report for select to patients_patient using (
  diagnostic_report.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.diagnostic_report to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.diagnostic_report for select to patients_hospital_clinician using (
  diagnostic_report.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = diagnostic_report.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.diagnostic_report for select to patients_hospital_clinician using (
  diagnostic_report.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= diagnostic_report.at)
  and (c.data_to is null or c.data_to >= diagnostic_report.at)));
create policy patients_hospital_clinician_break_glass on patients.diagnostic_report for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.diagnostic_report as restrictive for select to patients_hospital_clinician using (
  not (diagnostic_report.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report.at is null or c.data_from <= diagnostic_report.at)
  and (c.data_to is null or diagnostic_report.at is null or c.data_to >= diagnostic_report.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report.patient
  and b.expires > now())
  and not (diagnostic_report.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report.at is null or c.data_from <= diagnostic_report.at)
  and (c.data_to is null or diagnostic_report.at is null or c.data_to >= diagnostic_report.at)))));
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.diagnostic_report to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.diagnostic_report for select to patients_hospital_privacy_officer using (
  diagnostic_report.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, sensitivity, encounter, month, category, status) on patients.diagnostic_report to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.diagnostic_report for select to patients_regulator_auditor using (
  diagnostic_report.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert, update on patients.diagnostic_report to caretrail_import;
create policy caretrail_import_select on patients.diagnostic_report for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.diagnostic_report for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.diagnostic_report for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.diagnostic_report to caretrail_worker;
create policy caretrail_worker_erase_find on patients.diagnostic_report for select to caretrail_worker using (
  diagnostic_report.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.diagnostic_report for delete to caretrail_worker using (
  diagnostic_report.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.diagnostic_report_detail
alter table patients.diagnostic_report_detail owner to own_patients;
alter table patients.diagnostic_report_detail enable row level security;
alter table patients.diagnostic_report_detail force row level security;
grant select (diagnostic_report, custodian, patient, sensitivity, effective, code, issued, performer, conclusion, conclusion_codes, results) on patients.diagnostic_report_detail to patients_patient;
create policy patients_patient_self on patients.diagnostic_report_detail for select to patients_patient using (
  diagnostic_report_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (diagnostic_report, custodian, patient, sensitivity, effective, code, issued, performer, conclusion, conclusion_codes, results) on patients.diagnostic_report_detail to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.diagnostic_report_detail for select to patients_hospital_clinician using (
  diagnostic_report_detail.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = diagnostic_report_detail.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.diagnostic_report_detail for select to patients_hospital_clinician using (
  diagnostic_report_detail.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_detail.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= diagnostic_report_detail.at)
  and (c.data_to is null or c.data_to >= diagnostic_report_detail.at)));
create policy patients_hospital_clinician_break_glass on patients.diagnostic_report_detail for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report_detail.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.diagnostic_report_detail as restrictive for select to patients_hospital_clinician using (
  not (diagnostic_report_detail.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_detail.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report_detail.at is null or c.data_from <= diagnostic_report_detail.at)
  and (c.data_to is null or diagnostic_report_detail.at is null or c.data_to >= diagnostic_report_detail.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report_detail.patient
  and b.expires > now())
  and not (diagnostic_report_detail.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_detail.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report_detail.at is null or c.data_from <= diagnostic_report_detail.at)
  and (c.data_to is null or diagnostic_report_detail.at is null or c.data_to >= diagnostic_report_detail.at)))));
grant select, insert, update on patients.diagnostic_report_detail to caretrail_import;
create policy caretrail_import_select on patients.diagnostic_report_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.diagnostic_report_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.diagnostic_report_detail for update to caretrail_import using (true) with check (true);
grant select (diagnostic_report), delete on patients.diagnostic_report_detail to caretrail_worker;
create policy caretrail_worker_erase_find on patients.diagnostic_report_detail for select to caretrail_worker using (
  diagnostic_report_detail.diagnostic_report in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.diagnostic_report_detail for delete to caretrail_worker using (
  diagnostic_report_detail.diagnostic_report in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.diagnostic_report_version
alter table patients.diagnostic_report_version owner to own_patients;
alter table patients.diagnostic_report_version enable row level security;
alter table patients.diagnostic_report_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.diagnostic_report_version to patients_patient;
create policy patients_patient_self on patients.diagnostic_report_version for select to patients_patient using (
  diagnostic_report_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.diagnostic_report_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.diagnostic_report_version for select to patients_hospital_clinician using (
  diagnostic_report_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = diagnostic_report_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.diagnostic_report_version for select to patients_hospital_clinician using (
  diagnostic_report_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= diagnostic_report_version.at)
  and (c.data_to is null or c.data_to >= diagnostic_report_version.at)));
create policy patients_hospital_clinician_break_glass on patients.diagnostic_report_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.diagnostic_report_version as restrictive for select to patients_hospital_clinician using (
  not (diagnostic_report_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report_version.at is null or c.data_from <= diagnostic_report_version.at)
  and (c.data_to is null or diagnostic_report_version.at is null or c.data_to >= diagnostic_report_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report_version.patient
  and b.expires > now())
  and not (diagnostic_report_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report_version.at is null or c.data_from <= diagnostic_report_version.at)
  and (c.data_to is null or diagnostic_report_version.at is null or c.data_to >= diagnostic_report_version.at)))));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.diagnostic_report_version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.diagnostic_report_version for select to patients_hospital_privacy_officer using (
  diagnostic_report_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.diagnostic_report_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.diagnostic_report_version for select to patients_regulator_auditor using (
  diagnostic_report_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on patients.diagnostic_report_version to caretrail_import;
create policy caretrail_import_select on patients.diagnostic_report_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.diagnostic_report_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.diagnostic_report_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.diagnostic_report_version for select to caretrail_worker using (
  diagnostic_report_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.diagnostic_report_version for delete to caretrail_worker using (
  diagnostic_report_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.diagnostic_report_detail_version
alter table patients.diagnostic_report_detail_version owner to own_patients;
alter table patients.diagnostic_report_detail_version enable row level security;
alter table patients.diagnostic_report_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.diagnostic_report_detail_version to patients_patient;
create policy patients_patient_self on patients.diagnostic_report_detail_version for select to patients_patient using (
  diagnostic_report_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.diagnostic_report_detail_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.diagnostic_report_detail_version for select to patients_hospital_clinician using (
  diagnostic_report_detail_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = diagnostic_report_detail_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.diagnostic_report_detail_version for select to patients_hospital_clinician using (
  diagnostic_report_detail_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_detail_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= diagnostic_report_detail_version.at)
  and (c.data_to is null or c.data_to >= diagnostic_report_detail_version.at)));
create policy patients_hospital_clinician_break_glass on patients.diagnostic_report_detail_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report_detail_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.diagnostic_report_detail_version as restrictive for select to patients_hospital_clinician using (
  not (diagnostic_report_detail_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_detail_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report_detail_version.at is null or c.data_from <= diagnostic_report_detail_version.at)
  and (c.data_to is null or diagnostic_report_detail_version.at is null or c.data_to >= diagnostic_report_detail_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = diagnostic_report_detail_version.patient
  and b.expires > now())
  and not (diagnostic_report_detail_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = diagnostic_report_detail_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or diagnostic_report_detail_version.at is null or c.data_from <= diagnostic_report_detail_version.at)
  and (c.data_to is null or diagnostic_report_detail_version.at is null or c.data_to >= diagnostic_report_detail_version.at)))));
grant select, insert on patients.diagnostic_report_detail_version to caretrail_import;
create policy caretrail_import_select on patients.diagnostic_report_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.diagnostic_report_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.diagnostic_report_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.diagnostic_report_detail_version for select to caretrail_worker using (
  diagnostic_report_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.diagnostic_report_detail_version for delete to caretrail_worker using (
  diagnostic_report_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.imaging_study
alter table patients.imaging_study owner to own_patients;
alter table patients.imaging_study enable row level security;
alter table patients.imaging_study force row level security;
grant select (id, custodian, patient, sensitivity, encounter, month, status, modality) on patients.imaging_study to patients_patient;
create policy patients_patient_self on patients.imaging_study for select to patients_patient using (
  imaging_study.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, sensitivity, encounter, month, status, modality) on patients.imaging_study to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.imaging_study for select to patients_hospital_clinician using (
  imaging_study.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = imaging_study.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.imaging_study for select to patients_hospital_clinician using (
  imaging_study.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= imaging_study.at)
  and (c.data_to is null or c.data_to >= imaging_study.at)));
create policy patients_hospital_clinician_break_glass on patients.imaging_study for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.imaging_study as restrictive for select to patients_hospital_clinician using (
  not (imaging_study.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study.at is null or c.data_from <= imaging_study.at)
  and (c.data_to is null or imaging_study.at is null or c.data_to >= imaging_study.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study.patient
  and b.expires > now())
  and not (imaging_study.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study.at is null or c.data_from <= imaging_study.at)
  and (c.data_to is null or imaging_study.at is null or c.data_to >= imaging_study.at)))));
grant select (id, custodian, patient, sensitivity, encounter, month, status, modality) on patients.imaging_study to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.imaging_study for select to patients_hospital_privacy_officer using (
  imaging_study.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, sensitivity, encounter, month, status, modality) on patients.imaging_study to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.imaging_study for select to patients_regulator_auditor using (
  imaging_study.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert, update on patients.imaging_study to caretrail_import;
create policy caretrail_import_select on patients.imaging_study for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.imaging_study for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.imaging_study for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.imaging_study to caretrail_worker;
create policy caretrail_worker_erase_find on patients.imaging_study for select to caretrail_worker using (
  imaging_study.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.imaging_study for delete to caretrail_worker using (
  imaging_study.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.imaging_study_detail
alter table patients.imaging_study_detail owner to own_patients;
alter table patients.imaging_study_detail enable row level security;
alter table patients.imaging_study_detail force row level security;
grant select (imaging_study, custodian, patient, sensitivity, started, study_uid, procedure, description, series, number_of_series, number_of_instances) on patients.imaging_study_detail to patients_patient;
create policy patients_patient_self on patients.imaging_study_detail for select to patients_patient using (
  imaging_study_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (imaging_study, custodian, patient, sensitivity, started, study_uid, procedure, description, series, number_of_series, number_of_instances) on patients.imaging_study_detail to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.imaging_study_detail for select to patients_hospital_clinician using (
  imaging_study_detail.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = imaging_study_detail.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.imaging_study_detail for select to patients_hospital_clinician using (
  imaging_study_detail.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_detail.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= imaging_study_detail.at)
  and (c.data_to is null or c.data_to >= imaging_study_detail.at)));
create policy patients_hospital_clinician_break_glass on patients.imaging_study_detail for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study_detail.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.imaging_study_detail as restrictive for select to patients_hospital_clinician using (
  not (imaging_study_detail.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_detail.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study_detail.at is null or c.data_from <= imaging_study_detail.at)
  and (c.data_to is null or imaging_study_detail.at is null or c.data_to >= imaging_study_detail.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study_detail.patient
  and b.expires > now())
  and not (imaging_study_detail.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_detail.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study_detail.at is null or c.data_from <= imaging_study_detail.at)
  and (c.data_to is null or imaging_study_detail.at is null or c.data_to >= imaging_study_detail.at)))));
grant select, insert, update on patients.imaging_study_detail to caretrail_import;
create policy caretrail_import_select on patients.imaging_study_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.imaging_study_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.imaging_study_detail for update to caretrail_import using (true) with check (true);
grant select (imaging_study), delete on patients.imaging_study_detail to caretrail_worker;
create policy caretrail_worker_erase_find on patients.imaging_study_detail for select to caretrail_worker using (
  imaging_study_detail.imaging_study in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.imaging_study_detail for delete to caretrail_worker using (
  imaging_study_detail.imaging_study in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.imaging_study_version
alter table patients.imaging_study_version owner to own_patients;
alter table patients.imaging_study_version enable row level security;
alter table patients.imaging_study_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.imaging_study_version to patients_patient;
create policy patients_patient_self on patients.imaging_study_version for select to patients_patient using (
  imaging_study_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.imaging_study_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.imaging_study_version for select to patients_hospital_clinician using (
  imaging_study_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = imaging_study_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.imaging_study_version for select to patients_hospital_clinician using (
  imaging_study_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= imaging_study_version.at)
  and (c.data_to is null or c.data_to >= imaging_study_version.at)));
create policy patients_hospital_clinician_break_glass on patients.imaging_study_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.imaging_study_version as restrictive for select to patients_hospital_clinician using (
  not (imaging_study_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study_version.at is null or c.data_from <= imaging_study_version.at)
  and (c.data_to is null or imaging_study_version.at is null or c.data_to >= imaging_study_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study_version.patient
  and b.expires > now())
  and not (imaging_study_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study_version.at is null or c.data_from <= imaging_study_version.at)
  and (c.data_to is null or imaging_study_version.at is null or c.data_to >= imaging_study_version.at)))));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.imaging_study_version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on patients.imaging_study_version for select to patients_hospital_privacy_officer using (
  imaging_study_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.imaging_study_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.imaging_study_version for select to patients_regulator_auditor using (
  imaging_study_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on patients.imaging_study_version to caretrail_import;
create policy caretrail_import_select on patients.imaging_study_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.imaging_study_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.imaging_study_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.imaging_study_version for select to caretrail_worker using (
  imaging_study_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.imaging_study_version for delete to caretrail_worker using (
  imaging_study_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.imaging_study_detail_version
alter table patients.imaging_study_detail_version owner to own_patients;
alter table patients.imaging_study_detail_version enable row level security;
alter table patients.imaging_study_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.imaging_study_detail_version to patients_patient;
create policy patients_patient_self on patients.imaging_study_detail_version for select to patients_patient using (
  imaging_study_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, sensitivity) on patients.imaging_study_detail_version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating on patients.imaging_study_detail_version for select to patients_hospital_clinician using (
  imaging_study_detail_version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = imaging_study_detail_version.patient and t.until > now() offset 0));
create policy patients_hospital_clinician_consented on patients.imaging_study_detail_version for select to patients_hospital_clinician using (
  imaging_study_detail_version.patient in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_detail_version.patient
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= imaging_study_detail_version.at)
  and (c.data_to is null or c.data_to >= imaging_study_detail_version.at)));
create policy patients_hospital_clinician_break_glass on patients.imaging_study_detail_version for select to patients_hospital_clinician using (
  exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study_detail_version.patient
  and b.expires > now()));
create policy patients_hospital_clinician_denied on patients.imaging_study_detail_version as restrictive for select to patients_hospital_clinician using (
  not (imaging_study_detail_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_detail_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study_detail_version.at is null or c.data_from <= imaging_study_detail_version.at)
  and (c.data_to is null or imaging_study_detail_version.at is null or c.data_to >= imaging_study_detail_version.at)))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = imaging_study_detail_version.patient
  and b.expires > now())
  and not (imaging_study_detail_version.patient in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = imaging_study_detail_version.patient
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or imaging_study_detail_version.at is null or c.data_from <= imaging_study_detail_version.at)
  and (c.data_to is null or imaging_study_detail_version.at is null or c.data_to >= imaging_study_detail_version.at)))));
grant select, insert on patients.imaging_study_detail_version to caretrail_import;
create policy caretrail_import_select on patients.imaging_study_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.imaging_study_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.imaging_study_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.imaging_study_detail_version for select to caretrail_worker using (
  imaging_study_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.imaging_study_detail_version for delete to caretrail_worker using (
  imaging_study_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.consent
alter table patients.consent owner to own_patients;
alter table patients.consent enable row level security;
alter table patients.consent force row level security;
grant select (id, custodian, patient, grantees, organization, status, scope, month, decision) on patients.consent to patients_patient;
create policy patients_patient_self on patients.consent for select to patients_patient using (
  consent.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, grantees, organization, status, scope, month, decision) on patients.consent to patients_hospital_clinician;
create policy patients_hospital_clinician_grantee on patients.consent for select to patients_hospital_clinician using (
  consent.grantees && (select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT'))::text[]);
create policy patients_hospital_clinician_denied on patients.consent as restrictive for select to patients_hospital_clinician using (
  not (consent.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = consent.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or consent.at is null or c.data_from <= consent.at)
  and (c.data_to is null or consent.at is null or c.data_to >= consent.at))));
grant select (id, custodian, patient, grantees, organization, status, scope, month, decision) on patients.consent to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.consent for select to patients_regulator_auditor using (
  consent.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant insert on patients.consent to patients_patient;
create policy patients_patient_insert_consent_manage on patients.consent for insert to patients_patient with check (
  (consent.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant update on patients.consent to patients_patient;
create policy patients_patient_update_consent_manage on patients.consent for update to patients_patient using (
  (consent.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())))) with check (
  (consent.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select, insert, update on patients.consent to caretrail_import;
create policy caretrail_import_select on patients.consent for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.consent for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.consent for update to caretrail_import using (true) with check (true);
grant select (id), delete on patients.consent to caretrail_worker;
create policy caretrail_worker_erase_find on patients.consent for select to caretrail_worker using (
  consent.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.consent for delete to caretrail_worker using (
  consent.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.consent_detail
alter table patients.consent_detail owner to own_patients;
alter table patients.consent_detail enable row level security;
alter table patients.consent_detail force row level security;
grant select (consent, custodian, patient, grantees, category, date_time, policy_rule, valid_start, valid_end, provisions) on patients.consent_detail to patients_patient;
create policy patients_patient_self on patients.consent_detail for select to patients_patient using (
  consent_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (consent, custodian, patient, grantees, category, date_time, policy_rule, valid_start, valid_end, provisions) on patients.consent_detail to patients_hospital_clinician;
create policy patients_hospital_clinician_grantee on patients.consent_detail for select to patients_hospital_clinician using (
  consent_detail.grantees && (select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT'))::text[]);
create policy patients_hospital_clinician_denied on patients.consent_detail as restrictive for select to patients_hospital_clinician using (
  not (consent_detail.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = consent_detail.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or consent_detail.at is null or c.data_from <= consent_detail.at)
  and (c.data_to is null or consent_detail.at is null or c.data_to >= consent_detail.at))));
grant select (consent, custodian, patient, grantees, category, date_time, policy_rule, valid_start, valid_end, provisions) on patients.consent_detail to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.consent_detail for select to patients_regulator_auditor using (
  consent_detail.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant insert on patients.consent_detail to patients_patient;
create policy patients_patient_insert_consent_manage on patients.consent_detail for insert to patients_patient with check (
  (consent_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant update on patients.consent_detail to patients_patient;
create policy patients_patient_update_consent_manage on patients.consent_detail for update to patients_patient using (
  (consent_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())))) with check (
  (consent_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select, insert, update on patients.consent_detail to caretrail_import;
create policy caretrail_import_select on patients.consent_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.consent_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.consent_detail for update to caretrail_import using (true) with check (true);
grant select (consent), delete on patients.consent_detail to caretrail_worker;
create policy caretrail_worker_erase_find on patients.consent_detail for select to caretrail_worker using (
  consent_detail.consent in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.consent_detail for delete to caretrail_worker using (
  consent_detail.consent in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.consent_version
alter table patients.consent_version owner to own_patients;
alter table patients.consent_version enable row level security;
alter table patients.consent_version force row level security;
grant select (record, number, values, salts, custodian, patient, grantees) on patients.consent_version to patients_patient;
create policy patients_patient_self on patients.consent_version for select to patients_patient using (
  consent_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, grantees) on patients.consent_version to patients_hospital_clinician;
create policy patients_hospital_clinician_grantee on patients.consent_version for select to patients_hospital_clinician using (
  consent_version.grantees && (select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT'))::text[]);
create policy patients_hospital_clinician_denied on patients.consent_version as restrictive for select to patients_hospital_clinician using (
  not (consent_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = consent_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or consent_version.at is null or c.data_from <= consent_version.at)
  and (c.data_to is null or consent_version.at is null or c.data_to >= consent_version.at))));
grant select (record, number, values, salts, custodian, patient, grantees) on patients.consent_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.consent_version for select to patients_regulator_auditor using (
  consent_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant insert on patients.consent_version to patients_patient;
create policy patients_patient_insert_consent_manage on patients.consent_version for insert to patients_patient with check (
  (consent_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select, insert on patients.consent_version to caretrail_import;
create policy caretrail_import_select on patients.consent_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.consent_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.consent_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.consent_version for select to caretrail_worker using (
  consent_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.consent_version for delete to caretrail_worker using (
  consent_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.consent_detail_version
alter table patients.consent_detail_version owner to own_patients;
alter table patients.consent_detail_version enable row level security;
alter table patients.consent_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, grantees) on patients.consent_detail_version to patients_patient;
create policy patients_patient_self on patients.consent_detail_version for select to patients_patient using (
  consent_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, grantees) on patients.consent_detail_version to patients_hospital_clinician;
create policy patients_hospital_clinician_grantee on patients.consent_detail_version for select to patients_hospital_clinician using (
  consent_detail_version.grantees && (select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT'))::text[]);
create policy patients_hospital_clinician_denied on patients.consent_detail_version as restrictive for select to patients_hospital_clinician using (
  not (consent_detail_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = consent_detail_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or consent_detail_version.at is null or c.data_from <= consent_detail_version.at)
  and (c.data_to is null or consent_detail_version.at is null or c.data_to >= consent_detail_version.at))));
grant select (record, number, values, salts, custodian, patient, grantees) on patients.consent_detail_version to patients_regulator_auditor;
create policy patients_regulator_auditor_case on patients.consent_detail_version for select to patients_regulator_auditor using (
  consent_detail_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant insert on patients.consent_detail_version to patients_patient;
create policy patients_patient_insert_consent_manage on patients.consent_detail_version for insert to patients_patient with check (
  (consent_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select, insert on patients.consent_detail_version to caretrail_import;
create policy caretrail_import_select on patients.consent_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.consent_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on patients.consent_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on patients.consent_detail_version for select to caretrail_worker using (
  consent_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on patients.consent_detail_version for delete to caretrail_worker using (
  consent_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.coverage
alter table claims.coverage owner to own_claims;
alter table claims.coverage enable row level security;
alter table claims.coverage force row level security;
grant select (id, custodian, patient, provider_member, insurer_member, insurer, status, month) on claims.coverage to claims_patient;
create policy claims_patient_self on claims.coverage for select to claims_patient using (
  coverage.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (id, custodian, patient, provider_member, insurer_member, insurer, status, month) on claims.coverage to claims_hospital_clinician;
create policy claims_hospital_clinician_treating on claims.coverage for select to claims_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT'))
  and t.patient = coverage.patient and t.until > now() offset 0));
create policy claims_hospital_clinician_provider on claims.coverage for select to claims_hospital_clinician using (
  coverage.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
create policy claims_hospital_clinician_denied on claims.coverage as restrictive for select to claims_hospital_clinician using (
  not (coverage.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = coverage.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or coverage.at is null or c.data_from <= coverage.at)
  and (c.data_to is null or coverage.at is null or c.data_to >= coverage.at)))
  or (coverage.provider_member = (select access.organization() where access.purpose() in ('TREAT'))));
grant select (id, custodian, patient, provider_member, insurer_member, insurer, status, month) on claims.coverage to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.coverage for select to claims_hospital_registrar using (
  coverage.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (id, custodian, patient, provider_member, insurer_member, insurer, status, month) on claims.coverage to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer_custodian on claims.coverage for select to claims_hospital_privacy_officer using (
  coverage.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (id, custodian, patient, provider_member, insurer_member, insurer, status, month) on claims.coverage to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.coverage for select to claims_payer_adjudicator using (
  coverage.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (id, custodian, patient, provider_member, insurer_member, insurer, status, month) on claims.coverage to claims_regulator_auditor;
create policy claims_regulator_auditor_case on claims.coverage for select to claims_regulator_auditor using (
  coverage.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select (patient, insurer_member, status) on claims.coverage to caretrail_worker;
create policy caretrail_worker_select on claims.coverage for select to caretrail_worker using (true);
grant select, insert, update on claims.coverage to caretrail_import;
create policy caretrail_import_select on claims.coverage for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.coverage for insert to caretrail_import with check (true);
create policy caretrail_import_update on claims.coverage for update to caretrail_import using (true) with check (true);
grant select (id), delete on claims.coverage to caretrail_worker;
create policy caretrail_worker_erase_find on claims.coverage for select to caretrail_worker using (
  coverage.id in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.coverage for delete to caretrail_worker using (
  coverage.id in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.coverage_detail
alter table claims.coverage_detail owner to own_claims;
alter table claims.coverage_detail enable row level security;
alter table claims.coverage_detail force row level security;
grant select (coverage, custodian, patient, provider_member, insurer_member, type, period_start, period_end, subscriber_id, relationship, classes) on claims.coverage_detail to claims_patient;
create policy claims_patient_self on claims.coverage_detail for select to claims_patient using (
  coverage_detail.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (coverage, custodian, patient, provider_member, insurer_member, type, period_start, period_end, subscriber_id, relationship, classes) on claims.coverage_detail to claims_hospital_clinician;
create policy claims_hospital_clinician_provider on claims.coverage_detail for select to claims_hospital_clinician using (
  coverage_detail.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
grant select (coverage, custodian, patient, provider_member, insurer_member, type, period_start, period_end, subscriber_id, relationship, classes) on claims.coverage_detail to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.coverage_detail for select to claims_hospital_registrar using (
  coverage_detail.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (coverage, custodian, patient, provider_member, insurer_member, type, period_start, period_end, subscriber_id, relationship, classes) on claims.coverage_detail to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.coverage_detail for select to claims_payer_adjudicator using (
  coverage_detail.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select, insert, update on claims.coverage_detail to caretrail_import;
create policy caretrail_import_select on claims.coverage_detail for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.coverage_detail for insert to caretrail_import with check (true);
create policy caretrail_import_update on claims.coverage_detail for update to caretrail_import using (true) with check (true);
grant select (coverage), delete on claims.coverage_detail to caretrail_worker;
create policy caretrail_worker_erase_find on claims.coverage_detail for select to caretrail_worker using (
  coverage_detail.coverage in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.coverage_detail for delete to caretrail_worker using (
  coverage_detail.coverage in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.coverage_version
alter table claims.coverage_version owner to own_claims;
alter table claims.coverage_version enable row level security;
alter table claims.coverage_version force row level security;
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_version to claims_patient;
create policy claims_patient_self on claims.coverage_version for select to claims_patient using (
  coverage_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_version to claims_hospital_clinician;
create policy claims_hospital_clinician_treating on claims.coverage_version for select to claims_hospital_clinician using (
  exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT'))
  and t.patient = coverage_version.patient and t.until > now() offset 0));
create policy claims_hospital_clinician_provider on claims.coverage_version for select to claims_hospital_clinician using (
  coverage_version.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
create policy claims_hospital_clinician_denied on claims.coverage_version as restrictive for select to claims_hospital_clinician using (
  not (coverage_version.patient in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = coverage_version.patient
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or coverage_version.at is null or c.data_from <= coverage_version.at)
  and (c.data_to is null or coverage_version.at is null or c.data_to >= coverage_version.at)))
  or (coverage_version.provider_member = (select access.organization() where access.purpose() in ('TREAT'))));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_version to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.coverage_version for select to claims_hospital_registrar using (
  coverage_version.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_version to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer_custodian on claims.coverage_version for select to claims_hospital_privacy_officer using (
  coverage_version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_version to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.coverage_version for select to claims_payer_adjudicator using (
  coverage_version.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_version to claims_regulator_auditor;
create policy claims_regulator_auditor_case on claims.coverage_version for select to claims_regulator_auditor using (
  coverage_version.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select, insert on claims.coverage_version to caretrail_import;
create policy caretrail_import_select on claims.coverage_version for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.coverage_version for insert to caretrail_import with check (true);
grant select (record), delete on claims.coverage_version to caretrail_worker;
create policy caretrail_worker_erase_find on claims.coverage_version for select to caretrail_worker using (
  coverage_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.coverage_version for delete to caretrail_worker using (
  coverage_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- claims.coverage_detail_version
alter table claims.coverage_detail_version owner to own_claims;
alter table claims.coverage_detail_version enable row level security;
alter table claims.coverage_detail_version force row level security;
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_detail_version to claims_patient;
create policy claims_patient_self on claims.coverage_detail_version for select to claims_patient using (
  coverage_detail_version.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_detail_version to claims_hospital_clinician;
create policy claims_hospital_clinician_provider on claims.coverage_detail_version for select to claims_hospital_clinician using (
  coverage_detail_version.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_detail_version to claims_hospital_registrar;
create policy claims_hospital_registrar_provider on claims.coverage_detail_version for select to claims_hospital_registrar using (
  coverage_detail_version.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (record, number, values, salts, custodian, patient, provider_member, insurer_member) on claims.coverage_detail_version to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer on claims.coverage_detail_version for select to claims_payer_adjudicator using (
  coverage_detail_version.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select, insert on claims.coverage_detail_version to caretrail_import;
create policy caretrail_import_select on claims.coverage_detail_version for select to caretrail_import using (true);
create policy caretrail_import_insert on claims.coverage_detail_version for insert to caretrail_import with check (true);
grant select (record), delete on claims.coverage_detail_version to caretrail_worker;
create policy caretrail_worker_erase_find on claims.coverage_detail_version for select to caretrail_worker using (
  coverage_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on claims.coverage_detail_version for delete to caretrail_worker using (
  coverage_detail_version.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- patients.organization
alter table patients.organization owner to own_patients;
alter table patients.organization enable row level security;
alter table patients.organization force row level security;
grant select on patients.organization to patients_public;
create policy patients_public on patients.organization for select to patients_public using (
  true);
grant select on patients.organization to patients_patient;
create policy patients_patient on patients.organization for select to patients_patient using (
  true);
grant select on patients.organization to patients_hospital_clinician;
create policy patients_hospital_clinician on patients.organization for select to patients_hospital_clinician using (
  true);
grant select on patients.organization to patients_hospital_registrar;
create policy patients_hospital_registrar on patients.organization for select to patients_hospital_registrar using (
  true);
grant select on patients.organization to patients_hospital_analyst;
create policy patients_hospital_analyst on patients.organization for select to patients_hospital_analyst using (
  true);
grant select on patients.organization to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on patients.organization for select to patients_hospital_privacy_officer using (
  true);
grant select on patients.organization to patients_payer_adjudicator;
create policy patients_payer_adjudicator on patients.organization for select to patients_payer_adjudicator using (
  true);
grant select on patients.organization to patients_regulator_auditor;
create policy patients_regulator_auditor on patients.organization for select to patients_regulator_auditor using (
  true);
grant select, insert, update on patients.organization to caretrail_import;
create policy caretrail_import_select on patients.organization for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.organization for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.organization for update to caretrail_import using (true) with check (true);

-- patients.practitioner
alter table patients.practitioner owner to own_patients;
alter table patients.practitioner enable row level security;
alter table patients.practitioner force row level security;
grant select on patients.practitioner to patients_public;
create policy patients_public on patients.practitioner for select to patients_public using (
  true);
grant select on patients.practitioner to patients_patient;
create policy patients_patient on patients.practitioner for select to patients_patient using (
  true);
grant select on patients.practitioner to patients_hospital_clinician;
create policy patients_hospital_clinician on patients.practitioner for select to patients_hospital_clinician using (
  true);
grant select on patients.practitioner to patients_hospital_registrar;
create policy patients_hospital_registrar on patients.practitioner for select to patients_hospital_registrar using (
  true);
grant select on patients.practitioner to patients_hospital_analyst;
create policy patients_hospital_analyst on patients.practitioner for select to patients_hospital_analyst using (
  true);
grant select on patients.practitioner to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on patients.practitioner for select to patients_hospital_privacy_officer using (
  true);
grant select on patients.practitioner to patients_payer_adjudicator;
create policy patients_payer_adjudicator on patients.practitioner for select to patients_payer_adjudicator using (
  true);
grant select on patients.practitioner to patients_regulator_auditor;
create policy patients_regulator_auditor on patients.practitioner for select to patients_regulator_auditor using (
  true);
grant select, insert, update on patients.practitioner to caretrail_import;
create policy caretrail_import_select on patients.practitioner for select to caretrail_import using (true);
create policy caretrail_import_insert on patients.practitioner for insert to caretrail_import with check (true);
create policy caretrail_import_update on patients.practitioner for update to caretrail_import using (true) with check (true);

-- access.member
alter table access.member owner to own_access;
alter table access.member enable row level security;
alter table access.member force row level security;
grant select on access.member to patients_public;
create policy patients_public on access.member for select to patients_public using (
  true);
grant select on access.member to patients_patient;
create policy patients_patient on access.member for select to patients_patient using (
  true);
grant select on access.member to patients_hospital_clinician;
create policy patients_hospital_clinician on access.member for select to patients_hospital_clinician using (
  true);
grant select on access.member to patients_hospital_registrar;
create policy patients_hospital_registrar on access.member for select to patients_hospital_registrar using (
  true);
grant select on access.member to patients_hospital_analyst;
create policy patients_hospital_analyst on access.member for select to patients_hospital_analyst using (
  true);
grant select on access.member to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on access.member for select to patients_hospital_privacy_officer using (
  true);
grant select on access.member to patients_payer_adjudicator;
create policy patients_payer_adjudicator on access.member for select to patients_payer_adjudicator using (
  true);
grant select on access.member to patients_regulator_auditor;
create policy patients_regulator_auditor on access.member for select to patients_regulator_auditor using (
  true);
grant select on access.member to claims_public;
create policy claims_public on access.member for select to claims_public using (
  true);
grant select on access.member to claims_patient;
create policy claims_patient on access.member for select to claims_patient using (
  true);
grant select on access.member to claims_hospital_clinician;
create policy claims_hospital_clinician on access.member for select to claims_hospital_clinician using (
  true);
grant select on access.member to claims_hospital_registrar;
create policy claims_hospital_registrar on access.member for select to claims_hospital_registrar using (
  true);
grant select on access.member to claims_hospital_analyst;
create policy claims_hospital_analyst on access.member for select to claims_hospital_analyst using (
  true);
grant select on access.member to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer on access.member for select to claims_hospital_privacy_officer using (
  true);
grant select on access.member to claims_payer_adjudicator;
create policy claims_payer_adjudicator on access.member for select to claims_payer_adjudicator using (
  true);
grant select on access.member to claims_regulator_auditor;
create policy claims_regulator_auditor on access.member for select to claims_regulator_auditor using (
  true);
grant select on access.member to chain_public;
create policy chain_public on access.member for select to chain_public using (
  true);
grant select on access.member to chain_patient;
create policy chain_patient on access.member for select to chain_patient using (
  true);
grant select on access.member to chain_hospital_clinician;
create policy chain_hospital_clinician on access.member for select to chain_hospital_clinician using (
  true);
grant select on access.member to chain_hospital_registrar;
create policy chain_hospital_registrar on access.member for select to chain_hospital_registrar using (
  true);
grant select on access.member to chain_hospital_analyst;
create policy chain_hospital_analyst on access.member for select to chain_hospital_analyst using (
  true);
grant select on access.member to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on access.member for select to chain_hospital_privacy_officer using (
  true);
grant select on access.member to chain_payer_adjudicator;
create policy chain_payer_adjudicator on access.member for select to chain_payer_adjudicator using (
  true);
grant select on access.member to chain_regulator_auditor;
create policy chain_regulator_auditor on access.member for select to chain_regulator_auditor using (
  true);
grant select on access.member to caretrail_worker;
create policy caretrail_worker_select on access.member for select to caretrail_worker using (true);
grant select, insert, update, delete on access.member to caretrail_import;
create policy caretrail_import_select on access.member for select to caretrail_import using (true);
create policy caretrail_import_insert on access.member for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.member for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.member for delete to caretrail_import using (true);
grant select on access.member to caretrail_hub;
create policy caretrail_hub_select on access.member for select to caretrail_hub using (true);

-- access.operates
alter table access.operates owner to own_access;
alter table access.operates enable row level security;
alter table access.operates force row level security;
grant select on access.operates to patients_public;
create policy patients_public on access.operates for select to patients_public using (
  true);
grant select on access.operates to patients_patient;
create policy patients_patient on access.operates for select to patients_patient using (
  true);
grant select on access.operates to patients_hospital_clinician;
create policy patients_hospital_clinician on access.operates for select to patients_hospital_clinician using (
  true);
grant select on access.operates to patients_hospital_registrar;
create policy patients_hospital_registrar on access.operates for select to patients_hospital_registrar using (
  true);
grant select on access.operates to patients_hospital_analyst;
create policy patients_hospital_analyst on access.operates for select to patients_hospital_analyst using (
  true);
grant select on access.operates to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on access.operates for select to patients_hospital_privacy_officer using (
  true);
grant select on access.operates to patients_payer_adjudicator;
create policy patients_payer_adjudicator on access.operates for select to patients_payer_adjudicator using (
  true);
grant select on access.operates to patients_regulator_auditor;
create policy patients_regulator_auditor on access.operates for select to patients_regulator_auditor using (
  true);
grant select on access.operates to claims_public;
create policy claims_public on access.operates for select to claims_public using (
  true);
grant select on access.operates to claims_patient;
create policy claims_patient on access.operates for select to claims_patient using (
  true);
grant select on access.operates to claims_hospital_clinician;
create policy claims_hospital_clinician on access.operates for select to claims_hospital_clinician using (
  true);
grant select on access.operates to claims_hospital_registrar;
create policy claims_hospital_registrar on access.operates for select to claims_hospital_registrar using (
  true);
grant select on access.operates to claims_hospital_analyst;
create policy claims_hospital_analyst on access.operates for select to claims_hospital_analyst using (
  true);
grant select on access.operates to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer on access.operates for select to claims_hospital_privacy_officer using (
  true);
grant select on access.operates to claims_payer_adjudicator;
create policy claims_payer_adjudicator on access.operates for select to claims_payer_adjudicator using (
  true);
grant select on access.operates to claims_regulator_auditor;
create policy claims_regulator_auditor on access.operates for select to claims_regulator_auditor using (
  true);
grant select on access.operates to chain_public;
create policy chain_public on access.operates for select to chain_public using (
  true);
grant select on access.operates to chain_patient;
create policy chain_patient on access.operates for select to chain_patient using (
  true);
grant select on access.operates to chain_hospital_clinician;
create policy chain_hospital_clinician on access.operates for select to chain_hospital_clinician using (
  true);
grant select on access.operates to chain_hospital_registrar;
create policy chain_hospital_registrar on access.operates for select to chain_hospital_registrar using (
  true);
grant select on access.operates to chain_hospital_analyst;
create policy chain_hospital_analyst on access.operates for select to chain_hospital_analyst using (
  true);
grant select on access.operates to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on access.operates for select to chain_hospital_privacy_officer using (
  true);
grant select on access.operates to chain_payer_adjudicator;
create policy chain_payer_adjudicator on access.operates for select to chain_payer_adjudicator using (
  true);
grant select on access.operates to chain_regulator_auditor;
create policy chain_regulator_auditor on access.operates for select to chain_regulator_auditor using (
  true);
grant select on access.operates to caretrail_worker;
create policy caretrail_worker_select on access.operates for select to caretrail_worker using (true);
grant select, insert, update, delete on access.operates to caretrail_import;
create policy caretrail_import_select on access.operates for select to caretrail_import using (true);
create policy caretrail_import_insert on access.operates for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.operates for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.operates for delete to caretrail_import using (true);
grant select on access.operates to caretrail_hub;
create policy caretrail_hub_select on access.operates for select to caretrail_hub using (true);

-- access.treating
alter table access.treating owner to own_access;
alter table access.treating enable row level security;
alter table access.treating force row level security;
grant select on access.treating to patients_hospital_clinician;
create policy patients_hospital_clinician on access.treating for select to patients_hospital_clinician using (
  treating.member = (select access.organization()));
grant select on access.treating to claims_hospital_clinician;
create policy claims_hospital_clinician on access.treating for select to claims_hospital_clinician using (
  treating.member = (select access.organization()));
grant select on access.treating to chain_hospital_clinician;
create policy chain_hospital_clinician on access.treating for select to chain_hospital_clinician using (
  treating.member = (select access.organization()));
grant select, insert, update, delete on access.treating to caretrail_worker;
create policy caretrail_worker_select on access.treating for select to caretrail_worker using (true);
create policy caretrail_worker_insert on access.treating for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on access.treating for update to caretrail_worker using (true) with check (true);
create policy caretrail_worker_delete on access.treating for delete to caretrail_worker using (true);
grant select, insert, update, delete on access.treating to caretrail_import;
create policy caretrail_import_select on access.treating for select to caretrail_import using (true);
create policy caretrail_import_insert on access.treating for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.treating for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.treating for delete to caretrail_import using (true);
grant select (patient), delete on access.treating to caretrail_worker;
create policy caretrail_worker_erase_find on access.treating for select to caretrail_worker using (
  treating.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.treating for delete to caretrail_worker using (
  treating.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.custodian
alter table access.custodian owner to own_access;
alter table access.custodian enable row level security;
alter table access.custodian force row level security;
grant select on access.custodian to patients_hospital_registrar;
create policy patients_hospital_registrar on access.custodian for select to patients_hospital_registrar using (
  custodian.member = (select access.organization()));
grant select on access.custodian to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on access.custodian for select to patients_hospital_privacy_officer using (
  custodian.member = (select access.organization()));
grant select on access.custodian to claims_hospital_registrar;
create policy claims_hospital_registrar on access.custodian for select to claims_hospital_registrar using (
  custodian.member = (select access.organization()));
grant select on access.custodian to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer on access.custodian for select to claims_hospital_privacy_officer using (
  custodian.member = (select access.organization()));
grant select on access.custodian to chain_hospital_registrar;
create policy chain_hospital_registrar on access.custodian for select to chain_hospital_registrar using (
  custodian.member = (select access.organization()));
grant select on access.custodian to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on access.custodian for select to chain_hospital_privacy_officer using (
  custodian.member = (select access.organization()));
grant select on access.custodian to caretrail_worker;
create policy caretrail_worker_select on access.custodian for select to caretrail_worker using (true);
grant select, insert, update, delete on access.custodian to caretrail_import;
create policy caretrail_import_select on access.custodian for select to caretrail_import using (true);
create policy caretrail_import_insert on access.custodian for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.custodian for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.custodian for delete to caretrail_import using (true);
grant select (patient), delete on access.custodian to caretrail_worker;
create policy caretrail_worker_erase_find on access.custodian for select to caretrail_worker using (
  custodian.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.custodian for delete to caretrail_worker using (
  custodian.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.insurer
alter table access.insurer owner to own_access;
alter table access.insurer enable row level security;
alter table access.insurer force row level security;
grant select on access.insurer to patients_payer_adjudicator;
create policy patients_payer_adjudicator on access.insurer for select to patients_payer_adjudicator using (
  insurer.member = (select access.organization()));
grant select on access.insurer to claims_payer_adjudicator;
create policy claims_payer_adjudicator on access.insurer for select to claims_payer_adjudicator using (
  insurer.member = (select access.organization()));
grant select on access.insurer to chain_payer_adjudicator;
create policy chain_payer_adjudicator on access.insurer for select to chain_payer_adjudicator using (
  insurer.member = (select access.organization()));
grant select, insert, update, delete on access.insurer to caretrail_worker;
create policy caretrail_worker_select on access.insurer for select to caretrail_worker using (true);
create policy caretrail_worker_insert on access.insurer for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on access.insurer for update to caretrail_worker using (true) with check (true);
create policy caretrail_worker_delete on access.insurer for delete to caretrail_worker using (true);
grant select, insert, update, delete on access.insurer to caretrail_import;
create policy caretrail_import_select on access.insurer for select to caretrail_import using (true);
create policy caretrail_import_insert on access.insurer for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.insurer for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.insurer for delete to caretrail_import using (true);
grant select (patient), delete on access.insurer to caretrail_worker;
create policy caretrail_worker_erase_find on access.insurer for select to caretrail_worker using (
  insurer.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.insurer for delete to caretrail_worker using (
  insurer.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.delegate
alter table access.delegate owner to own_access;
alter table access.delegate enable row level security;
alter table access.delegate force row level security;
grant select on access.delegate to patients_patient;
create policy patients_patient on access.delegate for select to patients_patient using (
  delegate.subject = (select access.subject()));
grant select on access.delegate to claims_patient;
create policy claims_patient on access.delegate for select to claims_patient using (
  delegate.subject = (select access.subject()));
grant select on access.delegate to chain_patient;
create policy chain_patient on access.delegate for select to chain_patient using (
  delegate.subject = (select access.subject()));
grant select, insert, update, delete on access.delegate to caretrail_import;
create policy caretrail_import_select on access.delegate for select to caretrail_import using (true);
create policy caretrail_import_insert on access.delegate for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.delegate for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.delegate for delete to caretrail_import using (true);
grant select (patient), delete on access.delegate to caretrail_worker;
create policy caretrail_worker_erase_find on access.delegate for select to caretrail_worker using (
  delegate.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.delegate for delete to caretrail_worker using (
  delegate.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.consent
alter table access.consent owner to own_access;
alter table access.consent enable row level security;
alter table access.consent force row level security;
grant select on access.consent to patients_patient;
create policy patients_patient_self on access.consent for select to patients_patient using (
  consent.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on access.consent to patients_hospital_clinician;
create policy patients_hospital_clinician on access.consent for select to patients_hospital_clinician using (
  (select access.organization()) is not null and (consent.actor is null or consent.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[])));
grant select on access.consent to claims_hospital_clinician;
create policy claims_hospital_clinician on access.consent for select to claims_hospital_clinician using (
  (select access.organization()) is not null and (consent.actor is null or consent.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[])));
grant select on access.consent to chain_hospital_clinician;
create policy chain_hospital_clinician on access.consent for select to chain_hospital_clinician using (
  (select access.organization()) is not null and (consent.actor is null or consent.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[])));
grant insert on access.consent to patients_patient;
create policy patients_patient_insert_consent_manage on access.consent for insert to patients_patient with check (
  not consent.permit and consent.record is not null
  and (consent.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant delete on access.consent to patients_patient;
create policy patients_patient_delete_consent_manage on access.consent for delete to patients_patient using (
  consent.record is not null
  and (consent.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select, insert, delete on access.consent to caretrail_worker;
create policy caretrail_worker_select on access.consent for select to caretrail_worker using (true);
create policy caretrail_worker_insert on access.consent for insert to caretrail_worker with check (true);
create policy caretrail_worker_delete on access.consent for delete to caretrail_worker using (true);
grant select, insert, update, delete on access.consent to caretrail_import;
create policy caretrail_import_select on access.consent for select to caretrail_import using (true);
create policy caretrail_import_insert on access.consent for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.consent for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.consent for delete to caretrail_import using (true);
grant select (patient), delete on access.consent to caretrail_worker;
create policy caretrail_worker_erase_find on access.consent for select to caretrail_worker using (
  consent.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.consent for delete to caretrail_worker using (
  consent.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.consent_step
alter table access.consent_step owner to own_access;
alter table access.consent_step enable row level security;
alter table access.consent_step force row level security;
grant select on access.consent_step to patients_patient;
create policy patients_patient_self on access.consent_step for select to patients_patient using (
  consent_step.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant insert on access.consent_step to patients_patient;
create policy patients_patient_insert_consent_manage on access.consent_step for insert to patients_patient with check (
  (consent_step.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select on access.consent_step to caretrail_worker;
create policy caretrail_worker_select on access.consent_step for select to caretrail_worker using (true);
grant select (record), delete on access.consent_step to caretrail_worker;
create policy caretrail_worker_erase_find on access.consent_step for select to caretrail_worker using (
  consent_step.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.consent_step for delete to caretrail_worker using (
  consent_step.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.person_key
alter table access.person_key owner to own_access;
alter table access.person_key enable row level security;
alter table access.person_key force row level security;
grant select on access.person_key to patients_patient;
create policy patients_patient_self on access.person_key for select to patients_patient using (
  person_key.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant insert on access.person_key to patients_patient;
create policy patients_patient_insert_key_manage on access.person_key for insert to patients_patient with check (
  (person_key.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant update (sequence, ended, ended_at) on access.person_key to patients_patient;
create policy patients_patient_update_key_manage on access.person_key for update to patients_patient using (
  (person_key.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())))) with check (
  (person_key.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select, update (ended, ended_at) on access.person_key to caretrail_worker;
create policy caretrail_worker_select on access.person_key for select to caretrail_worker using (true);
create policy caretrail_worker_update on access.person_key for update to caretrail_worker using (true) with check (true);
grant select (patient), delete on access.person_key to caretrail_worker;
create policy caretrail_worker_erase_find on access.person_key for select to caretrail_worker using (
  person_key.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.person_key for delete to caretrail_worker using (
  person_key.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.persona
alter table access.persona owner to own_access;
alter table access.persona enable row level security;
alter table access.persona force row level security;
grant select (subject), delete on access.persona to caretrail_worker;
create policy caretrail_worker_select on access.persona for select to caretrail_worker using (true);
create policy caretrail_worker_delete on access.persona for delete to caretrail_worker using (true);
grant select, insert, update, delete on access.persona to caretrail_import;
create policy caretrail_import_select on access.persona for select to caretrail_import using (true);
create policy caretrail_import_insert on access.persona for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.persona for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.persona for delete to caretrail_import using (true);
grant select on access.persona to caretrail_hub;
create policy caretrail_hub_select on access.persona for select to caretrail_hub using (true);

-- access.identification
alter table access.identification owner to own_access;
alter table access.identification enable row level security;
alter table access.identification force row level security;
grant select on access.identification to patients_hospital_clinician;
create policy patients_hospital_clinician_any_breakglass_open on access.identification for select to patients_hospital_clinician using (
  identification.digest = any (array(select s.digest from access.search s
  where s.subject = (select access.subject()) and s.sought_at = now()))
  and (select access.purpose() in ('ETREAT')));
grant select on access.identification to caretrail_worker;
create policy caretrail_worker_select on access.identification for select to caretrail_worker using (true);
grant select, insert, delete on access.identification to caretrail_import;
create policy caretrail_import_select on access.identification for select to caretrail_import using (true);
create policy caretrail_import_insert on access.identification for insert to caretrail_import with check (true);
create policy caretrail_import_delete on access.identification for delete to caretrail_import using (true);
grant select (patient), delete on access.identification to caretrail_worker;
create policy caretrail_worker_erase_find on access.identification for select to caretrail_worker using (
  identification.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.identification for delete to caretrail_worker using (
  identification.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.search
alter table access.search owner to own_access;
alter table access.search enable row level security;
alter table access.search force row level security;
grant select on access.search to patients_hospital_clinician;
create policy patients_hospital_clinician on access.search for select to patients_hospital_clinician using (
  search.subject = (select access.subject()));
grant insert on access.search to patients_hospital_clinician;
create policy patients_hospital_clinician_insert_breakglass_open on access.search for insert to patients_hospital_clinician with check (
  search.subject = (select access.subject()) and search.sought_at = now() and search.hour = date_trunc('hour', now(), 'UTC')
  and ((select access.purpose() in ('ETREAT'))));
grant select (digest), delete on access.search to caretrail_worker;
create policy caretrail_worker_select on access.search for select to caretrail_worker using (true);
create policy caretrail_worker_delete on access.search for delete to caretrail_worker using (true);

-- access.emergency
alter table access.emergency owner to own_access;
alter table access.emergency enable row level security;
alter table access.emergency force row level security;
grant select (id, ledger_id, subject, organization, patient, reason, explanation, opened_at, expires, day, place, reviewed_at, reviewer, reviewed_for, outcome, finding) on access.emergency to patients_hospital_clinician;
create policy patients_hospital_clinician on access.emergency for select to patients_hospital_clinician using (
  emergency.subject = (select access.subject()));
grant select (id, ledger_id, subject, organization, patient, reason, explanation, opened_at, expires, day, place, reviewed_at, reviewer, reviewed_for, outcome, finding) on access.emergency to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_own on access.emergency for select to patients_hospital_privacy_officer using (
  (select access.purpose() in ('HCOMPL'))
  and emergency.organization = (select access.organization())
  and emergency.subject <> (select access.subject()));
grant select (id, ledger_id, subject, organization, patient, reason, explanation, opened_at, expires, day, place, reviewed_at, reviewer, reviewed_for, outcome, finding) on access.emergency to patients_regulator_auditor;
create policy patients_regulator_auditor_any on access.emergency for select to patients_regulator_auditor using (
  (select access.purpose() in ('HCOMPL'))
  and emergency.subject <> (select access.subject()));
grant insert on access.emergency to patients_hospital_clinician;
create policy patients_hospital_clinician_insert_breakglass_open on access.emergency for insert to patients_hospital_clinician with check (
  emergency.subject = (select access.subject()) and emergency.organization = (select access.organization())
  and emergency.opened_at between now() - interval '1 minute' and now() + interval '1 minute'
  and emergency.day = (now() at time zone 'UTC')::date and emergency.reviewed_at is null
  and emergency.patient = (select min(i.patient::text)::uuid from access.identification i
  having count(distinct i.patient) = 1)
  and ((select access.purpose() in ('ETREAT'))));
grant update (expires) on access.emergency to patients_hospital_clinician;
create policy patients_hospital_clinician_update_breakglass_own on access.emergency for update to patients_hospital_clinician using (
  emergency.subject = (select access.subject()) and emergency.expires > now()
  and ((select access.purpose() in ('TREAT', 'ETREAT')))) with check (
  emergency.subject = (select access.subject()) and emergency.expires <= now()
  and ((select access.purpose() in ('TREAT', 'ETREAT'))));
grant update (reviewed_at, reviewer, reviewed_for, outcome, finding) on access.emergency to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_update_breakglass_review on access.emergency for update to patients_hospital_privacy_officer using (
  emergency.reviewed_at is null
  and ((select access.purpose() in ('HCOMPL'))
  and emergency.organization = (select access.organization())
  and emergency.subject <> (select access.subject()))) with check (
  emergency.reviewer = (select access.subject()) and emergency.reviewed_for = (select access.organization())
  and emergency.reviewed_at between now() - interval '1 minute' and now() + interval '1 minute'
  and ((select access.purpose() in ('HCOMPL'))
  and emergency.organization = (select access.organization())
  and emergency.subject <> (select access.subject())));
grant update (reviewed_at, reviewer, reviewed_for, outcome, finding) on access.emergency to patients_regulator_auditor;
create policy patients_regulator_auditor_update_breakglass_review on access.emergency for update to patients_regulator_auditor using (
  emergency.reviewed_at is null
  and ((select access.purpose() in ('HCOMPL'))
  and emergency.subject <> (select access.subject()))) with check (
  emergency.reviewer = (select access.subject()) and emergency.reviewed_for = (select access.organization())
  and emergency.reviewed_at between now() - interval '1 minute' and now() + interval '1 minute'
  and ((select access.purpose() in ('HCOMPL'))
  and emergency.subject <> (select access.subject())));
grant select (patient), update (explanation, finding, salt) on access.emergency to caretrail_worker;
create policy caretrail_worker_select on access.emergency for select to caretrail_worker using (true);
create policy caretrail_worker_update on access.emergency for update to caretrail_worker using (true) with check (true);

-- access.break_glass
alter table access.break_glass owner to own_access;
alter table access.break_glass enable row level security;
alter table access.break_glass force row level security;
grant select on access.break_glass to patients_hospital_clinician;
create policy patients_hospital_clinician on access.break_glass for select to patients_hospital_clinician using (
  break_glass.subject = (select access.subject()));
grant select on access.break_glass to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_own_breakglass_review on access.break_glass for select to patients_hospital_privacy_officer using (
  exists (select from access.emergency e
  where e.subject = break_glass.subject and e.patient = break_glass.patient and e.expires = break_glass.expires
  and e.outcome = 'UNJUSTIFIED')
  and (select access.purpose() in ('HCOMPL'))
  and true
  and break_glass.subject <> (select access.subject()));
grant select on access.break_glass to patients_regulator_auditor;
create policy patients_regulator_auditor_any_breakglass_review on access.break_glass for select to patients_regulator_auditor using (
  exists (select from access.emergency e
  where e.subject = break_glass.subject and e.patient = break_glass.patient and e.expires = break_glass.expires
  and e.outcome = 'UNJUSTIFIED')
  and (select access.purpose() in ('HCOMPL'))
  and break_glass.subject <> (select access.subject()));
grant select on access.break_glass to claims_hospital_clinician;
create policy claims_hospital_clinician on access.break_glass for select to claims_hospital_clinician using (
  break_glass.subject = (select access.subject()));
grant select on access.break_glass to chain_hospital_clinician;
create policy chain_hospital_clinician on access.break_glass for select to chain_hospital_clinician using (
  break_glass.subject = (select access.subject()));
grant insert on access.break_glass to patients_hospital_clinician;
create policy patients_hospital_clinician_insert_breakglass_open on access.break_glass for insert to patients_hospital_clinician with check (
  break_glass.subject = (select access.subject()) and break_glass.expires > now() and exists (select from access.emergency e
  where e.subject = break_glass.subject and e.patient = break_glass.patient and e.expires = break_glass.expires
  and e.reviewed_at is null)
  and ((select access.purpose() in ('ETREAT'))));
grant delete on access.break_glass to patients_hospital_clinician;
create policy patients_hospital_clinician_delete_breakglass_own on access.break_glass for delete to patients_hospital_clinician using (
  break_glass.subject = (select access.subject())
  and ((select access.purpose() in ('TREAT', 'ETREAT'))));
grant delete on access.break_glass to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_delete_breakglass_review on access.break_glass for delete to patients_hospital_privacy_officer using (
  exists (select from access.emergency e
  where e.subject = break_glass.subject and e.patient = break_glass.patient and e.expires = break_glass.expires
  and e.outcome = 'UNJUSTIFIED' and e.reviewer = (select access.subject()))
  and ((select access.purpose() in ('HCOMPL'))
  and true
  and break_glass.subject <> (select access.subject())));
grant delete on access.break_glass to patients_regulator_auditor;
create policy patients_regulator_auditor_delete_breakglass_review on access.break_glass for delete to patients_regulator_auditor using (
  exists (select from access.emergency e
  where e.subject = break_glass.subject and e.patient = break_glass.patient and e.expires = break_glass.expires
  and e.outcome = 'UNJUSTIFIED' and e.reviewer = (select access.subject()))
  and ((select access.purpose() in ('HCOMPL'))
  and break_glass.subject <> (select access.subject())));
grant select, insert, update, delete on access.break_glass to caretrail_import;
create policy caretrail_import_select on access.break_glass for select to caretrail_import using (true);
create policy caretrail_import_insert on access.break_glass for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.break_glass for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.break_glass for delete to caretrail_import using (true);
grant select (patient), delete on access.break_glass to caretrail_worker;
create policy caretrail_worker_erase_find on access.break_glass for select to caretrail_worker using (
  break_glass.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.break_glass for delete to caretrail_worker using (
  break_glass.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.notice
alter table access.notice owner to own_access;
alter table access.notice enable row level security;
alter table access.notice force row level security;
grant select on access.notice to patients_patient;
create policy patients_patient_self on access.notice for select to patients_patient using (
  notice.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant update (read_at) on access.notice to patients_patient;
create policy patients_patient_update_notice_read on access.notice for update to patients_patient using (
  (notice.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())))) with check (
  (notice.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant insert on access.notice to patients_hospital_clinician;
create policy patients_hospital_clinician_insert_breakglass_open on access.notice for insert to patients_hospital_clinician with check (
  notice.kind = 'BREAK_GLASS_OPENED' and notice.read_at is null
  and exists (select from access.emergency a where a.subject = (select access.subject()) and a.id = notice.about and a.patient = notice.patient)
  and ((select access.purpose() in ('ETREAT'))));
grant insert on access.notice to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_insert_breakglass_review on access.notice for insert to patients_hospital_privacy_officer with check (
  notice.kind = 'BREAK_GLASS_REVIEWED' and notice.read_at is null
  and exists (select from access.emergency a where a.reviewer = (select access.subject()) and a.id = notice.about and a.patient = notice.patient)
  and ((select access.purpose() in ('HCOMPL'))
  and true
  and (select a.subject from access.emergency a where a.id = notice.about) <> (select access.subject())));
grant insert on access.notice to patients_regulator_auditor;
create policy patients_regulator_auditor_insert_breakglass_review on access.notice for insert to patients_regulator_auditor with check (
  notice.kind = 'BREAK_GLASS_REVIEWED' and notice.read_at is null
  and exists (select from access.emergency a where a.reviewer = (select access.subject()) and a.id = notice.about and a.patient = notice.patient)
  and ((select access.purpose() in ('HCOMPL'))
  and (select a.subject from access.emergency a where a.id = notice.about) <> (select access.subject())));
grant insert on access.notice to patients_hospital_clinician;
create policy patients_hospital_clinician_insert_access_request on access.notice for insert to patients_hospital_clinician with check (
  notice.kind = 'ACCESS_REQUESTED' and notice.read_at is null
  and exists (select from access.request a where a.subject = (select access.subject()) and a.id = notice.about and a.patient = notice.patient)
  and ((select access.purpose() in ('TREAT'))));
grant insert on access.notice to patients_patient;
create policy patients_patient_insert_access_answer on access.notice for insert to patients_patient with check (
  notice.kind = 'ACCESS_ANSWERED' and notice.read_at is null
  and exists (select from access.request a where a.answered_at is not null and a.id = notice.about and a.patient = notice.patient)
  and (notice.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select (patient), delete on access.notice to caretrail_worker;
create policy caretrail_worker_erase_find on access.notice for select to caretrail_worker using (
  notice.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.notice for delete to caretrail_worker using (
  notice.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.request
alter table access.request owner to own_access;
alter table access.request enable row level security;
alter table access.request force row level security;
grant select on access.request to patients_patient;
create policy patients_patient_self on access.request for select to patients_patient using (
  request.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on access.request to patients_hospital_clinician;
create policy patients_hospital_clinician_own on access.request for select to patients_hospital_clinician using (
  (select access.purpose() in ('TREAT'))
  and request.subject = (select access.subject()) and request.organization = (select access.organization()));
grant insert on access.request to patients_hospital_clinician;
create policy patients_hospital_clinician_insert_access_request on access.request for insert to patients_hospital_clinician with check (
  request.subject = (select access.subject()) and request.organization = (select access.organization()) and request.asked_at between now() - interval '1 minute' and now() + interval '1 minute' and request.answered_at is null
  and request.expires <= now() + interval '15 days' and request.day = (now() at time zone 'UTC')::date
  and ((select access.purpose() in ('TREAT'))));
grant update (answered_at, answer, consent) on access.request to patients_patient;
create policy patients_patient_update_access_answer on access.request for update to patients_patient using (
  request.answered_at is null and request.expires > now()
  and (request.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())))) with check (
  request.answered_at between now() - interval '1 minute' and now() + interval '1 minute'
  and (request.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select (patient), delete on access.request to caretrail_worker;
create policy caretrail_worker_erase_find on access.request for select to caretrail_worker using (
  request.patient in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on access.request for delete to caretrail_worker using (
  request.patient in (select e.record from access.erasure e
  where e.erased_at is null));

-- access.regulatory_case
alter table access.regulatory_case owner to own_access;
alter table access.regulatory_case enable row level security;
alter table access.regulatory_case force row level security;
grant select on access.regulatory_case to patients_regulator_auditor;
create policy patients_regulator_auditor on access.regulatory_case for select to patients_regulator_auditor using (
  regulatory_case.auditor = (select access.subject()));
grant select on access.regulatory_case to claims_regulator_auditor;
create policy claims_regulator_auditor on access.regulatory_case for select to claims_regulator_auditor using (
  regulatory_case.auditor = (select access.subject()));
grant select on access.regulatory_case to chain_regulator_auditor;
create policy chain_regulator_auditor on access.regulatory_case for select to chain_regulator_auditor using (
  regulatory_case.auditor = (select access.subject()));
grant insert on access.regulatory_case to patients_regulator_auditor;
create policy patients_regulator_auditor_insert_case_open on access.regulatory_case for insert to patients_regulator_auditor with check (
  regulatory_case.auditor = (select access.subject()) and regulatory_case.closed_at is null
  and regulatory_case.opened_at between now() - interval '1 minute' and now() + interval '1 minute'
  and regulatory_case.open_until <= regulatory_case.opened_at + interval '30 days'
  and ((select access.purpose() in ('HCOMPL'))));
grant update (closed_at) on access.regulatory_case to patients_regulator_auditor;
create policy patients_regulator_auditor_update_case_close on access.regulatory_case for update to patients_regulator_auditor using (
  regulatory_case.auditor = (select access.subject()) and regulatory_case.closed_at is null
  and ((select access.purpose() in ('HCOMPL')))) with check (
  regulatory_case.auditor = (select access.subject()) and regulatory_case.closed_at between now() - interval '1 minute' and now() + interval '1 minute'
  and ((select access.purpose() in ('HCOMPL'))));
grant select on access.regulatory_case to caretrail_worker;
create policy caretrail_worker_select on access.regulatory_case for select to caretrail_worker using (true);
grant select, insert, update, delete on access.regulatory_case to caretrail_import;
create policy caretrail_import_select on access.regulatory_case for select to caretrail_import using (true);
create policy caretrail_import_insert on access.regulatory_case for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.regulatory_case for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.regulatory_case for delete to caretrail_import using (true);
grant select on access.regulatory_case to caretrail_hub;
create policy caretrail_hub_select on access.regulatory_case for select to caretrail_hub using (true);

-- access.case_scope
alter table access.case_scope owner to own_access;
alter table access.case_scope enable row level security;
alter table access.case_scope force row level security;
grant select on access.case_scope to patients_regulator_auditor;
create policy patients_regulator_auditor on access.case_scope for select to patients_regulator_auditor using (
  exists (select from access.regulatory_case k where k.id = case_scope.case_id));
grant select on access.case_scope to claims_regulator_auditor;
create policy claims_regulator_auditor on access.case_scope for select to claims_regulator_auditor using (
  exists (select from access.regulatory_case k where k.id = case_scope.case_id));
grant select on access.case_scope to chain_regulator_auditor;
create policy chain_regulator_auditor on access.case_scope for select to chain_regulator_auditor using (
  exists (select from access.regulatory_case k where k.id = case_scope.case_id));
grant insert on access.case_scope to patients_regulator_auditor;
create policy patients_regulator_auditor_insert_case_open on access.case_scope for insert to patients_regulator_auditor with check (
  exists (select from access.regulatory_case k where k.id = case_scope.case_id
  and k.auditor = (select access.subject()) and k.opened_at >= date_trunc('milliseconds', now()))
  and ((select access.purpose() in ('HCOMPL'))));
grant select on access.case_scope to caretrail_worker;
create policy caretrail_worker_select on access.case_scope for select to caretrail_worker using (true);
grant select, insert, update, delete on access.case_scope to caretrail_import;
create policy caretrail_import_select on access.case_scope for select to caretrail_import using (true);
create policy caretrail_import_insert on access.case_scope for insert to caretrail_import with check (true);
create policy caretrail_import_update on access.case_scope for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on access.case_scope for delete to caretrail_import using (true);

-- access.case_alert
alter table access.case_alert owner to own_access;
alter table access.case_alert enable row level security;
alter table access.case_alert force row level security;
grant select on access.case_alert to patients_regulator_auditor;
create policy patients_regulator_auditor_any on access.case_alert for select to patients_regulator_auditor using (
  (select access.purpose() in ('HCOMPL'))
  and case_alert.auditor <> (select access.subject()));
grant update (reviewed_at, reviewer, outcome, finding) on access.case_alert to patients_regulator_auditor;
create policy patients_regulator_auditor_update_case_review on access.case_alert for update to patients_regulator_auditor using (
  case_alert.reviewed_at is null
  and ((select access.purpose() in ('HCOMPL'))
  and case_alert.auditor <> (select access.subject()))) with check (
  case_alert.reviewer = (select access.subject()) and case_alert.reviewed_at between now() - interval '1 minute' and now() + interval '1 minute'
  and ((select access.purpose() in ('HCOMPL'))
  and case_alert.auditor <> (select access.subject())));
grant select, insert on access.case_alert to caretrail_worker;
create policy caretrail_worker_select on access.case_alert for select to caretrail_worker using (true);
create policy caretrail_worker_insert on access.case_alert for insert to caretrail_worker with check (true);

-- access.erasure
alter table access.erasure owner to own_access;
alter table access.erasure enable row level security;
alter table access.erasure force row level security;
grant select on access.erasure to patients_patient;
create policy patients_patient_self on access.erasure for select to patients_patient using (
  erasure.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on access.erasure to patients_hospital_registrar;
create policy patients_hospital_registrar_custodian on access.erasure for select to patients_hospital_registrar using (
  erasure.custodian = (select access.organization() where access.purpose() in ('PATADMIN')));
create policy patients_hospital_registrar_custodian_record_erase on access.erasure for select to patients_hospital_registrar using (
  erasure.ordered_by = (select access.subject()) and erasure.erased_at is null and erasure.ordered_at >= date_trunc('milliseconds', now())
  and erasure.custodian = (select access.organization() where access.purpose() in ('PATADMIN')));
grant select on access.erasure to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on access.erasure for select to patients_hospital_privacy_officer using (
  erasure.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select on access.erasure to patients_regulator_auditor;
create policy patients_regulator_auditor_case on access.erasure for select to patients_regulator_auditor using (
  erasure.patient = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant insert on access.erasure to patients_hospital_registrar;
create policy patients_hospital_registrar_insert_record_erase on access.erasure for insert to patients_hospital_registrar with check (
  erasure.ordered_by = (select access.subject()) and erasure.erased_at is null and erasure.ordered_at between now() - interval '1 minute' and now() + interval '1 minute' and erasure.versions is null
  and (erasure.custodian = (select access.organization() where access.purpose() in ('PATADMIN'))));
grant update (type, patient) on access.erasure to patients_hospital_registrar;
create policy patients_hospital_registrar_update_record_erase on access.erasure for update to patients_hospital_registrar using (
  erasure.ordered_by = (select access.subject()) and erasure.erased_at is null and erasure.ordered_at >= date_trunc('milliseconds', now())
  and (erasure.custodian = (select access.organization() where access.purpose() in ('PATADMIN')))) with check (
  erasure.ordered_by = (select access.subject()) and erasure.erased_at is null and erasure.ordered_at >= date_trunc('milliseconds', now())
  and (erasure.custodian = (select access.organization() where access.purpose() in ('PATADMIN'))));
grant select, insert, update, delete on access.erasure to caretrail_worker;
create policy caretrail_worker_select on access.erasure for select to caretrail_worker using (true);
create policy caretrail_worker_insert on access.erasure for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on access.erasure for update to caretrail_worker using (true) with check (true);
create policy caretrail_worker_delete on access.erasure for delete to caretrail_worker using (true);
grant select (patient, erased_at) on access.erasure to caretrail_hub;
create policy caretrail_hub_select on access.erasure for select to caretrail_hub using (true);

-- access.export_job
alter table access.export_job owner to own_access;
alter table access.export_job enable row level security;
alter table access.export_job force row level security;
grant select (id, state), update (state) on access.export_job to caretrail_worker;
create policy caretrail_worker_select on access.export_job for select to caretrail_worker using (true);
create policy caretrail_worker_update on access.export_job for update to caretrail_worker using (true) with check (true);
grant select, insert, update, delete on access.export_job to caretrail_hub;
create policy caretrail_hub_select on access.export_job for select to caretrail_hub using (true);
create policy caretrail_hub_insert on access.export_job for insert to caretrail_hub with check (true);
create policy caretrail_hub_update on access.export_job for update to caretrail_hub using (true) with check (true);
create policy caretrail_hub_delete on access.export_job for delete to caretrail_hub using (true);

-- access.export_chunk
alter table access.export_chunk owner to own_access;
alter table access.export_chunk enable row level security;
alter table access.export_chunk force row level security;
grant select (job, patients), delete on access.export_chunk to caretrail_worker;
create policy caretrail_worker_select on access.export_chunk for select to caretrail_worker using (true);
create policy caretrail_worker_delete on access.export_chunk for delete to caretrail_worker using (true);
grant select, insert, update, delete on access.export_chunk to caretrail_hub;
create policy caretrail_hub_select on access.export_chunk for select to caretrail_hub using (true);
create policy caretrail_hub_insert on access.export_chunk for insert to caretrail_hub with check (true);
create policy caretrail_hub_update on access.export_chunk for update to caretrail_hub using (true) with check (true);
create policy caretrail_hub_delete on access.export_chunk for delete to caretrail_hub using (true);

-- access.event
alter table access.event owner to own_access;
alter table access.event enable row level security;
alter table access.event force row level security;
grant select (id, at, request, subgraph, tier, role, subject, organization, purpose, case_id, classes, patients, policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_patient;
create policy patients_patient_self on access.event for select to patients_patient using (
  (select access.purpose() in ('PATRQT'))
  and event.outcome = 'PERMITTED' and event.patients && array(select d.patient from access.delegate d
  where d.subject = (select access.subject()) and d.until > now()));
grant select (id, at, request, subgraph, tier, role, subject, organization, purpose, case_id, classes, patients, policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian on access.event for select to patients_hospital_privacy_officer using (
  (select access.purpose() in ('HCOMPL'))
  and event.organization = (select access.organization()));
grant select (id, at, request, subgraph, tier, role, subject, organization, purpose, case_id, classes, patients, policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_regulator_auditor;
create policy patients_regulator_auditor_case on access.event for select to patients_regulator_auditor using (
  (select access.purpose() in ('HCOMPL'))
  and event.patients && array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id()) and k.auditor = (select access.subject())
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null));
grant select (id, at, request, subgraph, tier, role, subject, organization, purpose, case_id, classes, patients, policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_patient;
create policy chain_patient_self on access.event for select to chain_patient using (
  (select access.purpose() in ('PATRQT'))
  and event.outcome = 'PERMITTED' and event.patients && array(select d.patient from access.delegate d
  where d.subject = (select access.subject()) and d.until > now()));
grant select (id, at, request, subgraph, tier, role, subject, organization, purpose, case_id, classes, patients, policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer_custodian on access.event for select to chain_hospital_privacy_officer using (
  (select access.purpose() in ('HCOMPL'))
  and event.organization = (select access.organization()));
grant select (id, at, request, subgraph, tier, role, subject, organization, purpose, case_id, classes, patients, policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_regulator_auditor;
create policy chain_regulator_auditor_case on access.event for select to chain_regulator_auditor using (
  (select access.purpose() in ('HCOMPL'))
  and event.patients && array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id()) and k.auditor = (select access.subject())
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_patient;
create policy patients_patient_insert on access.event for insert to patients_patient with check (
  event.subgraph = 'patients'
  and event.tier = 'patient'
  and event.role is not distinct from null
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_hospital_clinician;
create policy patients_hospital_clinician_insert on access.event for insert to patients_hospital_clinician with check (
  event.subgraph = 'patients'
  and event.tier = 'hospital'
  and event.role is not distinct from 'clinician'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_hospital_registrar;
create policy patients_hospital_registrar_insert on access.event for insert to patients_hospital_registrar with check (
  event.subgraph = 'patients'
  and event.tier = 'hospital'
  and event.role is not distinct from 'registrar'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_hospital_analyst;
create policy patients_hospital_analyst_insert on access.event for insert to patients_hospital_analyst with check (
  event.subgraph = 'patients'
  and event.tier = 'hospital'
  and event.role is not distinct from 'analyst'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_insert on access.event for insert to patients_hospital_privacy_officer with check (
  event.subgraph = 'patients'
  and event.tier = 'hospital'
  and event.role is not distinct from 'privacy_officer'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_payer_adjudicator;
create policy patients_payer_adjudicator_insert on access.event for insert to patients_payer_adjudicator with check (
  event.subgraph = 'patients'
  and event.tier = 'payer'
  and event.role is not distinct from 'adjudicator'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to patients_regulator_auditor;
create policy patients_regulator_auditor_insert on access.event for insert to patients_regulator_auditor with check (
  event.subgraph = 'patients'
  and event.tier = 'regulator'
  and event.role is not distinct from 'auditor'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to claims_patient;
create policy claims_patient_insert on access.event for insert to claims_patient with check (
  event.subgraph = 'claims'
  and event.tier = 'patient'
  and event.role is not distinct from null
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to claims_hospital_clinician;
create policy claims_hospital_clinician_insert on access.event for insert to claims_hospital_clinician with check (
  event.subgraph = 'claims'
  and event.tier = 'hospital'
  and event.role is not distinct from 'clinician'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to claims_hospital_registrar;
create policy claims_hospital_registrar_insert on access.event for insert to claims_hospital_registrar with check (
  event.subgraph = 'claims'
  and event.tier = 'hospital'
  and event.role is not distinct from 'registrar'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to claims_hospital_analyst;
create policy claims_hospital_analyst_insert on access.event for insert to claims_hospital_analyst with check (
  event.subgraph = 'claims'
  and event.tier = 'hospital'
  and event.role is not distinct from 'analyst'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer_insert on access.event for insert to claims_hospital_privacy_officer with check (
  event.subgraph = 'claims'
  and event.tier = 'hospital'
  and event.role is not distinct from 'privacy_officer'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insert on access.event for insert to claims_payer_adjudicator with check (
  event.subgraph = 'claims'
  and event.tier = 'payer'
  and event.role is not distinct from 'adjudicator'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to claims_regulator_auditor;
create policy claims_regulator_auditor_insert on access.event for insert to claims_regulator_auditor with check (
  event.subgraph = 'claims'
  and event.tier = 'regulator'
  and event.role is not distinct from 'auditor'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_patient;
create policy chain_patient_insert on access.event for insert to chain_patient with check (
  event.subgraph = 'chain'
  and event.tier = 'patient'
  and event.role is not distinct from null
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_hospital_clinician;
create policy chain_hospital_clinician_insert on access.event for insert to chain_hospital_clinician with check (
  event.subgraph = 'chain'
  and event.tier = 'hospital'
  and event.role is not distinct from 'clinician'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_hospital_registrar;
create policy chain_hospital_registrar_insert on access.event for insert to chain_hospital_registrar with check (
  event.subgraph = 'chain'
  and event.tier = 'hospital'
  and event.role is not distinct from 'registrar'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_hospital_analyst;
create policy chain_hospital_analyst_insert on access.event for insert to chain_hospital_analyst with check (
  event.subgraph = 'chain'
  and event.tier = 'hospital'
  and event.role is not distinct from 'analyst'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer_insert on access.event for insert to chain_hospital_privacy_officer with check (
  event.subgraph = 'chain'
  and event.tier = 'hospital'
  and event.role is not distinct from 'privacy_officer'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_payer_adjudicator;
create policy chain_payer_adjudicator_insert on access.event for insert to chain_payer_adjudicator with check (
  event.subgraph = 'chain'
  and event.tier = 'payer'
  and event.role is not distinct from 'adjudicator'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant insert (request, subgraph, tier, role, subject, organization, purpose, case_id, operation, classes, patients,
  policies, consents, outcome, emergency, unvisited, encounters) on access.event to chain_regulator_auditor;
create policy chain_regulator_auditor_insert on access.event for insert to chain_regulator_auditor with check (
  event.subgraph = 'chain'
  and event.tier = 'regulator'
  and event.role is not distinct from 'auditor'
  and event.subject is not distinct from (select access.subject())
  and event.organization is not distinct from (select access.organization())
  and event.purpose is not distinct from (select access.purpose())
  and event.case_id is not distinct from (select access.case_id()));
grant select on access.event to caretrail_worker;
create policy caretrail_worker_select on access.event for select to caretrail_worker using (true);
grant insert on access.event to caretrail_import;
create policy caretrail_import_insert on access.event for insert to caretrail_import with check (true);

-- access.event_version
alter table access.event_version owner to own_access;
alter table access.event_version enable row level security;
alter table access.event_version force row level security;
grant select, insert on access.event_version to caretrail_worker;
create policy caretrail_worker_select on access.event_version for select to caretrail_worker using (true);
create policy caretrail_worker_insert on access.event_version for insert to caretrail_worker with check (true);

-- access.used_context
alter table access.used_context owner to own_access;
alter table access.used_context enable row level security;
alter table access.used_context force row level security;
grant select, insert, delete on access.used_context to caretrail_patients;
create policy caretrail_patients_select on access.used_context for select to caretrail_patients using (true);
create policy caretrail_patients_insert on access.used_context for insert to caretrail_patients with check (true);
create policy caretrail_patients_delete on access.used_context for delete to caretrail_patients using (true);
grant select, insert, delete on access.used_context to caretrail_claims;
create policy caretrail_claims_select on access.used_context for select to caretrail_claims using (true);
create policy caretrail_claims_insert on access.used_context for insert to caretrail_claims with check (true);
create policy caretrail_claims_delete on access.used_context for delete to caretrail_claims using (true);
grant select, insert, delete on access.used_context to caretrail_chain;
create policy caretrail_chain_select on access.used_context for select to caretrail_chain using (true);
create policy caretrail_chain_insert on access.used_context for insert to caretrail_chain with check (true);
create policy caretrail_chain_delete on access.used_context for delete to caretrail_chain using (true);
grant select, insert, delete on access.used_context to caretrail_hub;
create policy caretrail_hub_select on access.used_context for select to caretrail_hub using (true);
create policy caretrail_hub_insert on access.used_context for insert to caretrail_hub with check (true);
create policy caretrail_hub_delete on access.used_context for delete to caretrail_hub using (true);

-- access.budget
alter table access.budget owner to own_access;
alter table access.budget enable row level security;
alter table access.budget force row level security;
grant select, insert, update, delete on access.budget to caretrail_hub;
create policy caretrail_hub_select on access.budget for select to caretrail_hub using (true);
create policy caretrail_hub_insert on access.budget for insert to caretrail_hub with check (true);
create policy caretrail_hub_update on access.budget for update to caretrail_hub using (true) with check (true);
create policy caretrail_hub_delete on access.budget for delete to caretrail_hub using (true);

-- access.api_key
alter table access.api_key owner to own_access;
alter table access.api_key enable row level security;
alter table access.api_key force row level security;
grant select, insert, update (revoked) on access.api_key to caretrail_worker;
create policy caretrail_worker_select on access.api_key for select to caretrail_worker using (true);
create policy caretrail_worker_insert on access.api_key for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on access.api_key for update to caretrail_worker using (true) with check (true);
grant select on access.api_key to caretrail_hub;
create policy caretrail_hub_select on access.api_key for select to caretrail_hub using (true);

-- access.stream_place
alter table access.stream_place owner to own_access;
alter table access.stream_place enable row level security;
alter table access.stream_place force row level security;
grant select, insert, update, delete on access.stream_place to caretrail_hub;
create policy caretrail_hub_select on access.stream_place for select to caretrail_hub using (true);
create policy caretrail_hub_insert on access.stream_place for insert to caretrail_hub with check (true);
create policy caretrail_hub_update on access.stream_place for update to caretrail_hub using (true) with check (true);
create policy caretrail_hub_delete on access.stream_place for delete to caretrail_hub using (true);

-- provenance.version
alter table provenance.version owner to own_provenance;
alter table provenance.version enable row level security;
alter table provenance.version force row level security;
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to patients_patient;
create policy patients_patient_self_person_see on provenance.version for select to patients_patient using (
  version.type in ('Patient')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy patients_patient_self_clinical_see on provenance.version for select to patients_patient using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy patients_patient_self_claim_see on provenance.version for select to patients_patient using (
  version.type in ('Claim', 'Coverage')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy patients_patient_self_consent_read on provenance.version for select to patients_patient using (
  version.type in ('Consent')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy patients_patient_self_accesslog_read on provenance.version for select to patients_patient using (
  version.type = 'AuditEvent'
  and (select access.purpose() in ('PATRQT'))
  and exists (select from access.event where event.id = version.record));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to patients_hospital_clinician;
create policy patients_hospital_clinician_treating_person_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Patient')
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy patients_hospital_clinician_consented_person_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Patient')
  and version.subject in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('person', 'identity', 'clinical', 'claim', 'consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()));
create policy patients_hospital_clinician_break_glass_person_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Patient')
  and exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now()));
create policy patients_hospital_clinician_denied_person_see on provenance.version as restrictive for select to patients_hospital_clinician using (
  not version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)
  or not (version.type in ('Patient'))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now())
  and not version.subject in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)));
create policy patients_hospital_clinician_treating_clinical_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy patients_hospital_clinician_consented_clinical_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= version.at)
  and (c.data_to is null or c.data_to >= version.at)));
create policy patients_hospital_clinician_break_glass_clinical_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now()));
create policy patients_hospital_clinician_denied_clinical_see on provenance.version as restrictive for select to patients_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy'))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now())
  and not (version.subject in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))));
create policy patients_hospital_clinician_treating_claim_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Claim', 'Coverage')
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy patients_hospital_clinician_provider_claim_see on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Claim', 'Coverage')
  and version.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
create policy patients_hospital_clinician_denied_claim_see on provenance.version as restrictive for select to patients_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Claim', 'Coverage'))
  or (version.provider_member = (select access.organization() where access.purpose() in ('TREAT'))));
create policy patients_hospital_clinician_grantee_consent_read on provenance.version for select to patients_hospital_clinician using (
  version.type in ('Consent')
  and version.grantees && (select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT'))::text[]);
create policy patients_hospital_clinician_denied_consent_read on provenance.version as restrictive for select to patients_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Consent')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to patients_hospital_registrar;
create policy patients_hospital_registrar_custodian_person_see on provenance.version for select to patients_hospital_registrar using (
  version.type in ('Patient')
  and version.custodian = (select access.organization() where access.purpose() in ('PATADMIN', 'HPAYMT')));
create policy patients_hospital_registrar_provider_claim_see on provenance.version for select to patients_hospital_registrar using (
  version.type in ('Claim', 'Coverage')
  and version.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
create policy patients_hospital_registrar_custodian_record_erase on provenance.version for select to patients_hospital_registrar using (
  version.type <> 'AuditEvent'
  and (version.record = any (array(select e.record from access.erasure e
  where e.ordered_by = (select access.subject()) and e.ordered_at >= date_trunc('milliseconds', now()))) or version.subject = any (array(select e.record from access.erasure e
  where e.ordered_by = (select access.subject()) and e.ordered_at >= date_trunc('milliseconds', now()))))
  and version.custodian = (select access.organization() where access.purpose() in ('PATADMIN')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_custodian_person_see on provenance.version for select to patients_hospital_privacy_officer using (
  version.type in ('Patient')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
create policy patients_hospital_privacy_officer_custodian_clinical_see on provenance.version for select to patients_hospital_privacy_officer using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
create policy patients_hospital_privacy_officer_custodian_claim_see on provenance.version for select to patients_hospital_privacy_officer using (
  version.type in ('Claim', 'Coverage')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
create policy patients_hospital_privacy_officer_custodian_accesslog_read on provenance.version for select to patients_hospital_privacy_officer using (
  version.type = 'AuditEvent'
  and (select access.purpose() in ('HCOMPL'))
  and exists (select from access.event where event.id = version.record));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to patients_payer_adjudicator;
create policy patients_payer_adjudicator_insurer_person_see on provenance.version for select to patients_payer_adjudicator using (
  version.type in ('Patient')
  and exists (select from access.insurer i where i.member = (select access.organization() where access.purpose() in ('HPAYMT'))
  and i.patient = version.subject offset 0));
create policy patients_payer_adjudicator_insurer_claim_see on provenance.version for select to patients_payer_adjudicator using (
  version.type in ('Claim', 'Coverage')
  and version.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to patients_regulator_auditor;
create policy patients_regulator_auditor_case_person_see on provenance.version for select to patients_regulator_auditor using (
  version.type in ('Patient')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy patients_regulator_auditor_case_clinical_see on provenance.version for select to patients_regulator_auditor using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy patients_regulator_auditor_case_claim_see on provenance.version for select to patients_regulator_auditor using (
  version.type in ('Claim', 'Coverage')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy patients_regulator_auditor_case_consent_read on provenance.version for select to patients_regulator_auditor using (
  version.type in ('Consent')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy patients_regulator_auditor_case_accesslog_read on provenance.version for select to patients_regulator_auditor using (
  version.type = 'AuditEvent'
  and (select access.purpose() in ('HCOMPL'))
  and exists (select from access.event where event.id = version.record));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to claims_patient;
create policy claims_patient_self_person_see on provenance.version for select to claims_patient using (
  version.type in ('Patient')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy claims_patient_self_clinical_see on provenance.version for select to claims_patient using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy claims_patient_self_claim_see on provenance.version for select to claims_patient using (
  version.type in ('Claim', 'Coverage')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy claims_patient_self_consent_read on provenance.version for select to claims_patient using (
  version.type in ('Consent')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to claims_hospital_clinician;
create policy claims_hospital_clinician_treating_person_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Patient')
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy claims_hospital_clinician_consented_person_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Patient')
  and version.subject in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('person', 'identity', 'clinical', 'claim', 'consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()));
create policy claims_hospital_clinician_break_glass_person_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Patient')
  and exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now()));
create policy claims_hospital_clinician_denied_person_see on provenance.version as restrictive for select to claims_hospital_clinician using (
  not version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)
  or not (version.type in ('Patient'))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now())
  and not version.subject in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)));
create policy claims_hospital_clinician_treating_clinical_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy claims_hospital_clinician_consented_clinical_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= version.at)
  and (c.data_to is null or c.data_to >= version.at)));
create policy claims_hospital_clinician_break_glass_clinical_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now()));
create policy claims_hospital_clinician_denied_clinical_see on provenance.version as restrictive for select to claims_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy'))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now())
  and not (version.subject in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))));
create policy claims_hospital_clinician_treating_claim_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Claim', 'Coverage')
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy claims_hospital_clinician_provider_claim_see on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Claim', 'Coverage')
  and version.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
create policy claims_hospital_clinician_denied_claim_see on provenance.version as restrictive for select to claims_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Claim', 'Coverage'))
  or (version.provider_member = (select access.organization() where access.purpose() in ('TREAT'))));
create policy claims_hospital_clinician_grantee_consent_read on provenance.version for select to claims_hospital_clinician using (
  version.type in ('Consent')
  and version.grantees && (select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT'))::text[]);
create policy claims_hospital_clinician_denied_consent_read on provenance.version as restrictive for select to claims_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Consent')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to claims_hospital_registrar;
create policy claims_hospital_registrar_custodian_person_see on provenance.version for select to claims_hospital_registrar using (
  version.type in ('Patient')
  and version.custodian = (select access.organization() where access.purpose() in ('PATADMIN', 'HPAYMT')));
create policy claims_hospital_registrar_provider_claim_see on provenance.version for select to claims_hospital_registrar using (
  version.type in ('Claim', 'Coverage')
  and version.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer_custodian_person_see on provenance.version for select to claims_hospital_privacy_officer using (
  version.type in ('Patient')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
create policy claims_hospital_privacy_officer_custodian_clinical_see on provenance.version for select to claims_hospital_privacy_officer using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
create policy claims_hospital_privacy_officer_custodian_claim_see on provenance.version for select to claims_hospital_privacy_officer using (
  version.type in ('Claim', 'Coverage')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to claims_payer_adjudicator;
create policy claims_payer_adjudicator_insurer_person_see on provenance.version for select to claims_payer_adjudicator using (
  version.type in ('Patient')
  and exists (select from access.insurer i where i.member = (select access.organization() where access.purpose() in ('HPAYMT'))
  and i.patient = version.subject offset 0));
create policy claims_payer_adjudicator_insurer_claim_see on provenance.version for select to claims_payer_adjudicator using (
  version.type in ('Claim', 'Coverage')
  and version.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to claims_regulator_auditor;
create policy claims_regulator_auditor_case_person_see on provenance.version for select to claims_regulator_auditor using (
  version.type in ('Patient')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy claims_regulator_auditor_case_clinical_see on provenance.version for select to claims_regulator_auditor using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy claims_regulator_auditor_case_claim_see on provenance.version for select to claims_regulator_auditor using (
  version.type in ('Claim', 'Coverage')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy claims_regulator_auditor_case_consent_read on provenance.version for select to claims_regulator_auditor using (
  version.type in ('Consent')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to chain_patient;
create policy chain_patient_self_person_see on provenance.version for select to chain_patient using (
  version.type in ('Patient')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy chain_patient_self_clinical_see on provenance.version for select to chain_patient using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy chain_patient_self_claim_see on provenance.version for select to chain_patient using (
  version.type in ('Claim', 'Coverage')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy chain_patient_self_consent_read on provenance.version for select to chain_patient using (
  version.type in ('Consent')
  and version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to chain_hospital_clinician;
create policy chain_hospital_clinician_treating_person_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Patient')
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy chain_hospital_clinician_consented_person_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Patient')
  and version.subject in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('person', 'identity', 'clinical', 'claim', 'consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()));
create policy chain_hospital_clinician_break_glass_person_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Patient')
  and exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now()));
create policy chain_hospital_clinician_denied_person_see on provenance.version as restrictive for select to chain_hospital_clinician using (
  not version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)
  or not (version.type in ('Patient'))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now())
  and not version.subject in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('person'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and c.data_from is null
  and c.data_to is null)));
create policy chain_hospital_clinician_treating_clinical_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.sensitivity = 'N'
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT', 'ETREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy chain_hospital_clinician_consented_clinical_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject in (select c.patient from access.consent c where c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and c.permit
  and c.actor = any ((select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT', 'ETREAT'))::text[])
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or c.data_from <= version.at)
  and (c.data_to is null or c.data_to >= version.at)));
create policy chain_hospital_clinician_break_glass_clinical_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now()));
create policy chain_hospital_clinician_denied_clinical_see on provenance.version as restrictive for select to chain_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy'))
  or (exists (select from access.break_glass b where b.subject = (select access.subject() where access.purpose() in ('TREAT', 'ETREAT'))
  and b.patient = version.subject
  and b.expires > now())
  and not (version.subject in (select c.patient from access.consent c where c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and c.deny_emergency
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('clinical'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))));
create policy chain_hospital_clinician_treating_claim_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Claim', 'Coverage')
  and exists (select from access.treating t where t.member = (select access.organization() where access.purpose() in ('TREAT'))
  and t.patient = version.subject and t.until > now() offset 0));
create policy chain_hospital_clinician_provider_claim_see on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Claim', 'Coverage')
  and version.provider_member = (select access.organization() where access.purpose() in ('TREAT')));
create policy chain_hospital_clinician_denied_claim_see on provenance.version as restrictive for select to chain_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('claim'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Claim', 'Coverage'))
  or (version.provider_member = (select access.organization() where access.purpose() in ('TREAT'))));
create policy chain_hospital_clinician_grantee_consent_read on provenance.version for select to chain_hospital_clinician using (
  version.type in ('Consent')
  and version.grantees && (select array_remove(array[access.organization(), access.subject()], null) where access.purpose() in ('TREAT'))::text[]);
create policy chain_hospital_clinician_denied_consent_read on provenance.version as restrictive for select to chain_hospital_clinician using (
  not (version.subject in (select c.patient from access.consent c where not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now())
  and exists (select from access.consent c where c.patient = version.subject
  and not c.permit
  and (c.actor = any ((select array_remove(array[access.organization(), access.subject()], null))::text[]) or (c.actor is null and not coalesce(c.excepted && (select array_remove(array[access.organization(), access.subject()], null))::text[], false)))
  and (c.data_class is null or c.data_class in ('consent'))
  and (c.purpose is null or c.purpose = (select access.purpose()))
  and c.valid_from <= now()
  and c.valid_to > now()
  and (c.data_from is null or version.at is null or c.data_from <= version.at)
  and (c.data_to is null or version.at is null or c.data_to >= version.at)))
  or not (version.type in ('Consent')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to chain_hospital_registrar;
create policy chain_hospital_registrar_custodian_person_see on provenance.version for select to chain_hospital_registrar using (
  version.type in ('Patient')
  and version.custodian = (select access.organization() where access.purpose() in ('PATADMIN', 'HPAYMT')));
create policy chain_hospital_registrar_provider_claim_see on provenance.version for select to chain_hospital_registrar using (
  version.type in ('Claim', 'Coverage')
  and version.provider_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer_custodian_person_see on provenance.version for select to chain_hospital_privacy_officer using (
  version.type in ('Patient')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
create policy chain_hospital_privacy_officer_custodian_clinical_see on provenance.version for select to chain_hospital_privacy_officer using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
create policy chain_hospital_privacy_officer_custodian_claim_see on provenance.version for select to chain_hospital_privacy_officer using (
  version.type in ('Claim', 'Coverage')
  and version.custodian = (select access.organization() where access.purpose() in ('HCOMPL')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to chain_payer_adjudicator;
create policy chain_payer_adjudicator_insurer_person_see on provenance.version for select to chain_payer_adjudicator using (
  version.type in ('Patient')
  and exists (select from access.insurer i where i.member = (select access.organization() where access.purpose() in ('HPAYMT'))
  and i.patient = version.subject offset 0));
create policy chain_payer_adjudicator_insurer_claim_see on provenance.version for select to chain_payer_adjudicator using (
  version.type in ('Claim', 'Coverage')
  and version.insurer_member = (select access.organization() where access.purpose() in ('HPAYMT')));
grant select (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member, grantees, sensitivity, month, organization, log, position, activity, agent, recorded_at, parents, leaves) on provenance.version to chain_regulator_auditor;
create policy chain_regulator_auditor_case_person_see on provenance.version for select to chain_regulator_auditor using (
  version.type in ('Patient')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy chain_regulator_auditor_case_clinical_see on provenance.version for select to chain_regulator_auditor using (
  version.type in ('Encounter', 'Condition', 'Observation', 'MedicationRequest', 'DiagnosticReport', 'ImagingStudy')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL', 'PUBHLTH')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL', 'PUBHLTH'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy chain_regulator_auditor_case_claim_see on provenance.version for select to chain_regulator_auditor using (
  version.type in ('Claim', 'Coverage')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
create policy chain_regulator_auditor_case_consent_read on provenance.version for select to chain_regulator_auditor using (
  version.type in ('Consent')
  and version.subject = any (array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = (select access.case_id() where access.purpose() in ('HCOMPL')) and k.auditor = (select access.subject() where access.purpose() in ('HCOMPL'))
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)));
grant insert on provenance.version to patients_patient;
create policy patients_patient_insert_consent_manage on provenance.version for insert to patients_patient with check (
  version.type = 'Consent' and version.position is null
  and (version.subject = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant select, insert, update (position, at, sensitivity, provider_member, insurer_member, grantees) on provenance.version to caretrail_worker;
create policy caretrail_worker_select on provenance.version for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.version for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.version for update to caretrail_worker using (true) with check (true);
grant select, insert on provenance.version to caretrail_import;
create policy caretrail_import_select on provenance.version for select to caretrail_import using (true);
create policy caretrail_import_insert on provenance.version for insert to caretrail_import with check (true);

-- provenance.log
alter table provenance.log owner to own_provenance;
alter table provenance.log enable row level security;
alter table provenance.log force row level security;
grant select on provenance.log to patients_patient;
create policy patients_patient on provenance.log for select to patients_patient using (
  true);
grant select on provenance.log to patients_hospital_clinician;
create policy patients_hospital_clinician on provenance.log for select to patients_hospital_clinician using (
  true);
grant select on provenance.log to patients_hospital_registrar;
create policy patients_hospital_registrar on provenance.log for select to patients_hospital_registrar using (
  true);
grant select on provenance.log to patients_hospital_analyst;
create policy patients_hospital_analyst on provenance.log for select to patients_hospital_analyst using (
  true);
grant select on provenance.log to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on provenance.log for select to patients_hospital_privacy_officer using (
  true);
grant select on provenance.log to patients_payer_adjudicator;
create policy patients_payer_adjudicator on provenance.log for select to patients_payer_adjudicator using (
  true);
grant select on provenance.log to patients_regulator_auditor;
create policy patients_regulator_auditor on provenance.log for select to patients_regulator_auditor using (
  true);
grant select on provenance.log to claims_patient;
create policy claims_patient on provenance.log for select to claims_patient using (
  true);
grant select on provenance.log to claims_hospital_clinician;
create policy claims_hospital_clinician on provenance.log for select to claims_hospital_clinician using (
  true);
grant select on provenance.log to claims_hospital_registrar;
create policy claims_hospital_registrar on provenance.log for select to claims_hospital_registrar using (
  true);
grant select on provenance.log to claims_hospital_analyst;
create policy claims_hospital_analyst on provenance.log for select to claims_hospital_analyst using (
  true);
grant select on provenance.log to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer on provenance.log for select to claims_hospital_privacy_officer using (
  true);
grant select on provenance.log to claims_payer_adjudicator;
create policy claims_payer_adjudicator on provenance.log for select to claims_payer_adjudicator using (
  true);
grant select on provenance.log to claims_regulator_auditor;
create policy claims_regulator_auditor on provenance.log for select to claims_regulator_auditor using (
  true);
grant select on provenance.log to chain_patient;
create policy chain_patient on provenance.log for select to chain_patient using (
  true);
grant select on provenance.log to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.log for select to chain_hospital_clinician using (
  true);
grant select on provenance.log to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.log for select to chain_hospital_registrar using (
  true);
grant select on provenance.log to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.log for select to chain_hospital_analyst using (
  true);
grant select on provenance.log to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.log for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.log to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.log for select to chain_payer_adjudicator using (
  true);
grant select on provenance.log to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.log for select to chain_regulator_auditor using (
  true);
grant select, insert, update on provenance.log to caretrail_worker;
create policy caretrail_worker_select on provenance.log for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.log for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.log for update to caretrail_worker using (true) with check (true);
grant select, insert on provenance.log to caretrail_import;
create policy caretrail_import_select on provenance.log for select to caretrail_import using (true);
create policy caretrail_import_insert on provenance.log for insert to caretrail_import with check (true);

-- provenance.tile
alter table provenance.tile owner to own_provenance;
alter table provenance.tile enable row level security;
alter table provenance.tile force row level security;
grant select on provenance.tile to patients_patient;
create policy patients_patient on provenance.tile for select to patients_patient using (
  true);
grant select on provenance.tile to patients_hospital_clinician;
create policy patients_hospital_clinician on provenance.tile for select to patients_hospital_clinician using (
  true);
grant select on provenance.tile to patients_hospital_registrar;
create policy patients_hospital_registrar on provenance.tile for select to patients_hospital_registrar using (
  true);
grant select on provenance.tile to patients_hospital_analyst;
create policy patients_hospital_analyst on provenance.tile for select to patients_hospital_analyst using (
  true);
grant select on provenance.tile to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on provenance.tile for select to patients_hospital_privacy_officer using (
  true);
grant select on provenance.tile to patients_payer_adjudicator;
create policy patients_payer_adjudicator on provenance.tile for select to patients_payer_adjudicator using (
  true);
grant select on provenance.tile to patients_regulator_auditor;
create policy patients_regulator_auditor on provenance.tile for select to patients_regulator_auditor using (
  true);
grant select on provenance.tile to claims_patient;
create policy claims_patient on provenance.tile for select to claims_patient using (
  true);
grant select on provenance.tile to claims_hospital_clinician;
create policy claims_hospital_clinician on provenance.tile for select to claims_hospital_clinician using (
  true);
grant select on provenance.tile to claims_hospital_registrar;
create policy claims_hospital_registrar on provenance.tile for select to claims_hospital_registrar using (
  true);
grant select on provenance.tile to claims_hospital_analyst;
create policy claims_hospital_analyst on provenance.tile for select to claims_hospital_analyst using (
  true);
grant select on provenance.tile to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer on provenance.tile for select to claims_hospital_privacy_officer using (
  true);
grant select on provenance.tile to claims_payer_adjudicator;
create policy claims_payer_adjudicator on provenance.tile for select to claims_payer_adjudicator using (
  true);
grant select on provenance.tile to claims_regulator_auditor;
create policy claims_regulator_auditor on provenance.tile for select to claims_regulator_auditor using (
  true);
grant select on provenance.tile to chain_patient;
create policy chain_patient on provenance.tile for select to chain_patient using (
  true);
grant select on provenance.tile to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.tile for select to chain_hospital_clinician using (
  true);
grant select on provenance.tile to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.tile for select to chain_hospital_registrar using (
  true);
grant select on provenance.tile to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.tile for select to chain_hospital_analyst using (
  true);
grant select on provenance.tile to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.tile for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.tile to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.tile for select to chain_payer_adjudicator using (
  true);
grant select on provenance.tile to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.tile for select to chain_regulator_auditor using (
  true);
grant select, insert, update on provenance.tile to caretrail_worker;
create policy caretrail_worker_select on provenance.tile for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.tile for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.tile for update to caretrail_worker using (true) with check (true);

-- provenance.checkpoint
alter table provenance.checkpoint owner to own_provenance;
alter table provenance.checkpoint enable row level security;
alter table provenance.checkpoint force row level security;
grant select on provenance.checkpoint to patients_patient;
create policy patients_patient on provenance.checkpoint for select to patients_patient using (
  true);
grant select on provenance.checkpoint to patients_hospital_clinician;
create policy patients_hospital_clinician on provenance.checkpoint for select to patients_hospital_clinician using (
  true);
grant select on provenance.checkpoint to patients_hospital_registrar;
create policy patients_hospital_registrar on provenance.checkpoint for select to patients_hospital_registrar using (
  true);
grant select on provenance.checkpoint to patients_hospital_analyst;
create policy patients_hospital_analyst on provenance.checkpoint for select to patients_hospital_analyst using (
  true);
grant select on provenance.checkpoint to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on provenance.checkpoint for select to patients_hospital_privacy_officer using (
  true);
grant select on provenance.checkpoint to patients_payer_adjudicator;
create policy patients_payer_adjudicator on provenance.checkpoint for select to patients_payer_adjudicator using (
  true);
grant select on provenance.checkpoint to patients_regulator_auditor;
create policy patients_regulator_auditor on provenance.checkpoint for select to patients_regulator_auditor using (
  true);
grant select on provenance.checkpoint to claims_patient;
create policy claims_patient on provenance.checkpoint for select to claims_patient using (
  true);
grant select on provenance.checkpoint to claims_hospital_clinician;
create policy claims_hospital_clinician on provenance.checkpoint for select to claims_hospital_clinician using (
  true);
grant select on provenance.checkpoint to claims_hospital_registrar;
create policy claims_hospital_registrar on provenance.checkpoint for select to claims_hospital_registrar using (
  true);
grant select on provenance.checkpoint to claims_hospital_analyst;
create policy claims_hospital_analyst on provenance.checkpoint for select to claims_hospital_analyst using (
  true);
grant select on provenance.checkpoint to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer on provenance.checkpoint for select to claims_hospital_privacy_officer using (
  true);
grant select on provenance.checkpoint to claims_payer_adjudicator;
create policy claims_payer_adjudicator on provenance.checkpoint for select to claims_payer_adjudicator using (
  true);
grant select on provenance.checkpoint to claims_regulator_auditor;
create policy claims_regulator_auditor on provenance.checkpoint for select to claims_regulator_auditor using (
  true);
grant select on provenance.checkpoint to chain_patient;
create policy chain_patient on provenance.checkpoint for select to chain_patient using (
  true);
grant select on provenance.checkpoint to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.checkpoint for select to chain_hospital_clinician using (
  true);
grant select on provenance.checkpoint to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.checkpoint for select to chain_hospital_registrar using (
  true);
grant select on provenance.checkpoint to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.checkpoint for select to chain_hospital_analyst using (
  true);
grant select on provenance.checkpoint to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.checkpoint for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.checkpoint to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.checkpoint for select to chain_payer_adjudicator using (
  true);
grant select on provenance.checkpoint to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.checkpoint for select to chain_regulator_auditor using (
  true);
grant select, insert, update on provenance.checkpoint to caretrail_worker;
create policy caretrail_worker_select on provenance.checkpoint for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.checkpoint for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.checkpoint for update to caretrail_worker using (true) with check (true);

-- provenance.receipt
alter table provenance.receipt owner to own_provenance;
alter table provenance.receipt enable row level security;
alter table provenance.receipt force row level security;
grant select on provenance.receipt to patients_patient;
create policy patients_patient on provenance.receipt for select to patients_patient using (
  true);
grant select on provenance.receipt to patients_hospital_clinician;
create policy patients_hospital_clinician on provenance.receipt for select to patients_hospital_clinician using (
  true);
grant select on provenance.receipt to patients_hospital_registrar;
create policy patients_hospital_registrar on provenance.receipt for select to patients_hospital_registrar using (
  true);
grant select on provenance.receipt to patients_hospital_analyst;
create policy patients_hospital_analyst on provenance.receipt for select to patients_hospital_analyst using (
  true);
grant select on provenance.receipt to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer on provenance.receipt for select to patients_hospital_privacy_officer using (
  true);
grant select on provenance.receipt to patients_payer_adjudicator;
create policy patients_payer_adjudicator on provenance.receipt for select to patients_payer_adjudicator using (
  true);
grant select on provenance.receipt to patients_regulator_auditor;
create policy patients_regulator_auditor on provenance.receipt for select to patients_regulator_auditor using (
  true);
grant select on provenance.receipt to claims_patient;
create policy claims_patient on provenance.receipt for select to claims_patient using (
  true);
grant select on provenance.receipt to claims_hospital_clinician;
create policy claims_hospital_clinician on provenance.receipt for select to claims_hospital_clinician using (
  true);
grant select on provenance.receipt to claims_hospital_registrar;
create policy claims_hospital_registrar on provenance.receipt for select to claims_hospital_registrar using (
  true);
grant select on provenance.receipt to claims_hospital_analyst;
create policy claims_hospital_analyst on provenance.receipt for select to claims_hospital_analyst using (
  true);
grant select on provenance.receipt to claims_hospital_privacy_officer;
create policy claims_hospital_privacy_officer on provenance.receipt for select to claims_hospital_privacy_officer using (
  true);
grant select on provenance.receipt to claims_payer_adjudicator;
create policy claims_payer_adjudicator on provenance.receipt for select to claims_payer_adjudicator using (
  true);
grant select on provenance.receipt to claims_regulator_auditor;
create policy claims_regulator_auditor on provenance.receipt for select to claims_regulator_auditor using (
  true);
grant select on provenance.receipt to chain_patient;
create policy chain_patient on provenance.receipt for select to chain_patient using (
  true);
grant select on provenance.receipt to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.receipt for select to chain_hospital_clinician using (
  true);
grant select on provenance.receipt to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.receipt for select to chain_hospital_registrar using (
  true);
grant select on provenance.receipt to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.receipt for select to chain_hospital_analyst using (
  true);
grant select on provenance.receipt to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.receipt for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.receipt to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.receipt for select to chain_payer_adjudicator using (
  true);
grant select on provenance.receipt to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.receipt for select to chain_regulator_auditor using (
  true);
grant select, insert on provenance.receipt to caretrail_worker;
create policy caretrail_worker_select on provenance.receipt for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.receipt for insert to caretrail_worker with check (true);

-- provenance.derivation
alter table provenance.derivation owner to own_provenance;
alter table provenance.derivation enable row level security;
alter table provenance.derivation force row level security;
grant select on provenance.derivation to chain_patient;
create policy chain_patient on provenance.derivation for select to chain_patient using (
  exists (select from provenance.version v where v.hash = derivation.version)
  and exists (select from provenance.version v where v.hash = derivation.source));
grant select on provenance.derivation to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.derivation for select to chain_hospital_clinician using (
  exists (select from provenance.version v where v.hash = derivation.version)
  and exists (select from provenance.version v where v.hash = derivation.source));
grant select on provenance.derivation to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.derivation for select to chain_hospital_registrar using (
  exists (select from provenance.version v where v.hash = derivation.version)
  and exists (select from provenance.version v where v.hash = derivation.source));
grant select on provenance.derivation to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.derivation for select to chain_hospital_privacy_officer using (
  exists (select from provenance.version v where v.hash = derivation.version)
  and exists (select from provenance.version v where v.hash = derivation.source));
grant select on provenance.derivation to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.derivation for select to chain_payer_adjudicator using (
  exists (select from provenance.version v where v.hash = derivation.version)
  and exists (select from provenance.version v where v.hash = derivation.source));
grant select on provenance.derivation to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.derivation for select to chain_regulator_auditor using (
  exists (select from provenance.version v where v.hash = derivation.version)
  and exists (select from provenance.version v where v.hash = derivation.source));
grant insert on provenance.derivation to patients_patient;
create policy patients_patient_insert_consent_manage on provenance.derivation for insert to patients_patient with check (
  ((select access.purpose() in ('PATRQT'))
  and exists (select from provenance.version v where v.hash = derivation.version)));
grant insert on provenance.derivation to caretrail_worker;
create policy caretrail_worker_insert on provenance.derivation for insert to caretrail_worker with check (true);
grant insert on provenance.derivation to caretrail_import;
create policy caretrail_import_insert on provenance.derivation for insert to caretrail_import with check (true);

-- provenance.feed
alter table provenance.feed owner to own_provenance;
alter table provenance.feed enable row level security;
alter table provenance.feed force row level security;
grant select (id, position, kind, type, record, version, log, size, previous_size, transaction) on provenance.feed to chain_patient;
create policy chain_patient on provenance.feed for select to chain_patient using (
  exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version) or exists (select from provenance.version v
  where v.log = feed.log and v.position >= feed.previous_size and v.position < feed.size));
grant select (id, position, kind, type, record, version, log, size, previous_size, transaction) on provenance.feed to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.feed for select to chain_hospital_clinician using (
  feed.kind = 'ANCHOR' or exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version));
grant select (id, position, kind, type, record, version, log, size, previous_size, transaction) on provenance.feed to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.feed for select to chain_hospital_registrar using (
  feed.kind = 'ANCHOR' or exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version));
grant select (id, position, kind, type, record, version, log, size, previous_size, transaction) on provenance.feed to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.feed for select to chain_hospital_analyst using (
  feed.kind = 'ANCHOR');
grant select (id, position, kind, type, record, version, log, size, previous_size, transaction) on provenance.feed to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.feed for select to chain_hospital_privacy_officer using (
  feed.kind = 'ANCHOR' or exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version));
grant select (id, position, kind, type, record, version, log, size, previous_size, transaction) on provenance.feed to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.feed for select to chain_payer_adjudicator using (
  feed.kind = 'ANCHOR' or exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version));
grant select (id, position, kind, type, record, version, log, size, previous_size, transaction) on provenance.feed to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.feed for select to chain_regulator_auditor using (
  feed.kind = 'ANCHOR' or exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version));
grant insert on provenance.feed to patients_patient;
create policy patients_patient_insert_consent_manage on provenance.feed for insert to patients_patient with check (
  feed.kind = 'RECORD' and feed.type = 'Consent' and feed.position is null
  and ((select access.purpose() in ('PATRQT'))
  and exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version)));
grant select, insert, update (position), delete on provenance.feed to caretrail_worker;
create policy caretrail_worker_select on provenance.feed for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.feed for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.feed for update to caretrail_worker using (true) with check (true);
create policy caretrail_worker_delete on provenance.feed for delete to caretrail_worker using (true);
grant insert on provenance.feed to caretrail_import;
create policy caretrail_import_insert on provenance.feed for insert to caretrail_import with check (true);

-- provenance.feed_head
alter table provenance.feed_head owner to own_provenance;
alter table provenance.feed_head enable row level security;
alter table provenance.feed_head force row level security;
grant select on provenance.feed_head to chain_patient;
create policy chain_patient on provenance.feed_head for select to chain_patient using (
  true);
grant select on provenance.feed_head to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.feed_head for select to chain_hospital_clinician using (
  true);
grant select on provenance.feed_head to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.feed_head for select to chain_hospital_registrar using (
  true);
grant select on provenance.feed_head to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.feed_head for select to chain_hospital_analyst using (
  true);
grant select on provenance.feed_head to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.feed_head for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.feed_head to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.feed_head for select to chain_payer_adjudicator using (
  true);
grant select on provenance.feed_head to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.feed_head for select to chain_regulator_auditor using (
  true);
grant select, update on provenance.feed_head to caretrail_worker;
create policy caretrail_worker_select on provenance.feed_head for select to caretrail_worker using (true);
create policy caretrail_worker_update on provenance.feed_head for update to caretrail_worker using (true) with check (true);
grant select on provenance.feed_head to caretrail_hub;
create policy caretrail_hub_select on provenance.feed_head for select to caretrail_hub using (true);

-- provenance.outbox
alter table provenance.outbox owner to own_provenance;
alter table provenance.outbox enable row level security;
alter table provenance.outbox force row level security;
grant select, insert, update on provenance.outbox to caretrail_worker;
create policy caretrail_worker_select on provenance.outbox for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.outbox for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.outbox for update to caretrail_worker using (true) with check (true);

-- provenance.submission
alter table provenance.submission owner to own_provenance;
alter table provenance.submission enable row level security;
alter table provenance.submission force row level security;
grant select on provenance.submission to patients_patient;
create policy patients_patient_self_consent_manage on provenance.submission for select to patients_patient using (
  submission.call in ('consent:grant', 'consent:amend', 'consent:revoke')
  and submission.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
create policy patients_patient_self_key_manage on provenance.submission for select to patients_patient using (
  submission.call in ('registry:registerKey', 'registry:replaceKey', 'registry:retireKey')
  and submission.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now())));
grant select on provenance.submission to patients_hospital_clinician;
create policy patients_hospital_clinician_any_breakglass_open on provenance.submission for select to patients_hospital_clinician using (
  submission.call = 'access:breakGlass' and submission.organization = (select access.organization())
  and (select access.purpose() in ('ETREAT')));
grant select on provenance.submission to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_own_breakglass_review on provenance.submission for select to patients_hospital_privacy_officer using (
  submission.call = 'access:review' and submission.organization = (select access.organization())
  and (select access.purpose() in ('HCOMPL'))
  and submission.organization = (select access.organization())
  and (select e.subject from access.emergency e
  where e.ledger_id = submission.arguments[1]::jsonb->>'access') <> (select access.subject()));
grant select on provenance.submission to patients_regulator_auditor;
create policy patients_regulator_auditor_any_breakglass_review on provenance.submission for select to patients_regulator_auditor using (
  submission.call = 'access:review' and submission.organization = (select access.organization())
  and (select access.purpose() in ('HCOMPL'))
  and (select e.subject from access.emergency e
  where e.ledger_id = submission.arguments[1]::jsonb->>'access') <> (select access.subject()));
grant insert on provenance.submission to patients_patient;
create policy patients_patient_insert_consent_manage on provenance.submission for insert to patients_patient with check (
  submission.call in ('consent:grant', 'consent:amend', 'consent:revoke') and submission.state = 'PENDING' and submission.organization =
  (select p.custodian from patients.patient p where p.id = submission.patient)
  and (submission.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant insert on provenance.submission to patients_patient;
create policy patients_patient_insert_key_manage on provenance.submission for insert to patients_patient with check (
  submission.call in ('registry:registerKey', 'registry:replaceKey', 'registry:retireKey') and submission.state = 'PENDING' and submission.organization =
  (select p.custodian from patients.patient p where p.id = submission.patient)
  and (submission.patient = any (array(select d.patient from access.delegate d
  where d.subject = (select access.subject() where access.purpose() in ('PATRQT')) and d.until > now()))));
grant insert on provenance.submission to patients_hospital_clinician;
create policy patients_hospital_clinician_insert_breakglass_open on provenance.submission for insert to patients_hospital_clinician with check (
  submission.call = 'access:breakGlass' and submission.organization = (select access.organization()) and submission.state = 'PENDING' and not submission.widens
  and (select e.subject from access.emergency e
  where e.ledger_id = submission.arguments[1]::jsonb->>'access') = (select access.subject())
  and ((select access.purpose() in ('ETREAT'))));
grant insert on provenance.submission to patients_hospital_privacy_officer;
create policy patients_hospital_privacy_officer_insert_breakglass_review on provenance.submission for insert to patients_hospital_privacy_officer with check (
  submission.call = 'access:review' and submission.state = 'PENDING' and not submission.widens and submission.organization = (select access.organization())
  and ((select access.purpose() in ('HCOMPL'))
  and submission.organization = (select access.organization())
  and (select e.subject from access.emergency e
  where e.ledger_id = submission.arguments[1]::jsonb->>'access') <> (select access.subject())));
grant insert on provenance.submission to patients_regulator_auditor;
create policy patients_regulator_auditor_insert_breakglass_review on provenance.submission for insert to patients_regulator_auditor with check (
  submission.call = 'access:review' and submission.state = 'PENDING' and not submission.widens and submission.organization = (select access.organization())
  and ((select access.purpose() in ('HCOMPL'))
  and (select e.subject from access.emergency e
  where e.ledger_id = submission.arguments[1]::jsonb->>'access') <> (select access.subject())));
grant select, insert, update on provenance.submission to caretrail_worker;
create policy caretrail_worker_select on provenance.submission for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.submission for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.submission for update to caretrail_worker using (true) with check (true);

-- provenance.block
alter table provenance.block owner to own_provenance;
alter table provenance.block enable row level security;
alter table provenance.block force row level security;
grant select on provenance.block to chain_public;
create policy chain_public on provenance.block for select to chain_public using (
  true);
grant select on provenance.block to chain_patient;
create policy chain_patient on provenance.block for select to chain_patient using (
  true);
grant select on provenance.block to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.block for select to chain_hospital_clinician using (
  true);
grant select on provenance.block to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.block for select to chain_hospital_registrar using (
  true);
grant select on provenance.block to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.block for select to chain_hospital_analyst using (
  true);
grant select on provenance.block to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.block for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.block to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.block for select to chain_payer_adjudicator using (
  true);
grant select on provenance.block to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.block for select to chain_regulator_auditor using (
  true);
grant select, insert on provenance.block to caretrail_worker;
create policy caretrail_worker_select on provenance.block for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.block for insert to caretrail_worker with check (true);

-- provenance.indexer
alter table provenance.indexer owner to own_provenance;
alter table provenance.indexer enable row level security;
alter table provenance.indexer force row level security;
grant select on provenance.indexer to chain_public;
create policy chain_public on provenance.indexer for select to chain_public using (
  true);
grant select on provenance.indexer to chain_patient;
create policy chain_patient on provenance.indexer for select to chain_patient using (
  true);
grant select on provenance.indexer to chain_hospital_clinician;
create policy chain_hospital_clinician on provenance.indexer for select to chain_hospital_clinician using (
  true);
grant select on provenance.indexer to chain_hospital_registrar;
create policy chain_hospital_registrar on provenance.indexer for select to chain_hospital_registrar using (
  true);
grant select on provenance.indexer to chain_hospital_analyst;
create policy chain_hospital_analyst on provenance.indexer for select to chain_hospital_analyst using (
  true);
grant select on provenance.indexer to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer on provenance.indexer for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.indexer to chain_payer_adjudicator;
create policy chain_payer_adjudicator on provenance.indexer for select to chain_payer_adjudicator using (
  true);
grant select on provenance.indexer to chain_regulator_auditor;
create policy chain_regulator_auditor on provenance.indexer for select to chain_regulator_auditor using (
  true);
grant select, insert, update on provenance.indexer to caretrail_worker;
create policy caretrail_worker_select on provenance.indexer for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.indexer for insert to caretrail_worker with check (true);
create policy caretrail_worker_update on provenance.indexer for update to caretrail_worker using (true) with check (true);

-- provenance.transaction
alter table provenance.transaction owner to own_provenance;
alter table provenance.transaction enable row level security;
alter table provenance.transaction force row level security;
grant select on provenance.transaction to chain_patient;
create policy chain_patient_own_record on provenance.transaction for select to chain_patient using (
  (select access.purpose() in ('PATRQT'))
  and exists (select from provenance.checkpoint c
  join provenance.version v on v.log = c.log and v.position >= c.previous_size and v.position < c.size
  where c.transaction = transaction.id));
grant select on provenance.transaction to chain_hospital_clinician;
create policy chain_hospital_clinician_any on provenance.transaction for select to chain_hospital_clinician using (
  true);
grant select on provenance.transaction to chain_hospital_registrar;
create policy chain_hospital_registrar_any on provenance.transaction for select to chain_hospital_registrar using (
  true);
grant select on provenance.transaction to chain_hospital_analyst;
create policy chain_hospital_analyst_any on provenance.transaction for select to chain_hospital_analyst using (
  true);
grant select on provenance.transaction to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer_any on provenance.transaction for select to chain_hospital_privacy_officer using (
  true);
grant select on provenance.transaction to chain_payer_adjudicator;
create policy chain_payer_adjudicator_any on provenance.transaction for select to chain_payer_adjudicator using (
  true);
grant select on provenance.transaction to chain_regulator_auditor;
create policy chain_regulator_auditor_any on provenance.transaction for select to chain_regulator_auditor using (
  true);
grant select, insert on provenance.transaction to caretrail_worker;
create policy caretrail_worker_select on provenance.transaction for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.transaction for insert to caretrail_worker with check (true);

-- provenance.transaction_content
alter table provenance.transaction_content owner to own_provenance;
alter table provenance.transaction_content enable row level security;
alter table provenance.transaction_content force row level security;
grant select on provenance.transaction_content to chain_hospital_clinician;
create policy chain_hospital_clinician_own on provenance.transaction_content for select to chain_hospital_clinician using (
  (transaction_content.creator_organization = (select access.organization())
  or (select access.organization()) = any (transaction_content.endorsers)));
grant select on provenance.transaction_content to chain_hospital_registrar;
create policy chain_hospital_registrar_own on provenance.transaction_content for select to chain_hospital_registrar using (
  (transaction_content.creator_organization = (select access.organization())
  or (select access.organization()) = any (transaction_content.endorsers)));
grant select on provenance.transaction_content to chain_hospital_analyst;
create policy chain_hospital_analyst_own on provenance.transaction_content for select to chain_hospital_analyst using (
  (transaction_content.creator_organization = (select access.organization())
  or (select access.organization()) = any (transaction_content.endorsers)));
grant select on provenance.transaction_content to chain_hospital_privacy_officer;
create policy chain_hospital_privacy_officer_own on provenance.transaction_content for select to chain_hospital_privacy_officer using (
  (transaction_content.creator_organization = (select access.organization())
  or (select access.organization()) = any (transaction_content.endorsers)));
grant select on provenance.transaction_content to chain_payer_adjudicator;
create policy chain_payer_adjudicator_own on provenance.transaction_content for select to chain_payer_adjudicator using (
  (transaction_content.creator_organization = (select access.organization())
  or (select access.organization()) = any (transaction_content.endorsers)));
grant select on provenance.transaction_content to chain_regulator_auditor;
create policy chain_regulator_auditor_any on provenance.transaction_content for select to chain_regulator_auditor using (
  (select access.purpose() in ('HCOMPL')));
grant select, insert on provenance.transaction_content to caretrail_worker;
create policy caretrail_worker_select on provenance.transaction_content for select to caretrail_worker using (true);
create policy caretrail_worker_insert on provenance.transaction_content for insert to caretrail_worker with check (true);

-- intake.source
alter table intake.source owner to own_intake;
alter table intake.source enable row level security;
alter table intake.source force row level security;
grant select (source, type, source_id, record), update (digest) on intake.source to caretrail_worker;
create policy caretrail_worker_select on intake.source for select to caretrail_worker using (true);
create policy caretrail_worker_update on intake.source for update to caretrail_worker using (true) with check (true);
grant select, insert, update, delete, truncate on intake.source to caretrail_import;
create policy caretrail_import_select on intake.source for select to caretrail_import using (true);
create policy caretrail_import_insert on intake.source for insert to caretrail_import with check (true);
create policy caretrail_import_update on intake.source for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on intake.source for delete to caretrail_import using (true);
grant select (record), delete on intake.source to caretrail_worker;
create policy caretrail_worker_erase_find on intake.source for select to caretrail_worker using (
  source.record in (select e.record from access.erasure e
  where e.erased_at is null));
create policy caretrail_worker_erase on intake.source for delete to caretrail_worker using (
  source.record in (select e.record from access.erasure e
  where e.erased_at is null));

-- intake.run
alter table intake.run owner to own_intake;
alter table intake.run enable row level security;
alter table intake.run force row level security;
grant select, insert, update, delete, truncate on intake.run to caretrail_import;
create policy caretrail_import_select on intake.run for select to caretrail_import using (true);
create policy caretrail_import_insert on intake.run for insert to caretrail_import with check (true);
create policy caretrail_import_update on intake.run for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on intake.run for delete to caretrail_import using (true);

-- intake.taken_file
alter table intake.taken_file owner to own_intake;
alter table intake.taken_file enable row level security;
alter table intake.taken_file force row level security;
grant select, insert, update, delete, truncate on intake.taken_file to caretrail_import;
create policy caretrail_import_select on intake.taken_file for select to caretrail_import using (true);
create policy caretrail_import_insert on intake.taken_file for insert to caretrail_import with check (true);
create policy caretrail_import_update on intake.taken_file for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on intake.taken_file for delete to caretrail_import using (true);

-- intake.quarantine
alter table intake.quarantine owner to own_intake;
alter table intake.quarantine enable row level security;
alter table intake.quarantine force row level security;
grant select (resource), delete on intake.quarantine to caretrail_worker;
create policy caretrail_worker_select on intake.quarantine for select to caretrail_worker using (true);
create policy caretrail_worker_delete on intake.quarantine for delete to caretrail_worker using (true);
grant select, insert, update, delete, truncate on intake.quarantine to caretrail_import;
create policy caretrail_import_select on intake.quarantine for select to caretrail_import using (true);
create policy caretrail_import_insert on intake.quarantine for insert to caretrail_import with check (true);
create policy caretrail_import_update on intake.quarantine for update to caretrail_import using (true) with check (true);
create policy caretrail_import_delete on intake.quarantine for delete to caretrail_import using (true);
