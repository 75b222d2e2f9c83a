import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LedgerError } from '../error.ts';
import { openEnvelope } from '../fabric/envelope.ts';
import { sameBytes } from '../fabric/hash.ts';
import { openAnswer, openTransaction } from '../fabric/transaction.ts';
import { verifyBlock } from './block.ts';
import { verifyReceipt } from './receipt.ts';
import { transactionProblems } from './transaction.ts';
import { type ChannelTrust, trustOfConfigBlock } from './trust.ts';

const shared =
  process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared');
const recorded = join(shared, 'data', 'fabric-golden', 'recorded');
const absent = existsSync(recorded) ? null : `no recorded networks in ${recorded}`;

const manifestShape = z.object({
  blocks: z.array(z.object({ number: z.int(), hash: z.string(), filter: z.string() })),
});
const scenarioShape = z.object({
  steps: z.array(
    z.object({
      rpc: z.string(),
      at: z.string(),
      request: z.string().optional(),
      response: z.string().optional(),
      grpc: z.object({ code: z.int().nullable() }),
    }),
  ),
});

function blocksOf(network: string): common.Block[] {
  const folder = join(recorded, network, 'blocks');
  const files = readdirSync(folder).sort();
  return files.map((file) => common.Block.deserializeBinary(readFileSync(join(folder, file))));
}

function trustOf(blocks: readonly common.Block[]): ChannelTrust {
  const [genesis] = blocks;
  if (!genesis) throw new Error('no block 0');
  return trustOfConfigBlock(genesis);
}

function* stepsOf(network: string) {
  const folder = join(recorded, network);
  for (const file of readdirSync(folder).filter((name) => /^\d\d-.*json$/.test(name))) {
    const { steps } = scenarioShape.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    for (const step of steps) {
      if (step.grpc.code !== 0 || step.request === undefined || step.response === undefined) continue;
      yield {
        ...step,
        request: Buffer.from(step.request, 'base64'),
        response: Buffer.from(step.response, 'base64'),
      };
    }
  }
}

describe.each([
  { network: 'raft-v2.5.16', signatures: 1, blocks: 33 },
  { network: 'bft-v3.1.5', signatures: 3, blocks: 32 },
])('traffic of a real network ($network)', ({ network, signatures, blocks: count }) => {
  it('has blocks that verify: hashes, chain, orderer signatures, manifest', (context) => {
    if (absent) return context.skip(absent);
    const blocks = blocksOf(network);
    const trust = trustOf(blocks);
    const manifest = manifestShape.parse(
      JSON.parse(readFileSync(join(recorded, network, 'manifest.json'), 'utf8')),
    );
    let previousHash: Uint8Array = new Uint8Array();
    for (const [number, block] of blocks.entries()) {
      const verified = verifyBlock(block, trust, { number, previousHash });
      expect(verified.hash.toString('hex')).toBe(manifest.blocks[number]?.hash);
      expect(Buffer.from(verified.filter).toString('hex')).toBe(manifest.blocks[number]?.filter);
      expect(verified.signers).toHaveLength(number === 0 ? 0 : signatures);
      previousHash = verified.hash;
    }
    expect(blocks).toHaveLength(count);
  });

  it('has transactions that verify, but for the endorsement that was damaged on purpose', (context) => {
    if (absent) return context.skip(absent);
    const blocks = blocksOf(network);
    const { members } = trustOf(blocks);
    const found = blocks.flatMap((block) =>
      (block.getData()?.getDataList_asU8() ?? []).flatMap((bytes, index) => {
        const envelope = openEnvelope(bytes);
        if (envelope.header.type !== common.HeaderType.ENDORSER_TRANSACTION) return [];
        const problems = transactionProblems(envelope, openTransaction(envelope), members);
        const code = block.getMetadata()?.getMetadataList_asU8()[2]?.[index];
        return problems.map((problem) => ({ problem, code }));
      }),
    );
    expect(found).toEqual([{ problem: 'endorsement signature', code: 10 }]);
  });

  it('has receipts that verify, and none that verifies after a change', (context) => {
    if (absent) return context.skip(absent);
    const { members } = trustOf(blocksOf(network));
    let receipts = 0;
    for (const step of stepsOf(network)) {
      if (!step.rpc.endsWith('/ProcessProposal')) continue;
      const response = peer.ProposalResponse.deserializeBinary(step.response);
      const endorsement = response.getEndorsement();
      if (!endorsement) continue;
      const receipt = {
        msp: step.at,
        proposal: peer.SignedProposal.deserializeBinary(step.request).getProposalBytes_asU8(),
        payload: response.getPayload_asU8(),
        endorser: endorsement.getEndorser_asU8(),
        signature: endorsement.getSignature_asU8(),
      };
      if (openAnswer(receipt.payload).chaincode === 'provenance') {
        expect(() => verifyReceipt(receipt, members)).toThrow(LedgerError);
        continue;
      }
      expect(verifyReceipt(receipt, members).response.status).toBe(200);
      const payload = Uint8Array.from(receipt.payload);
      payload.set([(payload.at(-1) ?? 0) ^ 1], payload.length - 1);
      expect(() => verifyReceipt({ ...receipt, payload }, members)).toThrow(/signature does not fit/);
      receipts += 1;
    }
    expect(receipts).toBeGreaterThan(0);
  });

  it('has prepared transactions that keep the proposal’s header', (context) => {
    if (absent) return context.skip(absent);
    for (const step of stepsOf(network)) {
      if (!step.rpc.endsWith('/Endorse')) continue;
      const asked = gateway.EndorseRequest.deserializeBinary(step.request).getProposedTransaction();
      const proposal = peer.Proposal.deserializeBinary(asked?.getProposalBytes_asU8() ?? new Uint8Array());
      const prepared = gateway.EndorseResponse.deserializeBinary(step.response).getPreparedTransaction();
      const payload = common.Payload.deserializeBinary(prepared?.getPayload_asU8() ?? new Uint8Array());
      expect(
        sameBytes(payload.getHeader()?.serializeBinary() ?? new Uint8Array(), proposal.getHeader_asU8()),
      ).toBe(true);
    }
  });
});
