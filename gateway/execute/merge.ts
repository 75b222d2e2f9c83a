import { type Data, isObject, member, setMember } from './record.ts';

function mergeLists(into: unknown[], from: readonly unknown[]): void {
  from.forEach((item, index) => {
    const before = into[index];
    if (isObject(before) && isObject(item)) merge(before, item);
    else if (Array.isArray(before) && Array.isArray(item)) mergeLists(before, item);
    else if (before === undefined) into[index] = item;
  });
}

/** Adds what a fetch brought to what is there: what both know is merged, what is new is taken as it is. */
export function merge(into: Data, from: Data): void {
  for (const key of Object.keys(from)) {
    const item = from[key];
    const before = member(into, key);
    if (isObject(before) && isObject(item)) merge(before, item);
    else if (Array.isArray(before) && Array.isArray(item)) mergeLists(before, item);
    else if (before === undefined || before === null) setMember(into, key, item);
  }
}
