export * from './common.ts';
export { type Environment, parseSettings, SettingError, type SettingsShape } from './settings.ts';
