export type { Deployment, OpenDeployment } from './deployment/deployment.ts';
export { openDeployment } from './deployment/open.ts';
export { readSettings, type Settings } from './settings.ts';
export { type Progress, showProgress } from './system/progress.ts';
export { type System, startSystem } from './system/start-system.ts';
