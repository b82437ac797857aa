export * from './guardRequests';
export * from './jsonBody';
export * from './pagingParameters';
