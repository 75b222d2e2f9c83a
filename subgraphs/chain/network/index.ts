export { type Network, startNetwork } from './network.ts';
export { NetworkError } from './network-error.ts';
export { type Consensus, type NetworkPlan, productPlan } from './plan.ts';
export { findPrograms } from './programs.ts';
