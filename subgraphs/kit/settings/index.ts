export * from './common.ts';
export { type Environment, parseSettings, SettingError, type SettingsShape, usable } from './settings.ts';
