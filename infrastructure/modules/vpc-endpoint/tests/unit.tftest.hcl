mock_provider "aws" {
  override_during = plan

  mock_data "aws_region" {
    defaults = { name = "ap-northeast-2" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }
}

variables {
  service     = "secretsmanager"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
  subnet_ids  = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}"
}

run "is_an_interface_in_the_given_subnets" {
  command = plan

  assert {
    condition     = aws_vpc_endpoint.this.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.this.service_name == "com.amazonaws.ap-northeast-2.secretsmanager"
    error_message = "Subnets mean an interface endpoint of the region's service."
  }

  assert {
    condition     = aws_vpc_endpoint.this.subnet_ids == toset(var.subnet_ids)
    error_message = "An interface endpoint is in the given subnets."
  }
}

run "is_found_under_the_usual_name" {
  command = plan

  assert {
    condition     = aws_vpc_endpoint.this.private_dns_enabled
    error_message = "Clients must reach the endpoint without another address."
  }
}

run "is_found_under_its_own_name_only_when_asked" {
  command = plan

  variables {
    private_dns_enabled = false
  }

  assert {
    condition     = !aws_vpc_endpoint.this.private_dns_enabled
    error_message = "Opting out must be possible."
  }
}

run "is_bounded_by_the_given_policy" {
  command = plan

  assert {
    condition     = aws_vpc_endpoint.this.policy == var.policy_json
    error_message = "What is done through the endpoint is bounded by the policy."
  }
}

run "answers_private_networks_on_https_only" {
  command = plan

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.https : rule.cidr_ipv4] == ["10.0.0.0/8"]
    error_message = "Only private networks may connect."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.https["10.0.0.0/8"].from_port == 443 && aws_vpc_security_group_ingress_rule.https["10.0.0.0/8"].to_port == 443 && aws_vpc_security_group_ingress_rule.https["10.0.0.0/8"].ip_protocol == "tcp"
    error_message = "An endpoint answers on 443 only."
  }
}

run "has_a_security_group_of_its_own" {
  command = plan

  assert {
    condition     = output.security_group_id == "sg-0a1b2c3d4e5f60718" && aws_vpc_endpoint.this.security_group_ids == toset(["sg-0a1b2c3d4e5f60718"])
    error_message = "The endpoint must not use the VPC's default group."
  }
}

run "is_a_gateway_with_route_tables" {
  command = plan

  variables {
    service         = "s3"
    subnet_ids      = []
    route_table_ids = ["rtb-0a1b2c3d4e5f60718"]
  }

  assert {
    condition     = aws_vpc_endpoint.this.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.this.route_table_ids == toset(["rtb-0a1b2c3d4e5f60718"])
    error_message = "Route tables mean a gateway endpoint."
  }

  assert {
    condition     = length(aws_security_group.this) == 0 && length(aws_vpc_security_group_ingress_rule.https) == 0 && output.security_group_id == ""
    error_message = "A gateway has no security group."
  }

  assert {
    condition     = length(output.dns_names) == 0
    error_message = "A gateway has no names of its own."
  }
}
