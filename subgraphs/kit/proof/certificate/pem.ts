import { equal } from '../bytes/bytes.ts';
import { ensure } from '../refused.ts';
import { fromBase64, toBase64 } from '../text/base64.ts';
import { fromUtf8, utf8 } from '../text/utf8.ts';

const BEGIN = '-----BEGIN CERTIFICATE-----\n';
const END = '-----END CERTIFICATE-----\n';
const COLUMNS = /.{1,64}/g;

/** DER of the one certificate that a text is, in canonical PEM: 64 columns, line feeds, nothing around it. Refused: `BAD_SHAPE`. */
export function fromPem(pem: Uint8Array): Uint8Array {
  const text = fromUtf8(pem) ?? '';
  ensure(text.startsWith(BEGIN) && text.endsWith(END), 'BAD_SHAPE', 'not one PEM certificate');
  const der = fromBase64(text.slice(BEGIN.length, -END.length).replaceAll('\n', ''));
  ensure(equal(utf8(toPem(der)), pem), 'BAD_SHAPE', 'a certificate is not canonical PEM');
  return der;
}

/** A DER certificate in canonical PEM. */
function toPem(der: Uint8Array): string {
  const lines = toBase64(der).match(COLUMNS) ?? [];
  return `${BEGIN}${lines.map((line) => `${line}\n`).join('')}${END}`;
}
