export { randomOf, type Random } from '../../../src/core/demo/random'
