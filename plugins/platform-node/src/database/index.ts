export { migratedClient } from './migratedClient';
export { type ProjectionRow, ProjectionRegister } from './ProjectionRegister';
export { chunksOf, containing, insertRows, storable } from './rows';
