# POL-016
package platform.rules.foreign_code

import data.platform.plan

rule := {
	"id": "POL-016",
	"title": "A plan runs no programs, and works with the platform's providers and roles",
	"severity": "high",
	"why": "A program or a provider of somebody else's runs on the server with its credentials, and no rule reads what it makes.",
	"fix": "make it of resources of AWS, with the provider that the platform uses and the role that the server chooses; read other stacks by the module contract-read",
}

# Its name without the registry's: hashicorp/aws. One of another registry keeps its address.
name_of(full_name) := trim_prefix(trim_prefix(full_name, "registry.terraform.io/"), "terraform.io/")

findings contains finding(sprintf("provider.%s", [address]), sprintf("the provider %s is none of the platform's", [name])) if {
	some address, provider in input.configuration.provider_config
	name := name_of(provider.full_name)
	not name in data.settings.providers
}

findings contains finding(resource.address, sprintf("the provider %s is none of the platform's", [name])) if {
	some resource in input.resource_changes
	name := name_of(resource.provider_name)
	not name in data.settings.providers
}

findings contains finding(address, sprintf("it runs a program: %s", [provisioner.type])) if {
	some address, resource in plan.configured
	some provisioner in resource.provisioners
}

# Resources that make others, which no plan shows.
makers := {
	"aws_cloudcontrolapi_resource", "aws_cloudformation_stack", "aws_cloudformation_stack_instances", "aws_cloudformation_stack_set",
	"aws_cloudformation_stack_set_instance", "aws_cloudformation_type", "aws_serverlessapplicationrepository_cloudformation_stack",
	"aws_servicecatalog_provisioned_product",
}

findings contains plan.finding(resource, "it makes what no plan shows") if {
	some resource in plan.written
	resource.type in makers
}

# The state of somebody else holds their secrets.
findings contains finding(address, "it reads another state") if {
	some address, resource in plan.configured
	resource.type == "terraform_remote_state"
}

# Arguments that choose other rights, or another place to send requests to.
foreign := {
	"access_key", "assume_role", "assume_role_with_web_identity", "custom_ca_bundle", "endpoints", "http_proxy", "https_proxy", "insecure",
	"profile", "secret_key", "shared_config_files", "shared_credentials_files", "sts_region", "token",
}

findings contains finding(sprintf("provider.%s", [address]), sprintf("it sets %s", [argument])) if {
	some address, provider in input.configuration.provider_config
	some argument in object.keys(provider.expressions)
	argument in foreign
}

finding(address, message) := {"address": address, "message": message}
