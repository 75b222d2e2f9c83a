import type { Words } from '../words.ts';

export const emergency: Words['emergency'] = {
  title: '紧急越权访问',
  lead: '在紧急情况下，您可打开且仅可打开一个人的记录，不受日常权限限制。',
  declare: '申报紧急情况',
  onRecord: '此操作会被记录',
  onRecordText:
    '系统会通知本人，由他人审核，并写入账本；您在此期间读取的内容均会被标记。有效期四小时，审核之前不得续期。',
  who: '打开谁的记录',
  ways: { identifier: '按标识号', name: '按姓名与出生日期' },
  identifier: '标识号',
  system: '标识号所属系统（可选）',
  family: '姓',
  given: '名',
  birthDate: '出生日期',
  exact: '须与登记内容完全一致：不支持部分匹配，且会计入尝试次数。',
  reason: '原因',
  explanation: '为何属于紧急情况',
  open: '打开记录',
  opened: '记录已打开，有效期四小时',
  openNow: '当前已打开',
  none: '没有已打开的记录',
  noneText: '您在紧急情况下打开的记录会在此显示四小时。',
  since: (time) => `自 ${time}`,
  left: '剩余时间：',
  end: '结束访问',
  ended: '紧急越权访问已结束',
};
