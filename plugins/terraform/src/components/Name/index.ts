export { FileLink } from './FileLink';
export { Name } from './Name';
