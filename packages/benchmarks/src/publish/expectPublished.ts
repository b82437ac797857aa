/** Both sides must have done the whole job, else a figure would compare different work. */
import { PublishingWorld, ServiceToPublish } from './publishingWorld';

/** @throws Error that names the part that is missing */
export async function expectPublished(world: PublishingWorld, { answers, rendered }: ServiceToPublish): Promise<void> {
  const { organisation, centralRepository, defaultBranch } = world.settings;
  const read = async (path: string): Promise<unknown> => {
    const response = await fetch(`${world.access.apiUrl}/repos/${organisation}/${path}`, {
      headers: { authorization: `Bearer ${world.token}` },
    });
    if (!response.ok) throw new Error(`${answers.name} is not whole: ${path} answers ${response.status}`);
    return await response.json();
  };
  const expectOne = (what: string, found: boolean) => {
    if (!found) throw new Error(`${answers.name} is not whole: ${what} is missing`);
  };
  for (const [ref, files] of [
    [defaultBranch, rendered.foundation],
    ['provision', [...rendered.foundation, ...rendered.provision]],
  ] as const) {
    const { tree } = (await read(`${answers.name}/git/trees/${ref}?recursive=1`)) as { tree: { path: string }[] };
    const paths = new Set(tree.map(item => item.path));
    for (const file of files) expectOne(`${file.path} on ${ref}`, paths.has(file.path));
  }
  const isOpen = async (repository: string, branch: string) => {
    const pulls = (await read(`${repository}/pulls?state=open&head=${organisation}:${branch}`)) as { head: { ref: string } }[];
    return pulls.length === 1 && pulls[0].head.ref === branch;
  };
  expectOne('the provision pull request', await isOpen(answers.name, 'provision'));
  expectOne('the registration pull request', await isOpen(centralRepository, `register/${answers.name}`));
  const teams = (await read(`${answers.name}/teams`)) as { slug: string }[];
  expectOne('the access of the owner', teams.some(team => team.slug === answers.owner));
  await read(`${answers.name}/branches/${defaultBranch}/protection`);
}
