import type { Words } from '../words.ts';

export const palette: Words['palette'] = {
  matches: '匹配结果',
  goTo: '前往',
  actions: '操作',
  people: '切换身份',
  results: '结果',
  searching: '正在查找',
  nothing: '未找到。请粘贴完整编号，或输入页面名称。',
  switchTo: (who) => `以${who}身份登录`,
  language: { en: '切换为英文', zh: '切换为中文' },
};
