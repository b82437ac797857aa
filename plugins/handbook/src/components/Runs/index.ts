export { OpenRuns } from './OpenRuns';
export { RunPage } from './RunPage';
export { RunsOfRunbook } from './RunsOfRunbook';
