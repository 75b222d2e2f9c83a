import jspb from 'google-protobuf';

const { prototype } = jspb.BinaryReader;

/**
 * The library believes the length that stands before a text or a list of numbers, and reads that far behind the end of
 * the bytes: nine bytes of a message would keep it busy for minutes and fill the memory. With this, as for byte strings
 * and messages inside messages, a length beyond the end is an error at once.
 */
for (const name of ['readString', 'readPackedUint64'] as const) {
  const read: (this: jspb.BinaryReader) => unknown = prototype[name];
  Object.defineProperty(prototype, name, {
    value(this: jspb.BinaryReader) {
      checkLength(this.getBuffer(), this.getCursor());
      return read.call(this);
    },
  });
}

function checkLength(bytes: Uint8Array, cursor: number): void {
  let [length, scale, at] = [0, 1, cursor];
  for (; (bytes[at] ?? 0) >= 0x80; at += 1) {
    length += ((bytes[at] ?? 0) & 0x7f) * scale;
    scale *= 0x80;
  }
  length += (bytes[at] ?? 0) * scale;
  if (at + 1 + length > bytes.length) throw new RangeError('a length goes beyond the end of the message');
}
