import { ensure } from '../refused.ts';
import { distinct } from '../text/shape.ts';
import { DerReader, elementsOf, minimalInteger, objectIdentifier, only, TAG } from './der.ts';

/** One extension of a certificate (RFC 5280, 4.1). */
interface Extension {
  readonly id: string;
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** Where Fabric keeps a member certificate's attributes, as JSON. */
const ATTRIBUTES = '1.2.3.4.5.6.7.8.1';

/** Critical extensions that this verifier understands; any other must be refused (RFC 5280, 4.2). */
const UNDERSTOOD: readonly string[] = [KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE];

const DIGITAL_SIGNATURE = 0x80;
const KEY_CERT_SIGN = 0x04;
const TRUE = 0xff;

/** What a certificate's extensions say, as far as the format asks. */
export interface Extensions {
  /** basicConstraints cA. */
  readonly isAuthority: boolean;
  /** Bits of keyUsage; null without that extension, which then forbids nothing. */
  readonly usage: { readonly digitalSignature: boolean; readonly keyCertSign: boolean } | null;
  readonly hasUnknownCritical: boolean;
  /** Content of the attributes extension; null without one. */
  readonly attributes: Uint8Array | null;
}

/** Reads the SEQUENCE of extensions; null for a certificate without any. Refused: `BAD_SHAPE`. */
export function parseExtensions(sequence: Uint8Array | null): Extensions {
  const list =
    sequence === null ? [] : elementsOf(only(sequence, TAG.sequence).content, TAG.sequence).map(read);
  distinct(
    list.map(({ id }) => id),
    'an extension',
  );
  const contentOf = (id: string) => list.find((extension) => extension.id === id)?.value ?? null;
  return {
    isAuthority: isAuthority(contentOf(BASIC_CONSTRAINTS)),
    usage: usageOf(contentOf(KEY_USAGE)),
    hasUnknownCritical: list.some(({ id, isCritical }) => isCritical && !UNDERSTOOD.includes(id)),
    attributes: contentOf(ATTRIBUTES),
  };
}

function read({ content }: { readonly content: Uint8Array }): Extension {
  const reader = new DerReader(content);
  const id = objectIdentifier(reader.expect(TAG.objectIdentifier));
  const isCritical = optionalTrue(reader);
  const { content: value } = reader.expect(TAG.octetString);
  reader.end();
  return { id, isCritical, value };
}

/** A BOOLEAN DEFAULT FALSE: in DER it is TRUE or absent. */
function optionalTrue(reader: DerReader): boolean {
  const element = reader.optional(TAG.boolean);
  if (element === null) return false;
  ensure(
    element.content.length === 1 && element.content[0] === TRUE,
    'BAD_SHAPE',
    'DER: no canonical boolean',
  );
  return true;
}

function isAuthority(value: Uint8Array | null): boolean {
  if (value === null) return false;
  const reader = new DerReader(only(value, TAG.sequence).content);
  const isCa = optionalTrue(reader);
  const pathLength = reader.optional(TAG.integer);
  if (pathLength !== null) minimalInteger(pathLength);
  reader.end();
  return isCa;
}

function usageOf(value: Uint8Array | null): Extensions['usage'] {
  if (value === null) return null;
  const [unusedBits, bits = 0] = only(value, TAG.bitString).content;
  ensure(unusedBits !== undefined && unusedBits < 8, 'BAD_SHAPE', 'key usage is no bit string');
  return { digitalSignature: (bits & DIGITAL_SIGNATURE) !== 0, keyCertSign: (bits & KEY_CERT_SIGN) !== 0 };
}
