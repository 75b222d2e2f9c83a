import { type Layout, ORDERER_DOMAIN } from '../layout.ts';

const NODE = { SANS: ['127.0.0.1', 'localhost'] };

/** Whose keys `cryptogen` makes. */
export const cryptoConfiguration = ({ peers, orderers }: Layout): object => ({
  OrdererOrgs: [
    {
      ...{ Name: 'Orderer', Domain: ORDERER_DOMAIN, EnableNodeOUs: true },
      Specs: orderers.map(({ name }) => ({ Hostname: name.split('.')[0], ...NODE })),
    },
  ],
  PeerOrgs: peers.map(({ msp, domain }) => ({
    ...{ Name: msp, Domain: domain, EnableNodeOUs: true },
    ...{ Template: { Count: 1, ...NODE }, Users: { Count: 0 } },
  })),
});
