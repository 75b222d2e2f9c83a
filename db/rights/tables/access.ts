import type { PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../../tables/index.ts';
import { SUBGRAPHS } from '../role.ts';
import type { Privilege, TableRights } from '../table.ts';
import { CASE, NAMES, ORGANIZATION, SUBJECT } from '../text.ts';

const written: readonly Privilege[] = ['select', 'insert', 'update', 'delete'];

const CALLERS = {
  clinician: { tiers: ['hospital'], roles: ['clinician'] },
  keeper: { tiers: ['hospital'], roles: ['registrar', 'privacy_officer'] },
  payer: { tiers: ['payer'] },
  patient: { tiers: ['patient'] },
} as const;

/** Facts about a caller: those whose relation it is find their own alone. Policies look at them in the caller's name. */
const fact = (
  table: PgTable,
  callers: keyof typeof CALLERS,
  condition: string,
  logins: TableRights['logins'] = { caretrail_import: written },
): TableRights => ({
  ...{ table, plain: [{ subgraphs: SUBGRAPHS, ...CALLERS[callers], condition }], logins },
  erased: 'patient',
});

const open = (table: PgTable): TableRights => ({
  table,
  plain: [{ subgraphs: SUBGRAPHS, condition: 'true' }],
  logins: { caretrail_import: written, caretrail_worker: ['select'], caretrail_hub: ['select'] },
});

/** Follows from a person's records: made anew when one comes in, and when one is erased. */
const RENEWED: TableRights['logins'] = { caretrail_import: written, caretrail_worker: written };

/** What a person manages themselves. */
const MANAGED = { policy: 'consent.manage', subgraphs: ['patients'] } as const;

export const ACCESS_TABLES: readonly TableRights[] = [
  open(tables.member),
  open(tables.operates),
  fact(tables.treating, 'clinician', `treating.member = ${ORGANIZATION}`, RENEWED),
  fact(tables.custodian, 'keeper', `custodian.member = ${ORGANIZATION}`, {
    caretrail_import: written,
    caretrail_worker: ['select'],
  }),
  fact(tables.insurer, 'payer', `insurer.member = ${ORGANIZATION}`, RENEWED),
  fact(tables.delegate, 'patient', `delegate.subject = ${SUBJECT}`),
  {
    ...fact(
      tables.provision,
      'clinician',
      `${ORGANIZATION} is not null and (consent.actor is null or consent.actor = any (${NAMES}))`,
      { caretrail_import: written, caretrail_worker: ['select', 'insert', 'delete'] },
    ),
    guarded: [MANAGED],
    // A person's permit is the worker's to write: it holds once the ledger has it.
    written: [
      { ...MANAGED, commands: ['insert'], which: 'not consent.permit and consent.record is not null' },
      { ...MANAGED, commands: ['delete'], which: 'consent.record is not null' },
    ],
  },
  {
    table: tables.consentStep,
    guarded: [MANAGED],
    written: [{ ...MANAGED, commands: ['insert'] }],
    erased: 'record',
    logins: { caretrail_worker: ['select'] },
  },
  {
    table: tables.personKey,
    guarded: [{ ...MANAGED, policy: 'key.manage' }],
    written: [
      { ...MANAGED, policy: 'key.manage', commands: ['insert'] },
      { ...MANAGED, policy: 'key.manage', commands: ['update'], columns: ['sequence', 'ended', 'ended_at'] },
    ],
    erased: 'patient',
    logins: { caretrail_worker: ['select', 'update (ended, ended_at)'] },
  },
  {
    table: tables.persona,
    logins: {
      caretrail_import: written,
      caretrail_hub: ['select'],
      caretrail_worker: ['select (subject)', 'delete'],
    },
  },
];

/** What a reader must have seen of people of a case: refusals too. */
const CASE_PEOPLE = `array(select s.patient from access.case_scope s
  join access.regulatory_case k on k.id = s.case_id
  where s.case_id = ${CASE} and k.auditor = ${SUBJECT}
  and k.opened_at <= now() and k.open_until > now() and k.closed_at is null)`;

/**
 * Each role writes events in its own name alone; the importer, in that of who sends something in. A person reads who was shown
 * something of them, an auditor what concerns the people of their case, a privacy officer what the own organization read.
 */
export const EVENT: TableRights = {
  table: tables.event,
  guarded: [
    {
      ...{ policy: 'accesslog.read', subgraphs: ['patients', 'chain'] },
      rules: {
        self: `event.outcome = 'PERMITTED' and event.patients && array(select d.patient from access.delegate d
  where d.subject = ${SUBJECT} and d.until > now())`,
        custodian: `event.organization = ${ORGANIZATION}`,
        case: `event.patients && ${CASE_PEOPLE}`,
      },
    },
  ],
  hidden: ['transaction', 'operation'],
  logins: { caretrail_import: ['insert'], caretrail_worker: ['select'] },
};

/** The worker commits events to the access logs: it adds, and nobody changes. */
export const EVENT_VERSION: TableRights = {
  table: tables.eventVersion,
  logins: { caretrail_worker: ['select', 'insert'] },
};

const noted: readonly Privilege[] = ['select', 'insert', 'delete'];

/** What counts once: contexts at the subgraphs, before there is a caller, and at the hubs what the holders of tokens prove. */
export const USED_CONTEXT: TableRights = {
  table: tables.usedContext,
  logins: {
    caretrail_patients: noted,
    caretrail_claims: noted,
    caretrail_chain: noted,
    caretrail_hub: noted,
  },
};

/** The hubs' own: what callers may spend is counted before there is a question. */
export const BUDGET: TableRights = { table: tables.budget, logins: { caretrail_hub: written } };

/** Hubs look who sends a key; who may ask as the worker (an operator's command) issues and revokes, and changes nothing else. */
export const API_KEY: TableRights = {
  table: tables.apiKey,
  logins: { caretrail_hub: ['select'], caretrail_worker: ['select', 'insert', 'update (revoked)'] },
};

/** The hubs' own too: who has how many streams open. */
export const STREAM_PLACE: TableRights = { table: tables.streamPlace, logins: { caretrail_hub: written } };
