import { common, peer } from '@hyperledger/fabric-protos';
import { expect, it } from 'vitest';
import './bounded-lengths.ts';

/** Field 1 or 2 of ChaincodeID, whose length is half a billion. */
const ENDLESS = Buffer.from('0a01610aa2eb8ff30161', 'hex');

it('a text that is said to be longer than its message is refused at once', () => {
  const start = performance.now();
  expect(() => peer.ChaincodeID.deserializeBinary(ENDLESS)).toThrow('beyond the end');
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
