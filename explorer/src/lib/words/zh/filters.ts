import type { Words } from '../words.ts';

export const filters: Words['filters'] = {
  claims: '筛选理赔',
  people: '查找人员',
  all: '全部',
  any: '不限',
  from: '起始月份',
  to: '截止月份',
  clear: '清除',
  find: '查找',
  nameHint: '姓名开头',
  none: '没有匹配结果',
  noneText: '您可查看的内容中没有符合条件的。请放宽或清除筛选条件。',
};
