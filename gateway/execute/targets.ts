import { type Data, isObject, member } from './record.ts';

/** Keys of the answer; `@` stands for every item of a list. */
export type PlanPath = readonly (string | number)[];
export type AnswerPath = readonly (string | number)[];

function collect(value: unknown, path: PlanPath, at: number, found: Data[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = path[at] === '@' ? at + 1 : at;
    for (const item of value) collect(item, path, next, found);
    return;
  }
  if (!isObject(value)) return;
  const key = path[at];
  if (key === undefined) found.push(value);
  else collect(member(value, String(key)), path, at + 1, found);
}

/** The objects at a path of the answer so far. */
export function targetsAt(data: Data, path: PlanPath): Data[] {
  const found: Data[] = [];
  collect(data, path, 0, found);
  return found;
}

function locate(value: unknown, path: PlanPath, here: AnswerPath, found: AnswerPath[]): void {
  if (value === null || value === undefined) return;
  const [key, ...rest] = path;
  if (Array.isArray(value)) {
    const next = key === '@' ? rest : path;
    value.forEach((item, index) => {
      locate(item, next, [...here, index], found);
    });
  } else if (isObject(value)) {
    if (key === undefined) found.push(here);
    else locate(member(value, String(key)), rest, [...here, key], found);
  }
}

/** Where those objects are, in the same order; only errors need it. */
export function pathsAt(data: Data, path: PlanPath): AnswerPath[] {
  const found: AnswerPath[] = [];
  locate(data, path, [], found);
  return found;
}
