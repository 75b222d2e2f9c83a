import type { AccessFilter } from '../questions/access-log.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const isDay = (value: string): boolean => {
  const time = DAY.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return time !== null && !Number.isNaN(time.valueOf()) && time.toISOString().startsWith(value);
};
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Marks that the log is narrowed by, one at a time, as the address names them. */
const MARKS = {
  emergency: 'onlyEmergency',
  unvisited: 'onlyUnvisited',
  refused: 'onlyRefused',
} as const;
export type Mark = keyof typeof MARKS;
const MARK_NAMES: readonly Mark[] = ['emergency', 'unvisited', 'refused'];

type Query = Pick<URLSearchParams, 'get'>;

export const markOf = (query: Query): Mark | null =>
  MARK_NAMES.find((name) => name === query.get('mark')) ?? null;

/** The filter of the access log in an address; what is not one is left out. */
export function accessFilterOf(query: Query, purposes: readonly string[]): AccessFilter {
  const part = (name: string, is: (value: string) => boolean) => {
    const value = query.get(name);
    return value !== null && is(value) ? value : null;
  };
  const day = (name: string) => part(name, isDay);
  const [from, to] = [day('from'), day('to')];
  const purpose = part('purpose', (value) => purposes.includes(value));
  const encounter = part('visit', (value) => ID.test(value));
  const mark = markOf(query);
  return {
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(purpose !== null && { purpose }),
    ...(encounter !== null && { encounter }),
    ...(mark !== null && { [MARKS[mark]]: true as const }),
    ...(query.get('own') === 'hide' && { hideOwn: true as const }),
  };
}
