import type { Gateway } from '@hyperledger/fabric-gateway';
import { common, gateway as protos } from '@hyperledger/fabric-protos';
import { LedgerError } from '../error.ts';
import { serializeIdentity } from '../fabric/identity.ts';
import type { LedgerIdentity, PreparedTransaction, TransactionStatus } from '../ledger.ts';
import type { LedgerProfile } from '../profile.ts';
import { type Deadlines, within } from './deadlines.ts';
import { ledgerError } from './errors.ts';
import { statusOfCode } from './status-of-code.ts';

type Sign = (message: Uint8Array) => Uint8Array;
type Arguments = readonly (string | Uint8Array)[];

/** The way of a transaction, step by step, so that its envelope can be stored between signing and sending. */
export class Transactor {
  readonly #gateway: Gateway;
  readonly #profile: LedgerProfile;
  readonly #identity: LedgerIdentity;
  readonly #sign: Sign;
  readonly #deadlines: Deadlines;

  constructor(
    gateway: Gateway,
    profile: LedgerProfile,
    identity: LedgerIdentity,
    sign: Sign,
    deadlines: Deadlines,
  ) {
    this.#gateway = gateway;
    this.#profile = profile;
    this.#identity = identity;
    this.#sign = sign;
    this.#deadlines = deadlines;
  }

  async prepare(name: string, args: Arguments): Promise<PreparedTransaction> {
    try {
      const proposal = this.#contract().newProposal(name, { arguments: [...args] });
      const transaction = await proposal.endorse(within(this.#deadlines.endorse));
      const prepared = protos.PreparedTransaction.deserializeBinary(transaction.getBytes());
      const envelope = prepared.getEnvelope();
      if (!envelope) throw new LedgerError('UNTRUSTED', 'the gateway returned no transaction');
      envelope.setSignature(this.#sign(envelope.getPayload_asU8()));
      return {
        transactionId: transaction.getTransactionId(),
        envelope: envelope.serializeBinary(),
        result: transaction.getResult(),
      };
    } catch (error) {
      throw ledgerError(error);
    }
  }

  async send({
    transactionId,
    envelope,
  }: Pick<PreparedTransaction, 'transactionId' | 'envelope'>): Promise<void> {
    const prepared = new protos.PreparedTransaction();
    prepared.setTransactionId(transactionId);
    prepared.setEnvelope(common.Envelope.deserializeBinary(envelope));
    try {
      const transaction = this.#gateway.newTransaction(prepared.serializeBinary());
      await transaction.submit(within(this.#deadlines.submit));
    } catch (error) {
      throw ledgerError(error);
    }
  }

  async status(transactionId: string, milliseconds: number): Promise<TransactionStatus> {
    const request = new protos.CommitStatusRequest();
    request.setChannelId(this.#profile.channel);
    request.setTransactionId(transactionId);
    request.setIdentity(serializeIdentity(this.#identity));
    const signed = new protos.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    signed.setSignature(this.#sign(signed.getRequest_asU8()));
    try {
      const commit = this.#gateway.newCommit(signed.serializeBinary());
      const { code } = await commit.getStatus(within(milliseconds));
      return statusOfCode(code);
    } catch (error) {
      const failure = ledgerError(error);
      if (failure.code === 'TIMEOUT') return { state: 'UNKNOWN' };
      throw failure;
    }
  }

  async evaluate(name: string, args: Arguments): Promise<Uint8Array> {
    try {
      const proposal = this.#contract().newProposal(name, { arguments: [...args] });
      return await proposal.evaluate(within(this.#deadlines.evaluate));
    } catch (error) {
      throw ledgerError(error);
    }
  }

  #contract() {
    const { channel, chaincode } = this.#profile;
    return this.#gateway.getNetwork(channel).getContract(chaincode);
  }
}
