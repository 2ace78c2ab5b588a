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
  readonly files: string[];
  readonly objects: EntityObject[];
  readonly addresses: string[];
}

/** Every component of a tree as plain data, with what it was rendered to; also what components are bound to and that says nothing of itself. */
export function describeComponents(constructs: readonly IConstruct[], output: RenderedOutput): ComponentDescription[] {
  const components = constructs.filter(isComponent);
  const known = new Set<IConstruct>(components);
  const named: Named[] = components.map(component =>
    namedOf(component, component.componentName, component.componentType, component.owner, component.catalogFacts));
  const silent = new Map<IConstruct, string>();
  for (const { owner, facts: { dependsOn = [] } } of named) {
    for (const { target } of dependsOn) {
      if (target && !known.has(target) && Environment.tryOf(target)) {
        silent.set(target, owner);
      }
    }
  }
  silent.forEach((owner, construct) => named.push(namedOf(construct, construct.node.id, 'resource', owner)));
  const parts = partsOf(named, output);
  return named.map((component, i) => describe(component, parts[i]));
}

/** What is said of a component by itself, or for it where it says nothing; asked once. */
interface Named {
  readonly construct: IConstruct;
  readonly environment: Environment;
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly owner: string;
  readonly facts: CatalogFacts;
}

function namedOf(construct: IConstruct, name: string, type: string, owner: string, facts: CatalogFacts = {}): Named {
  return { construct, environment: Environment.of(construct), path: construct.node.path, name, type, owner, facts };
}

function describe({ construct, environment, path, name, type, owner, facts }: Named, parts: Parts): ComponentDescription {
  const { entry = {}, origin } = environment._context.declarations.get(construct.node.id) ?? {};
  return {
    environment: environment.environmentName,
    path,
    name,
    kind: facts.kind ?? (isBindable(construct) ? CatalogKind.RESOURCE : CatalogKind.COMPONENT),
    type: facts.type ?? type,
    owner,
    title: entry.title,
    description: entry.description,
    lifecycle: entry.lifecycle,
    tags: entry.tags ?? [],
    links: [...entry.links ?? [], ...facts.links ?? []],
    tier: facts.tier,
    uses: (facts.dependsOn ?? []).map(describeUse),
    apis: (facts.apis ?? []).map(api => describeApi(name, api)),
    podSelector: facts.podSelector,
    files: parts.files,
    objects: parts.objects,
    addresses: parts.addresses,
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
function partsOf(named: readonly Named[], { resources, files }: RenderedOutput): Parts[] {
  const byPath = new Map<string, Parts>();
  const byName = new Map<string, Parts>();
  const all = named.map(({ environment, path, name }): Parts => {
    const parts: Parts = { files: [], objects: [], addresses: [] };
    byPath.set(path, parts);
    byName.set(`${environment.environmentName}/${name}`, parts);
    return parts;
  });
  for (const resource of resources) {
    if (resource.plane === 'terraform') {
      const { type, name } = resource.body as { type: string; name: string };
      byName.get(`${resource.path.split('/')[0]}/${name.split('_')[0]}`)?.addresses.push(`${type}.${name}`);
    }
  }
  const ownerOf = ownerFinder(byPath);
  for (const { path: file, objects = [] } of files) {
    for (const { path, body } of objects) {
      const parts = ownerOf(path);
      if (parts) {
        const { kind, metadata } = body as { kind: string; metadata: { name: string; namespace?: string } };
        if (parts.files[parts.files.length - 1] !== file) {
          parts.files.push(file);
        }
        parts.objects.push({ kind, namespace: metadata.namespace, name: metadata.name });
      }
    }
  }
  return all;
}

/** Finds the component that is nearest above a path. Objects of one come one after the other, so the last one is asked first, unless it holds others. */
function ownerFinder(byPath: ReadonlyMap<string, Parts>): (path: string) => Parts | undefined {
  const holders = new Set<string>();
  for (const path of byPath.keys()) {
    for (let at = parentOf(path); at !== ''; at = parentOf(at)) {
      holders.add(at);
    }
  }
  let last: { below: string; parts: Parts } | undefined;
  return (path) => {
    if (last && path.startsWith(last.below)) {
      return last.parts;
    }
    for (let at = path; at !== ''; at = parentOf(at)) {
      const parts = byPath.get(at);
      if (parts) {
        last = holders.has(at) ? undefined : { below: `${at}/`, parts };
        return parts;
      }
    }
    return undefined;
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isComponent(construct: IConstruct): construct is IPlatformComponent {
  const { componentName, componentType } = construct as Partial<IPlatformComponent>;
  return typeof componentName === 'string' && typeof componentType === 'string' && Environment.tryOf(construct) !== undefined;
}

function isBindable(construct: IConstruct): boolean {
  return Construct.isConstruct(construct) && typeof (construct as Partial<{ acceptBinding: unknown }>).acceptBinding === 'function';
}

