import { refusedAs } from '../refused.ts';
import { hashText } from '../text/hex.ts';
import { id } from '../text/id.ts';
import type { JsonValue } from '../text/json-value.ts';
import { integer, members, text } from '../text/shape.ts';
import { instant } from './instant.ts';
import { schemaNumber } from './schema.ts';

/** Value of leaf 0, disclosed in every proof: what this is a version of, by whom, and which log holds it. */
export interface VersionLeaf {
  readonly type: string;
  readonly schema: number;
  /** Hash of the schema document, hex. */
  readonly schemaHash: string;
  /** Id of the record. */
  readonly record: string;
  /** Number of the version, from 1. */
  readonly version: number;
  /** Member organization. */
  readonly organization: string;
  readonly log: string;
}

const ACTIVITY = /^[a-z][A-Za-z0-9]{0,63}$/;
const AGENT = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/;

/** Leaf 0 before its log was compared with the one name that it may have (`LOG_NAME`). */
export type UnplacedVersionLeaf = Omit<VersionLeaf, 'log'> & { readonly log: JsonValue };

/** Reads the value of leaf 0. Refused: `LEAF_ZERO`. */
export function parseVersionLeaf(value: JsonValue): UnplacedVersionLeaf {
  return refusedAs('LEAF_ZERO', () => {
    const leaf = members(value, ['type', 'schema', 'schemaHash', 'record', 'version', 'organization', 'log']);
    return {
      type: id(leaf.type),
      schema: schemaNumber(leaf.schema),
      schemaHash: hashText(leaf.schemaHash),
      record: id(leaf.record),
      version: integer(leaf.version, 1, Number.MAX_SAFE_INTEGER),
      organization: id(leaf.organization),
      log: leaf.log,
    };
  });
}

/** Checks the value of a header leaf after the first one; any value may stand in leaf 4 and later. Refused: `HEADER_LEAF`. */
export function checkHeaderLeaf(index: number, value: JsonValue): void {
  refusedAs('HEADER_LEAF', () => {
    if (index === 1) checkActivity(value);
    else if (index === 2) instant(value);
    else if (index === 3) hashText(value);
  });
}

/** What was done and by whom; the agent is an id, never a name. */
function checkActivity(value: JsonValue): void {
  const leaf = members(value, ['activity', 'agent']);
  text(leaf.activity, ACTIVITY);
  text(leaf.agent, AGENT);
}
