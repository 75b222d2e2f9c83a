/**
 * The dictionaries are typed against each other, so a missing entry fails the type check. This finds what types cannot:
 * entries left empty, and Chinese entries that were never translated.
 */
import { words as en } from '../src/lib/words/en/index.ts';
import { words as zh } from '../src/lib/words/zh/index.ts';

type Entry = readonly [path: string, said: string];

/** Entries that are functions are tried with arguments of a kind that shows. */
function entries(value: unknown, path: string): Entry[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(Reflect.apply(value, null, ['1', '2', '3']))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => entries(inner, `${path}.${name}`));
}

const english = entries(en, 'en');
const chinese = entries(zh, 'zh');
const faults = [
  ...[...english, ...chinese].filter(([, said]) => said.trim() === '').map(([path]) => `${path} is empty`),
  ...chinese
    .filter(([, said]) => !/[\p{Script=Han}，。：]/u.test(said))
    .map(([path]) => `${path} has no Chinese`),
  ...english.filter(([, said]) => /\p{Script=Han}/u.test(said)).map(([path]) => `${path} is not English`),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`words: ${english.length} entries in 2 languages, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
