import type { Node, Syntax } from './tree.ts';

const LENGTH_DELIMITED = 2;
const DEPTH = 20;
/** Bytes of a value by wire type, where they are fixed. */
const FIXED = new Map([
  [1, 8],
  [5, 4],
]);

/** Where a varint that begins at a place ends; null when it does not. */
function endOfVarint(bytes: Uint8Array, at: number): number | null {
  for (let end = at; end < Math.min(bytes.length, at + 10); end += 1)
    if ((bytes[end] ?? 0) < 0x80) return end + 1;
  return null;
}

function varintAt(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let index = end - 1; index >= at; index -= 1) value = value * 128 + ((bytes[index] ?? 0) & 0x7f);
  return value;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}

function read(bytes: Uint8Array, depth: number): Node[] | null {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = endOfVarint(bytes, at);
    if (start === null) return null;
    const tag = varintAt(bytes, at, start);
    const wire = tag & 7;
    const known = wire === 0 ? endOfVarint(bytes, start) : start + (FIXED.get(wire) ?? 0);
    if (known === null || (wire !== 0 && wire !== LENGTH_DELIMITED && known === start) || tag < 8)
      return null;
    if (wire === LENGTH_DELIMITED) {
      const content = endOfVarint(bytes, start);
      if (content === null) return null;
      const end = content + varintAt(bytes, start, content);
      if (end > bytes.length) return null;
      const body = bytes.subarray(content, end);
      // Text may look like a message; that only makes for other changes.
      nodes.push({ tag, body: (body.length > 0 && depth < DEPTH && read(body, depth + 1)) || body });
      at = end;
    } else {
      if (known > bytes.length) return null;
      nodes.push({ tag, body: bytes.subarray(start, known) });
      at = known;
    }
  }
  return nodes;
}

function write(nodes: readonly Node[]): Uint8Array {
  return Buffer.concat(
    nodes.flatMap(({ tag, body }) => {
      const content = body instanceof Uint8Array ? body : write(body);
      const length = (tag & 7) === LENGTH_DELIMITED ? varint(content.length) : [];
      return [Buffer.from([...varint(tag), ...length]), content];
    }),
  );
}

/** The Protocol Buffers encoding: a message is whatever reads as one. */
export const protobuf: Syntax = { read: (bytes) => read(bytes, 0), write };
