import jspb from 'google-protobuf';

const { prototype } = jspb.BinaryReader;

/**
 * The library believes the length that stands before a text, a message inside a message or a list of numbers, and reads
 * that far behind the end of the bytes: nine bytes would keep it busy for minutes and fill the memory. With this, as for
 * byte strings, a length beyond the end is an error at once.
 */
for (const name of ['readString', 'readMessage', 'readPackedUint64'] as const) {
  const read: (this: jspb.BinaryReader, ...args: never[]) => unknown = prototype[name];
  Object.defineProperty(prototype, name, {
    value(this: jspb.BinaryReader, ...args: never[]) {
      checkLength(this.getBuffer(), this.getCursor());
      return read.apply(this, args);
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
  if (at + 1 + length > bytes.length) throw new Error('a length goes beyond the end of the message');
}
