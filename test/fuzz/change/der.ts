import type { Node, Syntax } from './tree.ts';

const CONSTRUCTED = 0x20;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const DEPTH = 20;

function lengthAt(bytes: Uint8Array, at: number): { length: number; end: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { length: first, end: at + 1 };
  const count = first - 0x80;
  if (count === 0 || count > 4) return null;
  let length = 0;
  for (let index = 1; index <= count; index += 1) length = length * 256 + (bytes[at + index] ?? 0);
  return { length, end: at + 1 + count };
}

function read(bytes: Uint8Array, depth: number): Node[] | null {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const head = lengthAt(bytes, at + 1);
    if (!head || head.end + head.length > bytes.length) return null;
    const body = bytes.subarray(head.end, head.end + head.length);
    const holds = (tag & CONSTRUCTED) !== 0 || tag === OCTET_STRING || tag === BIT_STRING;
    nodes.push({ tag, body: (holds && body.length > 0 && depth < DEPTH && read(body, depth + 1)) || body });
    at = head.end + head.length;
  }
  return nodes;
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const hex = length.toString(16);
  const bytes = [...Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')];
  return [0x80 + bytes.length, ...bytes];
}

function write(nodes: readonly Node[]): Uint8Array {
  return Buffer.concat(
    nodes.flatMap(({ tag, body }) => {
      const content = body instanceof Uint8Array ? body : write(body);
      return [Buffer.from([tag & 0xff, ...lengthOf(content.length)]), content];
    }),
  );
}

/** DER (X.690): strings that hold elements are taken apart too. */
export const der: Syntax = { read: (bytes) => read(bytes, 0), write };
