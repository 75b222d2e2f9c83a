import { randomUUID } from 'node:crypto';
import type { Pool } from '../session/pool.ts';

/** Milliseconds after which a place of which nothing was heard is free: no longer than it takes to come back. */
const LEASE = 15_000;

/** Places that live streams take, kept in the database: hubs that share it share them. */
export interface StoredPlaces {
  /**
   * Takes one of a caller's places; null where none is free. Gives a way to leave it. Rejects when the database cannot be
   * asked.
   * @param caller - SHA-256 of who listens
   * @param most - places of one caller, at all hubs together
   */
  take(caller: Uint8Array, most: number): Promise<(() => Promise<void>) | null>;
  /** Holds on to nothing any more; the pool is its owner's to close. */
  close(): void;
}

interface Place {
  readonly caller: Uint8Array;
  readonly place: number;
}

/**
 * @param pool - connections of the hub's login
 * @param lease - milliseconds; places that are held are told of three times in it
 */
export function storedPlaces(pool: Pool, lease = LEASE): StoredPlaces {
  const hub = randomUUID();
  const held = new Set<Place>();
  const until = () => pool`now() + ${lease} * interval '1 millisecond'`;

  /** After a crash of the server nothing stands there; a place that somebody else has by now stays theirs. */
  const putBack = async () => {
    const callers = [...held].map(({ caller }) => Buffer.from(caller).toString('hex'));
    const places = [...held].map(({ place }) => place);
    await pool`
      insert into access.stream_place (caller, place, hub, until)
      select decode(caller, 'hex'), place, ${hub}, ${until()}
      from unnest(${callers}::text[], ${places}::int[]) as held (caller, place)
      on conflict do nothing`;
  };

  /** One statement for all places of a hub. */
  const renew = async () => {
    const wanted = held.size;
    if (wanted > 0) {
      const { count } = await pool`update access.stream_place set until = ${until()} where hub = ${hub}`;
      if (count < wanted) await putBack();
    }
    await pool`delete from access.stream_place where until < now() - interval '1 minute'`;
  };
  const timer = setInterval(() => void renew().catch(() => {}), lease / 3).unref();

  const leave = async (place: Place): Promise<void> => {
    if (!held.delete(place)) return;
    await pool`delete from access.stream_place
      where caller = ${place.caller} and place = ${place.place} and hub = ${hub}`;
  };

  return {
    async take(caller, most) {
      // Two hubs may try for the same place: one has it, the other tries for the next.
      for (let turn = 0; turn < most; turn++) {
        const [row] = await pool<{ free: number; place: number | null }[]>`
          with free as (
            select place from generate_series(1, ${most}) as place
            where not exists (select from access.stream_place taken
              where taken.caller = ${caller} and taken.place = place.place and taken.until >= now())
            order by place limit 1),
          taken as (
            insert into access.stream_place as kept (caller, place, hub, until)
            select ${caller}, place, ${hub}, ${until()} from free
            on conflict (caller, place) do update set hub = excluded.hub, until = excluded.until
              where kept.until < now()
            returning place)
          select (select count(*)::int from free) as free, (select place from taken) as place`;
        if (!row || row.free === 0) return null;
        if (row.place === null) continue;
        const place = { caller, place: row.place };
        held.add(place);
        return () => leave(place);
      }
      return null;
    },
    close: () => clearInterval(timer),
  };
}
