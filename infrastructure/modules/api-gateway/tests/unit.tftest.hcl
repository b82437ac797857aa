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

run "wants_a_signature_by_default" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_route.this["GET /orders"].authorization_type == "AWS_IAM"
    error_message = "A route without a token wants a signature."
  }
}

run "wants_a_token_where_an_issuer_is_given" {
  command = plan

  variables {
    jwt = { issuer = "https://login.connectly.example/", audience = ["checkout"] }
    routes = {
      "POST /orders" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" }, scopes = ["orders.write"] }
    }
  }

  assert {
    condition     = aws_apigatewayv2_route.this["POST /orders"].authorization_type == "JWT" && aws_apigatewayv2_route.this["POST /orders"].authorizer_id == "authorizer" && aws_apigatewayv2_route.this["POST /orders"].authorization_scopes == toset(["orders.write"])
    error_message = "A route wants a token with its scopes."
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.jwt[0].jwt_configuration[0].issuer == "https://login.connectly.example/" && aws_apigatewayv2_authorizer.jwt[0].jwt_configuration[0].audience == toset(["checkout"])
    error_message = "Only tokens of this issuer, for this audience."
  }
}

run "is_open_only_where_it_says_so" {
  command = plan

  variables {
    jwt = { issuer = "https://login.connectly.example/", audience = ["checkout"] }
    routes = {
      "GET /healthz" = { lambda = { function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:orders", invoke_arn = "arn:aws:apigateway:ap-northeast-2:lambda:path/orders" }, public = true }
    }
  }

  assert {
    condition     = aws_apigatewayv2_route.this["GET /healthz"].authorization_type == "NONE" && aws_apigatewayv2_route.this["GET /healthz"].authorizer_id == null
    error_message = "A public route is open."
  }
}

run "throttles_by_default" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit == 50 && aws_apigatewayv2_stage.this.default_route_settings[0].throttling_burst_limit == 100
    error_message = "One caller must not take everything."
  }
}

run "logs_every_request" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_stage.this.access_log_settings[0].destination_arn == "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/apigateway/checkout-dev"
    error_message = "Requests are logged."
  }

  assert {
    condition     = jsondecode(aws_apigatewayv2_stage.this.access_log_settings[0].format).status == "$context.status" && !strcontains(lower(aws_apigatewayv2_stage.this.access_log_settings[0].format), "header")
    error_message = "Logs are JSON, and hold no tokens."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == var.logs_kms_key_arn && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Logs are encrypted with the customer-managed key, and bounded."
  }
}

run "calls_a_function_by_its_alias" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_integration.this["GET /orders"].integration_type == "AWS_PROXY" && aws_apigatewayv2_integration.this["GET /orders"].integration_uri == "arn:aws:apigateway:ap-northeast-2:lambda:path/orders"
    error_message = "The route leads to the function."
  }

  assert {
    condition     = aws_lambda_permission.this["GET /orders"].qualifier == "live" && aws_lambda_permission.this["GET /orders"].source_arn == "arn:aws:execute-api:ap-northeast-2:111122223333:a1b2c3d4e5/*/*"
    error_message = "This API, and no other, may call the alias."
  }
}

run "reaches_a_load_balancer_on_tls_only" {
  command = plan

  variables {
    vpc_link = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a", "subnet-0b"], load_balancer_security_group_id = "sg-0a1b2c3d4e5f60718" }
    routes   = { "$default" = { listener_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/checkout/50dc6c495c0c9188/f2f7dc8efc522ab2", server_name = "checkout.connectly.example" } }
  }

  assert {
    condition     = aws_apigatewayv2_integration.this["$default"].connection_type == "VPC_LINK" && aws_apigatewayv2_integration.this["$default"].connection_id == "link"
    error_message = "The way leads through the VPC."
  }

  assert {
    condition     = one(aws_apigatewayv2_integration.this["$default"].tls_config).server_name_to_verify == "checkout.connectly.example"
    error_message = "The load balancer must show its certificate."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.link[0].to_port == 443 && aws_vpc_security_group_egress_rule.link[0].referenced_security_group_id == "sg-0a1b2c3d4e5f60718" && length(aws_lambda_permission.this) == 0
    error_message = "The link calls this load balancer on HTTPS, and nothing else."
  }

  assert {
    condition     = output.link_security_group_id == "sg-0a1b2c3d4e5f60719" && aws_apigatewayv2_vpc_link.this[0].security_group_ids == toset(["sg-0a1b2c3d4e5f60719"])
    error_message = "The link has a security group of its own."
  }
}

run "answers_at_the_address_of_aws_without_a_domain" {
  command = plan

  assert {
    condition     = !aws_apigatewayv2_api.this.disable_execute_api_endpoint && output.url == "https://a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com" && output.alias == null
    error_message = "Without a domain there is one address."
  }
}

run "answers_under_its_domain_only" {
  command = plan

  variables {
    domain = { name = "orders.connectly.example", certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd" }
  }

  assert {
    condition     = aws_apigatewayv2_api.this.disable_execute_api_endpoint && output.url == "https://orders.connectly.example"
    error_message = "There must be no way around the domain."
  }

  assert {
    condition     = aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].security_policy == "TLS_1_2" && aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].endpoint_type == "REGIONAL"
    error_message = "TLS below 1.2 must be refused."
  }
}

run "answers_pages_only_when_asked" {
  command = plan

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0
    error_message = "No page of another origin by default."
  }
}

run "answers_named_pages" {
  command = plan

  variables {
    cors_origins = ["https://shop.connectly.example"]
  }

  assert {
    condition     = aws_apigatewayv2_api.this.cors_configuration[0].allow_origins == toset(["https://shop.connectly.example"])
    error_message = "The named origin, and no other."
  }
}

run "gives_a_policy_that_only_calls" {
  command = plan

  assert {
    condition     = jsondecode(output.invoke_policy_json).Statement == [{ Sid = "Invoke", Effect = "Allow", Action = ["execute-api:Invoke"], Resource = ["arn:aws:execute-api:ap-northeast-2:111122223333:a1b2c3d4e5/*/*"] }]
    error_message = "A caller may call this API, and nothing else."
  }
}
