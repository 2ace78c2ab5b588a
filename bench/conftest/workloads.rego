# Eleven demands on a Deployment, as a policy for conftest states them: some of what the controls ask, for comparison of speed.
package main

import rego.v1

pod := input.spec.template.spec if input.kind == "Deployment"

containers contains container if some container in pod.containers
containers contains container if some container in pod.initContainers

deny contains "host namespaces" if {
	some key in ["hostNetwork", "hostPID", "hostIPC"]
	pod[key]
}

deny contains "host path" if {
	some volume in pod.volumes
	volume.hostPath
}

deny contains "privileged" if {
	some c in containers
	c.securityContext.privileged
}

deny contains "privilege escalation" if {
	some c in containers
	not c.securityContext.allowPrivilegeEscalation == false
}

deny contains "root" if {
	some c in containers
	not run_as_non_root(c)
}

deny contains "capabilities" if {
	some c in containers
	not "ALL" in c.securityContext.capabilities.drop
}

deny contains "writable root" if {
	some c in containers
	not c.securityContext.readOnlyRootFilesystem
}

deny contains "tag" if {
	some c in containers
	not contains(c.image, "@sha256:")
}

deny contains "memory" if {
	some c in containers
	not c.resources.limits.memory
}

deny contains "probes" if {
	some c in pod.containers
	not c.readinessProbe
}

deny contains "account" if {
	pod
	not pod.serviceAccountName
}


run_as_non_root(c) if c.securityContext.runAsNonRoot
run_as_non_root(_) if pod.securityContext.runAsNonRoot
