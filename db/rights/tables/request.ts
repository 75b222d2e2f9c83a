import * as tables from '../../tables/index.ts';
import type { TableRights, WrittenRows } from '../table.ts';
import { justNow, ORGANIZATION, SUBJECT } from '../text.ts';

const ASKED_BY_CALLER = `request.subject = ${SUBJECT} and request.organization = ${ORGANIZATION}`;
/** A clinician's request: the person sees what they are asked, and who asked sees the answer. */
export const REQUEST: TableRights = {
  table: tables.accessRequest,
  guarded: [{ policy: 'request.read', subgraphs: ['patients'], rules: { ownOrganization: ASKED_BY_CALLER } }],
  written: [
    {
      ...{ policy: 'access.request', subgraphs: ['patients'], commands: ['insert'] },
      which: `${ASKED_BY_CALLER} and ${justNow('request.asked_at')} and request.answered_at is null
  and request.expires <= now() + interval '15 days' and request.day = (now() at time zone 'UTC')::date`,
    },
    {
      ...{ policy: 'access.answer', subgraphs: ['patients'], commands: ['update'] },
      columns: ['answered_at', 'answer', 'consent'],
      before: 'request.answered_at is null and request.expires > now()',
      which: justNow('request.answered_at'),
    },
  ],
  erased: 'patient',
  logins: {},
};

/** Who tells a person something, and what must be so for it; the inner rows are the writer's to see. */
const told = (policy: string, kind: string, about: string, rest: Partial<WrittenRows> = {}): WrittenRows => ({
  ...{ policy, subgraphs: ['patients'], commands: ['insert'], ...rest },
  which: `notice.kind = '${kind}' and notice.read_at is null
  and exists (select from ${about} and a.id = notice.about and a.patient = notice.patient)`,
});

const ASKED = `access.request a where a.subject = ${SUBJECT}`;
const ANSWERED = 'access.request a where a.answered_at is not null';
const OPENED = `access.emergency a where a.subject = ${SUBJECT}`;
const REVIEWED = `access.emergency a where a.reviewer = ${SUBJECT}`;
const OF_OTHERS = {
  rules: { ownOrganization: 'true' },
  excluded: { actor: '(select a.subject from access.emergency a where a.id = notice.about)' },
};

/** What a person was told: their own to read, and to mark as read. */
export const NOTICE: TableRights = {
  table: tables.notice,
  guarded: [{ policy: 'notice.read', subgraphs: ['patients'] }],
  written: [
    { policy: 'notice.read', subgraphs: ['patients'], commands: ['update'], columns: ['read_at'] },
    told('breakglass.open', 'BREAK_GLASS_OPENED', OPENED),
    told('breakglass.review', 'BREAK_GLASS_REVIEWED', REVIEWED, OF_OTHERS),
    told('access.request', 'ACCESS_REQUESTED', ASKED),
    told('access.answer', 'ACCESS_ANSWERED', ANSWERED),
  ],
  erased: 'patient',
  logins: {},
};
