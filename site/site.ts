import { lazyGraphs } from './lazy-graphs';
import { searchBox } from './search-box';

searchBox();
lazyGraphs();
