export type { Deployment, OpenDeployment } from './deployment/deployment.ts';
export { openDeployment } from './deployment/open.ts';
export { createSignIn } from './hub/sign-in.ts';
export { readSettings, type Settings } from './settings.ts';
export { buildExplorer, EXPLORER_BUILD } from './system/explorer-build.ts';
export { claimPort } from './system/ports.ts';
export { type Progress, showProgress } from './system/progress.ts';
export { type System, startSystem } from './system/start-system.ts';
