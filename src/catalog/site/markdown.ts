import MarkdownIt from 'markdown-it'; // eslint-disable-line import/no-extraneous-dependencies

/** A heading of a page. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

// HTML in a document is shown as text, and links with a scheme that runs code are none: what a team writes cannot become part of the page
const markdown = new MarkdownIt({ html: false, linkify: true });

/**
 * Markdown as HTML, and its headings. Headings get ids as MkDocs makes them, tables can be scrolled, links to other documents lead to
 * their pages.
 */
export function renderMarkdown(text: string): { readonly html: string; readonly headings: readonly Heading[] } {
  const headings: Heading[] = [];
  const tokens = markdown.parse(text.replace(/^---\n[\s\S]*?\n---\n/, ''), {});
  const taken = new Map<string, number>();
  tokens.forEach((token, i) => {
    if (token.type === 'heading_open') {
      const content = tokens[i + 1].content;
      const stem = content.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/[\s-]+/g, '-') || 'section';
      const count = taken.get(stem) ?? 0;
      taken.set(stem, count + 1);
      const id = count === 0 ? stem : `${stem}_${count}`;
      token.attrSet('id', id);
      headings.push({ level: Number(token.tag.slice(1)), id, text: content });
    }
    if (token.type === 'fence' || token.type === 'code_block') {
      token.attrSet('tabindex', '0');
    }
    token.children?.filter(({ type }) => type === 'link_open').forEach((link) => {
      const href = link.attrGet('href') ?? '';
      if (!/^[a-z][a-z0-9+.-]*:|^\/|^#/i.test(href)) {
        link.attrSet('href', href.replace(/\.md(?=$|[?#])/, '.html'));
      }
    });
  });
  const rendered = markdown.renderer.render(tokens, markdown.options, {});
  return { html: rendered.replace(/<table>/g, '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>').replace(/<\/table>/g, '</table></div>'), headings };
}
