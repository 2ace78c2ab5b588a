import { Construct, IConstruct } from 'constructs';
import { EntityObject } from '../catalog/model';
import { ApiDescription, ComponentDescription, UseDescription } from '../catalog/program';
import { ApiDefinition, CatalogApi, CatalogDependency, CatalogFacts, CatalogKind } from '../core/catalog-facts';
import { IPlatformComponent } from '../core/component';
import { callerOf } from '../core/origin';
import { RenderedOutput } from '../core/rendered';
import { Environment } from '../environment/environment';

/** What a component has been rendered to. */
interface Parts {
  readonly files: Set<string>;
  readonly objects: EntityObject[];
  readonly addresses: string[];
}

/** Every component of a tree as plain data, with what it was rendered to; also what components are bound to and that says nothing of itself. */
export function describeComponents(constructs: readonly IConstruct[], output: RenderedOutput): ComponentDescription[] {
  const components = constructs.filter(isComponent);
  const known = new Set<IConstruct>(components);
  const silent = new Map(components.flatMap(component => (component.catalogFacts?.dependsOn ?? [])
    .flatMap(({ target }) => target && !known.has(target) && Environment.tryOf(target) ? [[target, component.owner] as const] : [])));
  const named = [
    ...components.map(component => ({ construct: component as IConstruct, component })),
    ...[...silent].map(([construct, owner]) => ({ construct, component: { componentName: construct.node.id, componentType: 'resource', owner } })),
  ];
  const parts = partsOf(named.map(({ construct, component }) => ({ construct, name: component.componentName })), output);
  return named.map(({ construct, component }) => describe(construct, component, parts.get(construct)));
}

/** What is said of a component by itself, or for it where it says nothing. */
type Named = Pick<IPlatformComponent, 'componentName' | 'componentType' | 'owner' | 'catalogFacts'>;

function describe(
  construct: IConstruct, { componentName, componentType, owner, catalogFacts }: Named, parts: Parts | undefined,
): ComponentDescription {
  const environment = Environment.of(construct);
  const facts: CatalogFacts = catalogFacts ?? {};
  const { entry = {}, origin } = environment._context.declarations.get(construct.node.id) ?? {};
  return {
    environment: environment.environmentName,
    path: construct.node.path,
    name: componentName,
    kind: facts.kind ?? (isBindable(construct) ? CatalogKind.RESOURCE : CatalogKind.COMPONENT),
    type: facts.type ?? componentType,
    owner,
    title: entry.title,
    description: entry.description,
    lifecycle: entry.lifecycle,
    tags: entry.tags ?? [],
    links: [...entry.links ?? [], ...facts.links ?? []],
    tier: facts.tier,
    uses: (facts.dependsOn ?? []).map(describeUse),
    apis: (facts.apis ?? []).map(api => describeApi(componentName, api)),
    podSelector: facts.podSelector,
    files: [...parts?.files ?? []],
    objects: parts?.objects ?? [],
    addresses: parts?.addresses ?? [],
    get origin() {
      return origin && callerOf(origin);
    },
  };
}

function describeUse({ target, port, system, name }: CatalogDependency): UseDescription {
  return { path: target?.node.path, port, system, name };
}

function describeApi(component: string, { name, type, description, port, definition }: CatalogApi): ApiDescription {
  const { _form: form, _value: value } = definition as ApiDefinition;
  return { name: name ?? component, type: type ?? 'openapi', description, port, definition: { form, value } };
}

/** Objects belong to the component that is nearest above them; Terraform resources to the one that their name begins with. */
function partsOf(named: readonly { construct: IConstruct; name: string }[], { resources, files }: RenderedOutput): Map<IConstruct, Parts> {
  const byPath = new Map<string, IConstruct>();
  const byName = new Map<string, IConstruct>();
  const parts = new Map<IConstruct, Parts>();
  named.forEach(({ construct, name }) => {
    byPath.set(construct.node.path, construct);
    byName.set(`${Environment.of(construct).environmentName}/${name}`, construct);
    parts.set(construct, { files: new Set(), objects: [], addresses: [] });
  });
  for (const { path, body } of resources.filter(({ plane }) => plane === 'terraform')) {
    const { type, name } = body as { type: string; name: string };
    const owner = byName.get(`${path.split('/')[0]}/${name.split('_')[0]}`);
    owner && parts.get(owner)?.addresses.push(`${type}.${name}`);
  }
  for (const { path: file, objects = [] } of files) {
    for (const { path, body } of objects) {
      const owner = nearest(path, byPath);
      const part = owner && parts.get(owner);
      if (part) {
        const { kind, metadata } = body as { kind: string; metadata: { name: string; namespace?: string } };
        part.files.add(file);
        part.objects.push({ kind, namespace: metadata.namespace, name: metadata.name });
      }
    }
  }
  return parts;
}

function nearest(path: string, byPath: ReadonlyMap<string, IConstruct>): IConstruct | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const construct = byPath.get(at);
    if (construct) {
      return construct;
    }
  }
  return undefined;
}

function isComponent(construct: IConstruct): construct is IPlatformComponent {
  const { componentName, componentType } = construct as Partial<IPlatformComponent>;
  return typeof componentName === 'string' && typeof componentType === 'string' && Environment.tryOf(construct) !== undefined;
}

function isBindable(construct: IConstruct): boolean {
  return Construct.isConstruct(construct) && typeof (construct as Partial<{ acceptBinding: unknown }>).acceptBinding === 'function';
}

