import { spelledAddress } from '../rule-address.ts';

// As a part of a URL, a path that begins with two slashes names no other host.
const address = new URL(location.href);
address.pathname = spelledAddress(address.pathname);
if (address.pathname !== location.pathname) location.replace(address);

// Whoever followed an address of the Mandarin pages reads that part first.
if (location.pathname.split('/').includes('zh-cn')) {
  const mandarin = document.querySelector('main section[lang="zh-CN"]');
  mandarin?.parentElement?.prepend(mandarin);
}
