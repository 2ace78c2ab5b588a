export { Image } from '../core/image';
