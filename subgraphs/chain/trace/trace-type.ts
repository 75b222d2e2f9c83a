import { type Builder, type Grants, recordedAt } from '@caretrail/kit';
import { transactionLoader } from '../explorer/transaction-loaders.ts';
import type { addTransaction } from '../explorer/transaction-type.ts';
import { type addOrganization, organizationOf } from '../members/organization-stub.ts';
import {
  ANCHOR_STATUS,
  type AnchorReason,
  type CheckpointRow,
  type TraceRow,
  type VersionRow,
} from './trace-row.ts';

/** A version together with what let the caller see its record. */
export interface SeenVersion {
  readonly version: VersionRow;
  readonly grants: Grants;
}

const REASONS: Readonly<Record<AnchorReason, { readonly description: string }>> = {
  UNPLACED: { description: 'It is gathered with others for the next checkpoint of its log.' },
  QUEUED: { description: 'Its checkpoint is about to be written.' },
  SENT: { description: 'Sent to the ledger, and not in a block yet.' },
  AWAITING_RECEIPTS: {
    description: 'In a block; not every organization whose receipt an anchor needs has testified to it yet.',
  },
  LEDGER_AWAY: { description: 'The ledger, or too many of its organizations, cannot be reached.' },
  LEDGER_UNTRUSTED: { description: 'What the ledger answers does not verify.' },
  LEDGER_FAILING: { description: 'The ledger answers and does not take the request.' },
  MADE_ANEW: { description: 'The transaction was in a block without effect; another one is made.' },
  REFUSED: { description: 'The contract refuses the checkpoint.' },
  LOG_DAMAGED: { description: 'What is stored of the log does not lead to its checkpoint.' },
};

/** `Trace`, `RecordVersion` and `Checkpoint`: embedded, so that whoever sees a record sees its trace. */
export function addTrace(
  builder: Builder,
  transaction: ReturnType<typeof addTransaction>,
  organization: ReturnType<typeof addOrganization>,
) {
  const status = builder.enumType('AnchorStatus', { values: ANCHOR_STATUS });
  const reason = builder.enumType('AnchorReason', {
    description: 'Why a version is not anchored, or not yet.',
    values: REASONS,
  });
  const checkpoint = builder.objectRef<CheckpointRow>('Checkpoint').implement({
    embedded: true,
    fields: (t) => ({
      log: t.exposeString('log', { nullable: false }),
      size: t.exposeInt('size', { nullable: false }),
      root: t.exposeString('root', {
        nullable: false,
        description: 'RFC 6962 root of the log at this size, in hex.',
      }),
      transaction: t.field({
        type: transaction,
        access: 'ledger.open',
        resolve: ({ transaction: id }, _, context) =>
          id === null ? null : context.use(transactionLoader).load(id),
      }),
    }),
  });
  const recordVersion = builder.objectRef<SeenVersion>('RecordVersion').implement({
    embedded: true,
    fields: (t) => ({
      number: t.int({ nullable: false, resolve: ({ version }) => version.number }),
      hash: t.string({ nullable: false, resolve: ({ version }) => version.hash }),
      parents: t.stringList({ resolve: ({ version }) => [...version.parents] }),
      activity: t.string({ resolve: ({ version }) => version.activity }),
      organization: t.field({
        type: organization,
        resolve: ({ version }, _, context) => organizationOf(context, version.organization),
      }),
      recordedAt: t.field({
        type: 'DateTime',
        resolve: ({ version, grants }) => recordedAt(version.recordedAt, grants),
      }),
      anchor: t.field({ type: status, nullable: false, resolve: ({ version }) => version.anchor }),
      anchorReason: t.field({
        type: reason,
        description: 'Null where it is anchored.',
        resolve: ({ version }) => version.reason,
      }),
      checkpoint: t.field({ type: checkpoint, resolve: ({ version }) => version.checkpoint }),
      transaction: t.field({
        type: transaction,
        access: 'ledger.open',
        resolve: ({ version }, _, context) => {
          const id = version.checkpoint?.transaction;
          return id == null ? null : context.use(transactionLoader).load(id);
        },
      }),
    }),
  });
  const trace = builder.objectRef<TraceRow>('Trace').implement({
    embedded: true,
    fields: (t) => ({
      record: t.exposeID('id', { nullable: false }),
      type: t.exposeString('type', { nullable: false }),
      anchor: t.field({
        type: status,
        nullable: false,
        description: 'Of the newest version.',
        resolve: ({ versions }) => versions.at(-1)?.anchor ?? 'PENDING',
      }),
      anchorReason: t.field({
        type: reason,
        description: 'Of the newest version; null where it is anchored.',
        resolve: ({ versions }) => versions.at(-1)?.reason ?? null,
      }),
      head: t.field({
        type: recordVersion,
        resolve: ({ versions, grants }) => {
          const version = versions.at(-1);
          return version ? { version, grants } : null;
        },
      }),
      versions: t.field({
        type: [recordVersion],
        description: 'Oldest first.',
        resolve: ({ versions, grants }) => versions.map((version) => ({ version, grants })),
      }),
    }),
  });
  return { trace, recordVersion };
}
