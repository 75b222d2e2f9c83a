import { asked, type Node, type Variables } from '../question/node.ts';
import { ROOT_CONNECTIONS, ROOT_RECORDS } from '../question/question.ts';
import { EVERYWHERE, RECORDS } from './records.ts';
import type { Right } from './right.ts';

/** The record type that a field leads to; undefined: none that the oracle judges. */
function targetOf(type: string, field: string): string | undefined {
  if (type === 'Query') return ROOT_RECORDS[field] ?? ROOT_CONNECTIONS[field];
  const fields = RECORDS[type];
  return fields?.references[field] ?? fields?.connections[field] ?? fields?.lists[field];
}

/** Whether the caller can have a field of some record, before any row is looked at; null: the oracle has no say. */
export function mayHave(right: Right, type: string, field: string): boolean | null {
  const target = targetOf(type, field);
  if (type === 'Query') return target === undefined ? null : right.mayEverSee(target);
  const fields = RECORDS[type];
  if (!fields) return null;
  if (field === 'id' || field in fields.seen || field in EVERYWHERE) return right.mayEverSee(type);
  if (field in fields.content) return right.mayEverRead(type);
  if (target === undefined) return null;
  return (field === 'results' ? right.mayEverRead(type) : right.mayEverSee(type)) && right.mayEverSee(target);
}

/** The places of a selection that are refused whatever rows there are: the topmost of each. */
export function refusedPlaces(
  right: Right,
  nodes: readonly Node[],
  variables: Variables,
): ReadonlySet<string> {
  const places = new Set<string>();
  const walk = (type: string, some: readonly Node[], path: readonly string[]): void => {
    for (const [key, { name, children }] of asked(some, variables)) {
      const here = [...path, key];
      if (mayHave(right, type, name) === false) places.add(here.join('.'));
      // What stands between a connection and its records has their type.
      else if (children !== null) walk(targetOf(type, name) ?? type, children, here);
    }
  };
  walk('Query', nodes, []);
  return places;
}
