export { type Devpeer, type DevpeerLog, type DevpeerOptions, startDevpeer } from './devpeer.ts';
