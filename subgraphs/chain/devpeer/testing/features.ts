import { createHash } from 'node:crypto';
import type { Contract } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeatureStage } from './feature-stage.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

/** What the client is told of a failed call: its message and its details. */
async function failure(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => 'it was accepted',
    (caught: unknown) => caught,
  );
  if (!(error instanceof Error)) return String(error);
  const details = 'details' in error && Array.isArray(error.details) ? error.details : [];
  return [error.message, ...details.map(({ message }) => String(message))].join('\n');
}

/** Has a call endorsed by the organizations given, or those the gateway finds, and returns its validation code. */
async function codeOf(contract: Contract, name: string, args: string[], msps?: string[]): Promise<number> {
  const endorsing = msps ? { endorsingOrganizations: msps } : {};
  const transaction = await contract.newProposal(name, { arguments: args, ...endorsing }).endorse();
  return (await (await transaction.submit()).getStatus()).code;
}

const putPrivate = (contract: Contract, collection: string, key: string, value: string) =>
  contract.submit('putPrivate', { arguments: [collection, key], transientData: { value } });

/** What an unmodified client and an unmodified contract find, whatever peers and orderers they meet: one list for all. */
export function describeFeatures(
  title: string,
  /** `bft`: whether the orderers answer as a BFT cluster does. */
  { start, bft }: { readonly start: () => Promise<FeatureStage>; readonly bft: boolean },
): void {
  let stage: FeatureStage;
  const hospital = () => stage.contract('HospitalMSP');
  const evaluate = async (name: string, ...args: string[]) =>
    text(await hospital().evaluateTransaction(name, ...args));

  describe(`an unmodified client and contract on ${title}`, () => {
    beforeAll(async () => {
      stage = await start();
    });
    afterAll(() => stage?.stop());

    it('find the history of a key, newest first, over a restart of the ledger', async () => {
      for (const value of ['1', '2']) await hospital().submitTransaction('put', 'aged', value);
      await hospital().submitTransaction('delete', 'aged');
      expect(await evaluate('history', 'aged')).toBe('deleted 2 1');
      await stage.restart();
      expect(await evaluate('history', 'aged')).toBe('deleted 2 1');
      expect(await evaluate('get', 'aged')).toBe('');
    });

    it('page through ranges and composite keys, and a long range conflicts when it grows', async () => {
      await hospital().submitTransaction('fill', 'many-', '260');
      const first = JSON.parse(await evaluate('page', 'many-', 'many-~', '3', ''));
      expect(first).toEqual({ keys: ['many-0000', 'many-0001', 'many-0002'], bookmark: 'many-0003' });
      await hospital().submitTransaction('composite', 'a', 'b');
      await hospital().submitTransaction('composite', 'a', 'c');
      expect(await evaluate('pairs', 'a')).toBe('a/b a/c');
      const counting = ['many-', 'many-~', 'count'];
      const count = await hospital().newProposal('countInto', { arguments: counting }).endorse();
      expect(text(count.getResult())).toBe('260');
      await hospital().submitTransaction('put', 'many-0100x', '1');
      expect((await (await count.submit()).getStatus()).code).toBe(12);
      expect(await codeOf(hospital(), 'countInto', counting)).toBe(0);
    });

    it('endorse by AND, OR and OutOf, as the policy of each written chaincode says', async () => {
      const other = stage.contract('HospitalMSP', 'other');
      expect(await codeOf(other, 'put', ['k', '1'], ['PayerMSP'])).toBe(0);
      expect(await codeOf(hospital(), 'put', ['k', '1'], ['PayerMSP'])).toBe(10);
      // The callee's policy asks for more than the caller's: the gateway sees what is written, a short list does not do.
      const call = ['features', JSON.stringify(['put', 'called', '1'])];
      expect(await codeOf(other, 'call', call, ['HospitalMSP'])).toBe(10);
      expect(await codeOf(other, 'call', call)).toBe(0);
      expect(await evaluate('get', 'called')).toBe('1');
    });

    it('call chaincodes of another channel to read, which changes nothing there', async () => {
      await stage.contract('HospitalMSP', 'other', 'research').submitTransaction('put', 'far', 'away');
      const get = JSON.stringify(['get', 'far']);
      expect(await evaluate('call', 'other/research', get)).toBe('200  away');
      await hospital().submitTransaction('call', 'other/research', JSON.stringify(['put', 'far', 'changed']));
      expect(await evaluate('call', 'other/research', get)).toBe('200  away');
      expect(await failure(hospital().evaluateTransaction('call', 'features', get))).toContain('exists');
    });

    it('give a key an endorsement policy of its own', async () => {
      await hospital().submitTransaction('put', 'locked', '1');
      await hospital().submitTransaction('lock', 'locked', 'PayerMSP');
      expect(await codeOf(hospital(), 'put', ['locked', '2'], ['HospitalMSP'])).toBe(10);
      expect(await codeOf(hospital(), 'put', ['locked', '3'], ['PayerMSP'])).toBe(0);
      expect(await codeOf(hospital(), 'put', ['locked', '4'])).toBe(0);
      expect(await evaluate('get', 'locked')).toBe('4');
    });

    it('keep private data to members, hashes to all, and values out of blocks', async () => {
      await putPrivate(hospital(), 'shared', 'secret', 'a private value');
      expect(
        text(await stage.contract('PayerMSP').evaluateTransaction('getPrivate', 'shared', 'secret')),
      ).toBe('a private value');
      const regulator = stage.contract('RegulatorMSP');
      expect(await failure(regulator.evaluateTransaction('getPrivate', 'shared', 'secret'))).toContain(
        'tx creator does not have read access permission on privatedata in chaincodeName:features collectionName: shared',
      );
      expect(text(await regulator.evaluateTransaction('privateHash', 'shared', 'secret'))).toBe(
        sha256('a private value'),
      );
      expect(await failure(putPrivate(regulator, 'shared', 'x', '1'))).toContain(
        "no endorsers found in the gateway's organization",
      );
      expect(stage.blocks().includes('a private value')).toBe(false);
      if (stage.privateValues) expect(stage.privateValues().includes('a private value')).toBe(true);
    });

    it('purge private data from the disk, and keep the rest over a restart', async () => {
      await putPrivate(hospital(), 'shared', 'kept', 'the kept value');
      await hospital().submitTransaction('purge', 'shared', 'secret');
      if (stage.privateValues) expect(stage.privateValues().includes('a private value')).toBe(false);
      await stage.restart();
      expect(await evaluate('getPrivate', 'shared', 'kept')).toBe('the kept value');
      expect(await evaluate('privateHash', 'shared', 'secret')).toBe('');
    });

    it('let private data end with its block to live', async () => {
      await putPrivate(hospital(), 'passing', 'brief', 'a passing value');
      for (const index of [1, 2]) await hospital().submitTransaction('put', `tick-${index}`, '1');
      expect(await evaluate('getPrivate', 'passing', 'brief')).toBe('a passing value');
      await hospital().submitTransaction('put', 'tick-3', '1');
      expect(await evaluate('getPrivate', 'passing', 'brief')).toBe('');
      expect(await evaluate('privateHash', 'passing', 'brief')).toBe('');
      if (stage.privateValues) expect(stage.privateValues().includes('a passing value')).toBe(false);
    });

    it('deliver private data to members only', async () => {
      const seen: Record<string, number> = {};
      const transaction = await hospital()
        .newProposal('put', { arguments: ['last', '1'] })
        .endorse();
      const { blockNumber } = await (await transaction.submit()).getStatus();
      for (const msp of ['PayerMSP', 'RegulatorMSP'] as const) {
        const events = await stage
          .gateway(msp)
          .getNetwork('care')
          .getBlockAndPrivateDataEvents({ startBlock: 0n });
        let sets = 0;
        for await (const event of events) {
          sets += event.getPrivateDataMapMap().getLength();
          if (event.getBlock()?.getHeader()?.getNumber() === Number(blockNumber)) break;
        }
        events.close();
        seen[msp] = sets;
      }
      expect(seen['PayerMSP']).toBeGreaterThan(0);
      expect(seen['RegulatorMSP']).toBe(0);
    });

    it('submit the same envelope twice, and it counts once', async () => {
      const transaction = await hospital()
        .newProposal('put', { arguments: ['twice', '1'] })
        .endorse();
      const commit = await transaction.submit();
      expect((await commit.getStatus()).successful).toBe(true);
      const again = await failure(transaction.submit());
      if (bft) expect(again).toContain('request already processed');
      else expect(again).toBe('it was accepted');
      expect(await evaluate('history', 'twice')).toBe('1');
    });
  });
}
