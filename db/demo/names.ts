import type { Random } from './random.ts';

export interface PersonName {
  readonly family: string;
  readonly given: string;
  /** The name as its bearer writes it. */
  readonly text: string;
}

interface Culture {
  /** Of a hundred people. */
  readonly weight: number;
  readonly families: string;
  readonly female: string;
  readonly male: string;
  /** Family name first, without a space. */
  readonly joined?: boolean;
}

/** Common names of a few cultures; who bears which is chance. */
const CULTURES: readonly Culture[] = [
  {
    weight: 40,
    families:
      'Abbott Barlow Carver Dalton Ellis Fairbanks Garner Holloway Ingram Jarvis Keller Lawson Mercer Nolan Prescott Quigley Rowe Sutton Thayer Whitlock',
    female:
      'Alice Beth Clara Diane Edith Fiona Grace Hazel Irene Joan Kate Laura Martha Nora Paige Ruth Sarah Tess',
    male: 'Adam Brian Colin David Ethan Frank Gavin Henry Ian James Keith Liam Mark Noah Owen Paul Ryan Simon',
  },
  {
    weight: 18,
    families:
      'Aguilar Benítez Castillo Delgado Espinoza Fuentes Guzmán Herrera Ibáñez Márquez Navarro Ortega Peña Quintero Ríos Salazar',
    female: 'Ana Beatriz Carmen Daniela Elena Gabriela Inés Lucía María Paloma Rosa Sofía',
    male: 'Andrés Carlos Diego Emilio Felipe Hugo Iván Javier Luis Miguel Óscar Pablo',
  },
  {
    weight: 10,
    families: '王 李 张 刘 陈 杨 黄 赵 周 吴',
    female: '秀英 丽华 静 婷婷 雪梅 玉兰',
    male: '伟 建国 志强 明 俊杰 海涛',
    joined: true,
  },
  {
    weight: 6,
    families: '佐藤 鈴木 高橋 田中 渡辺 小林',
    female: '陽子 美咲 結衣 恵子',
    male: '健太 翔 大輔 隆',
    joined: true,
  },
  { weight: 5, families: '김 이 박 최 정', female: '서연 지민 은지', male: '민준 도윤 현우', joined: true },
  {
    weight: 9,
    families: 'Banerjee Chopra Desai Gupta Iyer Kapoor Menon Nair Patel Rao Sharma Verma',
    female: 'Aditi Divya Isha Kavya Meera Nisha Priya Radha',
    male: 'Arjun Dev Kiran Manish Nikhil Rahul Sanjay Vikram',
  },
  {
    weight: 6,
    families: 'Adeyemi Balogun Chukwu Eze Mensah Nwosu Okafor Sow',
    female: 'Abena Adaeze Chioma Folake Ngozi Yewande',
    male: 'Chinedu Emeka Kofi Kwame Obinna Tunde',
  },
  {
    weight: 6,
    families: 'Dąbrowski Kovač Łukasik Novák Petrović Szabó Wójcik Žižka',
    female: 'Agnieszka Hana Jana Katarzyna Mila Zuzana',
    male: 'Jakub Luka Marek Ondřej Stanisław Tomáš',
  },
];

export type Gender = 'female' | 'male';

export function randomName(random: Random, gender: Gender): PersonName {
  const culture = random.weighted(CULTURES);
  const family = random.pick(culture.families.split(' '));
  const given = random.pick(culture[gender].split(' '));
  return { family, given, text: culture.joined === true ? `${family}${given}` : `${given} ${family}` };
}
