import { serializeIdentity } from '@caretrail/chain/ledger/fabric';
import { readCertificate } from '@caretrail/chain/membership';
import { Refused } from '@caretrail/proof';
import { parseCertificate } from '../../../subgraphs/kit/proof/certificate/certificate.ts';
import type { Decoder } from '../decoder.ts';
import { openLedgerStand } from '../ledger-stand.ts';

/** A certificate of whoever calls: no member of the channel, or one; the reader of proofs refuses in its own words. */
export async function open(): Promise<Decoder> {
  const stand = await openLedgerStand();
  const { members } = stand.ledger;
  await stand.close();
  const certificates = [...stand.keys.administrators.values(), ...stand.keys.authorities.values()];
  return {
    shape: 'der',
    seeds: certificates.slice(0, 4).map(({ certificate }) => readCertificate(certificate).x509.raw),
    refuses: (error) => error instanceof Refused,
    decode(input) {
      const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(input).toString('base64')}\n-----END CERTIFICATE-----\n`;
      members.identify(serializeIdentity({ msp: 'HospitalMSP', certificate: pem }), null);
      members.identify(input, new Date());
      parseCertificate(input);
    },
  };
}
