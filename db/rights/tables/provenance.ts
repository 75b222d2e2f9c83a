import type { PgTable } from 'drizzle-orm/pg-core';
import { type KeyKind, RECORD_TYPES } from '../../records/index.ts';
import * as tables from '../../tables/index.ts';
import type { Keys } from '../keys.ts';
import { SUBGRAPHS } from '../role.ts';
import type { GuardedRows, TableRights } from '../table.ts';
import { literal, ORGANIZATION, SUBJECT } from '../text.ts';

/** Key columns of the version graph that are empty in the rows of a type. */
const WITHOUT: Readonly<Record<KeyKind, readonly (keyof Keys)[]>> = {
  person: ['providerMember', 'insurerMember', 'grantees', 'at', 'sensitivity'],
  clinical: ['providerMember', 'insurerMember', 'grantees'],
  claim: ['grantees', 'sensitivity'],
  consent: ['providerMember', 'insurerMember', 'sensitivity'],
};

/**
 * A version node is visible to whoever may see the record, in every subgraph: stubs are judged by it. Types of one see
 * policy and the same keys share one statement.
 */
function nodes(): readonly GuardedRows[] {
  const groups = new Map<string, { policy: string; keys: KeyKind; types: string[] }>();
  for (const { type, keys, see } of Object.values(RECORD_TYPES)) {
    const group = groups.get(see.policy) ?? { policy: see.policy, keys, types: [] };
    if (group.keys !== keys) throw new Error(`${type} has other keys than the other types of ${see.policy}.`);
    group.types.push(type);
    groups.set(see.policy, group);
  }
  return [...groups.values()].map(({ policy, keys, types }) => ({
    policy,
    subgraphs: SUBGRAPHS,
    patient: 'subject',
    which: `version.type in (${types.map(literal).join(', ')})`,
    without: WITHOUT[keys],
  }));
}

/** Whoever reads an access event is told how far the ledger is with it; the inner rows are the caller's alone. */
const READ_EVENT = 'exists (select from access.event where event.id = version.record)';

/** Commitments and their signatures: they hold no one's data, and every member checks them. */
const shared = (table: PgTable, worker: TableRights['logins']['caretrail_worker']): TableRights => ({
  table,
  plain: [{ subgraphs: SUBGRAPHS, tiers: ['patient', 'hospital', 'payer', 'regulator'], condition: 'true' }],
  logins: worker ? { caretrail_worker: worker } : {},
});

const open = (table: PgTable, logins: TableRights['logins']): TableRights => ({
  table,
  plain: [{ subgraphs: ['chain'], condition: 'true' }],
  logins,
});

/** A checkpoint of the transaction takes in a version of a record of the caller; the inner rows are theirs alone. */
const OWN_RECORD = `exists (select from provenance.checkpoint c
  join provenance.version v on v.log = c.log and v.position >= c.previous_size and v.position < c.size
  where c.transaction = transaction.id)`;

/** Whoever sees a version is told of it; the inner rows are the caller's alone. */
const FED_RECORD = `exists (select from provenance.version v
  where v.record = feed.record and v.number = feed.version)`;

/** Whoever sees both versions sees that one was made from the other; the inner rows are the caller's alone. */
const SEEN_DERIVATION = `exists (select from provenance.version v where v.hash = derivation.version)
  and exists (select from provenance.version v where v.hash = derivation.source)`;

/** Roles that may see a record of anybody at all. */
const SEEING_RECORDS = ['clinician', 'registrar', 'privacy_officer', 'adjudicator', 'auditor'];

/** As with the transaction that anchors: it takes in a version of a record of the caller. */
const FED_OWN_ANCHOR = `exists (select from provenance.version v
  where v.log = feed.log and v.position >= feed.previous_size and v.position < feed.size)`;

/** A certificate without a member's attribute stands for an MSP that is one member. */
const OWN_TRANSACTION = `(transaction_content.creator_organization = ${ORGANIZATION}
  or ${ORGANIZATION} = any (transaction_content.endorsers))`;

/** What a registrar has ordered the erasure of in this very transaction; of a person, all that is kept of them too. */
const JUST_ORDERED = `any (array(select e.record from access.erasure e
  where e.ordered_by = ${SUBJECT} and e.ordered_at >= date_trunc('milliseconds', now())))`;
const ORDERED: GuardedRows = {
  ...{ policy: 'record.erase', subgraphs: ['patients'], patient: 'subject' },
  which: `version.type <> 'AuditEvent'
  and (version.record = ${JUST_ORDERED} or version.subject = ${JUST_ORDERED})`,
};

/** Calls that a person has put on record, each by its own policy. */
const CONSENT_CALL = "submission.call in ('consent:grant', 'consent:amend', 'consent:revoke')";
const KEY_CALL = "submission.call in ('registry:registerKey', 'registry:replaceKey', 'registry:retireKey')";

/** What staff declares of emergencies and finds of them, in the name of their own organization. */
const OWN_CALL = `submission.organization = ${ORGANIZATION}`;
const OPENING = `submission.call = 'access:breakGlass' and ${OWN_CALL}`;
const REVIEWING = "submission.call = 'access:review'";
const UNDECIDED = "submission.state = 'PENDING' and not submission.widens";
/** Who opened the access that a call is about; the inner rows are the caller's to see. */
const ACTOR = `(select e.subject from access.emergency e
  where e.ledger_id = submission.arguments[1]::jsonb->>'access')`;
const REVIEWED = { rules: { ownOrganization: OWN_CALL }, excluded: { actor: ACTOR } } as const;

const CALLED = { subgraphs: ['patients'], commands: ['insert'] } as const;

/** The member that keeps the person's record submits what they sign, and nobody has decided yet. */
const BY_KEEPER = `submission.state = 'PENDING' and submission.organization =
  (select p.custodian from patients.patient p where p.id = submission.patient)`;

export const PROVENANCE_TABLES: readonly TableRights[] = [
  {
    table: tables.recordVersion,
    guarded: [
      ...nodes(),
      ORDERED,
      {
        ...{ policy: 'accesslog.read', subgraphs: ['patients'], which: "version.type = 'AuditEvent'" },
        rules: { self: READ_EVENT, custodian: READ_EVENT, case: READ_EVENT },
      },
    ],
    written: [
      {
        ...{ policy: 'consent.manage', subgraphs: ['patients'], commands: ['insert'], patient: 'subject' },
        which: "version.type = 'Consent' and version.position is null",
      },
    ],
    hidden: ['at'],
    // Of an erased record the node stays, without what it says of the record.
    logins: {
      caretrail_import: ['select', 'insert'],
      caretrail_worker: [
        'select',
        'insert',
        'update (position, at, sensitivity, provider_member, insurer_member, grantees)',
      ],
    },
  },
  {
    ...shared(tables.log, ['select', 'insert', 'update']),
    logins: {
      caretrail_import: ['select', 'insert'],
      caretrail_worker: ['select', 'insert', 'update'],
    },
  },
  shared(tables.tile, ['select', 'insert', 'update']),
  shared(tables.checkpoint, ['select', 'insert', 'update']),
  shared(tables.receipt, ['select', 'insert']),
  {
    table: tables.derivation,
    plain: [
      { subgraphs: ['chain'], roles: SEEING_RECORDS, condition: SEEN_DERIVATION },
      { subgraphs: ['chain'], tiers: ['patient'], condition: SEEN_DERIVATION },
    ],
    // By the trigger of the version that they write.
    written: [
      {
        ...{ policy: 'consent.manage', subgraphs: ['patients'], commands: ['insert'] },
        rules: { self: 'exists (select from provenance.version v where v.hash = derivation.version)' },
      },
    ],
    logins: { caretrail_import: ['insert'], caretrail_worker: ['insert'] },
  },
  {
    table: tables.feed,
    plain: [
      { subgraphs: ['chain'], roles: SEEING_RECORDS, condition: `feed.kind = 'ANCHOR' or ${FED_RECORD}` },
      { subgraphs: ['chain'], roles: ['analyst'], condition: "feed.kind = 'ANCHOR'" },
      { subgraphs: ['chain'], tiers: ['patient'], condition: `${FED_RECORD} or ${FED_OWN_ANCHOR}` },
    ],
    hidden: ['at'],
    // By the trigger of the version that they write.
    written: [
      {
        ...{ policy: 'consent.manage', subgraphs: ['patients'], commands: ['insert'] },
        rules: { self: FED_RECORD },
        which: "feed.kind = 'RECORD' and feed.type = 'Consent' and feed.position is null",
      },
    ],
    logins: {
      caretrail_import: ['insert'],
      caretrail_worker: ['select', 'insert', 'update (position)', 'delete'],
    },
  },
  {
    table: tables.feedHead,
    plain: [
      { subgraphs: ['chain'], tiers: ['patient', 'hospital', 'payer', 'regulator'], condition: 'true' },
    ],
    logins: { caretrail_worker: ['select', 'update'], caretrail_hub: ['select'] },
  },
  { table: tables.outbox, logins: { caretrail_worker: ['select', 'insert', 'update'] } },
  {
    table: tables.submission,
    guarded: [
      { policy: 'consent.manage', subgraphs: ['patients'], which: CONSENT_CALL },
      { policy: 'key.manage', subgraphs: ['patients'], which: KEY_CALL },
      { policy: 'breakglass.open', subgraphs: ['patients'], which: OPENING },
      {
        policy: 'breakglass.review',
        subgraphs: ['patients'],
        which: `${REVIEWING} and ${OWN_CALL}`,
        ...REVIEWED,
      },
    ],
    written: [
      { ...{ policy: 'consent.manage', ...CALLED }, which: `${CONSENT_CALL} and ${BY_KEEPER}` },
      { ...{ policy: 'key.manage', ...CALLED }, which: `${KEY_CALL} and ${BY_KEEPER}` },
      {
        ...{ policy: 'breakglass.open', ...CALLED },
        which: `${OPENING} and ${UNDECIDED}\n  and ${ACTOR} = ${SUBJECT}`,
      },
      {
        ...{ policy: 'breakglass.review', ...CALLED, ...REVIEWED },
        which: `${REVIEWING} and ${UNDECIDED} and ${OWN_CALL}`,
      },
    ],
    logins: { caretrail_worker: ['select', 'insert', 'update'] },
  },
  open(tables.block, { caretrail_worker: ['select', 'insert'] }),
  open(tables.indexer, { caretrail_worker: ['select', 'insert', 'update'] }),
  {
    table: tables.transaction,
    guarded: [{ policy: 'ledger.open', subgraphs: ['chain'], rules: { ownRecord: OWN_RECORD } }],
    logins: { caretrail_worker: ['select', 'insert'] },
  },
  {
    table: tables.transactionContent,
    guarded: [
      { policy: 'ledger.content', subgraphs: ['chain'], rules: { ownOrganization: OWN_TRANSACTION } },
    ],
    logins: { caretrail_worker: ['select', 'insert'] },
  },
];
