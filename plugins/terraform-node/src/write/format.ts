import { format } from '@cdktn/hcl-tools';

/** Text in the layout of `terraform fmt`. @public */
export async function formatHcl(text: string): Promise<string> {
  return await format(text);
}
