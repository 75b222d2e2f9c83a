import { hashFromHex, headerValues, type JsonValue } from '@caretrail/proof';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import { name, sql } from '../sql/fragment.ts';
import type { CommittedClass, CommittedType, OpenLeaf } from './committed-type.ts';

const SALT = 32;
const HEADER_LEAVES = 4;

/** The newest version of a record, with the salts of the classes that the caller's role has. */
interface VersionRow {
  readonly id: string;
  readonly number: number;
  readonly organization: string;
  readonly log: string;
  readonly activity: string;
  readonly agent: string;
  readonly recorded_at: string;
  /** Hex, parted by commas. */
  readonly parents: string;
  readonly see_salts: Uint8Array | null;
  readonly content_salts: Uint8Array | null;
}

/** The leaves of a record's newest version that its reader may open; null where values and salts were destroyed. */
export interface OpenVersion {
  readonly record: string;
  readonly number: number;
  readonly header: readonly OpenLeaf[];
  readonly fields: readonly (OpenLeaf & { readonly name: string })[];
  readonly erased: boolean;
}

/** Loads salts for many records in one statement, and pairs them with the values that the API shows now. */
export async function openVersions<Row extends GrantedRow>(
  context: RequestContext,
  type: CommittedType<Row>,
  hasContent: boolean,
  rows: readonly { readonly row: Row; readonly mayRead: boolean }[],
): Promise<ReadonlyMap<string, OpenVersion>> {
  const ids = [...new Set(rows.map(({ row }) => row.id))];
  const versions = await context.store.query<VersionRow>(statement(type, hasContent, ids));
  const found = new Map(versions.map((version) => [version.id, version]));
  return new Map(
    rows.flatMap(({ row, mayRead }) => {
      const version = found.get(row.id);
      return version === undefined ? [] : [[row.id, open(type, version, row, mayRead)]];
    }),
  );
}

const statement = <Row>(type: CommittedType<Row>, hasContent: boolean, ids: readonly string[]) => sql`
  select p.record as id, p.number, p.organization, p.log, p.activity, p.agent,
    to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at,
    array_to_string(array(select encode(h, 'hex') from unnest(p.parents) h), ',') as parents,
    v.salts as see_salts, ${hasContent ? sql`w.salts` : sql`null::bytea`} as content_salts
  from provenance.version p
  left join ${name(type.see.versionTable)} v on v.record = p.record and v.number = p.number
  ${hasContent ? sql`left join ${name(type.content.versionTable)} w on w.record = p.record and w.number = p.number` : sql``}
  where p.record = any(${ids}::uuid[])
    and not exists (select from provenance.version n where n.record = p.record and n.number > p.number)`;

function open<Row extends GrantedRow>(
  type: CommittedType<Row>,
  version: VersionRow,
  row: Row,
  mayRead: boolean,
): OpenVersion {
  const { see_salts: seen, content_salts: read } = version;
  if (seen === null) return { record: row.id, number: version.number, header: [], fields: [], erased: true };
  const header = headerValues({
    schema: type.document,
    record: row.id,
    version: version.number,
    organization: version.organization,
    log: version.log,
    activity: version.activity,
    agent: version.agent,
    recordedAt: version.recorded_at,
    parents: version.parents === '' ? [] : version.parents.split(',').map(hashFromHex),
  });
  return {
    record: row.id,
    number: version.number,
    erased: false,
    header: header.map((value, index) => ({ index, value, fieldSalt: saltAt(seen, index) })),
    fields: [
      ...leaves(type.see, type.see.values(row), seen.subarray(HEADER_LEAVES * SALT)),
      ...(mayRead && read !== null ? leaves(type.content, type.content.values(row), read) : []),
    ],
  };
}

const saltAt = (salts: Uint8Array, at: number): Uint8Array => salts.subarray(at * SALT, (at + 1) * SALT);

const leaves = <Row>(of: CommittedClass<Row>, values: readonly JsonValue[], salts: Uint8Array) =>
  of.names.map((field, at) => ({
    name: field,
    index: of.first + at,
    value: values[at] ?? null,
    fieldSalt: saltAt(salts, at),
  }));
