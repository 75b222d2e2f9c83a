import { isConsistent, parseCheckpointArgument, Refused } from '@caretrail/proof';
import { Refusal } from '../refusal.ts';
import { checkSpeaker, type Organization } from '../registry/organization.ts';
import type { Submitter } from '../submitter/submitter.ts';

/** A log's last checkpoint, as the channel stores it. */
export interface StoredCheckpoint {
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

export type SubmittedCheckpoint = ReturnType<typeof parseCheckpointArgument>;

export function parseSubmission(argument: string): SubmittedCheckpoint {
  try {
    return parseCheckpointArgument(Buffer.from(argument));
  } catch (error) {
    if (error instanceof Refused) throw new Refusal('ARGUMENTS', error.note);
    throw error;
  }
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
  /** Recorded when the first organization was registered. */
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
  if (genesis !== null && genesis !== hex(submitted.genesis))
    throw new Refusal('GENESIS', 'the checkpoint is meant for another ledger');
  const { previous, size, root, consistency } = submitted;
  if (last?.size !== previous?.size || last?.root !== (previous ? hex(previous.root) : undefined))
    throw new Refusal('PREVIOUS', last ? `the log stands at size ${last.size}` : 'the log has no checkpoint');
  if (previous && !isConsistent(previous, { size, root }, consistency))
    throw new Refusal('CONSISTENCY', 'the log did not only grow');
  return { size, root: hex(root) };
}
