import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A file in the old tar format, which is all that Fabric's packages need. */
function entry(name: string, content: Buffer): Buffer[] {
  const header = Buffer.alloc(512);
  const put = (text: string, at: number) => header.write(text, at);
  put(name, 0);
  put('0000644\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        ', 148);
  put('0', 156);
  put('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

function archive(files: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(files).flatMap(([name, content]) => entry(name, content));
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

/** A package that tells the peer where the chaincode's server listens, and the id that the peer will give it. */
export function chaincodePackage(label: string, address: string): { bytes: Buffer; id: string } {
  const json = (value: object) => Buffer.from(JSON.stringify(value));
  const connection = { address, dial_timeout: '10s', tls_required: false };
  const bytes = archive({
    'metadata.json': json({ type: 'ccaas', label }),
    'code.tar.gz': archive({ 'connection.json': json(connection) }),
  });
  return { bytes, id: `${label}:${createHash('sha256').update(bytes).digest('hex')}` };
}
