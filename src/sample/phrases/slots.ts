import { dateOf, two } from '../calendar.ts';
import type { Scene, Slots } from '../template.ts';

/** Models of devices, as a fingerprint names them. */
export const DEVICES = [
  'Pixel 8',
  'Pixel 7a',
  'Galaxy S23',
  'Galaxy A54',
  'iPhone 13',
  'iPhone 14 Pro',
  'iPhone 15',
  'Redmi Note 12',
  'Mi 11 Lite',
  'Find X5',
  'Reno 10',
  'P50',
  'Mate 60',
  'Windows 11 laptop',
  'Windows 10 desktop',
  'MacBook M2',
  'iPad Air 5',
  'Xperia 10',
  'Moto G84',
  'Nord 3',
];

/** Countries in English and Mandarin, in one order. */
export const COUNTRIES = {
  en: [
    'Germany',
    'Spain',
    'Poland',
    'Brazil',
    'Mexico',
    'Argentina',
    'Nigeria',
    'Kenya',
    'Egypt',
    'Turkey',
    'India',
    'Indonesia',
    'Vietnam',
    'Thailand',
    'Philippines',
    'Malaysia',
    'Singapore',
    'Japan',
    'South Korea',
    'Australia',
    'Canada',
    'Portugal',
    'Kazakhstan',
    'Georgia',
  ],
  zh: [
    '德国',
    '西班牙',
    '波兰',
    '巴西',
    '墨西哥',
    '阿根廷',
    '尼日利亚',
    '肯尼亚',
    '埃及',
    '土耳其',
    '印度',
    '印度尼西亚',
    '越南',
    '泰国',
    '菲律宾',
    '马来西亚',
    '新加坡',
    '日本',
    '韩国',
    '澳大利亚',
    '加拿大',
    '葡萄牙',
    '哈萨克斯坦',
    '格鲁吉亚',
  ],
} as const;

const COINS = ['BTC', 'ETH', 'USDT', 'USDC', 'SOL', 'TRX', 'LTC', 'XRP'];
const HEX = '0123456789abcdef';

function hex({ random }: Scene, length: number): string {
  let text = '';
  while (text.length < length) text += HEX[random.between(0, 15)];
  return text;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Addresses of the documentation ranges only (RFC 5737, RFC 3849): they belong to nobody. */
function address(scene: Scene): string {
  const { random } = scene;
  const draw = random.next();
  if (draw < 0.1) return `2001:db8::${hex(scene, 3)}:${hex(scene, 4)}`;
  const net = draw < 0.4 ? '192.0.2' : draw < 0.7 ? '198.51.100' : '203.0.113';
  return `${net}.${random.between(1, 254)}`;
}

const NEUTRAL: Slots = {
  title: (scene) => scene.title,
  clause: (scene) => scene.clause,
  finding: (scene) => scene.finding,
  decision: (scene) => scene.decision,
  device: (scene) => scene.device,
  ip: address,
  // Shortened and marked, so that it is plainly no one's wallet.
  wallet: (scene) =>
    scene.random.chance(0.6)
      ? `0x0${hex(scene, 3)}…${hex(scene, 4)}0`
      : `bc1q0${hex(scene, 3)}…${hex(scene, 4)}0`,
  tx: (scene) => `0x0${hex(scene, 5)}…${hex(scene, 3)}0`,
  hash: (scene) => `0${hex(scene, 7)}`,
  asn: (scene) => `AS${scene.random.between(64496, 64511)}`,
  ref: (scene) => `#${scene.random.between(10_000, 99_999)}`,
  file: (scene) => `upload_${scene.random.between(1000, 9999)}.pdf`,
  version: (scene) =>
    `v${scene.random.between(3, 9)}.${scene.random.between(0, 40)}.${scene.random.between(0, 9)}`,
  n: (scene) => String(scene.random.between(2, 9)),
  m: (scene) => String(scene.random.between(10, 48)),
  min: (scene) => String(scene.random.between(2, 59)),
  hours: (scene) => String(scene.random.between(2, 71)),
  days: (scene) => String(scene.random.between(2, 89)),
  months: (scene) => String(scene.random.between(2, 23)),
  pct: (scene) => `${scene.random.between(3, 98)}%`,
  score: (scene) => `0.${two(scene.random.between(4, 98))}`,
  km: (scene) => grouped(scene.random.between(60, 9800)),
  time: (scene) => `${two(scene.random.between(0, 23))}:${two(scene.random.between(0, 59))}`,
  date: (scene) => dateOf(scene.day - scene.random.between(1, 45)),
  old: (scene) => dateOf(scene.day - scene.random.between(60, 900)),
  coin: (scene) => `${(scene.random.between(12, 48_000) / 1000).toFixed(3)} ${scene.random.pick(COINS)}`,
};

function money({ amount, random }: Scene): string {
  // Near the case's own amount, to the unit, so that two cases rarely share it.
  return grouped(Math.max(15, Math.round(amount * (0.2 + random.next() * 1.6))));
}

/** Slots of English frames. */
export const ENGLISH: Slots = {
  ...NEUTRAL,
  country: (scene) => COUNTRIES.en[scene.country] ?? '',
  abroad: (scene) => scene.random.pick(COUNTRIES.en),
  amount: (scene) => `USD ${money(scene)}`,
};

/** Slots of Mandarin frames. */
export const MANDARIN: Slots = {
  ...NEUTRAL,
  country: (scene) => COUNTRIES.zh[scene.country] ?? '',
  abroad: (scene) => scene.random.pick(COUNTRIES.zh),
  amount: (scene) => `${money(scene)} 美元`,
};
