import { randomBytes } from 'node:crypto';
import { commitVersion, type JsonValue, logName, Refused } from '@caretrail/proof';
import { Refusal } from '../refusal.ts';
import type { RecordKeys, RecordTables } from './record-tables.ts';

/** The ledger channel whose logs the versions go to. */
const CHANNEL = 'care';
/** Who makes most versions here: a program, by id. */
const AGENT = 'software/caretrail-import';

/** A version to be made, with the rows whose values it commits to. */
export interface Draft<See, Content> {
  readonly record: string;
  /** From 1. */
  readonly number: number;
  /** Slug of the member in whose log it goes. */
  readonly organization: string;
  readonly activity: 'import' | 'adjudicate' | 'grant' | 'amend' | 'revoke';
  /** Who made it, by type and id; a program where it is left out. */
  readonly agent?: string;
  /** `YYYY-MM-DDTHH:MM:SS.mmmZ` */
  readonly recordedAt: string;
  /** Hashes of the versions it was made from. */
  readonly parents: readonly Uint8Array[];
  readonly keys: RecordKeys;
  readonly see: See;
  readonly content: Content;
}

export interface Version<See, Content> {
  readonly draft: Draft<See, Content>;
  readonly log: string;
  readonly agent: string;
  readonly hash: Uint8Array;
  /** Leaf hashes, field salts and values of all leaves, by index. */
  readonly leaves: readonly Uint8Array[];
  readonly salts: readonly Uint8Array[];
  readonly values: readonly JsonValue[];
}

export function memberLog(member: string): string {
  return logName(CHANNEL, member, 'Patient');
}

/**
 * Commits to a draft.
 * @throws Refusal TOO_LARGE when the values are more than a proof may carry
 */
export function makeVersion<See, Content>(
  tables: RecordTables<See, Content>,
  draft: Draft<See, Content>,
): Version<See, Content> {
  const { record, number, organization, activity, agent = AGENT, recordedAt, parents } = draft;
  const log = logName(CHANNEL, organization, tables.type);
  const header = {
    ...{ schema: tables.document, record, version: number, organization, log },
    ...{ activity, agent, recordedAt, parents },
  };
  const values = [...tables.see.values(draft.see), ...tables.content.values(draft.content)];
  try {
    return { draft, log, agent, ...commitVersion({ header, values, salt32: randomBytes(32) }) };
  } catch (error) {
    if (error instanceof Refused && error.code === 'TOO_LARGE') throw new Refusal('TOO_LARGE', tables.type);
    throw error;
  }
}
