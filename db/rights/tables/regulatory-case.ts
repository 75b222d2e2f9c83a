import * as tables from '../../tables/index.ts';
import { SUBGRAPHS } from '../role.ts';
import type { TableRights } from '../table.ts';
import { justNow, SUBJECT } from '../text.ts';

const AUDITORS = { subgraphs: SUBGRAPHS, tiers: ['regulator'] } as const;
export const CASE_TABLES: readonly TableRights[] = [
  {
    table: tables.regulatoryCase,
    plain: [{ ...AUDITORS, condition: `regulatory_case.auditor = ${SUBJECT}` }],
    written: [
      {
        ...{ policy: 'case.open', subgraphs: ['patients'], commands: ['insert'] },
        which: `regulatory_case.auditor = ${SUBJECT} and regulatory_case.closed_at is null
  and ${justNow('regulatory_case.opened_at')}
  and regulatory_case.open_until <= regulatory_case.opened_at + interval '30 days'`,
      },
      {
        ...{ policy: 'case.close', subgraphs: ['patients'], commands: ['update'], columns: ['closed_at'] },
        before: `regulatory_case.auditor = ${SUBJECT} and regulatory_case.closed_at is null`,
        which: `regulatory_case.auditor = ${SUBJECT} and ${justNow('regulatory_case.closed_at')}`,
      },
    ],
    logins: {
      caretrail_import: ['select', 'insert', 'update', 'delete'],
      caretrail_hub: ['select'],
      caretrail_worker: ['select'],
    },
  },
  {
    table: tables.caseScope,
    plain: [
      {
        ...AUDITORS,
        condition: 'exists (select from access.regulatory_case k where k.id = case_scope.case_id)',
      },
    ],
    // With the case and never later: its scope does not grow.
    written: [
      {
        ...{ policy: 'case.open', subgraphs: ['patients'], commands: ['insert'] },
        which: `exists (select from access.regulatory_case k where k.id = case_scope.case_id
  and k.auditor = ${SUBJECT} and k.opened_at >= date_trunc('milliseconds', now()))`,
      },
    ],
    logins: { caretrail_import: ['select', 'insert', 'update', 'delete'], caretrail_worker: ['select'] },
  },
  {
    table: tables.caseAlert,
    guarded: [{ policy: 'case.review', subgraphs: ['patients'], excluded: { actor: 'case_alert.auditor' } }],
    written: [
      {
        ...{ policy: 'case.review', subgraphs: ['patients'], commands: ['update'] },
        columns: ['reviewed_at', 'reviewer', 'outcome', 'finding'],
        before: 'case_alert.reviewed_at is null',
        which: `case_alert.reviewer = ${SUBJECT} and ${justNow('case_alert.reviewed_at')}`,
        excluded: { actor: 'case_alert.auditor' },
      },
    ],
    logins: { caretrail_worker: ['select', 'insert'] },
  },
];
