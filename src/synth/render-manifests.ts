import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { dependencyOrder } from './dependency-order';
import { ManifestObject } from './manifest-object';
import { Dependencies, resolveDependencies } from './resolve-dependencies';
import { joinDocuments, sortedYaml, toYaml } from './yaml';
import { RenderedFile, RenderedPart, RenderedResource } from '../core/rendered';
import { Environment } from '../environment/environment';

/** Id of the chart of a component that is no chart itself. */
export const MANIFESTS_ID = 'manifests';

/** A rendered object, with the kind and the name that it has in the program: JSON patches may have changed them in the document. */
export interface RenderedObject extends RenderedResource {
  readonly kind: string;
  readonly name: string;
  /** The document as it is written. */
  toYaml(): string;
}

/** A chart whose objects have been rendered. */
interface RenderedChart {
  readonly chart: Chart;
  readonly resources: RenderedObject[];
}

/** The charts that are written into one folder: an environment's, or those in no environment. */
interface Folder {
  readonly environment?: Environment;
  readonly charts: RenderedChart[];
  /** Whether the order of the files matters, because a chart depends on another one. */
  readonly ordered: boolean;
}

/**
 * Renders every chart of the tree, each once.
 *
 * What is in no environment comes out as cdk8s itself writes it, byte for byte. Each environment is a folder of its own, to which the
 * app's `yamlOutputType` applies as it does to a whole cdk8s app.
 *
 * @param constructs - the whole tree of the app
 */
export function renderManifests(app: App, constructs: readonly IConstruct[]): RenderedPart {
  const { dependencies, dependent } = resolveDependencies(constructs);
  // an object that waits for another chart pulls that chart forward, so the order of charts comes from the whole tree
  const charts = dependencyOrder(constructs, dependencies).filter((construct): construct is Chart => Chart.isChart(construct));

  const folders = new Map<Environment | undefined, Folder>();
  for (const chart of charts) {
    const environment = Environment.tryOf(chart);
    const folder = folders.get(environment) ?? {
      environment, charts: [], ordered: [...dependent].some(other => Environment.tryOf(other) === environment),
    };
    folder.charts.push({ chart, resources: renderChart(chart, environment !== undefined, dependencies) });
    folders.set(environment, folder);
  }
  return {
    resources: [...folders.values()].flatMap(folder => folder.charts).flatMap(({ resources }) => resources),
    files: [...folders.values()].flatMap(folder => filesOf(folder, app)),
  };
}

function renderChart(chart: Chart, sorted: boolean, dependencies: Dependencies): RenderedObject[] {
  // a path is put together each time it is asked for, so each is asked for once
  const paths = new Map(chart.node.findAll().map(construct => [construct, construct.node.path]));
  const constructs = [...paths.keys()];
  // in an environment the order of a program's lines does not show in the output
  return dependencyOrder(sorted ? sortedByPath(constructs, construct => paths.get(construct)!) : constructs, dependencies)
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart)
    .map(object => render(object, paths.get(object)!));
}

function render(object: ApiObject, path: string): RenderedObject {
  if (ManifestObject.isManifestObject(object) && object.isPlain) {
    return new PlainResource(object, path);
  }
  const body = object.toJson() as Record<string, unknown>;
  return { plane: 'kubernetes', path, kind: object.kind, name: object.name, body, toYaml: () => toYaml([body]) };
}

/** Plain data, asked for once: what is checked is what is written, whatever the program would answer a second time. */
class PlainResource implements RenderedObject {
  public readonly plane = 'kubernetes';
  public hasNulls?: boolean;
  private document?: Record<string, unknown>;

  constructor(private readonly object: ManifestObject, public readonly path: string) {}

  public get kind(): string {
    return this.object.kind;
  }

  public get name(): string {
    return this.object.name;
  }

  public get body(): Record<string, unknown> {
    return this.document ??= this.object.plainDocument();
  }

  public toYaml(): string {
    const { text, hasNulls } = sortedYaml(this.body);
    this.hasNulls = hasNulls;
    return text;
  }
}

function filesOf(folder: Folder, app: App): RenderedFile[] {
  const name = (chart: Chart, index: number) => `${folder.ordered ? `${String(index).padStart(4, '0')}-` : ''}${chartName(chart, folder.environment)}`;
  const file = (stem: string, resources: RenderedObject[]): RenderedFile => ({
    folder: 'manifests',
    path: `${folder.environment ? `${folder.environment.environmentName}/` : ''}${stem}${app.outputFileExtension}`,
    // an environment's files begin a document, so that one after the other, as `cdk8s synth --stdout` prints them, they are still YAML
    objects: resources,
    content: `${folder.environment ? '---\n' : ''}${joinDocuments(resources.map(resource => resource.toYaml()))}`,
  });
  const charts = folder.environment && !folder.ordered ? sortedByPath(folder.charts, ({ chart }) => chart.node.path) : folder.charts;
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      return [file('app', charts.flatMap(({ resources }) => resources))];
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap(({ resources }) => resources).map(resource => file(resourceName(inDocument(resource)), [resource]));
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return charts.flatMap(({ chart, resources }, i) => resources.map(resource => file(`${name(chart, i)}/${resourceName(resource)}`, [resource])));
    default:
      return charts.map(({ chart, resources }, i) => file(name(chart, i), resources));
  }
}

/**
 * In an environment a component's file is named after it, whether the component is a chart or has one for its manifests; everything else
 * as cdk8s names it.
 */
function chartName(chart: Chart, environment: Environment | undefined): string {
  const component = chart.node.id === MANIFESTS_ID ? chart.node.scope : chart;
  return environment && component?.node.scope === environment ? fileStem(chart) ?? component.node.id : Names.toDnsLabel(chart);
}

/** What others need before they can be applied has a name that sorts first. */
function fileStem({ _fileStem }: Chart & { readonly _fileStem?: string }): string | undefined {
  return _fileStem;
}

/** With one layout cdk8s names files after the document, with the other one after the object. */
function inDocument({ body }: RenderedObject): Pick<RenderedObject, 'kind' | 'name'> {
  const { kind, metadata } = body as { kind: string; metadata: { name: string } };
  return { kind, name: metadata.name };
}

function resourceName({ kind, name }: Pick<RenderedObject, 'kind' | 'name'>): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function sortedByPath<T>(items: readonly T[], pathOf: (item: T) => string): T[] {
  return items
    .map(item => ({ item, path: pathOf(item) }))
    .sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
    .map(({ item }) => item);
}
