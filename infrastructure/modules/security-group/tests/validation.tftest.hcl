mock_provider "aws" {}

variables {
  name        = "checkout-redis"
  description = "Redis of checkout"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
}

run "accepts_a_short_name" {
  command = plan
  variables { name = "api" }
}

run "rejects_a_name_with_underscores" {
  command = plan
  variables { name = "checkout_redis" }
  expect_failures = [var.name]
}

run "rejects_a_name_that_ec2_reserves" {
  command = plan
  variables { name = "sg-checkout" }
  expect_failures = [var.name]
}

run "accepts_a_description_with_punctuation" {
  command = plan
  variables { description = "Redis (cache): checkout, v2" }
}

run "rejects_a_description_with_quotes" {
  command = plan
  variables { description = "the \"cache\"" }
  expect_failures = [var.description]
}

run "accepts_an_old_short_vpc_id" {
  command = plan
  variables { vpc_id = "vpc-1a2b3c4d" }
}

run "rejects_a_subnet_as_vpc" {
  command = plan
  variables { vpc_id = "subnet-0a1b2c3d4e5f60718" }
  expect_failures = [var.vpc_id]
}

run "accepts_ingress_over_udp_on_a_range" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        protocol    = "udp"
        from_port   = 5000
        to_port     = 5010
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
}

run "rejects_ingress_without_a_description" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = ""
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.ingress]
}

run "rejects_ingress_over_every_protocol" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        protocol    = "-1"
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.ingress]
}

run "rejects_ingress_with_ports_in_the_wrong_order" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        from_port   = 443
        to_port     = 80
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.ingress]
}

run "rejects_ingress_with_a_port_out_of_range" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        from_port   = 443
        to_port     = 70000
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.ingress]
}

run "accepts_ingress_with_another_group" {
  command = plan
  variables {
    ingress = {
      rule = {
        description              = "Redis"
        from_port                = 6379
        to_port                  = 6379
        source_security_group_id = "sg-0a1b2c3d4e5f60719"
      }
    }
  }
}

run "rejects_ingress_without_the_other_side" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        from_port   = 6379
        to_port     = 6379
      }
    }
  }
  expect_failures = [var.ingress]
}

run "rejects_ingress_with_both_kinds_of_other_side" {
  command = plan
  variables {
    ingress = {
      rule = {
        description              = "Redis"
        from_port                = 6379
        to_port                  = 6379
        cidr_ipv4                = "10.0.0.0/16"
        source_security_group_id = "sg-0a1b2c3d4e5f60719"
      }
    }
  }
  expect_failures = [var.ingress]
}

run "rejects_ingress_with_an_address_that_is_no_block" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "10.0.0.1"
      }
    }
  }
  expect_failures = [var.ingress]
}

run "accepts_egress_over_udp_on_a_range" {
  command = plan
  variables {
    egress = {
      rule = {
        description = "Redis"
        protocol    = "udp"
        from_port   = 5000
        to_port     = 5010
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
}

run "rejects_egress_without_a_description" {
  command = plan
  variables {
    egress = {
      rule = {
        description = ""
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.egress]
}

run "rejects_egress_over_every_protocol" {
  command = plan
  variables {
    egress = {
      rule = {
        description = "Redis"
        protocol    = "-1"
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.egress]
}

run "rejects_egress_with_ports_in_the_wrong_order" {
  command = plan
  variables {
    egress = {
      rule = {
        description = "Redis"
        from_port   = 443
        to_port     = 80
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.egress]
}

run "rejects_egress_with_a_port_out_of_range" {
  command = plan
  variables {
    egress = {
      rule = {
        description = "Redis"
        from_port   = 443
        to_port     = 70000
        cidr_ipv4   = "10.0.0.0/16"
      }
    }
  }
  expect_failures = [var.egress]
}

run "accepts_egress_with_another_group" {
  command = plan
  variables {
    egress = {
      rule = {
        description              = "Redis"
        from_port                = 6379
        to_port                  = 6379
        source_security_group_id = "sg-0a1b2c3d4e5f60719"
      }
    }
  }
}

run "rejects_egress_without_the_other_side" {
  command = plan
  variables {
    egress = {
      rule = {
        description = "Redis"
        from_port   = 6379
        to_port     = 6379
      }
    }
  }
  expect_failures = [var.egress]
}

run "rejects_egress_with_both_kinds_of_other_side" {
  command = plan
  variables {
    egress = {
      rule = {
        description              = "Redis"
        from_port                = 6379
        to_port                  = 6379
        cidr_ipv4                = "10.0.0.0/16"
        source_security_group_id = "sg-0a1b2c3d4e5f60719"
      }
    }
  }
  expect_failures = [var.egress]
}

run "rejects_egress_with_an_address_that_is_no_block" {
  command = plan
  variables {
    egress = {
      rule = {
        description = "Redis"
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "10.0.0.1"
      }
    }
  }
  expect_failures = [var.egress]
}

run "accepts_https_from_the_internet" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        from_port   = 443
        to_port     = 443
        cidr_ipv4   = "0.0.0.0/0"
      }
    }
  }
}

run "rejects_another_port_from_the_internet" {
  command = plan
  variables {
    ingress = {
      rule = {
        description = "Redis"
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "0.0.0.0/0"
      }
    }
  }
  expect_failures = [var.ingress]
}

run "accepts_any_port_to_the_internet" {
  command = plan
  variables {
    egress = {
      rule = {
        description = "Redis"
        from_port   = 6379
        to_port     = 6379
        cidr_ipv4   = "0.0.0.0/0"
      }
    }
  }
}

