import { readdirSync, readlinkSync } from 'node:fs';
import { newProposal } from '@caretrail/chain/ledger/fabric';
import { common, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chaincodeMessage,
  completionOf,
  registrationOf,
  Type,
} from '../../subgraphs/chain/devpeer/chaincode/message.ts';
import type { Decoder } from './decoder.ts';
import { openDecoder } from './decoders.ts';
import { type LedgerStand, openLedgerStand } from './ledger-stand.ts';

const GARBAGE = Buffer.from('no message');

let stand: LedgerStand;
const open = new Map<string, Decoder>();
beforeAll(async () => {
  stand = await openLedgerStand();
});
afterAll(async () => {
  await stand.close();
  for (const decoder of open.values()) await decoder.close?.();
});

async function decoderOf(name: string): Promise<Decoder> {
  const decoder = open.get(name) ?? (await openDecoder(name));
  open.set(name, decoder);
  return decoder;
}

/** What a decoder makes of an input: `taken`, `refused` as it promises, or the error itself. */
async function fate(name: string, input: Uint8Array): Promise<unknown> {
  const decoder = await decoderOf(name);
  try {
    await decoder.decode(input);
    return 'taken';
  } catch (error) {
    return decoder.refuses(error) ? 'refused' : error;
  }
}

/** A transaction's payload with other bytes for what its header says of the chaincode. */
async function withExtension(extension: Uint8Array): Promise<Uint8Array> {
  const [seed = new Uint8Array()] = (await decoderOf('transaction')).seeds;
  const payload = common.Payload.deserializeBinary(seed);
  const header = payload.getHeader() ?? new common.Header();
  const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  channel.setExtension$(extension);
  header.setChannelHeader(channel.serializeBinary());
  payload.setHeader(header);
  return payload.serializeBinary();
}

function blockOf(envelope: Uint8Array): Uint8Array {
  const data = new common.BlockData();
  data.setDataList([envelope]);
  const block = new common.Block();
  block.setData(data);
  return block.serializeBinary();
}

const question = (argument: Uint8Array): Uint8Array =>
  newProposal({
    ...{
      channel: 'care',
      chaincode: '_lifecycle',
      creator: stand.administrator.serialized,
      time: new Date(),
    },
    arguments: [Buffer.from('QueryChaincodeDefinition'), argument],
  }).bytes;

describe('what the fuzzer found once is met as promised', () => {
  it('a transaction whose header extension is none gets a validation code', async () => {
    expect(await fate('transaction', await withExtension(GARBAGE))).toBe('taken');
  });

  it.each(['gateway', 'receipt', 'proposal'])('%s: bytes that are no message', async (name) => {
    expect(await fate(name, GARBAGE)).not.toBeInstanceOf(Error);
  });

  it('a block of envelopes that are none', async () => {
    expect(await fate('block', blockOf(GARBAGE))).toBe('refused');
  });

  it('arguments of a system chaincode that are no message', async () => {
    expect(await fate('proposal', question(GARBAGE))).not.toBeInstanceOf(Error);
  });

  it('messages of a chaincode that cannot be read', () => {
    expect(registrationOf(chaincodeMessage(Type.REGISTER, GARBAGE))).toBeNull();
    expect(completionOf(chaincodeMessage(Type.COMPLETED, GARBAGE))).toBeNull();
    expect(
      completionOf(chaincodeMessage(Type.COMPLETED, new peer.Response().serializeBinary())),
    ).not.toBeNull();
  });

  it('a ledger that does not open leaves no file open', async (context) => {
    if (process.platform !== 'linux') return context.skip('open files are listed by Linux alone');
    expect(await fate('block-log', Buffer.from('\u0001\u0000'))).toBe('refused');
    const files = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return ''; // the one that lists the others
      }
    });
    expect(files.filter((file) => file.includes('/damaged/'))).toEqual([]);
  });

  it('a question with a name that is no piece of a key', async () => {
    for (const name of ['', 'a\u0000b', '\u{10ffff}'])
      expect(await fate('contract-call', Buffer.from(name))).toBe('taken');
  });
});
