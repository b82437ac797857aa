import { renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { decisionProposePermission, moduleProposePermission } from '@connectly/plugin-platform-common';
import { screen } from '@testing-library/react';
import { CreateLink } from './CreateLink';

describe('the way to a form', () => {
  it('is there for whoever may send it, and for nobody else', async () => {
    renderInTestApp(
      <>
        <CreateLink href="/create/adr" permission={decisionProposePermission}>Propose an ADR</CreateLink>
        <CreateLink href="/create/module" permission={moduleProposePermission}>New module</CreateLink>
        <CreateLink href={undefined} permission={moduleProposePermission}>No form</CreateLink>
      </>,
      {
        apis: [
          [
            permissionApiRef,
            {
              authorize: async ({ permission }) => ({
                result: permission.name === moduleProposePermission.name ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
              }),
            },
          ],
        ],
      },
    );
    expect(await screen.findByRole('link', { name: 'New module' })).toHaveAttribute('href', '/create/module');
    expect(screen.queryByText('Propose an ADR')).not.toBeInTheDocument();
    expect(screen.queryByText('No form')).not.toBeInTheDocument();
  });
});
