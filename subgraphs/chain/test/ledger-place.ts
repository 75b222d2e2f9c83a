import { connect, type Pool } from '@caretrail/db';
import { extendLog } from '@caretrail/db/provenance';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { sha256 } from '@caretrail/proof';
import { fillClinic } from '../../patients/test/clinic.ts';
import { storeBlock } from '../indexer/store-block.ts';
import type { LedgerBlock, LedgerTransaction } from '../ledger/index.ts';

const idOf = (name: string): string => Buffer.from(sha256(Buffer.from(name))).toString('hex');

/** Transactions of the tests' ledger: one anchor a hospital, one of Northgate's without effect, and one about no record. */
export const TRANSACTIONS = {
  lakeside: idOf('lakeside'),
  northgate: idOf('northgate'),
  invalid: idOf('invalid'),
  registry: idOf('registry'),
} as const;

/** A database with the clinic's people, whose versions are anchored on blocks that were indexed. */
export class LedgerPlace {
  readonly database: TestDatabase;
  readonly admin: Pool;

  private constructor(database: TestDatabase) {
    this.database = database;
    this.admin = connect(database.admin);
  }

  static async open(): Promise<LedgerPlace> {
    const place = new LedgerPlace(await startTestDatabase());
    await fillClinic(place.admin);
    for (const member of ['lakeside', 'northgate'] as const)
      await place.#anchor(member, TRANSACTIONS[member]);
    for (const block of blocks()) await storeBlock(place.admin, block, ({ attribute }) => attribute);
    return place;
  }

  async #anchor(member: string, transaction: string): Promise<void> {
    const log = `care/${member}`;
    await this
      .admin`insert into provenance.log (name, organization) values (${log}, ${member}) on conflict do nothing`;
    await this.admin.begin((sql) => extendLog(sql, log));
    await this.admin`
      update provenance.checkpoint set state = 'ANCHORED', transaction = ${transaction} where log = ${log}`;
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.database.stop();
  }
}

function transaction(
  index: number,
  id: string,
  creator: string,
  more: Partial<LedgerTransaction> = {},
): LedgerTransaction {
  return {
    ...{ index, id, type: 'ENDORSER_TRANSACTION', time: '2024-06-02T10:00:00.000Z' },
    ...{ code: 0, validation: 'VALID' },
    creator: { msp: 'HospitalMSP', certificate: '', attribute: creator },
    call: {
      ...{ chaincode: 'caretrail', contract: 'anchor', function: 'submit', readWriteSet: [], event: null },
      arguments: [{ text: `{"log":"care/${creator}"}` }],
      endorsers: ['HospitalMSP', 'PayerMSP'],
      response: { status: 200, message: '', payload: { text: '' } },
    },
    ...more,
  };
}

function blocks(): readonly LedgerBlock[] {
  const orderer = { msp: 'OrdererMSP', certificate: '', attribute: null };
  const lists = [
    [transaction(0, '', '', { type: 'CONFIG', call: null, creator: orderer })],
    [transaction(0, TRANSACTIONS.registry, 'lakeside')],
    [
      transaction(0, TRANSACTIONS.lakeside, 'lakeside'),
      transaction(1, TRANSACTIONS.northgate, 'northgate'),
      transaction(2, TRANSACTIONS.invalid, 'northgate', { code: 11, validation: 'MVCC_READ_CONFLICT' }),
    ],
  ];
  let previousHash = new Uint8Array();
  return lists.map((transactions, number) => {
    const hash = sha256(Buffer.from(`block ${number}`));
    const block = { channel: 'care', number, hash, previousHash, dataHash: hash, transactions };
    previousHash = new Uint8Array(hash);
    return { ...block, signers: ['OrdererMSP'] };
  });
}
