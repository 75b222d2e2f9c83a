import type { Words } from '../words.ts';

export const enter: Words['enter'] = {
  title: '登录',
  question: '您想以谁的视角查看？',
  lead: '您能打开什么，取决于您是谁以及为何查询。请选择一位演示人物，换一个视角看同一份记录。',
  points: [
    '顶部始终显示您是谁、代表谁、出于何种用途。',
    '您无权查看的内容以锁标示，并说明如何才能打开。',
    '每次打开患者记录都会留下访问事件。',
  ],
  demo: '这是演示环境',
  demoText:
    '所有人物均为合成数据。在正式环境中，您使用所在机构的 OpenID Connect 服务登录，本页只显示一个按钮。',
  choose: '演示人物',
  publicName: '不登录，直接继续',
  publicAt: '任何人',
  patientName: '一位患者',
  patientAt: '本人记录',
  staff: (role, organization) => `${organization}，${role}`,
  none: '这里没有演示人物',
  noneText: '此部署启动时未启用演示，也未配置登录服务。',
  own: '使用您所在机构登录',
  ownLead: '将打开您所在机构的登录页面，完成后回到原处。',
  ownButton: '继续',
  ownText: (host) => `您将前往 ${host}，登录后返回此处。`,
  signedIn: '您已登录',
  signedInText: '退出登录会结束此处的会话；若您的机构支持，也会一并结束那里的会话。',
  going: '正在登录',
  failed: '登录未成功',
  failedText: '未以您的名义打开任何内容。请重试；若仍不成功，请将下方代码告知本系统的运维人员。',
  retry: '返回登录',
};
