import type { Random } from '../random.ts';

/** Bytes at which lengths, signs and encodings turn over. */
const EDGES = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0xbf, 0xc0, 0xfe, 0xff];

type Change = (bytes: Buffer, random: Random) => Uint8Array;

const place = (bytes: Uint8Array, random: Random): number => random.below(bytes.length + 1);

const CHANGES: readonly Change[] = [
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => bytes.subarray(place(bytes, random)),
  (bytes, random) => {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  (bytes, random) => {
    bytes[random.below(bytes.length)] = random.pick(EDGES);
    return bytes;
  },
  (bytes, random) => {
    const at = place(bytes, random);
    const added = Buffer.from(Array.from({ length: 1 + random.below(8) }, () => random.below(256)));
    return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
  },
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)];
    const part = bytes.subarray(Math.min(from, to), Math.max(from, to));
    const at = place(bytes, random);
    const times = random.once(20) ? Math.min(1_000, Math.ceil(100_000 / (part.length + 1))) : 1;
    return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(times).fill(part), bytes.subarray(at)]);
  },
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)];
    return Buffer.concat([bytes.subarray(0, Math.min(from, to)), bytes.subarray(Math.max(from, to))]);
  },
];

/** A copy with one change that knows nothing of what the bytes mean. */
export function changeBytes(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0) return Uint8Array.of(random.below(256));
  return random.pick(CHANGES)(Buffer.from(bytes), random);
}

/** The beginning of one and the end of another. */
export function splice(one: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  return Buffer.concat([one.subarray(0, place(one, random)), other.subarray(place(other, random))]);
}
