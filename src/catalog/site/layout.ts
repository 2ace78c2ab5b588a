import { Markup, html } from './markup';
import { rootFrom } from './urls';

/** A file of the site. */
export interface SiteFile {
  readonly path: string;
  readonly content: string;
}

/** What is the same on every page. */
export interface SiteFrame {
  readonly title: string;
  /** How many files the graph and the search are in. */
  readonly graphShards: number;
  readonly searchShards: number;
}

/** What leads to a page from the top: titles, and paths below the site. */
export type Trail = readonly (readonly [title: string, path: string])[];

/** A whole page. */
export function page(frame: SiteFrame, path: string, title: string, trail: Trail, content: Markup): SiteFile {
  const root = rootFrom(path);
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === frame.title ? title : `${title} · ${frame.title}`}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}assets/site.css">
<script src="${root}assets/site.js" defer></script>
</head>
<body data-root="${root}" data-graph-shards="${frame.graphShards}" data-search-shards="${frame.searchShards}">
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="${root}index.html">${frame.title}</a>
<div class="search">
<label class="hidden" for="search">Search the catalog</label>
<input id="search" type="search" placeholder="Search: name, team, tag" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list">
<ul id="results" role="listbox" aria-label="Search results" hidden></ul>
<p id="search-status" class="hidden" role="status"></p>
</div>
</header>
<main id="main" tabindex="-1">
${trail.length > 0 && html`<nav class="trail" aria-label="Breadcrumb"><ol>${trail.map(([text, to]) => html`<li><a href="${root}${to}">${text}</a></li>`)}</ol></nav>`}
${content}
</main>
</body>
</html>
`;
  return { path, content: document.text };
}
