import { commandArgument, revokeConsent, statementFor } from '@caretrail/proof/command';
import { Refusal } from '../../../subgraphs/chain/contract/refusal.ts';
import { GENESIS, START } from '../../../subgraphs/chain/contract/test/party.ts';
import { openContractStand } from '../contract-stand.ts';
import type { Decoder } from '../decoder.ts';

/** What a person's key signs: the payload changed and signed again, the header changed, and the text as it stands. */
export async function open(): Promise<Decoder> {
  const { person, call, consent } = await openContractStand();
  const argument = commandArgument(revokeConsent, { consent });
  const signing = {
    ...{
      genesis: GENESIS,
      channel: 'care',
      key: person.thumbprint,
      sequence: 1_000,
      now: START.getTime() / 1000,
    },
  };
  const statement = statementFor(revokeConsent, argument, signing);
  const encoded = (part: Uint8Array | string) => Buffer.from(part).toString('base64url');
  const header = encoded(JSON.stringify({ alg: 'ES256', kid: person.thumbprint }));
  const payload = JSON.stringify(statement, Object.keys(statement).sort());
  const signed = (text: string) => `${text}.${person.sign(text)}`;
  const take = (jws: string) => call(revokeConsent.name, [argument, jws]);
  return {
    ...{ shape: 'json', seeds: [Buffer.from(payload)], refuses: (error) => error instanceof Refusal },
    async decode(input) {
      await take(signed(`${header}.${encoded(input)}`));
      const text = Buffer.from(input).toString('utf8');
      const good = signed(`${header}.${encoded(payload)}`);
      for (const other of [signed(`${encoded(input)}.${encoded(payload)}`), text, `${good}${text}`])
        await take(other).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
    },
  };
}
