import { fromBase64url, toBase64url } from '../text/base64.ts';
import type { Patch } from './patch.ts';

type Place = readonly (string | number)[];

/** Every place of a JSON value, the whole one excepted. */
export function places(value: unknown, at: Place = []): readonly Place[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const names = inside.map(([name]) => (Array.isArray(value) ? Number(name) : name));
  const below = inside.flatMap(([, member], index) => places(member, [...at, names[index] ?? '']));
  return at.length === 0 ? below : [at, ...below];
}

/** What stands at a place. */
function at(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((inside, step) => Reflect.get(Object(inside), step), value);
}

/** Changes to one place that an attacker would try first, and some that only a mistake would make. */
export function changesOf(value: unknown, place: Place): readonly Patch[] {
  const old = at(value, place);
  const replacements = [...replacementsOf(old), null, [], {}, 'x', 0, true].filter(
    (replacement) => JSON.stringify(replacement) !== JSON.stringify(old),
  );
  return [
    { at: place, remove: true },
    ...replacements.map((replacement) => ({ at: place, value: replacement })),
  ];
}

function replacementsOf(old: unknown): readonly unknown[] {
  if (typeof old === 'number') return [old + 1, old - 1, old + 64, -old, String(old)];
  if (typeof old === 'string') return textsLike(old);
  if (Array.isArray(old))
    return [old.slice(1), old.slice(0, -1), [...old, ...old.slice(-1)], old.toReversed()];
  return [{ ...Object(old), more: 1 }];
}

/** A text with a character changed, lost or doubled at its start, middle and end. */
function textsLike(old: string): readonly string[] {
  const middle = Math.floor(old.length / 2);
  const changed = [0, middle, old.length - 1].flatMap((index) => {
    const [before, here, after] = [old.slice(0, index), old.slice(index, index + 1), old.slice(index + 1)];
    return [
      `${before}${here === 'a' ? 'b' : 'a'}${after}`,
      `${before}${after}`,
      `${before}${here}${here}${after}`,
    ];
  });
  return [...changed, old.toUpperCase(), `${old}=`, `${old}\n`, '', '0'.repeat(64)];
}

/** base64url bytes with one bit changed. */
export function withBitFlipped(encoded: string, bit: number): string {
  const bytes = fromBase64url(encoded);
  const index = Math.floor(bit / 8) % bytes.length;
  return toBase64url(bytes.map((byte, place) => (place === index ? byte ^ (1 << (bit % 8)) : byte)));
}
