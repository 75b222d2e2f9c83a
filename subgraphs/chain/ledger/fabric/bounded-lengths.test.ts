import { common, peer } from '@hyperledger/fabric-protos';
import { expect, it } from 'vitest';
import './bounded-lengths.ts';

/** Field 1 of ChaincodeID, a text of half a billion bytes. */
const ENDLESS = Buffer.from('0aa2eb8ff30161', 'hex');

/** Field 2 of Block, of half a billion bytes, which begins with a group that never ends. */
const ENDLESS_DATA = Buffer.from('12a2eb8ff3010b', 'hex');

it.each([
  ['a text', () => peer.ChaincodeID.deserializeBinary(ENDLESS)],
  ['a message inside', () => common.Block.deserializeBinary(ENDLESS_DATA)],
])('%s that is said to be longer than its message is refused at once', (_name, read) => {
  const start = performance.now();
  expect(read).toThrow('beyond the end');
  expect(performance.now() - start).toBeLessThan(200);
});

it('texts that end where they are said to are read as before', () => {
  const header = new common.ChannelHeader();
  header.setChannelId('care é 😀'.repeat(40));
  header.setTxId('');
  header.setEpoch(7);
  const read = common.ChannelHeader.deserializeBinary(header.serializeBinary());
  expect(read.toObject()).toEqual(header.toObject());
});
