import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChannelLedger } from '../ledger/channel-ledger.ts';
import { checkProposal, ProposalRefused, unpackProposal } from './proposal.ts';

const shared =
  process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared');
const recorded = join(shared, 'data', 'fabric-golden', 'recorded', 'raft-v2.5.16');
const absent = existsSync(recorded) ? null : `no recorded network in ${recorded}`;

const scenario = z.object({
  steps: z.array(
    z.object({
      label: z.string(),
      rpc: z.string(),
      request: z.string(),
      grpc: z.object({
        code: z.int().nullable(),
        message: z.string().optional(),
        details: z.array(z.object({ message: z.string() })).nullish(),
      }),
    }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), 'caretrail-golden-'));
let ledger: ChannelLedger;

/** A channel with the recorded network's configuration, which is all that proposal checks need. */
beforeAll(async () => {
  if (absent) return;
  ledger = await ChannelLedger.open(join(folder, 'blocks'), () => {});
  const genesis = common.Block.deserializeBinary(readFileSync(join(recorded, 'blocks', '0000.block')));
  await ledger.commit({
    number: 0,
    previousHash: new Uint8Array(),
    dataHash: genesis.getHeader()?.getDataHash_asU8() ?? new Uint8Array(),
    envelopes: genesis.getData()?.getDataList_asU8() ?? [],
    ordererSignatures: new Uint8Array(),
    codes: Uint8Array.of(0),
    updates: [],
  });
});
afterAll(async () => {
  await ledger?.close();
  rmSync(folder, { recursive: true });
});

/** The signed proposal of a recorded request, where it has one. */
function proposalOf(rpc: string, request: Buffer): peer.SignedProposal | undefined {
  if (rpc.endsWith('/ProcessProposal')) return peer.SignedProposal.deserializeBinary(request);
  if (rpc.endsWith('/Evaluate'))
    return gateway.EvaluateRequest.deserializeBinary(request).getProposedTransaction();
  if (rpc.endsWith('/Endorse'))
    return gateway.EndorseRequest.deserializeBinary(request).getProposedTransaction();
  return undefined;
}

function answerOf(signed: peer.SignedProposal): string {
  try {
    const proposal = unpackProposal(signed);
    checkProposal(proposal, ledger, proposal.chaincode === 'qscc' ? 'Readers' : 'Writers');
    return 'accepted';
  } catch (error) {
    if (error instanceof ProposalRefused) return error.message;
    throw error;
  }
}

describe('proposals that a real peer refused', () => {
  it('are refused in the same words, and what it took is taken', (context) => {
    if (absent) return context.skip(absent);
    const seen = { refused: 0, accepted: 0 };
    for (const name of readdirSync(recorded).filter((file) => /^1[5678]-/.test(file))) {
      const { steps } = scenario.parse(JSON.parse(readFileSync(join(recorded, name), 'utf8')));
      for (const { label, rpc, request, grpc } of steps) {
        // A peer tells a certificate of an unknown authority by its kind of key; here the answer is one word stricter.
        if (label.startsWith('foreignCa') || grpc.code === 13 || grpc.code === 3) continue;
        const signed = proposalOf(rpc, Buffer.from(request, 'base64'));
        if (!signed) continue;
        const told = grpc.details?.[0]?.message ?? grpc.message ?? '';
        const passed =
          grpc.code === 0 || told.startsWith('chaincode response') || told === '' || told.startsWith('no ');
        const expected = passed ? 'accepted' : told;
        expect({ name, label, answer: answerOf(signed) }).toEqual({ name, label, answer: expected });
        seen[passed ? 'accepted' : 'refused'] += 1;
      }
    }
    expect(seen.refused).toBeGreaterThan(25);
    expect(seen.accepted).toBeGreaterThan(10);
  });
});
