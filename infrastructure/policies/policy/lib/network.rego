# Reads addresses of networks.
package platform.network

# Networks that nobody reaches from the Internet (RFC 1918, RFC 6598, RFC 4193, link-local, loopback).
private := [
	"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8",
	"fc00::/7", "fe80::/10", "::1/128",
]

# A shorter prefix outside of these is no partner's network, it is the Internet in pieces: 0.0.0.0/1 and 128.0.0.0/1 are all of it. A
# security group has at most some hundred rules, so that networks of this size can never add up to more than a small part of it.
shortest := {"ipv4": 12, "ipv6": 28}

family(cidr) := "ipv6" if {
	contains(cidr, ":")
} else := "ipv4"

is_private(cidr) if {
	some network in private
	family(network) == family(cidr)
	net.cidr_contains(network, cidr)
}

# Whether a network is the Internet, or so much of it that it is meant. An address without a prefix is one address.
is_wide(cidr) if {
	[_, prefix] := split(cidr, "/")
	to_number(prefix) < shortest[family(cidr)]
	not is_private(cidr)
}

# What cannot be read cannot be let pass.
is_wide(cidr) if not is_network(cidr)

is_network(cidr) if net.cidr_is_valid(cidr)

is_network(cidr) if net.cidr_is_valid(sprintf("%s/32", [cidr]))

# Where a resource lets somebody in through a security group: one opening a rule.
doors(resource) := [resource.change.after] if {
	resource.type == "aws_vpc_security_group_ingress_rule"
} else := [resource.change.after] if {
	resource.type == "aws_security_group_rule"
	resource.change.after.type == "ingress"
} else := [door |
	resource.type in {"aws_default_security_group", "aws_security_group"}
	some door in resource.change.after.ingress
]

# The networks that an opening names.
cidrs(door) := {cidr |
	some argument in ["cidr_blocks", "cidr_ipv4", "cidr_ipv6", "ipv6_cidr_blocks"]
	value := object.get(door, argument, null)
	some cidr in array.concat([value | is_string(value)], [item | is_array(value); some item in value])
	is_string(cidr)
	cidr != ""
}
