import type { Words } from '../words.ts';

export const settings: Words['settings'] = {
  title: '设置',
  lead: '保存在此浏览器中；案件编号仅保存在此标签页。',
  appearance: '外观',
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  session: '会话',
  signedInAs: '登录身份',
  case: '案件',
  caseText: '您正在处理的未结案件编号。未提供时不显示案件所涉人员。',
  caseWrong: '这不是编号：应为五组共 32 位十六进制数字。',
  use: '使用此案件',
  used: '案件已设置',
};
