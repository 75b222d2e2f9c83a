export * from './common.ts';
export { retentionSetting, treatingDaysSetting } from './retention.ts';
export { type Environment, parseSettings, SettingError, type SettingsShape, usable } from './settings.ts';
