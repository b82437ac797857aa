import { Refused, Unknowable } from './outcome';

/** `255.255.0.0` of `10.0.0.0/16`. */
export function cidrNetmask(text: string): string {
  const [, address, bits] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text) ?? [];
  if (address === undefined || Number(bits) > 32) throw new Refused(`"${text}" is no block of IPv4 addresses.`);
  const parts = address.split('.');
  if (parts.some(part => Number(part) > 255)) throw new Refused(`"${address}" is no address.`);
  // programs differ in how they read 010
  if ([...parts, bits].some(part => part.length > 1 && part.startsWith('0'))) throw new Unknowable('A number with a zero before it.');
  return [0, 8, 16, 24].map(start => 256 - 2 ** (8 - Math.min(8, Math.max(0, Number(bits) - start)))).join('.');
}
