import { isSignedBy, readCertificate } from '@caretrail/chain/membership';
import type { Decoder } from '../decoder.ts';
import { openLedgerStand } from '../ledger-stand.ts';

const MESSAGE = Buffer.from('message');

/** A signature in DER: it fits or it does not. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  await stand.close();
  const key = stand.keys.administrators.get('HospitalMSP');
  const { publicKey } = readCertificate(key?.certificate ?? '');
  return {
    shape: 'der',
    seeds: Array.from({ length: 8 }, () => stand.administrator.sign(MESSAGE)),
    refuses: () => false,
    decode: (input) => isSignedBy(MESSAGE, input, publicKey),
  };
}
