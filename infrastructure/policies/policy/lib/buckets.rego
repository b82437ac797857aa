# Which of a plan's resources are about the same bucket.
package platform.buckets

import data.platform.plan

planned(type) := {resource |
	some resource in input.resource_changes
	resource.type == type
	not resource.change.actions == ["delete"]
}

is_encrypted(bucket) if {
	some configuration in planned("aws_s3_bucket_server_side_encryption_configuration")
	may_point_at(configuration, "bucket", bucket)
}

# Load balancers and S3 itself write their logs to buckets with keys of S3's own only. Such a bucket is one that a load balancer or
# another bucket of the same plan writes its logs to.
takes_logs(configuration) if {
	some bucket in planned("aws_s3_bucket")
	may_point_at(configuration, "bucket", bucket)
	is_written_to(bucket)
}

is_written_to(bucket) if {
	some writer in planned("aws_s3_bucket_logging")
	may_point_at(writer, "target_bucket", bucket)
	not points_at(writer, "bucket", bucket)
}

is_written_to(bucket) if {
	some type in ["aws_alb", "aws_lb"]
	some balancer in planned(type)
	some logs in balancer.change.after.access_logs
	logs.enabled == true
	logs.bucket == bucket.change.after.bucket
}

is_written_to(bucket) if {
	some type in ["aws_alb", "aws_lb"]
	some balancer in planned(type)
	some logs in balancer.change.after.access_logs
	logs.enabled == true
	some reference in plan.references(balancer, "access_logs")
	refers_to(balancer, reference, bucket)
}

# By the bucket's name, where the plan knows it.
points_at(resource, argument, bucket) if {
	resource.change.after[argument] == bucket.change.after.bucket
}

# By what the argument is written with: the bucket, its policy, or an output of the module that makes it.
points_at(resource, argument, bucket) if {
	some reference in plan.references(resource, argument)
	refers_to(resource, reference, bucket)
}

may_point_at(resource, argument, bucket) if points_at(resource, argument, bucket)

# A plan of `terraform test` does not say what is written down, but where it stands.
may_point_at(resource, argument, bucket) if {
	not input.configuration
	resource.change.after_unknown[argument] == true
	object.get(resource, "module_address", "") == object.get(bucket, "module_address", "")
}

refers_to(resource, reference, bucket) if plan.names(resource, reference, bucket)

refers_to(resource, reference, bucket) if {
	some policy in planned("aws_s3_bucket_policy")
	plan.names(resource, reference, policy)
	some next in plan.references(policy, "bucket")
	plan.names(policy, next, bucket)
}
