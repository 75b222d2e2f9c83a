import type { NetworkFault, NetworkFinding } from '@caretrail/chain/ledger';

/** What is wrong and what to do, for a person; `name` is the peer's or member's in the profile. */
interface Words {
  readonly wrong: string;
  readonly cure: string;
}

const certificate = (name: string) => `the certificate of ${name}`;

/** By fault; what an administrator has to correct is named, with what the network said of it. */
const WORDS: Readonly<Record<NetworkFault, (finding: NetworkFinding) => Words>> = {
  ADDRESS: ({ name, detail }) => ({
    wrong: `${name} does not answer at its address${detail === '' ? '' : ` (${detail})`}`,
    cure: 'Start it, or correct its `endpoint` in the profile.',
  }),
  TLS_AUTHORITY: ({ name }) => ({
    wrong: `the TLS certificate of ${name} is of another authority than the profile's`,
    cure: 'Put the certificate of its TLS authority into `tls.authority` of the peer in the profile.',
  }),
  TLS_NAME: ({ name }) => ({
    wrong: `the TLS certificate of ${name} is for another name`,
    cure: 'Correct `tls.serverName` of the peer in the profile.',
  }),
  TLS_EXPIRED: ({ name }) => ({
    wrong: `the TLS certificate of ${name} is not valid now`,
    cure: 'Have its organization renew it; see that the clocks are right.',
  }),
  TLS: ({ name, detail }) => ({
    wrong: `no TLS connection to ${name} (${detail})`,
    cure: 'See whether the peer listens with TLS, as the profile says, and what its log tells.',
  }),
  KEY: ({ name }) => ({
    wrong: `the key of ${name} does not belong to its certificate`,
    cure: 'Put both from one enrolment into the folder of the members’ keys.',
  }),
  AUTHORITY: ({ name, detail }) => ({
    wrong: `${certificate(name)} was issued by no authority of ${detail} in the profile`,
    cure: 'Enrol the member with its organization’s authority, or correct `authorities` of the MSP in the profile.',
  }),
  EXPIRED: ({ name, detail }) => ({
    wrong: `${certificate(name)} is not valid now (until ${detail})`,
    cure: 'Enrol the member again.',
  }),
  ATTRIBUTE: ({ name, detail }) => ({
    wrong: `${certificate(name)} speaks for ${detail} (attribute caretrail.org)`,
    cure: 'Enrol the member with the attribute that the profile names.',
  }),
  ACCESS: ({ name }) => ({
    wrong: `the policies of the channel do not let ${name} in`,
    cure: 'Its certificate must be a client’s of an MSP on the channel, and not revoked: ask the channel’s administrators.',
  }),
  CHANNEL: ({ name }) => ({
    wrong: `the peer of ${name} is not in the channel`,
    cure: 'Correct `channel` in the profile, or have the peer join it.',
  }),
  LEDGER: () => ({
    wrong: 'the channel is another one than the profile’s: its first block differs',
    cure: 'Get the profile of this network, or correct the addresses of the peers.',
  }),
  CHAINCODE: ({ name }) => ({
    wrong: `the peer of ${name} knows no such chaincode on the channel`,
    cure: 'Correct `chaincode` in the profile, or have its definition committed.',
  }),
  ENDORSEMENT: ({ name }) => ({
    wrong: `seen from the peer of ${name}, too few peers can endorse for the chaincode’s policy`,
    cure: 'Start the peers and chaincodes that are down; after a start they find each other within seconds.',
  }),
  POLICY: ({ detail }) => ({
    wrong: `the chaincode’s endorsement policy is met by ${detail} alone`,
    cure: 'Correct `endorsement` in the profile, or have the chaincode’s definition changed.',
  }),
  UNREGISTERED: ({ name }) => ({
    wrong: `${name} is not registered on the ledger`,
    cure: 'Have an administrator of its organization call `registry:registerOrganization`.',
  }),
  UNANSWERED: ({ name, detail }) => ({
    wrong: `the network does not serve ${name}: ${detail}`,
    cure: 'See the log of its peer.',
  }),
};

/** Null where the finding is that all is well. */
export const wordsOf = (finding: NetworkFinding): Words | null =>
  finding.fault === null ? null : WORDS[finding.fault](finding);
