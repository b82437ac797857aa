import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Each test starts a whole app, and a machine may run several at once.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

// jsdom has none
Element.prototype.scrollIntoView ??= () => {};
