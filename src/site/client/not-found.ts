import { spelledAddress } from '../rule-address.ts';

const { pathname, search, hash } = location;
const spelled = spelledAddress(pathname);
if (spelled !== pathname) location.replace(`${spelled}${search}${hash}`);
