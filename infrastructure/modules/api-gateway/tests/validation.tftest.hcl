mock_provider "aws" {
  override_during = plan

  mock_resource "aws_apigatewayv2_api" {
    defaults = { execution_arn = "arn:aws:execute-api:ap-northeast-2:111122223333:a1b2c3d4e5", api_endpoint = "https://a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/apigateway/checkout-dev" }
  }

  mock_resource "aws_apigatewayv2_authorizer" {
    defaults = { id = "authorizer" }
  }

  mock_resource "aws_apigatewayv2_vpc_link" {
    defaults = { id = "link" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60719" }
  }
}

variables {
  name             = "checkout-dev"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  routes = {
    "GET /orders" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" } }
  }
}

run "accepts_the_longest_name" {
  command = plan
  variables { name = "a123456789012345678901234567890123456789012345678z" }
}

run "rejects_a_name_that_is_too_long" {
  command = plan
  variables { name = "a1234567890123456789012345678901234567890123456789z" }
  expect_failures = [var.name]
}

run "accepts_a_description" {
  command = plan
  variables { description = "Orders for the pages of the shop." }
}

run "rejects_a_description_that_is_too_long" {
  command = plan
  variables { description = format("%1025s", "x") }
  expect_failures = [var.description]
}

run "accepts_a_path_with_a_part" {
  command = plan
  variables { routes = { "DELETE /orders/{id}" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" } } } }
}

run "rejects_no_route" {
  command = plan
  variables { routes = {} }
  expect_failures = [var.routes]
}

run "rejects_a_route_without_a_method" {
  command = plan
  variables { routes = { "/orders" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" } } } }
  expect_failures = [var.routes]
}

run "rejects_a_route_that_leads_nowhere" {
  command = plan
  variables { routes = { "GET /orders" = { public = true } } }
  expect_failures = [var.routes]
}

run "rejects_a_route_that_leads_to_two" {
  command = plan
  variables {
    routes   = { "GET /orders" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" }, listener_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/checkout/50dc6c495c0c9188/f2f7dc8efc522ab2", server_name = "checkout.connectly.example" } }
    vpc_link = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a", "subnet-0b"], load_balancer_security_group_id = "sg-0a1b2c3d4e5f60718" }
  }
  expect_failures = [var.routes]
}

run "accepts_a_load_balancer" {
  command = plan
  variables {
    routes   = { "$default" = { listener_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/checkout/50dc6c495c0c9188/f2f7dc8efc522ab2", server_name = "checkout.connectly.example" } }
    vpc_link = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a", "subnet-0b"], load_balancer_security_group_id = "sg-0a1b2c3d4e5f60718" }
  }
}

run "rejects_a_load_balancer_by_name" {
  command = plan
  variables {
    routes   = { "$default" = { listener_arn = "checkout", server_name = "checkout.connectly.example" } }
    vpc_link = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a", "subnet-0b"], load_balancer_security_group_id = "sg-0a1b2c3d4e5f60718" }
  }
  expect_failures = [var.routes]
}

run "rejects_a_load_balancer_without_a_name_to_verify" {
  command = plan
  variables {
    routes   = { "$default" = { listener_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/checkout/50dc6c495c0c9188/f2f7dc8efc522ab2" } }
    vpc_link = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a", "subnet-0b"], load_balancer_security_group_id = "sg-0a1b2c3d4e5f60718" }
  }
  expect_failures = [var.routes]
}

run "rejects_a_load_balancer_without_a_link" {
  command = plan
  variables { routes = { "$default" = { listener_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/checkout/50dc6c495c0c9188/f2f7dc8efc522ab2", server_name = "checkout.connectly.example" } } }
  expect_failures = [var.routes]
}

run "accepts_scopes_of_a_token" {
  command = plan
  variables {
    jwt    = { issuer = "https://login.connectly.example/", audience = ["checkout"] }
    routes = { "GET /orders" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" }, scopes = ["orders.read"] } }
  }
}

run "rejects_scopes_without_a_token" {
  command = plan
  variables { routes = { "GET /orders" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" }, scopes = ["orders.read"] } } }
  expect_failures = [var.routes]
}

run "rejects_scopes_of_a_public_route" {
  command = plan
  variables {
    jwt    = { issuer = "https://login.connectly.example/", audience = ["checkout"] }
    routes = { "GET /orders" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" }, scopes = ["orders.read"], public = true } }
  }
  expect_failures = [var.routes]
}

run "accepts_a_multi_region_key" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

run "rejects_a_key_alias" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/logs" }
  expect_failures = [var.logs_kms_key_arn]
}

run "rejects_an_issuer_without_tls" {
  command = plan
  variables { jwt = { issuer = "http://login.connectly.example/", audience = ["checkout"] } }
  expect_failures = [var.jwt]
}

run "rejects_tokens_for_anybody" {
  command = plan
  variables { jwt = { issuer = "https://login.connectly.example/", audience = [] } }
  expect_failures = [var.jwt]
}

run "rejects_a_subnet_as_vpc" {
  command = plan
  variables { vpc_link = { vpc_id = "subnet-0a", subnet_ids = ["subnet-0a", "subnet-0b"], load_balancer_security_group_id = "sg-0a1b2c3d4e5f60718" } }
  expect_failures = [var.vpc_link]
}

run "rejects_one_subnet" {
  command = plan
  variables { vpc_link = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a"], load_balancer_security_group_id = "sg-0a1b2c3d4e5f60718" } }
  expect_failures = [var.vpc_link]
}

run "rejects_a_block_as_security_group" {
  command = plan
  variables { vpc_link = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a", "subnet-0b"], load_balancer_security_group_id = "10.0.0.0/8" } }
  expect_failures = [var.vpc_link]
}

run "accepts_a_domain" {
  command = plan
  variables { domain = { name = "orders.connectly.example", certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd" } }
}

run "rejects_a_url_as_domain" {
  command = plan
  variables { domain = { name = "https://orders.connectly.example", certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd" } }
  expect_failures = [var.domain]
}

run "rejects_a_server_certificate_of_iam" {
  command = plan
  variables { domain = { name = "orders.connectly.example", certificate_arn = "arn:aws:iam::111122223333:server-certificate/orders" } }
  expect_failures = [var.domain]
}

run "accepts_the_highest_rate" {
  command = plan
  variables { throttling = { requests_per_second = 10000, burst = 5000 } }
}

run "rejects_no_requests" {
  command = plan
  variables { throttling = { requests_per_second = 0 } }
  expect_failures = [var.throttling]
}

run "rejects_a_burst_that_is_too_large" {
  command = plan
  variables { throttling = { burst = 5001 } }
  expect_failures = [var.throttling]
}

run "accepts_an_origin" {
  command = plan
  variables { cors_origins = ["https://shop.connectly.example"] }
}

run "rejects_every_origin" {
  command = plan
  variables { cors_origins = ["*"] }
  expect_failures = [var.cors_origins]
}

run "accepts_a_year_of_logs" {
  command = plan
  variables { log_retention_days = 365 }
}

run "rejects_keeping_logs_for_ever" {
  command = plan
  variables { log_retention_days = 0 }
  expect_failures = [var.log_retention_days]
}
