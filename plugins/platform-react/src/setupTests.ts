import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Each test starts a whole app, and a machine may run several at once.
configure({ asyncUtilTimeout: 30_000 });
jest.setTimeout(120_000);
