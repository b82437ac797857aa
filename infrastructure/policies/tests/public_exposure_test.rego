package platform.public_exposure_test

import data.platform.network
import data.platform.rules.public_exposure

changed(type, change) := {
	"address": sprintf("%s.this", [type]), "type": type, "name": "this", "mode": "managed",
	"change": object.union({"actions": ["create"], "before": null, "after": {}, "after_unknown": {}}, change),
}

found(changes) := count(findings) if findings := public_exposure.findings with input as {"resource_changes": changes}

test_a_large_piece_of_the_internet_is_the_internet if {
	every cidr in ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "64.0.0.0/2", "52.0.0.0/8", "8.0.0.0/7", "::/0", "::/1", "2000::/3", "8000::/1", "0.0.0.0/x", "10.0.0.0/7"] {
		network.is_wide(cidr)
	}
}

test_a_partner_and_the_own_network_are_not if {
	every cidr in ["10.0.0.0/8", "10.1.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "203.0.113.0/24", "198.51.100.7/32", "198.51.100.7", "2001:db8::/32", "fd00::/8"] {
		not network.is_wide(cidr)
	}
}

block := {"bucket": "example", "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}

gone := {"actions": ["delete"], "before": block, "after": null}

test_a_bucket_loses_its_block_with_itself_only if {
	removed := changed("aws_s3_bucket_public_access_block", gone)
	found([removed]) == 1
	found([removed, changed("aws_s3_bucket", {"actions": ["delete"], "before": {"bucket": "example"}, "after": null})]) == 0
	found([removed, changed("aws_s3_bucket", {"actions": ["delete"], "before": {"bucket": "another"}, "after": null})]) == 1
}

test_a_switch_at_any_depth_counts if {
	found([changed("aws_scheduler_schedule", {"after": {"target": [{"ecs_parameters": [{"network_configuration": [{"assign_public_ip": true}]}]}]}})]) == 1
	found([changed("aws_launch_template", {"after": {"network_interfaces": [{"associate_public_ip_address": "true"}]}})]) == 1
	found([changed("aws_rds_cluster_snapshot", {"after": {"shared_accounts": ["111122223333", "all"]}})]) == 1
}

test_ports_count_for_tcp_and_udp_only if {
	door := {"type": "ingress", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}
	found([changed("aws_security_group_rule", {"after": object.union(door, {"protocol": "tcp"})})]) == 0
	found([changed("aws_security_group_rule", {"after": object.union(door, {"protocol": "-1"})})]) == 1
	found([changed("aws_security_group_rule", {"after": object.union(door, {"protocol": "all"})})]) == 1
}
