import { listOrNone, object, oneOf, orNull, text, whole } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';
import { ANCHOR_REASONS, ANCHORS, INTEGRITIES } from './state.ts';
import { organization } from './values.ts';

const transactionOfVersion = object({ id: text, block: orNull(whole), time: orNull(text) });

const version = object({
  number: whole,
  hash: text,
  activity: orNull(text),
  organization: orNull(organization),
  recordedAt: orNull(text),
  anchor: oneOf(ANCHORS),
  anchorReason: orNull(oneOf(ANCHOR_REASONS)),
  checkpoint: orNull(object({ log: text, size: whole, root: text })),
  transaction: shown(transactionOfVersion),
});
export type Version = ReturnType<typeof version>;

export const trace = object({ anchor: oneOf(ANCHORS), versions: listOrNone(version) });

/** Selection that {@link trace} reads. */
export const TRACE = `trace { anchor versions { number hash activity organization { id slug name } recordedAt anchor anchorReason
  checkpoint { log size root } transaction { id block time } } }`;

/** Anchor and integrity of a record in a list. */
export const anchorOnly = object({ anchor: oneOf(ANCHORS) });
export const integrity = orNull(oneOf(INTEGRITIES));
