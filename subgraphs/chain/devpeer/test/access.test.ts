import { generateKeyPairSync, sign as rawSign } from 'node:crypto';
import { connectLedger, type LedgerIdentity, memberIdentity } from '@caretrail/chain/ledger';
import { createAuthority, issueCertificate, signerOf } from '@caretrail/chain/membership';
import { commandArgument, registerOrganization } from '@caretrail/proof/command';
import { Client, credentials, status } from '@grpc/grpc-js';
import { type ConnectOptions, connect, EndorseError, GatewayError, hash } from '@hyperledger/fabric-gateway';
import { gateway } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLedger, type TestLedger } from '../testing/index.ts';

let network: TestLedger;
const clients: Client[] = [];
beforeAll(async () => {
  network = await startTestLedger();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await network?.stop();
});

const registration = (id: string, attribute: string | null = id): string =>
  commandArgument(registerOrganization, { id, attribute, genesis: network.profile.genesis });

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The same signature with the other S: as good in mathematics, refused by Fabric. */
function highS(signature: Uint8Array): Uint8Array {
  const bytes = Buffer.from(signature);
  const rLength = bytes[3] ?? 0;
  const r = bytes.subarray(2, 4 + rLength);
  const s = ORDER - BigInt(`0x${bytes.subarray(6 + rLength).toString('hex')}`);
  const raw = Buffer.from(s.toString(16).padStart(64, '0'), 'hex');
  const padded = (raw[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), raw]) : raw;
  const body = Buffer.concat([r, Buffer.of(2, padded.length), padded]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** An unmodified gateway client with a signer of the test's choice. */
function gatewayOf(identity: LedgerIdentity, alter: (signature: Uint8Array) => Uint8Array = (same) => same) {
  const node = network.profile.peers.find(({ msp }) => msp === 'HospitalMSP');
  const client = new Client(node?.endpoint ?? '', credentials.createInsecure());
  clients.push(client);
  const sign = signerOf(identity.privateKey);
  const options: ConnectOptions = {
    client,
    identity: { mspId: identity.msp, credentials: Buffer.from(identity.certificate) },
    hash: hash.none,
    signer: (message) => Promise.resolve(alter(sign(message))),
  };
  const gateway = connect(options);
  return { gateway, contract: gateway.getNetwork('care').getContract('caretrail') };
}

const failure = async (promise: Promise<unknown>): Promise<GatewayError> => {
  const error = await promise.then(
    () => new Error('it was accepted'),
    (caught: unknown) => caught,
  );
  if (!(error instanceof GatewayError)) throw error;
  return error;
};

/** One call of anyone's, with the bytes that they chose; the details of the error it gets. */
function call(method: string, message: Uint8Array): Promise<string> {
  const node = network.profile.peers.find(({ msp }) => msp === 'HospitalMSP');
  const client = new Client(node?.endpoint ?? '', credentials.createInsecure());
  clients.push(client);
  return new Promise((resolve) =>
    client.makeUnaryRequest(
      method,
      (bytes: Buffer) => bytes,
      (bytes: Buffer) => bytes,
      Buffer.from(message),
      (error) => resolve(error?.details ?? 'it was accepted'),
    ),
  );
}

const lakeside = () => memberIdentity(network.home, 'lakeside');
const DENIED = 'error validating proposal: access denied: channel [care] creator org';

describe('an unmodified gateway client', () => {
  it('gets its answers and Fabric’s errors: code, message and details', async () => {
    const { contract } = gatewayOf(lakeside());
    expect(Buffer.from(await contract.evaluateTransaction('anchor:latest', 'care/lakeside')).toString()).toBe(
      'null',
    );
    const unknown = await failure(contract.evaluateTransaction('anchor:nothing'));
    expect(unknown.code).toBe(status.UNKNOWN);
    expect(unknown.message).toContain(
      "evaluate call to endorser returned error: chaincode response 500, You've asked to invoke a function that does not exist: anchor:nothing",
    );
    const refused = await failure(contract.submitTransaction('anchor:submit', '{}'));
    expect(refused).toBeInstanceOf(EndorseError);
    expect(refused.code).toBe(status.ABORTED);
    expect(refused.message).toContain('failed to endorse transaction, see attached details for more info');
    expect(refused.details).toEqual([
      {
        address: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        mspId: 'HospitalMSP',
        message: expect.stringMatching(/^chaincode response 500, ARGUMENTS: /),
      },
    ]);
  });

  it('may not sign with a high S', async () => {
    const { contract } = gatewayOf(lakeside(), highS);
    const error = await failure(contract.evaluateTransaction('anchor:latest', 'care/lakeside'));
    expect(error.code).toBe(status.FAILED_PRECONDITION);
    expect(error.details[0]?.message).toBe(`${DENIED} [HospitalMSP]`);
  });

  it('may not submit an envelope that its creator did not sign', async () => {
    const good = gatewayOf(lakeside());
    const request = registration('new-clinic');
    const admin = gatewayOf(network.key('administrators', 'HospitalMSP'));
    const transaction = await admin.contract
      .newProposal('registry:registerOrganization', { arguments: [request] })
      .endorse();
    const forged = good.gateway.newSignedTransaction(
      transaction.getBytes(),
      signerOf(lakeside().privateKey)(transaction.getDigest()),
    );
    const error = await failure(forged.submit());
    expect(error.message).toContain(
      "status=FORBIDDEN, info=implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied",
    );
  });

  it('with a peer’s certificate may read the chain but not call a contract', async () => {
    const { contract, gateway } = gatewayOf(network.key('peers', 'PayerMSP'));
    const error = await failure(contract.evaluateTransaction('anchor:latest', 'care/lakeside'));
    expect(error.message).toContain('with policy [/Channel/Application/Writers]');
    const qscc = gateway.getNetwork('care').getContract('qscc');
    expect((await qscc.evaluateTransaction('GetChainInfo', 'care')).length).toBeGreaterThan(60);
  });

  it('of no authority of the channel is denied', async () => {
    const authority = await createAuthority('HospitalMSP', new Date());
    const issued = await issueCertificate({
      authority,
      commonName: 'intruder',
      role: 'client',
      attributes: { 'caretrail.org': 'lakeside' },
      now: new Date(),
    });
    const { contract } = gatewayOf({ msp: 'HospitalMSP', ...issued });
    const error = await failure(contract.evaluateTransaction('anchor:latest', 'care/lakeside'));
    expect(error.details[0]?.message).toContain(DENIED);
  });

  it('whose certificate has expired, or is not valid yet, is told so', async () => {
    const years = 86_400_000 * 365;
    const authority = network.key('authorities', 'HospitalMSP');
    const issue = async (now: Date) => {
      const issued = await issueCertificate({ authority, commonName: 'old', role: 'client', now });
      const { contract } = gatewayOf({ msp: 'HospitalMSP', ...issued });
      return failure(contract.evaluateTransaction('anchor:latest', 'care/lakeside'));
    };
    const expired = await issue(new Date(Date.now() - 11 * years));
    expect(expired.details[0]?.message).toBe('proposal client identity expired');
    const early = await issue(new Date(Date.now() + years));
    expect(early.details[0]?.message).toBe(`${DENIED} [HospitalMSP]`);
  });

  it('that signs with a key other than its certificate’s is denied', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { contract } = gatewayOf(lakeside(), () =>
      rawSign('sha256', Buffer.from('something else'), privateKey),
    );
    const error = await failure(contract.evaluateTransaction('anchor:latest', 'care/lakeside'));
    expect(error.details[0]?.message).toBe(`${DENIED} [HospitalMSP]`);
  });

  it('that asks too few organizations to endorse gets a transaction that changes nothing', async () => {
    const { contract } = gatewayOf(network.key('administrators', 'HospitalMSP'));
    const request = registration('one-sided');
    const proposal = contract.newProposal('registry:registerOrganization', {
      arguments: [request],
      endorsingOrganizations: ['HospitalMSP'],
    });
    const commit = await (await proposal.endorse()).submit();
    expect(await commit.getStatus()).toMatchObject({ code: 10, successful: false });
    expect(
      Buffer.from(await contract.evaluateTransaction('registry:organization', 'one-sided')).toString(),
    ).toBe('null');
  });

  it('follows events of valid transactions, from a block it names', async () => {
    const { gateway, contract } = gatewayOf(network.key('administrators', 'PayerMSP'));
    const blocks = await gateway.getNetwork('care').getFilteredBlockEvents({ startBlock: 0n });
    const numbers: number[] = [];
    for await (const block of blocks) if (numbers.push(block.getNumber()) === 3) break;
    expect(numbers).toEqual([0, 1, 2]);
    const error = await failure(
      contract.submitTransaction('registry:registerOrganization', registration('lakeside', null)),
    );
    expect(error.details[0]?.message).toContain('ORGANIZATION_EXISTS');
  });

  it('of the ledger’s port sees one error type with a code', async () => {
    const ledger = connectLedger({ ...network.profile, channel: 'nowhere' }, lakeside());
    await expect(ledger.evaluate('anchor:latest', ['x'])).rejects.toMatchObject({
      name: 'LedgerError',
      code: 'UNAVAILABLE',
    });
    ledger.close();
  });

  it('without a certificate cannot end the ledger by bytes that are no text', async () => {
    const request = new gateway.CommitStatusRequest();
    request.setChannelId('AAA');
    const signed = new gateway.SignedCommitStatusRequest();
    // Half a surrogate pair, as no encoder of UTF-8 writes it.
    const bytes = Buffer.from(request.serializeBinary());
    signed.setRequest(Buffer.concat([bytes.subarray(0, -3), Buffer.of(0xed, 0xa0, 0x80)]));
    for (let time = 0; time < 2; time++)
      expect(await call('/gateway.Gateway/CommitStatus', signed.serializeBinary())).toMatch(
        /^Failed to get policy manager for channel/,
      );
  });
});
