import { expect, test } from 'vitest';
import { isShowable } from '../../src/coverage/showable.ts';

test.each(['', 'x'.repeat(65), 'a\u001b[31m', 'a\u202eb', 'a\u2028b', 'a\nb'])('%j is not shown', (name) => {
  expect(isShowable(name)).toBe(false);
});

test.each([
  'john.doe@mail.example',
  'zhang wei',
  '王小明',
  '+8613800138000',
  '138-0013-80001-1234567',
  '138-0013-8000',
  '+1-415-555-0134',
  '4111 1111 1111 1111',
  '6222-0210-0112-3456',
  'DE89 3704 0044 0532 0130 00',
  '123-45-6789',
  '10.20.30.40',
  '1990-05-14',
  '20261002-20261003-4111111',
  'KYC-987654321',
  'E12345678',
  '110101199003070011',
  'GB29NWBK60161331926819',
  '0x52908400098527886E0F7030069857D2E4169EE7',
  'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
])('%j may name somebody, and is not shown', (name) => {
  expect(isShowable(name)).toBe(false);
});

test.each([
  'ATO-001',
  'ATO-0123@2',
  'POLICY 7',
  'SEC-404@v2.1',
  '2026.10.2',
  'roca-20261002-rc1',
  '2026-10-02.1',
  '12.345.6',
  'device_fingerprint_mismatch',
  'velocity>5',
  'kyc:doc.expired',
])('%j is shown', (name) => {
  expect(isShowable(name)).toBe(true);
});
