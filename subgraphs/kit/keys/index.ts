export { KeysUnavailable, type RemoteKeysOptions, remoteKeys } from './remote-keys.ts';
