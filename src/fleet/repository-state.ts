/** How a repository stands to the golden path, as its files say it. */
export interface RepositoryState {
  /** Its folder, as it was found. */
  readonly path: string;
  readonly service: string;
  /** Id of the team that owns it; left out where no file says so. */
  readonly team?: string;
  /** What the golden path wrote there; left out for a repository that is not on it. */
  readonly onPath?: PathState;
  /** Version of the library, where one is installed or asked for. */
  readonly library?: string;
  /** Ways around the platform: files that the team took over, and changes of what the library writes. */
  readonly hatches: readonly Hatch[];
  readonly waivers: readonly GrantedWaiver[];
  /** Of what there is of a capability, how much is the platform's. */
  readonly capabilities: Readonly<Record<string, { readonly platform: number; readonly all: number }>>;
  /** What could not be read, each with the reason. */
  readonly unreadable: readonly string[];
}

/** What the golden path wrote, and what has become of it. */
export interface PathState {
  /** Project type, such as `platform-service-ts`. */
  readonly type: string;
  /** Version of the golden path. */
  readonly version: string;
  /** Managed files that are not as they were written, sorted. */
  readonly drift: readonly string[];
}

/** A way around the platform, and why. */
export interface Hatch {
  /** A file, or a construct and what of it was changed. */
  readonly what: string;
  readonly reason: string;
}

/** A control that need not hold for a while. */
export interface GrantedWaiver {
  readonly control: string;
  readonly owner: string | null;
  /** The last day, as `YYYY-MM-DD`. */
  readonly expires: string | null;
}
