/**
 * Gossip is told to look around often, so that a fresh network knows its peers in seconds. Each peer gets blocks from the
 * orderer itself: there is one an organization.
 */
export const GOSSIP = {
  ...{ useLeaderElection: false, orgLeader: true, state: { enabled: false } },
  ...{ pullInterval: '500ms', digestWaitTime: '100ms', requestWaitTime: '150ms', responseWaitTime: '200ms' },
  ...{ requestStateInfoInterval: '1s', publishStateInfoInterval: '1s', membershipTrackerInterval: '1s' },
  ...{ aliveTimeInterval: '300ms', aliveExpirationTimeout: '2s', reconnectInterval: '500ms' },
  pvtData: {
    ...{ pullRetryThreshold: '5s', transientstoreMaxBlockRetention: 1000, pushAckTimeout: '3s' },
    ...{
      btlPullMargin: 10,
      reconciliationEnabled: true,
      reconcileBatchSize: 10,
      reconcileSleepInterval: '10s',
    },
    implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 0 },
  },
};
