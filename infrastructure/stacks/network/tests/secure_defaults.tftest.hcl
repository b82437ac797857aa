mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "cuts_three_tiers_over_two_zones" {
  command = plan

  assert {
    condition = { for name, subnet in aws_subnet.this : name => subnet.cidr_block } == {
      public-a  = "10.20.0.0/20"
      public-c  = "10.20.16.0/20"
      private-a = "10.20.64.0/20"
      private-c = "10.20.80.0/20"
      data-a    = "10.20.128.0/20"
      data-c    = "10.20.144.0/20"
    }
    error_message = "Each tier has a quarter of the block, cut by zone."
  }
}

run "a_third_zone_moves_no_subnet" {
  command = plan
  variables { zones = ["a", "c", "b"] }

  assert {
    condition     = aws_subnet.this["private-c"].cidr_block == "10.20.80.0/20" && aws_subnet.this["private-b"].cidr_block == "10.20.96.0/20"
    error_message = "A zone added at the end gets new subnets and leaves the others alone."
  }
}

run "gives_nobody_a_public_address" {
  command = plan

  assert {
    condition     = alltrue([for subnet in aws_subnet.this : !subnet.map_public_ip_on_launch])
    error_message = "Nothing is on the Internet by being started in a subnet."
  }
}

run "leaves_the_default_group_without_rules" {
  command = apply

  assert {
    condition     = length(aws_default_security_group.this.ingress) == 0 && length(aws_default_security_group.this.egress) == 0
    error_message = "Nothing may rely on the default security group."
  }
}

run "one_nat_gateway_serves_both_zones" {
  command = apply

  assert {
    condition     = keys(aws_nat_gateway.this) == ["a"] && length(aws_route.nat) == 2
    error_message = "With one NAT gateway each private route table still has a way out."
  }
}

run "a_nat_gateway_in_each_zone" {
  command = plan
  variables { nat_per_zone = true }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["a", "c"] && keys(output.nat_addresses) == ["a", "c"]
    error_message = "Each zone has a NAT gateway and an address of its own."
  }
}

run "data_subnets_have_no_way_out" {
  command = apply

  assert {
    condition = alltrue([
      for route in concat([aws_route.internet], values(aws_route.nat), values(aws_route.transit)) : route.route_table_id != aws_route_table.data.id
    ])
    error_message = "The route table of databases has no route but the network's own."
  }

  assert {
    condition     = alltrue([for name in ["data-a", "data-c"] : aws_route_table_association.this[name].route_table_id == aws_route_table.data.id])
    error_message = "Data subnets have the table without a way out."
  }
}

run "private_subnets_reach_others_through_the_transit_gateway" {
  command = plan
  variables { transit_gateway_cidrs = ["10.30.0.0/16", "10.40.0.0/16"] }

  assert {
    condition     = length(aws_route.transit) == 4
    error_message = "Each private route table has a route to each block."
  }
}

run "nobody_attaches_by_asking" {
  command = plan

  assert {
    condition     = aws_ec2_transit_gateway.this.auto_accept_shared_attachments == "disable"
    error_message = "Attachments are accepted by hand."
  }
}

run "logs_every_flow_encrypted" {
  command = apply

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_flow_log.this.log_destination == module.flow_logs.arn
    error_message = "Accepted and rejected flows go to the encrypted log group."
  }

  assert {
    condition     = jsondecode(aws_iam_role.flow_logs.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333"
    error_message = "Only this account's flow logs may use the role."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.flow_logs.policy).Statement[0].Resource == ["${module.flow_logs.arn}:*"]
    error_message = "The role writes to its own log group only."
  }
}

run "endpoints_serve_own_principals_only" {
  command = plan

  assert {
    condition = alltrue([
      for endpoint in concat(values(aws_vpc_endpoint.gateway), values(aws_vpc_endpoint.interface)) :
      jsondecode(endpoint.policy).Statement[0].Condition.StringEquals["aws:PrincipalAccount"] == ["111122223333"]
    ])
    error_message = "Another account's credentials do not work through the endpoints."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_vpc_endpoint.gateway["s3"].policy).Statement : can(statement.Condition) || statement.Action == "s3:GetObject"])
    error_message = "Buckets of AWS are read, never written."
  }
}

run "endpoints_serve_the_accounts_that_atlantis_works_in" {
  command = plan
  variables { trusted_account_ids = ["333344445555", "222233334444"] }

  assert {
    condition = alltrue([
      for endpoint in concat(values(aws_vpc_endpoint.gateway), values(aws_vpc_endpoint.interface)) :
      jsondecode(endpoint.policy).Statement[0].Condition.StringEquals["aws:PrincipalAccount"] == ["111122223333", "222233334444", "333344445555"]
    ])
    error_message = "Without them, the states and the AWS of other environments are out of Atlantis' reach."
  }
}

run "endpoints_are_found_by_their_usual_names" {
  command = plan

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "Programs reach the endpoints without a setting."
  }
}

run "buckets_and_tables_are_reached_without_nat" {
  command = plan

  assert {
    condition     = toset(keys(aws_vpc_endpoint.gateway)) == toset(["s3", "dynamodb"])
    error_message = "S3 and DynamoDB have gateway endpoints, which cost nothing."
  }
}

run "publishes_subnets_as_lists" {
  command = apply

  assert {
    condition     = output.parameter_names["private_subnet_ids"] == "/platform/network/private_subnet_ids" && length(output.parameter_names) == 7
    error_message = "The contract has four values and three lists."
  }
}
