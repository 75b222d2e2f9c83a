import { isConsistent, parseCheckpointArgument } from '@caretrail/proof';
import { demand, Refusal, refusedAs } from '../refusal.ts';
import { checkSpeaker, type Organization } from '../registry/organization.ts';
import type { Submitter } from '../submitter/submitter.ts';

/** A log's last checkpoint, as the channel stores it. */
export interface StoredCheckpoint {
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

export type SubmittedCheckpoint = ReturnType<typeof parseCheckpointArgument>;

export const parseSubmission = (argument: string): SubmittedCheckpoint =>
  refusedAs('ARGUMENTS', () => parseCheckpointArgument(Buffer.from(argument)));

/** A checkpoint's size as questions bring it: decimal, and no other text. */
export function parseSize(size: string): number {
  demand(/^[1-9][0-9]{0,15}$/.test(size), 'ARGUMENTS', 'a size is a decimal number');
  return Number(size);
}

const LOG = /^([^/]+)\/([a-z0-9][a-z0-9-]{1,31})(?:\/access)?$/;

/** The organization that owns a log by its name: `<channel>/<organization>`, or that with `/access`. */
export function ownerOf(log: string, channel: string): string {
  const [, named, owner] = LOG.exec(log) ?? [];
  if (named !== channel || owner === undefined)
    throw new Refusal('LOG_NAME', 'a log is <channel>/<organization> or <channel>/<organization>/access');
  return owner;
}

export interface AnchorState {
  /** Recorded when the first organization was registered, so never null where the log's is known. */
  readonly genesis: string | null;
  /** Owner of the log. */
  readonly organization: Organization | null;
  readonly last: StoredCheckpoint | null;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * Accepts a checkpoint only if the log's own organization extends the very checkpoint that the channel holds, and proves
 * that it only appended (docs/proof-format.md, section 4). A stale `previous` is told apart from a false one.
 */
export function acceptCheckpoint(
  state: AnchorState,
  submitted: SubmittedCheckpoint,
  submitter: Submitter,
): StoredCheckpoint {
  const { organization, last, genesis } = state;
  checkSpeaker(organization, submitter);
  demand(genesis === hex(submitted.genesis), 'GENESIS', 'the checkpoint is meant for another ledger');
  const { previous, size, root, consistency } = submitted;
  if (last?.size !== previous?.size || last?.root !== (previous ? hex(previous.root) : undefined))
    throw new Refusal('PREVIOUS', last ? `the log stands at size ${last.size}` : 'the log has no checkpoint');
  if (previous && !isConsistent(previous, { size, root }, consistency))
    throw new Refusal('CONSISTENCY', 'the log did not only grow');
  return { size, root: hex(root) };
}
