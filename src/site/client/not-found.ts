import { spelledAddress } from '../rule-address.ts';

// As a part of a URL, a path that begins with two slashes names no other host.
const address = new URL(location.href);
address.pathname = spelledAddress(address.pathname);
if (address.pathname !== location.pathname) location.replace(address);
