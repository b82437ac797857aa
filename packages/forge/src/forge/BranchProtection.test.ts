import { TestForge, tokens } from '../__testUtils__/TestForge';

describe('a rule that asks for the approval of the last push', () => {
  let forge: TestForge;
  const pulls = '/repos/acme/svc/pulls';
  beforeAll(async () => {
    forge = await TestForge.start();
    await forge.repository('svc');
    for (const login of ['mina', 'jun']) {
      await forge.rest('PUT', `/repos/acme/svc/collaborators/${login}`, {
        body: { permission: 'push' },
      });
    }
    await forge.rest(
      'PUT',
      '/repos/acme/svc/branches/main/protection',
      {
        body: {
          required_status_checks: null,
          enforce_admins: true,
          required_pull_request_reviews: {
            required_approving_review_count: 1,
            require_last_push_approval: true,
          },
          restrictions: null,
        },
      },
    );
  });
  afterAll(() => forge.stop());

  const approve = (number: number, token: string) =>
    forge.rest('POST', `${pulls}/${number}/reviews`, {
      token,
      body: { event: 'APPROVE' },
    });
  const decision = async (number: number) =>
    (
      await forge.graphql(
        'query($number: Int!) { repository(owner: "acme", name: "svc") { pullRequest(number: $number) { reviewDecision } } }',
        { number },
      )
    ).body.data.repository.pullRequest.reviewDecision;
  const merge = (number: number) =>
    forge.rest('PUT', `${pulls}/${number}/merge`, { body: {} });
  const push = (branch: string, token: string) =>
    forge.rest('PUT', `/repos/acme/svc/contents/${branch}-more.txt`, {
      token,
      body: {
        message: 'More',
        content: Buffer.from('more').toString('base64'),
        branch,
      },
    });

  it('is told as GitHub tells it', async () => {
    const { body } = await forge.rest(
      'GET',
      '/repos/acme/svc/branches/main/protection',
    );
    expect(body.required_pull_request_reviews).toMatchObject({
      require_last_push_approval: true,
    });
  });

  it('counts no approval of whoever pushed last to somebody else’s pull request', async () => {
    const number = await forge.pullRequest('svc', 'made');
    expect((await push('made', tokens.mina)).status).toBe(201);
    expect((await approve(number, tokens.mina)).status).toBe(200);
    expect(await decision(number)).toBe('REVIEW_REQUIRED');
    const refused = await merge(number);
    expect(refused.status).toBe(405);
    expect(refused.body.message).toContain(
      'approval from someone other than the last pusher',
    );
    await approve(number, tokens.jun);
    expect(await decision(number)).toBe('APPROVED');
    expect((await merge(number)).status).toBe(200);
  });

  it('counts no approval of what was there before the push', async () => {
    const number = await forge.pullRequest('svc', 'early');
    await approve(number, tokens.jun);
    expect(await decision(number)).toBe('APPROVED');
    expect((await push('early', tokens.mina)).status).toBe(201);
    expect(await decision(number)).toBe('REVIEW_REQUIRED');
    expect((await merge(number)).status).toBe(405);
  });
});
