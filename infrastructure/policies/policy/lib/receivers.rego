# Where resources send data by themselves.
package platform.receivers

import data.platform.modules
import data.platform.plan

# By type, the arguments that say where to, at any depth.
arguments := {
	"aws_backup_plan": {"destination_vault_arn"},
	"aws_cloudwatch_event_api_destination": {"invocation_endpoint"},
	"aws_cloudwatch_event_endpoint": {"event_bus_arn"},
	"aws_cloudwatch_event_target": {"arn"},
	"aws_cloudwatch_log_delivery_destination": {"destination_resource_arn"},
	"aws_cloudwatch_log_destination": {"target_arn"},
	"aws_cloudwatch_log_subscription_filter": {"destination_arn"},
	"aws_cloudtrail": {"s3_bucket_name"},
	"aws_cloudwatch_metric_stream": {"firehose_arn"},
	"aws_config_delivery_channel": {"s3_bucket_name"},
	"aws_datasync_location_s3": {"s3_bucket_arn"},
	"aws_dms_s3_endpoint": {"bucket_name"},
	"aws_dynamodb_kinesis_streaming_destination": {"stream_arn"},
	"aws_dynamodb_table_export": {"s3_bucket"},
	"aws_flow_log": {"log_destination"},
	"aws_kinesis_firehose_delivery_stream": {"account_url", "bucket_arn", "hec_endpoint", "url"},
	"aws_lambda_function_event_invoke_config": {"destination"},
	"aws_pipes_pipe": {"target"},
	"aws_s3_bucket_analytics_configuration": {"bucket_arn"},
	"aws_s3_bucket_inventory": {"bucket_arn"},
	"aws_rds_export_task": {"s3_bucket_name"},
	"aws_redshift_logging": {"bucket_name"},
	"aws_s3_bucket_notification": {"lambda_function_arn", "queue_arn", "topic_arn"},
	"aws_s3_object_copy": {"bucket"},
	"aws_scheduler_schedule": {"arn"},
	"aws_sns_topic_subscription": {"endpoint", "protocol"},
	"aws_ssm_resource_data_sync": {"bucket_name"},
}

hidden(resource) := modules.hidden(resource) & arguments[resource.type]

# Beside it stands the bucket that is replicated, which may come later.
hidden(resource) := {"bucket"} if {
	input.configuration
	plan.block_will_be_known(resource, replication[resource.type], "bucket")
}

replication := {"aws_s3_bucket": "replication_configuration", "aws_s3_bucket_replication_configuration": "rule"}

buckets contains [resource, arn] if {
	some resource in plan.written
	walk(resource.change.after, [path, arn])
	path[count(path) - 1] in arguments[resource.type]
	is_string(arn)
	regex.match(`^arn:[a-z-]+:s3:::`, arn)
}

# Some are named, and have no ARN.
buckets contains [resource, name] if {
	some resource in plan.written
	walk(resource.change.after, [path, name])
	path[count(path) - 1] in (arguments[resource.type] & {"bucket", "bucket_name", "s3_bucket", "s3_bucket_name"})
	is_string(name)
	name != ""
}

# What API Gateway hands requests to: functions and listeners of this root, or an address.
gateways := {"aws_api_gateway_integration": "uri", "aws_apigatewayv2_integration": "integration_uri"}

hidden(resource) := {argument} if {
	argument := gateways[resource.type]
	argument in modules.hidden(resource)
	not plan.refers_only_to(resource, argument, "aws_lambda_")
	not plan.refers_only_to(resource, argument, "aws_lb_listener.")
}

outside contains [resource, url] if {
	some resource in plan.written
	url := resource.change.after[gateways[resource.type]]
	is_string(url)
	regex.match(`(?i)^https?:`, url)

	# then the address is only a name for who listens in the network
	object.get(resource.change.after, "connection_type", null) != "VPC_LINK"
	not is_inside(url)
}

# S3 compares the account of a destination with the bucket's only where that account is to own the copies.
buckets contains [resource, destination.bucket] if {
	some resource in plan.written
	walk(resource.change.after[replication[resource.type]], [path, destination])
	path[count(path) - 2] == "destination"
	not is_compared(destination)
}

is_compared(destination) if {
	some translation in destination.access_control_translation
	translation.owner == "Destination"
	regex.match(`^\d{12}$`, destination.account)
}

# Addresses outside of the platform's domain.
outside contains [resource, url] if {
	some resource in plan.written
	walk(resource.change.after, [path, url])
	path[count(path) - 1] in (arguments[resource.type] & {"account_url", "hec_endpoint", "invocation_endpoint", "url"})
	is_string(url)
	not is_inside(url)
}

outside contains [resource, resource.change.after.endpoint] if {
	some resource in plan.written
	resource.type == "aws_sns_topic_subscription"
	resource.change.after.protocol == "https"
	not is_inside(resource.change.after.endpoint)
}

# People and numbers, and whatever else has no ARN.
outside contains [resource, sprintf("%s by %s", [resource.change.after.endpoint, resource.change.after.protocol])] if {
	some resource in plan.written
	resource.type == "aws_sns_topic_subscription"
	not resource.change.after.protocol in {"application", "firehose", "https", "lambda", "sqs"}
}

is_inside(url) if {
	regex.match(`^https://[a-z0-9.-]+(:\d+)?(/.*)?$`, lower(url))
	host := split(split(substring(lower(url), 8, -1), "/")[0], ":")[0]
	endswith(sprintf(".%s", [host]), sprintf(".%s", [data.settings.domain]))
}
