mock_provider "aws" {
  override_during = plan

  mock_resource "aws_security_group" {
    defaults = {
      id  = "sg-0a1b2c3d4e5f60718"
      arn = "arn:aws:ec2:ap-northeast-2:111122223333:security-group/sg-0a1b2c3d4e5f60718"
    }
  }
}

variables {
  name        = "checkout-redis"
  description = "Redis of checkout"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
}

run "allows_nothing_by_default" {
  command = plan

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.this) == 0 && length(aws_vpc_security_group_egress_rule.this) == 0
    error_message = "A group without rules must open nothing in either direction."
  }
}

run "can_be_replaced_while_in_use" {
  command = plan

  assert {
    condition     = aws_security_group.this.name_prefix == "checkout-redis-" && aws_security_group.this.tags["Name"] == "checkout-redis"
    error_message = "A name prefix lets the new group live beside the old one."
  }
}

run "keys_each_rule_by_the_callers_name" {
  command = plan

  variables {
    ingress = {
      service = {
        description              = "Redis from the service"
        from_port                = 6379
        to_port                  = 6379
        source_security_group_id = "sg-0a1b2c3d4e5f60719"
      }
    }
    egress = {
      https = {
        description = "HTTPS to anywhere"
        from_port   = 443
        to_port     = 443
        cidr_ipv4   = "0.0.0.0/0"
      }
    }
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.this["service"].referenced_security_group_id == "sg-0a1b2c3d4e5f60719"
    error_message = "A rule may refer to another group."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.this["service"].ip_protocol == "tcp"
    error_message = "TCP is the default protocol."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.this["https"].cidr_ipv4 == "0.0.0.0/0"
    error_message = "Egress may go anywhere when a rule says so."
  }

  assert {
    condition     = output.id == "sg-0a1b2c3d4e5f60718" && endswith(output.arn, "security-group/sg-0a1b2c3d4e5f60718")
    error_message = "Id and ARN are those of the group."
  }
}
