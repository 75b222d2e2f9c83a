import type { Decoder, DecoderModule } from './decoder.ts';

/** Every reader of outside bytes, by the name of its file in `decoders`. */
const DECODERS: Readonly<Record<string, () => Promise<DecoderModule>>> = {
  answer: () => import('./decoders/answer.ts'),
  block: () => import('./decoders/block.ts'),
  'block-log': () => import('./decoders/block-log.ts'),
  certificate: () => import('./decoders/certificate.ts'),
  chaincode: () => import('./decoders/chaincode.ts'),
  checkpoint: () => import('./decoders/checkpoint.ts'),
  context: () => import('./decoders/context.ts'),
  'contract-call': () => import('./decoders/contract-call.ts'),
  cursor: () => import('./decoders/cursor.ts'),
  envelope: () => import('./decoders/envelope.ts'),
  fetch: () => import('./decoders/fetch.ts'),
  fhir: () => import('./decoders/fhir.ts'),
  gateway: () => import('./decoders/gateway.ts'),
  identity: () => import('./decoders/identity.ts'),
  keys: () => import('./decoders/keys.ts'),
  policy: () => import('./decoders/policy.ts'),
  'private-values': () => import('./decoders/private-values.ts'),
  proof: () => import('./decoders/proof.ts'),
  proposal: () => import('./decoders/proposal.ts'),
  question: () => import('./decoders/question.ts'),
  receipt: () => import('./decoders/receipt.ts'),
  seek: () => import('./decoders/seek.ts'),
  signature: () => import('./decoders/signature.ts'),
  statement: () => import('./decoders/statement.ts'),
  testimony: () => import('./decoders/testimony.ts'),
  token: () => import('./decoders/token.ts'),
  transaction: () => import('./decoders/transaction.ts'),
  trust: () => import('./decoders/trust.ts'),
};

export const decoderNames = Object.keys(DECODERS);

export async function openDecoder(name: string): Promise<Decoder> {
  const load = DECODERS[name];
  if (!load) throw new Error(`There is no decoder ${name}: choose from ${decoderNames.join(', ')}.`);
  return (await load()).open();
}
