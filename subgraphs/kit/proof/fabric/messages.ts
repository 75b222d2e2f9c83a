import {
  bytes,
  embedded,
  integer,
  message,
  repeatedBytes,
  repeatedMessage,
  text,
} from '../protobuf/message.ts';

// Messages of hyperledger/fabric-protos, each with the fields that a proof may have and no others: what a verifier
// does not understand (a transient map, a decoration, an init flag) it must not accept.

/** msp/identities.proto */
export const serializedIdentity = message({ msp: text(1), certificate: bytes(2) });

/** peer/chaincode.proto; only the name is ever read, and path and version must be known to be absent. */
const chaincodeId = message({ path: text(1), name: text(2), version: text(3) });

const header = message({ channelHeader: bytes(1), signatureHeader: bytes(2) });

/** common/common.proto */
export const envelope = message({ payload: bytes(1), signature: bytes(2) });
export const payload = message({ header: embedded(1, header), data: bytes(2) });
export const channelHeader = message({
  type: integer(1),
  version: integer(2),
  timestamp: embedded(3, message({ seconds: integer(1), nanos: integer(2) })),
  channel: text(4),
  transaction: text(5),
  epoch: integer(6),
  extension: bytes(7),
  tlsCertificateHash: bytes(8),
});
export const signatureHeader = message({ creator: bytes(1), nonce: bytes(2) });

/** peer/proposal.proto */
export const proposal = message({ header: embedded(1, header), payload: bytes(2) });
export const chaincodeHeaderExtension = message({ chaincode: embedded(2, chaincodeId) });
export const chaincodeProposalPayload = message({ input: bytes(1) });
export const chaincodeAction = message({
  results: bytes(1),
  events: bytes(2),
  response: embedded(3, message({ status: integer(1), message: text(2), payload: bytes(3) })),
  chaincode: embedded(4, chaincodeId),
});

/** peer/proposal_response.proto */
export const proposalResponsePayload = message({ proposalHash: bytes(1), extension: bytes(2) });

/** peer/chaincode.proto */
export const chaincodeInvocationSpec = message({
  spec: embedded(
    1,
    message({
      type: integer(1),
      chaincode: embedded(2, chaincodeId),
      input: embedded(3, message({ arguments: repeatedBytes(1) })),
    }),
  ),
});

/** peer/transaction.proto */
export const transaction = message({
  actions: repeatedMessage(1, message({ header: bytes(1), payload: bytes(2) })),
});
export const chaincodeActionPayload = message({
  proposalPayload: bytes(1),
  action: embedded(
    2,
    message({
      responsePayload: bytes(1),
      endorsements: repeatedMessage(2, message({ endorser: bytes(1), signature: bytes(2) })),
    }),
  ),
});
/** The envelope is kept as bytes: receipts are compared by them. */
export const processedTransaction = message({ envelope: bytes(1), validationCode: integer(2) });
