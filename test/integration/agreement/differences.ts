/** A check of a scanner that fails where the control that it belongs to does not, or that belongs to none. */
export interface Difference {
  readonly checks: readonly string[];
  readonly reason: string;
  /** The rows that it is about, as `file: object`; all rows of the checks when left out. */
  readonly only?: RegExp;
  /** The control that fails in the same file, on this or on the other object that it is about. */
  readonly instead?: string;
}

/** Every difference between the scanners and the controls on the corpus. Where a scanner was right, the control was mended instead. */
export const DIFFERENCES: readonly Difference[] = [
  // found, on another object or by another control
  { checks: ['horizontalpodautoscaler-replicas'], instead: 'K8S-18', reason: 'found on the workload whose copies are too few' },
  { checks: ['CKV2_AWS_6'], only: /exports$/, instead: 'AWS-01', reason: 'found on the access block, which is there and blocks nothing' },
  { checks: ['CKV_AWS_21'], only: /exports$/, instead: 'AWS-10', reason: 'found on the versioning, which is there and suspended' },
  { checks: ['CKV2_AWS_20'], instead: 'AWS-05', reason: 'found on the listener without TLS' },
  { checks: ['CKV_AWS_39'], instead: 'AWS-02', reason: 'an API server may be reached from the networks that administer it, not from the world' },
  { checks: ['CKV_AWS_108', 'CKV_AWS_356'], only: /^AWS-16/, instead: 'AWS-16', reason: 'the policy of one bucket, whose star is that bucket; that everybody may is found' },
  { checks: ['CKV_AWS_124'], instead: 'GOV-01', reason: 'a stack of CloudFormation is refused altogether' },
  { checks: ['CKV_AWS_134', 'CKV_AWS_323'], instead: 'AWS-03', reason: 'a cache that is in no replication group is refused altogether' },
  { checks: ['CKV_K8S_23', 'CKV_K8S_29', 'CKV_K8S_31', 'CKV_K8S_38', 'CKV_K8S_40'], only: /^K8S-24/, instead: 'K8S-24', reason: 'a kind of another group, which is refused altogether' },
  { checks: ['networkpolicy-targets-pod'], reason: 'a policy may be for Pods that an operator makes; a Pod that no policy selects is found by K8S-14' },

  // the scanner is mistaken
  { checks: ['CKV_K8S_23', 'container-security-context-user-group-id'], only: /^K8S-09/, reason: 'with hostUsers: false, root in the Pod is nobody on the node' },
  { checks: ['CKV_AWS_226', 'CKV_AWS_81'], only: /db_instance|cluster_instance|msk_cluster/, reason: 'left out it is on: the default of the provider' },
  { checks: ['CKV2_K8S_2', 'CKV2_K8S_5'], reason: 'it looks a Role up by name in all files, and takes that of another namespace' },
  { checks: ['CKV_AWS_154'], reason: 'outside a VPC nothing can be made any more' },
  { checks: ['CKV_AWS_325', 'CKV_AWS_326'], reason: 'a cluster that names no engine is taken for MySQL' },
  { checks: ['CKV2_AWS_8'], reason: 'it wants AWS Backup; the backups of RDS itself, which AWS-06 asks for, restore to any second' },
  { checks: ['CKV2_AWS_9', 'CKV2_AWS_18'], reason: 'it wants AWS Backup; AWS-06 asks a file system for its own policy of backups, and the disk of a machine holds nothing that has to last' },
  { checks: ['CKV_AWS_163'], reason: 'scanning is set for the registry now; the setting of a repository is deprecated' },
  { checks: ['CKV_AWS_31'], reason: 'it wants a token in the configuration; AWS-09 refuses it, because users can sign in with IAM' },
  { checks: ['CKV2_AWS_64'], reason: 'the policy that AWS gives a key leaves access to IAM, which AWS-13 watches' },

  // asked for elsewhere, or in part of the environments
  { checks: ['CKV_AWS_139'], only: /^AWS-06-2/, reason: 'asked for in production; this is an environment for development' },
  { checks: ['CKV_K8S_8', 'CKV_K8S_9'], only: / Pod /, reason: 'at admission the Pod of a Job is a Pod too, and has nothing to probe; asked of everything that runs for good' },
  { checks: ['CKV_K8S_15', 'container-image-pull-policy'], reason: 'K8S-11 takes images by digest, which cannot change; to ask the registry each time makes every restart depend on it' },
  { checks: ['CKV_AWS_51'], reason: 'K8S-11 takes images by digest, so that nobody minds what a tag points to' },
  { checks: ['CKV2_AWS_52'], reason: 'who may do what is said by the policy of the domain, which AWS-16 watches' },
  { checks: ['CKV_AWS_248'], reason: 'AWS-17 leaves nothing in the default group of a network' },
  { checks: ['CKV2_AWS_57'], reason: 'only whoever issued a secret can change it; those of databases rotate, and AWS-09 watches how often' },
  { checks: ['CKV_AWS_338'], only: /^events/, reason: 'how long logs are kept is the decision of the organisation; AWS-11 asks that there is one' },

  // no matter of governance: what is right depends on what it is for, and costs
  { checks: ['CKV_K8S_11'], reason: 'a CPU limit throttles while CPUs are idle; requests share them fairly' },
  { checks: ['cronjob-has-deadline', 'statefulset-has-servicename', 'environment-variable-key-duplication'], reason: 'a slip that harms nobody but the workload' },
  { checks: ['CKV_AWS_115', 'CKV_AWS_116', 'CKV_AWS_117', 'CKV_AWS_50'], reason: 'whether a function has a limit, a queue, a network or traces depends on what calls it and what it calls' },
  { checks: ['CKV_AWS_173', 'CKV_AWS_136'], reason: 'encrypted by AWS; images and settings are no data, and AWS-09 keeps secrets out of settings' },
  { checks: ['CKV_AWS_272'], reason: 'signing code needs a pipeline that signs' },
  { checks: ['CKV_AWS_126', 'CKV_AWS_135', 'CKV2_AWS_41'], reason: 'what a single machine needs depends on what it does' },
  { checks: ['CKV_AWS_131', 'CKV_AWS_150', 'CKV2_AWS_28'], reason: 'load balancers are made by the controller of the platform, which sets them up; they hold no data' },
  { checks: ['CKV_AWS_318', 'CKV2_AWS_59'], reason: 'three more machines per domain; AWS-08 asks for more than one zone' },
  { checks: ['CKV_AWS_320', 'CKV_AWS_321'], reason: 'the name of a database protects nothing, and the route of a warehouse is a matter of its network' },
  { checks: ['CKV_AWS_144', 'CKV2_AWS_62'], reason: 'a copy in another region, or an event for each object, is for who needs it' },
  { checks: ['CKV_AWS_252', 'CKV2_AWS_10'], reason: 'who is told of a trail, and where else it goes, is the decision of the organisation' },
  { checks: ['CKV2_AWS_16'], reason: 'tables that are paid by request scale by themselves' },
  { checks: ['CKV2_AWS_27'], reason: 'statements hold personal data; who writes them all down has to be asked first' },
];
