import { X509Certificate } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const day = 86_400_000;

/** The forge's key and certificate, and the file that clients are told to trust. */
export interface Certificate {
  key: string;
  certificate: string;
  file: string;
}

/**
 * Reads the certificate of a data directory, or makes one for localhost.
 *
 * It signs itself and may sign: that is what Go, GnuTLS and OpenSSL all accept
 * as the only entry of a list of trusted certificates.
 */
export async function ensureCertificate(
  dataDirectory: string,
): Promise<Certificate> {
  const file = join(dataDirectory, 'certificate.pem');
  const keyFile = join(dataDirectory, 'certificate-key.pem');
  try {
    const [certificate, key] = await Promise.all([
      readFile(file, 'utf8'),
      readFile(keyFile, 'utf8'),
    ]);
    const parsed = new X509Certificate(certificate);
    const expires = Date.parse(parsed.validTo);
    if (expires > Date.now() + 30 * day && parsed.checkHost('localhost')) {
      return { key, certificate, file };
    }
  } catch {
    // Missing or cut short by a crash: made again below.
  }
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 800 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'keyUsage',
        digitalSignature: true,
        keyCertSign: true,
        critical: true,
      },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  await writeAtomically(keyFile, made.private, 0o600);
  await writeAtomically(file, made.cert, 0o644);
  return { key: made.private, certificate: made.cert, file };
}

async function writeAtomically(
  file: string,
  content: string,
  mode: number,
): Promise<void> {
  await writeFile(`${file}.new`, content, { mode });
  await rename(`${file}.new`, file);
}
