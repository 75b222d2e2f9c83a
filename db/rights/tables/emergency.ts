import * as tables from '../../tables/index.ts';
import type { TableRights } from '../table.ts';
import { justNow, ORGANIZATION, SUBJECT } from '../text.ts';
import { CASE_TABLES } from './regulatory-case.ts';
import { NOTICE, REQUEST } from './request.ts';

const OPENED = { policy: 'breakglass.open', subgraphs: ['patients'] } as const;
const REVIEW = { policy: 'breakglass.review', subgraphs: ['patients'] } as const;
const OWN = { policy: 'breakglass.own', subgraphs: ['patients'] } as const;
const CLINICIANS = { subgraphs: ['patients'], tiers: ['hospital'], roles: ['clinician'] } as const;

/** Whom this very transaction has sought, and nobody else: what was undone opens nothing. */
const SOUGHT_NOW = `identification.digest = any (array(select s.digest from access.search s
  where s.subject = ${SUBJECT} and s.sought_at = now()))`;

/** As found: one person, not several. */
const FOUND = `emergency.patient = (select min(i.patient::text)::uuid from access.identification i
  having count(distinct i.patient) = 1)`;

/** What a declaration says of itself: the caller, now, and that nobody has reviewed it. */
const DECLARED_NOW = `emergency.subject = ${SUBJECT} and emergency.organization = ${ORGANIZATION}
  and ${justNow('emergency.opened_at')}
  and emergency.day = (now() at time zone 'UTC')::date and emergency.reviewed_at is null
  and ${FOUND}`;

const REVIEWED_NOW = `emergency.reviewer = ${SUBJECT} and emergency.reviewed_for = ${ORGANIZATION}
  and ${justNow('emergency.reviewed_at')}`;

/** The emergency access that opened a row of `access.break_glass`; the inner rows are the caller's to see. */
const opener = (condition: string): string => `exists (select from access.emergency e
  where e.subject = break_glass.subject and e.patient = break_glass.patient and e.expires = break_glass.expires
  and ${condition})`;

export const EMERGENCY_TABLES: readonly TableRights[] = [
  {
    table: tables.identification,
    guarded: [{ ...OPENED, which: SOUGHT_NOW }],
    erased: 'patient',
    logins: { caretrail_import: ['select', 'insert', 'delete'], caretrail_worker: ['select'] },
  },
  {
    table: tables.search,
    plain: [{ ...CLINICIANS, condition: `search.subject = ${SUBJECT}` }],
    written: [
      {
        ...{ ...OPENED, commands: ['insert'] },
        which: `search.subject = ${SUBJECT} and search.sought_at = now() and search.hour = date_trunc('hour', now(), 'UTC')`,
      },
    ],
    // A search says by its digest whom somebody sought.
    logins: { caretrail_worker: ['select (digest)', 'delete'] },
  },
  {
    table: tables.emergency,
    plain: [{ ...CLINICIANS, condition: `emergency.subject = ${SUBJECT}` }],
    guarded: [
      {
        ...REVIEW,
        rules: { ownOrganization: `emergency.organization = ${ORGANIZATION}` },
        excluded: { actor: 'emergency.subject' },
      },
    ],
    written: [
      { ...OPENED, commands: ['insert'], which: DECLARED_NOW },
      // Who declared it may end it, and never prolong it.
      {
        ...{ ...OWN, commands: ['update'], columns: ['expires'] },
        before: `emergency.subject = ${SUBJECT} and emergency.expires > now()`,
        which: `emergency.subject = ${SUBJECT} and emergency.expires <= now()`,
      },
      {
        ...{ ...REVIEW, commands: ['update'], before: 'emergency.reviewed_at is null', which: REVIEWED_NOW },
        columns: ['reviewed_at', 'reviewer', 'reviewed_for', 'outcome', 'finding'],
        rules: { ownOrganization: `emergency.organization = ${ORGANIZATION}` },
        excluded: { actor: 'emergency.subject' },
      },
    ],
    hidden: ['salt'],
    // That there was an emergency stays; what was said of the person does not outlive them here.
    logins: { caretrail_worker: ['select (patient)', 'update (explanation, finding, salt)'] },
  },
  {
    table: tables.breakGlass,
    plain: [
      {
        subgraphs: ['patients', 'claims', 'chain'],
        tiers: ['hospital'],
        roles: ['clinician'],
        condition: `break_glass.subject = ${SUBJECT}`,
      },
    ],
    // Who judges an access takes away what it opened.
    guarded: [
      {
        ...{ ...REVIEW, which: opener("e.outcome = 'UNJUSTIFIED'"), rules: { ownOrganization: 'true' } },
        excluded: { actor: 'break_glass.subject' },
      },
    ],
    written: [
      {
        ...{ ...OPENED, commands: ['insert'] },
        which: `break_glass.subject = ${SUBJECT} and break_glass.expires > now() and ${opener('e.reviewed_at is null')}`,
      },
      { ...OWN, commands: ['delete'], which: `break_glass.subject = ${SUBJECT}` },
      {
        ...{ ...REVIEW, commands: ['delete'], rules: { ownOrganization: 'true' } },
        which: opener(`e.outcome = 'UNJUSTIFIED' and e.reviewer = ${SUBJECT}`),
        excluded: { actor: 'break_glass.subject' },
      },
    ],
    erased: 'patient',
    logins: { caretrail_import: ['select', 'insert', 'update', 'delete'] },
  },
  NOTICE,
  REQUEST,
  ...CASE_TABLES,
];
