import { randomUUID } from 'node:crypto';
import type { Pool } from '../session/pool.ts';

/** Milliseconds after which a hub that works at an export and is not heard of has lost it. */
const LAPSE = 15_000;
/** Hours that an export and its files are kept. */
const KEPT_HOURS = 24;
/** Exports of one person that wait or run, and that are kept, at a time. */
const [MOST_AT_WORK, MOST_KEPT] = [1, 5];
/** Pieces that one file has: it is told to whom they belong in one statement. */
const PIECES = 25;

/** Whose an export is. */
interface ExportOwner {
  readonly tier: string;
  readonly role: string | null;
  readonly subject: string;
  readonly organization: string | null;
}

interface NewExport {
  readonly owner: ExportOwner;
  /** The caller, as JSON. */
  readonly caller: object;
  readonly request: string;
  readonly types: readonly string[];
}

interface StoredExport {
  readonly id: string;
  readonly request: string;
  readonly types: readonly string[];
  readonly state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED' | 'WITHDRAWN';
  readonly place: unknown;
  readonly resources: number;
  readonly created: Date;
  readonly expires: Date;
}

/** An export that this hub works at. */
interface ClaimedExport extends StoredExport {
  readonly caller: unknown;
}

interface ExportPiece {
  readonly type: string;
  /** From 1, within the type. */
  readonly number: number;
  readonly lines: number;
  readonly patients: readonly string[];
  readonly bytes: Uint8Array;
}

/** A step of an export: what it brought, and where the next one goes on; null where there is none. */
interface ExportStep {
  readonly piece: ExportPiece | null;
  readonly place: object | null;
}

interface ExportFile {
  readonly type: string;
  /** From 1, within the type. */
  readonly number: number;
  readonly count: number;
}

/** Exports and their files, kept in the database: hubs share them, and a hub that starts again goes on with them. */
export interface StoredExports {
  /** @returns its id, or null where the person has as many as they may */
  begin(wanted: NewExport): Promise<string | null>;
  find(id: string, owner: ExportOwner): Promise<StoredExport | null>;
  /** Ends an export and forgets what it made; false where there is none of this owner. */
  cancel(id: string, owner: ExportOwner): Promise<boolean>;
  files(id: string): Promise<readonly ExportFile[]>;
  /** People whose records stand in a file. */
  peopleIn(id: string, type: string, file: number): Promise<readonly string[]>;
  /** A file, piece by piece. */
  read(id: string, type: string, file: number): AsyncIterable<Uint8Array>;
  /** An export that waits, or whose hub is gone; also forgets those whose time is over. */
  claim(): Promise<ClaimedExport | null>;
  /**
   * Keeps a step. `LOST`: it is cancelled, or another hub's. `AGAIN`: something of it was erased while it was read, and is not
   * kept.
   */
  keep(id: string, step: ExportStep): Promise<'KEPT' | 'LOST' | 'AGAIN'>;
  fail(id: string): Promise<void>;
}

/**
 * @param pool - connections of the hub's login
 * @param lapse - milliseconds after which an export is taken over from a hub that is not heard of
 */
export function storedExports(pool: Pool, lapse = LAPSE): StoredExports {
  const hub = randomUUID();
  const columns = pool`id, request, types, state, place, resources, created_at as created, expires_at as expires`;
  const owned = ({ tier, role, subject, organization }: ExportOwner) => pool`
    tier = ${tier} and role is not distinct from ${role} and subject = ${subject}
    and organization is not distinct from ${organization} and expires_at > now()`;
  const inFile = (id: string, type: string, file: number) => pool`
    job = ${id} and type = ${type} and number > ${(file - 1) * PIECES} and number <= ${file * PIECES}`;
  return {
    async begin({ owner, caller, request, types }) {
      const id = randomUUID();
      const { tier, role, subject, organization } = owner;
      const begun = await pool.begin(async (sql) => {
        await sql`select pg_advisory_xact_lock(hashtextextended('export ' || ${subject}::text, 0))`;
        return sql`
          insert into access.export_job (id, tier, role, subject, organization, caller, request, types, expires_at)
          select ${id}, ${tier}, ${role}, ${subject}, ${organization}, ${JSON.stringify(caller)}::text::jsonb, ${request},
            ${[...types]}::text[], now() + make_interval(hours => ${KEPT_HOURS})
          from (
            select count(*) filter (where state in ('QUEUED', 'RUNNING')) as at_work, count(*) as kept
            from access.export_job where ${owned(owner)} and state <> 'CANCELLED'
          ) own where own.at_work < ${MOST_AT_WORK} and own.kept < ${MOST_KEPT} returning id`;
      });
      return begun.length > 0 ? id : null;
    },
    async find(id, owner) {
      const [row = null] = await pool<StoredExport[]>`
        select ${columns} from access.export_job where id = ${id} and ${owned(owner)} and state <> 'CANCELLED'`;
      return row;
    },
    async cancel(id, owner) {
      const cancelled = await pool`
        with ended as (
          update access.export_job set state = 'CANCELLED' where id = ${id} and ${owned(owner)} and state <> 'CANCELLED'
          returning id),
        gone as (delete from access.export_chunk using ended where job = ended.id)
        select id from ended`;
      return cancelled.length > 0;
    },
    files: (id) => pool<ExportFile[]>`
      select type, (number - 1) / ${PIECES}::int + 1 as number, sum(lines)::int as count from access.export_chunk
      where job = ${id} group by 1, 2 order by 1, 2`,
    async peopleIn(id, type, file) {
      const rows = await pool<{ patient: string }[]>`
        select distinct unnest(patients) as patient from access.export_chunk where ${inFile(id, type, file)}`;
      return rows.map(({ patient }) => patient);
    },
    async *read(id, type, file) {
      for (let number = (file - 1) * PIECES + 1; number <= file * PIECES; number++) {
        const [piece] = await pool<{ bytes: Uint8Array }[]>`
          select bytes from access.export_chunk where job = ${id} and type = ${type} and number = ${number}`;
        if (piece === undefined) return;
        yield piece.bytes;
      }
    },
    async claim() {
      await pool`delete from access.export_job where expires_at < now()`;
      const [row = null] = await pool<ClaimedExport[]>`
        update access.export_job set state = 'RUNNING', hub = ${hub}, beat = now()
        where id = (
          select id from access.export_job
          where expires_at > now() and (state = 'QUEUED'
            or (state = 'RUNNING' and beat < now() - ${lapse} * interval '1 millisecond'))
          order by created_at limit 1 for update skip locked)
        returning ${columns}, caller`;
      return row;
    },
    keep: (id, { piece, place }) =>
      pool.begin(async (sql) => {
        const [held] = await sql<{ beat: Date }[]>`
          select beat from access.export_job where id = ${id} and hub = ${hub} and state = 'RUNNING' for update`;
        if (held === undefined) return 'LOST';
        if (piece !== null) {
          const { type, number, lines, patients, bytes } = piece;
          const [erased] = await sql`
            select from access.erasure
            where patient = any(${[...patients]}::uuid[]) and erased_at >= ${held.beat} limit 1`;
          if (erased) {
            await sql`update access.export_job set beat = now() where id = ${id}`;
            return 'AGAIN';
          }
          await sql`
            insert into access.export_chunk (job, type, number, lines, patients, bytes)
            values (${id}, ${type}, ${number}, ${lines}, ${[...patients]}::uuid[], ${Buffer.from(bytes)})`;
        }
        await sql`
          update access.export_job set beat = now(), resources = resources + ${piece?.lines ?? 0},
            place = ${place === null ? null : JSON.stringify(place)}::text::jsonb,
            state = ${place === null ? 'DONE' : 'RUNNING'}, finished_at = case when ${place === null}::boolean then now() end
          where id = ${id}`;
        return 'KEPT';
      }),
    async fail(id) {
      await pool`
        update access.export_job set state = 'FAILED', finished_at = now()
        where id = ${id} and hub = ${hub} and state = 'RUNNING'`;
    },
  };
}
